// Projects that come again with their tasks, and what is changed on one date alone or from there on.
#include <algorithm>

#include <doctest/doctest.h>

#include "core/domain/advance.h"
#include "core/work/project_copy.h"
#include "core/work/series_commands.h"
#include "core/work/work_dependency.h"
#include "tests/core/support/dates.h"
#include "tests/core/support/rebuild.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

/// A firm with a project for Durand, 2 to 27 November 2026: two tasks, the second waits for the first.
struct WithClosing : TestFirm {
    ClientId durand;
    ProjectId closing;
    TaskId collect, review;

    WithClosing() {
        Client client;
        client.name = "Durand";
        durand = add(client);
        Project project;
        project.client = durand;
        project.title = "Clôture mensuelle";
        project.responsible = bruno;
        project.starts_on = date_of("2026-11-02");
        project.due_on = date_of("2026-11-27");
        closing = add(project);
        collect = add_task("Réunir les pièces", "2026-11-10");
        review = add_task("Réviser", "2026-11-20");
        ChecklistItem line;
        line.task = collect;
        line.text = "Relevés de banque";
        line.done = true;
        add(line);
        WorkDependency waits;
        waits.task = review;
        waits.waits_for = collect;
        waits.client = durand;
        waits.id = work_dependency_id(review, collect);
        add(waits);
    }

    TaskId add_task(std::string title, std::string_view due) {
        Task task;
        task.client = durand;
        task.project = closing;
        task.title = std::move(title);
        task.assignee = anna;
        task.due_on = date_of(due);
        return add(task);
    }
    Attempt repeat(std::string rule) {
        WorkSeries settings;
        settings.rule = std::move(rule);
        return give(std::string(RepeatProject::name), RepeatProject{closing, settings}.to_json());
    }
    WorkSeriesId series() { return db.get(closing).series; }
    Project latest() {
        const auto work = latest_work(db, db.get(series()));
        REQUIRE(work);
        REQUIRE(work->is_project);
        return db.get(ProjectId{work->id});
    }
    std::vector<Task> tasks(ProjectId project) {
        std::vector<Task> found;
        db.for_each_with<&Task::project>(project, [&](const Task& task) { found.push_back(task); });
        std::ranges::sort(found, {}, &Task::due_on);
        return found;
    }
    Attempt finish(ProjectId id) { return set(id, &Project::status, WorkStatus::done); }
    Attempt keep(bool kept, std::vector<std::string> fields) {
        return give(std::string(KeepForNext::name),
                    KeepForNext{series(), latest().id.value, std::move(fields), kept}.to_json());
    }
};

}  // namespace

TEST_CASE("[PRJ-16] repeat: a project comes again when it is done, on the rule's date") {
    WithClosing firm;
    REQUIRE(firm.repeat("FREQ=MONTHLY;BYMONTHDAY=27").ok());
    CHECK(firm.db.get(firm.closing).occurrence_on == date_of("2026-11-27"));
    CHECK(firm.latest().id == firm.closing);
    REQUIRE(firm.finish(firm.closing).ok());
    CHECK(firm.db.get(firm.closing).completed_on == test_day);
    const Project next = firm.latest();
    CHECK(next.id.value == occurrence_id(firm.series().value, date_of("2026-12-27")));
    CHECK(next.due_on == date_of("2026-12-27"));
    CHECK(next.status == WorkStatus::to_do);
    CHECK_FALSE(next.completed_on);
    CHECK(equals_rebuild(firm.db));
}

