// A series and a business calendar, made ready for questions: what comes next, what is due in a window, and why a date is
// what it is. Every question is bounded; the year 9999 ends everything.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/calendar/business_calendar.h"
#include "core/calendar/recurrence/plan.h"
#include "core/calendar/series/series.h"

namespace pupitre {

/// Why a due date is what it is.
enum class OccurrenceReason : std::uint8_t {
    planned,          // The nominal date, or what was asked for relative to it.
    shifted,          // Moved off a closed day.
    moved,            // Somebody moved this one.
    skipped,          // Somebody skipped this one: there is no work.
    closed,           // The series gives nothing on closed days.
    no_business_day,  // None within due_reach_days_max: the nominal date stands.
};

constexpr bool gives_work(OccurrenceReason reason) {
    return reason != OccurrenceReason::skipped && reason != OccurrenceReason::closed;
}

struct Occurrence {
    Date nominal;
    Date due;
    Date create_on;  // Not after `due`.
    OccurrenceReason reason = OccurrenceReason::planned;
    std::optional<Closed> closed;  // Why the nominal date is closed, for `shifted` and `closed`.

    bool operator==(const Occurrence&) const = default;
};

/// A due date lies at most this far from its nominal one, unless somebody moved it.
constexpr std::int32_t due_reach_days_max = business_gap_days_max;
/// The widest window of due dates that can be asked for: ten years.
constexpr std::int32_t due_window_days_max = 3'660;
/// The most dates that a preview has.
constexpr std::size_t preview_max = 200;
constexpr std::size_t preview_usual = 24;

class SeriesPlan {
public:
    /// Errors, with the field's name: malformed (a rule below DAILY: "rule"), out_of_range ("placing", "lead",
    /// "start"), too_large or malformed ("exceptions": over series_exceptions_max, not in order).
    static Result<SeriesPlan> compile(Series series, BusinessCalendar calendar);

    [[nodiscard]] const Series& series() const { return series_; }
    [[nodiscard]] const BusinessCalendar& calendar() const { return calendar_; }

    /// What the series makes of a nominal date, whether the rule gives that date or not.
    [[nodiscard]] Occurrence at(Date nominal) const;
    /// True if the rule gives the date within the series' bounds, also when it is skipped.
    [[nodiscard]] bool has(Date nominal) const;
    /// The next occurrence by nominal date, with those that give no work.
    [[nodiscard]] std::optional<Occurrence> next_after(Date nominal) const;
    [[nodiscard]] std::optional<Occurrence> last_before(Date nominal) const;
    /// In a series that goes on from completion: what comes when the work was finished on that day. `created` counts
    /// what the series gave so far, for COUNT.
    [[nodiscard]] std::optional<Occurrence> next_from_completion(Date finished_on, std::int64_t created) const;

    /// All work due from `first` to `last`, both included, by due date. Nominal dates outside the window are looked at as
    /// far as a shift reaches. Errors: out_of_range (wider than due_window_days_max, or ends before it starts).
    [[nodiscard]] Result<std::vector<Occurrence>> due_between(Date first, Date last) const;

    /// The next dates after a nominal one, with skipped and closed ones; at most preview_max. If the series goes on
    /// from completion: the dates that come if each work is finished on the day it is due, from `nominal` on.
    [[nodiscard]] std::vector<Occurrence> preview(Date nominal, std::size_t count = preview_usual) const;

private:
    SeriesPlan(Series series, RecurrencePlan nominal, BusinessCalendar calendar) :
        series_(std::move(series)), nominal_(std::move(nominal)), calendar_(std::move(calendar)) {}

    [[nodiscard]] std::optional<Date> nominal_after(Date date) const;
    [[nodiscard]] const SeriesException* exception_on(Date nominal) const;
    [[nodiscard]] Result<Date> placed(Date nominal) const;
    [[nodiscard]] Date created_on(Date due) const;

    Series series_;
    RecurrencePlan nominal_;
    BusinessCalendar calendar_;
};

}  // namespace pupitre
