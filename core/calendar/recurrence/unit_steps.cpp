// Every loop goes over the units of one day or the days of one cycle of phases, whichever years are asked for.
#include "core/calendar/recurrence/unit_steps.h"

#include <algorithm>
#include <numeric>

namespace pupitre::recurrence {

namespace {

constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t bits_of_year = YearBits::word_count * 64;

/// The first set bit at or after a place; 64 if there is none.
template <class Bits>
constexpr int next_bit(Bits bits, int from) {
    const std::uint64_t rest = from < 64 ? static_cast<std::uint64_t>(bits) >> from << from : 0;
    return rest == 0 ? 64 : std::countr_zero(rest);
}

constexpr std::uint32_t all_hours = 0xFF'FFFF;
constexpr std::uint64_t all_sixty = (std::uint64_t{1} << 60) - 1;

}  // namespace

UnitSteps::UnitSteps(std::int32_t unit_seconds, std::int64_t interval, std::int64_t anchor,
                     const RecurrenceRule& rule) :
    unit_seconds_(unit_seconds),
    units_per_day_(static_cast<std::int32_t>(day_seconds) / unit_seconds),
    interval_(interval),
    anchor_(anchor),
    day_shift_(units_per_day_ % interval),
    stride_(std::gcd<std::int64_t>(interval, units_per_day_)),
    hours_(rule.by_hour != 0 ? rule.by_hour : all_hours),
    minutes_(unit_seconds < 3600 && rule.by_minute != 0 ? rule.by_minute : all_sixty),
    seconds_(unit_seconds == 1 && rule.by_second != 0 ? rule.by_second : all_sixty) {
    limits_ = hours_ != all_hours || minutes_ != all_sixty || seconds_ != all_sixty;
}

std::int64_t UnitSteps::phase_of(std::int32_t day) const {
    const std::int64_t rest = (anchor_ - std::int64_t{day} * units_per_day_) % interval_;
    return rest < 0 ? rest + interval_ : rest;
}

std::int32_t UnitSteps::next_permitted(std::int32_t unit) const {
    const std::int32_t second = unit * unit_seconds_;
    int hour = second / 3600;
    int minute = second / 60 % 60;
    int of_minute = next_bit(seconds_, second % 60);
    if (of_minute == 64) {
        ++minute;
        of_minute = std::countr_zero(seconds_);
    }
    int of_hour = next_bit(minutes_, minute);
    if (of_hour != minute) of_minute = std::countr_zero(seconds_);
    if (of_hour == 64) {
        ++hour;
        of_hour = std::countr_zero(minutes_);
    }
    const int of_day = next_bit(hours_, hour);
    if (of_day == 64) return units_per_day_;
    if (of_day != hour) {
        of_hour = std::countr_zero(minutes_);
        of_minute = std::countr_zero(seconds_);
    }
    // What is shorter than the unit is whole: its first bit is 0.
    return (of_day * 3600 + of_hour * 60 + of_minute) / unit_seconds_;
}

std::int32_t UnitSteps::at_or_after(std::int64_t phase, std::int32_t unit) const {
    std::int64_t at = unit;
    while (at < units_per_day_) {
        // Up to the next step, then up to the next permitted unit; both, or go on.
        const std::int64_t past = at - phase;
        const std::int64_t step = past <= 0 ? phase : phase + (past + interval_ - 1) / interval_ * interval_;
        if (step >= units_per_day_) return units_per_day_;
        const std::int32_t permitted =
            limits_ ? next_permitted(static_cast<std::int32_t>(step)) : static_cast<std::int32_t>(step);
        if (permitted == step) return permitted;
        at = permitted;
    }
    return units_per_day_;
}

bool UnitSteps::can_hit() const {
    UnitSteps reachable = *this;
    reachable.interval_ = phase_stride();
    return reachable.at_or_after(phase_of(0) % phase_stride(), 0) < units_per_day_;
}

ReachedUnits::ReachedUnits(const UnitSteps& steps, std::int32_t first_day, std::int32_t last_day) :
    steps_(steps),
    origin_(first_day_of(year_of(first_day)) - 1),
    cycle_(std::min<std::int64_t>(steps.phase_cycle_days(), std::int64_t{last_day} - origin_ + 1)),
    // A year that begins on the cycle's last day reads on to its own end; one word more, because it need not begin with a word.
    plane_words_(static_cast<std::size_t>((cycle_ + bits_of_year) / 64 + 2)) {
    if (steps_.is_sparse()) {
        count_sparse();
    } else {
        count_by_phase();
    }
}

/// From step to step, because many days have none.
void ReachedUnits::count_sparse() {
    planes_.resize(plane_words_);
    const std::int64_t days_end = cycle_ + bits_of_year;
    const std::int64_t day_step = steps_.interval() / steps_.units_per_day();
    const std::int64_t unit_step = steps_.interval() % steps_.units_per_day();
    const std::int64_t first = steps_.phase_of(origin_);
    std::int64_t unit = first % steps_.units_per_day();
    for (std::int64_t day = first / steps_.units_per_day(); day < days_end; day += day_step) {
        if (steps_.permits(unit)) {
            planes_[static_cast<std::size_t>(day / 64)] |= std::uint64_t{1} << (day % 64);
            most_above_base_ = 1;
        }
        unit += unit_step;
        if (unit >= steps_.units_per_day()) {
            unit -= steps_.units_per_day();
            ++day;
        }
    }
}

void ReachedUnits::count_by_phase() {
    const auto phases = static_cast<std::size_t>(steps_.phase_cycle_days());
    const std::int64_t stride = steps_.phase_stride();
    const std::int64_t rest = steps_.phase_of(origin_) % stride;
    std::vector<std::int32_t> counts(phases, 0);
    if (!steps_.limits()) {
        for (std::size_t at = 0; at < phases; ++at) {
            const std::int64_t phase = static_cast<std::int64_t>(at) * stride + rest;
            counts[at] = static_cast<std::int32_t>((steps_.units_per_day() - 1 - phase) / steps_.interval() + 1);
        }
        make_planes(counts);
        return;
    }
    const auto each_unit = [&](auto call) {
        for (std::int32_t unit = steps_.next_permitted(0); unit < steps_.units_per_day();
             unit = unit + 1 < steps_.units_per_day() ? steps_.next_permitted(unit + 1) : steps_.units_per_day()) {
            const std::int64_t phase = unit % steps_.interval();
            if (phase % stride == rest) call(unit, static_cast<std::size_t>(phase / stride));
        }
    };
    each_unit([&](std::int32_t, std::size_t phase) { ++counts[phase]; });
    starts_.resize(phases + 1);
    std::inclusive_scan(counts.begin(), counts.end(), starts_.begin() + 1);
    units_.resize(static_cast<std::size_t>(starts_.back()));
    std::vector<std::int32_t> ends(starts_.begin(), starts_.end() - 1);
    each_unit([&](std::int32_t unit, std::size_t phase) { units_[static_cast<std::size_t>(ends[phase]++)] = unit; });
    make_planes(counts);
}

void ReachedUnits::make_planes(const std::vector<std::int32_t>& counts) {
    const auto [least, most] = std::ranges::minmax_element(counts);
    base_ = *least;
    most_above_base_ = *most - *least;
    plane_count_ = static_cast<std::size_t>(std::bit_width(static_cast<std::uint64_t>(most_above_base_)));
    planes_.resize(plane_words_ * plane_count_);
    const std::int64_t stride = steps_.phase_stride();
    std::int64_t phase = steps_.phase_of(origin_);
    for (std::int64_t day = 0; day < cycle_ + bits_of_year; ++day, phase = steps_.next_phase(phase)) {
        auto above = static_cast<std::uint64_t>(counts[static_cast<std::size_t>(phase / stride)] - base_);
        for (auto word = static_cast<std::size_t>(day / 64); above != 0; above >>= 1, word += plane_words_) {
            planes_[word] |= (above & 1) << (day % 64);
        }
    }
}

std::span<const std::int32_t> ReachedUnits::listed(std::int64_t phase) const {
    const auto at = static_cast<std::size_t>(phase / steps_.phase_stride());
    return std::span(units_).subspan(static_cast<std::size_t>(starts_[at]),
                                     static_cast<std::size_t>(starts_[at + 1] - starts_[at]));
}

std::int64_t ReachedUnits::on(std::int32_t day) const { return before(day, steps_.units_per_day()); }

std::int64_t ReachedUnits::before(std::int32_t day, std::int32_t unit) const {
    const std::int64_t phase = steps_.phase_of(day);
    if (steps_.is_sparse()) return phase < unit && steps_.permits(phase) ? 1 : 0;
    if (!steps_.limits()) return unit <= phase ? 0 : (unit - 1 - phase) / steps_.interval() + 1;
    const auto units = listed(phase);
    return std::ranges::lower_bound(units, unit) - units.begin();
}

std::int32_t ReachedUnits::at(std::int32_t day, std::int64_t rank) const {
    const std::int64_t phase = steps_.phase_of(day);
    if (steps_.is_sparse() || !steps_.limits()) return static_cast<std::int32_t>(phase + rank * steps_.interval());
    return listed(phase)[static_cast<std::size_t>(rank)];
}

std::size_t ReachedUnits::bit_of_year(int year) const {
    return static_cast<std::size_t>((first_day_of(year) - 1 - origin_) % cycle_);
}

/// 64 days from a place on.
std::uint64_t ReachedUnits::extract(std::size_t plane, std::size_t bit) const {
    const std::uint64_t* const word = &planes_[plane * plane_words_ + bit / 64];
    const std::size_t shift = bit % 64;
    return shift == 0 ? word[0] : word[0] >> shift | word[1] << (64 - shift);
}

std::int64_t ReachedUnits::count_word(std::uint64_t days, std::size_t bit) const {
    std::int64_t sum = base_ * std::popcount(days);
    for (std::size_t plane = 0; plane < plane_count_; ++plane) {
        sum += std::int64_t{std::popcount(days & extract(plane, bit))} << plane;
    }
    return sum;
}

std::int64_t ReachedUnits::count(const YearBits& days, int year) const {
    const std::size_t bit = bit_of_year(year);
    std::int64_t sum = 0;
    for (std::size_t index = 0; index < days.words.size(); ++index) {
        if (days.words[index] != 0) sum += count_word(days.words[index], bit + index * 64);
    }
    return sum;
}

YearBits ReachedUnits::reached(YearBits days, int year) const {
    if (base_ > 0) return days;
    const std::size_t bit = bit_of_year(year);
    for (std::size_t index = 0; index < days.words.size(); ++index) {
        if (days.words[index] == 0) continue;
        std::uint64_t any = 0;
        for (std::size_t plane = 0; plane < plane_count_; ++plane) any |= extract(plane, bit + index * 64);
        days.words[index] &= any;
    }
    return days;
}

int ReachedUnits::bit_of_rank(const YearBits& days, int year, std::int64_t& rank) const {
    const std::size_t first_bit = bit_of_year(year);
    const std::int32_t first_bit_day = first_day_of(year) - 1;
    for (int index = 0; index < YearBits::word_count; ++index) {
        const std::int64_t in_word = count_word(days.word(index), first_bit + static_cast<std::size_t>(index) * 64);
        if (rank >= in_word) {
            rank -= in_word;
            continue;
        }
        for (std::uint64_t bits = days.word(index); bits != 0; bits &= bits - 1) {
            const int bit = index * 64 + std::countr_zero(bits);
            const std::int64_t here = on(first_bit_day + bit);
            if (rank < here) return bit;
            rank -= here;
        }
    }
    return -1;
}

}  // namespace pupitre::recurrence
