// The firm's authority: opening, following other writers, and turns.
#include "server-stub/firm/authority.h"

#include <algorithm>

#include "core/command/execute.h"
#include "core/firm/firm.h"
#include "server-stub/base/clock.h"
#include "server-stub/firm/civil_day.h"

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
Context context_of(const Database& db, const Source& source, const Command& command) {
    Context by = context_for(db, source.actor, command, Role::authority);
    by.now_ms = std::clamp<std::int64_t>(by.now_ms, 0, now_ms());
    // A day ahead is possible: the author may be east of us.
    by.today = std::min(by.today, civil_today().plus_days(1));
    if (source.setting_up) by.rights = every_right;
    return by;
}

}  // namespace

Stored<std::unique_ptr<Authority>> Authority::open(std::unique_ptr<Storage> storage, const Registry& registry,
                                                   Log& log) {
    std::unique_ptr<Authority> authority(new Authority(std::move(storage), registry, log));
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
    while (meta_.seq < stored.seq) {
        const auto entries = storage_->ledger_after(meta_.seq, ledger_read_at_once);
        if (!entries) return entries.error();
        if (entries->empty()) return load();
        Changes changes(db_);
        for (const LedgerEntry& entry : *entries) {
            const auto decoded = decode_change_set(db_.schema(), entry.changes);
            if (!decoded || !changes.apply(*decoded)) return load();
            meta_.seq = entry.seq;
        }
    }
    meta_ = stored;
    return db_.digest() == stored.digest ? Stored<Done>{Done{}} : load();
}

Stored<std::unique_ptr<Turn>> Turn::begin(Authority& authority) {
    const auto begun = authority.storage_->begin();
    if (!begun) return begun.error();
    const auto meta = authority.storage_->meta();
    auto followed = meta ? Stored<Done>{Done{}} : Stored<Done>{meta.error()};
    if (meta && (meta->seq != authority.meta_.seq || meta->epoch != authority.meta_.epoch)) {
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
    Changes changes(authority_.db_);
    for (auto set = done_.rbegin(); set != done_.rend(); ++set) {
        const bool taken_back = changes.apply(inverse(*set));
        assert(taken_back);
        static_cast<void>(taken_back);
    }
}

Stored<Attempt> Turn::run(const Source& source, const Command& command) {
    const Context by = context_of(authority_.db_, source, command);
    Attempt attempt = execute(authority_.db_, authority_.registry_, by, command);
    if (!attempt || attempt->changes.empty()) return attempt;
    done_.push_back(attempt->changes);
    ++seq_;
    const auto recorded = record(source, command, attempt->changes);
    if (!recorded) return recorded.error();
    return attempt;
}

Stored<Done> Turn::record(const Source& source, const Command& command, const ChangeSet& changes) {
    const auto written = authority_.storage_->write_changes(seq_, changes, authority_.db_);
    if (!written) return written.error();
    LedgerEntry entry;
    entry.seq = seq_;
    entry.client = source.client;
    entry.mid = source.mid;
    entry.actor = source.actor.value;
    entry.at_ms = now_ms();
    entry.command = to_bytes(to_json(command));
    entry.changes = encode(authority_.db_.schema(), changes);
    return authority_.storage_->add_ledger(entry);
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
