// When a piece of a service is due: so many days from the start of the work, from the end of what it waits for, or from the
// end of the period that the work is about.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/calendar/business_calendar.h"
#include "core/schema/field.h"

namespace pupitre {

/// Stored.
enum class Delay : std::uint8_t {
    none,
    days_after_start,
    business_days_after_start,
    days_after_wait,  // From the day on which the last thing it waits for is done.
    business_days_after_wait,
    days_before_end,
    business_days_before_end,
    days_after_end,
    business_days_after_end,
};
template <>
inline constexpr std::string_view enum_names<Delay>[] = {"none",
                                                         "days_after_start",
                                                         "business_days_after_start",
                                                         "days_after_wait",
                                                         "business_days_after_wait",
                                                         "days_before_end",
                                                         "business_days_before_end",
                                                         "days_after_end",
                                                         "business_days_after_end"};

constexpr std::int32_t delay_days_max = 3'660;

/// True for those that are known only when the waiting is over.
constexpr bool counts_from_wait(Delay delay) {
    return delay == Delay::days_after_wait || delay == Delay::business_days_after_wait;
}

/// The days that delays are reckoned from.
struct DelayDays {
    Date start;                        // Of the work, or of its period.
    Date end;                          // The last day of it.
    std::optional<Date> waited_until;  // The day on which the waiting was over; nothing if it is not, yet.
};

/// Nothing for `none`, while the waiting is not over, and where the calendar ends. No business days means the first open
/// day from there on (the last one up to there, before an end).
std::optional<Date> due_after(Delay delay, std::int32_t days, const DelayDays& from, const BusinessCalendar& calendar);

}  // namespace pupitre
