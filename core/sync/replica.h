// A device's state: what the host confirmed, with the device's own pending commands carried out on top.
// Knows no storage, no network and no clock; the session around it stores and sends.
//
//   view = base (confirmed) + pending commands in order
//
// When a patch comes, the pending commands are taken back by their own deltas, the patch is applied, and what the host
// has not decided yet is carried out again. A patch that only says what the oldest pending commands did here already is
// recognised by its digest: then these are confirmed as they stand, and nothing is carried out twice.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/command/execute.h"
#include "core/store/row_block.h"
#include "core/sync/chain_heads.h"
#include "core/sync/messages.h"

namespace pupitre {

/// A command that the host has not decided yet, and what it did here.
struct PendingCommand {
    QueuedCommand queued;
    ChangeSet changes;
    std::optional<Refusal> refusal;  // It no longer works on the present base; the host decides.
    std::vector<Conflict> conflicts;
    std::optional<Hash128> digest;  // Of the view once this was carried out, if it was known then …
    std::vector<std::pair<ScopeId, Hash128>> scope_digests = {};  // … and of the scopes in which it changed something.
    std::string encoded = {};  // `queued` as it is stored, from submit() until it is taken.
};

/// What commands would do that were only tried.
struct TryOut {
    Outcome outcome;  // Of all of them.
    std::optional<Refusal> refusal;
};

class Replica {
public:
    /// Schema and registry must outlive the replica.
    Replica(const Schema& schema, const Registry& registry, TeamMemberId actor);

    [[nodiscard]] const Database& view() const { return *db_; }
    [[nodiscard]] const std::vector<PendingCommand>& pending() const { return pending_; }
    [[nodiscard]] TeamMemberId actor() const { return actor_; }
    [[nodiscard]] Id128 epoch() const { return epoch_; }
    /// The host's state number that the base equals; -1 without a base.
    [[nodiscard]] std::int64_t seq() const { return seq_; }
    [[nodiscard]] std::int64_t next_mid() const { return next_mid_; }
    [[nodiscard]] const Hash128& base_digest() const { return base_digest_; }
    /// Where the chains of the base stand.
    [[nodiscard]] const ChainHeads& heads() const { return heads_; }

    /// Replaces the base by a complete state (row blocks and heads of chains) and carries the pending commands out on it;
    /// those up to last_mid are contained and dropped. Errors: as load_block and load_heads; checksum if the digest
    /// differs. On an error nothing changes.
    Result<std::size_t> load_base(Id128 epoch, std::int64_t seq, const std::vector<std::string>& blocks,
                                  const std::optional<Hash128>& digest, std::int64_t last_mid);

    /// Applies a patch that starts where the base ends (one that ends before it is skipped). Errors: malformed (a gap or
    /// another epoch), as decode_block, checksum if the digest afterwards differs or a scope's chain does not go on from
    /// where it stood; on an error the base is to be fetched anew and `view` is as before.
    Result<std::size_t> receive(const Patch& patch);

    /// Carries out a new command and queues it; what it changed stands in pending().back() alone. A refused command is
    /// not queued and leaves no trace.
    Attempt submit(Command command);
    /// What these commands would do one after the other, given now; `view` is as before. Ends with the first refusal.
    TryOut try_out(const std::vector<Command>& commands);
    /// Takes the last `count` commands off the queue as if they had never been given; nobody may know of them yet.
    void take_back(std::size_t count);
    /// A pending command as it is stored.
    std::string take_encoded(std::size_t place);
    /// Queues a command that was stored before (reopening, another tab), whatever becomes of it now.
    void restore(const QueuedCommand& queued);
    /// Sets the number of the next command, when a store is reopened whose queue is empty.
    void set_next_mid(std::int64_t next_mid) { next_mid_ = next_mid; }
    /// Replaces the queue, whatever becomes of the commands now: another tab's command came in between, some were decided.
    void set_pending(std::vector<QueuedCommand> queue);
    /// Gives all pending commands new numbers from 1 on, for a new client identity, and remembers the old ones.
    void renumber(Id128 old_client);

private:
    using Heads = std::vector<std::pair<ScopeId, ChainHead>>;
    [[nodiscard]] std::optional<Heads> confirms_own_work(const Patch& patch) const;
    Result<Heads> apply(const Patch& patch, const std::vector<RowBlock>& blocks);
    void take_base(const Patch& patch, const Heads& heads);
    void note_digests(PendingCommand& pending) const;
    void take_pending_back();
    void run_pending();
    void run(PendingCommand& pending);

    const Registry* registry_;
    TeamMemberId actor_;
    std::unique_ptr<Database> db_;
    std::vector<PendingCommand> pending_;
    Id128 epoch_;
    std::int64_t seq_ = -1;
    std::int64_t next_mid_ = 1;
    Hash128 base_digest_;
    ChainHeads heads_;
};

}  // namespace pupitre
