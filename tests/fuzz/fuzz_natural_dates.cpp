// What people type into date fields, on any day of the calendar: no input does harm; a day that was understood lies in the
// calendar and reads back as itself; capitals change nothing; a length of time means the same with and without "+" before it.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/calendar/business_calendar.h"
#include "core/calendar/natural_date.h"
#include "core/calendar/natural_period.h"

using namespace pupitre;

namespace {

void demand(bool holds) {
    if (!holds) std::abort();
}

/// Half of all days lie near today, a few at the calendar's ends.
Date today_from(std::string_view& bytes) {
    std::uint32_t number = 0;
    for (int index = 0; index < 4 && !bytes.empty(); ++index) {
        number = number << 8 | static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
    }
    const auto all = static_cast<std::uint32_t>(date_max.days() - date_min.days() + 1);
    if (number % 2 == 0) return Date::from_days(20'000 + static_cast<std::int32_t>(number / 2 % 4'000));
    if (number % 16 == 1) return date_max.plus_days(-static_cast<std::int32_t>(number / 16 % 500));
    if (number % 16 == 3) return date_min.plus_days(static_cast<std::int32_t>(number / 16 % 500));
    return date_min.plus_days(static_cast<std::int32_t>(number / 2 % all));
}

const BusinessCalendar& french_calendar() {
    static const auto calendar = BusinessCalendar::make({.region = HolidayRegion::fr});
    demand(calendar.ok());
    return *calendar;
}

std::string in_capitals(std::string_view text) {
    std::string capitals(text);
    std::ranges::transform(capitals, capitals.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return capitals;
}

void check_date(std::string_view text, Date today) {
    const auto date = read_natural_date(text, today);
    demand(read_natural_date(in_capitals(text), today) == date);
    const auto with_calendar = read_natural_date(text, today, &french_calendar());
    if (with_calendar) demand(*with_calendar >= date_min && *with_calendar <= date_max);
    if (!date) return;
    demand(*date >= date_min && *date <= date_max);
    demand(read_natural_date(to_iso(*date), today) == date);
    demand(with_calendar == date);
}

void check_periods(std::string_view text, Date today) {
    if (const auto month = read_natural_month(text, today)) demand(read_natural_month(to_iso(*month), today) == month);
    if (const auto week = read_natural_week(text, today)) demand(read_natural_week(to_iso(*week), today) == week);
    const auto duration = read_natural_duration(text);
    if (!duration) return;
    const auto later = read_natural_date("+ " + std::string(text), today);
    demand(!later || later == plus(today, *duration));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view text(reinterpret_cast<const char*>(data), size);
    const Date today = today_from(text);
    check_date(text, today);
    check_periods(text, today);
    return 0;
}
