// Days of work: bars, their lines within a week, and what series will bring.
#include "core/work/work_calendar.h"

#include <doctest/doctest.h>

#include "core/domain/domain.h"
#include "core/store/changes.h"

using namespace pupitre;

namespace {

// November 2026   Mo Tu We Th Fr Sa Su
//                 16 17 18 19 20 21 22
//                 23 24 25 26 27 28 29
const Date monday = *Date::from_ymd(2026, 11, 16);

struct Office {
    Database db{domain_schema()};
    std::vector<Id128> rows;

    template <class Entity>
    void put(const Entity& row) {
        Changes changes(db);
        changes.put(row);
    }
    /// Its days are counted from the Monday. Called in the order of due dates.
    ProjectId project(std::uint64_t id, std::optional<std::int32_t> from, std::int32_t to) {
        Project row;
        row.id.value = {3, id};
        if (from) row.starts_on = monday.plus_days(*from);
        row.due_on = monday.plus_days(to);
        put(row);
        rows.push_back(row.id.value);
        return row.id;
    }
};

}  // namespace

TEST_CASE("[VIEW-04] calendar: projects with a start are bars on their days; the shorter ones first") {
    Office office;
    const ProjectId gone = office.project(1, -20, -1);
    const ProjectId without_start = office.project(2, std::nullopt, 2);
    const ProjectId one_day = office.project(3, 3, 3);
    const ProjectId long_one = office.project(4, -25, 5);
    const ProjectId too_long = office.project(7, -26, 5);
    const ProjectId short_one = office.project(5, 4, 8);
    const ProjectId later = office.project(6, 14, 20);
    const auto bars = project_bars(office.db, office.rows, monday, monday.plus_days(6));
    REQUIRE(bars.size() == 2);
    CHECK(bars[0] == ProjectBar{short_one, monday.plus_days(4), monday.plus_days(8)});
    CHECK(bars[1].project == long_one);
    for (const ProjectId absent : {gone, without_start, one_day, later, too_long}) {
        CHECK(std::ranges::find(bars, absent, &ProjectBar::project) == bars.end());
    }
}

TEST_CASE("[VIEW-04] calendar: what is due stands on its day, without the bars") {
    Office office;
    office.project(1, std::nullopt, -1);
    const ProjectId on_monday = office.project(2, std::nullopt, 0);
    const ProjectId also = office.project(3, -60, 0);
    office.project(4, 1, 3);
    const ProjectId on_sunday = office.project(5, std::nullopt, 6);
    office.project(6, std::nullopt, 7);
    const auto bars = project_bars(office.db, office.rows, monday, monday.plus_days(6));
    CHECK(due_days(office.db, office.rows, monday, monday.plus_days(6), bars) ==
          std::vector<DueDay>{{monday, {on_monday.value, also.value}}, {monday.plus_days(6), {on_sunday.value}}});
}

TEST_CASE("calendar: bars of a week stand on the first line that is free on their days") {
    const std::vector<ProjectBar> bars = {{{{3, 1}}, monday.plus_days(4), monday.plus_days(8)},
                                          {{{3, 2}}, monday.plus_days(0), monday.plus_days(1)},
                                          {{{3, 3}}, monday.plus_days(-9), monday.plus_days(4)},
                                          {{{3, 4}}, monday.plus_days(2), monday.plus_days(3)}};
    const auto week = bars_of_week(bars, monday);
    CHECK(week == std::vector<WeekBar>{{0, 4, 6, 0, true, false},
                                       {1, 0, 1, 0, true, true},
                                       {2, 0, 4, 1, false, true},
                                       {3, 2, 3, 0, true, true}});
    CHECK(bars_of_week(bars, monday.plus_days(7)) == std::vector<WeekBar>{{0, 0, 1, 0, false, true}});
    CHECK(bars_of_week(bars, monday.plus_days(14)).empty());
}

TEST_CASE(
    "[VIEW-04] calendar: what series will bring, without what is there, what was skipped, and what is not asked for") {
    Office office;
    const auto add = [&](std::uint64_t id, TeamMemberId who, std::string rule) {
        WorkSeries series;
        series.id.value = {5, id};
        series.rule = std::move(rule);
        series.starts_on = series.first_on = series.reached_on = monday;
        series.created = 1;
        Task task;
        task.id.value = {1, id};
        task.assignee = who;
        task.due_on = task.occurrence_on = monday;
        task.series = series.id;
        office.put(series);
        office.put(task);
        return series;
    };
    const TeamMemberId lea{{2, 1}};
    const WorkSeries weekly = add(1, lea, "FREQ=WEEKLY");
    WorkSeries paused = add(2, lea, "FREQ=DAILY");
    paused.paused_since = monday;
    office.put(paused);
    add(3, {{2, 2}}, "FREQ=DAILY");
    WorkSeriesException skipped;
    skipped.id = exception_id(weekly.id, monday.plus_days(14));
    skipped.series = weekly.id;
    skipped.nominal_on = monday.plus_days(14);
    office.put(skipped);

    const ListModel model = work_list_model(domain_schema(), monday);
    const ListFilter hers = list_filter(model, {{"assignee", ListTest::is, {to_text(lea.value)}}}, {lea, monday});
    FutureWork work(monday, monday.plus_days(27), hers);
    std::size_t steps = 1;
    while (work.step(office.db, 1)) ++steps;
    CHECK(steps == 3);
    const Id128 like{1, 1};
    CHECK(work.found() == std::vector<FutureDate>{{monday.plus_days(7), monday.plus_days(7), like},
                                                  {monday.plus_days(21), monday.plus_days(21), like}});
    CHECK_FALSE(work.step(office.db, 1));
}
