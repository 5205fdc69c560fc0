// Signing in and out over the real socket.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "core/command/row_commands.h"
#include "server-stub/auth/password.h"
#include "server-stub/base/crypto.h"
#include "tests/host/support/test_host.h"

namespace pupitre::host {

TEST_CASE("passwords: kept as argon2id; wrong ones and unknown users are refused alike") {
    REQUIRE(crypto_start());
    const std::string hash = hash_password("correct horse");
    CHECK(hash.starts_with("$argon2id$"));
    CHECK(verify_password(hash, "correct horse"));
    CHECK_FALSE(verify_password(hash, "correct hors"));
    CHECK_FALSE(verify_password("", "correct horse"));
    CHECK_FALSE(verify_password("nonsense", "correct horse"));
}

TEST_CASE("log in: the right password opens a session, with a cookie that scripts and other sites cannot use") {
    TestHost host(each_backend());
    HttpClient client(host.port());
    CHECK(client.get("/api/session").status == 401);
    const Reply reply = client.log_in(anna_email, anna_password);
    REQUIRE(reply.status == 200);
    const std::string cookie = reply.header("set-cookie");
    CHECK(cookie.starts_with("pupitre_session="));
    CHECK(cookie.find("; HttpOnly") != std::string::npos);
    CHECK(cookie.find("; SameSite=Strict") != std::string::npos);
    CHECK(cookie.find("; Path=/") != std::string::npos);
    CHECK(cookie.find("; Secure") == std::string::npos);
    const auto json = nlohmann::json::parse(reply.body, nullptr, false);
    REQUIRE(json.is_object());
    CHECK(json["user"]["id"] == to_text(host.anna().value));
    CHECK(json["user"]["email"] == anna_email);
    CHECK(reply.header("cache-control") == "no-store");

    const Reply session = client.get("/api/session");
    CHECK(session.status == 200);
    CHECK(nlohmann::json::parse(session.body, nullptr, false)["user"]["id"] == to_text(host.anna().value));
}

TEST_CASE("log in: behind https the cookie is for https only") {
    TestHostOptions options;
    options.secure_cookies = true;
    TestHost host(options);
    HttpClient client(host.port());
    CHECK(client.log_in(anna_email, anna_password).header("set-cookie").find("; Secure") != std::string::npos);
}

TEST_CASE("log in: upper case and blanks in the address do not matter") {
    TestHost host;
    HttpClient client(host.port());
    CHECK(client.log_in(" ANNA@Cabinet.Example ", anna_password).status == 200);
}

TEST_CASE("log in: a wrong password and an unknown address give the same answer") {
    TestHost host;
    HttpClient client(host.port());
    const Reply wrong = client.log_in(anna_email, "something else");
    const Reply unknown = client.log_in("nobody@cabinet.example", anna_password);
    CHECK(wrong.status == 401);
    CHECK(unknown.status == 401);
    CHECK(wrong.body == unknown.body);
    CHECK(wrong.header("set-cookie").empty());
    const auto json = nlohmann::json::parse(wrong.body, nullptr, false);
    CHECK(json["code"] == "wrong_login");
    CHECK_FALSE(json["message_fr"].get<std::string>().empty());
    CHECK_FALSE(json["message_en"].get<std::string>().empty());
}

TEST_CASE("log in: after several wrong passwords even the right one must wait") {
    TestHostOptions options;
    options.login.per_account_and_address = 3;
    TestHost host(options);
    HttpClient client(host.port());
    for (int count = 0; count < 3; ++count) CHECK(client.log_in(anna_email, "wrong").status == 401);
    const Reply locked = client.log_in(anna_email, anna_password);
    CHECK(locked.status == 429);
    CHECK(std::atoi(locked.header("retry-after").c_str()) > 0);
    CHECK(nlohmann::json::parse(locked.body, nullptr, false)["code"] == "login_locked");
}

TEST_CASE("log in: what is no log-in is refused") {
    TestHost host;
    HttpClient client(host.port());
    for (const char* body : {"", "{", "[]", "null", R"({"email":1,"password":"x"})", R"({"email":"a@b.fr"})"}) {
        CAPTURE(body);
        CHECK(client.post("/api/login", "application/json", body).status == 400);
    }
    CHECK(client.post("/api/login", "text/plain", "{}").status == 415);
    CHECK(client.post("/api/login", "application/json", std::string(5'000, ' ')).status == 413);
    CHECK(client.get("/api/login").status == 405);
}

TEST_CASE("log out: the session ends on the host, not only in the browser") {
    TestHost host(each_backend());
    HttpClient client(host.port());
    REQUIRE(client.log_in(anna_email, anna_password).status == 200);
    const std::string stolen = client.cookie();
    const Reply out = client.post("/api/logout", "", "");
    CHECK(out.status == 200);
    CHECK(out.header("set-cookie").find("Max-Age=0") != std::string::npos);
    client.set_cookie(stolen);
    CHECK(client.get("/api/session").status == 401);
}

TEST_CASE("session: a made-up token opens nothing") {
    TestHost host;
    HttpClient client(host.port());
    for (const std::string& token : {std::string("x"), std::string(64, 'a'), std::string(5'000, 'a')}) {
        client.set_cookie("pupitre_session=" + token);
        CHECK(client.get("/api/session").status == 401);
    }
}

TEST_CASE("session: who becomes inactive is signed out") {
    TestHost host(each_backend());
    TestDevice anna = host.device();
    REQUIRE(anna.sync_fully());
    // A second administrator, who then takes Anna out.
    TeamMember bruno;
    bruno.id = TeamMemberId{test_id()};
    bruno.last_name = "Bruno";
    bruno.email = "bruno@cabinet.example";
    bruno.role = TeamRole::administrator;
    REQUIRE(anna.submit("team_member.create", create_args(entity_info<TeamMember>(), &bruno)));
    const FieldIndex inactive = Database::index_of_member<&TeamMember::inactive>();
    REQUIRE(anna.submit("team_member.change",
                        change_args(entity_info<TeamMember>(), host.anna().value, {{inactive, Value{}, Value{true}}})));
    REQUIRE(anna.sync());
    CHECK(anna.http().get("/api/session").status == 401);
    CHECK_FALSE(anna.sync());
}

}  // namespace pupitre::host
