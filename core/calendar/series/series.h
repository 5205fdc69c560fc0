// Work that comes again, as a plain value: a rule of days, how a due date is found from each of its dates, when the work
// is created, and what was decided about single dates.
//
// The dates that the rule gives are nominal. Identity, exceptions, COUNT and UNTIL belong to them; due dates follow from
// them and from nothing else, so nothing drifts. Knows no task, no clock and no calendar of closed days: that is plan.h.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/id.h"
#include "core/calendar/date.h"
#include "core/calendar/recurrence/rule.h"

namespace pupitre {

/// How the due date is found from the nominal one.
enum class Placing : std::uint8_t {
    as_is,                  // It is the nominal date.
    next,                   // The next business day, if the nominal date is closed.
    previous,               // The business day before.
    modified_following,     // The next one, but the one before if the next lies in another month.
    nearest,                // Whichever is nearer.
    omitted,                // None: on closed days there is no work.
    business_days_after,    // The n-th business day after the nominal date.
    business_days_before,   // The n-th business day before it.
    business_day_of_month,  // The n-th business day of the nominal date's month, from its end if n is negative.
};

struct DuePlacing {
    Placing placing = Placing::as_is;
    std::int32_t business_days = 0;  // n of the last three: 1 to placing_days_max, for the last also negative.

    bool operator==(const DuePlacing&) const = default;
};

constexpr std::int32_t placing_days_max = 60;
/// True for the three that need a number.
constexpr bool counts_business_days(Placing placing) { return placing >= Placing::business_days_after; }

/// When the work is created.
enum class Creation : std::uint8_t {
    when_previous_is_done,  // At the latest on its due date.
    days_before,            // So many days before it is due.
    business_days_before,
};

struct Lead {
    Creation creation = Creation::when_previous_is_done;
    std::int32_t days = 0;  // 0 to lead_days_max.

    bool operator==(const Lead&) const = default;
};

constexpr std::int32_t lead_days_max = 366;

/// What was decided about one nominal date.
struct SeriesException {
    Date nominal;
    std::optional<Date> moved_to;  // The due date instead. Nothing: skipped.

    bool operator==(const SeriesException&) const = default;
};

constexpr std::size_t series_exceptions_max = 2'000;

struct Series {
    RecurrenceRule rule;  // COUNT and UNTIL are its end. Times of day are ignored.
    Date start;           // DTSTART: what the rule's intervals and COUNT are reckoned from. It never changes.
    /// Nominal dates before this day are not this series': it took over from another one, or was resumed, on it.
    std::optional<Date> first;
    /// From this nominal day on nothing comes until the series is resumed.
    std::optional<Date> paused_since;
    /// The next date is reckoned from the day on which the previous work was finished, not from `start`.
    bool from_completion = false;
    DuePlacing due;
    Lead lead;
    std::vector<SeriesException> exceptions;  // By nominal date, one a date.

    bool operator==(const Series&) const = default;
};

/// The identity of what a series gives on a nominal date. The same on every device, so nothing is created twice.
Id128 occurrence_id(Id128 series, Date nominal);
/// In a series that goes on from completion: of what follows the first `created` works, whatever day the last was
/// finished on. Two devices that finish it on different days mean the same one.
Id128 successor_id(Id128 series, std::int64_t created);
/// Of the series that takes over from another one on a nominal date.
Id128 following_series_id(Id128 series, Date nominal);

}  // namespace pupitre
