// Reckoning with the firm's own business days.
#include "core/catalogue/delay.h"

#include <cassert>

namespace pupitre {

namespace {

std::optional<Date> day(Date from, std::int32_t days) {
    const Date date = from.plus_days(days);
    return date < date_min || date > date_max ? std::nullopt : std::optional{date};
}

std::optional<Date> open_day(Result<Date> found) { return found ? std::optional{*found} : std::nullopt; }

std::optional<Date> after(Date from, std::int32_t days, const BusinessCalendar& calendar) {
    return open_day(days == 0 ? calendar.shifted(from, Shift::next) : calendar.after(from, days));
}

std::optional<Date> before(Date from, std::int32_t days, const BusinessCalendar& calendar) {
    return open_day(days == 0 ? calendar.shifted(from, Shift::previous) : calendar.before(from, days));
}

}  // namespace

std::optional<Date> due_after(Delay delay, std::int32_t days, const DelayDays& from, const BusinessCalendar& calendar) {
    if (counts_from_wait(delay) && !from.waited_until) return std::nullopt;
    switch (delay) {
    case Delay::none: return std::nullopt;
    case Delay::days_after_start: return day(from.start, days);
    case Delay::business_days_after_start: return after(from.start, days, calendar);
    case Delay::days_after_wait: return day(*from.waited_until, days);
    case Delay::business_days_after_wait: return after(*from.waited_until, days, calendar);
    case Delay::days_before_end: return day(from.end, -days);
    case Delay::business_days_before_end: return before(from.end, days, calendar);
    case Delay::days_after_end: return day(from.end, days);
    case Delay::business_days_after_end: return after(from.end, days, calendar);
    }
    assert(false);
    return std::nullopt;
}

}  // namespace pupitre
