// Public holidays of some years that people remember, and what all tables must keep to. All years against another
// program: tests/conformance/holidays.
#include "core/calendar/holidays/holidays.h"

#include <algorithm>
#include <set>
#include <string>

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

Date day(std::int32_t year, std::int32_t month, std::int32_t of_month) {
    const auto date = Date::from_ymd(year, month, of_month);
    REQUIRE(date.has_value());
    return *date;
}

/// "2026-04-06 easter_monday" or nothing; "~" before what is custom, "*" after a substitute.
std::string on_day(HolidayRegion region, Date date) {
    for (const Holiday& holiday : holidays_in_year(region, date.ymd().year)) {
        if (holiday.date != date) continue;
        return (holiday.standing == Standing::custom ? "~" : "") + std::string(holiday.name) +
               (holiday.substitute ? "*" : "");
    }
    return "";
}

std::vector<std::string> dates(HolidayRegion region, std::int32_t year, Standing standing = Standing::law) {
    std::vector<std::string> found;
    for (const Holiday& holiday : holidays_in_year(region, year)) {
        if (holiday.standing == standing) found.push_back(to_iso(holiday.date).substr(5));
    }
    return found;
}

using enum HolidayRegion;

}  // namespace

TEST_CASE("Easter: known Sundays, the earliest and the latest") {
    CHECK(easter_sunday(2026) == day(2026, 4, 5));
    CHECK(easter_sunday(2027) == day(2027, 3, 28));
    CHECK(easter_sunday(2000) == day(2000, 4, 23));
    CHECK(easter_sunday(1818) == day(1818, 3, 22));
    CHECK(easter_sunday(2038) == day(2038, 4, 25));
    CHECK(easter_sunday(1954) == day(1954, 4, 18));  // A year in which two full moons would fall on one day.
    CHECK(easter_sunday(1981) == day(1981, 4, 19));
    for (std::int32_t year = 1; year <= 9999; ++year) {
        const Date sunday = easter_sunday(year);
        REQUIRE(sunday.weekday() == Weekday::sunday);
        REQUIRE(sunday >= day(year, 3, 22));
        REQUIRE(sunday <= day(year, 4, 25));
    }
}

TEST_CASE("holidays: every table in every year is in order, one holiday a date, within the year") {
    for (const std::string_view name : holiday_region_names) {
        const auto region = holiday_region_named(name);
        REQUIRE(region.has_value());
        CHECK(holiday_region_name(*region) == name);
        for (const std::int32_t year : {1, 1990, 2000, 2005, 2026, 2033, 2100, 9999}) {
            const auto holidays = holidays_in_year(*region, year);
            CAPTURE(std::string(name));
            CAPTURE(year);
            REQUIRE(holidays.size() >= 5);
            REQUIRE(std::ranges::adjacent_find(holidays, [](const Holiday& a, const Holiday& b) {
                        return a.date >= b.date;
                    }) == holidays.end());
            REQUIRE(holidays.front().date.ymd().year == year);
            REQUIRE(holidays.back().date.ymd().year == year);
        }
    }
    CHECK_FALSE(holiday_region_named("atlantis").has_value());
}

TEST_CASE("holidays: metropolitan France has eleven") {
    CHECK(dates(fr, 2026) == std::vector<std::string>{"01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14",
                                                      "08-15", "11-01", "11-11", "12-25"});
    // Ascension on 1 May 2008: one date, one holiday.
    CHECK(dates(fr, 2008).size() == 10);
}

TEST_CASE("holidays: Whit Monday was worked in France from 2005 to 2007") {
    CHECK(on_day(fr, day(2004, 5, 31)) == "whit_monday");
    CHECK(on_day(fr, day(2005, 5, 16)).empty());
    CHECK(on_day(fr, day(2006, 6, 5)).empty());
    CHECK(on_day(fr, day(2007, 5, 28)).empty());
    CHECK(on_day(fr, day(2008, 5, 12)) == "whit_monday");
}

TEST_CASE("holidays: Alsace-Moselle and overseas") {
    CHECK(on_day(fr_alsace_moselle, day(2026, 4, 3)) == "good_friday");
    CHECK(on_day(fr_alsace_moselle, day(2026, 12, 26)) == "saint_stephen");
    CHECK(on_day(fr, day(2026, 12, 26)).empty());
    CHECK(on_day(fr_mayotte, day(2026, 4, 27)) == "abolition_of_slavery");
    CHECK(on_day(fr_martinique, day(2026, 5, 22)) == "abolition_of_slavery");
    CHECK(on_day(fr_guadeloupe, day(2026, 5, 27)) == "abolition_of_slavery");
    CHECK(on_day(fr_guyane, day(2026, 6, 10)) == "abolition_of_slavery");
    CHECK(on_day(fr_reunion, day(2026, 12, 20)) == "abolition_of_slavery");
    CHECK(on_day(fr_saint_martin, day(2026, 5, 28)) == "abolition_of_slavery");
    CHECK(on_day(fr_saint_barthelemy, day(2026, 10, 9)) == "abolition_of_slavery");
    CHECK(on_day(fr_guadeloupe, day(2026, 4, 3)) == "~good_friday");
    CHECK(on_day(fr_reunion, day(2026, 4, 3)).empty());
}

