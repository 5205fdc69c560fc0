// The command line, as people and scripts use it: the real program, real files.
#include <csignal>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "core/crm/client.h"
#include "tests/host/support/child_process.h"
#include "tests/host/support/sql.h"
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
    const Finished unknown = run_pupitre({"cook"});
    CHECK(unknown.code == 2);
    CHECK(unknown.err.find("cook") != std::string::npos);
    CHECK(run_pupitre({"--lang", "fr", "user"}).err.find("commande\u00a0: add, password, list") != std::string::npos);
    CHECK(run_pupitre({"check", "--data", "x", "--lang", "de"}).code == 2);
    const Finished port = run_pupitre({"serve", "--port", "many", "--data", "x", "--assets", "y", "--lang", "fr"});
    CHECK(port.err.find("Valeur incorrecte\u00a0: --port = many") != std::string::npos);
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
    // A folder that cannot be one, and a file that is something else: `check` says what is wrong with it.
    data.write("text", "no folder");
    const Finished denied =
        run_pupitre({"serve", "--data", data.file("text/firm"), "--assets", assets.path(), "--port", "0"});
    CHECK(denied.code == 4);
    CHECK(denied.err.find("Check the folder") != std::string::npos);
    CHECK(run_pupitre({"check", "--data", data.file("text/firm")}).code == 4);
    const TempFolder foreign;
    foreign.write("pupitre.sqlite", std::string(5'000, 'x'));
    const Finished damaged = run_pupitre({"check", "--data", foreign.path()});
    CHECK(damaged.code == 4);
    CHECK(damaged.err.find("not a database") != std::string::npos);
    CHECK(damaged.err.find("backup") != std::string::npos);
    CHECK(fs::file_size(foreign.file("pupitre.sqlite")) == 5'000);
}

TEST_CASE("check: damage in the middle of the file is found and said, and nothing is changed") {
    const TempFolder data;
    create_firm(data.path());
    REQUIRE(run_pupitre({"import", "--data", data.path(),
                         std::string(PUPITRE_SOURCE_DIR) + "/assets/demo/clients-excel-fr.csv"})
                .code == 0);
    const std::string file = data.file("pupitre.sqlite");
    {
        std::fstream damaging(file, std::ios::binary | std::ios::in | std::ios::out);
        damaging.seekp(static_cast<std::streamoff>(fs::file_size(file) / 3));
        damaging << std::string(40'000, '\xff');
    }
    const std::string before = read_whole(file);
    const Finished found = run_pupitre({"check", "--data", data.path()});
    CHECK((found.code == 4 || found.code == 9));
    CHECK(found.err.find("fault") != std::string::npos);
    CHECK(read_whole(file) == before);
}

TEST_CASE("serve: one host per data folder; the next may start when the first is gone, however it went") {
    const TempFolder data;
    const TempFolder assets;
    write_assets(assets);
    create_firm(data.path());
    const std::vector<std::string> words = {"serve", "--data", data.path(), "--assets", assets.path(), "--port", "0"};
    RunningHost first(data.path(), assets.path());
    const Finished second = run_pupitre(words);
    CHECK(second.code == 6);
    CHECK(second.err.find(data.path()) != std::string::npos);
    // Other orders work beside it.
    CHECK(run_pupitre({"check", "--data", data.path()}).code == 0);
    first.kill_hard();
    RunningHost third(data.path(), assets.path());
    CHECK(third.stop(SIGTERM) == 0);
}

TEST_CASE("serve: told to stop, it finishes what is under way; told twice, it stops at once and nothing is lost") {
    const TempFolder data;
    const TempFolder assets;
    write_assets(assets);
    const TeamMemberId anna = create_firm(data.path());
    RunningHost host(data.path(), assets.path());
    TestDevice device(host.port(), log_in(host.port(), anna_email, anna_password), anna);
    REQUIRE(device.sync_fully());
    REQUIRE(device.create_client("C1", "Lambert"));
    const std::string body = encode(device.request());
    const std::string head =
        "POST /api/sync HTTP/1.1\r\nHost: x\r\nContent-Type: application/cbor\r\nCookie: " + device.http().cookie() +
        "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    const Socket under_way(host.port());
    REQUIRE(under_way.send(head + body.substr(0, body.size() / 2)));
    // An answer on another connection, sent later: by then the host has begun to read the first.
    REQUIRE(HttpClient(host.port()).get("/health").status == 200);
    SUBCASE("once") {
        host.begin_stop(SIGINT);
        REQUIRE(under_way.send(body.substr(body.size() / 2)));
        std::string rest;
        const Reply reply = read_reply(under_way, rest);
        CHECK(reply.status == 200);
        const auto response = decode_response(reply.body);
        REQUIRE(response.ok());
        CHECK(device.take(*response));
        CHECK(host.stop(0) == 0);
    }
    SUBCASE("twice") {
        host.begin_stop(SIGINT);
        CHECK(host.stop(SIGINT) == 128 + SIGINT);
    }
    RunningHost again(data.path(), assets.path());
    device.move_to(again.port());
    REQUIRE(device.sync_fully());
    CHECK(device.results().size() == 1);
    CHECK(device.replica().view().table<Client>().size() == 1);
    CHECK(again.stop(SIGTERM) == 0);
    CHECK(run_pupitre({"check", "--data", data.path()}).code == 0);
}

TEST_CASE("serve: a port that is taken is said, and the exit code tells") {
    const TempFolder data;
    const TempFolder assets;
    write_assets(assets);
    create_firm(data.path());
    const RunningHost first(data.path(), assets.path());
    const TempFolder other;
    create_firm(other.path());
    const Finished second = run_pupitre(
        {"serve", "--data", other.path(), "--assets", assets.path(), "--port", std::to_string(first.port())});
    CHECK(second.code == 8);
    CHECK(second.err.find(std::to_string(first.port())) != std::string::npos);
    const Finished elsewhere =
        run_pupitre({"serve", "--data", other.path(), "--assets", assets.path(), "--host", "203.0.113.7"});
    CHECK(elsewhere.code == 8);
    CHECK(elsewhere.err.find("203.0.113.7") != std::string::npos);
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
    // No row disappears without a word.
    CHECK(trial.err.find("(duplicate): Repeats row") != std::string::npos);

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
    data.write("nul.csv", "Raison sociale;SIREN\r\nDur" + std::string(1, '\0') + "and;\r\n");
    data.write("large.csv", "Raison sociale\r\n");
    fs::resize_file(data.file("large.csv"), 100'000'000);
    for (const char* name : {"empty.csv", "binary.csv", "columns.csv", "missing.csv", "nul.csv", "large.csv"}) {
        CAPTURE(name);
        const Finished finished = run_pupitre({"import", "--data", data.path(), data.file(name)});
        CHECK(finished.code == 3);
        CHECK_FALSE(finished.err.empty());
    }
    CHECK(run_pupitre({"import", "--data", data.path(), data.file("columns.csv")}).err.find("Couleur, Taille") !=
          std::string::npos);
    CHECK(run_pupitre({"import", "--data", data.path(), data.file("large.csv")}).err.find("67 MB") !=
          std::string::npos);
    CHECK(run_pupitre({"import", "--data", data.path(), data.path()}).code == 3);
    data.write("half.csv", "Raison sociale;Couleur\r\nDurand;bleu\r\n");
    const Finished half = run_pupitre({"import", "--data", data.path(), data.file("half.csv"), "--dry-run"});
    CHECK(half.last_line() == "new 1, changed 0, unchanged 0, duplicate 0, error 0");
    CHECK(half.err.find("“Couleur”") != std::string::npos);
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
