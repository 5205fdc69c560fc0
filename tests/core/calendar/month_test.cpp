// Months of a year and weeks of a year.
#include "core/calendar/month.h"

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

Date day(std::int32_t year, std::int32_t month, std::int32_t of_month) {
    const auto date = Date::from_ymd(year, month, of_month);
    REQUIRE(date.has_value());
    return *date;
}

YearMonth month(std::int32_t year, Month of_year) {
    const auto found = YearMonth::from(year, of_year);
    REQUIRE(found.has_value());
    return *found;
}

}  // namespace

TEST_CASE("year-month: its days, its neighbours, its form") {
    const YearMonth february = month(2028, Month::february);
    CHECK(february.first_day() == day(2028, 2, 1));
    CHECK(february.last_day() == day(2028, 2, 29));
    CHECK(february.plus_months(11) == month(2029, Month::january));
    CHECK(february.plus_months(-2) == month(2027, Month::december));
    CHECK(YearMonth::of(day(2028, 2, 17)) == february);
    CHECK(to_iso(february) == "2028-02");
    CHECK(*parse_iso_year_month("2028-02") == february);
    CHECK(month(1, Month::january).first_day() == date_min);
    CHECK(month(9999, Month::december).last_day() == date_max);
}

TEST_CASE("year-month: outside the calendar there is nothing") {
    CHECK_FALSE(YearMonth::from(0, Month::december).has_value());
    CHECK_FALSE(YearMonth::from(10000, Month::january).has_value());
    CHECK_FALSE(month(9999, Month::december).plus_months(1).has_value());
    CHECK_FALSE(month(1, Month::january).plus_months(-1).has_value());
    CHECK_FALSE(month(2026, Month::may).plus_months(INT64_MAX).has_value());
    CHECK_FALSE(month(2026, Month::may).plus_months(INT64_MIN).has_value());
    CHECK_FALSE(month_of_number(0).has_value());
    CHECK_FALSE(month_of_number(13).has_value());
    for (const char* text : {"", "2026-1", "2026/10", "10-2026", "2026-1a", "2026-10-01"}) {
        CAPTURE(text);
        CHECK(parse_iso_year_month(text).error().code == ErrorCode::malformed);
    }
    CHECK(parse_iso_year_month("2026-13").error().code == ErrorCode::out_of_range);
    CHECK(parse_iso_year_month("0000-10").error().code == ErrorCode::out_of_range);
}

TEST_CASE("day in month: the last day where the month is shorter") {
    CHECK(day_in_month(2027, Month::february, 31) == day(2027, 2, 28));
    CHECK(day_in_month(2028, Month::february, 30) == day(2028, 2, 29));
    CHECK(day_in_month(2027, Month::april, 31) == day(2027, 4, 30));
    CHECK(day_in_month(2027, Month::april, 12) == day(2027, 4, 12));
}

// Examples of ISO 8601: 29 December 2008 is in the week 1 of 2009, 3 January 2010 in the week 53 of 2009.
TEST_CASE("ISO week: a week belongs to the year of its Thursday") {
    CHECK(to_iso(IsoWeek::of(day(2008, 12, 29))) == "2009-W01");
    CHECK(to_iso(IsoWeek::of(day(2010, 1, 3))) == "2009-W53");
    CHECK(to_iso(IsoWeek::of(day(2026, 10, 14))) == "2026-W42");
    CHECK(IsoWeek::from(2026, 42)->monday() == day(2026, 10, 12));
    CHECK(IsoWeek::from(2026, 42)->day(Weekday::sunday) == day(2026, 10, 18));
    CHECK(iso_weeks_in_year(2026) == 53);
    CHECK(iso_weeks_in_year(2027) == 52);
    CHECK_FALSE(IsoWeek::from(2027, 53).has_value());
    CHECK_FALSE(IsoWeek::from(2027, 0).has_value());
    CHECK(*parse_iso_week("2026-W42") == *IsoWeek::from(2026, 42));
    CHECK(parse_iso_week("2026W42").error().code == ErrorCode::malformed);
    CHECK(parse_iso_week("2027-W53").error().code == ErrorCode::out_of_range);
}

TEST_CASE("ISO week: for four hundred years, weeks follow each other without a gap") {
    IsoWeek last = IsoWeek::of(day(1999, 12, 26));
    std::int32_t weeks = 0;
    for (Date monday = day(1999, 12, 27); monday < day(2399, 12, 27); monday = monday.plus_days(7), ++weeks) {
        const IsoWeek week = IsoWeek::of(monday);
        REQUIRE(week == IsoWeek::of(monday.plus_days(6)));
        REQUIRE(week.monday() == monday);
        const bool next_number = week.year() == last.year() && week.number() == last.number() + 1;
        const bool new_year =
            week.year() == last.year() + 1 && week.number() == 1 && last.number() == iso_weeks_in_year(last.year());
        REQUIRE((next_number || new_year));
        last = week;
    }
    CHECK(weeks == 20'871);
}
