// A new base is written beside the old one while work goes on; wherever it is cut, one of the two is whole.
#include <algorithm>

#include "tests/device/support/desk.h"

using namespace pupitre;
using namespace pupitre::test;

namespace {

constexpr std::size_t log_limit = 256 * 1024;  // With a base this small the device compacts from here on.

std::size_t log_bytes(const Desk& desk) {
    std::size_t bytes = 0;
    for (const auto& [number, entry] : desk.device.disk.log) bytes += entry.bytes.size();
    return bytes;
}

void give_fifty(Desk& desk) {
    std::vector<NamedCommand> commands;
    for (int number = 0; number < 50; ++number) {
        Client client;
        client.id = {desk.session().new_id()};
        client.name = "Un client au nom assez long pour remplir le journal " + std::to_string(number);
        commands.push_back({"client.create", create_args(entity_info<Client>(), &client)});
    }
    REQUIRE(!desk.session().submit_all(std::move(commands)));
}

/// Works until the log is longer than this, and not a moment longer.
void fill_log(Desk& desk, std::size_t bytes = log_limit) {
    while (log_bytes(desk) <= bytes) {
        give_fifty(desk);
        for (int ms = 0; ms < 1'000 && log_bytes(desk) <= bytes; ++ms) desk.device.pass(1);
    }
}

}  // namespace

TEST_CASE("session: a long log is compacted and opens to the same state") {
    Desk desk;
    const ClientId id = desk.add("Durand");
    for (int round = 0; round < 60; ++round) {
        std::vector<NamedCommand> commands;
        for (int number = 0; number < 50; ++number) {
            Client client;
            client.id = {desk.session().new_id()};
            client.name = "Un client au nom assez long pour remplir le journal " + std::to_string(round * 50 + number);
            commands.push_back({"client.create", create_args(entity_info<Client>(), &client)});
        }
        REQUIRE(!desk.session().submit_all(std::move(commands)));
        desk.device.pass(1'000);
    }
    CHECK(desk.device.disk.log.size() < 60);
    CHECK(desk.device.disk.segments.size() >= 3);
    desk.reload();
    CHECK(desk.name_here(id) == "Durand");
    CHECK(desk.agrees());
}

TEST_CASE("session: a compaction that is cut anywhere leaves the old base or the new one, and nothing is lost") {
    Desk desk;
    fill_log(desk);
    int cuts = 0;
    for (std::int64_t ms = 0; log_bytes(desk) > log_limit; ++ms) {
        REQUIRE(ms < 1'000);
        desk.reload();
        desk.device.pass(ms);
        desk.reload();
        desk.device.settle();
        REQUIRE(desk.session().ready());
        CHECK(desk.agrees());
        ++cuts;
    }
    CHECK(cuts > 3);
    desk.device.pass(1'000);
    desk.reload();
    desk.device.pass(1'000);
    CHECK(desk.agrees());
    CHECK(desk.state() == SyncState::confirmed);
}

TEST_CASE(
    "session: a compaction waits for what is pending, takes in what is decided meanwhile, and holds nothing else") {
    Desk desk;
    const ClientId id = desk.add("Durand");
    fill_log(desk, log_limit - 20'000);
    REQUIRE(log_bytes(desk) <= log_limit);
    desk.device.pass(1'000);
    // The answer that makes the log long enough is on its way when the next command is given and the network goes.
    give_fifty(desk);
    give_fifty(desk);
    const int requests = desk.device.requests;
    for (int ms = 0; ms < 100 && desk.device.requests == requests; ++ms) desk.device.pass(1);
    desk.device.pass(5);
    desk.rename(id, "Durand SAS");
    desk.device.network = false;
    desk.device.pass(30'000);
    CHECK(log_bytes(desk) > log_limit);
    CHECK(!desk.device.disk.outbox.empty());
    desk.reload();
    desk.device.pass(100);
    CHECK(desk.name_here(id) == "Durand SAS");
    CHECK(desk.name_at_host(id) == "Durand");
    desk.device.network = true;
    desk.device.pass(120'000);
    CHECK(log_bytes(desk) < log_limit);
    CHECK(desk.name_at_host(id) == "Durand SAS");
    desk.device.network = false;
    desk.reload();
    desk.device.pass(100);
    CHECK(desk.name_here(id) == "Durand SAS");
    CHECK(desk.agrees());
}

TEST_CASE("session: a compaction for which there is no room is tried again later, not at once") {
    Desk desk;
    fill_log(desk);
    desk.device.fault = StoreFault::quota;
    desk.device.fail_writes = 1;
    const int before = desk.device.writes;
    desk.device.pass(2'000);
    CHECK(desk.device.writes - before < 5);
    CHECK(log_bytes(desk) > log_limit);
    desk.add("Après");
    desk.device.pass(120'000);
    desk.add("Encore");
    desk.device.pass(1'000);
    CHECK(log_bytes(desk) < log_limit);
    CHECK(desk.agrees());
}

TEST_CASE("base: the store is always handed something, also for somebody who may see nothing any more") {
    // It replaces what it has by what it is handed; of nothing, what stood there before would stay.
    ui::LocalState local(domain_schema(), domain_registry(), TeamMemberId{{1, 1}});
    const ui::Base base = local.base_of({});
    REQUIRE(base.segments.size() == 1);
    CHECK_FALSE(base.segments.front().bytes.empty());
}
