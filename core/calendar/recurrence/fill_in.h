// What DTSTART adds to a rule: "the information needed, but missing" (RFC 5545, 3.3.10). "FREQ=MONTHLY" that starts on the
// 20th at 09:00 means the 20th at 09:00. The result says everything, so it can be shown, printed and compiled.
#pragma once

#include "core/calendar/recurrence/rule.h"

namespace pupitre {

/// The first moment a rule may give, and whether it is a day without a time.
struct RecurrenceStart {
    LocalDateTime time;
    bool is_date = false;

    bool operator==(const RecurrenceStart&) const = default;
};

/// How to read YEARLY with BYMONTHDAY but no BYMONTH, and with BYWEEKNO but no BYDAY: the RFC leaves room for both.
enum class YearlyReading : std::uint8_t {
    from_start,  // In the month, on the weekday, of DTSTART; how other calendars write it.
    every,       // In every month, on all seven days of the week.
};

/// The rule with the missing parts taken from the start. For a date, BYHOUR, BYMINUTE and BYSECOND are ignored, as the RFC
/// asks, and set to midnight.
RecurrenceRule with_start_filled_in(const RecurrenceRule& rule, const RecurrenceStart& start,
                                    YearlyReading reading = YearlyReading::from_start);

}  // namespace pupitre
