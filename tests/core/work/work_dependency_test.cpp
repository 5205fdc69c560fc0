// What waits for what among live work.
#include "core/work/work_dependency.h"

#include <doctest/doctest.h>

#include "core/work/series_commands.h"
#include "tests/core/support/rebuild.h"
#include "tests/core/support/service_firm.h"

using namespace pupitre;

namespace {

struct WithTasks : TestFirm {
    ClientId durand = add(ServiceFirm::client_named("Durand"));
    TaskId first = add(titled("Relevés", durand));
    TaskId second = add(titled("Lettrage", durand));
    TaskId third = add(titled("Bilan", durand));

    static Task titled(std::string title, ClientId client) {
        Task task;
        task.title = std::move(title);
        task.client = client;
        task.due_on = test_day.plus_days(10);
        return task;
    }
    Attempt wait(TaskId task, TaskId other) {
        WorkDependency dependency;
        dependency.id = work_dependency_id(task, other);
        dependency.task = task;
        dependency.waits_for = other;
        return create(dependency, bruno);
    }
    Attempt complete(TaskId task) { return give(std::string(CompleteTask::name), CompleteTask{task}.to_json(), bruno); }
    Attempt reopen(TaskId task) { return give(std::string(ReopenTask::name), ReopenTask{task}.to_json(), bruno); }
    [[nodiscard]] WorkStatus status(TaskId task) const { return db.get(task).status; }
};

}  // namespace

TEST_CASE("[PRJ-30] dependency: what waits is blocked, can't be begun or finished, and is released by the last one") {
    WithTasks firm;
    REQUIRE(firm.wait(firm.third, firm.first).ok());
    REQUIRE(firm.wait(firm.third, firm.second).ok());
    CHECK(firm.status(firm.third) == WorkStatus::blocked);
    const Attempt early = firm.complete(firm.third);
    REQUIRE(code_of(early) == RefusalCode::waits_for_others);
    CHECK(early.error().cause.table == Task::table);
    CHECK(early.error().cause.row == held_up_by(firm.db, firm.third)->id);
    CHECK_FALSE(early.error().detail.empty());
    for (const WorkStatus status : {WorkStatus::in_progress, WorkStatus::done, WorkStatus::to_do})
        CHECK(code_of(firm.set(firm.third, &Task::status, status)) == RefusalCode::waits_for_others);
    REQUIRE(firm.complete(firm.first).ok());
    CHECK(firm.status(firm.third) == WorkStatus::blocked);
    CHECK(waits_of(firm.db, firm.third).front()->id == firm.second);  // What is still open comes first.
    const Hash128 before = firm.db.digest();
    const Attempt last = firm.complete(firm.second);
    REQUIRE(last.ok());
    CHECK(firm.status(firm.third) == WorkStatus::to_do);
    CHECK(firm.db.get(firm.third).released_on == test_day);
    CHECK(firm.undo(last->changes).empty());
    CHECK(firm.db.digest() == before);
    REQUIRE(firm.complete(firm.second).ok());
    CHECK(firm.complete(firm.third).ok());
}

TEST_CASE("[PRJ-30] dependency: taking up again blocks what has not begun, and leaves what has") {
    WithTasks firm;
    REQUIRE(firm.wait(firm.second, firm.first).ok());
    REQUIRE(firm.wait(firm.third, firm.first).ok());
    REQUIRE(firm.complete(firm.first).ok());
    REQUIRE(firm.set(firm.third, &Task::status, WorkStatus::in_progress).ok());
    REQUIRE(firm.reopen(firm.first).ok());
    CHECK(firm.status(firm.second) == WorkStatus::blocked);
    CHECK_FALSE(firm.db.get(firm.second).released_on.has_value());
    CHECK(firm.status(firm.third) == WorkStatus::in_progress);
    // What is begun is finished only when nothing holds it up.
    CHECK(code_of(firm.complete(firm.third)) == RefusalCode::waits_for_others);
}

TEST_CASE("[PRJ-30] dependency: a date after the wait follows in business days, and goes when it is blocked again") {
    WithTasks firm;
    Task after = WithTasks::titled("Révision", firm.durand);
    after.due_on = std::nullopt;
    after.delay = Delay::business_days_after_wait;
    after.delay_days = 2;
    const TaskId id = firm.add(after);
    REQUIRE(firm.wait(id, firm.first).ok());
    REQUIRE(firm.complete(firm.first).ok());
    CHECK(firm.db.get(id).due_on == day_of(11, 24));  // Saturday the 21st, then Monday and Tuesday.
    REQUIRE(firm.reopen(firm.first).ok());
    CHECK_FALSE(firm.db.get(id).due_on.has_value());
}

