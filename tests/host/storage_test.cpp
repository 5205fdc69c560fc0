// The storage, with each kind of database: what it keeps, what it refuses, and that a fault leaves nothing behind.
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "core/command/row_commands.h"
#include "core/crm/client.h"
#include "core/domain/domain.h"
#include "core/work/task.h"
#include "server-stub/cli/firm_folder.h"
#include "server-stub/firm/local_device.h"
#include "server-stub/storage/sqlite_storage.h"
#include "tests/host/support/test_host.h"

namespace pupitre::host {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<Authority> open_firm(const std::string& data, std::int64_t pages_max = 0) {
    static Log log(LogFormat::text, LogLevel::silent);
    auto storage = open_storage({data, false, pages_max});
    REQUIRE(storage.ok());
    auto authority = Authority::open(std::move(*storage), domain_registry(), log);
    REQUIRE(authority.ok());
    return std::move(*authority);
}

FaultKind open_fault(const std::string& data) {
    Log log(LogFormat::text, LogLevel::silent);
    auto storage = open_storage({data});
    if (!storage) return storage.error().kind;
    const auto authority = Authority::open(std::move(*storage), domain_registry(), log);
    REQUIRE_FALSE(authority.ok());
    return authority.error().kind;
}

/// Adds clients one by one, each in its own turn, until one fails or all are there.
int add_clients(Authority& firm, TeamMemberId actor, int count, const std::string& name) {
    for (int added = 0; added < count; ++added) {
        auto turn = Turn::begin(firm);
        if (!turn) return added;
        LocalDevice device(**turn);
        device.act_as(actor);
        const auto attempt = device.run("client.create", client_fields({}, name));
        if (!attempt || !(*turn)->commit()) return added;
        REQUIRE(attempt->ok());
    }
    return count;
}

}  // namespace

