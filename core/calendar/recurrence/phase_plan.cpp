// The bound of every loop is the calendar's last day: at most 3.7 million days, most of which cost one addition.
#include "core/calendar/recurrence/phase_plan.h"

#include <algorithm>
#include <numeric>

namespace pupitre::recurrence {

namespace {

constexpr std::int64_t day_seconds = 86'400;
/// Phases whose units are counted once and kept.
constexpr std::int64_t kept_phases_max = 2'048;

constexpr std::int32_t day_of(std::int64_t time) {
    return static_cast<std::int32_t>(time >= 0 ? time / day_seconds : (time + 1) / day_seconds - 1);
}

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

std::vector<std::int32_t> UnitSteps::count_by_phase() const {
    std::vector<std::int32_t> counts(static_cast<std::size_t>(phase_cycle_days()), 0);
    const std::int64_t stride = phase_stride();
    const std::int64_t rest = phase_of(0) % stride;
    for (std::int32_t unit = next_permitted(0); unit < units_per_day_;
         unit = unit + 1 < units_per_day_ ? next_permitted(unit + 1) : units_per_day_) {
        const std::int64_t phase = unit % interval_;
        if (phase % stride == rest) ++counts[static_cast<std::size_t>(phase / stride)];
    }
    return counts;
}

PhasePlan::PhasePlan(DayMasks days, UnitSteps steps, std::vector<std::int32_t> offsets, Bounds bounds) :
    days_(std::move(days)), steps_(steps), offsets_(std::move(offsets)), bounds_(bounds) {
    if (steps_.limits() && steps_.phase_cycle_days() <= kept_phases_max) units_by_phase_ = steps_.count_by_phase();
}

std::int64_t PhasePlan::units_on(std::int64_t phase) const {
    if (!steps_.limits()) return steps_.unlimited_on(phase);
    if (!units_by_phase_.empty())
        return units_by_phase_[static_cast<std::size_t>(steps_.phase_stride() == 1 ? phase
                                                                                   : phase / steps_.phase_stride())];
    if (steps_.is_sparse()) return steps_.permits(phase) ? 1 : 0;
    return units_before(phase, steps_.units_per_day());
}

std::int64_t PhasePlan::units_before(std::int64_t phase, std::int32_t end) const {
    std::int64_t count = 0;
    for (std::int32_t unit = steps_.at_or_after(phase, 0); unit < end; unit = steps_.at_or_after(phase, unit + 1))
        ++count;
    return count;
}

template <class Call>
void PhasePlan::each_day(std::int32_t from, Call call) const {
    std::int32_t before = from - 2;
    std::int64_t phase = 0;
    const std::int32_t last_day = day_of(bounds_.last);
    bool goes_on = true;
    for (int year = year_of(from); year <= year_of(last_day) && goes_on; ++year) {
        YearBits days = days_.kinds[static_cast<std::size_t>(kind_index_of(year))];
        const std::int32_t first_bit_day = first_day_of(year) - 1;
        if (from > first_bit_day) days.clear_below(from - first_bit_day);
        for (int index = 0; index < YearBits::word_count && goes_on; ++index) {
            for (std::uint64_t bits = days.word(index); bits != 0 && goes_on; bits &= bits - 1) {
                const std::int32_t day = first_bit_day + index * 64 + std::countr_zero(bits);
                if (day > last_day) return;
                phase = day == before + 1 ? steps_.next_phase(phase) : steps_.phase_of(day);
                before = day;
                goes_on = call(day, phase);
            }
        }
    }
}

std::size_t PhasePlan::expand(Bounds window, std::span<std::int64_t> out) const {
    const std::int64_t from = std::max(window.first, bounds_.first);
    const std::int64_t to = std::min(window.last, bounds_.last);
    if (from > to || out.empty()) return 0;
    std::size_t count = 0;
    bool ended = false;
    each_day(day_of(from), [&](std::int32_t day, std::int64_t phase) {
        const std::int64_t base = day * day_seconds;
        if (base > to) return false;
        if (steps_.is_sparse() && !steps_.permits(phase)) return true;
        const std::int64_t since = std::max<std::int64_t>(from - base, 0);
        std::int32_t unit = steps_.at_or_after(phase, static_cast<std::int32_t>(since / steps_.unit_seconds()));
        for (; unit < steps_.units_per_day() && !ended; unit = steps_.at_or_after(phase, unit + 1)) {
            const std::int64_t start = base + std::int64_t{unit} * steps_.unit_seconds();
            for (const std::int32_t offset : offsets_) {
                const std::int64_t time = start + offset;
                if (time < from) continue;
                ended = time > to || count == out.size();
                if (ended) break;
                out[count++] = time;
            }
        }
        return !ended;
    });
    return count;
}

std::int64_t PhasePlan::count_before(std::int64_t time) const {
    const std::int64_t end = std::min(time, bounds_.last + 1);
    if (end <= bounds_.first) return 0;
    const auto width = static_cast<std::int64_t>(offsets_.size());
    const std::int32_t end_day = day_of(end);
    std::int64_t count = 0;
    each_day(day_of(bounds_.first), [&](std::int32_t day, std::int64_t phase) {
        if (day >= end_day) return false;
        count += units_on(phase) * width;
        return true;
    });
    return count + count_within(end_day, end) - count_within(day_of(bounds_.first), bounds_.first);
}

/// Occurrences of one day before a moment of that day.
std::int64_t PhasePlan::count_within(std::int32_t day, std::int64_t end) const {
    const int year = year_of(day);
    if (!days_.kinds[static_cast<std::size_t>(kind_index_of(year))].has(day - first_day_of(year) + 1)) return 0;
    const std::int64_t phase = steps_.phase_of(day);
    const std::int64_t second = end - day * day_seconds;
    const auto unit = static_cast<std::int32_t>(second / steps_.unit_seconds());
    std::int64_t count = units_before(phase, unit) * static_cast<std::int64_t>(offsets_.size());
    if (steps_.at_or_after(phase, unit) == unit) {
        const auto rest = static_cast<std::int32_t>(second % steps_.unit_seconds());
        count += std::ranges::lower_bound(offsets_, rest) - offsets_.begin();
    }
    return count;
}

std::optional<std::int64_t> PhasePlan::nth(std::int64_t rank) const {
    if (rank < 0) return std::nullopt;
    const auto width = static_cast<std::int64_t>(offsets_.size());
    const std::int32_t first_day = day_of(bounds_.first);
    std::int64_t rest = rank + count_within(first_day, bounds_.first);
    std::optional<std::int64_t> found;
    each_day(first_day, [&](std::int32_t day, std::int64_t phase) {
        const std::int64_t here = units_on(phase) * width;
        if (rest >= here) {
            rest -= here;
            return true;
        }
        std::int32_t unit = steps_.at_or_after(phase, 0);
        for (; rest >= width; rest -= width) unit = steps_.at_or_after(phase, unit + 1);
        found =
            day * day_seconds + std::int64_t{unit} * steps_.unit_seconds() + offsets_[static_cast<std::size_t>(rest)];
        return false;
    });
    if (found && *found > bounds_.last) return std::nullopt;
    return found;
}

void PhasePlan::limit_count(std::int64_t count) {
    // A count that the calendar has no room for need not be looked for.
    const auto width = static_cast<std::int64_t>(offsets_.size());
    if (count / width > steps_.units_max_from(day_of(bounds_.first))) return;
    const auto last = nth(count - 1);
    if (last) bounds_.last = *last;
}

std::optional<std::int64_t> PhasePlan::last_before(std::int64_t time) const {
    const std::int64_t end = std::min(time, bounds_.last + 1);
    if (end <= bounds_.first) return std::nullopt;
    const std::int32_t first_day = day_of(bounds_.first);
    for (int year = year_of(day_of(end - 1)); year >= year_of(first_day); --year) {
        const std::int32_t first_bit_day = first_day_of(year) - 1;
        YearBits days = days_.kinds[static_cast<std::size_t>(kind_index_of(year))];
        days.clear_above(std::clamp(day_of(end - 1) - first_bit_day, 0, YearBits::word_count * 64 - 1));
        for (int bit = days.last(); bit >= 0; days.clear(bit), bit = days.last()) {
            const std::int32_t day = first_bit_day + bit;
            if (day < first_day) return std::nullopt;
            const auto found = last_within(day, std::min(end, (day + 1) * day_seconds));
            if (found) return *found >= bounds_.first ? found : std::nullopt;
        }
    }
    return std::nullopt;
}

/// The last occurrence of a day before a moment that is not after the day's end.
std::optional<std::int64_t> PhasePlan::last_within(std::int32_t day, std::int64_t end) const {
    const std::int64_t phase = steps_.phase_of(day);
    const std::int64_t base = day * day_seconds;
    std::optional<std::int64_t> found;
    for (std::int32_t unit = steps_.at_or_after(phase, 0); unit < steps_.units_per_day();
         unit = steps_.at_or_after(phase, unit + 1)) {
        const std::int64_t start = base + std::int64_t{unit} * steps_.unit_seconds();
        for (const std::int32_t offset : offsets_) {
            if (start + offset >= end) return found;
            found = start + offset;
        }
    }
    return found;
}

}  // namespace pupitre::recurrence
