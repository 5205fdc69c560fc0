// The firm's authority: opening, following other writers, and turns.
#include "server-stub/firm/authority.h"

#include <algorithm>

#include "core/base/planted.h"
#include "core/command/execute.h"
#include "core/firm/firm.h"
#include "server-stub/base/crypto.h"
#include "server-stub/firm/civil_day.h"
#include "server-stub/mail/occasions.h"

namespace pupitre::host {
namespace {

constexpr std::int64_t ledger_read_at_once = 1'000;
constexpr std::uint32_t every_right = ~std::uint32_t{0};

std::string to_bytes(const Json& json) {
    std::string bytes;
    Json::to_cbor(json, bytes);
    return bytes;
}

/// The author's moment counts, also when it was days ago and offline; but nobody works in the future.
Context context_of(const Database& db, const Source& source, const Command& command, std::int64_t now_ms) {
    Context by = context_for(db, source.actor, command, Role::authority);
    if (!planted(Planted::moment_not_clamped)) by.now_ms = std::clamp<std::int64_t>(by.now_ms, 0, now_ms);
    // A day ahead is possible: the author may be east of us.
    if (!planted(Planted::moment_not_clamped)) by.today = std::min(by.today, civil_day(now_ms).plus_days(1));
    if (source.setting_up) by.rights = every_right;
    return by;
}

}  // namespace

Stored<std::unique_ptr<Authority>> Authority::open(std::unique_ptr<Storage> storage, const Registry& registry, Log& log,
                                                   Clock clock) {
    std::unique_ptr<Authority> authority(new Authority(std::move(storage), registry, log, std::move(clock)));
    const auto begun = authority->storage_->begin_reading();
    if (!begun) return begun.error();
    auto loaded = authority->load();
    authority->storage_->roll_back();
    if (!loaded) return loaded.error();
    return authority;
}

/// Reads everything, within a transaction so that rows and position belong together.
Stored<Done> Authority::load() {
    const auto meta = storage_->meta();
    if (!meta) return meta.error();
    db_.clear();
    std::int64_t unreadable_rows = 0;
    const auto loaded = storage_->load(db_, [&](std::string_view table, Id128 row) {
        ++unreadable_rows;
        log_.error("storage.row_unreadable", {{"table", table}, {"row", std::string_view(to_text(row))}});
    });
    if (!loaded) return loaded.error();
    if (unreadable_rows > 0) return StorageFault{FaultKind::corrupt, "rows cannot be read"};
    auto heads = storage_->heads();
    if (!heads) return heads.error();
    heads_ = *std::move(heads);
    meta_ = *meta;
    if (db_.digest() != meta_.digest) {
        log_.error("storage.digest_differs", {{"seq", meta_.seq}});
        return StorageFault{FaultKind::corrupt, "the rows are not those that were stored"};
    }
    return Done{};
}

Stored<Done> Authority::catch_up() {
    const auto stored = storage_->meta();
    if (!stored) return stored.error();
    if (stored->seq == meta_.seq && stored->epoch == meta_.epoch) return Done{};
    // Within a transaction, so that position and ledger belong together.
    const auto begun = storage_->begin_reading();
    if (!begun) return begun.error();
    const auto meta = storage_->meta();
    auto done = meta ? follow(*meta) : Stored<Done>{meta.error()};
    storage_->roll_back();
    return done;
}

/// Brings the memory to the stored position by the ledger, or by reading everything anew when that does not fit.
Stored<Done> Authority::follow(const FirmMeta& stored) {
    if (stored.epoch != meta_.epoch || stored.seq < meta_.seq) return load();
    auto chained = follow_heads(LinkPlace::behind(meta_.seq));
    if (!chained) return chained;
    while (meta_.seq < stored.seq) {
        const auto entries = storage_->ledger_after(meta_.seq, ledger_read_at_once);
        if (!entries) return entries.error();
        if (entries->empty()) return load();
        Changes changes(db_);
        for (const LedgerEntry& entry : *entries) {
            const auto decoded = decode_change_set(db_.schema(), entry.changes);
            if (!decoded || !changes.apply(*decoded)) return load();
            meta_.seq = entry.head.seq;
        }
    }
    meta_ = stored;
    return db_.digest() == stored.digest ? Stored<Done>{Done{}} : load();
}

/// Takes over where the chains stand after what others have added.
Stored<Done> Authority::follow_heads(LinkPlace place) {
    while (true) {
        const auto links = storage_->links_after(place, ledger_read_at_once);
        if (!links) return links.error();
        if (links->empty()) return Done{};
        for (const Link& link : *links) heads_.set(link.scope, {link.number, link_hash(link)});
        place = LinkPlace::of(links->back());
    }
}

Stored<std::unique_ptr<Turn>> Turn::begin(Authority& authority) {
    const auto begun = authority.storage_->begin();
    if (!begun) return begun.error();
    const auto meta = authority.storage_->meta();
    auto followed = meta ? Stored<Done>{Done{}} : Stored<Done>{meta.error()};
    const bool look = !planted(Planted::other_hosts_not_followed);
    if (meta && look && (meta->seq != authority.meta_.seq || meta->epoch != authority.meta_.epoch)) {
        followed = authority.follow(*meta);
    }
    if (!followed) {
        authority.storage_->roll_back();
        return followed.error();
    }
    return std::unique_ptr<Turn>(new Turn(authority));
}

Turn::~Turn() {
    if (!open_) return;
    authority_.storage_->roll_back();
    if (planted(Planted::memory_kept_after_roll_back)) return;
    Changes changes(authority_.db_);
    for (auto set = done_.rbegin(); set != done_.rend(); ++set) {
        const bool taken_back = changes.apply(inverse(*set));
        assert(taken_back);
        static_cast<void>(taken_back);
    }
    for (auto moved = heads_before_.rbegin(); moved != heads_before_.rend(); ++moved) {
        const auto& [scope, head] = *moved;
        if (head)
            authority_.heads_.set(scope, *head);
        else
            authority_.heads_.erase(scope);
    }
}

Stored<Attempt> Turn::run(const Source& source, const Command& command) {
    const Context by = context_of(authority_.db_, source, command, authority_.clock_());
    Attempt attempt = execute(authority_.db_, authority_.registry_, by, command);
    if (!attempt || attempt->changes.empty()) return attempt;
    done_.push_back(attempt->changes);
    ++seq_;
    const auto recorded = record(source, command, attempt->changes);
    if (!recorded) return recorded.error();
    return attempt;
}

Stored<Done> Turn::record(const Source& source, const Command& command, ChangeSet changes) {
    AcceptedCommand accepted;
    accepted.head = {seq_, source.client, source.mid, source.actor.value, authority_.clock_()};
    accepted.command = to_bytes(to_json(command));
    accepted.changes = std::move(changes);
    random_fill(accepted.salt);
    auto written = authority_.storage_->write_changes(seq_, accepted.changes, authority_.db_);
    if (written) {
        written = authority_.storage_->add_ledger({accepted.head, accepted.command,
                                                   encode(authority_.db_.schema(), accepted.changes), accepted.salt,
                                                   command.batch});
    }
    for (const MailRecord& mail : mails_for(authority_.db_, accepted.changes, accepted.head.at_ms)) {
        if (written) written = authority_.storage_->queue_mail(mail);
    }
    return written ? chain(accepted) : written;
}

/// The command's links, in the storage and in memory.
Stored<Done> Turn::chain(const AcceptedCommand& accepted) {
    const std::vector<Link> links = links_of(authority_.heads_, authority_.db_, accepted);
    auto stored = authority_.storage_->add_links(links);
    if (!stored) return stored;
    for (const Link& link : links) {
        const ChainHead* before = authority_.heads_.find(link.scope);
        heads_before_.emplace_back(link.scope, before != nullptr ? std::optional{*before} : std::nullopt);
        authority_.heads_.set(link.scope, {link.number, link_hash(link)});
    }
    return stored;
}

Stored<Done> Turn::commit() {
    const Hash128 digest = authority_.db_.digest();
    if (seq_ != authority_.meta_.seq) {
        const auto positioned = authority_.storage_->set_position(seq_, digest);
        if (!positioned) return positioned.error();
    }
    const auto committed = authority_.storage_->commit();
    if (!committed) return committed.error();
    open_ = false;
    authority_.meta_.seq = seq_;
    authority_.meta_.digest = digest;
    return Done{};
}

}  // namespace pupitre::host
