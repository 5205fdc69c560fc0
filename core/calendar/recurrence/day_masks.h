// What a rule's BYMONTH, BYMONTHDAY, BYYEARDAY, BYWEEKNO, BYDAY, SKIP and BYSETPOS choose, for each kind of year, as
// bits. Once made, finding an occurrence is looking at bits. Knows no DTSTART, no INTERVAL and no time of day.
#pragma once

#include <optional>
#include <vector>

#include "core/calendar/recurrence/positions.h"
#include "core/calendar/recurrence/rule.h"
#include "core/calendar/recurrence/year_kinds.h"

namespace pupitre::recurrence {

/// A month's days as bits. Bit 1 is the first; bit 0 and the bit after the last belong to the neighbours (SKIP).
using MonthWord = std::uint64_t;

struct DayMasks {
    std::array<YearBits, kind_count> kinds{};
    std::array<std::int16_t, kind_count> counts{};  // Days of each kind.
    /// The same by nominal month, for rules whose INTERVAL picks other months in other years. Else empty.
    std::vector<std::array<MonthWord, 12>> months;
    /// A chosen day lies outside its own year: the years beside must be looked at.
    bool spills = false;

    [[nodiscard]] bool empty() const;
};

struct DayMaskOrder {
    const RecurrenceRule& rule;  // Filled in.
    Positions positions;         // Among the days of a period; empty: all. Not the rule's own: times come in between.
    std::uint16_t months = 0b1'1111'1111'1110;  // MONTHLY: the months that INTERVAL can reach.
    std::uint8_t weekdays = 0b111'1111;         // The weekdays that INTERVAL can reach.
    bool keep_months = false;                   // Fill DayMasks::months.
};

DayMasks make_day_masks(const DayMaskOrder& order);

}  // namespace pupitre::recurrence
