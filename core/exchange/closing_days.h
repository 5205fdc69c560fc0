// Days of the year and days of the calendar in a short list, as people write them and as they are stored: when a firm is
// closed. Knows no firm and no clock.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/calendar/business_calendar.h"

namespace pupitre {

struct ClosingDays {
    std::vector<YearlySpan> yearly;
    std::vector<DaySpan> once;

    bool operator==(const ClosingDays&) const = default;
};

/// Why a list can't be read.
enum class ClosingDaysProblem { not_a_day, no_such_day, end_before_start, too_many_days };

/// One entry a line, or with commas or semicolons between: "24/12 – 02/01", "du 24 décembre au 2 janvier", "14/07" are each
/// year; "15/05/2026", "2026-08-03 to 2026-08-21" once. An end without a year follows the start, and the other way round.
/// At most business_calendar_spans_max of a kind.
Result<ClosingDays, ClosingDaysProblem> read_closing_days(std::string_view typed);

/// "24/12 – 02/01" and "15/05/2026", one a line: each year's first, then by date. Reading it gives the same list.
std::string write_closing_days(const ClosingDays& days);

/// "--12-24/--01-02" and "2026-05-15", one a line, in the same order (ISO 8601, days of each year without their year).
std::string to_stored(const ClosingDays& days);
/// Errors: malformed for anything that to_stored() does not give.
Result<ClosingDays> closing_days_from_stored(std::string_view stored);

/// What the fields of an entity are checked with.
bool is_closing_days(std::string_view stored);
/// The same without days of each year.
bool is_days_once(std::string_view stored);

}  // namespace pupitre
