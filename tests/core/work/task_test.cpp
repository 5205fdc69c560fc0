// Projects, tasks and checklists.
#include "core/work/task.h"

#include <doctest/doctest.h>

#include "tests/core/support/rebuild.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

Task task_titled(std::string title) {
    Task task;
    task.title = std::move(title);
    return task;
}

struct WithWork : TestFirm {
    ClientId durand;
    ClientId lefevre;
    ProjectId project;

    WithWork() {
        Client client;
        client.name = "Durand";
        durand = add(client);
        client.name = "Lefèvre";
        lefevre = add(client);
        Project bilan;
        bilan.client = durand;
        bilan.title = "Bilan 2026";
        project = add(bilan);
    }
};

}  // namespace

TEST_CASE("task: finished on the author's day, taken up again, and twice is as once") {
    WithWork firm;
    const TaskId id = firm.add(task_titled("Déclaration"));
    const auto complete = [&](TeamMemberId by) {
        return firm.give(std::string(CompleteTask::name), CompleteTask{id}.to_json(), by);
    };
    const auto reopen = [&](TeamMemberId by) {
        return firm.give(std::string(ReopenTask::name), ReopenTask{id}.to_json(), by);
    };
    CHECK(code_of(complete(firm.chloe)) == RefusalCode::not_permitted);
    REQUIRE(complete(firm.bruno).ok());
    CHECK(firm.db.get(id).status == WorkStatus::done);
    CHECK(firm.db.get(id).completed_on == test_day);
    CHECK(complete(firm.anna)->changes.empty());
    CHECK(code_of(reopen(firm.chloe)) == RefusalCode::not_permitted);
    REQUIRE(reopen(firm.anna).ok());
    CHECK(firm.db.get(id).status == WorkStatus::to_do);
    CHECK_FALSE(firm.db.get(id).completed_on.has_value());
    CHECK(reopen(firm.anna)->changes.empty());
    REQUIRE(firm.remove(id).ok());
    CHECK(code_of(complete(firm.anna)) == RefusalCode::row_not_found);
    CHECK(code_of(reopen(firm.anna)) == RefusalCode::row_not_found);
    CHECK(code_of(firm.give("task.complete", Json::object())) == RefusalCode::malformed_arguments);
    CHECK(code_of(firm.give("task.reopen", Json{{"task", 7}})) == RefusalCode::malformed_arguments);
}

TEST_CASE("task: in a project it belongs to the project's client") {
    WithWork firm;
    Task task = task_titled("Relevés");
    task.project = firm.project;
    const TaskId id = firm.add(task);
    CHECK(firm.db.get(id).client == firm.durand);
    task.client = firm.lefevre;
    task.id = firm.fresh<Task>();
    CHECK(code_of(firm.create(task)) == RefusalCode::invalid_value);
    CHECK(code_of(firm.set(id, &Task::client, firm.lefevre)) == RefusalCode::invalid_value);
}

TEST_CASE("task: an estimate is not negative") {
    WithWork firm;
    const TaskId id = firm.add(task_titled("Relevés"));
    CHECK(code_of(firm.set(id, &Task::estimate_minutes, -1)) == RefusalCode::invalid_value);
    CHECK(firm.set(id, &Task::estimate_minutes, 90).ok());
}

TEST_CASE("project: the end is not before the start") {
    WithWork firm;
    REQUIRE(firm.set(firm.project, &Project::due_on, std::optional{test_day}).ok());
    CHECK(code_of(firm.set(firm.project, &Project::starts_on, std::optional{test_day.plus_days(1)})) ==
          RefusalCode::date_order);
    CHECK(firm.set(firm.project, &Project::starts_on, std::optional{test_day}).ok());
}

TEST_CASE("project: going to another client takes tasks and checklists along, and undo brings them back") {
    WithWork firm;
    Task task = task_titled("Relevés");
    task.project = firm.project;
    const TaskId id = firm.add(task);
    ChecklistItem item;
    item.task = id;
    item.text = "Banque";
    const ChecklistItemId bank = firm.add(item);
    CHECK(firm.db.get(bank).client == firm.durand);
    const Hash128 before = firm.db.digest();
    const Attempt moved = firm.set(firm.project, &Project::client, firm.lefevre);
    REQUIRE(moved.ok());
    CHECK(firm.db.get(id).client == firm.lefevre);
    CHECK(firm.db.get(bank).client == firm.lefevre);
    CHECK(firm.db.digest(ScopeId{firm.durand.value}) != Hash128{});
    CHECK(equals_rebuild(firm.db));
    CHECK(firm.set(id, &Task::title, std::string("Relevés bancaires")).ok());
    REQUIRE(firm.set(id, &Task::title, std::string("Relevés")).ok());
    CHECK(firm.undo(moved->changes).empty());
    CHECK(firm.db.digest() == before);
}

TEST_CASE("task: going to another client takes its checklist along") {
    WithWork firm;
    const TaskId id = firm.add(task_titled("Relevés"));
    ChecklistItem item;
    item.task = id;
    item.text = "Banque";
    const ChecklistItemId bank = firm.add(item);
    CHECK(firm.db.get(bank).client.is_nil());
    REQUIRE(firm.set(id, &Task::client, firm.durand).ok());
    CHECK(firm.db.get(bank).client == firm.durand);
    CHECK(equals_rebuild(firm.db));
}

TEST_CASE("project: deleting it takes its tasks and their checklists, and undo brings all back") {
    WithWork firm;
    Task task = task_titled("Relevés");
    task.project = firm.project;
    const TaskId id = firm.add(task);
    ChecklistItem item;
    item.task = id;
    item.text = "Banque";
    firm.add(item);
    const Hash128 before = firm.db.digest();
    const Attempt gone = firm.remove(firm.project);
    REQUIRE(gone.ok());
    CHECK(firm.db.table<Task>().size() == 0);
    CHECK(firm.db.table<ChecklistItem>().size() == 0);
    CHECK(firm.undo(gone->changes).empty());
    CHECK(firm.db.digest() == before);
}

TEST_CASE("checklist: in its order by hand, equal positions by identity") {
    WithWork firm;
    const TaskId id = firm.add(task_titled("Relevés"));
    for (const char* text : {"c", "a", "b"}) {
        ChecklistItem item;
        item.task = id;
        item.text = text;
        item.position = 5;
        firm.add(item);
    }
    std::string order;
    for (const ChecklistItem* item : checklist_of(firm.db, id)) order += item->text;
    CHECK(order == "cab");
}

TEST_CASE("task: somebody who leaves the team leaves the task without an assignee") {
    WithWork firm;
    Task task = task_titled("Relevés");
    task.assignee = firm.chloe;
    const TaskId id = firm.add(task);
    REQUIRE(firm.remove(firm.chloe).ok());
    CHECK(firm.db.get(id).assignee.is_nil());
}
