// Groups, conditions and orders of tasks and projects side by side; cards and days.
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
    RecordList list{work_list_model(domain_schema(), today)};
    TeamMemberId lea{{2, 1}};
    TeamMemberId sam{{2, 2}};

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
    ProjectId project(std::uint64_t id, std::string title, std::optional<Date> due) {
        Project row;
        row.id.value = {3, id};
        row.title = std::move(title);
        row.due_on = due;
        put(row);
        return row.id;
    }
    std::string titles(const ListQuery& query) {
        list.ask(query, {lea, today});
        std::string out;
        for (const Id128 id : list.rows(db)) out += (out.empty() ? "" : ", ") + work_item(db, id)->title;
        return out;
    }
};

}  // namespace

TEST_CASE("work list: groups follow the calendar week") {
    Office office;
    office.task(1, "later", today.plus_days(16));
    office.task(2, "next week", today.plus_days(2));
    office.project(3, "tomorrow", today.plus_days(1));
    office.task(4, "late", today.plus_days(-1));
    office.task(5, "no date", std::nullopt);
    office.task(6, "done", today, WorkStatus::done);
    office.project(7, "today", today);

    CHECK(office.titles({.group = "when"}) == "late, today, tomorrow, next week, later, no date, done");
    const std::vector<ListGroup> groups = office.list.groups(office.db);
    REQUIRE(groups.size() == std::size(enum_names<DueGroup>));
    for (std::size_t place = 0; place < groups.size(); ++place) {
        CHECK(groups[place].value == Value{static_cast<std::int64_t>(place)});
        CHECK(groups[place].first == place);
        CHECK(groups[place].count == 1);
    }
}

TEST_CASE("[VIEW-07, VIEW-08, VIEW-09] work list: by type, by state, by due date, all at once") {
    Office office;
    office.task(1, "late", today.plus_days(-1), WorkStatus::in_progress);
    office.task(2, "today", today);
    office.task(3, "done today", today, WorkStatus::done);
    office.project(4, "next month", today.plus_days(20));
    const ListCondition projects{"kind", ListTest::is, {"project"}};
    const ListCondition late{"due_on", ListTest::period, {"past"}};
    const ListCondition this_week{"due_on", ListTest::period, {"this_week"}};
    CHECK(office.titles({.conditions = {projects}}) == "next month");
    CHECK(office.titles({.conditions = {late}}) == "late");
    CHECK(office.titles({.conditions = {this_week}, .sorts = {{"title", false}}}) == "done today, late, today");
    CHECK(office.titles({.conditions = {this_week, {"status", ListTest::is, {"done"}}}}) == "done today");
    CHECK(office.titles({.conditions = {{"due_on", ListTest::at_least, {"2026-12-01"}},
                                        {"due_on", ListTest::at_most, {"2026-12-31"}}}}) == "next month");
    CHECK(office.titles({.conditions = {unfinished_work()}, .sorts = {{"due_on", false}}}) ==
          "late, today, next month");
}

TEST_CASE("[VIEW-06] work list: a project is also found by the assignee of one of its tasks") {
    Office office;
    TeamMember lea;
    lea.id = office.lea;
    lea.last_name = "Moreau";
    office.put(lea);
    const ProjectId project = office.project(1, "Clôture", std::nullopt);
    const ListQuery mine{.conditions = {{"assignee", ListTest::is, {std::string(list_me)}}}};
    CHECK(office.titles(mine).empty());
    Task task;
    task.id.value = {1, 1};
    task.title = "Lettrage";
    task.project = project;
    task.assignee = office.lea;
    office.put(task);
    CHECK(office.titles(mine) == "Lettrage, Clôture");
    CHECK(office.titles({.conditions = {{"assignee", ListTest::empty, {}}}}) == "Clôture");
    // The task goes to somebody else: so does the project.
    task.assignee = office.sam;
    office.put(task);
    CHECK(office.titles(mine).empty());
}

TEST_CASE("[VIEW-05] work list: one client's work, or the firm's own") {
    Office office;
    Client client;
    client.id.value = {4, 1};
    client.name = "Boulangerie Guérin";
    office.put(client);
    office.task(1, "own", today);
    Task task;
    task.id.value = {1, 2};
    task.title = "theirs";
    task.client = client.id;
    office.put(task);
    CHECK(office.titles({.conditions = {{"client", ListTest::is, {to_text(client.id.value)}}}}) == "theirs");
    CHECK(office.titles({.conditions = {{"client", ListTest::empty, {}}}}) == "own");
    CHECK(office.titles({.search = "guerin"}) == "theirs");
    client.name = "Pâtisserie Guérin";
    office.put(client);
    CHECK(office.titles({.search = "patisserie"}) == "theirs");
}

