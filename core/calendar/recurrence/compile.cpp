// From the simplest shape to the most general one. What BYSETPOS picks among times, or among days and times at once, is
// worked out here, so that no shape has to know of it.
#include "core/calendar/recurrence/compile.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace pupitre::recurrence {

namespace {

/// More offsets than this are not worth a list of their own: years of bits do as well.
constexpr std::int64_t offsets_max = 4'096;
constexpr std::uint8_t every_weekday = 0b111'1111;
constexpr std::uint16_t every_month = 0b1'1111'1111'1110;
constexpr std::int32_t day_seconds = 86'400;
constexpr std::uint32_t all_hours = 0xFF'FFFF;
constexpr std::uint64_t all_sixty = (std::uint64_t{1} << 60) - 1;

std::vector<std::int32_t> numbers_of(std::uint64_t bits, std::int32_t factor) {
    std::vector<std::int32_t> numbers;
    numbers.reserve(static_cast<std::size_t>(std::popcount(bits)));
    for (; bits != 0; bits &= bits - 1) numbers.push_back(std::countr_zero(bits) * factor);
    return numbers;
}

std::vector<std::int32_t> sums_of(const std::vector<std::int32_t>& outer, const std::vector<std::int32_t>& inner) {
    std::vector<std::int32_t> sums;
    sums.reserve(outer.size() * inner.size());
    for (const std::int32_t first : outer) {
        for (const std::int32_t second : inner) sums.push_back(first + second);
    }
    return sums;
}

constexpr std::int64_t positive_remainder(std::int64_t number, std::int64_t divisor) {
    const std::int64_t rest = number % divisor;
    return rest < 0 ? rest + divisor : rest;
}

class Compiler {
public:
    Compiler(const RecurrenceRule& rule, LocalDateTime start, Bounds bounds) :
        rule_(rule), start_(start), bounds_(bounds), start_day_(start.date().days()) {}

    PlanShape shape() {
        drop_empty_limits();
        if (rule_.frequency >= Frequency::daily) return of_days();
        return of_units();
    }

private:
    void drop_empty_limits();
    [[nodiscard]] bool only_weekdays_limit() const;
    [[nodiscard]] std::vector<std::int32_t> offsets_in_unit(std::int32_t unit_seconds) const;
    [[nodiscard]] TimeSet times_of_day() const;
    PlanShape of_days();
    PlanShape of_units();
    PlanShape daily(const TimeSet& times, std::int64_t interval, std::int64_t anchor_day);
    PlanShape weekly(const TimeSet& times);
    PlanShape by_days(std::vector<Layer> layers, Thinning thinning);
    PlanShape stepped(std::int64_t base, std::int64_t step, std::vector<std::int64_t> offsets);
    PlanShape phased(const UnitSteps& steps, const std::vector<std::int32_t>& offsets);
    [[nodiscard]] std::vector<Layer> layers_of(const TimeSet& times, const DayMaskOrder& order) const;

