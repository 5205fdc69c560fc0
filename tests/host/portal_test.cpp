// A client's person at a real host: how they come in, what their device gets and what it does not, and what they can't do.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "core/command/row_commands.h"
#include "core/crm/note.h"
#include "core/documents/document.h"
#include "core/requests/request_commands.h"
#include "core/requests/shared_document.h"
#include "core/sync/past_messages.h"
#include "core/work/task.h"
#include "tests/host/support/test_host.h"

namespace pupitre::host {
namespace {

constexpr const char* marie_email = "marie@durand.example";
constexpr const char* marie_password = "le mot de passe de Marie";

nlohmann::json json_of(const Reply& reply) { return nlohmann::json::parse(reply.body, nullptr, false); }

/// Durand, whose Marie may enter the portal; beside it Martin, of whom she must not hear.
class PortalHost {
public:
    explicit PortalHost(Backend backend = Backend::sqlite) : host(backend) {
        REQUIRE(anna.sync_fully());
        durand = add_client("Durand");
        martin = add_client("Martin");
        Person person;
        person.id = marie = PersonId{test_id()};
        person.client = durand;
        person.last_name = "Marie";
        person.email = marie_email;
        create(person);
        create(Portal{portal_id(durand), durand, {}, {}});
        create(PortalAccess{access(), portal_id(durand), marie, {}, false});
        create_task("Tâche interne", durand);
        Note note;
        note.id = NoteId{test_id()};
        note.client = durand;
        note.text = "Note interne";
        create(note);
    }
    PortalAccessId access() const { return portal_access_id(marie); }
    ClientId add_client(const std::string& name) {
        Client client;
        client.id = ClientId{test_id()};
        client.name = name;
        client.reference = "ref-" + name;
        create(client);
        return client.id;
    }
    TaskId create_task(const std::string& title, ClientId client) {
        Task task;
        task.id = TaskId{test_id()};
        task.title = title;
        task.client = client;
        create(task);
        return task.id;
    }
    ClientRequestId ask(const std::string& title, bool shared = true) {
        ClientRequest request;
        request.id = ClientRequestId{test_id()};
        request.client = durand;
        request.title = title;
        create(request);
        if (shared) give(ShareRequest{request.id});
        return request.id;
    }
    template <class Typed>
    void give(const Typed& command) {
        REQUIRE(anna.submit(std::string(Typed::name), command.to_json()));
        REQUIRE(anna.sync_fully());
    }
    template <class Entity>
    void create(const Entity& row) {
        REQUIRE(anna.submit(std::string(Entity::table) + ".create", create_args(entity_info<Entity>(), &row)));
        REQUIRE(anna.sync_fully());
    }
    void set_inactive(bool inactive) {
        const PortalAccess before = anna.replica().view().get(access());
        PortalAccess after = before;
        after.inactive = inactive;
        const EntityInfo& info = entity_info<PortalAccess>();
        REQUIRE(anna.submit("portal_access.change",
                            change_args(info, before.id.value, edits_between(info, &before, &after))));
        REQUIRE(anna.sync_fully());
    }
    Reply post(const std::string& path, const nlohmann::json& json, const std::string& cookie = {}) {
        HttpClient client(host.port());
        if (!cookie.empty()) client.set_cookie(cookie);
        Reply reply = client.post(path, "application/json", json.dump());
        last_cookie = client.cookie();
        return reply;
    }
    std::string invite() {
        const Reply reply = post("/api/portal/invite", {{"access", to_text(access().value)}}, host.cookie());
        REQUIRE(reply.status == 200);
        return json_of(reply).value("token", "");
    }
    TestDevice enter() {
        const Reply reply = post("/api/portal/accept", {{"token", invite()}, {"password", marie_password}});
        REQUIRE(reply.status == 200);
        marie_cookie = last_cookie;
        return {host.port(), marie_cookie, actor_of(access())};
    }

