// A length of time in units of the calendar: "1 year and 2 months", "2 weeks". Not a number of days: a month is as long
// as the month it is added to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/calendar/date.h"

namespace pupitre {

/// Each unit may be negative; they are kept as given (14 months stay 14 months).
struct CalendarDuration {
    std::int32_t years = 0;
    std::int32_t months = 0;
    std::int32_t weeks = 0;
    std::int32_t days = 0;

    bool operator==(const CalendarDuration&) const = default;
};

/// The largest size of each unit: no sum of them overflows, and all reach beyond the years 1 to 9999.
constexpr std::int32_t duration_unit_max = 9'999'999;

/// This many months later, on the same day of the month or, where the month has no such day, on its last: one month
/// after 31 January is 28 or 29 February. Nothing outside the years 1 to 9999.
std::optional<Date> plus_months(Date from, std::int64_t months);

/// Years and months first (see plus_months), then weeks and days. Nothing outside the years 1 to 9999.
std::optional<Date> plus(Date from, const CalendarDuration& duration);

/// The anchor, `count` times the duration later; `count` may be negative. A series is built with this from its first
/// day and never from its last date: 31 January, 28 February, 31 March, not 28 March. Nothing outside the years 1 to
/// 9999.
std::optional<Date> plus_times(Date anchor, const CalendarDuration& duration, std::int32_t count);

/// Whole years, months (0 to 11) and days from one date to another, so that plus(from, it) is `to`. All of them are
/// negative or zero if `to` is earlier.
CalendarDuration duration_between(Date from, Date to);

/// "P1Y2M3W4D" (ISO 8601), the stored form; "P0D" for nothing. Units with a sign: "P-1M".
std::string to_iso(const CalendarDuration& duration);
/// Reads that form: units in order, each at most once, no time part. Errors: malformed (with the position),
/// out_of_range (a number over duration_unit_max).
Result<CalendarDuration> parse_iso_duration(std::string_view text);

}  // namespace pupitre
