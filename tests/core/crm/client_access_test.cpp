// Who sees which client's file, and that no command reaches or tells of the others.
#include "core/crm/client_access.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "core/crm/portal.h"
#include "core/domain/advance.h"
#include "core/work/series_commands.h"
#include "core/work/task.h"
#include "tests/core/domain/command_maker.h"
#include "tests/core/support/inboxes.h"
#include "tests/core/support/rebuild.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

constexpr std::uint32_t every_right = 7;

/// Bruno sees only what is entrusted to him: Durand, not Martin.
struct EntrustedFirm {
    TestFirm firm;
    ClientId durand = add("Durand");
    ClientId martin = add("Martin");

    EntrustedFirm() {
        REQUIRE(firm.set(firm.bruno, &TeamMember::restricted, true).ok());
        entrust(durand);
    }
    ClientId add(const std::string& name) {
        Client client;
        client.name = name;
        client.reference = name + "-1";
        return firm.add(client);
    }
    void entrust(ClientId client) { firm.add(access(client)); }
    ClientAccess access(ClientId client) const {
        return {client_access_id(client, firm.bruno), client, firm.bruno, false};
    }
    bool sees(ClientId client) const { return sees_scope(firm.db, firm.bruno, ScopeId{client.value}); }
    Attempt rename(ClientId id, const std::string& from, const std::string& to) {
        return firm.give("client.change", Json{{"id", to_text(id.value)}, {"set", {{"name", Json::array({from, to})}}}},
                         firm.bruno);
    }
    Attempt add_task(ClientId client) {
        Task task;
        task.id = firm.fresh<Task>();
        task.title = "TVA";
        task.client = client;
        return firm.create(task, firm.bruno);
    }
};

}  // namespace

TEST_CASE("[SYS-03] [PRJ-27] a restricted member sees the firm and the files entrusted to them, others see all") {
    EntrustedFirm entrusted;
    const TestFirm& firm = entrusted.firm;
    CHECK(sees_scope(firm.db, firm.bruno, {}));
    CHECK(entrusted.sees(entrusted.durand));
    CHECK_FALSE(entrusted.sees(entrusted.martin));
    std::vector<ScopeId> seen = {{},
                                 {entrusted.durand.value},
                                 scope_of_portal(portal_id(entrusted.durand)),
                                 scope_of_inbox(inbox_of(firm.bruno))};
    std::ranges::sort(seen);
    CHECK(seen_scopes(firm.db, firm.bruno) == seen);
    // Both ways of asking agree, also on a portal whose row is not there.
    for (const ScopeId scope : seen) CHECK(sees_scope(firm.db, firm.bruno, scope));
    CHECK_FALSE(sees_scope(firm.db, firm.bruno, scope_of_portal(portal_id(entrusted.martin))));
    const Command command;
    CHECK(context_for(firm.db, firm.bruno, command, Role::authority).is_restricted());
    CHECK_FALSE(context_for(firm.db, firm.anna, command, Role::authority).is_restricted());
    CHECK_FALSE(context_for(firm.db, firm.chloe, command, Role::authority).is_restricted());
}

TEST_CASE("[SYS-03] an administrator sees every file, whatever else is said of them") {
    TestFirm firm;
    REQUIRE(firm.set(firm.anna, &TeamMember::restricted, true).ok());
    CHECK_FALSE(context_for(firm.db, firm.anna, {}, Role::authority).is_restricted());
}

TEST_CASE("[SYS-03] access is given and withdrawn by administrators alone") {
    EntrustedFirm entrusted;
    TestFirm& firm = entrusted.firm;
    CHECK(code_of(firm.create(entrusted.access(entrusted.martin), firm.bruno)) == RefusalCode::not_permitted);
    CHECK(code_of(firm.create(entrusted.access(entrusted.martin), firm.chloe)) == RefusalCode::not_permitted);
    ClientAccess forged = entrusted.access(entrusted.martin);
    forged.id = {{77, 7}};
    CHECK(code_of(firm.create(forged)) == RefusalCode::invalid_value);
    entrusted.entrust(entrusted.martin);
    CHECK(entrusted.sees(entrusted.martin));
    REQUIRE(firm.set(client_access_id(entrusted.martin, firm.bruno), &ClientAccess::withdrawn, true).ok());
    CHECK_FALSE(entrusted.sees(entrusted.martin));
    REQUIRE(firm.remove(client_access_id(entrusted.durand, firm.bruno)).ok());
    CHECK_FALSE(entrusted.sees(entrusted.durand));
}

