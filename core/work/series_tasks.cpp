// Work is wanted when the one before is finished, when its time to be created has come, or on its due date at the latest.
#include "core/work/series_tasks.h"

#include <algorithm>

#include "core/firm/firm_calendar.h"

namespace pupitre {

namespace {

// Dates in a row that give no work (skipped, closed) before a series is taken to be over.
constexpr std::int32_t barren_dates_max = 1'000;

bool is_wanted(const WorkSeries& series, const Occurrence& next, const SeriesWork& latest, Date today) {
    if (series.creation != Creation::when_previous_is_done) return next.create_on <= today;
    return !is_open(latest.status) || next.due <= today;
}

/// What has to be made next, if anything.
std::optional<Occurrence> wanted(const Database& db, const WorkSeries& series, const BusinessCalendar& calendar,
                                 Date today) {
    const auto latest = latest_work(db, series);
    if (!latest) return std::nullopt;
    const auto plan = plan_of(db, series, calendar);
    if (!plan) return std::nullopt;
    const auto next = next_occurrence(series, *plan, *latest, today);
    return next && is_wanted(series, *next, *latest, today) ? next : std::nullopt;
}

std::int32_t make_wanted(Changes& changes, const Context& by, WorkSeriesId id, const BusinessCalendar& calendar,
                         std::int32_t most) {
    std::int32_t made = 0;
    while (made < most) {
        WorkSeries series = changes.db().get(id);
        const auto next = wanted(changes.db(), series, calendar, by.today);
        if (!next) break;
        made += std::max(make_work(changes, by, series, *next), 1);
        series.reached_on = next->nominal;
        ++series.created;
        series.kept.clear();
        changes.put(series);
    }
    return made;
}

}  // namespace

std::optional<Occurrence> next_occurrence(const WorkSeries& series, const SeriesPlan& plan, const SeriesWork& latest,
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
        if (left <= 0) break;
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

void move_series(Changes& changes, WorkSeriesId id, Id128 work, ClientId client) {
    const WorkSeries* found = changes.db().find(id);
    if (found == nullptr || found->client == client) return;
    // Finished work that goes elsewhere leaves the series where its work goes on.
    if (const auto latest = latest_work(changes.db(), *found); !latest || latest->id != work) return;
    WorkSeries series = *found;
    series.client = client;
    changes.put(series);
    const auto ids = changes.db().ids_with<&WorkSeriesException::series>(series.id);
    for (const Id128 exception_id : std::vector<Id128>(ids.begin(), ids.end())) {
        WorkSeriesException exception = changes.db().get(WorkSeriesExceptionId{exception_id});
        exception.client = client;
        changes.put(exception);
    }
}

}  // namespace pupitre
