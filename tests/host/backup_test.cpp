// Backups are made while the host serves, are read back, and come back as the same data under a new epoch.
#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include <doctest/doctest.h>
#include <sqlite3.h>

#include "core/crm/client.h"
#include "server-stub/storage/sqlite_storage.h"
#include "tests/host/support/child_process.h"
#include "tests/host/support/test_host.h"

namespace pupitre::host {
namespace {

namespace fs = std::filesystem;

std::string log_in(std::uint16_t port) {
    HttpClient client(port);
    REQUIRE(client.log_in(anna_email, anna_password).status == 200);
    return client.cookie();
}

FirmMeta meta_of(const std::string& data) {
    auto storage = open_sqlite(data, domain_schema(), {});
    REQUIRE(storage.ok());
    const auto meta = (*storage)->meta();
    REQUIRE(meta.ok());
    return *meta;
}

Finished back_up_to(const std::string& data, const std::string& file) {
    return run_pupitre({"backup", "--data", data, file});
}

Finished restore_from(const std::string& data, const std::string& file, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"restore", "--data", data, file});
    return run_pupitre(more);
}

void alter(const std::string& file) {
    sqlite3* connection = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &connection) == SQLITE_OK);
    CHECK(sqlite3_exec(connection, "UPDATE team_member SET role = 'reader'", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(connection);
}

std::vector<std::string> files_in(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

TEST_CASE("backup: made while a device pushes, it is one moment of the data and comes back with that digest") {
    const TempFolder data;
    const TempFolder assets;
    const TempFolder kept;
    write_assets(assets);
    const TeamMemberId anna = create_firm(data.path());
    RunningHost host(data.path(), assets.path());
    TestDevice device(host.port(), log_in(host.port()), anna);
    std::atomic<bool> enough = false;
    std::thread pushing([&] {
        for (int number = 0; !enough; ++number) {
            static_cast<void>(device.create_client("C" + std::to_string(number), "Client"));
            static_cast<void>(device.sync_fully());
        }
    });
    std::vector<std::string> said;
    for (const char* name : {"one", "two", "three"}) {
        const Finished done = back_up_to(data.path(), kept.file(name));
        CHECK(done.code == 0);
        said.push_back(done.out);
    }
    enough = true;
    pushing.join();
    REQUIRE(host.stop(SIGTERM) == 0);
    CHECK(files_in(kept.path()) == std::vector<std::string>{"one", "three", "two"});
    std::int64_t before = 0;
    for (std::size_t place = 0; place < said.size(); ++place) {
        const TempFolder elsewhere;
        const char* const names[] = {"one", "two", "three"};
        const Finished restored = restore_from(elsewhere.path(), kept.file(names[place]));
        CHECK(restored.code == 0);
        const FirmMeta meta = meta_of(elsewhere.path());
        CHECK(meta.seq >= before);
        before = meta.seq;
        CHECK(said[place].find(to_text(meta.digest)) != std::string::npos);
        CHECK(meta.epoch != meta_of(data.path()).epoch);
        CHECK(run_pupitre({"check", "--data", elsewhere.path()}).code == 0);
    }
    CHECK(before <= meta_of(data.path()).seq);
    // The whole of it, once nobody writes any more.
    REQUIRE(back_up_to(data.path(), kept.file("last")).code == 0);
    const TempFolder elsewhere;
    REQUIRE(restore_from(elsewhere.path(), kept.file("last")).code == 0);
    CHECK(meta_of(elsewhere.path()).digest == meta_of(data.path()).digest);
    RunningHost again(elsewhere.path(), assets.path());
    TestDevice fresh(again.port(), log_in(again.port()), anna);
    REQUIRE(fresh.sync_fully());
    CHECK(fresh.replica().view().digest() == device.replica().view().digest());
}

TEST_CASE("backup: never over another file, never half a one") {
    const TempFolder data;
    create_firm(data.path());
    data.write("kept", "something else");
    const Finished refused = back_up_to(data.path(), data.file("kept"));
    CHECK(refused.code == 10);
    CHECK(read_whole(data.file("kept")) == "something else");
    CHECK(back_up_to(data.path(), data.file("none/there/backup")).code == 0);
    CHECK((fs::status(data.file("none/there/backup")).permissions() & (fs::perms::group_all | fs::perms::others_all)) ==
          fs::perms::none);
    CHECK(files_in(data.file("none/there")) == std::vector<std::string>{"backup"});
    const TempFolder empty;
    CHECK(back_up_to(empty.path(), data.file("nothing")).code == 4);
    CHECK_FALSE(fs::exists(data.file("nothing")));
    CHECK(back_up_to(data.path(), "/proc/backup").code != 0);
}

TEST_CASE("restore: replaces only when told to, keeps what was there, signs everybody out") {
    const TempFolder data;
    const TempFolder assets;
    const TempFolder kept;
    write_assets(assets);
    const TeamMemberId anna = create_firm(data.path());
    std::string cookie;
    {
        RunningHost host(data.path(), assets.path());
        // Signed in before the backup: it holds this session.
        cookie = log_in(host.port());
        REQUIRE(back_up_to(data.path(), kept.file("before")).code == 0);
        TestDevice device(host.port(), cookie, anna);
        REQUIRE(device.sync_fully());
        REQUIRE(device.create_client("C1", "Later"));
        REQUIRE(device.sync_fully());
        const Finished served = restore_from(data.path(), kept.file("before"), {"--replace"});
        CHECK(served.code == 6);
        CHECK(served.err.find("Stop it") != std::string::npos);
        // A killed host leaves a part of the data beside the file.
        host.kill_hard();
    }
    CHECK(restore_from(data.path(), kept.file("before")).code == 10);
    CHECK(restore_from(data.path(), kept.file("nowhere"), {"--replace"}).code == 3);
    kept.write("damaged", std::string(5'000, 'x'));
    CHECK(restore_from(data.path(), kept.file("damaged"), {"--replace"}).code == 4);
    const auto whole = read_whole(kept.file("before"));
    kept.write("cut", whole.substr(0, whole.size() / 2));
    CHECK(restore_from(data.path(), kept.file("cut"), {"--replace"}).code == 4);
    // Whole as a file, but not the data that its digest was made of.
    kept.write("altered", whole);
    alter(kept.file("altered"));
    CHECK(restore_from(data.path(), kept.file("altered"), {"--replace"}).code == 4);
    CHECK(run_pupitre({"export", "--data", data.path(), "clients"}).out.find("Later") != std::string::npos);

    const Finished restored = restore_from(data.path(), kept.file("before"), {"--replace"});
    CHECK(restored.code == 0);
    CHECK(run_pupitre({"export", "--data", data.path(), "clients"}).out.find("Later") == std::string::npos);
    const std::string marker = "kept: ";
    const std::size_t at = restored.out.find(marker);
    REQUIRE(at != std::string::npos);
    const std::string former =
        restored.out.substr(at + marker.size(), restored.out.find('\n', at) - at - marker.size());
    RunningHost host(data.path(), assets.path());
    HttpClient stale(host.port());
    stale.set_cookie(cookie);
    CHECK(stale.get("/api/session").status == 401);
    CHECK(host.stop(SIGTERM) == 0);
    // What was replaced is whole under its new name.
    const TempFolder back;
    for (const char* suffix : {"", "-wal", "-shm"}) {
        if (fs::exists(former + suffix)) fs::copy(former + suffix, back.file("pupitre.sqlite") + suffix);
    }
    CHECK(run_pupitre({"export", "--data", back.path(), "clients"}).out.find("Later") != std::string::npos);
}

}  // namespace pupitre::host
