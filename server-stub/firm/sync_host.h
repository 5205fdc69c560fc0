// Answers what devices ask: decides pushed commands, exactly once each, and brings the device's base up to date.
// Used on the firm's thread only. Knows no sockets and no cookies: the caller says who is signed in.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/sync/messages.h"
#include "server-stub/firm/authority.h"
#include "server-stub/firm/sight.h"

namespace pupitre::host {

struct SyncAnswer {
    SyncResponse response;
    bool changed = false;               // Other devices should hear of it.
    std::optional<StorageFault> fault;  // For the log; the device is told to come again.
};

class SyncHost {
public:
    explicit SyncHost(Authority& authority) : authority_(authority) {}

    SyncAnswer answer(const SyncRequest& request, TeamMemberId actor, std::int64_t at_ms);

private:
    /// A complete state that a device fetches part by part, while the firm goes on.
    struct Snapshot {
        std::shared_ptr<const std::vector<std::string>> blocks;
        Id128 epoch;
        std::int64_t seq = 0;
        std::int64_t last_mid = 0;
        Hash128 digest;
        Sight sight;  // Whose it is.
        std::int64_t used_ms = 0;
    };

    std::optional<Refuse> examine(const Hello& hello) const;
    Stored<Done> decide(const SyncRequest& request, TeamMemberId actor, std::int64_t at_ms, DeviceRecord& device,
                        SyncAnswer& answer);
    Stored<Done> decide_pushed(Turn& turn, const Push& push, TeamMemberId actor, DeviceRecord& device);
    Stored<CommandResult> decide_one(Turn& turn, const QueuedCommand& queued, TeamMemberId actor, Id128 client);
    Stored<std::optional<CommandResult>> decided_before(const QueuedCommand& queued, TeamMemberId actor,
                                                        Id128 client) const;
    Stored<std::optional<CommandResult>> stored_result(const CommandKey& command, TeamMemberId actor) const;
    Stored<Done> name_causes(Turn& turn, TeamMemberId actor, CommandResult& result) const;

    Stored<Done> bring_up_to_date(const SyncRequest& request, const DeviceRecord& device, std::int64_t at_ms,
                                  SyncResponse& response);
    Stored<bool> make_patch(std::int64_t from, const DeviceRecord& device, const Sight& sight,
                            SyncResponse& response) const;
    Snapshot& keep_snapshot(const DeviceRecord& device, const Sight& sight, std::int64_t at_ms);
    void make_snapshot(const DeviceRecord& device, const Sight& sight, std::int64_t at_ms, SyncResponse& response);
    bool continue_snapshot(const SnapshotRequest& request, const DeviceRecord& device, const Sight& sight,
                           std::int64_t at_ms, SyncResponse& response);
    std::shared_ptr<const std::vector<std::string>> present_blocks(const Sight& sight);
    void forget_old_snapshots(std::int64_t at_ms);

    Authority& authority_;
    std::map<Id128, Snapshot> snapshots_;  // By device.
    std::shared_ptr<const std::vector<std::string>> blocks_;
    std::uint64_t blocks_revision_ = 0;
    std::optional<Sight> blocks_sight_;
};

}  // namespace pupitre::host
