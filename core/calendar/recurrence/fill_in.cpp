// From the shortest part to the longest: what RFC 5545 only hints at, part by part.
#include "core/calendar/recurrence/fill_in.h"

namespace pupitre {

namespace {

constexpr std::uint16_t all_months = 0b1'1111'1111'1110;

void fill_in_times(RecurrenceRule& rule, const RecurrenceStart& start) {
    const std::int32_t second_of_day = start.is_date ? 0 : start.time.second_of_day();
    if (start.is_date) {
        rule.by_hour = 0;
        rule.by_minute = 0;
        rule.by_second = 0;
    }
    if (rule.frequency > Frequency::secondly && rule.by_second == 0) {
        rule.by_second = std::uint64_t{1} << (second_of_day % 60);
    }
    if (rule.frequency > Frequency::minutely && rule.by_minute == 0) {
        rule.by_minute = std::uint64_t{1} << (second_of_day / 60 % 60);
    }
    if (rule.frequency > Frequency::hourly && rule.by_hour == 0) {
        rule.by_hour = std::uint32_t{1} << (second_of_day / 3600);
    }
}

void fill_in_yearly(RecurrenceRule& rule, const YearMonthDay& civil, std::uint8_t weekday, YearlyReading reading) {
    if (!rule.by_year_day.empty()) return;
    const bool has_month_day = !rule.by_month_day.empty();
    const bool has_day = !rule.by_day.empty();
    const bool has_week = !rule.by_week_number.empty();
    if (rule.by_month == 0 && !has_week) {
        // "The 20th Friday" counts in the year and so names its month itself.
        if (has_month_day && !rule.by_day.has_nth()) {
            rule.by_month =
                reading == YearlyReading::every ? all_months : static_cast<std::uint16_t>(1U << civil.month);
        } else if (!has_day) {
            rule.by_month = static_cast<std::uint16_t>(1U << civil.month);
        }
    }
    if (!has_month_day && !has_week && !has_day) rule.by_month_day.add(civil.day);
    if (has_week && !has_month_day && !has_day) {
        rule.by_day.every = reading == YearlyReading::every ? 0b111'1111 : weekday;
    }
}

}  // namespace

RecurrenceRule with_start_filled_in(const RecurrenceRule& rule, const RecurrenceStart& start, YearlyReading reading) {
    RecurrenceRule filled = rule;
    fill_in_times(filled, start);
    const YearMonthDay civil = start.time.date().ymd();
    const auto weekday = static_cast<std::uint8_t>(1U << static_cast<unsigned>(start.time.date().weekday()));
    switch (filled.frequency) {
    case Frequency::secondly:
    case Frequency::minutely:
    case Frequency::hourly:
    case Frequency::daily: break;
    case Frequency::weekly:
        if (filled.by_day.empty()) filled.by_day.every = weekday;
        break;
    case Frequency::monthly:
        if (filled.by_day.empty() && filled.by_month_day.empty() && filled.by_year_day.empty() &&
            filled.by_week_number.empty()) {
            filled.by_month_day.add(civil.day);
        }
        break;
    case Frequency::yearly: fill_in_yearly(filled, civil, weekday, reading); break;
    }
    return filled;
}

}  // namespace pupitre
