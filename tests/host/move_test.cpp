// pupitre move, backup and restore with PostgreSQL: everything arrives, is read back, and is never mixed with other data.
#include <algorithm>
#include <csignal>
#include <filesystem>

#include <doctest/doctest.h>

#include "core/crm/client.h"
#include "server-stub/cli/firm_folder.h"
#include "tests/host/support/child_process.h"
#include "tests/host/support/postgres_cluster.h"
#include "tests/host/support/test_host.h"

namespace pupitre::host {
namespace {

namespace fs = std::filesystem;

std::string log_in(std::uint16_t port) {
    HttpClient client(port);
    REQUIRE(client.log_in(anna_email, anna_password).status == 200);
    return client.cookie();
}

std::unique_ptr<Storage> open_place(const std::string& place) {
    auto storage = open_storage({place});
    REQUIRE(storage.ok());
    return std::move(*storage);
}

FirmMeta meta_of(const std::string& place) {
    const auto meta = open_place(place)->meta();
    REQUIRE(meta.ok());
    return *meta;
}

Finished move_to(const std::string& from, const std::string& to) {
    return run_pupitre({"move", "--from", from, "--to", to});
}

int check(const std::string& place) { return run_pupitre({"check", place_option(place), place}).code; }

/// The ledger, word for word.
std::vector<LedgerEntry> ledger_of(const std::string& place) {
    auto entries = open_place(place)->ledger_after(0, 1'000'000);
    REQUIRE(entries.ok());
    return *entries;
}

bool same_entry(const LedgerEntry& one, const LedgerEntry& other) {
    return one.head == other.head && one.command == other.command && one.changes == other.changes &&
           one.salt == other.salt;
}

}  // namespace

TEST_CASE("move: from SQLite to PostgreSQL and back, devices go on where they were") {
    const TestPlace folder;
    const TestPlace database(Backend::postgres);
    const TestPlace back;
    const TempFolder assets;
    write_assets(assets);
    const TeamMemberId anna = create_firm(folder.path());
    std::optional<TestDevice> device;
    std::string unanswered;
    {
        RunningHost host(folder.path(), assets.path());
        device.emplace(host.port(), log_in(host.port()), anna);
        REQUIRE(device->sync_fully());
        REQUIRE(device->create_client("C1", "Schœller, Guérin & associés"));
        REQUIRE(device->create_client("C2", "Deleted later"));
        REQUIRE(device->sync_fully());
        CHECK(move_to(folder.path(), database.path()).code == 6);
        // The answer to this one is lost on its way.
        REQUIRE(device->create_client("C3", "Unanswered"));
        unanswered = encode(device->request());
        REQUIRE(device->exchange(unanswered).has_value());
        CHECK(host.stop(SIGTERM) == 0);
    }
    std::string from = folder.path();
    FirmMeta before = meta_of(from);
    for (const std::string& to : {database.path(), back.path()}) {
        CAPTURE(to);
        const std::vector<LedgerEntry> ledger = ledger_of(from);
        const Finished moved = move_to(from, to);
        CHECK(moved.code == 0);
        CHECK(moved.out.find(to_text(before.digest)) != std::string::npos);
        const FirmMeta meta = meta_of(to);
        CHECK(meta.epoch == before.epoch);
        CHECK(meta.seq == before.seq);
        CHECK(meta.digest == before.digest);
        CHECK(meta.created_ms == before.created_ms);
        CHECK(std::ranges::equal(ledger_of(to), ledger, same_entry));
        CHECK(check(to) == 0);
        // Whoever serves the former database by mistake serves another one.
        CHECK(meta_of(from).epoch != before.epoch);
        CHECK(check(from) == 0);
        // Not once more over it.
        CHECK(move_to(from, to).code == 10);

        RunningHost host(to, assets.path());
        device->move_to(host.port());
        CHECK(device->http().get("/api/session").status == 401);
        device->http().set_cookie(log_in(host.port()));
        // What was answered before the move is answered again, and the next is decided: nothing twice.
        const auto answered = device->exchange(unanswered);
        REQUIRE(answered.has_value());
        REQUIRE_FALSE(answered->refuse.has_value());
        CHECK_FALSE(answered->snapshot.has_value());
        REQUIRE(device->take(*answered));
        REQUIRE(device->create_client({}, "After the move"));
        unanswered = encode(device->request());
        REQUIRE(device->sync_fully());
        CHECK(host.stop(SIGTERM) == 0);
        before = meta_of(to);
        from = to;
    }
    CHECK(device->replica().view().table<Client>().size() == 5);
    CHECK(device->replica().view().digest() == before.digest);
    // Every command was answered, also the one whose answer was lost before the move.
    REQUIRE(device->results().size() == 5);
    for (const CommandResult& result : device->results()) CHECK(result.kind == ResultKind::ok);
}

TEST_CASE("move: what cannot be done is said, and nothing is changed") {
    const TestPlace folder;
    const TestPlace other;
    const TestPlace database(Backend::postgres);
    const TempFolder assets;
    write_assets(assets);
    create_firm(folder.path());
    create_firm(other.path());
    const FirmMeta before = meta_of(folder.path());
    CHECK(move_to(folder.path(), folder.path()).code == 10);
    CHECK(move_to(folder.path(), other.path()).code == 10);
    CHECK(move_to(folder.path() + "/nowhere", database.path()).code == 4);
    const Finished unreachable = move_to(folder.path(), "postgres://anna:secret@%2Fnonexistent/firm");
    CHECK(unreachable.code == 4);
    CHECK(unreachable.err.find("secret") == std::string::npos);
    CHECK(unreachable.err.find("anna@") != std::string::npos);
    CHECK(run_pupitre({"move", "--from", folder.path()}).code == 2);
    // A source whose rows are not what was stored.
    other.run_sql("UPDATE team_member SET last_name = 'Autre'");
    CHECK(move_to(other.path(), database.path()).code == 4);
    CHECK(meta_of(database.path()).seq == 0);
    CHECK(meta_of(folder.path()).epoch == before.epoch);
    // A database that a host serves is not moved away under it.
    REQUIRE(move_to(folder.path(), database.path()).code == 0);
    {
        RunningHost host(database.path(), assets.path());
        const TestPlace away;
        int code = 0;
        // The host says that it serves a moment after it does.
        for (int attempt = 0; attempt < 50 && code != 6; ++attempt) {
            const TestPlace target;
            code = move_to(database.path(), target.path()).code;
            if (code == 0) break;
        }
        CHECK(code == 6);
    }
}

TEST_CASE("move: columns of a newer version are named, not dropped in silence") {
    const TestPlace folder;
    const TestPlace database(Backend::postgres);
    create_firm(folder.path());
    folder.run_sql("ALTER TABLE client ADD COLUMN mood TEXT");
    const Finished moved = move_to(folder.path(), database.path());
    CHECK(moved.code == 0);
    CHECK(moved.err.find("client.mood") != std::string::npos);
    database.run_sql("ALTER TABLE client ADD COLUMN weather TEXT");
    const Finished kept = run_pupitre({"backup", "--database", database.path(), folder.path() + "/backup"});
    CHECK(kept.code == 0);
    CHECK(kept.err.find("client.weather") != std::string::npos);
}

TEST_CASE("backup: of PostgreSQL while a host serves, restored into SQLite and into PostgreSQL") {
    const TestPlace database(Backend::postgres);
    const TempFolder assets;
    const TempFolder kept;
    write_assets(assets);
    const TeamMemberId anna = create_firm(database.path());
    RunningHost host(database.path(), assets.path());
    TestDevice device(host.port(), log_in(host.port()), anna);
    REQUIRE(device.sync_fully());
    for (int count = 0; count < 20; ++count) REQUIRE(device.create_client({}, "Client"));
    REQUIRE(device.sync_fully());
    const Finished done = run_pupitre({"backup", "--database", database.path(), kept.file("backup")});
    CHECK(done.code == 0);
    const FirmMeta meta = meta_of(database.path());
    CHECK(done.out.find(to_text(meta.digest)) != std::string::npos);
    CHECK(run_pupitre({"backup", "--database", database.path(), kept.file("backup")}).code == 10);

    const TestPlace folder;
    const TestPlace other(Backend::postgres);
    for (const TestPlace* place : {&folder, &other}) {
        CAPTURE(place->path());
        const std::vector<std::string> order = {"restore", place_option(place->path()), place->path(),
                                                kept.file("backup")};
        CHECK(run_pupitre(order).code == 0);
        const FirmMeta restored = meta_of(place->path());
        CHECK(restored.digest == meta.digest);
        CHECK(restored.seq == meta.seq);
        CHECK(restored.epoch != meta.epoch);
        CHECK(check(place->path()) == 0);
        // Never over other data.
        CHECK(run_pupitre(order).code == 10);
        RunningHost again(place->path(), assets.path());
        TestDevice fresh(again.port(), log_in(again.port()), anna);
        REQUIRE(fresh.sync_fully());
        CHECK(fresh.replica().view().digest() == device.replica().view().digest());
    }
    kept.write("damaged", std::string(5'000, 'x'));
    const TestPlace empty(Backend::postgres);
    CHECK(run_pupitre({"restore", "--database", empty.path(), kept.file("damaged")}).code == 4);
    CHECK(run_pupitre({"restore", "--database", empty.path(), kept.file("nowhere")}).code == 3);
    CHECK(meta_of(empty.path()).seq == 0);
}

TEST_CASE("command line: every order takes a PostgreSQL database, and the file of the practice goes in once") {
    const TestPlace database(Backend::postgres);
    const TestPlace real(Backend::postgres);
    const std::string& place = database.path();
    CHECK(run_pupitre({"check", "--database", place}).code == 4);
    CHECK(run_pupitre({"demo", "--database", place}).code == 0);
    CHECK(run_pupitre({"demo", "--database", place}).code == 10);
    CHECK(run_pupitre({"check", "--database", place}).code == 0);
    CHECK(run_pupitre({"user", "list", "--database", place}).out.find('@') != std::string::npos);
    const Finished added = run_pupitre({"user", "add", "--database", place, "neu@x.example", "--last-name", "Neu"});
    CHECK(added.code == 0);
    CHECK(run_pupitre({"user", "password", "--database", place, "neu@x.example"}).code == 0);
    create_firm(real.path());
    const std::string file = std::string(PUPITRE_SOURCE_DIR) + "/assets/demo/clients-excel-fr.csv";
    CHECK(run_pupitre({"import", "--database", real.path(), file}).code == 0);
    const std::string exported = run_pupitre({"export", "--database", real.path(), "clients"}).out;
    CHECK(std::count(exported.begin(), exported.end(), '\n') > 10);
    const std::int64_t seq = meta_of(real.path()).seq;
    CHECK(run_pupitre({"import", "--database", real.path(), file}).code == 0);
    CHECK(meta_of(real.path()).seq == seq);
    // One of the two, and an address that is one.
    CHECK(run_pupitre({"check"}).code == 2);
    CHECK(run_pupitre({"check", "--database", place, "--data", "x"}).code == 2);
    const Finished wrong = run_pupitre({"check", "--database", "secret"});
    CHECK(wrong.code == 2);
    CHECK(wrong.err.find("secret") == std::string::npos);
}

TEST_CASE("command line: a password in an address does not stay in the list of processes") {
    const TestPlace database(Backend::postgres);
    const TempFolder assets;
    write_assets(assets);
    create_firm(database.path());
    std::string place = database.path();
    place.insert(place.find('@'), ":very-secret");
    RunningHost host(place, assets.path());
    const std::string seen = read_whole("/proc/" + std::to_string(host.process()) + "/cmdline");
    CHECK(seen.find("--database") != std::string::npos);
    CHECK(seen.find("tester@") != std::string::npos);
    CHECK(seen.find("secret") == std::string::npos);
    CHECK(host.printed().find("secret") == std::string::npos);
}

}  // namespace pupitre::host