TEST_CASE("storage: every kind of field comes back as it was, absent ones absent") {
    const TestPlace data(each_backend());
    const TeamMemberId anna = create_firm(data.path());
    Client client;
    client.id = ClientId{test_id()};
    client.reference = "C1";
    client.name = "Schœller, Guérin & associés; \"x\"\n= 'y'";
    client.prospect = true;
    client.suspension_scope = SuspensionScope::children;
    client.client_since = Date::from_ymd(2010, 2, 28);
    client.credit_limit = Money{-123'456, Currency::chf};
    client.year_end_month = 9;
    Task task;
    task.id = TaskId{test_id()};
    task.client = client.id;
    task.title = "Appeler";
    task.assignee = anna;
    Hash128 digest;
    {
        const auto firm = open_firm(data.path());
        auto turn = Turn::begin(*firm);
        REQUIRE(turn.ok());
        LocalDevice device(**turn);
        device.act_as(anna);
        for (const auto& [name, args] : {std::pair{"client.create", create_args(entity_info<Client>(), &client)},
                                         std::pair{"task.create", create_args(entity_info<Task>(), &task)}}) {
            const auto attempt = device.run(name, args);
            REQUIRE(attempt.ok());
            REQUIRE(attempt->ok());
        }
        REQUIRE((*turn)->commit().ok());
        client = firm->db().get(client.id);
        task = firm->db().get(task.id);
        digest = firm->db().digest();
    }
    const auto firm = open_firm(data.path());
    CHECK(firm->db().digest() == digest);
    CHECK(firm->db().get(client.id) == client);
    CHECK(firm->db().get(task.id) == task);
}

TEST_CASE("storage: a database of a newer version is refused and left as it is") {
    const TestPlace data(each_backend());
    create_firm(data.path());
    const std::string set = data.is_postgres() ? "UPDATE host_format SET format = " : "PRAGMA user_version = ";
    data.run_sql(set + "1000");
    CHECK(open_fault(data.path()) == FaultKind::newer);
    data.run_sql(set + std::to_string(storage_format));
    CHECK(open_firm(data.path())->seq() == 2);
}

TEST_CASE("storage: a database of the first format learns which commands touched which row") {
    const TestPlace data;
    const TeamMemberId anna = create_firm(data.path());
    REQUIRE(add_clients(*open_firm(data.path()), anna, 3, "Client") == 3);
    data.run_sql(
        "DROP TABLE host_history; DROP TABLE host_origin; DROP TABLE host_link; DROP TABLE host_head; DROP TABLE "
        "host_batch;"
        "DROP INDEX host_ledger_actor;"
        "ALTER TABLE host_ledger DROP COLUMN salt;"
        "CREATE TABLE host_origin (client BLOB NOT NULL, mid INTEGER NOT NULL, PRIMARY KEY (client, mid))"
        " STRICT, WITHOUT ROWID;"
        "INSERT INTO host_origin VALUES (x'00000000000000010000000000000002', 7); PRAGMA user_version = 1");
    const auto firm = open_firm(data.path());
    CHECK(firm->seq() == 5);
    firm->db().for_each<Client>([&](const Client& client) {
        const auto entries = firm->storage().ledger_of_row("client", client.id.value, 1'000, 10);
        REQUIRE(entries.ok());
        REQUIRE(entries->size() == 1);
        CHECK((*entries)[0].head.actor == anna.value);
    });
    const auto noted = firm->storage().decided_as({{1, 2}, 7});
    REQUIRE(noted.ok());
    CHECK(noted->has_value());
    CHECK(add_clients(*firm, anna, 1, "Client") == 1);
}

TEST_CASE("storage: a database of the third format learns what was given in one go, by whom, and in which file") {
    const TestPlace data(each_backend());
    const TeamMemberId anna = create_firm(data.path());
    const Id128 batch = test_id();
    ClientId second;
    {
        const auto firm = open_firm(data.path());
        auto turn = Turn::begin(*firm);
        REQUIRE(turn.ok());
        LocalDevice device(**turn);
        device.act_as(anna);
        for (int count = 0; count < 3; ++count) {
            Command command;
            command.id = test_id();
            command.name = "client.create";
            command.args = client_fields({}, "Client");
            command.today = *Date::from_ymd(2026, 9, 21);
            if (count > 0) command.batch = batch;
            REQUIRE(device.run(command).ok());
        }
        REQUIRE((*turn)->commit().ok());
        firm->db().for_each<Client>([&](const Client& client) { second = client.id; });
    }
    data.run_sql("DROP TABLE host_batch; DROP INDEX host_ledger_actor; DROP INDEX host_link_scope;");
    data.run_sql(data.is_postgres() ? "UPDATE host_format SET format = 3" : "PRAGMA user_version = 3");
    const auto firm = open_firm(data.path());
    Storage& storage = firm->storage();
    using Kind = LedgerPart::Kind;
    const auto seqs = [&](const LedgerPart& part, std::int64_t before) {
        std::vector<std::int64_t> found;
        const auto entries = storage.ledger_before(part, before, 10);
        REQUIRE(entries.ok());
        for (const LedgerEntry& entry : *entries) found.push_back(entry.head.seq);
        return found;
    };
    CHECK(seqs({Kind::batch, batch}, 100) == std::vector<std::int64_t>{5, 4});
    CHECK(seqs({Kind::batch, batch}, 5) == std::vector<std::int64_t>{4});
    CHECK(seqs({Kind::member, anna.value}, 100) == std::vector<std::int64_t>{5, 4, 3});
    CHECK(seqs({Kind::whole, {}}, 4) == std::vector<std::int64_t>{3, 2, 1});
    CHECK(seqs({Kind::scope, second.value}, 100).size() == 1);
}

TEST_CASE("storage: no database, another program's database, no database at all") {
    const TestPlace data;
    CHECK(open_fault(data.path()) == FaultKind::missing);
    data.run_sql("CREATE TABLE recipes (name TEXT)");
    CHECK(open_fault(data.path()) == FaultKind::corrupt);
    const TempFolder noise;
    noise.write("pupitre.sqlite", std::string(10'000, 'x'));
    CHECK(open_fault(noise.path()) == FaultKind::corrupt);
}

TEST_CASE("storage: a truncated database is refused") {
    const TempFolder data;
    const TeamMemberId anna = create_firm(data.path());
    {
        const auto firm = open_firm(data.path());
        REQUIRE(add_clients(*firm, anna, 50, "Client") == 50);
    }
    const std::string file = data.file("pupitre.sqlite");
    const auto size = fs::file_size(file);
    for (const auto kept : {size / 2, size - 4096, std::uintmax_t{4096}, std::uintmax_t{100}}) {
        CAPTURE(kept);
        const TempFolder damaged;
        fs::copy_file(file, damaged.file("pupitre.sqlite"));
        fs::resize_file(damaged.file("pupitre.sqlite"), kept);
        CHECK(open_fault(damaged.path()) == FaultKind::corrupt);
    }
}

TEST_CASE("storage: rows that somebody changed by hand are noticed") {
    const TestPlace data(each_backend());
    const TeamMemberId anna = create_firm(data.path());
    REQUIRE(add_clients(*open_firm(data.path()), anna, 1, "Client") == 1);
    data.run_sql("UPDATE client SET name = 'Autre'");
    CHECK(open_fault(data.path()) == FaultKind::corrupt);
    data.run_sql("UPDATE client SET name = 'Client'");
    CHECK(open_firm(data.path())->seq() == 3);
    // Not a day of ours: PostgreSQL itself refuses what is no day at all.
    data.run_sql(data.is_postgres() ? "UPDATE client SET client_since = 'infinity'"
                                    : "UPDATE client SET client_since = 'hier'");
    CHECK(open_fault(data.path()) == FaultKind::corrupt);
}

TEST_CASE("storage: a column that this version does not have is added or left in peace") {
    const TestPlace data(each_backend());
    const TeamMemberId anna = create_firm(data.path());
    REQUIRE(add_clients(*open_firm(data.path()), anna, 1, "Client") == 1);
    // As an older version had it, and as a newer one will.
    data.run_sql(
        "ALTER TABLE client DROP COLUMN website; ALTER TABLE client ADD COLUMN mood TEXT;"
        "UPDATE client SET mood = 'bright'");
    const auto firm = open_firm(data.path());
    ClientId id;
    firm->db().for_each<Client>([&](const Client& client) { id = client.id; });
    auto turn = Turn::begin(*firm);
    REQUIRE(turn.ok());
    LocalDevice device(**turn);
    device.act_as(anna);
    const FieldIndex website = Database::index_of_member<&Client::website>();
    const auto attempt =
        device.run("client.change", change_args(entity_info<Client>(), id.value,
                                                {{website, Value{}, Value{std::string("https://client.example")}}}));
    REQUIRE(attempt.ok());
    REQUIRE(attempt->ok());
    REQUIRE((*turn)->commit().ok());
    data.run_sql(
        "CREATE TABLE proof (x INTEGER CHECK (x = 1));"
        "INSERT INTO proof SELECT count(*) FROM client"
        " WHERE mood = 'bright' AND website = 'https://client.example'");
}

TEST_CASE("storage: a full disk takes back everything, memory included, and work goes on afterwards") {
    const TestPlace data;
    const TeamMemberId anna = create_firm(data.path());
    const std::string name(290, 'n');
    std::int64_t seq = 0;
    Hash128 digest;
    {
        const auto firm = open_firm(data.path(), 90);
        const int added = add_clients(*firm, anna, 10'000, name);
        CHECK(added > 10);
        CHECK(added < 10'000);
        seq = firm->seq();
        digest = firm->db().digest();
        CHECK(seq == added + 2);
        CHECK(firm->db().table<Client>().size() == static_cast<std::size_t>(added));
        // Again and again the same, never half.
        CHECK(add_clients(*firm, anna, 1, name) == 0);
        CHECK(firm->db().digest() == digest);
    }
    const auto firm = open_firm(data.path());
    CHECK(firm->seq() == seq);
    CHECK(firm->db().digest() == digest);
    CHECK(add_clients(*firm, anna, 5, name) == 5);
}

TEST_CASE("turn: without a commit nothing remains, in memory and on disk") {
    const TestPlace data(each_backend());
    const TeamMemberId anna = create_firm(data.path());
    const auto firm = open_firm(data.path());
    const Hash128 digest = firm->db().digest();
    {
        auto turn = Turn::begin(*firm);
        REQUIRE(turn.ok());
        LocalDevice device(**turn);
        device.act_as(anna);
        for (int count = 0; count < 3; ++count) REQUIRE(device.run("client.create", client_fields({}, "X")).ok());
        CHECK(firm->db().table<Client>().size() == 3);
    }
    CHECK(firm->db().digest() == digest);
    CHECK(open_firm(data.path())->db().digest() == digest);
}

TEST_CASE("authority: follows what another program writes to the same database") {
    const TestPlace data(each_backend());
    const TeamMemberId anna = create_firm(data.path());
    const auto serving = open_firm(data.path());
    const auto importing = open_firm(data.path());
    REQUIRE(add_clients(*importing, anna, 3, "Import") == 3);
    CHECK(serving->db().table<Client>().size() == 0);
    REQUIRE(serving->catch_up().ok());
    CHECK(serving->db().digest() == importing->db().digest());
    CHECK(serving->seq() == importing->seq());
    // Also without asking first, and in both directions.
    REQUIRE(add_clients(*importing, anna, 1, "Again") == 1);
    REQUIRE(add_clients(*serving, anna, 1, "Mine") == 1);
    REQUIRE(add_clients(*importing, anna, 1, "More") == 1);
    REQUIRE(serving->catch_up().ok());
    CHECK(serving->db().digest() == importing->db().digest());
    CHECK(serving->seq() == 8);
}

}  // namespace pupitre::host
