// The hours, minutes or seconds of a day ("units") that a rule reaches when its INTERVAL does not fit into the day: every 7
// hours from 09:00 gives each day other ones. A day's phase is how far its first step lies from midnight; phases come round
// again after a number of days. Knows no month and no weekday.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/calendar/recurrence/rule.h"
#include "core/calendar/recurrence/year_kinds.h"

namespace pupitre::recurrence {

/// Units an INTERVAL apart from a first one, as far as the rule permits them.
class UnitSteps {
public:
    /// The unit's seconds are 3,600, 60 or 1; the anchor is DTSTART's unit, counted from 1 January 1970. The rule's BYHOUR,
    /// BYMINUTE and BYSECOND limit, as far as they name the unit or a longer one.
    UnitSteps(std::int32_t unit_seconds, std::int64_t interval, std::int64_t anchor, const RecurrenceRule& rule);

    [[nodiscard]] std::int32_t unit_seconds() const { return unit_seconds_; }
    [[nodiscard]] std::int32_t units_per_day() const { return units_per_day_; }
    [[nodiscard]] std::int64_t interval() const { return interval_; }
    [[nodiscard]] bool limits() const { return limits_; }
    /// The first unit of the day that is a whole number of intervals from the anchor, permitted or not; may lie after
    /// the day.
    [[nodiscard]] std::int64_t phase_of(std::int32_t day) const;
    /// The phase of the day after a day with this phase.
    [[nodiscard]] std::int64_t next_phase(std::int64_t phase) const {
        const std::int64_t next = phase - day_shift_;
        return next < 0 ? next + interval_ : next;
    }
    /// The first permitted unit at or after this one; units_per_day() if there is none.
    [[nodiscard]] std::int32_t next_permitted(std::int32_t unit) const;
    /// The first permitted unit at or after this one on a day of this phase; units_per_day() if there is none.
    [[nodiscard]] std::int32_t at_or_after(std::int64_t phase, std::int32_t unit) const;
    /// The days after which the phases repeat.
    [[nodiscard]] std::int64_t phase_cycle_days() const { return interval_ / stride_; }
    /// Phases lie a multiple of this apart.
    [[nodiscard]] std::int64_t phase_stride() const { return stride_; }
    /// A day has at most one unit: the one of its phase, if the rule permits it.
    [[nodiscard]] bool is_sparse() const { return interval_ >= units_per_day_; }
    [[nodiscard]] bool permits(std::int64_t unit) const {
        if (unit >= units_per_day_) return false;
        const auto second = static_cast<std::int32_t>(unit) * unit_seconds_;
        return (hours_ >> (second / 3600) & minutes_ >> (second / 60 % 60) & seconds_ >> (second % 60) & 1) != 0;
    }
    /// False: no day can ever have a permitted unit, because INTERVAL always misses them.
    [[nodiscard]] bool can_hit() const;

private:
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

/// Which units each day has, looked up instead of searched: how many, as bits of many days at once; which, as lists by phase.
/// Making it takes at most a step for each unit of a day and one for each day of a cycle; at most about a megabyte.
class ReachedUnits {
public:
    /// Answers for the days from the first one's year to the last one.
    ReachedUnits(const UnitSteps& steps, std::int32_t first_day, std::int32_t last_day);

    [[nodiscard]] const UnitSteps& steps() const { return steps_; }
    /// The most units a day has.
    [[nodiscard]] std::int64_t most() const { return base_ + most_above_base_; }
    /// Units of a day; those before one; the one that has so many before it.
    [[nodiscard]] std::int64_t on(std::int32_t day) const;
    [[nodiscard]] std::int64_t before(std::int32_t day, std::int32_t unit) const;
    [[nodiscard]] std::int32_t at(std::int32_t day, std::int64_t rank) const;

    /// Units of all these days of a year.
    [[nodiscard]] std::int64_t count(const YearBits& days, int year) const;
    /// Those of these days of a year that have units.
    [[nodiscard]] YearBits reached(YearBits days, int year) const;
    /// Which of these days of a year has the unit with so many before it, which the rank becomes; there must be one.
    [[nodiscard]] int bit_of_rank(const YearBits& days, int year, std::int64_t& rank) const;

private:
    void count_sparse();
    void count_by_phase();
    void make_planes(const std::vector<std::int32_t>& counts);
    [[nodiscard]] std::span<const std::int32_t> listed(std::int64_t phase) const;
    [[nodiscard]] std::size_t bit_of_year(int year) const;
    [[nodiscard]] std::uint64_t extract(std::size_t plane, std::size_t bit) const;
    [[nodiscard]] std::int64_t count_word(std::uint64_t days, std::size_t bit) const;

    UnitSteps steps_;
    std::int32_t origin_;  // The day of the planes' first bit: the one before the first year.
    std::int64_t cycle_;   // Days after which the planes repeat, or the last day is past.
    std::size_t plane_words_;
    std::size_t plane_count_ = 1;
    std::int64_t base_ = 0;  // Each day has at least so many units; what it has more stands in the planes, bit by bit.
    std::int64_t most_above_base_ = 0;
    std::vector<std::uint64_t> planes_;
    // Several a day, limited: the units of each phase, one phase after the other.
    std::vector<std::int32_t> units_;
    std::vector<std::int32_t> starts_;
};

}  // namespace pupitre::recurrence
