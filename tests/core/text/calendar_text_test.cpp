// How months, periods, lengths of time and holidays are written in French and English.
#include "core/text/calendar_text.h"

#include <set>
#include <string>

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

const Texts french(Language::french);
const Texts english(Language::english);

Date day(std::int32_t year, std::int32_t month, std::int32_t of_month) {
    const auto date = Date::from_ymd(year, month, of_month);
    REQUIRE(date.has_value());
    return *date;
}

}  // namespace

TEST_CASE("calendar text: months and weeks") {
    const YearMonth month = *YearMonth::from(2026, Month::august);
    CHECK(format_year_month(month, Language::french) == "août 2026");
    CHECK(format_year_month(month, Language::english) == "August 2026");
    CHECK(format_short_year_month(month) == "08/2026");
    CHECK(format_iso_week(*IsoWeek::from(2026, 42), french) == "S42\u00A02026");
    CHECK(format_iso_week(*IsoWeek::from(2026, 42), english) == "W42\u00A02026");
}

TEST_CASE("calendar text: lengths of time") {
    const CalendarDuration all{.years = 1, .months = 2, .weeks = 1, .days = 3};
    CHECK(format_calendar_duration(all, french) == "1\u00A0an, 2\u00A0mois, 1\u00A0semaine et 3\u00A0jours");
    CHECK(format_calendar_duration(all, english) == "1\u00A0year, 2\u00A0months, 1\u00A0week and 3\u00A0days");
    CHECK(format_calendar_duration({.years = 2, .days = 1}, french) == "2\u00A0ans et 1\u00A0jour");
    CHECK(format_calendar_duration({}, french) == "0\u00A0jour");
    CHECK(format_calendar_duration({}, english) == "0\u00A0days");
}

TEST_CASE("calendar text: labels of periods") {
    const Date date = day(2026, 10, 5);
    const auto label = [&](PeriodLength length, const Texts& texts) {
        return period_label(calendar_period(length, date), texts);
    };
    CHECK(label(PeriodLength::month, french) == "10/2026");
    CHECK(label(PeriodLength::quarter, french) == "T4\u00A02026");
    CHECK(label(PeriodLength::quarter, english) == "Q4\u00A02026");
    CHECK(label(PeriodLength::half_year, french) == "S2\u00A02026");
    CHECK(label(PeriodLength::year, english) == "2026");
    CHECK(named_period_label("TVA", calendar_period(PeriodLength::month, date), french) == "TVA\u00A010/2026");
    CHECK(named_period_label("TVA", calendar_period(PeriodLength::quarter, day(2026, 7, 1)), french) ==
          "TVA\u00A0T3\u00A02026");
    CHECK(period_label({day(2026, 3, 12), day(2026, 3, 31)}, french) == "12/03/2026 – 31/03/2026");
}

TEST_CASE("calendar text: labels of fiscal years and their quarters") {
    const FiscalYears june(*ClosingDay::from(Month::june, 30));
    const Period year = *june.year_of(day(2026, 1, 1));
    CHECK(fiscal_year_label(year, french) == "Exercice\u00A02025-2026");
    CHECK(fiscal_year_label(year, english) == "Financial year\u00A02025–2026");
    const auto quarters = june.periods_of(year, PeriodLength::quarter);
    CHECK(fiscal_period_label(year, quarters[0], PeriodLength::quarter, 0, french) == "T1\u00A02025-2026");
    CHECK(fiscal_period_label(year, quarters[3], PeriodLength::quarter, 3, english) == "Q4\u00A02025–2026");
    const auto months = june.periods_of(year, PeriodLength::month);
    CHECK(fiscal_period_label(year, months[0], PeriodLength::month, 0, french) == "07/2025");
    CHECK(fiscal_period_label(year, year, PeriodLength::year, 0, french) == "Exercice\u00A02025-2026");

    const FiscalYears civil;
    const Period civil_year = *civil.year_of(day(2026, 1, 1));
    CHECK(fiscal_year_label(civil_year, french) == "Exercice\u00A02026");
    const auto third = civil.periods_of(civil_year, PeriodLength::quarter)[2];
    CHECK(fiscal_period_label(civil_year, third, PeriodLength::quarter, 2, french) == "T3\u00A02026");
}

TEST_CASE("calendar text: every place and every holiday has its words") {
    for (const std::string_view name : holiday_region_names) {
        const auto region = holiday_region_named(name);
        REQUIRE(region.has_value());
        CAPTURE(std::string(name));
        CHECK(french.has("choice.firm.holidays." + std::string(name)));
        CHECK(holiday_region_label(*region, french) != "choice.firm.holidays." + std::string(name));
        for (const HolidayRule& rule : holiday_rules(*region)) {
            CAPTURE(std::string(rule.name));
            CHECK(french.has("holiday." + std::string(rule.name)));
        }
    }
    CHECK(holiday_label("easter_monday", french) == "Lundi de Pâques");
    CHECK(holiday_label("easter_monday", english) == "Easter Monday");
}

TEST_CASE("calendar text: no word for a holiday that no table has") {
    std::set<std::string> used;
    for (const std::string_view name : holiday_region_names) {
        for (const HolidayRule& rule : holiday_rules(*holiday_region_named(name))) used.emplace(rule.name);
    }
    for (const Message& message : all_messages()) {
        if (!message.key.starts_with("holiday.")) continue;
        CAPTURE(std::string(message.key));
        CHECK(used.contains(std::string(message.key.substr(8))));
    }
}

TEST_CASE("calendar text: why a date was moved") {
    const auto calendar =
        BusinessCalendar::make({.region = HolidayRegion::fr, .closed = {{day(2026, 8, 3), day(2026, 8, 7)}}});
    REQUIRE(calendar.ok());
    const auto moved = [&](Date nominal, const Texts& texts) {
        return shifted_date_text(nominal, *calendar->shifted(nominal, Shift::next), *calendar, texts);
    };
    CHECK(moved(day(2026, 12, 20), french) == "20/12/2026 (dimanche) → 21/12/2026");
    CHECK(moved(day(2026, 12, 20), english) == "20/12/2026 (Sunday) → 21/12/2026");
    CHECK(moved(day(2026, 12, 25), french) == "25/12/2026 (Noël) → 28/12/2026");
    CHECK(moved(day(2026, 8, 4), english) == "04/08/2026 (the firm is closed) → 10/08/2026");
    CHECK(moved(day(2026, 12, 21), french) == "21/12/2026");
}
