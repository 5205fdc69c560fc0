// Contents of documents at a real host, with each kind of database: sent in pieces, cut and resumed, forged, too large, by
// people who may and who may not, and examined by a real program.
#include <chrono>
#include <csignal>
#include <thread>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "core/command/row_commands.h"
#include "core/crm/client_access.h"
#include "core/documents/document.h"
#include "server-stub/cli/firm_folder.h"
#include "tests/host/support/child_process.h"
#include "tests/host/support/test_host.h"

namespace pupitre::host {
namespace {

/// Bytes without a pattern, as archives and pictures have them.
std::string some_bytes(std::int64_t size, std::uint64_t seed = 1) {
    std::string bytes(static_cast<std::size_t>(size), '\0');
    std::uint64_t state = seed;
    for (char& c : bytes) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        c = static_cast<char>(state >> 56U);
    }
    return bytes;
}

std::string piece(const std::string& bytes, std::int64_t number) {
    return bytes.substr(static_cast<std::size_t>(number * chunk_bytes), static_cast<std::size_t>(chunk_bytes));
}

nlohmann::json json_of(const Reply& reply) { return nlohmann::json::parse(reply.body, nullptr, false); }
std::string code_of(const Reply& reply) { return json_of(reply).value("code", ""); }
std::string state_of(const Reply& reply) { return json_of(reply).value("state", ""); }

/// Somebody with a device, who adds documents and sends and reads their contents.
class Sender {
public:
    explicit Sender(TestDevice device) : device_(std::move(device)) { REQUIRE(device_.sync_fully()); }

