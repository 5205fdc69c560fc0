// The kinds of rules that the tables of public holidays are written in, and the tables.
// Knows no place's law; core/calendar/holidays/holidays.h asks for days.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/calendar/date.h"
#include "core/calendar/holidays/region.h"
#include "core/calendar/month.h"

namespace pupitre {

/// Easter Sunday in the Gregorian calendar. The year is 1 to 9999.
Date easter_sunday(std::int32_t year);

/// One day of each year. Built by the functions below.
struct DayRule {
    enum class Kind : std::uint8_t { fixed, easter, nth_weekday, weekday_until };

    Kind kind = Kind::fixed;
    Month month = Month::january;
    std::int8_t day = 1;  // fixed, weekday_until.
    std::int8_t nth = 1;  // nth_weekday: 1 to 4, or -1 for the last.
    Weekday weekday = Weekday::monday;
    std::int16_t plus_days = 0;        // From the day found so far.
    std::optional<Weekday> only = {};  // In other years the day does not count.

    /// So many days after (or before) the day.
    [[nodiscard]] constexpr DayRule plus(std::int16_t days) const {
        DayRule later = *this;
        later.plus_days = days;
        return later;
    }
    /// Only in the years in which the day is this weekday.
    [[nodiscard]] constexpr DayRule only_on(Weekday wanted) const {
        DayRule limited = *this;
        limited.only = wanted;
        return limited;
    }
};

/// The same day each year. Not 29 February.
constexpr DayRule on(Month month, std::int8_t day) {
    return {.kind = DayRule::Kind::fixed, .month = month, .day = day};
}
/// Days after Easter Sunday, negative for before.
constexpr DayRule easter(std::int16_t days) { return {.kind = DayRule::Kind::easter, .plus_days = days}; }
/// The first (1) to fourth such weekday of a month, or the last (-1).
constexpr DayRule nth(std::int8_t place, Weekday weekday, Month month) {
    return {.kind = DayRule::Kind::nth_weekday, .month = month, .nth = place, .weekday = weekday};
}
/// The last such weekday that is not after this day.
constexpr DayRule until(Weekday weekday, Month month, std::int8_t day) {
    return {.kind = DayRule::Kind::weekday_until, .month = month, .day = day, .weekday = weekday};
}

/// The date in a year; nothing if the day does not count in that year.
std::optional<Date> date_in_year(const DayRule& rule, std::int32_t year);

/// Whether the law closes the day, or only what nearly everybody there does.
enum class Standing : std::uint8_t { law, custom };

/// Which other day is free when the holiday falls on a weekend. "Next" is the next day that is neither Saturday nor
/// Sunday nor a holiday of the same place already.
enum class Substitute : std::uint8_t {
    none,
    sunday_next,             // A Sunday is made up for; a Saturday is not.
    sunday_next_by_custom,   //
    weekend_next,            // Both are made up for on the next day.
    weekend_next_by_custom,  //
    sunday_next_saturday_next_by_custom,
    nearest,  // A Saturday on the Friday before, a Sunday on the Monday after.
};

/// One holiday of some places.
struct HolidayRule {
    std::string_view name;  // The message "holiday.<name>".
    RegionSet where;
    DayRule day;
    Substitute substitute = Substitute::none;
    Standing standing = Standing::law;
    std::int16_t from = year_min;  // Both years included.
    std::int16_t until = year_max;
};

std::span<const HolidayRule> holiday_rules_belgium();
std::span<const HolidayRule> holiday_rules_canada();
std::span<const HolidayRule> holiday_rules_france();
std::span<const HolidayRule> holiday_rules_luxembourg();
std::span<const HolidayRule> holiday_rules_switzerland();
std::span<const HolidayRule> holiday_rules_united_kingdom();
std::span<const HolidayRule> holiday_rules_united_states();

/// The table in which a place's rules stand.
std::span<const HolidayRule> holiday_rules(HolidayRegion region);

}  // namespace pupitre
