// A task is wanted when the one before is finished, when its time to be created has come, or on its due date at the latest.
#include "core/work/series_tasks.h"

#include <algorithm>

#include "core/firm/firm_calendar.h"
#include "core/work/work_dependency.h"

namespace pupitre {

namespace {

// Dates in a row that give no work (skipped, closed) before a series is taken to be over.
constexpr std::int32_t barren_dates_max = 1'000;

bool is_wanted(const WorkSeries& series, const Occurrence& next, const Task& latest, Date today) {
    if (series.creation != Creation::when_previous_is_done) return next.create_on <= today;
    return !is_open(latest.status) || next.due <= today;
}

/// What has to be made next, if anything.
std::optional<Occurrence> wanted(const Database& db, const WorkSeries& series, const BusinessCalendar& calendar,
                                 Date today) {
    const Task* latest = latest_task(db, series);
    if (latest == nullptr) return std::nullopt;
    const auto plan = plan_of(db, series, calendar);
    if (!plan) return std::nullopt;
    const auto next = next_occurrence(series, *plan, *latest, today);
    return next && is_wanted(series, *next, *latest, today) ? next : std::nullopt;
}

/// What the task before waited for, the next one waits for again, if that comes again, too: in its latest occurrence.
void wait_as_before(Changes& changes, const Context& by, TaskId before, TaskId next) {
    for (const Task* other : waits_of(changes.db(), before)) {
        const WorkSeries* series = changes.db().find(other->series);
        const Task* latest = series != nullptr ? latest_task(changes.db(), *series) : nullptr;
        if (latest != nullptr && is_open(latest->status)) wait_for(changes, next, latest->id);
    }
    settle(changes, by, next);
}

void make_task(Changes& changes, const Context& by, const WorkSeries& series, const Occurrence& next) {
    const Database& db = changes.db();
    const Task* latest = latest_task(db, series);
    const TaskId from = latest->id;
    const Id128 id = series.from_completion ? successor_id(series.id.value, series.created)
                                            : occurrence_id(series.id.value, next.nominal);
    if (db.find(TaskId{id}) != nullptr) return;
    Task task;
    task.id = {id};
    task.client = latest->client;
    task.project = latest->project;
    task.title = latest->title;
    task.description = latest->description;
    task.assignee = latest->assignee;
    task.due_on = next.due;
    task.estimate_minutes = latest->estimate_minutes;
    task.position = latest->position;
    task.series = series.id;
    task.occurrence_on = next.nominal;
    std::vector<ChecklistItem> items;
    for (const ChecklistItem* item : checklist_of(db, latest->id)) items.push_back(*item);
    changes.put(task);
    for (ChecklistItem& item : items) {
        item.id = {derived_id(id, to_text(item.id.value))};
        item.task = task.id;
        item.client = task.client;
        item.done = false;
        if (db.find(item.id) == nullptr) changes.put(item);
    }
    wait_as_before(changes, by, from, task.id);
}

std::int32_t make_wanted(Changes& changes, const Context& by, WorkSeriesId id, const BusinessCalendar& calendar,
                         std::int32_t most) {
    std::int32_t made = 0;
    while (made < most) {
        WorkSeries series = changes.db().get(id);
        const auto next = wanted(changes.db(), series, calendar, by.today);
        if (!next) break;
        make_task(changes, by, series, *next);
        series.reached_on = next->nominal;
        ++series.created;
        changes.put(series);
        ++made;
    }
    return made;
}

}  // namespace

const Task* latest_task(const Database& db, const WorkSeries& series) {
    const Task* latest = nullptr;
    db.for_each_with<&Task::series>(series.id, [&](const Task& task) {
        const bool reached = series.reached_on && task.occurrence_on == series.reached_on;
        const bool latest_reached = latest != nullptr && latest->occurrence_on == series.reached_on;
        if (latest == nullptr || reached || (!latest_reached && latest->occurrence_on < task.occurrence_on)) {
            latest = &task;
        }
    });
    return latest;
}

std::optional<Occurrence> next_occurrence(const WorkSeries& series, const SeriesPlan& plan, const Task& latest,
                                          Date today) {
    if (series.from_completion) {
        if (is_open(latest.status)) return std::nullopt;
        return plan.next_from_completion(latest.completed_on.value_or(today), series.created);
    }
    auto next = plan.next_after(series.reached_on.value_or(series.starts_on.value_or(today)));
    for (std::int32_t barren = 0; next && !gives_work(next->reason); ++barren) {
        if (barren == barren_dates_max) return std::nullopt;
        next = plan.next_after(next->nominal);
    }
    return next;
}

void continue_series(Changes& changes, const Context& by, WorkSeriesId series) {
    if (changes.db().find(series) == nullptr) return;
    make_wanted(changes, by, series, firm_calendar(changes.db()), series_tasks_at_once);
}

void continue_all_series(Changes& changes, const Context& by) {
    std::vector<WorkSeriesId> all;
    changes.db().for_each<WorkSeries>([&](const WorkSeries& series) {
        if (by.sees(changes.db(), ScopeId{series.client.value})) all.push_back(series.id);
    });
    const BusinessCalendar calendar = firm_calendar(changes.db());
    std::int32_t left = tasks_at_once;
    for (const WorkSeriesId series : all) {
        left -= make_wanted(changes, by, series, calendar, std::min(left, series_tasks_at_once));
    }
}

bool has_series_to_continue(const Database& db, Date today) {
    bool found = false;
    std::optional<BusinessCalendar> calendar;
    db.for_each<WorkSeries>([&](const WorkSeries& series) {
        if (found) return;
        if (!calendar) calendar = firm_calendar(db);
        found = wanted(db, series, *calendar, today).has_value();
    });
    return found;
}

void move_series(Changes& changes, const Task& task) {
    const WorkSeries* found = changes.db().find(task.series);
    if (found == nullptr || found->client == task.client) return;
    // A finished task that goes elsewhere leaves the series where its work goes on.
    if (const Task* latest = latest_task(changes.db(), *found); latest == nullptr || latest->id != task.id) return;
    WorkSeries series = *found;
    series.client = task.client;
    changes.put(series);
    const auto ids = changes.db().ids_with<&WorkSeriesException::series>(series.id);
    for (const Id128 id : std::vector<Id128>(ids.begin(), ids.end())) {
        WorkSeriesException exception = changes.db().get(WorkSeriesExceptionId{id});
        exception.client = task.client;
        changes.put(exception);
    }
}

}  // namespace pupitre