TEST_CASE("[PRJ-30] dependency: what is cancelled, deleted or no longer waited for releases") {
    WithTasks firm;
    REQUIRE(firm.wait(firm.second, firm.first).ok());
    SUBCASE("cancelled") { REQUIRE(firm.set(firm.first, &Task::status, WorkStatus::cancelled).ok()); }
    SUBCASE("deleted") {
        const Hash128 before = firm.db.digest();
        const Attempt removed = firm.remove(firm.first);
        REQUIRE(removed.ok());
        CHECK(equals_rebuild(firm.db));
        CHECK(firm.undo(removed->changes).empty());
        CHECK(firm.db.digest() == before);
        REQUIRE(firm.remove(firm.first).ok());
    }
    SUBCASE("no longer waited for") { REQUIRE(firm.remove(work_dependency_id(firm.second, firm.first)).ok()); }
    SUBCASE("the occurrence is skipped") {
        RepeatTask repeat;
        repeat.task = firm.first;
        repeat.settings.rule = "FREQ=MONTHLY";
        REQUIRE(firm.give(std::string(RepeatTask::name), repeat.to_json()).ok());
        const Task& task = firm.db.get(firm.first);
        REQUIRE(firm.give(std::string(SkipOccurrence::name), SkipOccurrence{task.series, *task.occurrence_on}.to_json())
                    .ok());
    }
    CHECK(firm.status(firm.second) == WorkStatus::to_do);
}

TEST_CASE("[PRJ-30] dependency: circles are refused with their path, other clients' work too") {
    WithTasks firm;
    REQUIRE(firm.wait(firm.second, firm.first).ok());
    REQUIRE(firm.wait(firm.third, firm.second).ok());
    const Attempt circle = firm.wait(firm.first, firm.third);
    REQUIRE(code_of(circle) == RefusalCode::reference_cycle);
    CHECK(circle.error().detail == "Relevés → Bilan → Lettrage → Relevés");
    CHECK(code_of(firm.wait(firm.first, firm.first)) == RefusalCode::reference_cycle);
    CHECK(code_of(firm.wait(firm.second, firm.first)) == RefusalCode::row_exists);
    const TaskId elsewhere = firm.add(WithTasks::titled("Ailleurs", firm.add(ServiceFirm::client_named("Lefèvre"))));
    CHECK(code_of(firm.wait(firm.first, elsewhere)) == RefusalCode::invalid_value);
}

TEST_CASE("dependency: it goes with both tasks to another client, and ends when one stays behind") {
    WithTasks firm;
    const ClientId other = firm.add(ServiceFirm::client_named("Lefèvre"));
    Project project;
    project.client = firm.durand;
    project.title = "Bilan 2026";
    const ProjectId id = firm.add(project);
    REQUIRE(firm.set(firm.first, &Task::project, id).ok());
    REQUIRE(firm.set(firm.second, &Task::project, id).ok());
    REQUIRE(firm.wait(firm.second, firm.first).ok());
    REQUIRE(firm.wait(firm.third, firm.first).ok());
    const Hash128 before = firm.db.digest();
    const Attempt moved = firm.set(id, &Project::client, other);
    REQUIRE(moved.ok());
    CHECK(firm.db.get(work_dependency_id(firm.second, firm.first)).client == other);
    CHECK(firm.db.find(work_dependency_id(firm.third, firm.first)) == nullptr);
    CHECK(firm.status(firm.second) == WorkStatus::blocked);
    CHECK(firm.status(firm.third) == WorkStatus::to_do);
    CHECK(equals_rebuild(firm.db));
    CHECK(firm.undo(moved->changes).empty());
    CHECK(firm.db.digest() == before);
}

TEST_CASE("dependency: the next occurrence waits for the next occurrence of what the one before waited for") {
    WithTasks firm;
    const auto repeat = [&](TaskId task) {
        RepeatTask command;
        command.task = task;
        command.settings.rule = "FREQ=MONTHLY";
        REQUIRE(firm.give(std::string(RepeatTask::name), command.to_json()).ok());
        return firm.db.get(task).series;
    };
    REQUIRE(firm.wait(firm.second, firm.first).ok());
    const WorkSeriesId first = repeat(firm.first);
    const WorkSeriesId second = repeat(firm.second);
    REQUIRE(firm.complete(firm.first).ok());   // Its next one is there …
    REQUIRE(firm.complete(firm.second).ok());  // … before the next of what waits for it.
    const TaskId next_first = latest_task(firm.db, firm.db.get(first))->id;
    const TaskId next_second = latest_task(firm.db, firm.db.get(second))->id;
    CHECK(next_second != firm.second);
    CHECK(firm.db.find(work_dependency_id(next_second, next_first)) != nullptr);
    CHECK(firm.status(next_second) == WorkStatus::blocked);
}
