// Bars, their lines, and the dates of series ahead.
#include "core/work/work_calendar.h"

#include <algorithm>
#include <tuple>

#include "core/firm/firm_calendar.h"

namespace pupitre {

namespace {

constexpr std::int32_t days_per_week = 7;

}  // namespace

std::vector<ProjectBar> project_bars(const Database& db, const std::vector<Id128>& rows, Date first, Date last) {
    std::vector<ProjectBar> bars;
    const RowRun run = due_between(db, rows, first, last.plus_days(bar_days_max));
    for (std::size_t place = run.first; place < run.first + run.count; ++place) {
        const Project* project = db.find(ProjectId{rows[place]});
        if (project == nullptr || !project->starts_on || !project->due_on) continue;
        const std::int32_t days = days_between(*project->starts_on, *project->due_on) + 1;
        if (days <= 1 || days > bar_days_max || *project->starts_on > last) continue;
        bars.push_back({project->id, *project->starts_on, *project->due_on});
    }
    std::ranges::sort(bars, {}, [](const ProjectBar& bar) {
        return std::tuple(days_between(bar.first, bar.last), bar.first, bar.project);
    });
    return bars;
}

std::vector<DueDay> due_days(const Database& db, const std::vector<Id128>& rows, Date first, Date last,
                             std::span<const ProjectBar> bars) {
    std::vector<Id128> as_bars;
    as_bars.reserve(bars.size());
    for (const ProjectBar& bar : bars) as_bars.push_back(bar.project.value);
    std::ranges::sort(as_bars);
    std::vector<DueDay> days;
    const RowRun run = due_between(db, rows, first, last);
    for (std::size_t place = run.first; place < run.first + run.count; ++place) {
        const std::optional<Date> due = due_date(db, rows[place]);
        if (!due || std::ranges::binary_search(as_bars, rows[place])) continue;
        if (days.empty() || days.back().day != *due) days.push_back({*due, {}});
        days.back().work.push_back(rows[place]);
    }
    return days;
}

std::vector<WeekBar> bars_of_week(std::span<const ProjectBar> bars, Date monday) {
    std::vector<WeekBar> placed;
    std::vector<std::uint32_t> taken;  // Per line, a bit for each day.
    for (std::size_t place = 0; place < bars.size(); ++place) {
        const std::int32_t from = days_between(monday, bars[place].first);
        const std::int32_t to = days_between(monday, bars[place].last);
        if (to < 0 || from >= days_per_week) continue;
        WeekBar bar{place, std::max(from, 0), std::min(to, days_per_week - 1), 0, from >= 0, to < days_per_week};
        const std::uint32_t days = ((2U << bar.to) - 1) & ~((1U << bar.from) - 1);
        const auto line = std::ranges::find_if(taken, [&](std::uint32_t used) { return (used & days) == 0; });
        bar.line = static_cast<std::size_t>(line - taken.begin());
        if (line == taken.end()) taken.push_back(0);
        taken[bar.line] |= days;
        placed.push_back(bar);
    }
    return placed;
}

void FutureWork::look_at(const Database& db, const WorkSeries& series) {
    if (series.from_completion || series.paused_since) return;
    const auto latest = latest_work(db, series);
    if (!latest) return;
    const WorkKind kind = latest->is_project ? WorkKind::project : WorkKind::task;
    const void* row = db.table(db.schema().index_of(table_of(kind))).find(latest->id);
    if (filter_.accept && !filter_.accept(db, {static_cast<std::size_t>(kind), row})) return;
    const auto plan = plan_of(db, series, *calendar_);
    if (!plan) return;
    const auto due = plan->due_between(first_, last_);
    if (!due) return;
    for (const Occurrence& occurrence : *due) {
        if (!gives_work(occurrence.reason)) continue;
        if (series.reached_on && occurrence.nominal <= *series.reached_on) continue;
        found_.push_back({occurrence.due, occurrence.nominal, latest->id});
    }
}

bool FutureWork::step(const Database& db, std::size_t series) {
    if (finished_) return false;
    if (!calendar_) calendar_ = firm_calendar(db);
    const Table& table = db.table<WorkSeries>();
    std::size_t place = table.place_from(next_);
    for (; place < table.size() && series > 0; ++place, --series) {
        look_at(db, *static_cast<const WorkSeries*>(table.at(place)));
    }
    finished_ = place >= table.size() || first_ > last_;
    if (!finished_) {
        next_ = id_of(table.at(place));
        return true;
    }
    std::ranges::stable_sort(found_, {}, &FutureDate::due);
    return false;
}

}  // namespace pupitre
