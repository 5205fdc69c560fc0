// Hourly, minutely and secondly rules whose INTERVAL does not fit into the day ("every 7 hours in February"): which times
// a day has depends on how far the day is from DTSTART.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/calendar/recurrence/day_masks.h"
#include "core/calendar/recurrence/progression.h"
#include "core/calendar/recurrence/unit_steps.h"
#include "core/calendar/recurrence/year_totals.h"

namespace pupitre::recurrence {

class PhasePlan {
public:
    /// The units answer for all days of the bounds. The offsets in a unit are seconds, sorted, at least one.
    PhasePlan(DayMasks days, ReachedUnits units, std::vector<std::int32_t> offsets, Bounds bounds);

    void limit_count(std::int64_t count);

    [[nodiscard]] std::size_t expand(Bounds window, std::span<std::int64_t> out) const;
    [[nodiscard]] std::optional<std::int64_t> last_before(std::int64_t time) const;
    [[nodiscard]] std::int64_t count_before(std::int64_t time) const;
    /// From 0.
    [[nodiscard]] std::optional<std::int64_t> nth(std::int64_t rank) const;

private:
    /// The days that the rule's days and INTERVAL both give.
    [[nodiscard]] YearBits days_of(int year) const;
    [[nodiscard]] std::int64_t count_in(int year) const;
    [[nodiscard]] std::int64_t count_in_before(int year, std::int64_t time) const;
    [[nodiscard]] std::int64_t count_on_before(std::int32_t day, std::int64_t time) const;
    [[nodiscard]] std::int64_t member_of(std::int32_t day, std::int64_t rank) const;

    DayMasks days_;
    ReachedUnits units_;
    std::vector<std::int32_t> offsets_;
    Bounds bounds_;
    int first_year_;
    std::int64_t years_max_ = 1;      // A year is like the one so many years before, or the calendar has no more.
    std::int64_t rank_of_first_ = 0;  // Occurrences of the first year before the first bound.
    YearTotals totals_;
};

}  // namespace pupitre::recurrence
