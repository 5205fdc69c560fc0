// A rule as a form shows it: the common ones as a few choices, any other as it is. What the form cannot express is never
// changed by it: such a rule goes in and comes out byte for byte.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/calendar/series/series.h"

namespace pupitre {

enum class RepeatUnit : std::uint8_t {
    day,
    business_day,
    week,
    month,
    quarter,  // Of the calendar; always every one.
    year,
    special,  // A rule of another kind, kept as it is.
};

/// On which day of a month, quarter or year.
enum class RepeatOn : std::uint8_t {
    day,           // The 24th.
    last_day,      // Of the month.
    weekday,       // The second Tuesday, the last Friday.
    business_day,  // The 5th business day, the last one.
};

enum class RepeatEnd : std::uint8_t { never, on_date, after_count };

struct RepeatForm {
    RepeatUnit unit = RepeatUnit::month;
    std::int32_t interval = 1;  // 1 to repeat_interval_max.
    std::uint8_t weekdays = 0;  // Week: bit 0 is Monday; at least one.
    RepeatOn on = RepeatOn::day;
    std::int32_t day = 1;      // 1 to 31; in shorter months their last day.
    std::int32_t ordinal = 1;  // Weekday: 1 to 4 or −1. Business day: 1 to 20 or −1 to −20.
    Weekday weekday = Weekday::monday;
    std::int32_t month = 1;  // Year: 1 to 12. Quarter: 1 to 3, which of its months.
    RepeatEnd end = RepeatEnd::never;
    Date until;              // Included; on_date.
    std::int64_t count = 1;  // after_count.
    bool from_completion = false;
    DuePlacing due;  // Not for business days, which have their own.
    Lead lead;
    std::string special;  // The rule's text.

    bool operator==(const RepeatForm&) const = default;
};

constexpr std::int32_t repeat_interval_max = 999;
constexpr std::int64_t repeat_count_max = 9'999;

/// What a form says of a series: the parts that a form decides, the rule as text.
struct RepeatRule {
    std::string rule;
    bool from_completion = false;
    DuePlacing due;
    Lead lead;

    bool operator==(const RepeatRule&) const = default;
};

/// The form that shows a rule. Never fails: what is unusual or cannot be read is `special`. The start fills in what the
/// rule leaves to it.
RepeatForm form_of(const RepeatRule& repeat, Date start);
/// What the form says. Errors, with the member's name: out_of_range (interval, day, ordinal, month, count, until,
/// weekdays: none chosen).
Result<RepeatRule> rule_of(const RepeatForm& form);
/// What a form proposes for work that is due on a day: every month on that day.
RepeatForm usual_form(Date due_on);

}  // namespace pupitre
