// Rebase: pending commands off, patch on, pending commands on again.
#include "core/sync/replica.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "core/base/planted.h"
#include "core/firm/firm.h"
#include "core/store/change_scopes.h"
#include "core/store/snapshot.h"
#include "core/sync/cbor_check.h"

namespace pupitre {

namespace {

std::span<const ScopeLinks> links_in(const Patch& patch) {
    return patch.links ? std::span<const ScopeLinks>(*patch.links) : std::span<const ScopeLinks>{};
}

/// Why the host could not read a command: what decode_queued_command would say of its encoded form, without making the
/// arguments, which are long in an import, a second time.
std::optional<Error> unreadable(const QueuedCommand& queued, std::string_view encoded) {
    const Command& command = queued.command;
    if (const auto read = command_from_json(to_json(head_of(command))); !read) return read.error();
    if (!command.args.is_object()) return Error{ErrorCode::malformed, "args"};
    if (json_bytes(command.args) > command_bytes_max) return Error{ErrorCode::too_large, "args"};
    return check_cbor(encoded);
}

}  // namespace

Replica::Replica(const Schema& schema, const Registry& registry, TeamMemberId actor) :
    registry_(&registry), actor_(actor), db_(std::make_unique<Database>(schema)) {}

Result<std::size_t> Replica::load_base(Id128 epoch, std::int64_t seq, const std::vector<std::string>& blocks,
                                       const std::optional<Hash128>& digest, std::int64_t last_mid) {
    auto fresh = std::make_unique<Database>(db_->schema());
    ChainHeads heads;
    std::size_t rows = 0;
    for (const std::string& block : blocks) {
        const Result<std::size_t> loaded = is_heads_block(block) ? load_heads(heads, block) : load_block(*fresh, block);
        if (!loaded) return loaded.error();
        if (!is_heads_block(block)) rows += *loaded;
    }
    // The digest is computed from the rows held, never taken over from the sender.
    if (digest && fresh->digest() != *digest) return Error{ErrorCode::checksum, "digest"};
    db_ = std::move(fresh);
    heads_ = std::move(heads);
    epoch_ = epoch;
    seq_ = seq;
    if (digest) base_digest_ = *digest;
    std::erase_if(pending_, [&](const PendingCommand& p) { return p.queued.mid <= last_mid; });
    if (planted(Planted::snapshot_drops_pending)) pending_.clear();
    next_mid_ = std::max(next_mid_, last_mid + 1);
    run_pending();
    return rows;
}

Result<std::size_t> Replica::receive(const Patch& patch) {
    if (patch.epoch != epoch_ || seq_ < 0) return Error{ErrorCode::malformed, "epoch"};
    if (patch.to < seq_) return std::size_t{0};  // An old message that came late.
    if (patch.from > seq_) return Error{ErrorCode::malformed, "seq"};

    std::vector<RowBlock> blocks;
    for (const std::string& bytes : patch.blocks) {
        Result<RowBlock> block = decode_block(db_->schema(), bytes);
        if (!block) return block.error();
        blocks.push_back(*std::move(block));
    }
    std::size_t rows = 0;
    for (const RowBlock& block : blocks) rows += block.rows.size() + block.deleted.size();
    if (const auto heads = confirms_own_work(patch)) {
        take_base(patch, *heads);
        return rows;
    }
    take_pending_back();
    const Result<Heads> heads = apply(patch, blocks);
    if (heads) take_base(patch, *heads);
    run_pending();
    if (!heads) return heads.error();
    return rows;
}

/// The base as the patch makes it, and where the chains then stand. On an error it is as before.
Result<Replica::Heads> Replica::apply(const Patch& patch, const std::vector<RowBlock>& blocks) {
    Changes changes(*db_);
    for (const RowBlock& block : blocks) {
        for (const AnyRow& row : block.rows) changes.put_row(block.table, row.data());
        for (const Id128 id : block.deleted) {
            if (db_->table(block.table).find(id) != nullptr) changes.erase_row(block.table, id);
        }
    }
    Heads heads;
    std::optional<Error> error;
    if (db_->digest() != patch.digest && !planted(Planted::digest_copied)) error = Error{ErrorCode::checksum, "digest"};
    for (const ScopeLinks& links : links_in(patch)) {
        const Result<ChainHead> head = follow_links(links, heads_.find(links.scope), db_->digest(links.scope));
        if (head) heads.emplace_back(links.scope, *head);
        if (!head && !error && !planted(Planted::digest_copied)) error = head.error();
    }
    if (!error) return heads;
    changes.roll_back();
    return *error;
}

/// Where the chains stand after the patch, if the host's state is then the view as it was here after the commands that
/// the patch contains; otherwise nothing.
std::optional<Replica::Heads> Replica::confirms_own_work(const Patch& patch) const {
    const auto undecided = std::find_if(pending_.begin(), pending_.end(), [&](const PendingCommand& pending) {
        return pending.queued.mid > patch.last_mid;
    });
    if (undecided == pending_.begin()) return std::nullopt;
    if (std::prev(undecided)->digest != patch.digest) return std::nullopt;
    std::map<ScopeId, Hash128> digests;
    for (auto pending = pending_.begin(); pending != undecided; ++pending) {
        for (const auto& [scope, digest] : pending->scope_digests) digests[scope] = digest;
    }
    Heads heads;
    for (const ScopeLinks& links : links_in(patch)) {
        const auto digest = digests.find(links.scope);
        if (digest == digests.end()) return std::nullopt;
        const Result<ChainHead> head = follow_links(links, heads_.find(links.scope), digest->second);
        if (!head) return std::nullopt;
        heads.emplace_back(links.scope, *head);
    }
    return heads;
}

void Replica::take_base(const Patch& patch, const Heads& heads) {
    seq_ = patch.to;
    base_digest_ = patch.digest;
    // What was stored before there were chains says nothing of where they stand.
    if (!patch.links) heads_.clear();
    for (const auto& [scope, head] : heads) heads_.set(scope, head);
    std::erase_if(pending_, [&](const PendingCommand& p) { return p.queued.mid <= patch.last_mid; });
    next_mid_ = std::max(next_mid_, patch.last_mid + 1);
}

/// What the view's digests are after a command, if no computing is needed.
void Replica::note_digests(PendingCommand& pending) const {
    pending.digest = db_->known_digest();
    pending.scope_digests.clear();
    if (!pending.digest) return;
    std::vector<ScopeId> scopes;
    for (const ChangeScopes& change : scopes_of(*db_, pending.changes)) {
        for (const ScopeId scope : {change.before, change.after}) {
            if (scopes.empty() || scopes.back() != scope) scopes.push_back(scope);
        }
    }
    std::ranges::sort(scopes);
    const auto repeated = std::ranges::unique(scopes);
    scopes.erase(repeated.begin(), repeated.end());
    for (const ScopeId scope : scopes) pending.scope_digests.emplace_back(scope, db_->digest(scope));
}

Attempt Replica::submit(Command command) {
    PendingCommand pending;
    pending.queued = {next_mid_, std::move(command), std::nullopt};
    // What the host can't read would make everything behind it wait for ever.
    pending.encoded = encode(pending.queued);
    if (const auto error = unreadable(pending.queued, pending.encoded)) {
        return Refusal{RefusalCode::malformed_arguments, {}, {}, error->where, error_name(error->code)};
    }
    const Command& given = pending.queued.command;
    Attempt attempt = execute(*db_, *registry_, context_for(*db_, actor_, given, Role::replica), given);
    if (!attempt) return attempt;
    pending.changes = std::move(attempt->changes);
    pending.conflicts = attempt->conflicts;
    note_digests(pending);
    pending_.push_back(std::move(pending));
    ++next_mid_;
    return attempt;
}

TryOut Replica::try_out(const std::vector<Command>& commands) {
    TryOut tried;
    ChangeSet& done = tried.outcome.changes;
    for (const Command& command : commands) {
        Attempt attempt = execute(*db_, *registry_, context_for(*db_, actor_, command, Role::replica), command);
        if (!attempt) {
            tried.refusal = attempt.error();
            break;
        }
        std::ranges::move(attempt->changes.rows, std::back_inserter(done.rows));
        std::ranges::move(attempt->conflicts, std::back_inserter(tried.outcome.conflicts));
    }
    Changes changes(*db_);
    const bool applied = changes.apply(inverse(done));
    assert(applied);
    static_cast<void>(applied);
    return tried;
}

void Replica::take_back(std::size_t count) {
    assert(count <= pending_.size());
    Changes changes(*db_);
    for (; count > 0; --count) {
        const bool applied = changes.apply(inverse(pending_.back().changes));
        assert(applied);
        static_cast<void>(applied);
        next_mid_ = pending_.back().queued.mid;
        pending_.pop_back();
    }
}

std::string Replica::take_encoded(std::size_t place) {
    PendingCommand& pending = pending_[place];
    return pending.encoded.empty() ? encode(pending.queued) : std::exchange(pending.encoded, {});
}

void Replica::restore(const QueuedCommand& queued) {
    pending_.push_back({queued, {}, std::nullopt, {}, std::nullopt, {}});
    run(pending_.back());
    next_mid_ = std::max(next_mid_, queued.mid + 1);
}

void Replica::set_pending(std::vector<QueuedCommand> queue) {
    take_pending_back();
    pending_.clear();
    for (QueuedCommand& queued : queue) {
        next_mid_ = std::max(next_mid_, queued.mid + 1);
        pending_.push_back({std::move(queued), {}, std::nullopt, {}, std::nullopt, {}});
    }
    run_pending();
}

void Replica::renumber(Id128 old_client) {
    std::int64_t mid = 1;
    for (PendingCommand& pending : pending_) {
        pending.encoded.clear();
        if (!pending.queued.origin) pending.queued.origin = Origin{old_client, pending.queued.mid};
        pending.queued.mid = mid++;
    }
    next_mid_ = mid;
}

void Replica::take_pending_back() {
    if (planted(Planted::pending_taken_back_in_wrong_order)) std::ranges::reverse(pending_);
    Changes changes(*db_);
    for (auto pending = pending_.rbegin(); pending != pending_.rend(); ++pending) {
        const bool applied = changes.apply(inverse(pending->changes));
        assert(applied);
        static_cast<void>(applied);
        pending->changes = {};
    }
}

void Replica::run_pending() {
    for (PendingCommand& pending : pending_) run(pending);
}

void Replica::run(PendingCommand& pending) {
    const Command& command = pending.queued.command;
    Attempt attempt = execute(*db_, *registry_, context_for(*db_, actor_, command, Role::replica), command);
    pending.refusal = attempt ? std::nullopt : std::optional{attempt.error()};
    pending.changes = attempt ? std::move(attempt->changes) : ChangeSet{};
    pending.conflicts = attempt ? std::move(attempt->conflicts) : std::vector<Conflict>{};
    note_digests(pending);
}

}  // namespace pupitre
