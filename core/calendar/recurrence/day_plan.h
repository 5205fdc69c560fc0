// Rules whose days depend on the calendar: the 20th of each month, the last working day, week 20. A year is a row of
// bits; each chosen day has the same times. Knows no rule text and no set of rules.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/calendar/recurrence/day_masks.h"
#include "core/calendar/recurrence/progression.h"
#include "core/calendar/recurrence/time_set.h"
#include "core/calendar/recurrence/year_totals.h"

namespace pupitre::recurrence {

/// What INTERVAL leaves of a year's days.
struct Thinning {
    enum class Unit : std::uint8_t { none, years, months, weeks, days };

    Unit unit = Unit::none;
    std::int64_t interval = 1;
    /// Years: the year. Months: 12 × year + month, from 0. Weeks: the week's first day. Days: the day.
    std::int64_t anchor = 0;
};

/// Days with the times they share. A rule has one layer, or, when BYSETPOS picks among days and times at once, one for all
/// times of day that it picks on the same days.
struct Layer {
    DayMasks days;
    TimeSet times;
};

class DayPlan {
public:
    DayPlan(std::vector<Layer> layers, Thinning thinning, Bounds bounds);

    void limit_count(std::int64_t count);

    [[nodiscard]] std::size_t expand(Bounds window, std::span<std::int64_t> out) const;
    [[nodiscard]] std::optional<std::int64_t> last_before(std::int64_t time) const;
    [[nodiscard]] std::int64_t count_before(std::int64_t time) const;
    /// From 0.
    [[nodiscard]] std::optional<std::int64_t> nth(std::int64_t rank) const;

private:
    class LayeredYear;

    [[nodiscard]] YearBits days_of(const Layer& layer, int year) const;
    [[nodiscard]] YearBits thinned(YearBits days, const Layer& layer, int year) const;
    [[nodiscard]] std::int64_t first_month_of(int year) const;
    [[nodiscard]] int count_days(const Layer& layer, int year) const;
    [[nodiscard]] std::int64_t count_in(int year) const;
    [[nodiscard]] std::int64_t count_in_before(int year, std::int64_t time) const;
    [[nodiscard]] std::int64_t member_of(int year, std::int64_t rank) const;
    [[nodiscard]] int year_of_visit(std::int64_t visit) const {
        return first_year_ + static_cast<int>(visit) * year_step_;
    }
    [[nodiscard]] std::size_t expand_day(const Layer& layer, std::int32_t day, std::int32_t from_second,
                                         std::span<std::int64_t> out) const;
    [[nodiscard]] std::size_t expand_year(YearBits days, int year, std::span<std::int64_t> out) const;
    [[nodiscard]] std::size_t expand_layers(int year, std::int64_t from, std::span<std::int64_t> out) const;
    [[nodiscard]] std::int64_t member_of_layers(int year, std::int64_t rank) const;

    std::vector<Layer> layers_;
    Thinning thinning_;
    Bounds bounds_;
    bool is_plain_ = false;  // A year's days are its kind's.
    int first_year_ = 1;
    int year_step_ = 1;
    std::int64_t visits_max_ = 0;        // Years from the first one to 9999, by steps.
    std::int64_t empty_visits_max_ = 0;  // This many years without an occurrence: there will be none.
    std::int64_t rank_of_first_ = 0;     // Occurrences of the first year before the first bound.
    YearTotals totals_;
};

}  // namespace pupitre::recurrence
