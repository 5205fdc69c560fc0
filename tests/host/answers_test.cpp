// What a device hears about its commands: who was faster, what stands in the way, and the same again under a new identity.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "core/command/row_commands.h"
#include "core/command/undo.h"
#include "core/crm/client.h"
#include "tests/host/support/child_process.h"
#include "tests/host/support/test_host.h"

namespace pupitre::host {
namespace {

std::size_t client_count(const TestDevice& device) { return device.replica().view().table<Client>().size(); }

ClientId client_with(const TestDevice& device, const std::string& reference) {
    ClientId id;
    device.replica().view().for_each<Client>([&](const Client& client) {
        if (client.reference == reference) id = client.id;
    });
    return id;
}

/// A device of Bruno, a plain member.
TestDevice second_member(const TestHost& host) {
    REQUIRE(run_pupitre({"user", "add", "--data", host.data(), "bruno@cabinet.example", "--last-name", "Bruno",
                         "--password-stdin"},
                        "the password of Bruno\n")
                .code == 0);
    HttpClient http(host.port());
    const Reply opened = http.log_in("bruno@cabinet.example", "the password of Bruno");
    REQUIRE(opened.status == 200);
    const auto json = nlohmann::json::parse(opened.body, nullptr, false);
    const auto id = parse_id(json["user"]["id"].get<std::string>());
    REQUIRE(id.ok());
    return {host.port(), http.cookie(), TeamMemberId{*id}};
}

template <auto Member>
Json change_client(ClientId id, const Value& before, const Value& after) {
    return change_args(entity_info<Client>(), id.value, {{Database::index_of_member<Member>(), before, after}});
}

}  // namespace

TEST_CASE("answers: the same field changed on two devices: the first stays, the second hears of the conflict") {
    TestHost host(each_backend());
    TestDevice one = host.device();
    TestDevice two = host.device();
    REQUIRE(one.sync_fully());
    REQUIRE(one.create_client("C1", "Lambert"));
    REQUIRE(one.sync_fully());
    REQUIRE(two.sync_fully());
    const ClientId id = client_with(one, "C1");
    const Value before{std::string("Lambert")};
    REQUIRE(one.submit("client.change", change_client<&Client::name>(id, before, Value{std::string("Lambert SA")})));
    REQUIRE(
        two.submit("client.change", change_client<&Client::name>(id, before, Value{std::string("Lambert & fils")})));
    REQUIRE(one.sync_fully());
    REQUIRE(two.sync_fully());
    CHECK(two.replica().view().get(id).name == "Lambert SA");
    REQUIRE(two.results().size() == 1);
    REQUIRE(two.results()[0].conflicts.size() == 1);
    CHECK(two.results()[0].conflicts[0].mine == "Lambert & fils");
    CHECK(two.results()[0].conflicts[0].theirs == "Lambert SA");
    CHECK(two.results()[0].conflicts[0].cause.by == host.anna());
    CHECK(two.results()[0].conflicts[0].cause.at_ms == test_command_ms);
}

TEST_CASE("answers: a conflict and a refusal say who stands behind them, and when that was") {
    TestHost host(each_backend());
    TestDevice anna = host.device();
    TestDevice bruno = second_member(host);
    REQUIRE(anna.sync_fully());
    REQUIRE(anna.create_client("C1", "Lambert"));
    REQUIRE(anna.create_client("C2", "Petit"));
    REQUIRE(anna.sync_fully());
    REQUIRE(bruno.sync_fully());
    const ClientId lambert = client_with(anna, "C1");
    const ClientId petit = client_with(anna, "C2");
    const TeamMemberId brunos_id = bruno.replica().actor();
    const auto name_of = [](const std::string& name) { return Value{name}; };

    // Anna changes the phone, Bruno the name, Anna the phone again: each field has its own author.
    anna.set_time(1'000'000);
    REQUIRE(anna.submit("client.change", change_client<&Client::name>(lambert, name_of("Lambert"), name_of("One"))));
    REQUIRE(anna.sync_fully());
    REQUIRE(bruno.sync_fully());
    TestDevice late = host.device();
    REQUIRE(late.sync_fully());
    bruno.set_time(2'000'000);
    REQUIRE(bruno.submit("client.change", change_client<&Client::name>(lambert, name_of("One"), name_of("Two"))));
    REQUIRE(bruno.sync_fully());
    REQUIRE(anna.sync_fully());
    anna.set_time(3'000'000);
    REQUIRE(
        anna.submit("client.change", change_client<&Client::website>(lambert, Value{}, name_of("https://l.example"))));
    REQUIRE(anna.submit("client.delete", delete_args(petit.value)));
    REQUIRE(anna.sync_fully());

    REQUIRE(late.submit("client.change", change_client<&Client::name>(lambert, name_of("One"), name_of("Mine"))));
    REQUIRE(late.submit("client.change", change_client<&Client::name>(petit, name_of("Petit"), name_of("Petit SA"))));
    REQUIRE(late.create_client("C9", "Seul"));
    REQUIRE(bruno.create_client("C9", "Premier"));
    REQUIRE(bruno.sync_fully());
    REQUIRE(late.sync_fully());
    REQUIRE(late.results().size() == 3);
    REQUIRE(late.results()[0].conflicts.size() == 1);
    const Cause& contested = late.results()[0].conflicts[0].cause;
    CHECK(contested.by == brunos_id);
    CHECK(contested.at_ms == 2'000'000);

    REQUIRE(late.results()[1].refusal.has_value());
    CHECK(late.results()[1].refusal->code == RefusalCode::row_not_found);
    CHECK(late.results()[1].refusal->cause.by == host.anna());
    CHECK(late.results()[1].refusal->cause.at_ms == 3'000'000);
    CHECK(late.results()[1].refusal->cause.name == "Petit");

    REQUIRE(late.results()[2].refusal.has_value());
    CHECK(late.results()[2].refusal->code == RefusalCode::value_taken);
    CHECK(late.results()[2].refusal->cause.by == brunos_id);
    CHECK(late.results()[2].refusal->cause.row == client_with(bruno, "C9").value);
}

TEST_CASE("answers: a plain member takes their own new client back, unless somebody works with it") {
    TestHost host(each_backend());
    TestDevice anna = host.device();
    TestDevice bruno = second_member(host);
    REQUIRE(bruno.sync_fully());
    const Hash128 before = bruno.replica().view().digest();
    REQUIRE(bruno.create_client("C1", "Lambert"));
    const Json first = undo_args(domain_schema(), bruno.replica().pending().back().changes).front();
    REQUIRE(bruno.create_client("C2", "Petit"));
    const Json second = undo_args(domain_schema(), bruno.replica().pending().back().changes).front();
    REQUIRE(bruno.sync_fully());
    REQUIRE(anna.sync_fully());
    REQUIRE(anna.submit(
        "task.create",
        Json{{"id", to_text(test_id())}, {"client", to_text(client_with(anna, "C2").value)}, {"title", "Bilan"}}));
    REQUIRE(bruno.submit("undo", first));
    REQUIRE(bruno.submit("undo", second));
    CHECK(bruno.replica().view().digest() == before);
    REQUIRE(anna.sync_fully());
    REQUIRE(bruno.sync_fully());
    CHECK(client_count(bruno) == 1);
    REQUIRE(bruno.results().size() == 4);
    CHECK(bruno.results()[2].kind == ResultKind::ok);
    CHECK(bruno.results()[3].kind == ResultKind::nothing_changed);
    REQUIRE(bruno.results()[3].conflicts.size() == 1);
    CHECK(bruno.results()[3].conflicts[0].cause.table == "task");
    CHECK(bruno.results()[3].conflicts[0].cause.by == host.anna());
}

TEST_CASE("answers: commands that come again under a new identity are not carried out twice") {
    TestHost host(each_backend());
    TestDevice old_life = host.device();
    REQUIRE(old_life.sync_fully());
    REQUIRE(old_life.create_client("C1", "Lambert"));
    REQUIRE(old_life.create_client("C2", "Guérin"));
    const SyncRequest sent = old_life.request();
    REQUIRE(old_life.exchange(encode(sent)).has_value());

    const auto as_new = [&](Id128 client) {
        SyncRequest request = sent;
        request.hello.client = client;
        for (QueuedCommand& queued : request.push->commands) queued.origin = Origin{old_life.client(), queued.mid};
        return old_life.exchange(encode(request));
    };
    const auto first = as_new(test_id());
    REQUIRE(first.has_value());
    REQUIRE(first->results.size() == 2);
    CHECK(first->results[0].kind == ResultKind::ok);
    CHECK(first->results[1].kind == ResultKind::ok);
    const auto second = as_new(test_id());
    REQUIRE(second.has_value());
    CHECK(second->welcome->seq == first->welcome->seq);
    CHECK(second->results == first->results);
    REQUIRE(old_life.sync_fully());
    CHECK(client_count(old_life) == 2);
}

TEST_CASE("answers: what was answered under a former identity is answered again under the new one, and the next") {
    TestHost host(each_backend());
    TestDevice bruno = second_member(host);
    TestDevice one = host.device();
    TestDevice lost = host.device();
    REQUIRE(one.sync_fully());
    REQUIRE(one.create_client("C1", "Lambert"));
    REQUIRE(one.sync_fully());
    REQUIRE(lost.sync_fully());
    const ClientId id = client_with(lost, "C1");
    const Value before{std::string("Lambert")};
    REQUIRE(lost.submit("client.change", change_client<&Client::name>(id, before, Value{std::string("Mine")})));
    REQUIRE(lost.create_client("C2", "Taken meanwhile"));
    REQUIRE(lost.create_client("C3", "Free"));
    REQUIRE(one.submit("client.change", change_client<&Client::name>(id, before, Value{std::string("Theirs")})));
    REQUIRE(one.create_client("C2", "First"));
    REQUIRE(one.sync_fully());

    // The answer is lost, and with it, for whatever reason, the identity.
    const SyncRequest sent = lost.request();
    const auto unheard = lost.exchange(encode(sent));
    REQUIRE(unheard.has_value());
    REQUIRE(unheard->results.size() == 3);
    REQUIRE(unheard->results[1].kind == ResultKind::refused);
    const auto again = [&](TestDevice& through, Id128 client) {
        SyncRequest request = sent;
        request.hello.client = client;
        request.hello.epoch = {};
        request.hello.seq = -1;
        for (QueuedCommand& queued : request.push->commands) queued.origin = Origin{lost.client(), queued.mid};
        return through.exchange(encode(request));
    };
    for (int lives = 0; lives < 3; ++lives) {
        const auto heard = again(lost, test_id());
        REQUIRE(heard.has_value());
        CHECK(heard->results == unheard->results);
        CHECK(heard->welcome->seq == unheard->welcome->seq);
    }
    // A late message under the first identity changes nothing either.
    const auto late = lost.exchange(encode(sent));
    REQUIRE(late.has_value());
    CHECK(late->welcome->seq == unheard->welcome->seq);

    // It is nobody else's business.
    const auto curious = again(bruno, test_id());
    REQUIRE(curious.has_value());
    REQUIRE(curious->results.size() == 3);
    CHECK(curious->welcome->seq == unheard->welcome->seq);
    for (const CommandResult& result : curious->results) {
        CHECK(result.kind == ResultKind::nothing_changed);
        CHECK_FALSE(result.refusal.has_value());
        CHECK(result.conflicts.empty());
    }
}

}  // namespace pupitre::host
