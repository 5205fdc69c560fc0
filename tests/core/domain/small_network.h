// A host and several devices in one process, with a network that delays, repeats, reorders and loses messages. Every
// message goes as bytes. Time is a counter; all chance comes from one seed.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <vector>

#include "core/sync/replica.h"
#include "tests/core/domain/command_maker.h"

namespace pupitre::tests {

/// The one that decides: keeps the firm, runs each command once, answers with results and what changed.
class SmallHost {
public:
    explicit SmallHost(const Database& start);

    std::string answer(const std::string& request, TeamMemberId actor);

    [[nodiscard]] const Database& db() const { return db_; }
    [[nodiscard]] std::int64_t seq() const { return static_cast<std::int64_t>(log_.size()); }
    /// The digest of the state after so many commands.
    [[nodiscard]] const Hash128& digest_at(std::int64_t seq) const { return digests_[static_cast<std::size_t>(seq)]; }
    [[nodiscard]] const std::map<Id128, int>& times_run() const { return times_run_; }

    static constexpr Id128 epoch{77, 77};

private:
    struct Device {
        std::vector<CommandResult> results;  // By mid, from 1 on.
    };
    using RowKey = std::pair<TableIndex, Id128>;

    void decide(Id128 client, const QueuedCommand& queued, TeamMemberId actor);
    [[nodiscard]] Patch patch_from(std::int64_t seq) const;

    Database db_;
    std::map<Id128, Device> devices_;
    std::vector<std::set<RowKey>> log_;  // The rows that each command changed.
    std::vector<Hash128> digests_;
    std::map<std::pair<Id128, std::int64_t>, CommandResult> decided_;  // By device and number, the first ones.
    std::map<Id128, int> times_run_;                                   // By command.
};

/// A device with its person, who works whether there is a network or not.
class SmallDevice {
public:
    SmallDevice(std::uint64_t number, TeamMemberId actor, const Database& start, std::uint64_t seed);

    void work();
    [[nodiscard]] std::string request() const;
    /// True if the answer could be used.
    bool receive(const std::string& response, const SmallHost& host);
    /// A new identity, as after a store was copied: everything pending is sent again under it.
    void lose_identity();

    [[nodiscard]] const Replica& replica() const { return replica_; }
    [[nodiscard]] Id128 client() const { return client_; }
    [[nodiscard]] TeamMemberId actor() const { return actor_; }
    /// How often the outcome of each submitted command was told.
    [[nodiscard]] const std::map<Id128, int>& told() const { return told_; }

private:
    Replica replica_;
    CommandMaker maker_;
    TeamMemberId actor_;
    Id128 client_;
    std::int64_t seen_result_mid_ = 0;
    std::map<std::int64_t, Id128> command_by_mid_;
    std::map<Id128, int> told_;
};

/// Lets devices and host talk for a while over a bad network.
class SmallNetwork {
public:
    SmallNetwork(std::size_t devices, std::uint64_t seed);

    /// One moment: somebody works, something is sent, something arrives.
    void step();
    /// The network is good again: until nothing is left to say. False if that never happens.
    bool settle();

    [[nodiscard]] const SmallHost& host() const { return *host_; }
    [[nodiscard]] const std::vector<std::unique_ptr<SmallDevice>>& devices() const { return devices_; }

private:
    struct Message {
        std::int64_t arrives = 0;
        std::size_t device = 0;
        Id128 client;  // The device's identity when it was sent.
        bool to_host = true;
        std::string bytes;
    };

    void send(std::size_t device, bool to_host, const std::string& bytes);
    void deliver(const Message& message);

    Dice dice_;
    std::unique_ptr<SmallHost> host_;
    std::vector<std::unique_ptr<SmallDevice>> devices_;
    std::vector<std::int64_t> offline_until_;
    std::vector<Message> under_way_;
    std::int64_t now_ = 0;
};

}  // namespace pupitre::tests
