// Mail from the real program to a real mail server, read by another program's library: who gets one, what it says, and that
// it is sent once.
#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "core/command/row_commands.h"
#include "core/notices/notice_commands.h"
#include "core/requests/request_commands.h"
#include "server-stub/mail/wire.h"
#include "tests/host/support/child_process.h"
#include "tests/host/support/smtp_server.h"
#include "tests/host/support/test_host.h"

namespace pupitre::host {
namespace {

constexpr const char* sender = "cabinet@moreau.example";
constexpr const char* marie_email = "marie@durand.example";
constexpr const char* marie_password = "le mot de passe de Marie";

/// A firm with Durand, whose Marie may enter the portal, served by the real program.
class MailFirm {
public:
    explicit MailFirm(const SmtpServer* smtp) : data(each_backend()) {
        write_assets(assets);
        anna_id = create_firm(data.path());
        start(smtp);
        HttpClient client(running->port());
        REQUIRE(client.log_in(anna_email, anna_password).status == 200);
        cookie = client.cookie();
        anna.emplace(running->port(), cookie, anna_id);
        REQUIRE(anna->sync_fully());
        Client durand;
        durand.id = durand_id;
        durand.name = "Durand";
        durand.reference = "ref-durand";
        create(durand);
        Person marie;
        marie.id = marie_id;
        marie.client = durand_id;
        // Whatever a name holds, it stays a name.
        marie.first_name = "Éléonore\r\nBcc: autre@exemple.fr";
        marie.last_name = "Durand, “née” Lefèvre";
        marie.email = marie_email;
        create(marie);
        create(Portal{portal_id(durand_id), durand_id, {}, {}});
        create(PortalAccess{portal_access_id(marie_id), portal_id(durand_id), marie_id, {}, false});
    }
    void start(const SmtpServer* smtp) {
        std::vector<std::string> options;
        if (smtp != nullptr) {
            options = {"--smtp",           smtp->address(),        "--mail-from",          sender,
                       "--public-address", "https://desk.example", "--mail-retry-seconds", "1"};
        }
        running.emplace(data.path(), assets.path(), options);
        if (anna) anna->move_to(running->port());
    }
    template <class Entity>
    void create(const Entity& row) {
        REQUIRE(anna->submit(std::string(Entity::table) + ".create", create_args(entity_info<Entity>(), &row)));
        REQUIRE(anna->sync_fully());
    }
    template <class Typed>
    void give(const Typed& command) {
        REQUIRE(anna->submit(std::string(Typed::name), command.to_json()));
        REQUIRE(anna->sync_fully());
    }
    ClientRequestId share(const std::string& title, bool silent = false) {
        ClientRequest request;
        request.id = ClientRequestId{test_id()};
        request.client = durand_id;
        request.title = title;
        request.message = "Il manque la page 3.";
        request.silent = silent;
        create(request);
        give(ShareRequest{request.id});
        return request.id;
    }
    nlohmann::json ask(const std::string& path) {
        HttpClient client(running->port());
        client.set_cookie(cookie);
        return nlohmann::json::parse(client.get(path).body, nullptr, false);
    }
    Reply post(const std::string& path, const nlohmann::json& json, std::string* session = nullptr) {
        HttpClient client(running->port());
        client.set_cookie(cookie);
        Reply reply = client.post(path, "application/json", json.dump());
        if (session != nullptr) *session = client.cookie();
        return reply;
    }

