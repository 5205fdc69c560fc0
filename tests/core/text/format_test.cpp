// Numbers, amounts and dates as people write them.
#include "core/text/format.h"

#include <limits>

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

constexpr Language french = Language::french;
constexpr Language english = Language::english;
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();

Date day(std::int32_t year, std::int32_t month, std::int32_t of_month) {
    return *Date::from_ymd(year, month, of_month);
}

}  // namespace

TEST_CASE("format: numbers in groups of three") {
    CHECK(format_number(0, french) == "0");
    CHECK(format_number(999, french) == "999");
    CHECK(format_number(1'000, french) == "1\u202F000");
    CHECK(format_number(-1'234'567, french) == "-1\u202F234\u202F567");
    CHECK(format_number(1'234'567, english) == "1,234,567");
    CHECK(format_number(smallest, english) == "-9,223,372,036,854,775,808");
}

TEST_CASE("format: amounts with a narrow space between thousands and a space before the sign in French") {
    CHECK(format_money({123456, Currency::eur}, french) == "1\u202F234,56\u00A0€");
    CHECK(format_money({123456, Currency::eur}, english) == "€1,234.56");
    CHECK(format_money({-5, Currency::eur}, french) == "-0,05\u00A0€");
    CHECK(format_money({0, Currency::cad}, french) == "0,00\u00A0$");
    CHECK(format_money({100, Currency::usd}, english) == "US$1.00");
    CHECK(format_money({100'000'000, Currency::chf}, french) == "1\u202F000\u202F000,00\u00A0CHF");
    CHECK(format_money({smallest, Currency::gbp}, english) == "-£92,233,720,368,547,758.08");
}

TEST_CASE("format: French writes the first of a month as an ordinal") {
    CHECK(format_long_date(day(2026, 12, 1), french) == "mardi 1ᵉʳ décembre 2026");
    CHECK(format_long_date(day(2026, 12, 1), english) == "Tuesday 1 December 2026");
    CHECK(format_long_date(day(2026, 11, 21), french) == "samedi 21 novembre 2026");
    CHECK(format_short_date(day(2026, 12, 1), day(2026, 11, 21), french) == "mar.\u00A01ᵉʳ\u00A0déc.");
}

TEST_CASE("format: a short date names the year only if it is another one") {
    const Date today = day(2026, 11, 21);
    CHECK(format_short_date(day(2026, 11, 24), today, french) == "mar.\u00A024\u00A0nov.");
    CHECK(format_short_date(day(2027, 2, 3), today, french) == "mer.\u00A03\u00A0févr.\u00A02027");
    CHECK(format_short_date(day(2026, 11, 24), today, english) == "Tue\u00A024\u00A0Nov");
}

TEST_CASE("format: a date in figures") {
    CHECK(format_date(day(2026, 11, 4), french) == "04/11/2026");
    CHECK(format_date(day(2026, 11, 4), english) == "04/11/2026");
}

TEST_CASE("format: every day of a year has its names") {
    for (Date date = day(2028, 1, 1); date <= day(2028, 12, 31); date = date.plus_days(1)) {
        for (const Language language : {french, english}) {
            CHECK(format_long_date(date, language).size() > 14);
            CHECK(format_short_date(date, date, language).size() > 8);
        }
    }
}

TEST_CASE("format: the time where one is, and durations") {
    CHECK(format_time(0, 0) == "00:00");
    CHECK(format_time(0, 60) == "01:00");
    CHECK(format_time(0, -300) == "19:00");
    CHECK(format_time(86'399'999, 0) == "23:59");
    CHECK(format_duration(60) == "1\u00A0h");
    CHECK(format_duration(90) == "1\u00A0h\u00A030");
    CHECK(format_duration(65) == "1\u00A0h\u00A005");
    CHECK(format_duration(0) == "0\u00A0h");
}
