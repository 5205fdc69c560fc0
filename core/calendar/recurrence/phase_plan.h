// Hourly, minutely and secondly rules whose INTERVAL does not fit into the day ("every 7 hours in February"): which times
// a day has depends on how far the day is from DTSTART. Days are looked at one by one; a day costs a few additions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/calendar/recurrence/day_masks.h"
#include "core/calendar/recurrence/progression.h"

namespace pupitre::recurrence {

/// The units of a day (hours, minutes or seconds) that a rule permits, INTERVAL apart from a first one.
class UnitSteps {
public:
    /// The unit's seconds are 3,600, 60 or 1; the anchor is DTSTART's unit, counted from 1 January 1970. The rule's BYHOUR,
    /// BYMINUTE and BYSECOND limit, as far as they name the unit or a longer one.
    UnitSteps(std::int32_t unit_seconds, std::int64_t interval, std::int64_t anchor, const RecurrenceRule& rule);

    [[nodiscard]] std::int32_t unit_seconds() const { return unit_seconds_; }
    [[nodiscard]] std::int32_t units_per_day() const { return units_per_day_; }
    [[nodiscard]] bool limits() const { return limits_; }
    /// The first unit of the day that is a whole number of intervals from the anchor, permitted or not; may lie after
    /// the day.
    [[nodiscard]] std::int64_t phase_of(std::int32_t day) const;
    /// The phase of the day after a day with this phase.
    [[nodiscard]] std::int64_t next_phase(std::int64_t phase) const {
        const std::int64_t next = phase - day_shift_;
        return next < 0 ? next + interval_ : next;
    }
    /// The first permitted unit at or after this one on a day of this phase; units_per_day() if there is none.
    [[nodiscard]] std::int32_t at_or_after(std::int64_t phase, std::int32_t unit) const;
    /// The days after which the phases repeat.
    [[nodiscard]] std::int64_t phase_cycle_days() const { return interval_ / stride_; }
    /// A day has at most one unit: the one of its phase, if the rule permits it.
    [[nodiscard]] bool is_sparse() const { return interval_ >= units_per_day_; }
    [[nodiscard]] bool permits(std::int64_t phase) const {
        if (phase >= units_per_day_) return false;
        const auto second = static_cast<std::int32_t>(phase) * unit_seconds_;
        return (hours_ >> (second / 3600) & minutes_ >> (second / 60 % 60) & seconds_ >> (second % 60) & 1) != 0;
    }
    /// There cannot be more units than this from a day to the calendar's end.
    [[nodiscard]] std::int64_t units_max_from(std::int32_t day) const {
        return (std::int64_t{date_max.days()} - day + 1) * units_per_day_ / interval_ + 1;
    }
    /// Phases lie a multiple of this apart.
    [[nodiscard]] std::int64_t phase_stride() const { return stride_; }
    /// The permitted units of a day by its phase, divided by the stride.
    [[nodiscard]] std::vector<std::int32_t> count_by_phase() const;
    /// The units of a day of this phase if nothing limits.
    [[nodiscard]] std::int64_t unlimited_on(std::int64_t phase) const {
        return phase >= units_per_day_ ? 0 : (units_per_day_ - 1 - phase) / interval_ + 1;
    }
    /// False: no day can ever have a permitted unit, because INTERVAL always misses them.
    [[nodiscard]] bool can_hit() const;

private:
    [[nodiscard]] std::int32_t next_permitted(std::int32_t unit) const;

    std::int32_t unit_seconds_;
    std::int32_t units_per_day_;
    std::int64_t interval_;
    std::int64_t anchor_;
    std::int64_t day_shift_;
    std::int64_t stride_;
    bool limits_;
    std::uint32_t hours_;
    std::uint64_t minutes_;
    std::uint64_t seconds_;
};

class PhasePlan {
public:
    /// The offsets in a unit are seconds, sorted, at least one.
    PhasePlan(DayMasks days, UnitSteps steps, std::vector<std::int32_t> offsets, Bounds bounds);

    void limit_count(std::int64_t count);

    [[nodiscard]] std::size_t expand(Bounds window, std::span<std::int64_t> out) const;
    [[nodiscard]] std::optional<std::int64_t> last_before(std::int64_t time) const;
    [[nodiscard]] std::int64_t count_before(std::int64_t time) const;
    /// From 0.
    [[nodiscard]] std::optional<std::int64_t> nth(std::int64_t rank) const;

private:
    /// Calls with each chosen day and its phase, from a day on, until the call says false.
    template <class Call>
    void each_day(std::int32_t from, Call call) const;
    [[nodiscard]] std::int64_t units_on(std::int64_t phase) const;
    [[nodiscard]] std::int64_t units_before(std::int64_t phase, std::int32_t end) const;
    [[nodiscard]] std::int64_t count_within(std::int32_t day, std::int64_t end) const;
    [[nodiscard]] std::optional<std::int64_t> last_within(std::int32_t day, std::int64_t end) const;

    DayMasks days_;
    UnitSteps steps_;
    std::vector<std::int32_t> offsets_;
    Bounds bounds_;
    std::vector<std::int32_t> units_by_phase_;  // Empty if there are too many phases to keep.
};

}  // namespace pupitre::recurrence
