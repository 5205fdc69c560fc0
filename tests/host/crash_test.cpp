// The real program, killed in the middle of pushes: what was acknowledged is there, nothing is there twice.
#include <atomic>
#include <chrono>
#include <csignal>
#include <map>
#include <thread>

#include <doctest/doctest.h>

#include "core/crm/client.h"
#include "server-stub/cli/firm_folder.h"
#include "tests/host/support/child_process.h"
#include "tests/host/support/test_host.h"

namespace pupitre::host {
namespace {

std::string log_in(std::uint16_t port) {
    HttpClient client(port);
    REQUIRE(client.log_in(anna_email, anna_password).status == 200);
    return client.cookie();
}

/// Every command of the ledger, by device and number.
std::map<std::pair<Id128, std::int64_t>, int> ledger_counts(const std::string& data) {
    auto storage = open_storage({data});
    REQUIRE(storage.ok());
    std::map<std::pair<Id128, std::int64_t>, int> counts;
    const auto entries = (*storage)->ledger_after(0, 1'000'000);
    REQUIRE(entries.ok());
    for (const LedgerEntry& entry : *entries) ++counts[{entry.head.client, entry.head.mid}];
    return counts;
}

}  // namespace

TEST_CASE("crash: killed at many points during pushes, nothing acknowledged is lost and nothing is applied twice") {
    const TestPlace data(each_backend());
    const TempFolder assets;
    write_assets(assets);
    const TeamMemberId anna = create_firm(data.path());
    std::string cookie;
    std::optional<TestDevice> device;
    int created = 0;
    const int crashes = kill_count(20);
    for (int crash = 0; crash < crashes; ++crash) {
        RunningHost host(data.path(), assets.path());
        if (!device) {
            cookie = log_in(host.port());
            device.emplace(host.port(), cookie, anna);
        }
        device->move_to(host.port());
        REQUIRE(device->sync_fully());
        // The killer strikes at another moment each time, while pushes go on without a pause.
        std::atomic<bool> dead = false;
        std::thread killer([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(5 + crash * 73 % 200));
            host.kill_hard();
            dead = true;
        });
        while (!dead) {
            for (int count = 0; count < 1 + crash % 4; ++count) {
                REQUIRE(device->create_client("C" + std::to_string(++created), "Client"));
            }
            device->sync();
        }
        killer.join();
    }
    RunningHost host(data.path(), assets.path());
    device->move_to(host.port());
    REQUIRE(device->sync_fully());
    CHECK(created > crashes);
    // Each command was answered once, in order.
    REQUIRE(device->results().size() == static_cast<std::size_t>(created));
    for (int index = 0; index < created; ++index) {
        CHECK(device->results()[static_cast<std::size_t>(index)].mid == index + 1);
        CHECK(device->results()[static_cast<std::size_t>(index)].kind == ResultKind::ok);
    }
    CHECK(device->replica().view().table<Client>().size() == static_cast<std::size_t>(created));
    TestDevice fresh(host.port(), cookie, anna);
    REQUIRE(fresh.sync_fully());
    CHECK(fresh.replica().view().digest() == device->replica().view().digest());
    CHECK(host.stop(SIGTERM) == 0);

    const auto counts = ledger_counts(data.path());
    int from_device = 0;
    for (const auto& [source, count] : counts) {
        CHECK(count == 1);
        from_device += source.first == device->client() ? 1 : 0;
    }
    CHECK(from_device == created);
    CHECK(run_pupitre({"check", place_option(data.path()), data.path()}).code == 0);
}

TEST_CASE("crash: an acknowledged push is known after a kill, and its repetition changes nothing") {
    const TestPlace data(each_backend());
    const TempFolder assets;
    write_assets(assets);
    const TeamMemberId anna = create_firm(data.path());
    std::string request;
    std::optional<SyncResponse> before;
    std::optional<TestDevice> device;
    {
        RunningHost host(data.path(), assets.path());
        device.emplace(host.port(), log_in(host.port()), anna);
        REQUIRE(device->sync_fully());
        REQUIRE(device->create_client("C1", "Lambert"));
        request = encode(device->request());
        before = device->exchange(request);
        host.kill_hard();
    }
    REQUIRE(before.has_value());
    RunningHost host(data.path(), assets.path());
    device->move_to(host.port());
    const auto after = device->exchange(request);
    REQUIRE(after.has_value());
    CHECK(after->results == before->results);
    CHECK(after->welcome->seq == before->welcome->seq);
    CHECK(after->welcome->last_mid == 1);
    CHECK(after->patch->digest == before->patch->digest);
}

TEST_CASE("stop: SIGINT and SIGTERM end the program cleanly, and it starts again with everything") {
    const TestPlace data(each_backend());
    const TempFolder assets;
    write_assets(assets);
    const TeamMemberId anna = create_firm(data.path());
    std::string cookie;
    for (const int signal : {SIGINT, SIGTERM}) {
        RunningHost host(data.path(), assets.path());
        if (cookie.empty()) cookie = log_in(host.port());
        TestDevice device(host.port(), cookie, anna);
        REQUIRE(device.sync_fully());
        REQUIRE(device.create_client({}, "Client"));
        REQUIRE(device.sync_fully());
        LiveClient live(host.port(), cookie);
        CHECK(live.status() == 101);
        std::thread leaving([&] {
            CHECK_FALSE(live.next_message().has_value());
            CHECK(live.close_code() == 1001);
            live.leave();
        });
        CHECK(host.stop(signal) == 0);
        leaving.join();
    }
    RunningHost host(data.path(), assets.path());
    TestDevice device(host.port(), cookie, anna);
    REQUIRE(device.sync_fully());
    CHECK(device.replica().view().table<Client>().size() == 2);
}

TEST_CASE("disk full: the real program goes on reading, acknowledges nothing, and loses nothing") {
    const TempFolder data;
    const TempFolder assets;
    write_assets(assets);
    const TeamMemberId anna = create_firm(data.path());
    std::string cookie;
    std::optional<TestDevice> device;
    {
        constexpr std::uint64_t file_bytes_max = 600'000;
        RunningHost host(data.path(), assets.path(), {}, file_bytes_max);
        cookie = log_in(host.port());
        device.emplace(host.port(), cookie, anna);
        REQUIRE(device->sync_fully());
        bool full = false;
        for (int count = 0; count < 2'000 && !full; ++count) {
            REQUIRE(device->create_client({}, std::string(290, 'n')));
            const auto response = device->exchange(encode(device->request()));
            REQUIRE(response.has_value());
            full = response->refuse.has_value();
            if (!full) REQUIRE(device->take(*response));
        }
        REQUIRE(full);
        CHECK(HttpClient(host.port()).get("/health").status == 200);
        host.kill_hard();
    }
    const std::size_t wanted = device->replica().view().table<Client>().size();
    RunningHost host(data.path(), assets.path());
    device->move_to(host.port());
    REQUIRE(device->sync_fully());
    CHECK(device->replica().view().table<Client>().size() == wanted);
    CHECK(host.stop(SIGTERM) == 0);
    CHECK(run_pupitre({"check", "--data", data.path()}).code == 0);
}

}  // namespace pupitre::host
