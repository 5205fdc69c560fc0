// A project made like another one: its tasks, checklists and what waits for what, and nothing that was done.
#include "core/work/project_copy.h"

#include <doctest/doctest.h>

#include "core/domain/domain.h"
#include "core/store/changes.h"

using namespace pupitre;

TEST_CASE(
    "[PRJ-24] copy: tasks, checklists and waiting come along, undone, moved as the project is, without repetition") {
    Database db(domain_schema());
    const auto put = [&](const auto& row) {
        Changes changes(db);
        changes.put(row);
    };
    const Date start = *Date::from_ymd(2026, 1, 5);
    Project like;
    like.id.value = {30, 1};
    like.title = "Bilan 2025";
    like.starts_on = start;
    like.due_on = start.plus_days(60);
    put(like);
    Task first;
    first.id.value = {31, 1};
    first.project = like.id;
    first.title = "Réunir les pièces";
    first.due_on = start.plus_days(10);
    first.status = WorkStatus::done;
    first.completed_on = start.plus_days(9);
    first.series.value = {33, 1};
    first.occurrence_on = start;
    first.estimate_minutes = 90;
    put(first);
    Task second = first;
    second.id.value = {31, 2};
    second.title = "Réviser";
    second.due_on.reset();
    second.status = WorkStatus::to_do;
    second.series = {};
    put(second);
    Task dropped = second;
    dropped.id.value = {31, 3};
    dropped.status = WorkStatus::cancelled;
    put(dropped);
    ChecklistItem line;
    line.id.value = {32, 1};
    line.task = first.id;
    line.text = "Relevés";
    line.done = true;
    put(line);
    WorkDependency waits;
    waits.task = second.id;
    waits.waits_for = first.id;
    waits.id = work_dependency_id(waits.task, waits.waits_for);
    put(waits);

    Project made = like;
    made.id.value = {30, 2};
    made.starts_on = start.plus_days(365);
    std::uint64_t ids = 0;
    const ProjectCopy copy = copy_parts(db, like, made, [&](Id128) { return Id128{40, ++ids}; });
    REQUIRE(copy.tasks.size() == 2);
    CHECK(copy.tasks[0].title == "Réunir les pièces");
    CHECK(copy.tasks[0].project == made.id);
    CHECK(copy.tasks[0].due_on == start.plus_days(375));
    CHECK(copy.tasks[0].status == WorkStatus::to_do);
    CHECK_FALSE(copy.tasks[0].completed_on);
    CHECK(copy.tasks[0].series.is_nil());
    CHECK_FALSE(copy.tasks[0].occurrence_on);
    CHECK(copy.tasks[0].estimate_minutes == 90);
    CHECK(copy.tasks[1].title == "Réviser");
    CHECK_FALSE(copy.tasks[1].due_on);
    REQUIRE(copy.checklist.size() == 1);
    CHECK(copy.checklist[0].task == copy.tasks[0].id);
    CHECK(copy.checklist[0].text == "Relevés");
    CHECK_FALSE(copy.checklist[0].done);
    REQUIRE(copy.dependencies.size() == 1);
    CHECK(copy.dependencies[0].task == copy.tasks[1].id);
    CHECK(copy.dependencies[0].waits_for == copy.tasks[0].id);

    made.starts_on.reset();
    made.due_on = like.due_on->plus_days(30);
    CHECK(copy_parts(db, like, made, [&](Id128) { return Id128{40, ++ids}; }).tasks[0].due_on == start.plus_days(40));
}