    TestDevice& device() { return device_; }
    Id128 add_client(const std::string& name) {
        Client client;
        client.id = ClientId{test_id()};
        client.name = name;
        client.reference = "ref-" + name;
        create(client);
        return client.id.value;
    }
    Id128 add(Id128 client, const std::string& bytes, const std::string& name = "Relevé.pdf") {
        Document document;
        document.id = DocumentId{test_id()};
        document.client = ClientId{client};
        document.name = name;
        document.hash = to_text(sha256(bytes));
        document.size_bytes = std::ssize(bytes);
        create(document);
        return document.id.value;
    }
    template <class Entity>
    void create(const Entity& row) {
        REQUIRE(device_.submit(std::string(Entity::table) + ".create", create_args(entity_info<Entity>(), &row)));
        REQUIRE(device_.sync_fully());
    }
    Reply ask(const std::string& what, Id128 document) {
        return device_.http().post("/api/files/" + what, "application/json",
                                   nlohmann::json{{"document", to_text(document)}}.dump());
    }
    Reply offer(Id128 document) { return ask("offer", document); }
    Reply complete(Id128 document) { return ask("complete", document); }
    Reply send(Id128 document, std::int64_t number, const std::string& bytes, std::string hash = {}) {
        if (hash.empty()) hash = to_text(sha256(bytes));
        return device_.http().post("/api/files/chunk", "application/octet-stream", bytes,
                                   {{"x-pupitre-document", to_text(document)},
                                    {"x-pupitre-number", std::to_string(number)},
                                    {"x-pupitre-sha256", hash}});
    }
    /// All of it; the answer to the end.
    Reply send_all(Id128 document, const std::string& bytes) {
        REQUIRE(offer(document).status == 200);
        for (std::int64_t number = 0; number < chunk_count(std::ssize(bytes)); ++number) {
            REQUIRE(send(document, number, piece(bytes, number)).status == 200);
        }
        return complete(document);
    }
    Reply read(Id128 document, std::int64_t number) {
        return device_.http().get("/api/files/" + to_text(document) + "/" + std::to_string(number));
    }
    std::string read_all(Id128 document, std::int64_t size) {
        std::string bytes;
        for (std::int64_t number = 0; number < chunk_count(size); ++number) bytes += read(document, number).body;
        return bytes;
    }
    nlohmann::json states(const std::vector<Id128>& documents) {
        nlohmann::json asked = nlohmann::json::array();
        for (const Id128 document : documents) asked.push_back(to_text(document));
        return json_of(device_.http().post("/api/files/states", "application/json",
                                           nlohmann::json{{"documents", asked}}.dump()))["states"];
    }
    std::string state(Id128 document) { return states({document})[to_text(document)].value("state", ""); }
    std::string wait_for(Id128 document, const std::string& wanted) {
        for (int look = 0; look < 200 && state(document) != wanted; ++look) {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        return state(document);
    }

private:
    TestDevice device_;
};

TestHostOptions with(Backend backend) {
    TestHostOptions options;
    options.backend = backend;
    return options;
}

constexpr const char* lea_email = "lea@cabinet.example";
constexpr const char* lea_password = "le mot de passe de Léa";

TeamMember member_with(Sender& anna, const std::string& email) {
    TeamMember found;
    anna.device().replica().view().for_each<TeamMember>([&](const TeamMember& member) {
        if (member.email == email) found = member;
    });
    return found;
}

/// A member who sees only what is entrusted to her, or a reader.
TestDevice join(TestHost& host, Sender& anna, bool restricted, const std::string& role = "member") {
    REQUIRE(run_pupitre({"user", "add", place_option(host.data()), host.data(), lea_email, "--last-name", "Léa",
                         "--role", role, "--password-stdin"},
                        std::string(lea_password) + "\n")
                .code == 0);
    REQUIRE(anna.device().sync_fully());
    const TeamMember lea = member_with(anna, lea_email);
    TeamMember after = lea;
    after.restricted = restricted;
    const EntityInfo& info = entity_info<TeamMember>();
    if (restricted) {
        REQUIRE(anna.device().submit("team_member.change",
                                     change_args(info, lea.id.value, edits_between(info, &lea, &after))));
        REQUIRE(anna.device().sync_fully());
    }
    HttpClient client(host.port());
    REQUIRE(client.log_in(lea_email, lea_password).status == 200);
    TestDevice device(host.port(), client.cookie(), lea.id);
    REQUIRE(device.sync_fully());
    return device;
}

}  // namespace

TEST_CASE("files: a content goes in by pieces and comes out as it was") {
    TestHost host(each_backend());
    Sender anna(host.device());
    const Id128 durand = anna.add_client("Durand");
    const std::string bytes = some_bytes(2 * chunk_bytes + 12'345);
    const Id128 document = anna.add(durand, bytes);
    CHECK(anna.state(document) == "awaited");
    CHECK(anna.read(document, 0).status == 404);

    const Reply offered = anna.offer(document);
    CHECK(state_of(offered) == "awaited");
    CHECK(json_of(offered)["chunk_bytes"] == chunk_bytes);
    CHECK(json_of(offered)["have"].empty());
    // In any order, and repeated.
    CHECK(anna.send(document, 2, piece(bytes, 2)).status == 200);
    CHECK(anna.send(document, 0, piece(bytes, 0)).status == 200);
    CHECK(anna.send(document, 0, piece(bytes, 0)).status == 200);
    CHECK(code_of(anna.complete(document)) == "upload_incomplete");
    CHECK(json_of(anna.offer(document))["have"] == nlohmann::json{0, 2});
    CHECK(anna.read(document, 0).status == 404);
    CHECK(anna.send(document, 1, piece(bytes, 1)).status == 200);
    CHECK(state_of(anna.complete(document)) == "available");
    CHECK(state_of(anna.complete(document)) == "available");
    CHECK(state_of(anna.send(document, 1, piece(bytes, 1))) == "available");
    CHECK(state_of(anna.offer(document)) == "available");
    CHECK(anna.read_all(document, std::ssize(bytes)) == bytes);
    CHECK(anna.read(document, 3).status == 404);

    // The empty file has no pieces.
    const Id128 nothing = anna.add(durand, "", "vide.txt");
    CHECK(state_of(anna.offer(nothing)) == "awaited");
    CHECK(state_of(anna.complete(nothing)) == "available");
}

TEST_CASE("files: what is forged or damaged is thrown away") {
    TestHost host(each_backend());
    Sender anna(host.device());
    const Id128 durand = anna.add_client("Durand");
    const std::string bytes = some_bytes(chunk_bytes + 500);
    const Id128 document = anna.add(durand, bytes);
    CHECK(code_of(anna.send(document, 0, piece(bytes, 0))) == "upload_unknown");
    REQUIRE(anna.offer(document).status == 200);
    CHECK(code_of(anna.send(document, 0, piece(bytes, 0), std::string(64, 'a'))) == "chunk_damaged");
    CHECK(code_of(anna.send(document, 0, piece(bytes, 1))) == "chunk_damaged");
    CHECK(code_of(anna.send(document, 2, piece(bytes, 1))) == "chunk_damaged");
    CHECK(code_of(anna.send(document, 0, piece(bytes, 0), "no hash")) == "bad_request");
    CHECK(anna.send(document, -1, piece(bytes, 0)).status == 400);
    CHECK(anna.send(document, 0, std::string(static_cast<std::size_t>(chunk_bytes) + 1, 'x')).status == 413);
    CHECK(json_of(anna.offer(document))["have"].empty());

    // Each piece is what it says, all together are another file.
    const std::string other = some_bytes(chunk_bytes + 500, 2);
    REQUIRE(anna.send(document, 0, piece(other, 0)).status == 200);
    REQUIRE(anna.send(document, 1, piece(bytes, 1)).status == 200);
    CHECK(code_of(anna.complete(document)) == "content_differs");
    CHECK(anna.state(document) == "awaited");
    CHECK(anna.read(document, 0).status == 404);
    CHECK(code_of(anna.send(document, 0, piece(bytes, 0))) == "upload_unknown");
    CHECK(state_of(anna.send_all(document, bytes)) == "available");

    // A program under the name of a table.
    const std::string program = std::string("MZ\x90\0\x03\0\0\0", 8) + some_bytes(2'000);
    const Id128 disguised = anna.add(durand, program, "budget.xlsx");
    REQUIRE(anna.offer(disguised).status == 200);
    CHECK(code_of(anna.send(disguised, 0, program)) == "file_program");
    CHECK(anna.state(disguised) == "refused");
    CHECK(anna.states({disguised})[to_text(disguised)]["reason"] == "program");
    CHECK(state_of(anna.complete(disguised)) == "refused");
    CHECK(anna.read(disguised, 0).status == 404);
}

TEST_CASE("files: whoever does not see the document reads and sends nothing, whatever they know of it") {
    TestHost host(each_backend());
    Sender anna(host.device());
    const Id128 durand = anna.add_client("Durand");
    const Id128 martin = anna.add_client("Martin");
    Sender lea(join(host, anna, true));
    const TeamMemberId lea_id = member_with(anna, lea_email).id;
    anna.create(ClientAccess{client_access_id(ClientId{durand}, lea_id), ClientId{durand}, lea_id, false});
    REQUIRE(lea.device().sync_fully());
    const std::string secret = some_bytes(3'000);
    const Id128 of_martin = anna.add(martin, secret);
    const Id128 of_durand = anna.add(durand, "Tout le monde du dossier lit ceci.", "note.txt");
    REQUIRE(state_of(anna.send_all(of_martin, secret)) == "available");
    REQUIRE(state_of(anna.send_all(of_durand, "Tout le monde du dossier lit ceci.")) == "available");

    CHECK(lea.read(of_durand, 0).body == "Tout le monde du dossier lit ceci.");
    CHECK(lea.read(of_martin, 0).status == 404);
    CHECK(code_of(lea.offer(of_martin)) == "document_unknown");
    CHECK(code_of(lea.complete(of_martin)) == "document_unknown");
    CHECK(code_of(lea.send(of_martin, 0, secret)) == "document_unknown");
    CHECK(lea.states({of_martin, of_durand}).size() == 1);

    // With the hash alone: a document of her own that names the same content. She would have to send it.
    const Id128 copy = lea.add(durand, secret, "copie.pdf");
    CHECK(lea.state(copy) == "awaited");
    CHECK(lea.read(copy, 0).status == 404);
    CHECK(state_of(lea.offer(copy)) == "awaited");
    CHECK(code_of(lea.complete(copy)) == "upload_incomplete");
    CHECK(lea.read(copy, 0).status == 404);
    CHECK(state_of(lea.send_all(copy, secret)) == "available");
    CHECK(lea.read(copy, 0).body == secret);
    // Anna sees both: she need not send it again.
    const Id128 third = anna.add(martin, secret, "encore.pdf");
    CHECK(state_of(anna.offer(third)) == "available");

    HttpClient stranger(host.port());
    CHECK(stranger.get("/api/files/" + to_text(of_durand) + "/0").status == 401);
    CHECK(stranger.get("/api/files/nothing").status == 404);
    CHECK(stranger.get("/api/files/" + to_text(of_durand) + "/x").status == 404);

    // Withdrawn: from that moment on it is not read.
    REQUIRE(
        anna.device().submit("client_access.delete", delete_args(client_access_id(ClientId{durand}, lea_id).value)));
    REQUIRE(anna.device().sync_fully());
    CHECK(lea.read(of_durand, 0).status == 404);
}

TEST_CASE("files: a reader reads and does not send") {
    TestHost host;
    Sender anna(host.device());
    const Id128 durand = anna.add_client("Durand");
    const Id128 document = anna.add(durand, "du texte", "note.txt");
    Sender reader(join(host, anna, false, "reader"));
    CHECK(code_of(reader.offer(document)) == "not_permitted");
    CHECK(code_of(reader.send(document, 0, "du texte")) == "not_permitted");
    REQUIRE(state_of(anna.send_all(document, "du texte")) == "available");
    CHECK(reader.read(document, 0).body == "du texte");
}

TEST_CASE("[PRJ-07] files: exactly the limit is accepted, one byte more is refused before anything is sent") {
    TestHostOptions options = with(each_backend());
    options.files.file_bytes_max = 2 * chunk_bytes;
    options.files.total_bytes_max = 5 * chunk_bytes;
    options.files.receiving_max = 2;
    TestHost host(options);
    Sender anna(host.device());
    const Id128 durand = anna.add_client("Durand");
    const std::string exact = some_bytes(2 * chunk_bytes);
    const Id128 fits = anna.add(durand, exact);
    CHECK(state_of(anna.send_all(fits, exact)) == "available");
    const Id128 larger = anna.add(durand, some_bytes(2 * chunk_bytes + 1));
    CHECK(anna.offer(larger).status == 413);
    CHECK(code_of(anna.offer(larger)) == "file_too_large");

    // Two uploads at a time, then the firm's room.
    const Id128 first = anna.add(durand, "un", "un.txt");
    const Id128 second = anna.add(durand, "deux", "deux.txt");
    const Id128 third = anna.add(durand, "trois", "trois.txt");
    CHECK(anna.offer(first).status == 200);
    CHECK(anna.offer(second).status == 200);
    CHECK(code_of(anna.offer(third)) == "too_many_uploads");
    CHECK(anna.offer(first).status == 200);
    REQUIRE(state_of(anna.send_all(first, "un")) == "available");
    const std::string large = some_bytes(2 * chunk_bytes, 7);
    const Id128 another = anna.add(durand, large);
    REQUIRE(state_of(anna.send_all(another, large)) == "available");
    const Id128 too_much = anna.add(durand, some_bytes(chunk_bytes + 1, 8));
    CHECK(anna.offer(too_much).status == 507);
    CHECK(code_of(anna.offer(too_much)) == "files_full");
}

TEST_CASE("files: a host that is killed in the middle goes on with the pieces it has") {
    const TestPlace data(each_backend());
    const TempFolder assets;
    write_assets(assets);
    const TeamMemberId anna_id = create_firm(data.path());
    const std::string bytes = some_bytes(5 * chunk_bytes);
    Id128 document;
    std::string cookie;
    {
        RunningHost host(data.path(), assets.path());
        HttpClient client(host.port());
        REQUIRE(client.log_in(anna_email, anna_password).status == 200);
        cookie = client.cookie();
        Sender anna(TestDevice(host.port(), cookie, anna_id));
        document = anna.add(anna.add_client("Durand"), bytes);
        REQUIRE(anna.offer(document).status == 200);
        for (const std::int64_t number : {0, 1, 3})
            REQUIRE(anna.send(document, number, piece(bytes, number)).status == 200);
        host.kill_hard();
    }
    RunningHost host(data.path(), assets.path());
    Sender anna(TestDevice(host.port(), cookie, anna_id));
    CHECK(json_of(anna.offer(document))["have"] == nlohmann::json{0, 1, 3});
    for (const std::int64_t number : {2, 4}) CHECK(anna.send(document, number, piece(bytes, number)).status == 200);
    CHECK(state_of(anna.complete(document)) == "available");
    CHECK(anna.read_all(document, std::ssize(bytes)) == bytes);
    CHECK(host.stop(SIGTERM) == 0);
    CHECK(run_pupitre({"check", place_option(data.path()), data.path()}).code == 0);
}

TEST_CASE("files: another program examines what comes in, and is asked again when it cannot say") {
    // A program as an antivirus is one: it reads its input, knows one signature, and fails while a file is there.
    const TempFolder scanner;
    const std::string busy = scanner.path() + "/busy";
    scanner.write("scan.sh", "test -e '" + busy +
                                 "' && exit 2\nif grep -q INFECTED; then echo 'Test.Signature FOUND'; exit 1; fi\n");
    scanner.write("busy", "");
    TestHostOptions options = with(each_backend());
    options.files.scan_command = "sh '" + scanner.path() + "/scan.sh'";
    options.files.scan_again_ms = 100;
    TestHost host(options);
    Sender anna(host.device());
    const Id128 durand = anna.add_client("Durand");
    const std::string clean = some_bytes(chunk_bytes + 10);
    const std::string infected = "some text, then INFECTED, then more";
    const Id128 good = anna.add(durand, clean);
    const Id128 bad = anna.add(durand, infected, "note.txt");
    CHECK(state_of(anna.send_all(good, clean)) == "held");
    CHECK(anna.read(good, 0).status == 404);
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    CHECK(anna.state(good) == "held");
    CHECK(run_program("rm", {busy}).code == 0);
    for (int look = 0; look < 100 && anna.state(good) != "available"; ++look) {
        host.service().tend_files();
        // Faster than the host itself would look again.
        static_cast<void>(anna.complete(good));
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    CHECK(anna.state(good) == "available");
    CHECK(anna.read_all(good, std::ssize(clean)) == clean);

    CHECK(state_of(anna.send_all(bad, infected)) == "held");
    CHECK(anna.wait_for(bad, "refused") == "refused");
    CHECK(anna.states({bad})[to_text(bad)]["reason"] == "Test.Signature FOUND");
    CHECK(anna.read(bad, 0).status == 404);
    host.stop();
    const auto storage = open_storage({host.data()});
    REQUIRE(storage.ok());
    FileStore files(**storage);
    const auto thrown_away = files.content_of(bad);
    REQUIRE(thrown_away.ok());
    REQUIRE(*thrown_away);
    CHECK(files.chunk_numbers((*thrown_away)->content)->empty());
}

TEST_CASE("files: the sweep throws away what nobody finished and, after long, what no document names") {
    const TestPlace data(each_backend());
    static_cast<void>(create_firm(data.path()));
    auto storage = open_storage({data.path()});
    REQUIRE(storage.ok());
    std::int64_t now = 1'000'000;
    FileLimits limits;
    FileKeeper keeper(**storage, limits, [&] { return now; });
    FileStore files(**storage);
    const std::string bytes = "le contenu";
    const Id128 kept = test_id();
    const Id128 removed = test_id();
    const Id128 unfinished = test_id();
    for (const Id128 document : {kept, removed, unfinished}) {
        const std::string content = bytes + to_text(document);
        REQUIRE(keeper.offer({document, sha256(content), std::ssize(content), test_id(), {}}).ok());
        REQUIRE(keeper.take({document, 0, sha256(content), content}).ok());
        if (document != unfinished) REQUIRE(keeper.complete(document)->state == ContentState::available);
    }
    now += limits.receiving_ms - 1;
    REQUIRE(keeper.sweep({kept, unfinished}).ok());
    CHECK(files.contents()->size() == 3);
    now += 1;
    REQUIRE(keeper.sweep({kept, unfinished}).ok());
    CHECK(files.contents()->size() == 2);
    CHECK_FALSE(keeper.state(unfinished)->has_value());
    CHECK(keeper.chunk(removed, 0)->has_value());

    // Brought back in between: it counts from the next removal.
    REQUIRE(keeper.sweep({kept, removed}).ok());
    now += limits.unneeded_ms;
    REQUIRE(keeper.sweep({kept}).ok());
    CHECK(keeper.chunk(removed, 0)->has_value());
    now += limits.unneeded_ms;
    REQUIRE(keeper.sweep({kept}).ok());
    CHECK_FALSE(keeper.chunk(removed, 0)->has_value());
    CHECK(keeper.chunk(kept, 0)->has_value());
    CHECK(files.contents()->size() == 1);
}

TEST_CASE("files: check, verify, backup, restore and move know the contents") {
    const TestPlace data(each_backend());
    const TestPlace other(data.is_postgres() ? Backend::sqlite : Backend::postgres);
    const TempFolder work;
    const std::string backup = work.path() + "/firm.backup";
    const std::string bytes = some_bytes(2 * chunk_bytes + 5);
    Id128 document;
    {
        TestHostOptions options;
        options.place = data.path();
        TestHost host(options);
        Sender anna(host.device());
        const Id128 durand = anna.add_client("Durand");
        document = anna.add(durand, bytes);
        static_cast<void>(anna.add(durand, "still on its way", "awaited.txt"));
        REQUIRE(state_of(anna.send_all(document, bytes)) == "available");
    }
    const auto check = [](const std::string& place) { return run_pupitre({"check", place_option(place), place}); };
    const auto content = [&](const std::string& place) {
        auto storage = open_storage({place});
        REQUIRE(storage.ok());
        FileStore files(**storage);
        const auto there = files.content_of(document);
        REQUIRE(there.ok());
        return *there ? files.whole(**there)->value_or("") : std::string{};
    };
    CHECK(check(data.path()).code == 0);
    CHECK(check(data.path()).out.find("1 (2097157 bytes), awaited: 1") != std::string::npos);
    REQUIRE(run_pupitre({"backup", place_option(data.path()), data.path(), backup}).code == 0);
    const TempFolder restored;
    REQUIRE(run_pupitre({"restore", "--data", restored.path(), backup}).code == 0);
    CHECK(content(restored.path()) == bytes);
    REQUIRE(run_pupitre({"move", "--from", data.path(), "--to", other.path()}).code == 0);
    CHECK(content(other.path()) == bytes);
    CHECK(check(other.path()).code == 0);
    CHECK(run_pupitre({"verify", place_option(other.path()), other.path()}).code == 0);

    // One byte of one chunk differs: everybody notices.
    other.run_sql(other.is_postgres() ? "UPDATE host_chunk SET bytes = set_byte(bytes, 7, 7) WHERE number = 1"
                                      : "UPDATE host_chunk SET bytes = zeroblob(length(bytes)) WHERE number = 1");
    CHECK(check(other.path()).code == 9);
    CHECK(run_pupitre({"verify", place_option(other.path()), other.path()}).code == 9);
    CHECK(run_pupitre({"backup", place_option(other.path()), other.path(), work.path() + "/bad.backup"}).code == 4);
}

}  // namespace pupitre::host
