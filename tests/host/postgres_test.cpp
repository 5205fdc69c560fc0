// PostgreSQL as the storage: what its tables look like, whose turn it is, and what is left when it fails or goes away.
#include <atomic>
#include <chrono>
#include <thread>

#include <doctest/doctest.h>

#include "core/crm/client.h"
#include "core/domain/domain.h"
#include "server-stub/cli/firm_folder.h"
#include "server-stub/firm/local_device.h"
#include "server-stub/storage/postgres_storage.h"
#include "tests/host/support/cutting_proxy.h"
#include "tests/host/support/postgres_cluster.h"
#include "tests/host/support/test_host.h"

namespace pupitre::host {
namespace {

constexpr const char* end_other_connections =
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()";

std::unique_ptr<Authority> open_firm(const std::string& place) {
    static Log log(LogFormat::text, LogLevel::silent);
    auto storage = open_storage({place});
    REQUIRE(storage.ok());
    auto authority = Authority::open(std::move(*storage), domain_registry(), log);
    REQUIRE(authority.ok());
    return std::move(*authority);
}

FaultKind open_fault(const std::string& place, bool create = false) {
    const auto storage = open_storage({place, create});
    REQUIRE_FALSE(storage.ok());
    return storage.error().kind;
}

/// One client in one turn; the fault if it could not be stored.
std::optional<StorageFault> add_client(Authority& firm, TeamMemberId actor, const std::string& name) {
    auto turn = Turn::begin(firm);
    if (!turn) return turn.error();
    LocalDevice device(**turn);
    device.act_as(actor);
    const auto attempt = device.run("client.create", client_fields({}, name));
    if (!attempt) return attempt.error();
    CHECK(attempt->ok());
    const auto committed = (*turn)->commit();
    if (!committed) return committed.error();
    return std::nullopt;
}

std::string column_type(const std::string& place, const std::string& table, const std::string& column) {
    return postgres_cluster().ask(place, "SELECT data_type FROM information_schema.columns WHERE table_name = '" +
                                             table + "' AND column_name = '" + column + "'");
}

}  // namespace

TEST_CASE("postgres: columns have the types that other tools expect") {
    const TestPlace data(Backend::postgres);
    create_firm(data.path());
    CHECK(column_type(data.path(), "client", "id") == "uuid");
    CHECK(column_type(data.path(), "client", "name") == "text");
    CHECK(column_type(data.path(), "client", "client_since") == "date");
    CHECK(column_type(data.path(), "client", "prospect") == "boolean");
    CHECK(column_type(data.path(), "client", "credit_limit") == "bigint");
    CHECK(column_type(data.path(), "client", "credit_limit_currency") == "text");
    CHECK(column_type(data.path(), "host_ledger", "changes") == "bytea");
}

TEST_CASE("postgres: no database, no tables, another program's tables, no server") {
    PostgresCluster& cluster = postgres_cluster();
    const std::string empty = cluster.new_database();
    CHECK(open_fault(empty) == FaultKind::missing);
    CHECK(open_fault(empty + "_nowhere", true) == FaultKind::missing);
    cluster.run_sql(empty, "CREATE TABLE recipes (name TEXT)");
    CHECK(open_fault(empty, true) == FaultKind::corrupt);
    CHECK(cluster.ask(empty, "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'") == "1");
    CHECK(open_fault("postgres:///x?host=/nonexistent", true) == FaultKind::unreachable);
    CHECK(open_fault("dbname=x nonsense=1", true) == FaultKind::unreachable);
}

TEST_CASE("postgres: an address is shown without its password") {
    CHECK(shown_postgres("postgres://claire:secret@db.example:5432/firm?password=secret") ==
          "postgres://claire@db.example:5432/firm");
    CHECK(shown_postgres("postgresql://db.example/firm") == "postgresql://db.example/firm");
    CHECK(shown_postgres("host=db.example dbname=firm password='a b' user=x") == "host=db.example dbname=firm ");
    CHECK(is_postgres("dbname=firm"));
    CHECK(is_postgres("postgres://"));
    CHECK_FALSE(is_postgres("/srv/pupitre"));
    CHECK_FALSE(is_postgres("data"));
    // A mistake in the address is said without the words in question.
    const auto wrong = open_storage({"dbname=x password=secret secret"});
    REQUIRE_FALSE(wrong.ok());
    CHECK(wrong.error().detail.find("secret") == std::string::npos);
}

TEST_CASE("postgres: what the server cannot do now is a matter of time, and leaves nothing behind") {
    struct Case {
        const char* state;
        FaultKind kind;
    };
    const TestPlace data(Backend::postgres);
    const TeamMemberId anna = create_firm(data.path());
    const auto firm = open_firm(data.path());
    REQUIRE_FALSE(add_client(*firm, anna, "Before"));
    const Hash128 digest = firm->db().digest();
    for (const auto& [state, kind] :
         {Case{"53100", FaultKind::full}, Case{"40P01", FaultKind::busy}, Case{"40001", FaultKind::busy},
          Case{"55P03", FaultKind::busy}, Case{"57014", FaultKind::busy}, Case{"58030", FaultKind::io},
          Case{"42501", FaultKind::denied}, Case{"XX001", FaultKind::corrupt}, Case{"22000", FaultKind::internal}}) {
        CAPTURE(state);
        data.run_sql(std::string("CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS"
                                 " $$ BEGIN RAISE EXCEPTION 'Lambert' USING ERRCODE = '") +
                     state + "'; END $$; CREATE TRIGGER fail BEFORE INSERT ON client EXECUTE FUNCTION fail()");
        const auto fault = add_client(*firm, anna, "Lambert");
        data.run_sql("DROP TRIGGER fail ON client");
        REQUIRE(fault.has_value());
        CHECK(fault->kind == kind);
        // The server's own words may repeat data.
        CHECK(fault->detail.find("Lambert") == std::string::npos);
        CHECK(firm->db().digest() == digest);
        CHECK(firm->seq() == 3);
        CHECK(open_firm(data.path())->db().digest() == digest);
    }
    REQUIRE_FALSE(add_client(*firm, anna, "After"));
    CHECK(open_firm(data.path())->db().digest() == firm->db().digest());
}

TEST_CASE("postgres: the first fault is the answer to all that follows in its transaction") {
    const TestPlace data(Backend::postgres);
    const TeamMemberId anna = create_firm(data.path());
    const auto firm = open_firm(data.path());
    data.run_sql(
        "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100';"
        " END $$; CREATE TRIGGER fail BEFORE INSERT ON client EXECUTE FUNCTION fail()");
    auto turn = Turn::begin(*firm);
    REQUIRE(turn.ok());
    LocalDevice device(**turn);
    device.act_as(anna);
    // It may show here, or with what is asked next.
    static_cast<void>(device.run("client.create", client_fields({}, "Client")));
    for (int time = 0; time < 2; ++time) {
        const auto asked = (*turn)->storage().users();
        REQUIRE_FALSE(asked.ok());
        CHECK(asked.error().kind == FaultKind::full);
    }
    const auto committed = (*turn)->commit();
    REQUIRE_FALSE(committed.ok());
    CHECK(committed.error().kind == FaultKind::full);
}

TEST_CASE("postgres: a lost connection comes back with the next transaction, nothing half done remains") {
    const TestPlace data(Backend::postgres);
    const TeamMemberId anna = create_firm(data.path());
    const auto firm = open_firm(data.path());
    data.run_sql(end_other_connections);
    CHECK_FALSE(add_client(*firm, anna, "One"));
    // A question outside a transaction as well.
    data.run_sql(end_other_connections);
    CHECK(firm->storage().users().ok());
    const Hash128 digest = firm->db().digest();
    {
        auto turn = Turn::begin(*firm);
        REQUIRE(turn.ok());
        LocalDevice device(**turn);
        device.act_as(anna);
        REQUIRE(device.run("client.create", client_fields({}, "Two")).ok());
        data.run_sql(end_other_connections);
        // Whatever is tried within the transaction now fails, also after the server would answer again.
        CHECK_FALSE((*turn)->storage().users().ok());
        const auto committed = (*turn)->commit();
        REQUIRE_FALSE(committed.ok());
        CHECK(committed.error().kind == FaultKind::unreachable);
        CHECK(is_transient(committed.error().kind));
    }
    CHECK(firm->db().digest() == digest);
    CHECK_FALSE(add_client(*firm, anna, "Three"));
    CHECK(firm->seq() == 4);
    CHECK(open_firm(data.path())->db().digest() == firm->db().digest());
}

TEST_CASE("postgres: a commit whose answer is lost is found by the next turn, and the command is answered once") {
    const TestPlace data(Backend::postgres);
    CuttingProxy proxy(data.path());
    TestHostOptions options;
    options.place = proxy.place();
    TestHost host(options);
    TestDevice device = host.device();
    REQUIRE(device.sync_fully());
    for (const char* name : {"One", "Two"}) {
        REQUIRE(device.create_client({}, name));
        proxy.cut_next_commit();
        const std::int64_t before = open_firm(data.path())->seq();
        const auto lost = device.exchange(encode(device.request()));
        REQUIRE(lost.has_value());
        REQUIRE(lost->refuse.has_value());
        CHECK(lost->refuse->code == RefuseCode::overloaded);
        // It was committed all the same.
        CHECK(open_firm(data.path())->seq() == before + 1);
        REQUIRE(device.sync_fully());
        CHECK(open_firm(data.path())->seq() == before + 1);
    }
    CHECK(proxy.cuts() == 2);
    REQUIRE(device.results().size() == 2);
    CHECK(device.results()[1].kind == ResultKind::ok);
    CHECK(device.replica().view().table<Client>().size() == 2);
    CHECK(device.replica().view().digest() == open_firm(data.path())->db().digest());
}

TEST_CASE("postgres: two hosts write one after the other, each seeing what the other wrote") {
    const TestPlace data(Backend::postgres);
    const TeamMemberId anna = create_firm(data.path());
    const auto one = open_firm(data.path());
    const auto two = open_firm(data.path());
    auto turn = Turn::begin(*one);
    REQUIRE(turn.ok());
    std::atomic<bool> done = false;
    std::jthread waiting([&] {
        CHECK_FALSE(add_client(*two, anna, "Second"));
        done = true;
    });
    LocalDevice device(**turn);
    device.act_as(anna);
    for (int count = 0; count < 3; ++count) {
        REQUIRE(device.run("client.create", client_fields({}, "First")).ok());
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
    }
    CHECK_FALSE(done);
    // Who only reads does not wait.
    CHECK(open_firm(data.path())->seq() == 2);
    REQUIRE((*turn)->commit().ok());
    waiting.join();
    CHECK(two->seq() == 6);
    CHECK(two->db().table<Client>().size() == 4);
    REQUIRE(one->catch_up().ok());
    CHECK(one->db().digest() == two->db().digest());
}

TEST_CASE("postgres: a lock whose row was replaced meanwhile is no lock") {
    const TestPlace data(Backend::postgres);
    const TeamMemberId anna = create_firm(data.path());
    const auto firm = open_firm(data.path());
    std::jthread replacing([&] {
        data.run_sql(
            "BEGIN; CREATE TEMP TABLE kept AS SELECT * FROM host_meta; DELETE FROM host_meta;"
            " INSERT INTO host_meta SELECT * FROM kept; SELECT pg_sleep(1); COMMIT");
    });
    const std::string sleeping = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
    while (postgres_cluster().ask(data.path(), sleeping) == "0") {}
    const auto fault = add_client(*firm, anna, "Client");
    REQUIRE(fault.has_value());
    CHECK(fault->kind == FaultKind::busy);
    CHECK_FALSE(add_client(*firm, anna, "Client"));
    CHECK(firm->seq() == 3);
}

TEST_CASE("postgres: a commit is heard by the others, and by nobody when it was rolled back") {
    const TestPlace data(Backend::postgres);
    const TeamMemberId anna = create_firm(data.path());
    const auto writing = open_firm(data.path());
    const auto hearing = open_firm(data.path());
    std::atomic<int> others = 0;
    std::atomic<int> own = 0;
    hearing->storage().on_foreign_commit([&] { ++others; });
    writing->storage().on_foreign_commit([&] { ++own; });
    const auto within_seconds = [](const auto& condition) {
        for (int wait = 0; wait < 500 && !condition(); ++wait)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        return condition();
    };
    // Once at its start, as something may have happened before.
    REQUIRE(within_seconds([&] { return others == 1 && own == 1; }));
    {
        auto turn = Turn::begin(*writing);
        REQUIRE(turn.ok());
        LocalDevice device(**turn);
        device.act_as(anna);
        REQUIRE(device.run("client.create", client_fields({}, "Never")).ok());
    }
    REQUIRE_FALSE(add_client(*writing, anna, "Heard"));
    REQUIRE(within_seconds([&] { return others == 2; }));
    // After its connection was ended it listens again.
    data.run_sql(end_other_connections);
    REQUIRE(within_seconds([&] { return others >= 3; }));
    REQUIRE_FALSE(add_client(*writing, anna, "Again"));
    REQUIRE(within_seconds([&] { return others >= 4; }));
    hearing->storage().on_foreign_commit(nullptr);
    writing->storage().on_foreign_commit(nullptr);
    CHECK(own == 2);
}

}  // namespace pupitre::host
