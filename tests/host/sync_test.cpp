// Push, pull and hints between real devices and the host.
#include <set>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "core/command/row_commands.h"
#include "core/crm/client.h"
#include "tests/host/support/child_process.h"
#include "tests/host/support/test_host.h"

namespace pupitre::host {
namespace {

std::size_t client_count(const TestDevice& device) { return device.replica().view().table<Client>().size(); }

ClientId first_client(const TestDevice& device) {
    ClientId id;
    device.replica().view().for_each<Client>([&](const Client& client) {
        if (id.is_nil()) id = client.id;
    });
    return id;
}

template <auto Member>
Json change_client(ClientId id, const Value& before, const Value& after) {
    return change_args(entity_info<Client>(), id.value, {{Database::index_of_member<Member>(), before, after}});
}

}  // namespace

TEST_CASE("sync: without a session nothing is told") {
    TestHost host(each_backend());
    TestDevice device(host.port(), "", host.anna());
    const auto response = device.exchange(encode(device.request()));
    REQUIRE(response.has_value());
    REQUIRE(response->refuse.has_value());
    CHECK(response->refuse->code == RefuseCode::auth);
    CHECK_FALSE(response->welcome.has_value());
    CHECK_FALSE(response->snapshot.has_value());
}

TEST_CASE("sync: a new device gets the whole state, then only what changed; both ends have one digest") {
    TestHost host(each_backend());
    TestDevice one = host.device();
    TestDevice two = host.device();
    REQUIRE(one.sync_fully());
    REQUIRE(two.sync_fully());
    CHECK(one.replica().view().digest() == two.replica().view().digest());
    CHECK(one.replica().view().table<TeamMember>().size() == 1);

    REQUIRE(one.create_client("C1", "Lambert"));
    REQUIRE(one.create_client("C2", "Guérin"));
    const auto pushed = one.exchange(encode(one.request()));
    REQUIRE(pushed.has_value());
    CHECK(pushed->results.size() == 2);
    CHECK(pushed->results[1].kind == ResultKind::ok);
    REQUIRE(pushed->patch.has_value());
    CHECK(pushed->patch->last_mid == 2);
    REQUIRE(one.take(*pushed));
    CHECK(one.replica().pending().empty());

    const auto pulled = two.exchange(encode(two.request()));
    REQUIRE(pulled.has_value());
    CHECK_FALSE(pulled->snapshot.has_value());
    REQUIRE(pulled->patch.has_value());
    CHECK(pulled->patch->blocks.size() == 1);
    REQUIRE(two.take(*pulled));
    CHECK(client_count(two) == 2);
    CHECK(one.replica().view().digest() == two.replica().view().digest());
    // Nothing new: nothing is sent.
    const auto idle = two.exchange(encode(two.request()));
    REQUIRE(idle.has_value());
    CHECK_FALSE(idle->patch.has_value());
    CHECK_FALSE(idle->snapshot.has_value());
    CHECK(idle->results.empty());
}

TEST_CASE("sync: different fields of one client, changed on two devices offline, are both kept") {
    TestHost host(each_backend());
    TestDevice one = host.device();
    TestDevice two = host.device();
    REQUIRE(one.sync_fully());
    REQUIRE(one.create_client("C1", "Lambert"));
    REQUIRE(one.sync_fully());
    REQUIRE(two.sync_fully());
    const ClientId id = first_client(one);
    REQUIRE(
        one.submit("client.change", change_client<&Client::phone>(id, Value{}, Value{std::string("+33497566370")})));
    REQUIRE(two.submit("client.change",
                       change_client<&Client::website>(id, Value{}, Value{std::string("https://l.example")})));
    REQUIRE(one.sync_fully());
    REQUIRE(two.sync_fully());
    REQUIRE(one.sync_fully());
    CHECK(one.replica().view().digest() == two.replica().view().digest());
    CHECK(one.replica().view().get(id).phone == "+33497566370");
    CHECK(one.replica().view().get(id).website == "https://l.example");
}

TEST_CASE("sync: a refused command does not hold up the next, and its answer is kept until it was seen") {
    TestHost host(each_backend());
    TestDevice one = host.device();
    TestDevice two = host.device();
    REQUIRE(one.sync_fully());
    REQUIRE(two.sync_fully());
    REQUIRE(one.create_client("C1", "Lambert"));
    REQUIRE(one.sync_fully());
    REQUIRE(two.create_client("C1", "The same reference"));
    REQUIRE(two.create_client("C2", "Another"));
    const std::string request = encode(two.request());
    const auto first = two.exchange(request);
    REQUIRE(first.has_value());
    REQUIRE(first->results.size() == 2);
    CHECK(first->results[0].kind == ResultKind::refused);
    REQUIRE(first->results[0].refusal.has_value());
    CHECK(first->results[0].refusal->code == RefusalCode::value_taken);
    CHECK(first->results[1].kind == ResultKind::ok);
    // The answer was lost on its way: the same again gives the same results, and nothing is done twice.
    const auto again = two.exchange(request);
    REQUIRE(again.has_value());
    CHECK(again->results == first->results);
    CHECK(again->welcome->seq == first->welcome->seq);
    REQUIRE(two.take(*again));
    REQUIRE(two.sync_fully());
    CHECK(client_count(two) == 2);
    // Seen: they are not repeated any more.
    const auto later = two.exchange(encode(two.request()));
    REQUIRE(later.has_value());
    CHECK(later->results.empty());
}

TEST_CASE("sync: duplicates, old ones and gaps change nothing") {
    TestHost host(each_backend());
    TestDevice device = host.device();
    REQUIRE(device.sync_fully());
    std::vector<std::string> requests;
    for (int count = 1; count <= 5; ++count) {
        REQUIRE(device.create_client("C" + std::to_string(count), "Client"));
        requests.push_back(encode(device.request()));
    }
    const auto all = device.exchange(requests[4]);
    REQUIRE(all.has_value());
    const std::int64_t seq = all->welcome->seq;
    CHECK(all->welcome->last_mid == 5);
    for (const std::string& old : requests) {
        const auto repeated = device.exchange(old);
        REQUIRE(repeated.has_value());
        CHECK(repeated->welcome->last_mid == 5);
        CHECK(repeated->welcome->seq == seq);
    }
    // Number 7 without number 6: the host says where it is.
    REQUIRE(device.take(*all));
    REQUIRE(device.create_client("C6", "Client"));
    REQUIRE(device.create_client("C7", "Client"));
    SyncRequest gap = device.request();
    gap.push->commands.erase(gap.push->commands.begin());
    const auto answered = device.exchange(encode(gap));
    REQUIRE(answered.has_value());
    REQUIRE_FALSE(answered->refuse.has_value());
    CHECK(answered->welcome->last_mid == 5);
    CHECK(answered->welcome->seq == seq);
    REQUIRE(device.sync_fully());
    CHECK(client_count(device) == 7);
}

TEST_CASE("sync: deleted rows go away on other devices, however old their base is") {
    TestHost host(each_backend());
    TestDevice one = host.device();
    TestDevice two = host.device();
    REQUIRE(one.sync_fully());
    REQUIRE(one.create_client("C1", "Lambert"));
    REQUIRE(one.sync_fully());
    REQUIRE(two.sync_fully());
    REQUIRE(one.submit("client.delete", delete_args(first_client(one).value)));
    REQUIRE(one.sync_fully());
    for (int count = 0; count < 10; ++count) {
        REQUIRE(one.create_client({}, "Other"));
        REQUIRE(one.sync_fully());
    }
    REQUIRE(two.sync_fully());
    CHECK(client_count(two) == 10);
    CHECK(one.replica().view().digest() == two.replica().view().digest());
}

TEST_CASE("sync: a snapshot in parts is of one moment, whatever happens meanwhile") {
    TestHost host(each_backend());
    TestDevice one = host.device();
    REQUIRE(one.sync_fully());
    for (int count = 0; count < 20; ++count) REQUIRE(one.create_client("C" + std::to_string(count), "Client"));
    REQUIRE(one.sync_fully());

    TestDevice two = host.device();
    auto response = two.exchange(encode(two.request()));
    REQUIRE(response.has_value());
    REQUIRE(response->snapshot.has_value());
    REQUIRE(response->snapshot->parts > 1);
    const std::int64_t seq = response->snapshot->seq;
    REQUIRE(two.take(*response));
    REQUIRE(one.create_client("C100", "Meanwhile"));
    REQUIRE(one.sync_fully());
    response = two.exchange(encode(two.request()));
    REQUIRE(response.has_value());
    REQUIRE(response->snapshot.has_value());
    CHECK(response->snapshot->seq == seq);
    REQUIRE(two.take(*response));
    REQUIRE(two.sync_fully());
    CHECK(client_count(two) == 21);
    CHECK(one.replica().view().digest() == two.replica().view().digest());
}

TEST_CASE("sync: a device with a damaged base gets the state anew, and a part that is gone starts over") {
    TestHost host(each_backend());
    TestDevice device = host.device();
    REQUIRE(device.sync_fully());
    SyncRequest repair = device.request();
    repair.hello.repair = true;
    auto response = device.exchange(encode(repair));
    REQUIRE(response.has_value());
    CHECK(response->snapshot.has_value());

    SyncRequest part = device.request();
    part.snapshot = SnapshotRequest{12'345, 3};
    response = device.exchange(encode(part));
    REQUIRE(response.has_value());
    REQUIRE(response->snapshot.has_value());
    CHECK(response->snapshot->part == 0);

    SyncRequest elsewhere = device.request();
    elsewhere.hello.epoch = Id128{1, 2};
    response = device.exchange(encode(elsewhere));
    REQUIRE(response.has_value());
    CHECK(response->snapshot.has_value());
}

TEST_CASE("sync: a device whose past this host does not know is told so") {
    TestHost host(each_backend());
    TestDevice device = host.device();
    REQUIRE(device.sync_fully());
    const auto code_for = [&](const SyncRequest& request) -> std::optional<RefuseCode> {
        const auto response = device.exchange(encode(request));
        REQUIRE(response.has_value());
        if (!response->refuse) return std::nullopt;
        return response->refuse->code;
    };
    SyncRequest stranger = device.request();
    stranger.hello.client = test_id();
    stranger.hello.seen_result_mid = 7;
    CHECK(code_for(stranger) == RefuseCode::client_unknown);

    SyncRequest ahead = device.request();
    ahead.hello.seen_result_mid = 7;
    CHECK(code_for(ahead) == RefuseCode::client_ahead);
    ahead = device.request();
    ahead.hello.seq = 1'000;
    CHECK(code_for(ahead) == RefuseCode::client_ahead);

    SyncRequest older = device.request();
    older.hello.protocol = 0;
    CHECK(code_for(older) == RefuseCode::upgrade);
    SyncRequest newer = device.request();
    newer.hello.protocol = protocol_version + 1;
    CHECK(code_for(newer) == RefuseCode::overloaded);
    newer = device.request();
    newer.hello.core = core_version + 1;
    CHECK(code_for(newer) == RefuseCode::overloaded);
    CHECK_FALSE(code_for(device.request()).has_value());
}

TEST_CASE("sync: nobody pushes through somebody else's device") {
    TestHost host(each_backend());
    TestDevice anna = host.device();
    REQUIRE(anna.sync_fully());
    REQUIRE(run_pupitre({"user", "add", "--data", host.data(), "bruno@cabinet.example", "--last-name", "Bruno",
                         "--password-stdin"},
                        "the password of Bruno\n")
                .code == 0);
    HttpClient bruno(host.port());
    REQUIRE(bruno.log_in("bruno@cabinet.example", "the password of Bruno").status == 200);
    REQUIRE(anna.create_client("C1", "Lambert"));
    TestDevice stolen(host.port(), bruno.cookie(), host.anna());
    const auto response = stolen.exchange(encode(anna.request()));
    REQUIRE(response.has_value());
    REQUIRE(response->refuse.has_value());
    CHECK(response->refuse->code == RefuseCode::auth);
    REQUIRE(anna.sync_fully());
    CHECK(anna.results().size() == 1);
}

TEST_CASE("sync: what was given in one person's store is not decided in the name of another") {
    TestHost host;
    TestDevice device = host.device();
    REQUIRE(device.sync_fully());
    // Somebody else has signed in in that browser; its store has never spoken with the host before.
    SyncRequest request = device.request();
    request.hello.client = Id128{4, 4};
    request.hello.user = TeamMemberId{{5, 5}};
    const auto response = device.exchange(encode(request));
    REQUIRE(response.has_value());
    REQUIRE(response->refuse.has_value());
    CHECK(response->refuse->code == RefuseCode::auth);
    CHECK(response->refuse->detail == "other_user");
    CHECK_FALSE(response->welcome.has_value());
}

TEST_CASE("sync: what is no message is refused, whole, cut or changed, and harms nobody") {
    TestHost host(each_backend());
    TestDevice device = host.device();
    REQUIRE(device.sync_fully());
    REQUIRE(device.create_client("C1", "Lambert"));
    const std::string whole = encode(device.request());
    const auto refuses = [&](const std::string& body) {
        const auto response = device.exchange(body);
        REQUIRE(response.has_value());
        return response->refuse && response->refuse->code == RefuseCode::malformed;
    };
    CHECK(refuses(""));
    CHECK(refuses("{}"));
    CHECK(refuses(std::string(100, '\xff')));
    for (std::size_t size = 1; size < whole.size(); size += 7) CHECK(refuses(whole.substr(0, size)));
    std::uint32_t random = 1;
    for (int count = 0; count < 300; ++count) {
        std::string changed = whole;
        random = random * 1'664'525U + 1'013'904'223U;
        changed[random % changed.size()] = static_cast<char>(random >> 24U);
        REQUIRE(device.exchange(changed).has_value());
    }
    CHECK(HttpClient(host.port()).get("/health").status == 200);
}

TEST_CASE("sync: a push that is cut in the middle of the connection is not carried out") {
    TestHost host(each_backend());
    TestDevice device = host.device();
    REQUIRE(device.sync_fully());
    REQUIRE(device.create_client("C1", "Lambert"));
    const std::string body = encode(device.request());
    {
        const Socket socket(host.port());
        socket.send("POST /api/sync HTTP/1.1\r\nHost: x\r\nContent-Type: application/cbor\r\nCookie: " + host.cookie() +
                    "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                    body.substr(0, body.size() - 1));
        socket.shut_down_sending();
        std::string rest;
        const int status = read_reply(socket, rest).status;
        CHECK((status == 0 || status >= 400));
    }
    TestDevice other = host.device();
    REQUIRE(other.sync_fully());
    CHECK(client_count(other) == 0);
    REQUIRE(device.sync_fully());
    CHECK(device.results().size() == 1);
}

TEST_CASE("sync: a connection that dies half-way through a large push is resumed, and nothing is there twice") {
    TestHost host(each_backend());
    TestDevice device = host.device();
    REQUIRE(device.sync_fully());
    for (int count = 0; count < 200; ++count) REQUIRE(device.create_client({}, std::string(200, 'n')));
    const std::string body = encode(device.request());
    REQUIRE(body.size() > 64 * 1024);
    const std::string head =
        "POST /api/sync HTTP/1.1\r\nHost: x\r\nContent-Type: application/cbor\r\nCookie: " + host.cookie() +
        "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    for (const std::size_t sent : {std::size_t{0}, body.size() / 2, body.size() - 1}) {
        const Socket socket(host.port());
        socket.send(head + body.substr(0, sent));
        socket.shut_down();
    }
    {
        // Here all of it arrives, but the device is gone before it hears the answer.
        const Socket socket(host.port());
        socket.send(head + body);
        socket.shut_down();
    }
    REQUIRE(device.sync_fully());
    CHECK(client_count(device) == 200);
    CHECK(device.results().size() == 200);
    TestDevice other = host.device();
    REQUIRE(other.sync_fully());
    CHECK(client_count(other) == 200);
    CHECK(other.replica().view().digest() == device.replica().view().digest());
}

TEST_CASE("live: a hint arrives after another device's push, with the state's number") {
    TestHost host(each_backend());
    TestDevice one = host.device();
    REQUIRE(one.sync_fully());
    LiveClient live(host.port(), host.cookie());
    REQUIRE(live.status() == 101);
    REQUIRE(one.create_client("C1", "Lambert"));
    REQUIRE(one.sync_fully());
    const auto message = live.next_message();
    REQUIRE(message.has_value());
    const auto json = nlohmann::json::parse(*message, nullptr, false);
    REQUIRE(json.is_object());
    CHECK(json["seq"] == one.replica().seq());
}

TEST_CASE("live: signing out closes the session's sockets") {
    TestHost host(each_backend());
    HttpClient client(host.port());
    REQUIRE(client.log_in(anna_email, anna_password).status == 200);
    LiveClient live(host.port(), client.cookie());
    REQUIRE(live.status() == 101);
    REQUIRE(client.post("/api/logout", "", "").status == 200);
    CHECK_FALSE(live.next_message().has_value());
    CHECK(live.close_code() == 1001);
}

TEST_CASE("sync: a full disk is a matter of time: nothing is acknowledged, the device keeps its queue") {
    TestHostOptions options;
    options.pages_max = 60;
    TestHost host(options);
    TestDevice device = host.device();
    REQUIRE(device.sync_fully());
    bool full = false;
    for (int count = 0; count < 2'000 && !full; ++count) {
        REQUIRE(device.create_client({}, std::string(290, 'n')));
        const auto response = device.exchange(encode(device.request()));
        REQUIRE(response.has_value());
        if (response->refuse) {
            CHECK(response->refuse->code == RefuseCode::overloaded);
            CHECK(response->refuse->retry_ms > 0);
            CHECK(response->results.empty());
            full = true;
        } else {
            REQUIRE(device.take(*response));
        }
    }
    REQUIRE(full);
    CHECK(device.replica().pending().size() == 1);
    CHECK(HttpClient(host.port()).get("/health").status == 200);
}

}  // namespace pupitre::host
