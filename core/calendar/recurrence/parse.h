// Reads the text of a rule: "FREQ=MONTHLY;BYDAY=-1FR". Strictly, for what people and programs of ours write, and
// leniently, for calendars that come from elsewhere.
#pragma once

#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/calendar/recurrence/rule.h"

namespace pupitre {

/// What is wrong with the text of a rule. The names are sent: they stay for ever.
enum class RuleFault : std::uint8_t {
    too_long,             // Over rule_text_bytes_max.
    part_malformed,       // Not NAME=value.
    part_unknown,         // No part of that name.
    part_repeated,        // The same part twice.
    frequency_missing,    // No FREQ.
    frequency_unknown,    // FREQ is none of the seven.
    number_malformed,     // Digits expected.
    number_out_of_range,  // Outside what the part permits.
    weekday_malformed,    // MO, TU … with a number in front at most.
    until_malformed,      // No date, or a date that does not exist.
    scale_unknown,        // RSCALE other than GREGORIAN.
    skip_unknown,         // SKIP is none of the three.
    skip_without_scale,   // Strict: RFC 7529 wants RSCALE beside SKIP.
    count_with_until,     // Strict: one of the two.
    leap_second,          // Strict: BYSECOND=60; wall clocks have none. Read as 59.
    part_not_allowed,     // Strict: BYWEEKNO without YEARLY, BYYEARDAY with DAILY …
    weekday_number,       // Strict: "2TU" elsewhere than in MONTHLY and YEARLY, or beside BYWEEKNO.
    position_alone,       // Strict: BYSETPOS without another BY part.
};

/// The fault's stored name, for example "part_unknown".
std::string_view rule_fault_name(RuleFault fault);

struct RuleProblem {
    RuleFault fault = RuleFault::part_malformed;
    std::int32_t position = 0;  // Bytes from the start of the text.

    bool operator==(const RuleProblem&) const = default;
};

constexpr std::size_t rule_text_bytes_max = 16'384;

/// Reads a rule that keeps to the RFCs. Names and values in capitals or not, parts in any order.
Result<RecurrenceRule, RuleProblem> parse_rule(std::string_view text);

struct LenientRule {
    RecurrenceRule rule;
    std::vector<RuleProblem> warnings;  // What was read although strict reading refuses it, in the order of the text.
};

/// Also takes "RRULE:" in front, spaces, empty and unknown parts, repeated parts (the last one counts), COUNT beside
/// UNTIL (whichever ends first), SKIP alone, BYSECOND=60, BYSETPOS alone, and BY parts where the RFC forbids them: these
/// limit, and numbers before weekdays are dropped below MONTHLY. What cannot be understood is refused as in strict reading.
Result<LenientRule, RuleProblem> parse_rule_leniently(std::string_view text);

}  // namespace pupitre
