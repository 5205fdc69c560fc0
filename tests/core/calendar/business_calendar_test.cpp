// Business days, and due dates moved off closed ones.
#include "core/calendar/business_calendar.h"

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

Date day(std::int32_t year, std::int32_t month, std::int32_t of_month) {
    const auto date = Date::from_ymd(year, month, of_month);
    REQUIRE(date.has_value());
    return *date;
}

BusinessCalendar calendar_of(BusinessCalendarRules rules) {
    auto calendar = BusinessCalendar::make(std::move(rules));
    REQUIRE(calendar.ok());
    return *std::move(calendar);
}

BusinessCalendar france() { return calendar_of({.region = HolidayRegion::fr}); }

std::string iso(const Result<Date>& date) { return date ? to_iso(*date) : "error"; }

}  // namespace

TEST_CASE("business calendar: weekends and holidays are closed, and it can say why") {
    const BusinessCalendar calendar = france();
    CHECK(calendar.is_business_day(day(2026, 12, 24)));
    CHECK_FALSE(calendar.is_business_day(day(2026, 12, 25)));
    CHECK_FALSE(calendar.is_business_day(day(2026, 12, 26)));
    CHECK(calendar.why_closed(day(2026, 12, 24)) == std::nullopt);
    CHECK(calendar.why_closed(day(2026, 12, 25)) == Closed{Closed::Reason::holiday, "christmas"});
    CHECK(calendar.why_closed(day(2026, 12, 26)) == Closed{Closed::Reason::weekday, {}});
    // 1 November 2026 is a Sunday, too: the holiday is the better reason.
    CHECK(calendar.why_closed(day(2026, 11, 1)) == Closed{Closed::Reason::holiday, "all_saints"});
}

TEST_CASE("business calendar: jours ouvrables are closed on Sunday only") {
    BusinessCalendarRules rules{.region = HolidayRegion::fr};
    rules.closed_weekdays = {false, false, false, false, false, false, true};
    const BusinessCalendar calendar = calendar_of(rules);
    CHECK(calendar.is_business_day(day(2026, 11, 21)));
    CHECK_FALSE(calendar.is_business_day(day(2026, 11, 22)));
}

// "2ᵉ jour ouvré suivant le 1ᵉʳ mai": 5 May in 2026, 3 May in 2024.
TEST_CASE("business calendar: the second business day after 1 May") {
    const BusinessCalendar calendar = france();
    CHECK(iso(calendar.after(day(2026, 5, 1), 2)) == "2026-05-05");
    CHECK(iso(calendar.after(day(2024, 5, 1), 2)) == "2024-05-03");
    CHECK(iso(calendar.after(day(2025, 5, 1), 2)) == "2025-05-05");
    CHECK(iso(calendar.before(day(2026, 5, 1), 1)) == "2026-04-30");
    CHECK(iso(calendar.before(day(2026, 5, 4), 1)) == "2026-04-30");
    CHECK(iso(calendar.before(day(2026, 1, 2), 3)) == "2025-12-29");
}

TEST_CASE("business calendar: the policies for a date on a closed day") {
    const BusinessCalendar calendar = france();
    const Date sunday = day(2026, 12, 20);
    CHECK(iso(calendar.shifted(sunday, Shift::none)) == "2026-12-20");
    CHECK(iso(calendar.shifted(sunday, Shift::next)) == "2026-12-21");
    CHECK(iso(calendar.shifted(sunday, Shift::previous)) == "2026-12-18");
    CHECK(iso(calendar.shifted(sunday, Shift::modified_following)) == "2026-12-21");
    CHECK(iso(calendar.shifted(sunday, Shift::nearest)) == "2026-12-21");
    CHECK(iso(calendar.shifted(day(2026, 12, 19), Shift::nearest)) == "2026-12-18");
    // Thursday 11 November: Wednesday and Friday are equally near.
    CHECK(iso(calendar.shifted(day(2027, 11, 11), Shift::nearest)) == "2027-11-12");
    for (const Shift shift : {Shift::next, Shift::previous, Shift::modified_following, Shift::nearest}) {
        CHECK(iso(calendar.shifted(day(2026, 12, 22), shift)) == "2026-12-22");
    }
}