    RecurrenceRule rule_;
    LocalDateTime start_;
    Bounds bounds_;
    std::int32_t start_day_;
};

/// A list that names everything limits nothing.
void Compiler::drop_empty_limits() {
    if (rule_.frequency < Frequency::monthly) {
        if (rule_.by_month == every_month) rule_.by_month = 0;
        if (rule_.by_day.every == every_weekday) rule_.by_day = {};
    }
}

bool Compiler::only_weekdays_limit() const {
    return rule_.by_month == 0 && rule_.by_month_day.empty() && rule_.by_year_day.empty() &&
           rule_.by_week_number.empty() && !rule_.by_day.has_nth();
}

/// The seconds within an hour (or minute, or second) that BYMINUTE, BYSECOND and BYSETPOS give.
std::vector<std::int32_t> Compiler::offsets_in_unit(std::int32_t unit_seconds) const {
    std::vector<std::int32_t> offsets{0};
    if (unit_seconds >= 60) offsets = numbers_of(rule_.by_second, 1);
    if (unit_seconds >= 3600) offsets = sums_of(numbers_of(rule_.by_minute, 60), offsets);
    return rule_.by_position.empty() ? offsets : chosen_of(rule_.by_position, offsets);
}

TimeSet Compiler::times_of_day() const {
    std::vector<std::int32_t> hours = numbers_of(rule_.by_hour, 3600);
    std::vector<std::int32_t> rest = sums_of(numbers_of(rule_.by_minute, 60), numbers_of(rule_.by_second, 1));
    return {std::move(hours), std::move(rest)};
}

PlanShape Compiler::stepped(std::int64_t base, std::int64_t step, std::vector<std::int64_t> offsets) {
    if (offsets.empty()) return {};
    return Progression(base, step, std::move(offsets), bounds_);
}

PlanShape Compiler::by_days(std::vector<Layer> layers, Thinning thinning) {
    std::erase_if(layers, [](const Layer& layer) { return layer.times.empty() || layer.days.empty(); });
    if (layers.empty()) return {};
    return DayPlan(std::move(layers), thinning, bounds_);
}

/// BYSETPOS among days of several times each: position p of a period is the time (p − 1) mod |times| of a day; so each time
/// that is picked gets the days on which it is. Times with the same days share a layer.
std::vector<Layer> Compiler::layers_of(const TimeSet& times, const DayMaskOrder& order) const {
    std::vector<Layer> layers;
    if (rule_.by_position.empty() || times.size() == 1) {
        DayMaskOrder all = order;
        all.positions = rule_.by_position;
        layers.push_back({make_day_masks(all), times});
        return layers;
    }
    if (times.empty()) return layers;
    std::map<std::int64_t, Positions> days_by_time;
    rule_.by_position.each([&](int position) {
        const std::int64_t rank = position > 0 ? position - 1 : -position - 1;
        const auto day = static_cast<int>(rank / times.size() + 1);
        const std::int64_t time = rank % times.size();
        days_by_time[position > 0 ? time : times.size() - 1 - time].add(position > 0 ? day : -day);
    });
    std::vector<std::pair<Positions, std::vector<std::int32_t>>> times_by_days;
    for (const auto& [time, days] : days_by_time) {
        auto same = std::ranges::find(times_by_days, days, &decltype(times_by_days)::value_type::first);
        if (same == times_by_days.end()) same = times_by_days.insert(same, {days, {}});
        same->second.push_back(times.at(time));
    }
    for (auto& [days, same_times] : times_by_days) {
        DayMaskOrder one = order;
        one.positions = days;
        layers.push_back({make_day_masks(one), TimeSet(std::move(same_times), {0})});
    }
    return layers;
}

PlanShape Compiler::daily(const TimeSet& times, std::int64_t interval, std::int64_t anchor_day) {
    if (times.empty()) return {};
    const bool any_weekday = rule_.by_day.every == 0;
    if (only_weekdays_limit()) {
        const std::int64_t step = any_weekday ? interval : std::lcm(interval, std::int64_t{7});
        const std::int64_t steps = step / interval;
        if (steps * times.size() <= offsets_max) {
            std::vector<std::int64_t> offsets;
            std::vector<std::int64_t> of_day(static_cast<std::size_t>(times.size()));
            for (std::int64_t day = 0; day < step; day += interval) {
                const std::int64_t weekday = positive_remainder(anchor_day + day + 3, 7);
                if (!any_weekday && (rule_.by_day.every >> weekday & 1) == 0) continue;
                static_cast<void>(times.expand(0, day * day_seconds, of_day));
                offsets.insert(offsets.end(), of_day.begin(), of_day.end());
            }
            return stepped(anchor_day * day_seconds, step * day_seconds, std::move(offsets));
        }
    }
    DayMaskOrder order{rule_, {}};
    if (interval % 7 == 0) {
        order.weekdays = static_cast<std::uint8_t>(1U << positive_remainder(anchor_day + 3, 7));
    }
    std::vector<Layer> layers;
    layers.push_back({make_day_masks(order), times});
    const Thinning thinning{interval == 1 ? Thinning::Unit::none : Thinning::Unit::days, interval, anchor_day};
    return by_days(std::move(layers), thinning);
}

PlanShape Compiler::weekly(const TimeSet& times) {
    const std::int64_t week_day = positive_remainder(start_day_ + 3 - static_cast<int>(rule_.week_start), 7);
    const std::int64_t week = start_day_ - week_day;
    const std::uint8_t weekdays = rule_.by_day.empty() ? every_weekday : rule_.by_day.every;
    if (only_weekdays_limit() && std::popcount(weekdays) * times.size() <= offsets_max) {
        std::vector<std::int64_t> offsets;
        std::vector<std::int64_t> of_day(static_cast<std::size_t>(times.size()));
        for (int day = 0; day < 7; ++day) {
            if ((weekdays >> (static_cast<int>(rule_.week_start) + day) % 7 & 1) == 0) continue;
            static_cast<void>(times.expand(0, std::int64_t{day} * day_seconds, of_day));
            offsets.insert(offsets.end(), of_day.begin(), of_day.end());
        }
        if (!rule_.by_position.empty()) offsets = chosen_of(rule_.by_position, offsets);
        return stepped(week * day_seconds, std::int64_t{7} * rule_.interval * day_seconds, std::move(offsets));
    }
    const Thinning thinning{rule_.interval == 1 ? Thinning::Unit::none : Thinning::Unit::weeks, rule_.interval, week};
    return by_days(layers_of(times, {rule_, {}}), thinning);
}

PlanShape Compiler::of_days() {
    const TimeSet times = times_of_day();
    if (rule_.frequency == Frequency::daily) {
        if (rule_.by_position.empty()) return daily(times, rule_.interval, start_day_);
        std::vector<std::int32_t> seconds(static_cast<std::size_t>(times.size()));
        for (std::size_t rank = 0; rank < seconds.size(); ++rank)
            seconds[rank] = times.at(static_cast<std::int64_t>(rank));
        return daily(TimeSet(chosen_of(rule_.by_position, seconds), {0}), rule_.interval, start_day_);
    }
    if (rule_.frequency == Frequency::weekly) return weekly(times);
    const YearMonthDay civil = start_.date().ymd();
    if (rule_.frequency == Frequency::yearly) {
        return by_days(layers_of(times, {rule_, {}}), {Thinning::Unit::years, rule_.interval, civil.year});
    }
    // A month's place in the year repeats with the greatest common divisor of INTERVAL and 12.
    const std::int32_t stride = std::gcd(rule_.interval, 12);
    DayMaskOrder order{rule_, {}};
    order.months = 0;
    for (int month = 1; month <= 12; ++month) {
        if ((month - civil.month) % stride == 0) order.months = static_cast<std::uint16_t>(order.months | 1U << month);
    }
    if (stride == rule_.interval) return by_days(layers_of(times, order), {});
    if (stride == 12) {
        return by_days(layers_of(times, order), {Thinning::Unit::years, rule_.interval / 12, civil.year});
    }
    order.keep_months = true;
    return by_days(layers_of(times, order),
                   {Thinning::Unit::months, rule_.interval, std::int64_t{12} * civil.year + civil.month - 1});
}

PlanShape Compiler::of_units() {
    const std::int32_t unit_seconds = rule_.frequency == Frequency::hourly     ? 3600
                                      : rule_.frequency == Frequency::minutely ? 60
                                                                               : 1;
    const std::vector<std::int32_t> offsets = offsets_in_unit(unit_seconds);
    if (offsets.empty()) return {};
    const std::int64_t interval = rule_.interval;
    const std::int64_t anchor =
        start_day_ * std::int64_t{day_seconds / unit_seconds} + start_.second_of_day() / unit_seconds;
    const UnitSteps steps(unit_seconds, interval, anchor, rule_);
    if (!steps.can_hit()) return {};
    if (!steps.limits() && only_weekdays_limit() && rule_.by_day.every == 0) {
        return stepped(anchor * unit_seconds, interval * unit_seconds, {offsets.begin(), offsets.end()});
    }
    const std::int64_t phase = steps.phase_of(start_day_);
    const bool fits_day = steps.units_per_day() % interval == 0;
    const bool fits_days = interval % steps.units_per_day() == 0;
    if (unit_seconds == 1 && 60 % interval == 0) {
        // Every minute has the same seconds: 60 and 1,440 numbers instead of 86,400.
        std::uint64_t seconds = 0;
        for (std::int64_t second = phase; second < 60; second += interval) seconds |= std::uint64_t{1} << second;
        if (rule_.by_second != 0) seconds &= rule_.by_second;
        const std::vector<std::int32_t> hours = numbers_of(rule_.by_hour != 0 ? rule_.by_hour : all_hours, 3600);
        const std::vector<std::int32_t> minutes = numbers_of(rule_.by_minute != 0 ? rule_.by_minute : all_sixty, 60);
        return daily(TimeSet(sums_of(hours, minutes), numbers_of(seconds, 1)), 1, start_day_);
    }
    if (fits_day || fits_days) {
        std::vector<std::int32_t> units;
        for (std::int32_t unit = steps.at_or_after(phase, 0); unit < steps.units_per_day();
             unit = steps.at_or_after(phase, unit + 1)) {
            units.push_back(unit * unit_seconds);
        }
        return daily(TimeSet(std::move(units), offsets), fits_day ? 1 : interval / steps.units_per_day(), start_day_);
    }
    return phased(steps, offsets);
}

PlanShape Compiler::phased(const UnitSteps& steps, const std::vector<std::int32_t>& offsets) {
    DayMasks masks = make_day_masks({rule_, {}});
    if (masks.empty()) return {};
    ReachedUnits units(steps, start_day_, LocalDateTime::from_seconds(bounds_.last).date().days());
    if (units.most() == 0) return {};
    const std::int64_t phase_days = steps.phase_cycle_days();
    const std::int64_t days = rule_.by_day.every == 0 ? phase_days : std::lcm(phase_days, std::int64_t{7});
    if (!only_weekdays_limit() || days > offsets_max)
        return PhasePlan(std::move(masks), std::move(units), offsets, bounds_);
    std::vector<std::int64_t> all;
    for (std::int32_t day = 0; day < days; ++day) {
        const std::int64_t weekday = positive_remainder(start_day_ + day + 3, 7);
        if (rule_.by_day.every != 0 && (rule_.by_day.every >> weekday & 1) == 0) continue;
        const std::int64_t here = units.on(start_day_ + day);
        if (std::ssize(all) + here * std::ssize(offsets) > offsets_max) {
            return PhasePlan(std::move(masks), std::move(units), offsets, bounds_);
        }
        for (std::int64_t rank = 0; rank < here; ++rank) {
            const std::int64_t start =
                std::int64_t{day} * day_seconds + std::int64_t{units.at(start_day_ + day, rank)} * steps.unit_seconds();
            for (const std::int32_t offset : offsets) all.push_back(start + offset);
        }
    }
    return stepped(std::int64_t{start_day_} * day_seconds, days * day_seconds, std::move(all));
}

}  // namespace

PlanShape choose_shape(const RecurrenceRule& rule, LocalDateTime start, Bounds bounds) {
    return Compiler(rule, start, bounds).shape();
}

}  // namespace pupitre::recurrence
