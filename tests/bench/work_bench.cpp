// The work log of a firm with 500 clients, 12 services each, over 24 months: opening it, every filter, the cards, the calendar
// from month to month, and one edit with all of it brought up to date.
#include <algorithm>
#include <string>
#include <vector>

#include "core/domain/domain.h"
#include "core/firm/firm.h"
#include "core/firm/firm_calendar.h"
#include "core/store/changes.h"
#include "core/work/work_calendar.h"
#include "tests/bench/stopwatch.h"

using namespace pupitre;

namespace {

constexpr std::int32_t clients = 500;
constexpr std::int32_t services = 12;
constexpr std::int32_t months = 24;
constexpr std::int32_t members = 8;
constexpr std::int32_t series_per_client = 4;
const Date today = *Date::from_ymd(2026, 11, 26);

void print(const std::string& what, double value, const char* unit) { bench::figure("work", what, value, unit); }

Id128 numbered(std::uint64_t kind, std::int64_t number) { return {kind, static_cast<std::uint64_t>(number)}; }

/// A year back, a year ahead. What is over is done.
void fill(Database& db) {
    const Schema& schema = db.schema();
    for (std::int32_t member = 0; member < members; ++member) {
        TeamMember row;
        row.id.value = numbered(1, member);
        row.last_name = "Moreau " + std::to_string(member);
        db.load(schema.index_of<TeamMember>(), &row);
    }
    std::int64_t number = 0;
    for (std::int32_t client = 0; client < clients; ++client) {
        Client row;
        row.id.value = numbered(2, client);
        row.name = "Garage " + std::to_string(client);
        db.load(schema.index_of<Client>(), &row);
        for (std::int32_t service = 0; service < services; ++service) {
            Project project;
            project.id.value = numbered(3, client * services + service);
            project.client = row.id;
            project.title = "Prestation " + std::to_string(service);
            project.responsible.value = numbered(1, (client + service) % members);
            project.starts_on = today.plus_days(service * 9 - 60);
            project.due_on = project.starts_on->plus_days(20);
            db.load(schema.index_of<Project>(), &project);
            WorkSeries series;
            series.id.value = numbered(5, client * services + service);
            series.client = row.id;
            series.rule = "FREQ=MONTHLY;BYMONTHDAY=" + std::to_string(5 + service);
            series.starts_on = series.first_on = series.reached_on = today.plus_days(-10);
            if (service < series_per_client) db.load(schema.index_of<WorkSeries>(), &series);
            for (std::int32_t month = 0; month < months; ++month, ++number) {
                Task task;
                task.id.value = numbered(4, number);
                task.client = row.id;
                task.project = project.id;
                task.title = "TVA · déclaration CA3 " + std::to_string(month);
                task.assignee = project.responsible;
                task.due_on = today.plus_days((month - months / 2) * 30 + (client * 7 + service * 3) % 28);
                task.estimate_minutes = 45;
                if (*task.due_on < today.plus_days(-5)) task.status = WorkStatus::done;
                if (month == months / 2 && service < series_per_client) task.series = series.id;
                db.load(schema.index_of<Task>(), &task);
            }
        }
    }
}

struct Bench {
    Database db{domain_schema()};
    ListAsker asker{{numbered(1, 0)}, today};
    RecordList list{work_list_model(domain_schema(), today)};
    RecordList open{work_list_model(domain_schema(), today)};

    double ask(const ListQuery& query) {
        const bench::Stopwatch start;
        list.ask(query, asker);
        static_cast<void>(list.rows(db));
        return start.ms();
    }
};

void measure_filters(Bench& bench) {
    const auto one_after_another = [&](const char* what, const std::vector<ListCondition>& conditions) {
        std::vector<double> samples;
        for (int turn = 0; turn < 5; ++turn) {
            for (const ListCondition& condition : conditions) {
                samples.push_back(bench.ask({.conditions = {condition}, .group = "when"}));
                samples.push_back(bench.ask({.group = "when"}));
            }
        }
        print(std::string("filter by ") + what + ", p95", bench::percentile(samples, 0.95), "ms (limit 16)");
    };
    std::vector<ListCondition> who, whom;
    for (int each = 0; each < 4; ++each) {
        who.push_back({"assignee", ListTest::is, {to_text(numbered(1, each))}});
        whom.push_back({"client", ListTest::is, {to_text(numbered(2, each * 100))}});
    }
    one_after_another("person", who);
    one_after_another("client", whom);
    one_after_another("type", {{"kind", ListTest::is, {"project"}}, {"kind", ListTest::is, {"task"}}});
    one_after_another("state", {unfinished_work(), {"status", ListTest::is, {"done"}}});
    one_after_another("due date",
                      {{"due_on", ListTest::period, {"this_week"}}, {"due_on", ListTest::period, {"past"}}});
    std::vector<double> keys;
    for (const std::string words : {"garage 41", "declaration ca3 7", "prestation 3"}) {
        for (std::size_t length = 1; length <= words.size(); ++length) {
            keys.push_back(bench.ask({.search = words.substr(0, length), .group = "when"}));
        }
    }
    print("search, a key, p95", bench::percentile(keys, 0.95), "ms (limit 16)");
}

void measure_months(Bench& bench) {
    const ListQuery query{.conditions = {unfinished_work()}, .sorts = {{"due_on", false}, {"position", false}}};
    bench::Stopwatch start;
    bench.open.ask(query, bench.asker);
    const std::vector<Id128>& rows = bench.open.rows(bench.db);
    print("cards and calendar, first time", start.ms(), "ms");
    start = {};
    static_cast<void>(card_columns(bench.db, rows, today));
    print("cards cut", start.ms(), "ms");
    std::vector<double> turns, slices;
    for (int month = 0; month < 12; ++month) {
        const Date first = today.plus_days(month * 30);
        const Date last = first.plus_days(41);
        start = {};
        const auto bars = project_bars(bench.db, rows, first, last);
        for (int week = 0; week < 6; ++week) static_cast<void>(bars_of_week(bars, first.plus_days(week * 7)));
        static_cast<void>(due_days(bench.db, rows, first, last, bars));
        turns.push_back(start.ms());
        FutureWork future(first, last, list_filter(bench.open.model(), {}, bench.asker));
        for (bool more = true; more;) {
            start = {};
            more = future.step(bench.db, 150);
            slices.push_back(start.ms());
        }
    }
    print("another month, p95", bench::percentile(turns, 0.95), "ms (limit 16)");
    print("what series will bring, one slice, p95", bench::percentile(slices, 0.95), "ms");
}

void measure_edits(Bench& bench) {
    std::vector<double> edits;
    for (std::int32_t each = 0; each < 100; ++each) {
        {
            Changes changes(bench.db);
            Task task = bench.db.get(TaskId{numbered(4, each * 1'013)});
            task.due_on = task.due_on->plus_days(1);
            changes.put(task);
        }
        const bench::Stopwatch start;
        static_cast<void>(bench.list.rows(bench.db));
        static_cast<void>(bench.open.rows(bench.db));
        edits.push_back(start.ms());
    }
    print("one task changed, list and calendar brought up to date, p95", bench::percentile(edits, 0.95),
          "ms (limit 16)");
}

}  // namespace

int main() {
    Bench bench;
    fill(bench.db);
    print("tasks and projects", static_cast<double>(clients * services * (months + 1)), "");
    print("opened", bench.ask({.group = "when"}), "ms (limit 300)");
    bench::Stopwatch start;
    static_cast<void>(bench.list.groups(bench.db));
    print("groups", start.ms(), "ms");
    measure_filters(bench);
    measure_months(bench);
    measure_edits(bench);
    return 0;
}
