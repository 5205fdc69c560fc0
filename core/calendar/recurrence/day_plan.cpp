// Years are visited in steps; a window starts at its own year, so the distance from DTSTART does not matter.
#include "core/calendar/recurrence/day_plan.h"

#include <algorithm>
#include <numeric>

namespace pupitre::recurrence {

namespace {

constexpr std::int64_t day_seconds = 86'400;
/// So many empty years are looked at one by one, backwards, before counting tells where the last occurrence is.
constexpr std::int64_t walked_back_max = 16;

constexpr std::int32_t day_of(std::int64_t time) {
    return static_cast<std::int32_t>(time >= 0 ? time / day_seconds : (time + 1) / day_seconds - 1);
}
constexpr std::int32_t second_of(std::int64_t time) {
    return static_cast<std::int32_t>(time - day_of(time) * day_seconds);
}
constexpr std::int64_t positive_remainder(std::int64_t number, std::int64_t divisor) {
    const std::int64_t rest = number % divisor;
    return rest < 0 ? rest + divisor : rest;
}

}  // namespace

DayPlan::DayPlan(std::vector<Layer> layers, Thinning thinning, Bounds bounds) :
    layers_(std::move(layers)), thinning_(thinning), bounds_(bounds) {
    const bool spills = std::ranges::any_of(layers_, [](const Layer& layer) { return layer.days.spills; });
    first_year_ = year_of(day_of(bounds_.first));
    if (thinning_.unit == Thinning::Unit::years && !spills) {
        year_step_ = static_cast<int>(std::min<std::int64_t>(thinning_.interval, year_last + 1));
        first_year_ += static_cast<int>(std::min<std::int64_t>(
            positive_remainder(thinning_.anchor - first_year_, thinning_.interval), year_last + 1));
        thinning_ = {};
    }
    is_plain_ = thinning_.unit == Thinning::Unit::none && !spills;
    visits_max_ = first_year_ > year_last ? 0 : (year_last - first_year_) / year_step_ + 1;
    // Days, weeks, months and years all come round again after the cycle of 400 years times what is left of INTERVAL.
    std::int64_t unit_cycle = 1;
    switch (thinning_.unit) {
    case Thinning::Unit::none: break;
    case Thinning::Unit::years: unit_cycle = cycle_years; break;
    case Thinning::Unit::months: unit_cycle = cycle_years * 12; break;
    case Thinning::Unit::weeks: unit_cycle = cycle_days / 7; break;
    case Thinning::Unit::days: unit_cycle = cycle_days; break;
    }
    const std::int64_t repeats = thinning_.interval / std::gcd(thinning_.interval, unit_cycle);
    const std::int64_t cycle = cycle_years / std::gcd<std::int64_t>(cycle_years, year_step_) * repeats;
    empty_visits_max_ = std::min(cycle + 2, visits_max_);
    totals_.set_cycle(std::clamp<std::int64_t>(cycle, 1, std::max<std::int64_t>(visits_max_, 1)));
    if (first_year_ == year_of(day_of(bounds_.first))) rank_of_first_ = count_in_before(first_year_, bounds_.first);
}

void DayPlan::limit_count(std::int64_t count) {
    const auto last = nth(count - 1);
    if (last) bounds_.last = *last;
}

/// MONTHLY: the first of the year's months, from 0, that INTERVAL keeps; 12 or more: none.
std::int64_t DayPlan::first_month_of(int year) const {
    return positive_remainder(thinning_.anchor - std::int64_t{12} * year, thinning_.interval);
}

YearBits DayPlan::thinned(YearBits days, const Layer& layer, int year) const {
    const std::int64_t interval = thinning_.interval;
    const std::int32_t first_bit_day = first_day_of(year) - 1;
    if (days.empty()) return days;
    switch (thinning_.unit) {
    case Thinning::Unit::none: return days;
    case Thinning::Unit::years: return positive_remainder(year - thinning_.anchor, interval) == 0 ? days : YearBits{};
    case Thinning::Unit::months: {
        YearBits kept;
        const bool is_leap = is_leap_year(year);
        const auto& months = layer.days.months[static_cast<std::size_t>(kind_index_of(year))];
        for (std::int64_t month = first_month_of(year); month < 12; month += interval) {
            kept.insert(months[static_cast<std::size_t>(month)], month_start(is_leap, static_cast<int>(month)));
        }
        return kept;
    }
    case Thinning::Unit::weeks: {
        YearBits kept;
        const std::int64_t stretch = 7 * interval;
        std::int64_t bit = positive_remainder(thinning_.anchor - first_bit_day, stretch);
        // The week may have begun before the first bit.
        if (bit > stretch - 7) kept.insert((std::uint64_t{1} << (bit + 7 - stretch)) - 1, 0);
        for (; bit < YearBits::word_count * 64; bit += stretch) kept.insert(0b111'1111, static_cast<int>(bit));
        return kept &= days;
    }
    case Thinning::Unit::days: {
        YearBits kept;
        std::int64_t bit = positive_remainder(thinning_.anchor - first_bit_day, interval);
        for (; bit < YearBits::word_count * 64; bit += interval) kept.set(static_cast<int>(bit));
        return kept &= days;
    }
    }
    return days;
}

YearBits DayPlan::days_of(const Layer& layer, int year) const {
    const YearBits& own = layer.days.kinds[static_cast<std::size_t>(kind_index_of(year))];
    if (is_plain_) return own;
    YearBits days = thinned(own, layer, year);
    if (!layer.days.spills) return days;
    const int length = is_leap_year(year) ? 366 : 365;
    days.clear(0);
    days.clear(length + 1);
    const YearBits before =
        thinned(layer.days.kinds[static_cast<std::size_t>(kind_index_of(year + cycle_years - 1))], layer, year - 1);
    if (before.has((is_leap_year(year - 1) ? 366 : 365) + 1)) days.set(1);
    const YearBits after =
        thinned(layer.days.kinds[static_cast<std::size_t>(kind_index_of(year + 1))], layer, year + 1);
    if (after.has(0)) days.set(length);
    return days;
}

int DayPlan::count_days(const Layer& layer, int year) const {
    const auto kind = static_cast<std::size_t>(kind_index_of(year));
    if (is_plain_) return layer.days.counts[kind];
    if (thinning_.unit != Thinning::Unit::months || layer.days.spills) return days_of(layer, year).count();
    int sum = 0;
    for (std::int64_t month = first_month_of(year); month < 12; month += thinning_.interval) {
        sum += std::popcount(layer.days.months[kind][static_cast<std::size_t>(month)]);
    }
    return sum;
}

std::int64_t DayPlan::count_in(int year) const {
    std::int64_t sum = 0;
    for (const Layer& layer : layers_) sum += count_days(layer, year) * layer.times.size();
    return sum;
}

std::int64_t DayPlan::count_in_before(int year, std::int64_t time) const {
    const std::int32_t bit = day_of(time) - first_day_of(year) + 1;
    if (bit > 366) return count_in(year);
    if (bit < 1) return 0;
    std::int64_t sum = 0;
    for (const Layer& layer : layers_) {
        const YearBits days = days_of(layer, year);
        sum += days.count_below(bit) * layer.times.size();
        if (days.has(bit)) sum += layer.times.count_before(second_of(time));
    }
    return sum;
}

std::int64_t DayPlan::count_before(std::int64_t time) const {
    if (visits_max_ == 0) return 0;
    const std::int64_t end = std::min(time, bounds_.last + 1);
    if (end <= bounds_.first) return 0;
    const int year = year_of(day_of(end - 1));
    if (year < first_year_) return 0;
    const std::int64_t visit = (year - first_year_) / year_step_;
    const std::int64_t before = totals_.before(visit, [&](std::int64_t at) { return count_in(year_of_visit(at)); });
    return before + count_in_before(year_of_visit(visit), end) - rank_of_first_;
}

std::optional<std::int64_t> DayPlan::nth(std::int64_t rank) const {
    if (rank < 0 || visits_max_ == 0) return std::nullopt;
    const auto place =
        totals_.find(rank + rank_of_first_, [&](std::int64_t visit) { return count_in(year_of_visit(visit)); });
    if (!place || place->visit >= visits_max_) return std::nullopt;
    const std::int64_t found = member_of(year_of_visit(place->visit), place->rank);
    if (found > bounds_.last) return std::nullopt;
    return found;
}

std::int64_t DayPlan::member_of(int year, std::int64_t rank) const {
    const std::int32_t first_bit_day = first_day_of(year) - 1;
    if (layers_.size() > 1) return member_of_layers(year, rank);
    const TimeSet& times = layers_.front().times;
    const int bit = days_of(layers_.front(), year).place_of(static_cast<int>(rank / times.size()));
    return (first_bit_day + bit) * day_seconds + times.at(rank % times.size());
}

std::size_t DayPlan::expand_day(const Layer& layer, std::int32_t day, std::int32_t from_second,
                                std::span<std::int64_t> out) const {
    const std::int64_t first = layer.times.count_before(from_second);
    return layer.times.expand(first, day * day_seconds, out);
}

std::size_t DayPlan::expand_year(YearBits days, int year, std::span<std::int64_t> out) const {
    const TimeSet& times = layers_.front().times;
    const std::int64_t base = (first_day_of(year) - 1) * day_seconds;
    std::size_t count = 0;
    if (times.size() == 1) {
        std::int64_t word_base = base + times.first();
        for (const std::uint64_t word : days.words) {
            for (std::uint64_t bits = word; bits != 0; bits &= bits - 1) {
                if (count == out.size()) return count;
                out[count++] = word_base + std::countr_zero(bits) * day_seconds;
            }
            word_base += 64 * day_seconds;
        }
        return count;
    }
    for (int index = 0; index < YearBits::word_count; ++index) {
        for (std::uint64_t bits = days.word(index); bits != 0; bits &= bits - 1) {
            if (count == out.size()) return count;
            const std::int64_t day_base = base + (index * 64 + std::countr_zero(bits)) * day_seconds;
            count += times.expand(0, day_base, out.subspan(count));
        }
    }
    return count;
}

/// What several layers give in a year.
class DayPlan::LayeredYear {
public:
    LayeredYear(const DayPlan& plan, int year) : layers_(plan.layers_) {
        days_.reserve(layers_.size());
        for (const Layer& layer : layers_) all_ |= days_.emplace_back(plan.days_of(layer, year));
    }

    [[nodiscard]] const YearBits& all() const { return all_; }
    [[nodiscard]] std::int64_t count_on(int bit) const {
        std::int64_t sum = 0;
        for (std::size_t index = 0; index < layers_.size(); ++index) {
            if (days_[index].has(bit)) sum += layers_[index].times.size();
        }
        return sum;
    }
    /// The times of a day, in order, from a base on.
    [[nodiscard]] std::span<const std::int64_t> times_on(int bit, std::int64_t base) {
        times_.resize(static_cast<std::size_t>(count_on(bit)));
        std::size_t count = 0;
        for (std::size_t index = 0; index < layers_.size(); ++index) {
            if (days_[index].has(bit)) count += layers_[index].times.expand(0, base, std::span(times_).subspan(count));
        }
        std::ranges::sort(times_);
        return times_;
    }

private:
    std::span<const Layer> layers_;
    std::vector<YearBits> days_;
    YearBits all_;
    std::vector<std::int64_t> times_;
};

std::size_t DayPlan::expand_layers(int year, std::int64_t from, std::span<std::int64_t> out) const {
    const std::int32_t first_bit_day = first_day_of(year) - 1;
    LayeredYear layered(*this, year);
    YearBits days = layered.all();
    days.clear_below(std::clamp(day_of(from) - first_bit_day, 0, YearBits::word_count * 64));
    std::size_t count = 0;
    days.each([&](int bit) {
        if (count == out.size()) return;
        for (const std::int64_t time : layered.times_on(bit, (first_bit_day + bit) * day_seconds)) {
            if (time >= from && count < out.size()) out[count++] = time;
        }
    });
    return count;
}

std::int64_t DayPlan::member_of_layers(int year, std::int64_t rank) const {
    LayeredYear layered(*this, year);
    std::int64_t rest = rank;
    int bit = 0;
    for (YearBits days = layered.all(); !days.empty(); days.clear(bit)) {
        bit = days.place_of(0);
        const std::int64_t here = layered.count_on(bit);
        if (rest < here) break;
        rest -= here;
    }
    return layered.times_on(bit, (first_day_of(year) - 1 + bit) * day_seconds)[static_cast<std::size_t>(rest)];
}

std::size_t DayPlan::expand(Bounds window, std::span<std::int64_t> out) const {
    const std::int64_t from = std::max(window.first, bounds_.first);
    const std::int64_t to = std::min(window.last, bounds_.last);
    if (from > to || out.empty() || visits_max_ == 0) return 0;
    const std::int32_t from_day = day_of(from);
    const int from_year = year_of(from_day);
    const int to_year = year_of(day_of(to));
    int year = first_year_;
    if (from_year > year) year += (from_year - year + year_step_ - 1) / year_step_ * year_step_;
    std::size_t count = 0;
    std::int64_t empty_visits = 0;
    for (; year <= to_year && count < out.size() && empty_visits <= empty_visits_max_; year += year_step_) {
        const std::size_t before = count;
        if (layers_.size() > 1) {
            count += expand_layers(year, from, out.subspan(count));
        } else if (year > from_year) {
            count += expand_year(days_of(layers_.front(), year), year, out.subspan(count));
        } else {
            YearBits days = days_of(layers_.front(), year);
            const int bit = from_day - first_day_of(year) + 1;
            days.clear_below(bit);
            if (days.has(bit) && second_of(from) > 0) {
                count += expand_day(layers_.front(), from_day, second_of(from), out);
                days.clear(bit);
            }
            count += expand_year(days, year, out.subspan(count));
        }
        empty_visits = count == before ? empty_visits + 1 : 0;
    }
    // Only the last year can reach past the end.
    if (count == 0 || out[count - 1] <= to) return count;
    const auto found = out.first(count);
    return static_cast<std::size_t>(std::ranges::upper_bound(found, to) - found.begin());
}

std::optional<std::int64_t> DayPlan::last_before(std::int64_t time) const {
    const std::int64_t end = std::min(time, bounds_.last + 1);
    if (end <= bounds_.first || visits_max_ == 0) return std::nullopt;
    const std::int32_t end_day = day_of(end);
    const int last_year = year_of(day_of(end - 1));
    if (last_year < first_year_) return std::nullopt;
    int year = last_year - (last_year - first_year_) % year_step_;
    std::int64_t empty_visits = 0;
    for (; year >= first_year_ && empty_visits <= empty_visits_max_; year -= year_step_, ++empty_visits) {
        if (empty_visits == walked_back_max) return nth(count_before(end) - 1);
        const std::int32_t first_bit_day = first_day_of(year) - 1;
        std::optional<std::int64_t> best;
        for (const Layer& layer : layers_) {
            YearBits days = days_of(layer, year);
            const std::int32_t end_bit = end_day - first_bit_day;
            std::int64_t times = layer.times.size();
            if (end_bit < YearBits::word_count * 64) {
                const std::int64_t times_of_end_day = layer.times.count_before(second_of(end));
                days.clear_above(end_bit);
                if (days.has(end_bit) && times_of_end_day > 0) times = times_of_end_day;
                if (times_of_end_day == 0) days.clear(end_bit);
            }
            const int bit = days.last();
            if (bit < 0) continue;
            const std::int64_t found = (first_bit_day + bit) * day_seconds + layer.times.at(times - 1);
            if (!best || found > *best) best = found;
        }
        if (best) return *best >= bounds_.first ? best : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace pupitre::recurrence
