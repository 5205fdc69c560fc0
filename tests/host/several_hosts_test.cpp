// Several host processes behind one PostgreSQL database: one total order, whatever becomes of each of them.
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <future>
#include <memory>
#include <set>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "core/command/row_commands.h"
#include "core/crm/client.h"
#include "core/work/series_commands.h"
#include "server-stub/cli/firm_folder.h"
#include "server-stub/firm/civil_day.h"
#include "tests/host/support/child_process.h"
#include "tests/host/support/postgres_cluster.h"
#include "tests/host/support/test_host.h"

namespace pupitre::host {
namespace {

constexpr std::size_t host_count = 3;
constexpr int device_count = 4;

std::string log_in(std::uint16_t port) {
    HttpClient client(port);
    REQUIRE(client.log_in(anna_email, anna_password).status == 200);
    return client.cookie();
}

void wait_ms(int ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); }

/// The hosts of a firm, and where they listen at the moment: what a proxy in front of them would know.
class Fleet {
public:
    Fleet(const std::string& place, const std::string& assets) : place_(place), assets_(assets) {
        for (std::size_t number = 0; number < host_count; ++number) start(number);
    }
    void start(std::size_t number) {
        hosts_[number] = std::make_unique<RunningHost>(place_, assets_);
        ports_[number] = hosts_[number]->port();
    }
    RunningHost& host(std::size_t number) { return *hosts_[number]; }
    std::uint16_t port(std::size_t number) const { return ports_[number % host_count]; }

private:
    const std::string& place_;
    const std::string& assets_;
    std::array<std::unique_ptr<RunningHost>, host_count> hosts_;
    std::array<std::atomic<std::uint16_t>, host_count> ports_{};
};

/// A device that works nearly without a pause, and turns to the next host when one does not answer.
class BusyDevice {
public:
    BusyDevice(const Fleet& fleet, const std::string& cookie, TeamMemberId actor, std::size_t number) :
        fleet_(fleet), at_(number), device_(fleet.port(number), cookie, actor) {}

    void work(const std::atomic<bool>& enough) {
        while (!enough) {
            device_.create_client({}, "Client");
            ++created_;
            if (!exchange() || created_ % 5 == 0) device_.move_to(fleet_.port(++at_));
            wait_ms(3);
        }
    }
    /// Until everything is confirmed and the base is the hosts' state.
    bool settle() {
        for (int attempt = 0; attempt < 20; ++attempt) {
            device_.move_to(fleet_.port(++at_));
            if (device_.sync_fully()) return true;
        }
        return false;
    }
    TestDevice& device() { return device_; }
    int created() const { return created_; }
    /// Refusals that are more than "come again": none may happen.
    int turned_away() const { return turned_away_; }

private:
    bool exchange() {
        const auto response = device_.exchange(encode(device_.request()));
        if (!response) return false;
        if (response->refuse && response->refuse->code != RefuseCode::overloaded) ++turned_away_;
        return device_.take(*response);
    }

    const Fleet& fleet_;
    std::size_t at_;
    TestDevice device_;
    int created_ = 0;
    int turned_away_ = 0;
};

void check_ledger(const std::string& place, const std::vector<std::unique_ptr<BusyDevice>>& busy) {
    auto storage = open_storage({place});
    REQUIRE(storage.ok());
    const auto entries = (*storage)->ledger_after(0, 1'000'000);
    REQUIRE(entries.ok());
    std::set<std::pair<Id128, std::int64_t>> decided;
    std::int64_t seq = 0;
    for (const LedgerEntry& entry : *entries) {
        CHECK(entry.head.seq == ++seq);
        CHECK(decided.emplace(entry.head.client, entry.head.mid).second);
    }
    for (const auto& each : busy) {
        for (int mid = 1; mid <= each->created(); ++mid) CHECK(decided.contains({each->device().client(), mid}));
    }
    CHECK(run_pupitre({"check", "--database", place}).code == 0);
}

}  // namespace

