// The host follows sync.md §3: each command once, results kept, patches of whole rows.
#include "tests/core/domain/small_network.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "core/domain/domain.h"
#include "core/firm/firm.h"
#include "core/store/row_block.h"
#include "core/store/snapshot.h"
#include "tests/core/support/test_firm.h"

namespace pupitre::tests {

SmallHost::SmallHost(const Database& start) : db_(start.schema()) {
    for (const std::string& block : encode_snapshot(start)) REQUIRE(load_block(db_, block).ok());
    digests_.push_back(db_.digest());
}

std::string SmallHost::answer(const std::string& request_bytes, TeamMemberId actor) {
    const Result<SyncRequest> request = decode_request(request_bytes);
    REQUIRE(request.ok());
    const Id128 client = request->hello.client;
    Device& device = devices_[client];
    if (request->push) {
        for (const QueuedCommand& queued : request->push->commands) {
            const auto last = static_cast<std::int64_t>(device.results.size());
            if (queued.mid <= last) continue;
            if (queued.mid > last + 1) break;  // Something before it was lost: the device sends it again.
            decide(client, queued, actor);
        }
    }
    SyncResponse response;
    Welcome welcome;
    welcome.epoch = epoch;
    welcome.seq = seq();
    welcome.last_mid = static_cast<std::int64_t>(device.results.size());
    welcome.actor = actor;
    response.welcome = welcome;
    for (const CommandResult& result : device.results) {
        if (result.mid > request->hello.seen_result_mid) response.results.push_back(result);
    }
    response.patch = patch_from(request->hello.seq);
    response.patch->last_mid = welcome.last_mid;
    return encode(response);
}

void SmallHost::decide(Id128 client, const QueuedCommand& queued, TeamMemberId actor) {
    CommandResult result;
    // A command keeps its first number for ever, whatever identities its device takes later.
    const auto first_number =
        queued.origin ? std::pair{queued.origin->client, queued.origin->mid} : std::pair{client, queued.mid};
    const auto decided = decided_.find(first_number);
    if (decided != decided_.end()) {
        result = decided->second;
    } else {
        ++times_run_[queued.command.id];
        const Context context = context_for(db_, actor, queued.command, Role::authority);
        const Attempt attempt = execute(db_, domain_registry(), context, queued.command);
        if (!attempt) {
            result.kind = ResultKind::refused;
            result.refusal = attempt.error();
        } else {
            std::set<RowKey> rows;
            for (const RowChange& change : attempt->changes.rows) rows.insert({change.table, change.row});
            log_.push_back(std::move(rows));
            digests_.push_back(db_.digest());
            result.kind = attempt->changes.empty() ? ResultKind::nothing_changed : ResultKind::ok;
            result.seq = seq();
            result.conflicts = attempt->conflicts;
        }
    }
    Device& device = devices_[client];
    result.mid = static_cast<std::int64_t>(device.results.size()) + 1;
    device.results.push_back(result);
    decided_.insert_or_assign(first_number, result);
}

Patch SmallHost::patch_from(std::int64_t from) const {
    std::set<RowKey> changed;
    for (auto place = static_cast<std::size_t>(from); place < log_.size(); ++place) {
        changed.insert(log_[place].begin(), log_[place].end());
    }
    Patch patch;
    patch.epoch = epoch;
    patch.from = from;
    patch.to = seq();
    patch.digest = db_.digest();
    for (TableIndex table = 0; table < db_.schema().table_count(); ++table) {
        std::vector<const void*> rows;
        std::vector<Id128> deleted;
        for (const auto& [where, id] : changed) {
            if (where != table) continue;
            const void* row = db_.table(table).find(id);
            if (row != nullptr) {
                rows.push_back(row);
            } else {
                deleted.push_back(id);
            }
        }
        if (rows.empty() && deleted.empty()) continue;
        patch.blocks.push_back(encode_block(db_.schema().entity(table), rows, deleted));
    }
    return patch;
}

SmallDevice::SmallDevice(std::uint64_t number, TeamMemberId actor, const Database& start, std::uint64_t seed) :
    replica_(domain_schema(), domain_registry(), actor),
    maker_(domain_registry(), seed),
    actor_(actor),
    client_{100, number} {
    REQUIRE(replica_.load_base(SmallHost::epoch, 0, encode_snapshot(start), start.digest(), 0).ok());
}

void SmallDevice::work() {
    const Command command = maker_.next(replica_.view());
    const std::int64_t mid = replica_.next_mid();
    const Attempt attempt = replica_.submit(command);
    if (!attempt) return;
    maker_.remember(replica_.pending().back().changes);
    command_by_mid_[mid] = command.id;
    told_[command.id] = 0;
}

std::string SmallDevice::request() const {
    SyncRequest request;
    request.hello.client = client_;
    request.hello.epoch = replica_.epoch();
    request.hello.seq = replica_.seq();
    request.hello.next_mid = replica_.next_mid();
    request.hello.seen_result_mid = seen_result_mid_;
    if (!replica_.pending().empty()) {
        request.push = Push{};
        std::size_t bytes = 0;
        for (const PendingCommand& pending : replica_.pending()) {
            bytes += encode(pending.queued).size();
            const bool full = request.push->commands.size() == push_commands_max || bytes > push_bytes_max;
            if (full && !request.push->commands.empty()) break;
            request.push->commands.push_back(pending.queued);
        }
    }
    return encode(request);
}

bool SmallDevice::receive(const std::string& bytes, const SmallHost& host) {
    const Result<SyncResponse> response = decode_response(bytes);
    REQUIRE(response.ok());
    for (const CommandResult& result : response->results) {
        if (result.mid != seen_result_mid_ + 1) continue;
        seen_result_mid_ = result.mid;
        const auto command = command_by_mid_.find(result.mid);
        REQUIRE(command != command_by_mid_.end());
        ++told_[command->second];
    }
    if (!response->patch || !replica_.receive(*response->patch).ok()) return false;
    // What is confirmed is the host's state at that number, and was computed here.
    REQUIRE(replica_.base_digest() == host.digest_at(replica_.seq()));
    return true;
}

void SmallDevice::lose_identity() {
    std::map<std::int64_t, Id128> renumbered;
    std::int64_t mid = 0;
    for (const PendingCommand& pending : replica_.pending()) renumbered[++mid] = pending.queued.command.id;
    // Results that came without their patch are told again under the new number.
    for (const auto& [number, command] : renumbered) told_[command] = 0;
    command_by_mid_ = std::move(renumbered);
    replica_.renumber(client_);
    client_.high += 1;
    seen_result_mid_ = 0;
}

SmallNetwork::SmallNetwork(std::size_t devices, std::uint64_t seed) : dice_(seed), offline_until_(devices, 0) {
    const TestFirm firm;
    const TeamMemberId people[] = {firm.anna, firm.bruno, firm.anna, firm.chloe};
    host_ = std::make_unique<SmallHost>(firm.db);
    for (std::size_t i = 0; i < devices; ++i) {
        devices_.push_back(std::make_unique<SmallDevice>(i, people[i % 4], firm.db, dice_.roll()));
    }
}

void SmallNetwork::step() {
    ++now_;
    const auto device = static_cast<std::size_t>(dice_.below(devices_.size()));
    if (dice_.one_in(60)) offline_until_[device] = now_ + 40 + static_cast<std::int64_t>(dice_.below(200));
    if (dice_.one_in(400)) devices_[device]->lose_identity();
    if (dice_.one_in(2)) devices_[device]->work();
    if (dice_.one_in(3)) send(device, true, devices_[device]->request());
    std::vector<Message> arriving;
    std::erase_if(under_way_, [&](Message& message) {
        if (message.arrives > now_) return false;
        arriving.push_back(std::move(message));
        return true;
    });
    for (const Message& message : arriving) deliver(message);
}

void SmallNetwork::send(std::size_t device, bool to_host, const std::string& bytes) {
    if (offline_until_[device] > now_ || dice_.one_in(12)) return;  // Lost.
    const int copies = dice_.one_in(10) ? 2 : 1;
    for (int copy = 0; copy < copies; ++copy) {
        // Mostly at once, sometimes long after, so that later messages overtake it.
        const std::uint64_t delay = dice_.one_in(8) ? dice_.below(120) : dice_.below(4);
        under_way_.push_back(
            {now_ + 1 + static_cast<std::int64_t>(delay), device, devices_[device]->client(), to_host, bytes});
    }
}

void SmallNetwork::deliver(const Message& message) {
    SmallDevice& device = *devices_[message.device];
    if (message.to_host) {
        // The answer goes to the identity that asked.
        const std::string answer = host_->answer(message.bytes, device.actor());
        if (message.client == device.client()) send(message.device, false, answer);
    } else if (message.client == device.client() && offline_until_[message.device] <= now_) {
        device.receive(message.bytes, *host_);
    }
}

bool SmallNetwork::settle() {
    for (Message& message : std::exchange(under_way_, {})) deliver(message);
    under_way_.clear();
    for (int round = 0; round < 100; ++round) {
        bool quiet = true;
        for (const auto& device : devices_) {
            if (!device->receive(host_->answer(device->request(), device->actor()), *host_)) return false;
        }
        for (const auto& device : devices_) {
            quiet = quiet && device->replica().pending().empty() && device->replica().seq() == host_->seq();
        }
        if (quiet) return true;
    }
    return false;
}

}  // namespace pupitre::tests
