// Fiscal years on any closing day, first years of any length, and their periods.
#include "core/calendar/fiscal_year.h"

#include <string>

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

Date day(std::int32_t year, std::int32_t month, std::int32_t of_month) {
    const auto date = Date::from_ymd(year, month, of_month);
    REQUIRE(date.has_value());
    return *date;
}

ClosingDay closing(Month month, std::int32_t of_month) {
    const auto found = ClosingDay::from(month, of_month);
    REQUIRE(found.has_value());
    return *found;
}

std::string text(const Period& period) { return to_iso(period.first) + "/" + to_iso(period.last); }
std::string text(const Result<Period>& period) { return period ? text(*period) : "error"; }

std::string text(const std::vector<Period>& periods) {
    std::string all;
    for (const Period& period : periods) all += (all.empty() ? "" : " ") + to_iso(period.last).substr(5);
    return all;
}

FiscalYears years_of(std::vector<ClosingRule> rules) {
    auto years = FiscalYears::make(std::move(rules));
    REQUIRE(years.ok());
    return *std::move(years);
}

}  // namespace

TEST_CASE("calendar periods: the month, quarter, half-year and year of a date") {
    const Date date = day(2026, 8, 15);
    CHECK(text(calendar_period(PeriodLength::month, date)) == "2026-08-01/2026-08-31");
    CHECK(text(calendar_period(PeriodLength::quarter, date)) == "2026-07-01/2026-09-30");
    CHECK(text(calendar_period(PeriodLength::half_year, date)) == "2026-07-01/2026-12-31");
    CHECK(text(calendar_period(PeriodLength::year, date)) == "2026-01-01/2026-12-31");
    CHECK(calendar_period(PeriodLength::year, date).days() == 365);
    CHECK(calendar_period(PeriodLength::month, date).has(date));
}

TEST_CASE("fiscal year: closing on 31 December, 30 June, 15 March") {
    CHECK(text(FiscalYears().year_of(day(2026, 8, 15))) == "2026-01-01/2026-12-31");
    const FiscalYears june(closing(Month::june, 30));
    CHECK(text(june.year_of(day(2026, 6, 30))) == "2025-07-01/2026-06-30");
    CHECK(text(june.year_of(day(2026, 7, 1))) == "2026-07-01/2027-06-30");
    CHECK(text(june.next(*june.year_of(day(2026, 6, 30)))) == "2026-07-01/2027-06-30");
    CHECK(text(june.previous(*june.year_of(day(2026, 6, 30)))) == "2024-07-01/2025-06-30");
    const FiscalYears ides(closing(Month::march, 15));
    CHECK(text(ides.year_of(day(2026, 3, 15))) == "2025-03-16/2026-03-15");
}

TEST_CASE("fiscal year: the end of February is its last day in every year, however it is written") {
    for (const std::int32_t written : {28, 29}) {
        const FiscalYears february(closing(Month::february, written));
        CHECK(text(february.year_of(day(2027, 5, 1))) == "2027-03-01/2028-02-29");
        CHECK(text(february.year_of(day(2028, 5, 1))) == "2028-03-01/2029-02-28");
        CHECK(text(february.periods_of(*february.year_of(day(2027, 5, 1)), PeriodLength::quarter)) ==
              "05-31 08-31 11-30 02-29");
    }
    CHECK_FALSE(ClosingDay::from(Month::february, 30).has_value());
    CHECK_FALSE(ClosingDay::from(Month::april, 31).has_value());
    CHECK_FALSE(ClosingDay::from(Month::april, 0).has_value());
    CHECK(closing(Month::april, 30).is_month_end());
    CHECK_FALSE(closing(Month::march, 30).is_month_end());
}

TEST_CASE("fiscal year: a short first year, and a long one") {
    const FiscalYears shorter = years_of({{day(2026, 3, 12), ClosingDay()}});
    CHECK(text(shorter.year_of(day(2026, 3, 12))) == "2026-03-12/2026-12-31");
    CHECK(text(shorter.year_of(day(2027, 3, 12))) == "2027-01-01/2027-12-31");
    CHECK(text(shorter.year_of(day(2026, 3, 11))) == "error");
    CHECK(text(shorter.previous(*shorter.year_of(day(2026, 4, 1)))) == "error");
    const FiscalYears longer = years_of({{day(2025, 10, 12), ClosingDay(), day(2026, 12, 31)}});
    CHECK(text(longer.year_of(day(2025, 12, 31))) == "2025-10-12/2026-12-31");
    CHECK(text(longer.year_of(day(2026, 12, 31))) == "2025-10-12/2026-12-31");
    CHECK(text(longer.year_of(day(2027, 1, 1))) == "2027-01-01/2027-12-31");
    // Founded on the closing day: a year of one day.
    CHECK(text(years_of({{day(2026, 12, 31), ClosingDay()}}).year_of(day(2026, 12, 31))) == "2026-12-31/2026-12-31");
    // A first closing that is no closing day leads to a second irregular year.
    const FiscalYears odd = years_of({{day(2026, 3, 1), ClosingDay(), day(2026, 9, 30)}});
    CHECK(text(odd.year_of(day(2026, 10, 5))) == "2026-10-01/2026-12-31");
}