TEST_CASE("business calendar: modified following stays in the month of the date") {
    const BusinessCalendar calendar = france();
    CHECK(iso(calendar.shifted(day(2027, 1, 31), Shift::modified_following)) == "2027-01-29");
    CHECK(iso(calendar.shifted(day(2026, 5, 30), Shift::modified_following)) == "2026-05-29");
    CHECK(iso(calendar.shifted(day(2026, 5, 23), Shift::modified_following)) == "2026-05-26");
    // 31 December closed by the firm: the next business day lies in the next year.
    const BusinessCalendar closed =
        calendar_of({.region = HolidayRegion::fr, .closed_yearly = {{Month::december, 24, Month::january, 3}}});
    CHECK(iso(closed.shifted(day(2026, 12, 31), Shift::modified_following)) == "2026-12-23");
    CHECK(iso(closed.shifted(day(2026, 12, 31), Shift::next)) == "2027-01-04");
}

TEST_CASE("business calendar: a date moved back may come to lie in the year before") {
    CHECK(iso(france().shifted(day(2027, 1, 1), Shift::previous)) == "2026-12-31");
    // In the United States 31 December 2027 is itself free for 1 January 2028.
    const BusinessCalendar federal = calendar_of({.region = HolidayRegion::us});
    CHECK(iso(federal.shifted(day(2028, 1, 1), Shift::previous)) == "2027-12-30");
}

TEST_CASE("business calendar: n-th business day of a month, from either end") {
    const BusinessCalendar calendar = france();
    const YearMonth may = *YearMonth::from(2026, Month::may);
    CHECK(iso(calendar.nth_of_month(may, 1)) == "2026-05-04");
    CHECK(iso(calendar.nth_of_month(may, 5)) == "2026-05-11");
    CHECK(iso(calendar.nth_of_month(may, -1)) == "2026-05-29");
    CHECK(iso(calendar.nth_of_month(may, 17)) == "2026-05-29");
    CHECK(iso(calendar.nth_of_month(may, -17)) == "2026-05-04");
    CHECK(calendar.count(may.first_day(), may.last_day()) == 17);
    CHECK(iso(calendar.nth_of_month(may, 18)) == "error");
    CHECK(iso(calendar.nth_of_month(may, -18)) == "error");
    CHECK(iso(calendar.nth_of_month(may, 0)) == "error");
    CHECK(iso(calendar.nth(day(2026, 1, 1), day(2026, 3, 31), -1)) == "2026-03-31");
    CHECK(iso(calendar.nth(day(2026, 3, 31), day(2026, 1, 1), 1)) == "error");
}

TEST_CASE("business calendar: the firm's own days, closed and open") {
    BusinessCalendarRules rules{.region = HolidayRegion::fr};
    rules.closed = {{day(2026, 8, 3), day(2026, 8, 21)}};
    rules.closed_yearly = {{Month::december, 24, Month::january, 2}};
    rules.open = {{day(2026, 5, 25), day(2026, 5, 25)}};  // Solidarity on Whit Monday.
    const BusinessCalendar calendar = calendar_of(rules);
    CHECK(calendar.is_business_day(day(2026, 5, 25)));
    CHECK_FALSE(calendar.is_business_day(day(2027, 5, 17)));
    CHECK(iso(calendar.shifted(day(2026, 8, 5), Shift::next)) == "2026-08-24");
    CHECK(calendar.why_closed(day(2026, 8, 5)) == Closed{Closed::Reason::firm, {}});
    CHECK_FALSE(calendar.is_business_day(day(2029, 12, 31)));
    CHECK_FALSE(calendar.is_business_day(day(2026, 1, 2)));
    CHECK(calendar.is_business_day(day(2029, 1, 3)));
}

TEST_CASE("business calendar: customary holidays count only if the firm keeps them") {
    const Date good_friday = day(2026, 4, 3);
    CHECK(calendar_of({.region = HolidayRegion::fr_guadeloupe}).is_business_day(good_friday));
    CHECK_FALSE(calendar_of({.region = HolidayRegion::fr_guadeloupe, .keeps_customary_holidays = true})
                    .is_business_day(good_friday));
}