TEST_CASE("[SYS-03] who makes a client sees its file, until that is withdrawn") {
    EntrustedFirm entrusted;
    TestFirm& firm = entrusted.firm;
    Client own;
    own.id = firm.fresh<Client>();
    own.name = "Petit";
    const Attempt made = firm.create(own, firm.bruno);
    REQUIRE(made.ok());
    CHECK(entrusted.sees(own.id));
    CHECK(entrusted.add_task(own.id).ok());
    ClientAccess withdrawn = entrusted.access(own.id);
    withdrawn.withdrawn = true;
    REQUIRE(firm.create(withdrawn).ok());
    CHECK_FALSE(entrusted.sees(own.id));
    CHECK(code_of(entrusted.add_task(own.id)) == RefusalCode::reference_missing);
}

TEST_CASE("[SYS-03] who may take back that they made a client, and make it again") {
    EntrustedFirm entrusted;
    TestFirm& firm = entrusted.firm;
    Client own;
    own.id = firm.fresh<Client>();
    own.name = "Petit";
    const Attempt made = firm.create(own, firm.bruno);
    REQUIRE(made.ok());
    const std::vector<Json> undo = undo_args(domain_schema(), made->changes);
    REQUIRE(undo.size() == 1);
    const Attempt undone = firm.give("undo", undo.front(), firm.bruno);
    REQUIRE(undone.ok());
    CHECK(firm.db.find(own.id) == nullptr);
    REQUIRE(firm.give("undo", undo_args(domain_schema(), undone->changes).front(), firm.bruno).ok());
    CHECK(entrusted.sees(own.id));
    CHECK(equals_rebuild(firm.db));
}

TEST_CASE("[PRJ-27] [PRJ-28] a hidden file cannot be changed, added to or deleted, and nothing is told of it") {
    EntrustedFirm entrusted;
    TestFirm& firm = entrusted.firm;
    const ScopeId hidden{entrusted.martin.value};
    const Hash128 before = firm.db.digest(hidden);
    CHECK(entrusted.rename(entrusted.durand, "Durand", "Durand SARL").ok());
    // The right value before, a wrong one, and one that would change nothing: the same answer.
    for (const char* seen : {"Martin", "Dupont"}) {
        for (const char* wanted : {"Martin", "Martin SARL"}) {
            const Attempt attempt = entrusted.rename(entrusted.martin, seen, wanted);
            REQUIRE_FALSE(attempt.ok());
            CHECK(attempt.error() == Refusal{RefusalCode::row_not_found, "client", entrusted.martin.value, {}, {}});
        }
    }
    CHECK(code_of(entrusted.add_task(entrusted.martin)) == RefusalCode::reference_missing);
    CHECK(entrusted.add_task(entrusted.durand).ok());
    CHECK(entrusted.add_task({}).ok());

    Task task;
    task.title = "Bilan";
    task.client = entrusted.martin;
    const TaskId of_martin = firm.add(task);
    const Hash128 with_task = firm.db.digest(hidden);
    CHECK_FALSE(firm.give("task.complete", Json{{"id", to_text(of_martin.value)}}, firm.bruno).ok());
    CHECK(code_of(firm.give("task.delete", delete_args(of_martin.value), firm.bruno)) == RefusalCode::row_not_found);
    CHECK(code_of(firm.give("task.move", move_args(of_martin.value, {}), firm.bruno)) == RefusalCode::row_not_found);
    CHECK(firm.db.digest(hidden) == with_task);
    CHECK(before != with_task);
}

