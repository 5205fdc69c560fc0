// Each rule is a few divisions; nothing here loops.
#include "core/calendar/holidays/rules.h"

#include <cassert>

namespace pupitre {

namespace {

/// Days from one weekday forward to the next of another, 0 to 6.
std::int32_t days_ahead(Weekday from, Weekday to) {
    return (static_cast<std::int32_t>(to) - static_cast<std::int32_t>(from) + 7) % 7;
}

Date nth_weekday(const DayRule& rule, std::int32_t year) {
    if (rule.nth < 0) {
        const Date last = day_in_month(year, rule.month, 31);
        return last.plus_days(-days_ahead(rule.weekday, last.weekday()));
    }
    const Date first = day_in_month(year, rule.month, 1);
    return first.plus_days(days_ahead(first.weekday(), rule.weekday) + 7 * (rule.nth - 1));
}

Date weekday_until(const DayRule& rule, std::int32_t year) {
    const Date last = day_in_month(year, rule.month, rule.day);
    return last.plus_days(-days_ahead(rule.weekday, last.weekday()));
}

Date base_day(const DayRule& rule, std::int32_t year) {
    switch (rule.kind) {
    case DayRule::Kind::fixed: return day_in_month(year, rule.month, rule.day);
    case DayRule::Kind::easter: return easter_sunday(year);
    case DayRule::Kind::nth_weekday: return nth_weekday(rule, year);
    case DayRule::Kind::weekday_until: return weekday_until(rule, year);
    }
    assert(false);
    return {};
}

}  // namespace

Date easter_sunday(std::int32_t year) {
    // The full moon of the church (epact of the century and of the 19-year cycle), then the Sunday after it.
    const std::int32_t century = year / 100;
    const std::int32_t golden = year % 19;
    const std::int32_t moon_shift = century - century / 4 - (8 * century + 13) / 25;
    std::int32_t epact = (moon_shift + 19 * golden + 15) % 30;
    // Two full moons must not fall on one day within a cycle.
    if (epact == 29 || (epact == 28 && golden > 10)) --epact;
    const Date full_moon = day_in_month(year, Month::march, 21).plus_days(epact);
    const std::int32_t ahead = days_ahead(full_moon.weekday(), Weekday::sunday);
    return full_moon.plus_days(ahead == 0 ? 7 : ahead);
}

std::optional<Date> date_in_year(const DayRule& rule, std::int32_t year) {
    const Date date = base_day(rule, year).plus_days(rule.plus_days);
    if (rule.only && date.weekday() != *rule.only) return std::nullopt;
    return date;
}

std::span<const HolidayRule> holiday_rules(HolidayRegion region) {
    if (region <= HolidayRegion::fr_saint_martin) return holiday_rules_france();
    if (region == HolidayRegion::be) return holiday_rules_belgium();
    if (region == HolidayRegion::lu) return holiday_rules_luxembourg();
    if (region <= HolidayRegion::ch_zh) return holiday_rules_switzerland();
    if (region <= HolidayRegion::ca_yt) return holiday_rules_canada();
    if (region <= HolidayRegion::gb_scotland) return holiday_rules_united_kingdom();
    return holiday_rules_united_states();
}

}  // namespace pupitre
