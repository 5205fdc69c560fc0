// Groups, filters and orders of tasks and projects.
#include "core/work/work_list.h"

#include <doctest/doctest.h>

#include "core/domain/domain.h"
#include "core/firm/firm.h"
#include "core/store/changes.h"

using namespace pupitre;

namespace {

// November 2026   Mo Tu We Th Fr Sa Su
//                 16 17 18 19 20 21 22    today is Saturday the 21st
//                 23 24 25 26 27 28 29
const Date today = *Date::from_ymd(2026, 11, 21);

struct Office {
    Database db{domain_schema()};

    template <class Entity>
    void put(const Entity& row) {
        Changes changes(db);
        changes.put(row);
    }
    TaskId task(std::uint64_t id, std::string title, std::optional<Date> due, WorkStatus status = WorkStatus::to_do) {
        Task row;
        row.id.value = {1, id};
        row.title = std::move(title);
        row.due_on = due;
        row.status = status;
        put(row);
        return row.id;
    }
};

}  // namespace

TEST_CASE("work list: groups follow the calendar week") {
    Office office;
    office.task(1, "later", today.plus_days(16));
    office.task(2, "next week", today.plus_days(2));
    office.task(3, "tomorrow", today.plus_days(1));
    office.task(4, "late", today.plus_days(-1));
    office.task(5, "no date", std::nullopt);
    office.task(6, "done", today, WorkStatus::done);
    office.task(7, "today", today);

    ListIndex list(work_list_source(domain_schema()));
    list.set_order(work_order(today));
    const auto& rows = list.rows(office.db);
    const auto groups = work_groups(office.db, rows, today);
    REQUIRE(groups.size() == due_group_count);
    for (std::size_t place = 0; place < groups.size(); ++place) {
        CHECK(groups[place].group == static_cast<DueGroup>(place));
        CHECK(groups[place].first == place);
        CHECK(groups[place].count == 1);
    }
}

TEST_CASE("work list: finished work is left out until it is asked for") {
    Office office;
    office.task(1, "open", today);
    office.task(2, "done", today, WorkStatus::done);
    ListIndex list(work_list_source(domain_schema()));
    WorkFilter filter;
    list.set_filter(work_filter(filter));
    CHECK(list.rows(office.db).size() == 1);
    filter.with_finished = true;
    list.set_filter(work_filter(filter));
    CHECK(list.rows(office.db).size() == 2);
    filter.status = WorkStatus::done;
    list.set_filter(work_filter(filter));
    CHECK(list.rows(office.db).size() == 1);
}

TEST_CASE("[VIEW-06] work list: a project is also found by the assignee of one of its tasks") {
    Office office;
    TeamMember lea;
    lea.id.value = {2, 1};
    lea.last_name = "Moreau";
    office.put(lea);
    Project project;
    project.id.value = {3, 1};
    project.title = "Clôture";
    office.put(project);
    Task task;
    task.id.value = {1, 1};
    task.title = "Lettrage";
    task.project = project.id;
    task.assignee = lea.id;
    office.put(task);

    ListIndex list(project_list_source(domain_schema()));
    list.set_order(project_order(today));
    WorkFilter filter;
    filter.assignee = lea.id;
    list.set_filter(project_filter(filter));
    CHECK(list.rows(office.db).size() == 1);
    filter.assignee = TeamMemberId{{2, 2}};
    list.set_filter(project_filter(filter));
    CHECK(list.rows(office.db).empty());
}

TEST_CASE("work list: sorted by a column, both ways") {
    Office office;
    const TaskId b = office.task(1, "Bilan", today);
    const TaskId a = office.task(2, "Acompte", std::nullopt);
    ListIndex list(work_list_source(domain_schema()));
    list.set_order(work_order(WorkColumn::title, false));
    CHECK(list.rows(office.db) == std::vector{a.value, b.value});
    list.set_order(work_order(WorkColumn::title, true));
    CHECK(list.rows(office.db) == std::vector{b.value, a.value});
    list.set_order(work_order(WorkColumn::due_on, false));
    CHECK(list.rows(office.db) == std::vector{b.value, a.value});
}
