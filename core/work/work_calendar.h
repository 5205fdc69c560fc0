// Work by days, as a calendar shows it: what is due on each day, projects as bars over their days, and what series will
// bring, which is not there yet.
#pragma once

#include <span>
#include <vector>

#include "core/work/series_tasks.h"
#include "core/work/work_list.h"

namespace pupitre {

/// A project that takes several days, a month of them at most: what lasts longer says nothing about a day but its last.
constexpr std::int32_t bar_days_max = 31;
struct ProjectBar {
    ProjectId project;
    Date first;
    Date last;  // Its due date.

    bool operator==(const ProjectBar&) const = default;
};

/// The projects among rows by due date that are bars and have a day from first to last; the shorter ones first, because there
/// may not be room for all.
std::vector<ProjectBar> project_bars(const Database& db, const std::vector<Id128>& rows, Date first, Date last);

/// A day on which something is due.
struct DueDay {
    Date day;
    std::vector<Id128> work;  // In the order of the rows.

    bool operator==(const DueDay&) const = default;
};
/// The days from first to last with what is due on them, of rows by due date, without the bars.
std::vector<DueDay> due_days(const Database& db, const std::vector<Id128>& rows, Date first, Date last,
                             std::span<const ProjectBar> bars);

/// A bar within one week: its days there and the line it stands on.
struct WeekBar {
    std::size_t bar = 0;    // Its place in the list of bars.
    std::int32_t from = 0;  // 0: Monday.
    std::int32_t to = 0;    // Not before `from`.
    std::size_t line = 0;
    bool begins = true;  // In this week, …
    bool ends = true;    // … or goes on before or behind it.

    bool operator==(const WeekBar&) const = default;
};
/// The bars of the week from a Monday, each on the first line that is free on its days.
std::vector<WeekBar> bars_of_week(std::span<const ProjectBar> bars, Date monday);

/// A date of a series that has no work yet.
struct FutureDate {
    Date due;
    Date nominal;
    Id128 like;  // The task or project before, like which it will be made.

    bool operator==(const FutureDate&) const = default;
};

/// Finds what series will bring within a window, some series at a time: a rule must be compiled for each. Series that go on
/// from completion bring nothing that is known today.
class FutureWork {
public:
    FutureWork() = default;
    /// The window begins today at the earliest. `filter` decides by the work before.
    FutureWork(Date first, Date last, ListFilter filter) : first_(first), last_(last), filter_(std::move(filter)) {}

    /// Looks at so many more series, in the order of their ids; false when all were looked at.
    bool step(const Database& db, std::size_t series);
    /// By due date, then by series. Complete when step has said so.
    [[nodiscard]] const std::vector<FutureDate>& found() const { return found_; }

private:
    void look_at(const Database& db, const WorkSeries& series);

    Date first_, last_;
    ListFilter filter_;
    std::optional<BusinessCalendar> calendar_;
    Id128 next_;  // The smallest id that was not looked at.
    bool finished_ = false;
    std::vector<FutureDate> found_;
};

}  // namespace pupitre