TEST_CASE("several hosts: one is killed, all are renewed one by one, and nothing is lost, doubled or left out") {
    const TestPlace data(Backend::postgres);
    const TempFolder assets;
    write_assets(assets);
    const TeamMemberId anna = create_firm(data.path());
    Fleet fleet(data.path(), assets.path());
    const std::string cookie = log_in(fleet.port(0));
    std::vector<std::unique_ptr<BusyDevice>> busy;
    for (std::size_t number = 0; number < device_count; ++number) {
        busy.push_back(std::make_unique<BusyDevice>(fleet, cookie, anna, number));
        REQUIRE(busy.back()->settle());
    }
    std::atomic<bool> enough = false;
    std::vector<std::thread> threads;
    threads.reserve(busy.size());
    for (const auto& each : busy) threads.emplace_back([&] { each->work(enough); });
    const int kills = kill_count(1);
    for (int kill = 0; kill < kills; ++kill) {
        const std::size_t number = static_cast<std::size_t>(kill + 1) % host_count;
        wait_ms(200 + kill * 73 % 200);
        fleet.host(number).kill_hard();
        wait_ms(200);
        fleet.start(number);
    }
    for (std::size_t number = 0; number < host_count; ++number) {
        CHECK(fleet.host(number).stop(SIGTERM) == 0);
        fleet.start(number);
    }
    wait_ms(200);
    enough = true;
    for (std::thread& thread : threads) thread.join();

    int created = 0;
    for (const auto& each : busy) {
        REQUIRE(each->settle());
        CHECK(each->turned_away() == 0);
        CHECK(each->created() > 10);
        created += each->created();
        // Each command was answered once, in order.
        const auto& results = each->device().results();
        REQUIRE(results.size() == static_cast<std::size_t>(each->created()));
        for (std::size_t place = 0; place < results.size(); ++place) {
            CHECK(results[place].mid == static_cast<std::int64_t>(place) + 1);
            CHECK(results[place].kind == ResultKind::ok);
        }
    }
    for (const auto& each : busy) {
        REQUIRE(each->settle());
        CHECK(each->device().replica().view().table<Client>().size() == static_cast<std::size_t>(created));
        CHECK(each->device().replica().view().digest() == busy.front()->device().replica().view().digest());
    }
    check_ledger(data.path(), busy);
}

TEST_CASE("several hosts: a device is told of what came in at another host, and finds its session there") {
    // Within the test's process, where nobody looks every half a second: what is heard was told by the database.
    TestHost one(Backend::postgres);
    TestHostOptions options;
    options.beside = &one;
    TestHost two(options);
    TestDevice here = one.device();
    TestDevice there(two.port(), one.cookie(), one.anna());
    REQUIRE(here.sync_fully());
    REQUIRE(there.sync_fully());
    LiveClient live(two.port(), one.cookie());
    REQUIRE(live.status() == 101);
    for (int round = 1; round <= 3; ++round) {
        REQUIRE(here.create_client("C" + std::to_string(round), "Lambert"));
        REQUIRE(here.sync_fully());
        const auto hint = live.next_message();
        REQUIRE(hint.has_value());
        CHECK(nlohmann::json::parse(*hint, nullptr, false).value("seq", 0) == 2 + round);
        REQUIRE(there.sync_fully());
        CHECK(there.replica().view().digest() == here.replica().view().digest());
    }
    // Out here is out there.
    CHECK(here.http().send("POST", "/api/logout", {}, {}).status == 200);
    CHECK(there.http().get("/api/session").status == 401);
    live.leave();
}

TEST_CASE("several hosts: a complete state that was begun at one host is gone on with at another") {
    TestHost one(Backend::postgres);
    TestHostOptions options;
    options.beside = &one;
    TestHost two(options);
    TestDevice busy = one.device();
    REQUIRE(busy.sync_fully());
    for (int count = 0; count < 20; ++count) REQUIRE(busy.create_client({}, "Client"));
    REQUIRE(busy.sync_fully());
    TestDevice fresh = one.device();
    std::int32_t parts = 2;
    for (std::int32_t part = 0; part < parts; ++part) {
        const auto response = fresh.exchange(encode(fresh.request()));
        REQUIRE(response.has_value());
        REQUIRE(response->snapshot.has_value());
        CHECK(response->snapshot->part == part);
        parts = response->snapshot->parts;
        REQUIRE(fresh.take(*response));
        fresh.move_to(part % 2 == 0 ? two.port() : one.port());
    }
    CHECK(parts > 1);
    CHECK(fresh.replica().view().digest() == busy.replica().view().digest());
}

TEST_CASE("several hosts: a device that is ahead of one host's memory is brought up to date, not turned away") {
    const TestPlace data(Backend::postgres);
    const TempFolder assets;
    write_assets(assets);
    const TeamMemberId anna = create_firm(data.path());
    RunningHost one(data.path(), assets.path());
    RunningHost two(data.path(), assets.path());
    TestDevice device(one.port(), log_in(one.port()), anna);
    REQUIRE(device.sync_fully());
    for (int round = 0; round < 10; ++round) {
        REQUIRE(device.create_client({}, "Lambert"));
        device.move_to(round % 2 == 0 ? one.port() : two.port());
        REQUIRE(device.sync());
        device.move_to(round % 2 == 0 ? two.port() : one.port());
        const auto response = device.exchange(encode(device.request()));
        REQUIRE(response.has_value());
        CHECK_FALSE(response->refuse.has_value());
        CHECK_FALSE(response->snapshot.has_value());
        REQUIRE(device.take(*response));
    }
    // Only when the database itself knows less, the device is ahead.
    SyncRequest ahead = device.request();
    ahead.hello.seq += 1'000;
    const auto response = device.exchange(encode(ahead));
    REQUIRE(response.has_value());
    REQUIRE(response->refuse.has_value());
    CHECK(response->refuse->code == RefuseCode::client_ahead);
}

