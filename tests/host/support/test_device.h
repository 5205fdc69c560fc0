// A device that speaks the real protocol to a host over HTTP: it keeps a base and a queue as a browser does, in memory.
#pragma once

#include <string>
#include <vector>

#include "core/domain/domain.h"
#include "core/sync/replica.h"
#include "tests/host/support/http_client.h"

namespace pupitre::host {

/// When commands of a test are given, unless it says otherwise.
constexpr std::int64_t test_command_ms = 1'790'000'000'000;

/// Identities in a test: 1, 2, 3 …
Id128 test_id();

class TestDevice {
public:
    TestDevice(std::uint16_t port, std::string cookie, TeamMemberId actor);

    /// Gives a command to the replica; refused ones are not queued.
    bool submit(const std::string& name, Json args);
    /// The moment at which the next commands are given.
    void set_time(std::int64_t at_ms) { at_ms_ = at_ms; }
    /// The next commands are given in one go; nil: each by itself.
    void set_batch(Id128 batch) { batch_ = batch; }
    bool create_client(const std::string& reference, const std::string& name);
    /// One exchange with all pending commands. False when there was no readable answer.
    bool sync();
    /// Exchanges until the queue is empty and the base is the host's state. False when that takes too long.
    bool sync_fully();

    SyncRequest request() const;
    /// Sends any bytes; the decoded answer.
    std::optional<SyncResponse> exchange(const std::string& body);
    bool take(const SyncResponse& response);

    const Replica& replica() const { return replica_; }
    Id128 client() const { return client_; }
    const std::vector<CommandResult>& results() const { return results_; }
    std::int64_t seen_result_mid() const { return seen_result_mid_; }
    HttpClient& http() { return http_; }
    /// After a restart the host listens elsewhere.
    void move_to(std::uint16_t port);

private:
    HttpClient http_;
    Replica replica_;
    Id128 client_;
    std::int64_t seen_result_mid_ = 0;
    std::int64_t at_ms_ = test_command_ms;
    Id128 batch_;
    std::vector<CommandResult> results_;
    std::vector<std::string> parts_;
    std::optional<SnapshotRequest> wanted_part_;
};

Json client_fields(const std::string& reference, const std::string& name);

}  // namespace pupitre::host
