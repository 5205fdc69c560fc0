// Lengths of time in years, months, weeks and days.
#include "core/calendar/calendar_duration.h"

#include <limits>

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

Date day(std::int32_t year, std::int32_t month, std::int32_t of_month) {
    const auto date = Date::from_ymd(year, month, of_month);
    REQUIRE(date.has_value());
    return *date;
}

}  // namespace

TEST_CASE("duration: months end where the month ends") {
    CHECK(plus_months(day(2026, 1, 31), 1) == day(2026, 2, 28));
    CHECK(plus_months(day(2028, 1, 31), 1) == day(2028, 2, 29));
    CHECK(plus_months(day(2026, 3, 31), -1) == day(2026, 2, 28));
    CHECK(plus(day(2028, 2, 29), {.years = 1}) == day(2029, 2, 28));
    CHECK(plus(day(2028, 2, 29), {.years = 4}) == day(2032, 2, 29));
    CHECK(plus(day(2026, 1, 31), {.months = 1, .weeks = 1, .days = 1}) == day(2026, 3, 8));
}

TEST_CASE("duration: a series keeps its day and does not stick at the 28th") {
    const Date anchor = day(2026, 1, 31);
    const CalendarDuration month{.months = 1};
    CHECK(plus_times(anchor, month, 1) == day(2026, 2, 28));
    CHECK(plus_times(anchor, month, 2) == day(2026, 3, 31));
    CHECK(plus_times(anchor, month, 3) == day(2026, 4, 30));
    CHECK(plus_times(anchor, month, -2) == day(2025, 11, 30));
    CHECK(plus_times(anchor, month, 0) == anchor);
    CHECK(plus_times(day(2024, 2, 29), {.years = 1}, 4) == day(2028, 2, 29));
}

TEST_CASE("duration: nothing outside the years 1 to 9999, however large the numbers") {
    constexpr std::int32_t most = std::numeric_limits<std::int32_t>::max();
    constexpr std::int32_t least = std::numeric_limits<std::int32_t>::min();
    CHECK_FALSE(plus_months(date_max, 1).has_value());
    CHECK_FALSE(plus(date_max, {.days = 1}).has_value());
    CHECK_FALSE(plus(date_min, {.days = -1}).has_value());
    CHECK_FALSE(plus(day(2026, 1, 1), {.years = most, .months = most, .weeks = most, .days = most}).has_value());
    CHECK_FALSE(plus_times(day(2026, 1, 1), {.years = least, .weeks = least}, least).has_value());
    CHECK_FALSE(plus_times(day(2026, 1, 1), {.weeks = most}, most).has_value());
    CHECK(plus_times(day(2026, 1, 1), {.years = most}, 0) == day(2026, 1, 1));
}

TEST_CASE("duration: what lies between two dates leads from one to the other") {
    CHECK(duration_between(day(2026, 1, 31), day(2026, 2, 28)) == CalendarDuration{.months = 1});
    CHECK(duration_between(day(2026, 1, 15), day(2027, 3, 14)) ==
          CalendarDuration{.years = 1, .months = 1, .days = 27});
    CHECK(duration_between(day(2026, 3, 1), day(2026, 1, 31)) == CalendarDuration{.months = -1, .days = -1});
    CHECK(duration_between(day(2026, 3, 1), day(2026, 3, 1)) == CalendarDuration{});
    for (std::int32_t from = 0; from < 800; from += 7) {
        for (std::int32_t to = 0; to < 1600; to += 3) {
            const Date start = day(2023, 6, 1).plus_days(from);
            const Date end = day(2022, 6, 1).plus_days(to);
            REQUIRE(plus(start, duration_between(start, end)) == end);
        }
    }
}

TEST_CASE("duration: the stored form and back") {
    CHECK(to_iso(CalendarDuration{.years = 1, .months = 2, .weeks = 3, .days = 4}) == "P1Y2M3W4D");
    CHECK(to_iso(CalendarDuration{.months = -1}) == "P-1M");
    CHECK(to_iso(CalendarDuration{}) == "P0D");
    for (const CalendarDuration duration :
         {CalendarDuration{}, CalendarDuration{.weeks = 2}, CalendarDuration{.years = -3, .days = 9'999'999}}) {
        CHECK(*parse_iso_duration(to_iso(duration)) == duration);
    }
    for (const char* text : {"", "P", "P1", "1D", "P1D2M", "P1M1M", "PD", "P1H", "PT1H", "P1D ", "P-D", "P1.5D"}) {
        CAPTURE(text);
        REQUIRE_FALSE(parse_iso_duration(text).ok());
        CHECK(parse_iso_duration(text).error().code == ErrorCode::malformed);
    }
    CHECK(parse_iso_duration("P10000000D").error().code == ErrorCode::out_of_range);
    CHECK(parse_iso_duration("P99999999999D").error().code == ErrorCode::out_of_range);
    CHECK(parse_iso_duration("P1Y99999999999D").error().position == 3);
}