TEST_CASE("holidays: laws that came in a year") {
    CHECK(on_day(lu, day(2018, 5, 9)).empty());
    CHECK(on_day(lu, day(2019, 5, 9)) == "europe_day");
    CHECK(on_day(ca, day(2020, 9, 30)).empty());
    CHECK(on_day(ca, day(2021, 9, 30)) == "truth_and_reconciliation");
    CHECK(on_day(us, day(2020, 6, 19)).empty());
    CHECK(on_day(us, day(2021, 6, 18)) == "juneteenth*");
    CHECK(on_day(ch_ti, day(1993, 8, 1)).empty());
    CHECK(on_day(ch_ti, day(1994, 8, 1)) == "swiss_day");
    CHECK(on_day(ca_qc, day(2002, 5, 20)) == "victoria_day");
    CHECK(on_day(ca_qc, day(2003, 5, 19)) == "patriots_day");
    CHECK(on_day(ca_bc, day(2018, 2, 12)) == "family_day");
    CHECK(on_day(ca_bc, day(2019, 2, 18)) == "family_day");
}

TEST_CASE("holidays: bank holidays that were moved or given once") {
    CHECK(on_day(gb_england_wales, day(1995, 5, 8)) == "early_may_bank_holiday");
    CHECK(on_day(gb_england_wales, day(1995, 5, 1)).empty());
    CHECK(on_day(gb_england_wales, day(2020, 5, 4)).empty());
    CHECK(on_day(gb_england_wales, day(2020, 5, 8)) == "early_may_bank_holiday");
    CHECK(on_day(gb_scotland, day(2002, 6, 3)) == "royal_jubilee");
    CHECK(on_day(gb_scotland, day(2002, 5, 27)).empty());
    CHECK(on_day(gb_northern_ireland, day(2022, 6, 2)) == "spring_bank_holiday");
    CHECK(on_day(gb_england_wales, day(2022, 9, 19)) == "royal_funeral");
    CHECK(on_day(gb_england_wales, day(2023, 5, 8)) == "coronation");
    CHECK(on_day(gb_england_wales, day(1999, 12, 31)) == "millennium");
    CHECK(on_day(gb_scotland, day(2026, 6, 15)) == "world_cup");
    CHECK(on_day(gb_england_wales, day(2026, 6, 15)).empty());
}

TEST_CASE("holidays: British substitutes take the next free weekday") {
    // 25 December 2021 was a Saturday, 2022 a Sunday.
    CHECK(on_day(gb_england_wales, day(2021, 12, 27)) == "christmas*");
    CHECK(on_day(gb_england_wales, day(2021, 12, 28)) == "boxing_day*");
    CHECK(on_day(gb_england_wales, day(2022, 12, 26)) == "boxing_day");
    CHECK(on_day(gb_england_wales, day(2022, 12, 27)) == "christmas*");
    CHECK(on_day(gb_scotland, day(2022, 1, 3)) == "new_year*");
    CHECK(on_day(gb_scotland, day(2022, 1, 4)) == "second_january*");
    CHECK(on_day(gb_scotland, day(2023, 1, 2)) == "second_january");
    CHECK(on_day(gb_scotland, day(2023, 1, 3)) == "new_year*");
    CHECK(on_day(gb_northern_ireland, day(2026, 7, 13)) == "battle_of_the_boyne*");
}

TEST_CASE("holidays: American ones move to the nearer weekday, even into the year before") {
    CHECK(on_day(us, day(2021, 12, 31)) == "new_year*");
    CHECK(on_day(us, day(2022, 1, 1)) == "new_year");
    CHECK(on_day(us, day(2026, 7, 3)) == "independence_day*");
    CHECK(on_day(us, day(2027, 7, 5)) == "independence_day*");
    CHECK(dates(us, 2026) == std::vector<std::string>{"01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "07-04",
                                                      "09-07", "10-12", "11-11", "11-26", "12-25"});
}

TEST_CASE("holidays: Québec") {
    CHECK(dates(ca_qc, 2026) ==
          std::vector<std::string>{"01-01", "04-03", "05-18", "06-24", "07-01", "09-07", "10-12", "12-25"});
    // 24 June and 1 July 2029 are Sundays.
    CHECK(on_day(ca_qc, day(2029, 6, 25)) == "quebec_day*");
    CHECK(on_day(ca_qc, day(2029, 7, 2)) == "canada_day*");
    // A Saturday is made up for by custom only.
    CHECK(on_day(ca_qc, day(2028, 7, 3)) == "~canada_day*");
}

TEST_CASE("holidays: Swiss cantons differ") {
    CHECK(on_day(ch_ge, day(2026, 9, 10)) == "geneva_fast");
    CHECK(on_day(ch_vd, day(2026, 9, 21)) == "federal_fast_monday");
    // Holidays of Vaud since a vote of June 2007, usual before.
    CHECK(on_day(ch_vd, day(2007, 1, 2)) == "~second_january");
    CHECK(on_day(ch_vd, day(2007, 5, 28)) == "~whit_monday");
    CHECK(on_day(ch_vd, day(2008, 1, 2)) == "second_january");
    CHECK(on_day(ch_vd, day(2008, 5, 12)) == "whit_monday");
    CHECK(on_day(ch_ge, day(2026, 12, 31)) == "geneva_restoration");
    CHECK(on_day(ch_ne, day(2026, 3, 1)) == "neuchatel_republic");
    CHECK(on_day(ch_ti, day(2026, 4, 3)).empty());
    CHECK(on_day(ch_vs, day(2026, 6, 4)) == "corpus_christi");
    CHECK(on_day(ch_ju, day(2026, 6, 23)) == "jura_independence");
    // In Neuchâtel 2 January and 26 December count when the day before is a Sunday.
    CHECK(on_day(ch_ne, day(2023, 1, 2)) == "second_january");
    CHECK(on_day(ch_ne, day(2026, 1, 2)) == "~second_january");
    CHECK(dates(ch_zh, 2026) ==
          std::vector<std::string>{"01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "08-01", "12-25", "12-26"});
}
