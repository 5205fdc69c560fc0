// What the host does with clients that are too big, too slow, too many, broken, or from elsewhere.
#include <chrono>
#include <functional>
#include <memory>
#include <thread>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/host/support/test_host.h"

namespace pupitre::host {
namespace {

std::string code_of(const Reply& reply) {
    const auto json = nlohmann::json::parse(reply.body, nullptr, false);
    return json.is_object() && json.contains("code") ? json["code"].get<std::string>() : std::string{};
}

TestHostOptions with(const std::function<void(Limits&)>& change) {
    TestHostOptions options;
    change(options.limits);
    return options;
}

}  // namespace

TEST_CASE("health: says that host and database work") {
    TestHost host;
    const Reply reply = HttpClient(host.port()).get("/health");
    CHECK(reply.status == 200);
    const auto json = nlohmann::json::parse(reply.body, nullptr, false);
    CHECK(json["ok"] == true);
    CHECK(json["database"] == "ok");
    CHECK(json["epoch"].get<std::string>().size() == 32);
    CHECK(json["uptime_s"].is_number());
    CHECK(json.contains("version"));
}

TEST_CASE("limits: a header that is too large is refused") {
    TestHost host;
    HttpClient client(host.port());
    const Reply reply = client.get("/", {{"X-Long", std::string(20'000, 'x')}});
    CHECK(reply.status == 431);
    CHECK(code_of(reply) == "header_too_large");
}

TEST_CASE("limits: a body that is too large is refused before it is read") {
    TestHost host;
    HttpClient client(host.port());
    client.set_cookie(host.cookie());
    CHECK(client.post("/api/sync", "application/cbor", std::string(2 * 1024 * 1024, 'x')).status == 413);
    // Announced, and nothing sent: the answer comes at once.
    const Socket socket(host.port());
    socket.send(
        "POST /api/sync HTTP/1.1\r\nHost: x\r\nContent-Type: application/cbor\r\nContent-Length: 999999999\r\n\r\n");
    std::string rest;
    CHECK(read_reply(socket, rest).status == 413);
}

TEST_CASE("limits: a body without a length is cut at the same limit") {
    TestHost host;
    const Socket socket(host.port());
    socket.send(
        "POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "1000\r\n" + std::string(0x1000, ' ') + "\r\n";
    for (int count = 0; count < 3; ++count) socket.send(chunk);
    std::string rest;
    CHECK(read_reply(socket, rest).status == 413);
}

TEST_CASE("limits: a header that comes byte by byte is cut off (slow-loris)") {
    TestHost host(with([](Limits& limits) { limits.header_ms = 300; }));
    const Socket socket(host.port());
    socket.send("GET / HTTP/1.1\r\nHost: x\r\n");
    bool cut = false;
    for (int count = 0; count < 100 && !cut; ++count) {
        socket.send("X: y\r\n");
        cut = socket.closed_within(50);
    }
    CHECK(cut);
}

TEST_CASE("limits: a body that never comes and a connection without a request are cut off") {
    TestHost host(with([](Limits& limits) {
        limits.body_ms = 300;
        limits.idle_ms = 300;
    }));
    const Socket half(host.port());
    half.send("POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
    CHECK(half.closed_within(20'000));
    const Socket silent(host.port());
    CHECK(silent.closed_within(20'000));
}

TEST_CASE("limits: too many connections of one address are turned away, and welcome again later") {
    TestHost host(with([](Limits& limits) { limits.connections_per_address_max = 3; }));
    std::vector<std::unique_ptr<Socket>> open;
    for (int count = 0; count < 3; ++count) {
        open.push_back(std::make_unique<Socket>(host.port()));
        std::string rest;
        open.back()->send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
        CHECK(read_reply(*open.back(), rest).status == 200);
    }
    const int status = HttpClient(host.port()).get("/health").status;
    CHECK((status == 503 || status == 0));
    open.clear();
    int later = 0;
    for (int count = 0; count < 100 && later != 200; ++count) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        later = HttpClient(host.port()).get("/health").status;
    }
    CHECK(later == 200);
}

TEST_CASE("limits: too many requests in a short time are refused") {
    TestHost host(with([](Limits& limits) {
        limits.requests_per_second = 1;
        limits.requests_burst = 5;
    }));
    HttpClient client(host.port());
    for (int count = 0; count < 5; ++count) CHECK(client.get("/health").status == 200);
    const Reply reply = client.get("/health");
    CHECK(reply.status == 429);
    CHECK_FALSE(reply.header("retry-after").empty());
}

TEST_CASE("requests: several on one connection, also sent ahead") {
    TestHost host;
    const Socket socket(host.port());
    const std::string request = "GET /service-worker.js HTTP/1.1\r\nHost: x\r\n\r\n";
    socket.send(request + request + request);
    std::string rest;
    for (int count = 0; count < 3; ++count) CHECK(read_reply(socket, rest).body == "// the service worker");
    socket.send("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    CHECK(read_reply(socket, rest).status == 200);
    CHECK(socket.closed_within(20'000));
}

TEST_CASE("requests: what is no HTTP gets an answer or a closed connection, and harms nobody") {
    TestHost host;
    for (const char* bytes : {"\r\n\r\n\r\n", "hello\r\n\r\n", "GET\r\n\r\n", "\x16\x03\x01\x02\x03\x04\r\n\r\n",
                              "GET / HTTP/9.9\r\n\r\n", "POST /api/sync HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                              "GET / HTTP/1.1\r\nX: no host\r\n\r\n", "GET nowhere HTTP/1.1\r\nHost: x\r\n\r\n"}) {
        CAPTURE(bytes);
        const Socket socket(host.port());
        socket.send(bytes);
        socket.shut_down_sending();
        std::string rest;
        const int status = read_reply(socket, rest).status;
        CHECK((status == 0 || status >= 400));
    }
    CHECK(HttpClient(host.port()).get("/health").status == 200);
}

TEST_CASE("requests: unknown addresses and actions") {
    TestHost host;
    HttpClient client(host.port());
    CHECK(client.get("/nowhere").status == 404);
    CHECK(client.post("/nowhere", "application/json", "{}").status == 404);
    CHECK(client.post("/health", "application/json", "{}").status == 405);
    CHECK(client.get("/api/sync").status == 405);
    CHECK(client.get("/api/live").status == 405);
    CHECK(client.get("/api/sync").header("allow") == "POST");
    const Reply refused = client.send("DELETE", "/", {}, "");
    CHECK(refused.status == 405);
    CHECK(refused.header("allow") == "GET, HEAD");
    CHECK(refused.header("date").ends_with(" GMT"));
}

TEST_CASE("origin: another site may neither post nor listen") {
    TestHost host;
    HttpClient client(host.port());
    client.set_cookie(host.cookie());
    const std::string own = "http://localhost:" + std::to_string(host.port());
    const Reply foreign = client.post("/api/sync", "application/cbor", "x", {{"Origin", "https://elsewhere.example"}});
    CHECK(foreign.status == 403);
    CHECK(code_of(foreign) == "wrong_origin");
    CHECK(client.post("/api/logout", "", "", {{"Origin", "null"}}).status == 403);
    CHECK(client.post("/api/sync", "application/cbor", "x", {{"Origin", own}}).status == 400);
    CHECK(LiveClient(host.port(), host.cookie(), "https://elsewhere.example").status() == 403);
    CHECK(LiveClient(host.port(), host.cookie(), own).status() == 101);
    CHECK(LiveClient(host.port(), "", own).status() == 401);
}

TEST_CASE("shutdown: live sockets are closed with 1001, idle connections at once, and the port is free") {
    TestHost host;
    LiveClient live(host.port(), host.cookie());
    REQUIRE(live.status() == 101);
    const Socket idle(host.port());
    idle.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
    std::string rest;
    REQUIRE(read_reply(idle, rest).status == 200);
    const std::uint16_t port = host.port();
    const auto before = std::chrono::steady_clock::now();
    std::thread stopping([&] { host.stop(); });
    CHECK_FALSE(live.next_message().has_value());
    CHECK(live.close_code() == 1001);
    CHECK(idle.closed_within(20'000));
    live.leave();  // The host waits for this a while, and goes without it in the end.
    stopping.join();
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(15));
    CHECK(HttpClient(port).get("/health").status == 0);
}

}  // namespace pupitre::host