    TestPlace data;
    TempFolder assets;
    TeamMemberId anna_id;
    std::string cookie;
    std::optional<RunningHost> running;
    std::optional<TestDevice> anna;
    ClientId durand_id{test_id()};
    PersonId marie_id{test_id()};
};

std::vector<std::string> header_names(const nlohmann::json& mail) {
    std::vector<std::string> names;
    for (const auto& header : mail["headers"]) names.push_back(header[0].get<std::string>());
    return names;
}

}  // namespace

TEST_CASE(
    "[DOC-03] [PRJ-08] mail: sharing a request with notification writes to the client's people, once, with a link") {
    const SmtpServer smtp;
    MailFirm firm(&smtp);
    CHECK(firm.anna->replica().view().get(the_firm).sends_mail);
    firm.share("Sans prévenir", true);
    const std::string title =
        "Relevé de mars\r\nX-Evil: yes — à fournir « vite », avec un objet assez long pour deux lignes";
    firm.share(title);
    const auto mails = smtp.mails(1);
    REQUIRE(mails.size() == 1);
    const nlohmann::json& mail = mails.front();
    CHECK(mail["mail_from"] == sender);
    CHECK(mail["rcpt_tos"] == nlohmann::json::array({marie_email}));
    CHECK(mail["to"][0][1] == marie_email);
    // The reader puts blanks between the words of a long name.
    std::string name = mail["to"][0][0];
    std::erase(name, ' ');
    CHECK(name.ends_with("Durand,“née”Lefèvre"));
    CHECK(mail["to"].size() == 1);
    CHECK(mail["from"][0][1] == sender);
    CHECK(mail["subject"].get<std::string>().find("à fournir « vite »") != std::string::npos);
    CHECK(mail["dated"] == true);
    CHECK(mail["defects"].empty());
    CHECK(mail["longest_line"].get<int>() <= 78);
    const std::vector<std::string> names = header_names(mail);
    CHECK(std::ranges::find(names, "Bcc") == names.end());
    CHECK(std::ranges::find(names, "X-Evil") == names.end());
    const std::string body = mail["body"];
    CHECK(body.find("Il manque la page 3.") != std::string::npos);
    CHECK(body.find("https://desk.example/") != std::string::npos);
    CHECK(smtp.mails(2).size() == 1);
}

TEST_CASE("mail: a host killed between claiming and sending sends it once when it is back, as the same message") {
    const auto holding = std::make_unique<SmtpServer>("hold");
    MailFirm firm(holding.get());
    firm.share("Relevé de mars");
    REQUIRE(holding->holds());
    firm.running->kill_hard();
    CHECK(holding->mails(0).empty());
    const SmtpServer smtp;
    firm.start(&smtp);
    const auto mails = smtp.mails(1);
    REQUIRE(mails.size() == 1);
    CHECK(mails.front()["message_id"].get<std::string>().ends_with("@moreau.example>"));
    firm.running->stop(15);
    firm.start(&smtp);
    CHECK(smtp.mails(2).size() == 1);
}

TEST_CASE(
    "mail: it is tried again while the server asks for that; what it refuses is given up and shown to administrators") {
    const SmtpServer later("later");
    MailFirm firm(&later);
    firm.share("Relevé de mars");
    std::this_thread::sleep_for(std::chrono::milliseconds(1'500));
    firm.running->stop(15);
    const SmtpServer refusing("refuse");
    firm.start(&refusing);
    nlohmann::json state;
    for (int turn = 0; turn < 100; ++turn) {
        state = firm.ask("/api/mail");
        if (state["given_up_count"] == 1) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    REQUIRE(state["given_up_count"] == 1);
    CHECK(state["given_up"][0]["address"] == marie_email);
    CHECK(state["given_up"][0]["kind"] == "request");
    CHECK(state["given_up"][0]["attempts"].get<int>() >= 2);
    CHECK(state["given_up"][0]["problem"].get<std::string>().find("550") != std::string::npos);
    HttpClient stranger(firm.running->port());
    CHECK(stranger.get("/api/mail").status == 401);
}

TEST_CASE(
    "mail: an invitation holds a link that opens the portal, and the client's answer reaches who is responsible") {
    const SmtpServer smtp;
    MailFirm firm(&smtp);
    const ClientRequestId asked = firm.share("Relevé de mars");
    firm.give(ChooseMail{MailChoice::at_once, MailLanguage::english});
    const PortalAccessId access = portal_access_id(firm.marie_id);
    const Reply invited = firm.post("/api/portal/invite", {{"access", to_text(access.value)}, {"mail", true}});
    REQUIRE(invited.status == 200);
    CHECK(invited.body.find("token") == std::string::npos);
    const auto mails = smtp.mails(2);
    REQUIRE(mails.size() == 2);
    const std::string body = mails[1]["body"];
    const std::string start = "https://desk.example/#/invitation/";
    const std::size_t at = body.find(start);
    REQUIRE(at != std::string::npos);
    const std::string token = body.substr(at + start.size(), 64);
    std::string marie_cookie;
    REQUIRE(firm.post("/api/portal/accept", {{"token", token}, {"password", marie_password}}, &marie_cookie).status ==
            200);
    TestDevice marie(firm.running->port(), marie_cookie, actor_of(access));
    REQUIRE(marie.sync_fully());
    // What is told to the firm's members is none of the client's business.
    CHECK(marie.replica().view().table<Notice>().size() == 0);
    const AnswerRequest answer{asked, RequestMessageId{test_id()}, "La voici."};
    REQUIRE(marie.submit(std::string(AnswerRequest::name), answer.to_json()));
    REQUIRE(marie.sync_fully());
    const auto all = smtp.mails(3);
    REQUIRE(all.size() == 3);
    CHECK(all[2]["rcpt_tos"][0] == anna_email);
    CHECK(all[2]["subject"].get<std::string>().find("answered “Relevé de mars”") != std::string::npos);
    REQUIRE(firm.anna->sync_fully());
    CHECK(notices_of(firm.anna->replica().view(), firm.anna_id).size() == 1);
}

TEST_CASE("mail: without a server nothing is queued, and the firm's row says so") {
    MailFirm firm(nullptr);
    firm.share("Relevé de mars");
    CHECK_FALSE(firm.anna->replica().view().get(the_firm).sends_mail);
    CHECK(firm.ask("/api/mail")["waiting"] == 0);
    const PortalAccessId access = portal_access_id(firm.marie_id);
    CHECK(firm.post("/api/portal/invite", {{"access", to_text(access.value)}, {"mail", true}}).status == 409);
}

TEST_CASE("mail: an address that could break out of its brackets is no address") {
    for (const char* address :
         {"", "marie", "@x.fr", "a@", "a b@x.fr", "a@x.fr\r\nRCPT TO:<b@x.fr>", "a>@x.fr", "é@x.fr"}) {
        CAPTURE(address);
        CHECK_FALSE(is_plain_address(address));
    }
    CHECK(is_plain_address("marie.durand+tva@exemple.fr"));
}

}  // namespace pupitre::host
