// The chains of the ledger in a real database: written with each command, verified from end to end, exported for another
// program, and each kind of tampering found at its place.
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "core/command/row_commands.h"
#include "core/crm/client.h"
#include "server-stub/storage/sqlite_storage.h"
#include "tests/host/support/child_process.h"
#include "tests/host/support/sql.h"
#include "tests/host/support/test_host.h"
#include "tests/host/support/test_place.h"

namespace pupitre::host {
namespace {

namespace fs = std::filesystem;

/// A data folder with a firm (commands 1 and 2) and three clients (3 to 5), the first of which is renamed twice (6, 7).
class FilledFolder {
public:
    FilledFolder() {
        TestHost host;
        TestDevice device = host.device();
        REQUIRE(device.sync_fully());
        for (const char* name : {"Durand", "Martin", "Bernard"}) REQUIRE(device.create_client(name, name));
        REQUIRE(device.sync_fully());
        Client first;
        device.replica().view().for_each<Client>([&](const Client& client) {
            if (client.name == "Durand") first = client;
        });
        for (const char* name : {"Durand SARL", "Durand SAS"}) {
            Client after = first;
            after.name = name;
            const EntityInfo& info = entity_info<Client>();
            REQUIRE(
                device.submit("client.change", change_args(info, first.id.value, edits_between(info, &first, &after))));
            REQUIRE(device.sync_fully());
            first = after;
        }
        REQUIRE(run_pupitre({"backup", "--data", host.data(), data_.file("pupitre.sqlite")}).code == 0);
    }

    const std::string& path() const { return data_.path(); }
    Finished verify() const { return run_pupitre({"verify", "--data", path()}); }

private:
    TempFolder data_;
};

Finished run_script(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), std::string(PUPITRE_SOURCE_DIR) + "/tools/verify_ledger.py");
    return run_program("python3", arguments);
}

void write_file(const std::string& name, std::string_view content) { std::ofstream(name, std::ios::binary) << content; }

}  // namespace

TEST_CASE("ledger: what devices do is chained as it is stored, and the whole verifies") {
    const FilledFolder folder;
    const Finished done = folder.verify();
    CHECK(done.code == 0);
    CHECK(done.out.find("7 commands, 7 links, 4 chains") != std::string::npos);
    CHECK(done.last_line() == "The ledger holds, from the first link to the last.");
    CHECK(run_pupitre({"check", "--data", folder.path()}).code == 0);
}

TEST_CASE("ledger: whatever is altered in the database is found, at the first entry that it concerns") {
    struct Alteration {
        const char* sql;
        const char* found;
    };
    const Alteration alterations[] = {
        {"UPDATE host_ledger SET at_ms = at_ms + 1 WHERE seq = 4", "from command 4 on, file “Martin”"},
        {"UPDATE host_ledger SET actor = x'00000000000000010000000000000009' WHERE seq = 2",
         "from command 2 on, the firm’s part"},
        {"UPDATE host_ledger SET command = x'a0' WHERE seq = 6", "from command 6 on, file “Durand SAS”"},
        {"UPDATE host_ledger SET salt = randomblob(16) WHERE seq = 5", "the entry was changed afterwards"},
        {"UPDATE host_ledger SET changes = (SELECT changes FROM host_ledger WHERE seq = 7) WHERE seq = 6",
         "from command 6 on, file “Durand SAS”"},
        {"DELETE FROM host_ledger WHERE seq = 6", "from command 6 on, the firm’s part: the entry is missing"},
        {"DELETE FROM host_ledger WHERE seq = 7", "from command 7 on"},
        {"UPDATE host_ledger SET changes = x'00' WHERE seq = 3", "cannot be read or do not apply"},
        {"DELETE FROM host_link WHERE seq = 3", "from command 3 on, file “Durand SAS”"},
        {"UPDATE host_link SET content = randomblob(32) WHERE seq = 4", "from command 4 on, file “Martin”"},
        {"UPDATE host_link SET before = randomblob(32) WHERE seq = 7", "does not follow the one before"},
        {"UPDATE host_link SET digest = randomblob(16) WHERE seq = 6", "are not those of the link"},
        {"UPDATE host_head SET hash = randomblob(32) WHERE number = 3", "the chain ends elsewhere"},
        {"INSERT INTO host_head VALUES (randomblob(16), 1, randomblob(32))", "the chain ends elsewhere"},
        {"UPDATE client SET phone = '+33477550228' WHERE name = 'Bernard'", "file “Bernard”"},
        {"DELETE FROM client WHERE name = 'Martin'", "the present data are not those"},
    };
    const FilledFolder whole;
    for (const Alteration& alteration : alterations) {
        const std::string sql = alteration.sql;
        CAPTURE(sql);
        const TempFolder altered;
        fs::copy_file(whole.path() + "/pupitre.sqlite", altered.file("pupitre.sqlite"));
        CHECK(run_sql(altered.path(), alteration.sql) == 1);
        const Finished done = run_pupitre({"verify", "--data", altered.path()});
        CHECK(done.code == 9);
        CHECK(done.err.find(alteration.found) != std::string::npos);
        CHECK(done.err.find("restore a backup") != std::string::npos);
        CHECK(run_pupitre({"check", "--data", altered.path()}).code == 9);
    }
}

