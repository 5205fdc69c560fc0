// What a restricted member's device gets from a real host: its own files, nothing of the others, from the first snapshot
// on and through every change of access.
#include <doctest/doctest.h>

#include "core/command/row_commands.h"
#include "core/crm/client_access.h"
#include "core/work/task.h"
#include "tests/host/support/child_process.h"
#include "tests/host/support/entrusted_host.h"

namespace pupitre::host {
namespace {

bool has(const TestDevice& device, ClientId client) { return device.replica().view().find(client) != nullptr; }

/// What the host would answer now, as it crosses the wire.
std::string answer_to(TestDevice& device) {
    const Reply reply = device.http().post("/api/sync", "application/cbor", encode(device.request()));
    REQUIRE(reply.status == 200);
    return reply.body;
}

Json renaming(const Database& view, ClientId id, const std::string& name) {
    const Client& before = view.get(id);
    Client after = before;
    after.name = name;
    const EntityInfo& info = entity_info<Client>();
    return change_args(info, id.value, edits_between(info, &before, &after));
}

}  // namespace

TEST_CASE("[SYS-03] [PRJ-27] access: a restricted member's device receives the firm and the entrusted files alone") {
    EntrustedHost firm;
    TestDevice lea = firm.lea();
    std::string whole;
    while (!has(lea, firm.durand)) {
        const std::string part = answer_to(lea);
        whole += part;
        const auto response = decode_response(part);
        REQUIRE(response.ok());
        REQUIRE(lea.take(*response));
    }
    CHECK(whole.find("ref-Durand") != std::string::npos);
    CHECK(whole.find("ref-Martin") == std::string::npos);
    CHECK_FALSE(has(lea, firm.martin));
    CHECK(lea.replica().heads().find(ScopeId{firm.martin.value}) == nullptr);
    CHECK(lea.replica().heads().find(ScopeId{firm.durand.value}) != nullptr);

    // Work in the hidden file brings nothing but the firm's number; work in the other one arrives.
    firm.rename(firm.martin, "Martin ref-Martin-2");
    const std::string nothing = answer_to(lea);
    CHECK(nothing.find("Martin") == std::string::npos);
    REQUIRE(lea.sync_fully());
    firm.rename(firm.durand, "Durand SARL");
    REQUIRE(lea.sync_fully());
    CHECK(lea.replica().view().get(firm.durand).name == "Durand SARL");
    CHECK(firm.anna.replica().view().find(firm.martin) != nullptr);
}

TEST_CASE("[SYS-03] access: a file that is entrusted comes whole with the next patch, and its chain goes on") {
    EntrustedHost firm;
    Task task;
    task.id = Id<Task>{test_id()};
    task.title = "Bilan de Martin";
    task.client = firm.martin;
    firm.create(task);
    TestDevice lea = firm.lea();
    REQUIRE(lea.sync_fully());
    firm.entrust(firm.martin);
    const auto response = decode_response(answer_to(lea));
    REQUIRE(response.ok());
    CHECK(response->patch.has_value());
    CHECK_FALSE(response->snapshot.has_value());
    REQUIRE(lea.take(*response));
    CHECK(has(lea, firm.martin));
    CHECK(lea.replica().view().get(task.id).title == "Bilan de Martin");
    firm.rename(firm.martin, "Martin SAS");
    REQUIRE(lea.submit("client.change", renaming(lea.replica().view(), firm.durand, "Durand & fils")));
    REQUIRE(lea.sync_fully());
    CHECK(lea.replica().view().get(firm.martin).name == "Martin SAS");
    CHECK(lea.replica().view().digest() == lea.replica().base_digest());
    REQUIRE(firm.anna.sync_fully());
    CHECK(firm.anna.replica().view().get(firm.durand).name == "Durand & fils");
}

TEST_CASE("[SYS-03] access: a file that is withdrawn leaves the device, and what waited on it comes back refused") {
    EntrustedHost firm;
    firm.entrust(firm.martin);
    TestDevice lea = firm.lea();
    REQUIRE(lea.sync_fully());
    REQUIRE(has(lea, firm.martin));
    REQUIRE(lea.submit("client.change", renaming(lea.replica().view(), firm.martin, "Martin hors ligne")));
    REQUIRE(lea.submit("client.change", renaming(lea.replica().view(), firm.durand, "Durand hors ligne")));
    firm.rename(firm.martin, "Secret depuis");
    firm.withdraw(firm.martin);
    const std::string answer = answer_to(lea);
    CHECK(answer.find("Secret depuis") == std::string::npos);
    CHECK(answer.find("ref-Martin") == std::string::npos);
    REQUIRE(lea.sync_fully());
    CHECK_FALSE(has(lea, firm.martin));
    CHECK(lea.replica().heads().find(ScopeId{firm.martin.value}) == nullptr);
    CHECK(lea.replica().pending().empty());
    REQUIRE(lea.results().size() == 2);
    REQUIRE(lea.results()[0].refusal.has_value());
    CHECK(lea.results()[0].refusal->code == RefusalCode::row_not_found);
    CHECK(lea.results()[0].refusal->cause == Cause{});
    CHECK(lea.results()[1].kind == ResultKind::ok);
    REQUIRE(firm.anna.sync_fully());
    CHECK(firm.anna.replica().view().get(firm.martin).name == "Secret depuis");
    CHECK(firm.anna.replica().view().get(firm.durand).name == "Durand hors ligne");
}

TEST_CASE("[SYS-03] access: restricted and free again, the device holds what it may") {
    EntrustedHost firm;
    firm.restrict(false);
    TestDevice lea = firm.lea();
    REQUIRE(lea.sync_fully());
    CHECK(has(lea, firm.martin));
    firm.restrict(true);
    REQUIRE(lea.sync_fully());
    CHECK_FALSE(has(lea, firm.martin));
    CHECK(has(lea, firm.durand));
    firm.restrict(false);
    REQUIRE(lea.sync_fully());
    CHECK(has(lea, firm.martin));
    CHECK(lea.replica().view().digest() == firm.anna.replica().view().digest());
}

TEST_CASE("[PRJ-27] access: a device that does not ask its own core is refused by the host's") {
    EntrustedHost firm;
    TestDevice lea = firm.lea();
    REQUIRE(lea.sync_fully());
    std::int64_t mid = 0;
    const auto push = [&](const std::string& name, const Json& args) {
        SyncRequest request = lea.request();
        QueuedCommand queued;
        queued.mid = ++mid;
        queued.command.id = test_id();
        queued.command.name = name;
        queued.command.args = args;
        queued.command.at_ms = test_command_ms;
        request.push = Push{{queued}};
        const auto response = lea.exchange(encode(request));
        REQUIRE(response.has_value());
        REQUIRE_FALSE(response->results.empty());
        return response->results.back();
    };
    const Database& view = firm.anna.replica().view();
    const auto change = push("client.change", renaming(view, firm.martin, "À moi"));
    REQUIRE(change.refusal.has_value());
    CHECK(change.refusal->code == RefusalCode::row_not_found);
    CHECK(change.refusal->cause == Cause{});
    const ClientAccess access{client_access_id(firm.martin, firm.lea_id), firm.martin, firm.lea_id, false};
    CHECK(push("client_access.create", create_args(entity_info<ClientAccess>(), &access)).refusal->code ==
          RefusalCode::not_permitted);
    Task task;
    task.id = Id<Task>{test_id()};
    task.title = "À moi";
    task.client = firm.martin;
    CHECK(push("task.create", create_args(entity_info<Task>(), &task)).refusal->code == RefusalCode::reference_missing);
    const TeamMember& self = view.get(firm.lea_id);
    TeamMember free = self;
    free.restricted = false;
    const EntityInfo& info = entity_info<TeamMember>();
    CHECK(
        push("team_member.change", change_args(info, self.id.value, edits_between(info, &self, &free))).refusal->code ==
        RefusalCode::not_permitted);
    CHECK(push("client.delete", delete_args(firm.martin.value)).refusal.has_value());
    // A restored row that pretends to be her own.
    Client own = view.get(firm.martin);
    own.created_by = firm.lea_id;
    const Json undo{
        {"rows", {{{"kind", "insert"}, {"table", "client"}, {"fields", create_args(entity_info<Client>(), &own)}}}}};
    CHECK(push("undo", undo).kind != ResultKind::ok);
    REQUIRE(firm.anna.sync_fully());
    CHECK(firm.anna.replica().view().get(firm.martin).name == "Martin");
    CHECK(run_pupitre({"check", "--data", firm.host.data()}).code == 0);
}

TEST_CASE("[SYS-03] access: a snapshot that is under way when access is withdrawn starts anew") {
    EntrustedHost firm;
    firm.entrust(firm.martin);
    TestDevice lea = firm.lea();
    const auto first = decode_response(answer_to(lea));
    REQUIRE(first.ok());
    REQUIRE(first->snapshot.has_value());
    REQUIRE(first->snapshot->parts > 2);
    firm.withdraw(firm.martin);
    std::string all;
    for (std::int32_t part = 1; part < first->snapshot->parts; ++part) {
        SyncRequest request = lea.request();
        request.snapshot = SnapshotRequest{first->snapshot->seq, part};
        all += lea.http().post("/api/sync", "application/cbor", encode(request)).body;
    }
    CHECK(all.find("ref-Martin") == std::string::npos);
    REQUIRE(lea.sync_fully());
    CHECK_FALSE(has(lea, firm.martin));
}

TEST_CASE("[SYS-03] access: deleting a file takes it from restricted devices, too") {
    EntrustedHost firm;
    TestDevice lea = firm.lea();
    REQUIRE(lea.sync_fully());
    REQUIRE(firm.anna.submit("client.delete", delete_args(firm.durand.value)));
    REQUIRE(firm.anna.sync_fully());
    REQUIRE(lea.sync_fully());
    CHECK_FALSE(has(lea, firm.durand));
}

}  // namespace pupitre::host