TEST_CASE("business calendar: counting and finding agree, in all directions, over decades and far away") {
    for (const std::int32_t year : {1, 1990, 2014, 2045, 9960}) {
        const BusinessCalendar calendar = france();
        const Date start = day(year, 1, 1).plus_days(3);
        std::int32_t count = 0;
        for (Date date = start; date < start.plus_days(900); date = date.plus_days(1)) {
            if (!calendar.is_business_day(date)) continue;
            ++count;
            REQUIRE(calendar.count(start, date) == count);
            REQUIRE(iso(calendar.nth(start, date, count)) == to_iso(date));
            REQUIRE(iso(calendar.after(start.plus_days(-1), count)) == to_iso(date));
            REQUIRE(iso(calendar.nth(start, date, -1)) == to_iso(date));
        }
    }
    const BusinessCalendar calendar = france();
    const auto far = calendar.after(day(2026, 1, 1), business_days_max);
    REQUIRE(far.ok());
    CHECK(calendar.count(day(2026, 1, 2), *far) == business_days_max);
    CHECK(iso(calendar.before(far->plus_days(1), business_days_max)) == "2026-01-02");
    CHECK(calendar.count(date_max, date_min) == 0);
}

TEST_CASE("business calendar: where nothing is open there is an answer all the same") {
    BusinessCalendarRules never;
    never.closed_weekdays = {true, true, true, true, true, true, true};
    CHECK(BusinessCalendar::make(never).error().code == ErrorCode::malformed);
    CHECK(BusinessCalendar::make({.closed_yearly = {{Month::january, 1, Month::december, 31}}}).error().code ==
          ErrorCode::malformed);
    // One open day in all: everything else is an error at once.
    never.open = {{day(2026, 6, 1), day(2026, 6, 1)}};
    const BusinessCalendar once = calendar_of(never);
    CHECK(iso(once.shifted(day(2026, 1, 1), Shift::next)) == "2026-06-01");
    CHECK(iso(once.shifted(day(2026, 1, 1), Shift::previous)) == "error");
    CHECK(iso(once.shifted(day(2030, 1, 1), Shift::next)) == "error");
    CHECK(iso(once.shifted(day(2030, 1, 1), Shift::nearest)) == "error");
    CHECK(iso(once.after(day(2026, 1, 1), 2)) == "error");
    CHECK(once.count(date_min, date_max) == 1);
}

TEST_CASE("business calendar: the ends of the calendar are errors, not days outside it") {
    const BusinessCalendar calendar = france();
    CHECK(iso(calendar.after(date_max, 1)) == "error");
    CHECK(iso(calendar.before(date_min, 1)) == "error");
    CHECK(iso(calendar.shifted(date_min, Shift::previous)) == "error");
    CHECK(iso(calendar.after(date_max.plus_days(-30), 200)) == "error");
    CHECK(iso(calendar.after(day(2026, 1, 1), 0)) == "error");
    CHECK(iso(calendar.after(day(2026, 1, 1), business_days_max + 1)) == "error");
}

TEST_CASE("business calendar: rules that say nothing sensible are refused with their place") {
    const auto fault = [](BusinessCalendarRules rules) { return BusinessCalendar::make(std::move(rules)).error(); };
    const Date first = day(2026, 1, 5);
    CHECK(fault({.closed = {{first, first}, {first, first.plus_days(-1)}}}) ==
          Error{ErrorCode::out_of_range, "closing_days", 1});
    CHECK(fault({.closed_yearly = {{Month::april, 31, Month::may, 1}}}).code == ErrorCode::out_of_range);
    CHECK(fault({.open = std::vector<DaySpan>(business_calendar_spans_max + 1, {first, first})}).code ==
          ErrorCode::too_large);
    CHECK(BusinessCalendar::make({.closed_yearly = {{Month::february, 29, Month::february, 29}}}).ok());
}