TEST_CASE("several hosts: the tasks of the day are made once, whichever host is first") {
    TestHost one(Backend::postgres);
    TestHostOptions options;
    options.beside = &one;
    TestHost two(options);
    TestDevice here = one.device();
    TestDevice there(two.port(), one.cookie(), one.anna());
    REQUIRE(here.sync_fully());
    constexpr std::int32_t weeks = 3;
    Task task;
    task.id = TaskId{test_id()};
    task.title = "Relevés de banque";
    task.due_on = civil_today().plus_days(-7 * weeks);
    REQUIRE(here.submit("task.create", create_args(entity_info<Task>(), &task)));
    WorkSeries weekly;
    weekly.rule = "FREQ=WEEKLY";
    REQUIRE(here.submit(std::string(RepeatTask::name), RepeatTask{task.id, weekly}.to_json()));
    REQUIRE(here.sync_fully());
    REQUIRE(there.sync_fully());
    const std::int64_t before = here.replica().seq();
    one.service().keep_time();
    two.service().keep_time();
    // Each is answered after its host has kept the time.
    REQUIRE(there.sync_fully());
    REQUIRE(here.sync_fully());
    REQUIRE(there.sync_fully());
    CHECK(here.replica().seq() == before + 1);
    CHECK(here.replica().view().table<Task>().size() == 1 + weeks);
    CHECK(there.replica().view().digest() == here.replica().view().digest());
}

TEST_CASE("several hosts: two that meet an empty database at the same moment begin one firm") {
    const TestPlace data(Backend::postgres);
    const TempFolder assets;
    write_assets(assets);
    const auto start = [&] {
        return std::make_unique<RunningHost>(data.path(), assets.path(), std::vector<std::string>{"--empty"});
    };
    auto other = std::async(std::launch::async, start);
    const auto one = start();
    const auto two = other.get();
    const auto mentions_login = [](const RunningHost& host) {
        return host.printed().find("admin@pupitre.local") != std::string::npos;
    };
    CHECK(mentions_login(*one) != mentions_login(*two));
    const Finished listed = run_pupitre({"user", "list", "--database", data.path()});
    CHECK(listed.code == 0);
    CHECK(listed.out.find("admin@pupitre.local") == listed.out.rfind("admin@pupitre.local"));
}

TEST_CASE("postgres: while the server restarts, whether stopped or crashed, devices wait and lose nothing") {
    const TestPlace data(Backend::postgres);
    const TempFolder assets;
    write_assets(assets);
    const TeamMemberId anna = create_firm(data.path());
    RunningHost host(data.path(), assets.path());
    RunningHost other(data.path(), assets.path());
    const std::string cookie = log_in(host.port());
    TestDevice device(host.port(), cookie, anna);
    REQUIRE(device.sync_fully());
    std::atomic<int> created = 0;
    for (const bool crash : {false, true}) {
        std::atomic<bool> enough = false;
        std::thread working([&] {
            while (!enough) {
                CHECK(device.create_client({}, "Client"));
                ++created;
                const auto response = device.exchange(encode(device.request()));
                CHECK(response.has_value());
                if (!response) break;
                if (response->refuse) CHECK(response->refuse->code == RefuseCode::overloaded);
                device.take(*response);
            }
        });
        wait_ms(50);
        postgres_cluster().stop(crash);
        wait_ms(300);
        postgres_cluster().start();
        const int at_restart = created;
        for (int wait = 0; wait < 1'000 && created < at_restart + 5; ++wait) wait_ms(10);
        enough = true;
        working.join();
        CHECK(created >= at_restart + 5);
    }
    REQUIRE(device.sync_fully());
    CHECK(device.results().size() == static_cast<std::size_t>(created.load()));
    // The other host hears of commits again.
    LiveClient live(other.port(), cookie);
    REQUIRE(live.status() == 101);
    REQUIRE(device.create_client({}, "Last"));
    REQUIRE(device.sync_fully());
    CHECK(live.next_message().has_value());
    live.leave();
    TestDevice fresh(other.port(), cookie, anna);
    REQUIRE(fresh.sync_fully());
    CHECK(fresh.replica().view().digest() == device.replica().view().digest());
    CHECK(run_pupitre({"check", "--database", data.path()}).code == 0);
}

}  // namespace pupitre::host
