// The example firm: alive around any day, the same each time, and gone in one action.
#include "core/demo/demo_firm.h"

#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "core/catalogue/service_bundle.h"
#include "core/catalogue/service_item.h"
#include "core/command/execute.h"
#include "core/command/undo.h"
#include "core/crm/client.h"
#include "core/crm/note.h"
#include "core/crm/person.h"
#include "core/domain/domain.h"
#include "core/firm/demo_removal.h"
#include "core/firm/firm.h"
#include "core/work/work_dependency.h"
#include "tests/core/support/inboxes.h"

using namespace pupitre;

namespace {

const Date today = *Date::from_ymd(2026, 11, 21);
constexpr std::int64_t now_ms = 1'795'250'000'000;

std::string sample() {
    std::ifstream in(std::string(PUPITRE_SOURCE_DIR) + "/assets/demo/clients-excel-fr.csv", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Context context(const Database& db, TeamMemberId actor, bool setting_up) {
    Context by;
    by.actor = actor;
    by.now_ms = now_ms;
    by.today = today;
    by.role = Role::authority;
    by.rights = setting_up ? 0xFF : rights_of(db, actor);
    return by;
}

std::vector<DemoOrder> orders_for(Date day) {
    const std::string csv = sample();
    return demo_orders({.today = day, .now_ms = now_ms, .clients_csv = csv});
}

/// Made once: every order is carried out on a scratch database on the way.
const std::vector<DemoOrder>& orders_of_today() {
    static const std::vector<DemoOrder> orders = orders_for(today);
    return orders;
}

void load(Database& db) {
    for (const DemoOrder& order : orders_of_today()) {
        const Attempt attempt =
            execute(db, domain_registry(), context(db, order.actor, order.setting_up), order.command);
        REQUIRE_MESSAGE(attempt.ok(), order.command.name);
        CHECK(attempt->conflicts.empty());
    }
}

TeamMemberId administrator(const Database& db) {
    TeamMemberId found;
    db.for_each<TeamMember>([&](const TeamMember& member) {
        if (member.role == TeamRole::administrator && found.is_nil()) found = member.id;
    });
    return found;
}

Attempt run(Database& db, TeamMemberId actor, std::string name, Json args) {
    Command command;
    command.name = std::move(name);
    command.args = std::move(args);
    return execute(db, domain_registry(), context(db, actor, false), command);
}

}  // namespace

TEST_CASE("demo: 400 clients, a team of six, services and a few hundred tasks around the day") {
    Database db(domain_schema());
    load(db);
    CHECK(db.table<Client>().size() == 400);
    CHECK(db.table<TeamMember>().size() == 6);
    CHECK(db.table<Service>().size() == 12);
    CHECK(db.table<ServiceItem>().size() == 20);
    CHECK(db.table<Assignment>().size() == 2);
    CHECK(db.get(the_firm).demo);
    CHECK(db.table<Note>().size() > 200);
    std::size_t late = 0;
    std::size_t due_today = 0;
    std::size_t this_week = 0;
    std::size_t later = 0;
    std::size_t done = 0;
    db.for_each<Task>([&](const Task& task) {
        REQUIRE(task.due_on.has_value());
        CHECK(task.due_on->weekday() < Weekday::saturday);
        if (task.status == WorkStatus::done) {
            ++done;
            CHECK(*task.completed_on <= today);
        } else if (*task.due_on < today.week_start()) {
            ++late;
        } else if (*task.due_on < today.week_start().plus_days(7)) {
            ++this_week;
        } else {
            ++later;
        }
        if (*task.due_on == today) ++due_today;
    });
    CHECK(db.table<Task>().size() > 300);
    CHECK(db.table<Task>().size() < 700);
    CHECK(late > 3);
    CHECK(late < 60);
    CHECK(this_week > 5);
    CHECK(later > 60);
    CHECK(done > 60);
    CHECK(due_today == 0);  // 21 November 2026 is a Saturday.
}

TEST_CASE("demo: something is due on any working day") {
    for (const Date day : {*Date::from_ymd(2027, 1, 4), *Date::from_ymd(2028, 2, 29)}) {
        std::size_t due_today = 0;
        for (const DemoOrder& order : orders_for(day)) {
            const bool due =
                order.command.name == "task.create" && order.command.args.value("due_on", "") == to_iso(day);
            due_today += due ? 1U : 0U;
        }
        CHECK(due_today > 5);
    }
}

TEST_CASE("demo: the same day gives the same firm") {
    const std::vector<DemoOrder> again = orders_for(today);
    REQUIRE(again.size() == orders_of_today().size());
    for (std::size_t i = 0; i < again.size(); ++i) {
        CHECK(again[i].command == orders_of_today()[i].command);
        CHECK(again[i].actor == orders_of_today()[i].actor);
    }
}

TEST_CASE("demo.remove: everything of the example goes, whoever removes it stays") {
    Database db(domain_schema());
    load(db);
    const TeamMemberId actor = administrator(db);
    const Hash128 before = digest_beside_inboxes(db);
    const Attempt removed = run(db, actor, "demo.remove", RemoveDemo{.firm_name = "Cabinet Martin"}.to_json());
    REQUIRE(removed.ok());
    CHECK(db.table<Client>().size() == 0);
    CHECK(db.table<Person>().size() == 0);
    CHECK(db.table<Task>().size() == 0);
    CHECK(db.table<ChecklistItem>().size() == 0);
    CHECK(db.table<Project>().size() == 0);
    CHECK(db.table<Note>().size() == 0);
    for (const TableIndex table : {db.schema().index_of<Service>(), db.schema().index_of<ServiceItem>(),
                                   db.schema().index_of<ServiceItemDependency>(),
                                   db.schema().index_of<ServiceCategory>(), db.schema().index_of<DeliverableType>(),
                                   db.schema().index_of<ServiceBundle>(), db.schema().index_of<ServiceBundleItem>(),
                                   db.schema().index_of<Assignment>(), db.schema().index_of<WorkDependency>()})
        CHECK(db.table(table).size() == 0);
    CHECK(db.table<Service>().size() == 0);
    CHECK(db.table<ClientGroup>().size() == 0);
    CHECK(db.table<Tag>().size() == 0);
    CHECK(db.table<TeamMember>().size() == 1);
    CHECK(db.row_count() == 2);
    CHECK_FALSE(db.get(actor).demo);
    CHECK(db.get(the_firm).name == "Cabinet Martin");
    CHECK_FALSE(db.get(the_firm).demo);

    for (Json& args : undo_args(db.schema(), removed->changes)) {
        const Attempt undone = run(db, actor, "undo", std::move(args));
        REQUIRE(undone.ok());
        CHECK(undone->conflicts.empty());
    }
    CHECK(digest_beside_inboxes(db) == before);
}

TEST_CASE("demo.remove: what people have added stays") {
    Database db(domain_schema());
    load(db);
    const TeamMemberId actor = administrator(db);
    Client real;
    real.id = {{9, 1}};
    real.name = "Vrai client";
    db.for_each<Client>([&](const Client& client) { real.parent = client.id; });
    REQUIRE(run(db, actor, "client.create", row_to_json(entity_info<Client>(), &real)).ok());
    Task task;
    task.id = {{9, 2}};
    task.client = real.id;
    task.title = "Vraie tâche";
    db.for_each<TeamMember>([&](const TeamMember& member) {
        if (member.id != actor) task.assignee = member.id;
    });
    REQUIRE(run(db, actor, "task.create", row_to_json(entity_info<Task>(), &task)).ok());

    REQUIRE(run(db, actor, "demo.remove", Json::object()).ok());
    CHECK(db.table<Client>().size() == 1);
    CHECK(db.get(real.id).parent.is_nil());
    CHECK(db.find(db.get(real.id).group) != nullptr);
    CHECK(db.table<Task>().size() == 1);
    CHECK(db.get(task.id).assignee == task.assignee);
    CHECK(db.get(task.assignee).inactive);
    CHECK(db.table<TeamMember>().size() == 2);
}

TEST_CASE("demo.remove: refusals, in the order they are checked") {
    Database db(domain_schema());
    const std::vector<DemoOrder> team_only = demo_orders({.today = today, .now_ms = now_ms, .clients_csv = {}});
    for (const DemoOrder& order : team_only) {
        REQUIRE(execute(db, domain_registry(), context(db, order.actor, order.setting_up), order.command).ok());
    }
    const TeamMemberId actor = administrator(db);
    CHECK(run(db, {}, "demo.remove", Json::object()).error().code == RefusalCode::not_permitted);
    CHECK(run(db, actor, "demo.remove", {{"firm_name", 5}}).error().code == RefusalCode::malformed_arguments);
    CHECK(run(db, actor, "demo.remove", {{"firm_name", std::string(301, 'x')}}).error().code ==
          RefusalCode::text_too_long);
    REQUIRE(run(db, actor, "demo.remove", Json::object()).ok());
    CHECK(run(db, actor, "demo.remove", Json::object()).error().code == RefusalCode::row_not_found);
}
