// Days on the wall calendar.
#include "core/calendar/date.h"

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

Date day(std::int32_t year, std::int32_t month, std::int32_t of_month) {
    const auto date = Date::from_ymd(year, month, of_month);
    REQUIRE(date.has_value());
    return *date;
}

template <class A, class B>
concept Addable = requires(A a, B b) { a + b; };
static_assert(!Addable<Date, Date>, "A date plus a date means nothing.");

}  // namespace

TEST_CASE("date: every day from 1 to 9999 has one number, in order") {
    std::int32_t expected = date_min.days();
    for (std::int32_t year = 1; year <= 9999; ++year) {
        for (std::int32_t month = 1; month <= 12; ++month) {
            const Date first = day(year, month, 1);
            REQUIRE(first.days() == expected);
            const std::int32_t length = days_in_month(year, month);
            const Date last = day(year, month, length);
            REQUIRE(last.days() == expected + length - 1);
            REQUIRE(last.ymd() == YearMonthDay{year, month, length});
            REQUIRE_FALSE(Date::from_ymd(year, month, length + 1).has_value());
            expected += length;
        }
    }
    CHECK(expected == date_max.days() + 1);
    CHECK(day(1970, 1, 1).days() == 0);
}

TEST_CASE("date: leap years") {
    CHECK(is_leap_year(2028));
    CHECK_FALSE(is_leap_year(2026));
    CHECK_FALSE(is_leap_year(2100));
    CHECK(is_leap_year(2000));
    CHECK(Date::from_ymd(2028, 2, 29).has_value());
    CHECK_FALSE(Date::from_ymd(2026, 2, 29).has_value());
    CHECK_FALSE(Date::from_ymd(2100, 2, 29).has_value());
}

TEST_CASE("date: what is no day is nothing") {
    CHECK_FALSE(Date::from_ymd(2026, 0, 1).has_value());
    CHECK_FALSE(Date::from_ymd(2026, 13, 1).has_value());
    CHECK_FALSE(Date::from_ymd(2026, 1, 0).has_value());
    CHECK_FALSE(Date::from_ymd(0, 1, 1).has_value());
    CHECK_FALSE(Date::from_ymd(10000, 1, 1).has_value());
    CHECK_FALSE(Date::from_ymd(-2147483647, 1, 1).has_value());
}

// November 2026  Mo Tu We Th Fr Sa Su
//                                   1
//                 2  3  4  5  6  7  8
//                 9 10 11 12 13 14 15
//                16 17 18 19 20 21 22
TEST_CASE("date: weekdays and the start of the week") {
    CHECK(day(2026, 11, 21).weekday() == Weekday::saturday);
    CHECK(day(2026, 11, 22).weekday() == Weekday::sunday);
    CHECK(day(2026, 11, 16).weekday() == Weekday::monday);
    CHECK(day(2026, 11, 22).week_start() == day(2026, 11, 16));
    CHECK(day(2026, 11, 16).week_start() == day(2026, 11, 16));
    CHECK(day(2026, 11, 1).week_start() == day(2026, 10, 26));
    CHECK(day(1969, 12, 31).weekday() == Weekday::wednesday);
    CHECK(day(1, 1, 1).weekday() == Weekday::monday);
}

TEST_CASE("date: days between, and a number of days later") {
    CHECK(days_between(day(2026, 11, 21), day(2027, 1, 1)) == 41);
    CHECK(day(2026, 12, 31).plus_days(1) == day(2027, 1, 1));
    CHECK(day(2028, 3, 1).plus_days(-1) == day(2028, 2, 29));
}

TEST_CASE("date: ISO form and back") {
    CHECK(to_iso(day(2026, 11, 24)) == "2026-11-24");
    CHECK(to_iso(day(1, 2, 3)) == "0001-02-03");
    CHECK(*parse_iso_date("2026-11-24") == day(2026, 11, 24));
    for (const char* text : {"", "2026-11-2", "2026/11/24", "24-11-2026", "2026-1a-24", "+026-11-24", "2026-11-24 "}) {
        CAPTURE(text);
        CHECK(parse_iso_date(text).error().code == ErrorCode::malformed);
    }
    for (const char* text : {"2026-02-30", "2026-13-01", "0000-01-01", "2026-00-10"}) {
        CAPTURE(text);
        CHECK(parse_iso_date(text).error().code == ErrorCode::out_of_range);
    }
}

TEST_CASE("date: the civil day of an instant depends on where one is") {
    constexpr std::int64_t new_year_utc = 1'798'761'600'000;  // 1 January 2027, 00:00 UTC.
    CHECK(date_of_instant(new_year_utc, 0) == day(2027, 1, 1));
    CHECK(date_of_instant(new_year_utc - 1, 0) == day(2026, 12, 31));
    CHECK(date_of_instant(new_year_utc - 1, 60) == day(2027, 1, 1));
    CHECK(date_of_instant(new_year_utc, -300) == day(2026, 12, 31));
    CHECK(date_of_instant(-1, 0) == day(1969, 12, 31));
    CHECK(date_of_instant(-86'400'000, 0) == day(1969, 12, 31));
    CHECK(date_of_instant(-86'400'001, 0) == day(1969, 12, 30));
}