TEST_CASE("[PRJ-27] nothing moves into a hidden file or refers to it") {
    EntrustedFirm entrusted;
    TestFirm& firm = entrusted.firm;
    Task task;
    task.title = "Bilan";
    task.client = entrusted.durand;
    const Task mine = firm.db.get(firm.add(task));
    Task moved = mine;
    moved.client = entrusted.martin;
    const Attempt into = firm.change(mine, moved, firm.bruno);
    REQUIRE_FALSE(into.ok());
    CHECK(firm.db.get(mine.id).client == entrusted.durand);

    const Client child = firm.db.get(entrusted.durand);
    Client under = child;
    under.parent = entrusted.martin;
    const Attempt referred = firm.change(child, under, firm.bruno);
    REQUIRE_FALSE(referred.ok());
    CHECK(referred.error().code == RefusalCode::reference_missing);
    CHECK(firm.change(child, under, firm.anna).ok());
    CHECK(equals_rebuild(firm.db));
}

TEST_CASE("[PRJ-27] a refusal does not say which hidden row has the value") {
    EntrustedFirm entrusted;
    const Client before = entrusted.firm.db.get(entrusted.durand);
    Client after = before;
    after.reference = "Martin-1";
    const Attempt taken = entrusted.firm.change(before, after, entrusted.firm.bruno);
    REQUIRE_FALSE(taken.ok());
    CHECK(taken.error().code == RefusalCode::value_taken);
    CHECK(taken.error().cause == Cause{});
    const Attempt told = entrusted.firm.change(before, after, entrusted.firm.anna);
    CHECK(told.error().cause.row == entrusted.martin.value);
}

TEST_CASE("[PRJ-27] time that a restricted member's device moves on makes work in seen files alone") {
    EntrustedFirm entrusted;
    TestFirm& firm = entrusted.firm;
    for (const ClientId client : {entrusted.durand, entrusted.martin}) {
        Task task;
        task.title = "TVA";
        task.client = client;
        task.due_on = test_day;
        const TaskId id = firm.add(task);
        RepeatTask repeat;
        repeat.task = id;
        repeat.settings.rule = "FREQ=DAILY";
        REQUIRE(firm.give(std::string(RepeatTask::name), repeat.to_json()).ok());
    }
    const Hash128 hidden = firm.db.digest(ScopeId{entrusted.martin.value});
    const Hash128 seen = firm.db.digest(ScopeId{entrusted.durand.value});
    Command later = firm.command(std::string(AdvanceTime::name), AdvanceTime{test_day.plus_days(5)}.to_json());
    later.today = test_day.plus_days(5);
    REQUIRE(firm.give(later, firm.bruno).ok());
    CHECK(firm.db.digest(ScopeId{entrusted.martin.value}) == hidden);
    CHECK(firm.db.digest(ScopeId{entrusted.durand.value}) != seen);
}

TEST_CASE("[PRJ-27] property: no command of a restricted member changes a hidden file, or is half done") {
    for (const std::uint64_t seed : {31u, 32u, 33u, 34u}) {
        CAPTURE(seed);
        EntrustedFirm entrusted;
        TestFirm& firm = entrusted.firm;
        tests::CommandMaker maker(domain_registry(), seed);
        int refused = 0;
        int accepted = 0;
        for (int step = 0; step < 400; ++step) {
            CAPTURE(step);
            const Command command = maker.next(firm.db);
            const bool by_bruno = step % 3 != 0;
            const std::map<ScopeId, Hash128> before = firm.db.scope_digests();
            Context context = context_for(firm.db, by_bruno ? firm.bruno : firm.anna, command, Role::authority);
            // Whatever becomes of their own rows.
            context.rights = by_bruno ? static_cast<std::uint32_t>(Right::edit) : every_right;
            context.sees_scope = by_bruno ? sees_scope : nullptr;
            const std::vector<ScopeId> seen = seen_scopes(firm.db, firm.bruno);
            const Attempt attempt = execute(firm.db, domain_registry(), context, command);
            if (attempt) maker.remember(attempt->changes);
            REQUIRE(equals_rebuild(firm.db));
            if (!by_bruno) continue;
            ++(attempt ? accepted : refused);
            if (!attempt) REQUIRE(firm.db.scope_digests() == before);
            // What he made himself may be new; everything else that he does not see is as it was.
            for (const auto& [scope, digest] : before) {
                if (std::ranges::binary_search(seen, scope) || is_inbox(firm.db, scope)) continue;
                REQUIRE(firm.db.digest(scope) == digest);
            }
        }
        CHECK(refused > 20);
        CHECK(accepted > 20);
    }
}
