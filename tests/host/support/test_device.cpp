// A device that speaks the real protocol to a host.
#include "tests/host/support/test_device.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "core/command/row_commands.h"
#include "core/crm/client.h"
#include "server-stub/firm/local_device.h"

namespace pupitre::host {

Id128 test_id() { return new_id(); }

Json client_fields(const std::string& reference, const std::string& name) {
    Client client;
    client.id = ClientId{test_id()};
    client.reference = reference;
    client.name = name;
    return create_args(entity_info<Client>(), &client);
}

TestDevice::TestDevice(std::uint16_t port, std::string cookie, TeamMemberId actor) :
    http_(port), replica_(domain_schema(), domain_registry(), actor), client_(test_id()) {
    http_.set_cookie(std::move(cookie));
}

void TestDevice::move_to(std::uint16_t port) {
    const std::string cookie = http_.cookie();
    http_ = HttpClient(port);
    http_.set_cookie(cookie);
}

bool TestDevice::submit(const std::string& name, Json args) {
    Command command;
    command.id = test_id();
    command.name = name;
    command.args = std::move(args);
    command.at_ms = at_ms_;
    command.batch = batch_;
    command.today = Date::from_ymd(2026, 9, 21).value();
    return replica_.submit(command).ok();
}

bool TestDevice::create_client(const std::string& reference, const std::string& name) {
    return submit("client.create", client_fields(reference, name));
}

SyncRequest TestDevice::request() const {
    SyncRequest request;
    request.hello.core = core_version;
    request.hello.client = client_;
    request.hello.epoch = replica_.epoch();
    request.hello.seq = replica_.seq();
    request.hello.next_mid = replica_.next_mid();
    request.hello.seen_result_mid = seen_result_mid_;
    request.snapshot = wanted_part_;
    if (!replica_.pending().empty()) {
        request.push.emplace();
        for (const PendingCommand& pending : replica_.pending()) {
            if (request.push->commands.size() < push_commands_max) request.push->commands.push_back(pending.queued);
        }
    }
    return request;
}

std::optional<SyncResponse> TestDevice::exchange(const std::string& body) {
    const Reply reply = http_.post("/api/sync", "application/cbor", body);
    if (reply.status == 0) return std::nullopt;
    auto response = decode_response(reply.body);
    if (!response) return std::nullopt;
    return std::move(*response);
}

bool TestDevice::take(const SyncResponse& response) {
    if (response.refuse) return false;
    for (const CommandResult& result : response.results) {
        if (result.mid <= seen_result_mid_) continue;
        results_.push_back(result);
        seen_result_mid_ = result.mid;
    }
    wanted_part_.reset();
    if (response.patch) return replica_.receive(*response.patch).ok();
    if (!response.snapshot) return true;
    const SnapshotPart& part = *response.snapshot;
    if (part.part == 0) parts_.clear();
    if (part.part != static_cast<std::int32_t>(parts_.size())) return false;
    parts_.push_back(part.block);
    if (part.part + 1 < part.parts) {
        wanted_part_ = SnapshotRequest{part.seq, part.part + 1, part.epoch};
        return true;
    }
    if (parts_.size() == 1 && parts_.front().empty()) parts_.clear();
    return replica_.load_base(part.epoch, part.seq, parts_, part.digest, part.last_mid).ok();
}

bool TestDevice::sync() {
    const auto response = exchange(encode(request()));
    return response && take(*response);
}

bool TestDevice::sync_fully() {
    for (int round = 0; round < 200; ++round) {
        const auto response = exchange(encode(request()));
        if (!response || !take(*response)) return false;
        const bool same = response->welcome && response->welcome->seq == replica_.seq();
        if (same && replica_.pending().empty() && !wanted_part_) return true;
    }
    return false;
}

}  // namespace pupitre::host