TEST_CASE("fiscal year: a changed closing day") {
    const FiscalYears years = years_of({{day(2020, 1, 1), ClosingDay()},
                                        {day(2026, 1, 1), closing(Month::june, 30)},
                                        {day(2028, 3, 1), closing(Month::june, 30), day(2029, 6, 30)}});
    CHECK(text(years.year_of(day(2025, 5, 1))) == "2025-01-01/2025-12-31");
    CHECK(text(years.year_of(day(2026, 5, 1))) == "2026-01-01/2026-06-30");
    CHECK(text(years.year_of(day(2026, 7, 1))) == "2026-07-01/2027-06-30");
    // The year that was running ends the day before the next rule's first.
    CHECK(text(years.year_of(day(2028, 1, 1))) == "2027-07-01/2028-02-29");
    CHECK(text(years.year_of(day(2028, 3, 1))) == "2028-03-01/2029-06-30");
    // Without a gap from the first day on.
    auto year = years.year_of(day(2020, 1, 1));
    for (std::int32_t count = 0; count < 20; ++count) {
        const auto next = years.next(*year);
        REQUIRE(next.ok());
        REQUIRE(next->first == year->last.plus_days(1));
        REQUIRE(text(years.previous(*next)) == text(year));
        year = next;
    }
}

TEST_CASE("fiscal year: its months and quarters end with the closing day") {
    const FiscalYears june(closing(Month::june, 30));
    const Period year = *june.year_of(day(2026, 1, 1));
    CHECK(text(june.periods_of(year, PeriodLength::quarter)) == "09-30 12-31 03-31 06-30");
    CHECK(text(june.periods_of(year, PeriodLength::half_year)) == "12-31 06-30");
    CHECK(june.periods_of(year, PeriodLength::month).size() == 12);
    CHECK(june.periods_of(year, PeriodLength::year) == std::vector<Period>{year});
    const FiscalYears ides(closing(Month::march, 15));
    CHECK(text(ides.periods_of(*ides.year_of(day(2026, 1, 1)), PeriodLength::quarter)) == "06-15 09-15 12-15 03-15");
}

TEST_CASE("fiscal year: what is left over in an irregular year is its first period") {
    const FiscalYears shorter = years_of({{day(2026, 3, 12), ClosingDay()}});
    const auto quarters = shorter.periods_of(*shorter.year_of(day(2026, 4, 1)), PeriodLength::quarter);
    CHECK(text(quarters) == "03-31 06-30 09-30 12-31");
    CHECK(text(quarters.front()) == "2026-03-12/2026-03-31");
    const FiscalYears longer = years_of({{day(2025, 10, 12), ClosingDay(), day(2026, 12, 31)}});
    CHECK(longer.periods_of(*longer.year_of(day(2026, 1, 1)), PeriodLength::month).size() == 15);
    CHECK(text(longer.periods_of(*longer.year_of(day(2026, 1, 1)), PeriodLength::quarter)) ==
          "12-31 03-31 06-30 09-30 12-31");
    // A year cut short keeps the quarters of its closing day.
    const FiscalYears cut = years_of({{day(2025, 1, 1), ClosingDay()}, {day(2026, 8, 16), closing(Month::august, 15)}});
    CHECK(text(cut.periods_of(*cut.year_of(day(2026, 2, 1)), PeriodLength::quarter)) == "03-31 06-30 08-15");
}

TEST_CASE("fiscal year: periods cover the year without gaps, for every closing day") {
    for (std::int32_t month = 1; month <= 12; ++month) {
        for (std::int32_t of_month = 1; of_month <= 31; ++of_month) {
            const auto found = ClosingDay::from(*month_of_number(month), of_month);
            if (!found) continue;
            const FiscalYears years(*found);
            for (const std::int32_t in_year : {2027, 2028}) {
                const Period year = *years.year_of(day(in_year, 3, 1));
                for (const PeriodLength length :
                     {PeriodLength::month, PeriodLength::quarter, PeriodLength::half_year}) {
                    const auto periods = years.periods_of(year, length);
                    REQUIRE(periods.size() == static_cast<std::size_t>(12 / months_in(length)));
                    REQUIRE(periods.front().first == year.first);
                    REQUIRE(periods.back().last == year.last);
                    for (std::size_t place = 1; place < periods.size(); ++place) {
                        REQUIRE(periods[place].first == periods[place - 1].last.plus_days(1));
                        REQUIRE(periods[place].first <= periods[place].last);
                    }
                }
            }
        }
    }
}

TEST_CASE("fiscal year: rules that can't be are refused with their place") {
    const auto fault = [](std::vector<ClosingRule> rules) { return FiscalYears::make(std::move(rules)).error(); };
    const Date start = day(2026, 1, 1);
    CHECK(fault({}).code == ErrorCode::malformed);
    CHECK(fault({{start, ClosingDay()}, {start, ClosingDay()}}) == Error{ErrorCode::malformed, "closing_day", 1});
    CHECK(fault({{start, ClosingDay(), day(2025, 12, 31)}}).code == ErrorCode::out_of_range);
    CHECK(fault({{start, ClosingDay(), day(2028, 1, 1)}}).code == ErrorCode::out_of_range);
    CHECK(FiscalYears::make({{start, ClosingDay(), day(2027, 12, 31)}}).ok());
    CHECK(FiscalYears().year_of(date_max).ok());
    CHECK(text(FiscalYears(closing(Month::june, 30)).year_of(date_max)) == "error");
    CHECK(text(FiscalYears().next(*FiscalYears().year_of(date_max))) == "error");
}
