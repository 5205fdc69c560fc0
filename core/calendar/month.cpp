// Arithmetic of months and weeks on top of the day numbers of core/calendar/date.h.
#include "core/calendar/month.h"

#include <algorithm>
#include <cassert>

#include "core/calendar/digits.h"

namespace pupitre {

namespace {

/// The Monday of week 1: that of the week in which 4 January lies.
Date first_monday(std::int32_t year) {
    const Date fourth = day_in_month(year, Month::january, 4);
    return fourth.week_start();
}

}  // namespace

Date day_in_month(std::int32_t year, Month month, std::int32_t day) {
    const std::int32_t number = month_number(month);
    const auto date = Date::from_ymd(year, number, std::min(day, days_in_month(year, number)));
    assert(date.has_value());
    return date.value_or(Date());
}

std::optional<YearMonth> YearMonth::from(std::int32_t year, Month month) {
    if (year < year_min || year > year_max) return std::nullopt;
    return YearMonth(year * 12 + month_number(month) - 1);
}

YearMonth YearMonth::of(Date date) {
    const YearMonthDay civil = date.ymd();
    return YearMonth(civil.year * 12 + civil.month - 1);
}

Date YearMonth::first_day() const { return day_in_month(year(), month(), 1); }
Date YearMonth::last_day() const { return day_in_month(year(), month(), 31); }

std::optional<YearMonth> YearMonth::plus_months(std::int64_t count) const {
    constexpr std::int64_t months_max = std::int64_t{year_max} * 12;
    if (count < -months_max || count > months_max) return std::nullopt;
    const std::int64_t index = index_ + count;
    if (index < year_min * 12 || index >= (year_max + 1) * 12) return std::nullopt;
    return YearMonth(static_cast<std::int32_t>(index));
}

std::string to_iso(YearMonth month) {
    return padded_digits(month.year(), 4) + '-' + padded_digits(month_number(month.month()), 2);
}

Result<YearMonth> parse_iso_year_month(std::string_view text) {
    const Error malformed{ErrorCode::malformed, "month", 0};
    if (text.size() != 7 || text[4] != '-') return malformed;
    const auto year = digits_value(text.substr(0, 4));
    const auto number = digits_value(text.substr(5));
    if (!year || !number) return malformed;
    const auto month = month_of_number(*number);
    const auto found = month ? YearMonth::from(*year, *month) : std::nullopt;
    if (!found) return Error{ErrorCode::out_of_range, "month", 0};
    return *found;
}

std::int32_t iso_weeks_in_year(std::int32_t year) {
    // A year has a week 53 if it starts on a Thursday, or on a Wednesday and is a leap year.
    const Weekday first = day_in_month(year, Month::january, 1).weekday();
    return first == Weekday::thursday || (first == Weekday::wednesday && is_leap_year(year)) ? 53 : 52;
}

std::optional<IsoWeek> IsoWeek::from(std::int32_t year, std::int32_t number) {
    if (year < year_min || year > year_max || number < 1 || number > iso_weeks_in_year(year)) return std::nullopt;
    return IsoWeek(year, number);
}

IsoWeek IsoWeek::of(Date date) {
    const Date thursday = date.week_start().plus_days(3);
    const std::int32_t year = thursday.ymd().year;
    return {year, days_between(first_monday(year), thursday) / 7 + 1};
}

Date IsoWeek::monday() const { return first_monday(year_).plus_days(7 * (number_ - 1)); }
Date IsoWeek::day(Weekday weekday) const { return monday().plus_days(static_cast<std::int32_t>(weekday)); }

std::string to_iso(IsoWeek week) { return padded_digits(week.year(), 4) + "-W" + padded_digits(week.number(), 2); }

Result<IsoWeek> parse_iso_week(std::string_view text) {
    const Error malformed{ErrorCode::malformed, "week", 0};
    if (text.size() != 8 || text.substr(4, 2) != "-W") return malformed;
    const auto year = digits_value(text.substr(0, 4));
    const auto number = digits_value(text.substr(6));
    if (!year || !number) return malformed;
    const auto week = IsoWeek::from(*year, *number);
    if (!week) return Error{ErrorCode::out_of_range, "week", 0};
    return *week;
}

}  // namespace pupitre