TEST_CASE(
    "[PRJ-19] occurrence: title, client, responsible, tasks, checklists, waiting and dates; nothing that was done") {
    WithClosing firm;
    REQUIRE(firm.give(std::string(CompleteTask::name), CompleteTask{firm.collect}.to_json()).ok());
    REQUIRE(firm.repeat("FREQ=MONTHLY;BYMONTHDAY=27").ok());
    REQUIRE(firm.finish(firm.closing).ok());
    const Project next = firm.latest();
    CHECK(next.title == "Clôture mensuelle");
    CHECK(next.client == firm.durand);
    CHECK(next.responsible == firm.bruno);
    CHECK(next.starts_on == date_of("2026-12-02"));  // 30 days on, as the due date.
    const std::vector<Task> tasks = firm.tasks(next.id);
    REQUIRE(tasks.size() == 2);
    CHECK(tasks[0].title == "Réunir les pièces");
    CHECK(tasks[0].assignee == firm.anna);
    CHECK(tasks[0].due_on == date_of("2026-12-10"));
    CHECK(tasks[0].status == WorkStatus::to_do);
    CHECK_FALSE(tasks[0].completed_on);
    CHECK(tasks[1].due_on == date_of("2026-12-20"));
    CHECK(tasks[1].status == WorkStatus::blocked);
    const auto held = held_up_by(firm.db, tasks[1].id);
    REQUIRE(held);
    CHECK(held->id == tasks[0].id.value);
    const auto lines = checklist_of(firm.db, tasks[0].id);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0]->text == "Relevés de banque");
    CHECK_FALSE(lines[0]->done);
    CHECK(equals_rebuild(firm.db));
}

TEST_CASE("repeated project: two devices make the same next one, part by part") {
    WithClosing first;
    WithClosing second;
    for (WithClosing* firm : {&first, &second}) {
        REQUIRE(firm->repeat("FREQ=MONTHLY;BYMONTHDAY=27").ok());
        REQUIRE(firm->finish(firm->closing).ok());
    }
    CHECK(first.latest().id == second.latest().id);
    CHECK(first.tasks(first.latest().id) == second.tasks(second.latest().id));
}

TEST_CASE("[PRJ-21] series: what is changed on one date alone is not taken over") {
    WithClosing firm;
    REQUIRE(firm.repeat("FREQ=MONTHLY;BYMONTHDAY=27").ok());
    REQUIRE(firm.keep(true, {"responsible", "title"}).ok());
    Project changed = firm.db.get(firm.closing);
    changed.responsible = firm.anna;
    changed.title = "Clôture de novembre";
    REQUIRE(firm.change(firm.db.get(firm.closing), changed, firm.anna).ok());
    REQUIRE(firm.finish(firm.closing).ok());
    const Project december = firm.latest();
    CHECK(december.responsible == firm.bruno);
    CHECK(december.title == "Clôture mensuelle");
    CHECK(firm.db.get(firm.closing).title == "Clôture de novembre");
    // From there on it goes on as December has it.
    CHECK(firm.db.get(firm.series()).kept.empty());

    // Said of work that is not the latest any more, it holds for nothing.
    REQUIRE(firm.give(std::string(KeepForNext::name),
                      KeepForNext{firm.series(), firm.closing.value, {"title"}, true}.to_json())
                .ok());
    CHECK(firm.db.get(firm.series()).kept.empty());

    // This and the following.
    REQUIRE(firm.keep(true, {"title"}).ok());
    REQUIRE(firm.keep(false, {"title"}).ok());
    changed = december;
    changed.title = "Clôture";
    REQUIRE(firm.change(december, changed, firm.anna).ok());
    REQUIRE(firm.finish(december.id).ok());
    CHECK(firm.latest().title == "Clôture");
    CHECK(equals_rebuild(firm.db));
}

TEST_CASE("[PRJ-21] series: of a task alone, too, and what two people keep comes together") {
    WithClosing firm;
    WorkSeries monthly;
    monthly.rule = "FREQ=MONTHLY";
    REQUIRE(firm.give(std::string(RepeatTask::name), RepeatTask{firm.collect, monthly}.to_json()).ok());
    const WorkSeriesId series = firm.db.get(firm.collect).series;
    const auto keep = [&](const char* field) {
        return firm.give(std::string(KeepForNext::name),
                         KeepForNext{series, firm.collect.value, {field}, true}.to_json());
    };
    REQUIRE(keep("assignee").ok());
    REQUIRE(keep("estimate_minutes").ok());
    Task changed = firm.db.get(firm.collect);
    changed.assignee = {};
    changed.estimate_minutes = 240;
    REQUIRE(firm.change(firm.db.get(firm.collect), changed, firm.anna).ok());
    REQUIRE(firm.give(std::string(CompleteTask::name), CompleteTask{firm.collect}.to_json()).ok());
    const Task* next = latest_task(firm.db, firm.db.get(series));
    REQUIRE(next != nullptr);
    CHECK(next->id != firm.collect);
    CHECK(next->assignee == firm.anna);
    CHECK(next->estimate_minutes == 0);
}

