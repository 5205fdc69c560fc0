// The command line, as people and scripts use it: the real program, real files.
#include <csignal>
#include <filesystem>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include "core/crm/client.h"
#include "tests/host/support/child_process.h"
#include "tests/host/support/test_host.h"

namespace pupitre::host {
namespace {

namespace fs = std::filesystem;

constexpr const char* small_file =
    "Référence;Raison sociale;Code postal;Ville\r\n"
    "C1;Lambert;24330;Saint-Pierre\r\n"
    "C2;Guérin;33141;Villegouge\r\n"
    ";;75001;Paris\r\n"
    "C1;Lambert;24330;Saint-Pierre\r\n";

void run_sql(const std::string& data, const std::string& sql) {
    sqlite3* connection = nullptr;
    REQUIRE(sqlite3_open((data + "/pupitre.sqlite").c_str(), &connection) == SQLITE_OK);
    CHECK(sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(connection);
}

std::string log_in(std::uint16_t port, const std::string& email, const std::string& password) {
    HttpClient client(port);
    return client.log_in(email, password).status == 200 ? client.cookie() : std::string{};
}

std::string after(const std::string& text, const std::string& mark) {
    const std::size_t at = text.find(mark);
    REQUIRE(at != std::string::npos);
    return text.substr(at + mark.size(), text.find_first_of(" \n", at + mark.size()) - at - mark.size());
}

}  // namespace

TEST_CASE("command line: help in English and French, version, and wrong options") {
    const Finished english = run_pupitre({"--help"});
    CHECK(english.code == 0);
    CHECK(english.out.find("Exit codes:") != std::string::npos);
    CHECK(english.out.find("serve") != std::string::npos);
    const Finished french = run_pupitre({"serve", "--help", "--lang", "fr"});
    CHECK(french.code == 0);
    CHECK(french.out.find("Utilisation") != std::string::npos);
    CHECK(french.out.find("Dossier des données") != std::string::npos);
    CHECK(run_pupitre({"--version"}).code == 0);
    CHECK_FALSE(run_pupitre({"--version"}).out.empty());
    CHECK(run_pupitre({}).code == 2);
    CHECK(run_pupitre({"cook"}).code == 2);
    CHECK(run_pupitre({"check"}).code == 2);
    CHECK(run_pupitre({"serve", "--data", "x", "--assets", "y", "--port", "many"}).code == 2);
    CHECK(run_pupitre({"check", "--data", "x", "--lang", "fr", "--nonsense"}).err.find("inconnu") != std::string::npos);
}

TEST_CASE("command line: what cannot be opened has its own exit code and says what to do") {
    const TempFolder data;
    const TempFolder assets;
    write_assets(assets);
    CHECK(run_pupitre({"check", "--data", data.path()}).code == 4);
    CHECK(run_pupitre({"export", "--data", data.path(), "clients"}).code == 4);
    CHECK(run_pupitre({"serve", "--data", data.path(), "--assets", data.file("none")}).code == 3);
    CHECK_FALSE(fs::exists(data.file("pupitre.sqlite")));
    create_firm(data.path());
    run_sql(data.path(), "PRAGMA user_version = 1000");
    const Finished newer = run_pupitre({"serve", "--data", data.path(), "--assets", assets.path(), "--port", "0"});
    CHECK(newer.code == 5);
    CHECK(newer.err.find("newer version") != std::string::npos);
    CHECK(run_pupitre({"import", "--data", data.path(), "/etc/hostname"}).code == 5);
    run_sql(data.path(), "PRAGMA user_version = 1");
    fs::resize_file(data.file("pupitre.sqlite"), 4096);
    CHECK(run_pupitre({"check", "--data", data.path()}).code == 4);
}

TEST_CASE("serve: a port that is taken is said, and the exit code tells") {
    const TempFolder data;
    const TempFolder assets;
    write_assets(assets);
    create_firm(data.path());
    const RunningHost first(data.path(), assets.path());
    const Finished second = run_pupitre(
        {"serve", "--data", data.path(), "--assets", assets.path(), "--port", std::to_string(first.port())});
    CHECK(second.code == 8);
    CHECK(second.err.find(std::to_string(first.port())) != std::string::npos);
    CHECK(run_pupitre({"serve", "--data", data.path(), "--assets", assets.path(), "--host", "203.0.113.7"}).code == 8);
}

TEST_CASE("serve: the first start without example data prints an administrator's log-in once") {
    const TempFolder data;
    const TempFolder assets;
    write_assets(assets);
    std::string password;
    {
        RunningHost host(data.path(), assets.path(), {"--empty"});
        password = after(host.printed(), "Administrator: admin@pupitre.local / ");
        CHECK_FALSE(log_in(host.port(), "admin@pupitre.local", password).empty());
        CHECK(host.stop(SIGTERM) == 0);
    }
    CHECK((fs::status(data.file("pupitre.sqlite")).permissions() & fs::perms::others_all) == fs::perms::none);
    RunningHost host(data.path(), assets.path(), {"--empty"});
    CHECK(host.printed().find("Administrator") == std::string::npos);
    CHECK_FALSE(log_in(host.port(), "admin@pupitre.local", password).empty());
}

TEST_CASE("import: verdict per row, whole or not at all, the same file again changes nothing") {
    const TempFolder data;
    create_firm(data.path());
    data.write("clients.csv", small_file);
    const std::string file = data.file("clients.csv");

    const Finished trial = run_pupitre({"import", "--data", data.path(), file, "--dry-run"});
    CHECK(trial.code == 0);
    CHECK(trial.last_line() == "new 2, changed 0, unchanged 0, duplicate 1, error 1");
    CHECK(trial.err.find("line 4") != std::string::npos);

    const Finished first = run_pupitre({"import", "--data", data.path(), file});
    CHECK(first.code == 0);
    CHECK(first.last_line() == "new 2, changed 0, unchanged 0, duplicate 1, error 1");
    const Finished again = run_pupitre({"import", "--data", data.path(), file});
    CHECK(again.last_line() == "new 0, changed 0, unchanged 2, duplicate 1, error 1");
    CHECK(run_pupitre({"check", "--data", data.path()}).code == 0);
}

TEST_CASE("import: the practice's own list goes in, once") {
    const TempFolder data;
    create_firm(data.path());
    const std::string file = std::string(PUPITRE_SOURCE_DIR) + "/assets/demo/clients-excel-fr.csv";
    REQUIRE(fs::exists(file));
    const Finished first = run_pupitre({"import", "--data", data.path(), file});
    CHECK(first.code == 0);
    CHECK(first.last_line().starts_with("new "));
    CHECK_FALSE(first.last_line().starts_with("new 0"));
    const Finished again = run_pupitre({"import", "--data", data.path(), file});
    CHECK(again.last_line().starts_with("new 0, changed 0, "));
    CHECK(run_pupitre({"check", "--data", data.path()}).code == 0);
}

TEST_CASE("import: files that are no list of clients change nothing and say why") {
    const TempFolder data;
    create_firm(data.path());
    data.write("empty.csv", "");
    data.write("binary.csv", std::string("PK\x03\x04\0\0\0\0", 8) + std::string(1'000, '\0'));
    data.write("columns.csv", "Couleur;Taille\r\nrouge;12\r\n");
    for (const char* name : {"empty.csv", "binary.csv", "columns.csv", "missing.csv"}) {
        CAPTURE(name);
        const Finished finished = run_pupitre({"import", "--data", data.path(), data.file(name)});
        CHECK(finished.code == 3);
        CHECK_FALSE(finished.err.empty());
    }
    CHECK(run_pupitre({"import", "--data", data.path(), data.path()}).code == 3);
    CHECK(run_pupitre({"import", "--data", data.path(), data.file("empty.csv"), "--as", "nobody@x.fr"}).code == 3);
    CHECK(run_pupitre({"check", "--data", data.path()}).code == 0);
}

TEST_CASE("import: beside a running host, devices get the rows, and a hint that they are there") {
    const TempFolder data;
    const TempFolder assets;
    write_assets(assets);
    const TeamMemberId anna = create_firm(data.path());
    data.write("clients.csv", small_file);
    RunningHost host(data.path(), assets.path());
    const std::string cookie = log_in(host.port(), anna_email, anna_password);
    TestDevice device(host.port(), cookie, anna);
    REQUIRE(device.sync_fully());
    REQUIRE(device.create_client("C9", "Before"));
    REQUIRE(device.sync_fully());
    LiveClient live(host.port(), cookie);
    REQUIRE(live.status() == 101);
    // The host looks at the database twice a second; its first look only notes how it is.
    REQUIRE(device.create_client("C10", "Before"));
    REQUIRE(device.sync_fully());
    REQUIRE(live.next_message().has_value());

    const Finished imported = run_pupitre({"import", "--data", data.path(), data.file("clients.csv")});
    CHECK(imported.last_line() == "new 2, changed 0, unchanged 0, duplicate 1, error 1");
    CHECK(live.next_message().has_value());
    // The device goes on pushing as if nothing had been.
    REQUIRE(device.create_client("C11", "After"));
    REQUIRE(device.sync_fully());
    CHECK(device.replica().view().table<Client>().size() == 5);
    CHECK(host.stop(SIGTERM) == 0);
    CHECK(run_pupitre({"check", "--data", data.path()}).code == 0);
}

TEST_CASE("export: a list that comes back changes nothing") {
    const TempFolder data;
    create_firm(data.path());
    data.write("clients.csv", small_file);
    REQUIRE(run_pupitre({"import", "--data", data.path(), data.file("clients.csv")}).code == 0);
    const Finished exported = run_pupitre({"export", "--data", data.path(), "clients", "--lang", "fr"});
    CHECK(exported.code == 0);
    CHECK(exported.out.starts_with("\xEF\xBB\xBF"));
    CHECK(exported.out.find("Lambert") != std::string::npos);
    data.write("again.csv", exported.out);
    CHECK(run_pupitre({"import", "--data", data.path(), data.file("again.csv")}).last_line() ==
          "new 0, changed 0, unchanged 2, duplicate 0, error 0");
    CHECK(run_pupitre({"export", "--data", data.path(), "recipes"}).code == 2);
}

TEST_CASE("check: finds rows that were tampered with, and references to nowhere") {
    const TempFolder data;
    create_firm(data.path());
    data.write("clients.csv", small_file);
    REQUIRE(run_pupitre({"import", "--data", data.path(), data.file("clients.csv")}).code == 0);
    const Finished sound = run_pupitre({"check", "--data", data.path()});
    CHECK(sound.code == 0);
    CHECK(sound.out.find("Client: 2") != std::string::npos);
    for (const char* damage :
         {"UPDATE client SET name = 'Autre' WHERE reference = 'C1'",
          "UPDATE client SET parent = zeroblob(15) WHERE reference = 'C1'", "DELETE FROM client WHERE reference = 'C1'",
          "UPDATE client SET parent = x'0102030405060708090a0b0c0d0e0f10'", "DELETE FROM host_ledger WHERE seq = 3"}) {
        CAPTURE(damage);
        const TempFolder copy;
        fs::copy_file(data.file("pupitre.sqlite"), copy.file("pupitre.sqlite"));
        run_sql(copy.path(), damage);
        const Finished finished = run_pupitre({"check", "--data", copy.path()});
        CHECK(finished.code == 9);
        CHECK_FALSE(finished.err.empty());
    }
}

TEST_CASE("user: added with a password, signed out when it is changed") {
    const TempFolder data;
    const TempFolder assets;
    write_assets(assets);
    create_firm(data.path());
    RunningHost host(data.path(), assets.path());
    const Finished added = run_pupitre(
        {"user", "add", "--data", data.path(), "bruno@cabinet.example", "--last-name", "Bruno", "--password-stdin"},
        "first password\n");
    CHECK(added.code == 0);
    const std::string cookie = log_in(host.port(), "bruno@cabinet.example", "first password");
    CHECK_FALSE(cookie.empty());
    CHECK(run_pupitre({"user", "add", "--data", data.path(), "bruno@cabinet.example", "--last-name", "B"}).code == 10);
    CHECK(
        run_pupitre({"user", "add", "--data", data.path(), "x@cabinet.example", "--last-name", "X", "--password-stdin"},
                    "short\n")
            .code == 2);
    CHECK(run_pupitre({"user", "add", "--data", data.path(), "no address", "--last-name", "X"}).code == 10);

    const Finished changed = run_pupitre({"user", "password", "--data", data.path(), "bruno@cabinet.example"});
    CHECK(changed.code == 0);
    HttpClient client(host.port());
    client.set_cookie(cookie);
    CHECK(client.get("/api/session").status == 401);
    const std::string password = after(changed.out, "Password: ");
    CHECK_FALSE(log_in(host.port(), "bruno@cabinet.example", password).empty());
    CHECK(run_pupitre({"user", "password", "--data", data.path(), "nobody@cabinet.example"}).code == 10);
    CHECK(run_pupitre({"user", "list", "--data", data.path()}).out.find("bruno@cabinet.example") != std::string::npos);
}

TEST_CASE("demo: the example firm goes into an empty database only, and its log-in works") {
    const TempFolder data;
    const TempFolder assets;
    write_assets(assets);
    const Finished loaded = run_pupitre({"demo", "--data", data.path()});
    CHECK(loaded.code == 0);
    const std::string email = after(loaded.out, "Example log-in: ");
    CHECK(run_pupitre({"demo", "--data", data.path()}).code == 10);
    CHECK(run_pupitre({"check", "--data", data.path()}).code == 0);
    RunningHost host(data.path(), assets.path());
    CHECK(host.printed().find(email) != std::string::npos);
    CHECK_FALSE(log_in(host.port(), email, "pupitre-demo").empty());
}

}  // namespace pupitre::host