    TestHost host;
    TestDevice anna = host.device();
    ClientId durand;
    ClientId martin;
    PersonId marie;
    std::string last_cookie;
    std::string marie_cookie;
};

/// Everything that the host sends until the device is up to date.
std::string all_sent_to(TestDevice& device) {
    std::string whole;
    for (int round = 0; round < 20; ++round) {
        const Reply reply = device.http().post("/api/sync", "application/cbor", encode(device.request()));
        REQUIRE(reply.status == 200);
        whole += reply.body;
        const auto response = decode_response(reply.body);
        REQUIRE(response.ok());
        REQUIRE(device.take(*response));
        if (!response->patch && !response->snapshot) break;
    }
    return whole;
}

bool tells_of(const std::string& bytes, const std::string& words) { return bytes.find(words) != std::string::npos; }

void check_nothing_internal(const std::string& bytes) {
    for (const char* words : {"interne", "Martin", "ref-Durand", "Brouillon", "anna@", marie_email}) {
        CAPTURE(words);
        CHECK_FALSE(tells_of(bytes, words));
    }
}

}  // namespace

TEST_CASE("[DOC-01] [DOC-08] [PRJ-11] portal: a device gets what is shared of its client, and nothing else") {
    PortalHost firm;
    const ClientRequestId draft = firm.ask("Brouillon", false);
    const ClientRequestId shared = firm.ask("Relevé de mars");
    TestDevice marie = firm.enter();
    std::string sent = all_sent_to(marie);
    CHECK(tells_of(sent, "Relevé de mars"));
    CHECK(tells_of(sent, "Durand"));
    check_nothing_internal(sent);
    const Database& view = marie.replica().view();
    CHECK(view.find(shared) != nullptr);
    CHECK(view.find(draft) == nullptr);
    CHECK(view.table<TeamMember>().size() == 0);
    CHECK(view.table<Client>().size() == 0);
    CHECK(view.table<Task>().size() == 0);
    CHECK(view.table<RequestTracking>().size() == 0);

    // Patches: work inside the firm brings nothing, a new request comes, a withdrawn one goes.
    firm.create_task("Autre tâche interne", firm.durand);
    sent = all_sent_to(marie);
    check_nothing_internal(sent);
    const ClientRequestId second = firm.ask("Bilan signé");
    sent = all_sent_to(marie);
    check_nothing_internal(sent);
    CHECK(marie.replica().view().find(second) != nullptr);
    firm.give(WithdrawRequest{second});
    static_cast<void>(all_sent_to(marie));
    CHECK(marie.replica().view().find(second) == nullptr);
}

TEST_CASE("[DOC-02] [PRJ-31] portal: an answer arrives at the firm; what is forged is refused") {
    PortalHost firm;
    const ClientRequestId request = firm.ask("Relevé de mars");
    TestDevice marie = firm.enter();
    REQUIRE(marie.sync_fully());
    const RequestMessageId words{test_id()};
    REQUIRE(marie.submit(std::string(AnswerRequest::name), AnswerRequest{request, words, "Le voici."}.to_json()));
    REQUIRE(marie.sync_fully());
    REQUIRE(firm.anna.sync_fully());
    CHECK(firm.anna.replica().view().get(request).state == RequestState::answered);
    CHECK(firm.anna.replica().view().get(words).author == actor_of(firm.access()));

    // The device's own core refuses to queue these: they are put into the message by hand.
    const auto forged = [&](const std::string& name, const Json& args) {
        SyncRequest asked = marie.request();
        Command command;
        command.id = test_id();
        command.name = name;
        command.args = args;
        command.at_ms = test_command_ms;
        command.today = *Date::from_ymd(2026, 11, 21);
        asked.push = Push{};
        asked.push->commands.push_back({asked.hello.seen_result_mid + 1, command, {}});
        const auto response = marie.exchange(encode(asked));
        REQUIRE(response.has_value());
        REQUIRE(marie.take(*response));
        REQUIRE_FALSE(marie.results().empty());
        return marie.results().back();
    };
    const Client client = firm.anna.replica().view().get(firm.martin);
    const EntityInfo& info = entity_info<Client>();
    Client renamed = client;
    renamed.name = "Pris";
    const auto result =
        forged("client.change", change_args(info, client.id.value, edits_between(info, &client, &renamed)));
    CHECK(result.refusal.has_value());
    CHECK(result.refusal->code == RefusalCode::not_permitted);
    REQUIRE(firm.anna.sync_fully());
    CHECK(firm.anna.replica().view().get(firm.martin).name == "Martin");
}

TEST_CASE("[DOC-15] portal: a link is good once, for one password, and signs its person in") {
    PortalHost firm(each_backend());
    CHECK(firm.post("/api/portal/invite", {{"access", to_text(firm.access().value)}}).status == 401);
    CHECK(firm.post("/api/portal/invite", {{"access", to_text(test_id())}}, firm.host.cookie()).status == 404);
    const std::string first = firm.invite();
    const std::string second = firm.invite();
    // A new link ends the one before.
    CHECK(firm.post("/api/portal/invitation", {{"token", first}}).status == 404);
    const Reply shown = firm.post("/api/portal/invitation", {{"token", second}});
    REQUIRE(shown.status == 200);
    CHECK(json_of(shown).value("email", "") == marie_email);
    CHECK(firm.post("/api/portal/accept", {{"token", second}, {"password", "court"}}).status == 422);
    CHECK(firm.post("/api/portal/accept", {{"token", "0000"}, {"password", marie_password}}).status == 404);
    CHECK(firm.post("/api/portal/accept", {{"token", second}, {"password", marie_password}}).status == 200);
    CHECK(firm.post("/api/portal/accept", {{"token", second}, {"password", marie_password}}).status == 404);
    HttpClient client(firm.host.port());
    CHECK(client.log_in(marie_email, "un autre mot de passe").status == 401);
    const Reply entered = client.log_in(marie_email, marie_password);
    REQUIRE(entered.status == 200);
    CHECK(json_of(entered)["user"]["id"] == to_text(firm.access().value));
    CHECK(json_of(entered).value("portal", false));
    // Nobody of the portal invites others.
    CHECK(firm.post("/api/portal/invite", {{"access", to_text(firm.access().value)}}, client.cookie()).status == 403);
}

TEST_CASE("[DOC-15] portal: withdrawn access ends everything but the news that nothing is left") {
    PortalHost firm(each_backend());
    const ClientRequestId request = firm.ask("Relevé de mars");
    const std::string unused = firm.invite();
    TestDevice marie = firm.enter();
    REQUIRE(marie.sync_fully());
    REQUIRE(marie.replica().view().find(request) != nullptr);
    firm.set_inactive(true);
    static_cast<void>(all_sent_to(marie));
    CHECK(marie.replica().view().find(request) == nullptr);
    CHECK(marie.replica().view().table<PortalAccess>().size() == 0);
    CHECK(marie.replica().view().table<Portal>().size() == 0);
    CHECK(marie.http().post("/api/files/states", "application/json", R"({"documents":[]})").status == 401);
    // A device that starts anew is let as far as that answer, too.
    CHECK(marie.http().get("/api/session").status == 200);
    TestDevice again(firm.host.port(), firm.marie_cookie, actor_of(firm.access()));
    CHECK_FALSE(tells_of(all_sent_to(again), "Relevé de mars"));
    HttpClient client(firm.host.port());
    CHECK(client.log_in(marie_email, marie_password).status == 401);
    CHECK(firm.post("/api/portal/invitation", {{"token", unused}}).status == 404);
    CHECK(firm.post("/api/portal/invite", {{"access", to_text(firm.access().value)}}, firm.host.cookie()).status ==
          404);
    firm.set_inactive(false);
    CHECK(client.log_in(marie_email, marie_password).status == 200);
}

TEST_CASE("[DOC-02] [DOC-07] portal: contents of shared documents go both ways, those of other documents do not") {
    PortalHost firm;
    const ClientRequestId request = firm.ask("Relevé de mars");
    TestDevice marie = firm.enter();
    REQUIRE(marie.sync_fully());
    const std::string bytes = "un relevé";
    SharedDocument document;
    document.id = SharedDocumentId{test_id()};
    document.request = request;
    document.name = "releve.pdf";
    document.hash = to_text(sha256(bytes));
    document.size_bytes = std::ssize(bytes);
    REQUIRE(
        marie.submit("shared_document.add", Json{{"fields", create_args(entity_info<SharedDocument>(), &document)}}));
    REQUIRE(marie.sync_fully());
    const nlohmann::json named{{"document", to_text(document.id.value)}};
    CHECK(marie.http().post("/api/files/offer", "application/json", named.dump()).status == 200);
    const RequestHeaders headers = {{"x-pupitre-document", to_text(document.id.value)},
                                    {"x-pupitre-number", "0"},
                                    {"x-pupitre-sha256", document.hash}};
    CHECK(marie.http().post("/api/files/chunk", "application/octet-stream", bytes, headers).status == 200);
    CHECK(marie.http().post("/api/files/complete", "application/json", named.dump()).status == 200);
    HttpClient client(firm.host.port());
    client.set_cookie(firm.host.cookie());
    const std::string path = "/api/files/" + to_text(document.id.value) + "/0";
    const Reply got = client.get(path);
    CHECK(got.status == 200);
    CHECK(got.body == bytes);

    Document internal;
    internal.id = DocumentId{test_id()};
    internal.client = firm.durand;
    internal.name = "interne.pdf";
    internal.hash = document.hash;
    internal.size_bytes = document.size_bytes;
    firm.create(internal);
    CHECK(marie.http().get("/api/files/" + to_text(internal.id.value) + "/0").status == 404);
    const nlohmann::json hidden{{"document", to_text(internal.id.value)}};
    CHECK(marie.http().post("/api/files/offer", "application/json", hidden.dump()).status == 404);
}

TEST_CASE("[DOC-08] portal: the past tells of what was shared alone") {
    PortalHost firm;
    // What it was called as a draft is not told.
    const ClientRequestId request = firm.ask("Brouillon", false);
    const ClientRequest draft = firm.anna.replica().view().get(request);
    ClientRequest named = draft;
    named.title = "Relevé de mars";
    const EntityInfo& info = entity_info<ClientRequest>();
    REQUIRE(firm.anna.submit("client_request.change",
                             change_args(info, request.value, edits_between(info, &draft, &named))));
    firm.give(ShareRequest{request});
    TestDevice marie = firm.enter();
    REQUIRE(marie.sync_fully());
    const auto ask = [&](const PastQuestion& question) {
        const Reply reply = marie.http().post("/api/past", "application/cbor", encode(question));
        check_nothing_internal(reply.body);
        return reply;
    };
    PastQuestion whole;
    whole.history = HistoryQuestion{};
    whole.history->of = HistoryOf::firm;
    CHECK(ask(whole).status != 200);
    whole.history->of = HistoryOf::file;
    whole.history->row = firm.durand.value;
    static_cast<void>(ask(whole));
    whole.history->of = HistoryOf::record;
    whole.history->table = ClientRequest::table;
    whole.history->row = request.value;
    const Reply told = ask(whole);
    CHECK(told.status == 200);
    CHECK(tells_of(told.body, "client_request.share"));
    PastQuestion state;
    state.state = StateQuestion{};
    state.state->seq = marie.replica().seq();
    static_cast<void>(ask(state));
}

}  // namespace pupitre::host