TEST_CASE("ledger: an export is checked by a program of another language, which finds each alteration") {
    const FilledFolder folder;
    const TempFolder files;
    const Finished exported = run_pupitre({"export", "ledger", "--data", folder.path()});
    REQUIRE(exported.code == 0);
    write_file(files.file("ledger"), exported.out);
    const Finished held = run_script({files.file("ledger")});
    CHECK(held.code == 0);
    CHECK(held.last_line() == "7 links in 4 chains hold");

    // Every character of every value that is not a mere name.
    const std::string& text = exported.out;
    std::size_t tried = 0;
    for (std::size_t place = text.find('\n'); place < text.size(); place += 97) {
        const char old = text[place];
        if ((old < '0' || old > '9') && (old < 'a' || old > 'f')) continue;
        if (text.compare(place > 0 ? place - 1 : 0, 1, "\"") == 0) continue;  // The first letter of a name.
        std::string other = text;
        other[place] = old == '1' ? '2' : '1';
        write_file(files.file("other"), other);
        const int code = run_script({files.file("other")}).code;
        CAPTURE(text.substr(place > 40 ? place - 40 : 0, 80));
        CHECK(code != 0);
        ++tried;
    }
    CHECK(tried > 20);
}

TEST_CASE("ledger: in PostgreSQL it is the same, and what is altered there is found as well") {
    const FilledFolder folder;
    const TestPlace database(Backend::postgres);
    REQUIRE(run_pupitre({"move", "--from", folder.path(), "--to", database.path()}).code == 0);
    const Finished there = run_pupitre({"export", "ledger", "--database", database.path()});
    CHECK(there.code == 0);
    CHECK(there.out == run_pupitre({"export", "ledger", "--data", folder.path()}).out);
    CHECK(run_pupitre({"verify", "--database", database.path()}).code == 0);
    database.run_sql("UPDATE host_link SET content = sha256('other') WHERE seq = 4");
    const Finished done = run_pupitre({"verify", "--database", database.path()});
    CHECK(done.code == 9);
    CHECK(done.err.find("from command 4 on, file “Martin”") != std::string::npos);
}

TEST_CASE("ledger: a later export must go on from an earlier one") {
    const FilledFolder folder;
    const FilledFolder another;
    const TempFolder files;
    const auto exported = [&](const std::string& data, const std::string& name) {
        const Finished done = run_pupitre({"export", "ledger", "--data", data});
        REQUIRE(done.code == 0);
        write_file(files.file(name), done.out);
        return files.file(name);
    };
    const std::string early = exported(folder.path(), "early");
    REQUIRE(run_pupitre({"user", "add", "--data", folder.path(), "bruno@exemple.fr", "--last-name", "Bruno",
                         "--password-stdin"},
                        "un mot de passe assez long\n")
                .code == 0);
    const std::string late = exported(folder.path(), "late");
    CHECK(run_script({late, "--since", early}).code == 0);
    CHECK(run_script({early, "--since", late}).code == 1);
    CHECK(run_script({exported(another.path(), "another"), "--since", early}).code == 1);
    CHECK(run_script({files.file("nothing")}).code == 2);
    write_file(files.file("text"), "no ledger\n");
    CHECK(run_script({files.file("text")}).code == 2);
}

TEST_CASE("ledger: a database of the second format gets its chains when it is opened, and goes on with them") {
    const FilledFolder folder;
    run_sql(folder.path(),
            "DROP TABLE host_link; DROP TABLE host_head; DROP TABLE host_batch; DROP INDEX host_ledger_actor;"
            "ALTER TABLE host_ledger DROP COLUMN salt;"
            "UPDATE host_meta SET one = 1; PRAGMA user_version = 2");
    CHECK(folder.verify().code == 0);
    REQUIRE(run_pupitre({"user", "add", "--data", folder.path(), "bruno@exemple.fr", "--last-name", "Bruno",
                         "--password-stdin"},
                        "un mot de passe assez long\n")
                .code == 0);
    const Finished done = folder.verify();
    CHECK(done.code == 0);
    CHECK(done.out.find("8 commands, 8 links, 4 chains") != std::string::npos);
}

TEST_CASE("ledger: a command that is rolled back leaves the chains where they were") {
    const FilledFolder folder;
    Log log(LogFormat::text, LogLevel::silent);
    auto storage = open_sqlite(folder.path(), domain_schema(), {});
    REQUIRE(storage.ok());
    auto firm = Authority::open(*std::move(storage), domain_registry(), log);
    REQUIRE(firm.ok());
    Authority& authority = **firm;
    const std::vector<std::string> before = encode_heads(authority.heads());
    TeamMemberId anna;
    authority.db().for_each<TeamMember>([&](const TeamMember& member) { anna = member.id; });
    Client client;
    client.id = ClientId{test_id()};
    client.name = "Perdu";
    Command command;
    command.id = test_id();
    command.name = "client.create";
    command.args = create_args(entity_info<Client>(), &client);
    {
        auto turn = Turn::begin(authority);
        REQUIRE(turn.ok());
        const auto attempt = (*turn)->run({test_id(), 1, anna}, command);
        REQUIRE(attempt.ok());
        REQUIRE(attempt->ok());
        CHECK(encode_heads(authority.heads()) != before);
    }
    CHECK(encode_heads(authority.heads()) == before);
    const auto stored = authority.storage().heads();
    REQUIRE(stored.ok());
    CHECK(encode_heads(*stored) == before);
}

}  // namespace pupitre::host