TEST_CASE("repeated project: a skipped date cancels open tasks, a moved one moves them, finished ones stay") {
    WithClosing firm;
    REQUIRE(firm.give(std::string(CompleteTask::name), CompleteTask{firm.collect}.to_json()).ok());
    REQUIRE(firm.repeat("FREQ=MONTHLY;BYMONTHDAY=27").ok());
    REQUIRE(firm.give(std::string(MoveOccurrence::name),
                      MoveOccurrence{firm.series(), date_of("2026-11-27"), date_of("2026-11-30")}.to_json())
                .ok());
    CHECK(firm.db.get(firm.closing).due_on == date_of("2026-11-30"));
    CHECK(firm.db.get(firm.closing).starts_on == date_of("2026-11-05"));
    CHECK(firm.db.get(firm.collect).due_on == date_of("2026-11-10"));
    CHECK(firm.db.get(firm.review).due_on == date_of("2026-11-23"));
    REQUIRE(firm.give(std::string(SkipOccurrence::name), SkipOccurrence{firm.series(), date_of("2026-11-27")}.to_json())
                .ok());
    CHECK(firm.db.get(firm.closing).status == WorkStatus::cancelled);
    CHECK(firm.db.get(firm.collect).status == WorkStatus::done);
    CHECK(firm.db.get(firm.review).status == WorkStatus::cancelled);
    // What follows comes as if it were done, with all its tasks.
    CHECK(firm.latest().due_on == date_of("2026-12-27"));
    CHECK(firm.tasks(firm.latest().id).size() == 2);
}

TEST_CASE("repeated project: it moves to another client with its series") {
    WithClosing firm;
    Client client;
    client.name = "Mercier";
    const ClientId mercier = firm.add(client);
    REQUIRE(firm.repeat("FREQ=MONTHLY").ok());
    REQUIRE(firm.set(firm.closing, &Project::client, mercier).ok());
    CHECK(firm.db.get(firm.series()).client == mercier);
    REQUIRE(firm.finish(firm.closing).ok());
    for (const Task& task : firm.tasks(firm.latest().id)) CHECK(task.client == mercier);
}

TEST_CASE("repeated project: refusals") {
    WithClosing firm;
    Project project;
    project.title = "Sans échéance";
    const ProjectId dateless = firm.add(project);
    WorkSeries monthly;
    monthly.rule = "FREQ=MONTHLY";
    const std::string name(RepeatProject::name);
    CHECK(code_of(firm.give(name, RepeatProject{dateless, monthly}.to_json())) == RefusalCode::field_required);
    CHECK(code_of(firm.give(name, RepeatProject{{{9, 9}}, monthly}.to_json())) == RefusalCode::row_not_found);
    REQUIRE(firm.repeat("FREQ=MONTHLY").ok());
    CHECK(firm.repeat("FREQ=MONTHLY").ok());
    CHECK(code_of(firm.repeat("FREQ=DAILY")) == RefusalCode::row_exists);
    CHECK(code_of(firm.keep(true, {"due_on"})) == RefusalCode::invalid_value);
    CHECK(code_of(firm.keep(true, {"assignee"})) == RefusalCode::invalid_value);
    CHECK_FALSE(KeepForNext::from_json(Json{{"series", to_text(firm.series().value)}, {"fields", Json::array()}}).ok());
    CHECK_FALSE(
        KeepForNext::from_json(Json{{"series", to_text(firm.series().value)}, {"fields", {"title"}}, {"kept", "yes"}})
            .ok());
}
