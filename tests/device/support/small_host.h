// A host in memory for the session's tests: decides commands with the real core and keeps exactly what the protocol asks
// for. It can be restored from an earlier copy, as a real one from a backup.
#pragma once

#include <map>
#include <set>

#include "core/domain/domain.h"
#include "core/firm/firm.h"
#include "core/sync/messages.h"

namespace pupitre::test {

class SmallHost {
public:
    SmallHost();

    TeamMemberId anna{{1, 1}};  // Administrator; every device signs in as her unless told otherwise.
    TeamMemberId signed_in{{1, 1}};
    Id128 epoch{7, 7};
    std::size_t snapshot_block = 1'000'000;  // Parts of a snapshot are at least one per table.

    SyncResponse answer(const SyncRequest& request);
    /// Decides a command of somebody else.
    void give(const std::string& name, const Json& args);
    const Database& db() const { return *db_; }
    std::int64_t seq() const { return seq_; }
    /// How often each command id was carried out.
    const std::map<Id128, int>& carried_out() const { return carried_out_; }
    std::size_t devices() const { return devices_.size(); }

    /// The state of now, for restore().
    struct Backup {
        std::vector<std::string> blocks;
        std::int64_t seq = 0;
        std::vector<Link> links;
        ChainHeads heads;
        std::map<Id128, std::pair<std::int64_t, std::vector<CommandResult>>> devices;
    };
    Backup backup() const;
    void restore(const Backup& backup, Id128 new_epoch);
    /// From now on a link of this scope holds on to another past than the one that was said.
    void rewrite_past(ScopeId scope);

private:
    struct Device {
        std::int64_t last_mid = 0;
        std::vector<CommandResult> results;
    };
    CommandResult decide(const QueuedCommand& queued, Id128 client);
    bool run(const Command& command, CommandResult& result);
    void record(const ChangeSet& changes, const Command& command);

    std::unique_ptr<Database> db_;
    std::int64_t seq_ = 0;
    std::map<std::int64_t, std::set<std::pair<TableIndex, Id128>>> changed_;
    std::vector<Link> links_;
    ChainHeads heads_;
    std::map<Id128, Device> devices_;
    std::set<std::pair<Id128, std::int64_t>> origins_;
    std::map<std::pair<Id128, std::int64_t>, CommandResult> said_;  // By the name that a command had first.
    std::map<Id128, int> carried_out_;
    std::int64_t next_ = 0;
};

}  // namespace pupitre::test