TEST_CASE("[PRJ-02] work list: tasks, projects and client requests; a request says whose it is and where it stands") {
    Office office;
    Client client;
    client.id.value = {4, 1};
    client.name = "Boulangerie Guérin";
    office.put(client);
    Portal portal;
    portal.id = portal_id(client.id);
    portal.client = client.id;
    office.put(portal);
    office.task(1, "task", today);
    office.project(2, "project", today);
    ClientRequest request;
    request.id.value = {6, 1};
    request.client = client.id;
    request.space = PortalId{client.id.value};
    request.title = "request";
    request.due_on = today.plus_days(-1);
    office.put(request);
    CHECK(office.titles({.sorts = {{"kind", false}}}) == "task, project, request");
    CHECK(office.titles({.conditions = {{"kind", ListTest::is, {"request"}}}}) == "request");
    CHECK(office.titles({.conditions = {{"due_on", ListTest::period, {"past"}}}}) == "request");
    const ListQuery mine{.conditions = {{"assignee", ListTest::is, {std::string(list_me)}}}};
    CHECK(office.titles(mine).empty());
    RequestTracking tracking = tracking_of(request);
    tracking.responsible = office.lea;
    office.put(tracking);
    CHECK(office.titles(mine) == "request");
    // Shared, it stands in another scope, and is found there by its client's name all the same.
    request.state = RequestState::seen;
    request.space = portal.id;
    office.put(request);
    client.name = "Pâtisserie Guérin";
    office.put(client);
    CHECK(office.titles({.search = "patisserie"}) == "request");
    CHECK(work_item(office.db, request.id.value)->status == WorkStatus::in_progress);
    CHECK(office.titles({.conditions = {{"request_state", ListTest::is, {"seen", "answered"}}}}) == "request");
    request.state = RequestState::accepted;
    office.put(request);
    CHECK(office.titles({.conditions = {unfinished_work()}, .sorts = {{"kind", false}}}) == "task, project");
}

TEST_CASE("work list: sorted by columns, both ways") {
    Office office;
    office.task(1, "Bilan", today);
    office.task(2, "Acompte", std::nullopt);
    CHECK(office.titles({.sorts = {{"title", false}}}) == "Acompte, Bilan");
    CHECK(office.titles({.sorts = {{"title", true}}}) == "Bilan, Acompte");
    CHECK(office.titles({.sorts = {{"due_on", false}}}) == "Bilan, Acompte");
}

TEST_CASE(
    "[VIEW-02, VIEW-03] cards: late, this week, the next 30 days with the thirtieth, no date; later ones are not among "
    "them") {
    Office office;
    office.task(1, "late", today.plus_days(-1));
    office.task(2, "today", today);
    office.task(3, "Sunday", today.plus_days(1));
    office.project(4, "Monday", today.plus_days(2));
    office.task(5, "day 30", today.plus_days(30));
    office.task(6, "day 31", today.plus_days(31));
    office.task(7, "no date", std::nullopt);
    office.task(8, "done", today, WorkStatus::done);
    const ListQuery open{.conditions = {unfinished_work()}, .sorts = {{"due_on", false}}};
    CHECK(office.titles(open) == "late, today, Sunday, Monday, day 30, day 31, no date");
    const auto columns = card_columns(office.db, office.list.rows(office.db), today);
    CHECK(columns == std::array{RowRun{0, 1}, RowRun{1, 2}, RowRun{3, 2}, RowRun{6, 1}});
    CHECK(due_between(office.db, office.list.rows(office.db), today, today.plus_days(2)) == RowRun{1, 3});
    // The list has them all.
    CHECK(office.titles({.group = "when"}) == "late, today, Sunday, Monday, day 30, day 31, no date, done");
}

TEST_CASE("cards: of nothing, nothing") {
    Office office;
    CHECK(office.titles({.conditions = {unfinished_work()}, .sorts = {{"due_on", false}}}).empty());
    CHECK(card_columns(office.db, office.list.rows(office.db), today) == std::array<RowRun, card_column_count>{});
}
