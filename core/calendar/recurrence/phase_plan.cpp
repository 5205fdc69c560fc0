// Year by year, as rows of bits: the rule's days and the days that INTERVAL reaches.
#include "core/calendar/recurrence/phase_plan.h"

#include <algorithm>
#include <numeric>

namespace pupitre::recurrence {

namespace {

constexpr std::int64_t day_seconds = 86'400;
/// So many empty years are looked at one by one, backwards, before counting tells where the last occurrence is.
constexpr int walked_back_max = 16;

constexpr std::int32_t day_of(std::int64_t time) {
    return static_cast<std::int32_t>(time >= 0 ? time / day_seconds : (time + 1) / day_seconds - 1);
}

}  // namespace

PhasePlan::PhasePlan(DayMasks days, ReachedUnits units, std::vector<std::int32_t> offsets, Bounds bounds) :
    days_(std::move(days)),
    units_(std::move(units)),
    offsets_(std::move(offsets)),
    bounds_(bounds),
    first_year_(year_of(day_of(bounds.first))) {
    const std::int64_t phase_days = units_.steps().phase_cycle_days();
    const std::int64_t cycle = cycle_years * (phase_days / std::gcd<std::int64_t>(phase_days, cycle_days));
    years_max_ = std::min<std::int64_t>(cycle, year_last - first_year_ + 1);
    totals_.set_cycle(years_max_);
    rank_of_first_ = count_in_before(first_year_, bounds_.first);
}

YearBits PhasePlan::days_of(int year) const {
    return units_.reached(days_.kinds[static_cast<std::size_t>(kind_index_of(year))], year);
}

std::int64_t PhasePlan::count_in(int year) const {
    return units_.count(days_.kinds[static_cast<std::size_t>(kind_index_of(year))], year) *
           static_cast<std::int64_t>(offsets_.size());
}

std::int64_t PhasePlan::count_in_before(int year, std::int64_t time) const {
    const int bit = day_of(time) - first_day_of(year) + 1;
    YearBits days = days_.kinds[static_cast<std::size_t>(kind_index_of(year))];
    const bool has_day = bit < YearBits::word_count * 64 && days.has(bit);
    if (bit < YearBits::word_count * 64) days.clear_above(bit);
    if (has_day) days.clear(bit);
    return units_.count(days, year) * static_cast<std::int64_t>(offsets_.size()) +
           (has_day ? count_on_before(day_of(time), time) : 0);
}

/// Occurrences of one day before a moment of that day.
std::int64_t PhasePlan::count_on_before(std::int32_t day, std::int64_t time) const {
    const std::int64_t second = time - day * day_seconds;
    const auto unit = static_cast<std::int32_t>(second / units_.steps().unit_seconds());
    const std::int64_t before = units_.before(day, unit);
    std::int64_t count = before * static_cast<std::int64_t>(offsets_.size());
    if (units_.before(day, unit + 1) > before) {
        const auto rest = static_cast<std::int32_t>(second % units_.steps().unit_seconds());
        count += std::ranges::lower_bound(offsets_, rest) - offsets_.begin();
    }
    return count;
}

std::int64_t PhasePlan::member_of(std::int32_t day, std::int64_t rank) const {
    const auto width = static_cast<std::int64_t>(offsets_.size());
    const std::int64_t unit = units_.at(day, rank / width);
    return day * day_seconds + unit * units_.steps().unit_seconds() + offsets_[static_cast<std::size_t>(rank % width)];
}

std::size_t PhasePlan::expand(Bounds window, std::span<std::int64_t> out) const {
    const std::int64_t from = std::max(window.first, bounds_.first);
    const std::int64_t to = std::min(window.last, bounds_.last);
    if (from > to) return 0;
    const auto width = static_cast<std::int64_t>(offsets_.size());
    const std::int32_t from_day = day_of(from);
    const int to_year = year_of(day_of(to));
    std::size_t count = 0;
    std::int64_t empty_years = 0;
    for (int year = year_of(from_day); year <= to_year && count < out.size() && empty_years <= years_max_; ++year) {
        const std::int32_t first_bit_day = first_day_of(year) - 1;
        YearBits days = days_of(year);
        if (from_day > first_bit_day) days.clear_below(from_day - first_bit_day);
        empty_years = days.empty() ? empty_years + 1 : 0;
        for (int index = 0; index < YearBits::word_count; ++index) {
            for (std::uint64_t bits = days.word(index); bits != 0; bits &= bits - 1) {
                const std::int32_t day = first_bit_day + index * 64 + std::countr_zero(bits);
                const std::int64_t end = units_.on(day) * width;
                for (std::int64_t rank = day == from_day ? count_on_before(day, from) : 0; rank < end; ++rank) {
                    if (count == out.size()) return count;
                    const std::int64_t time = member_of(day, rank);
                    if (time > to) return count;
                    out[count++] = time;
                }
            }
        }
    }
    return count;
}

std::int64_t PhasePlan::count_before(std::int64_t time) const {
    const std::int64_t end = std::min(time, bounds_.last + 1);
    if (end <= bounds_.first) return 0;
    const int year = year_of(day_of(end - 1));
    const std::int64_t before = totals_.before(
        year - first_year_, [&](std::int64_t visit) { return count_in(first_year_ + static_cast<int>(visit)); });
    return before + count_in_before(year, end) - rank_of_first_;
}

std::optional<std::int64_t> PhasePlan::nth(std::int64_t rank) const {
    if (rank < 0) return std::nullopt;
    const auto place = totals_.find(
        rank + rank_of_first_, [&](std::int64_t visit) { return count_in(first_year_ + static_cast<int>(visit)); });
    if (!place || place->visit > year_last - first_year_) return std::nullopt;
    const int year = first_year_ + static_cast<int>(place->visit);
    const auto width = static_cast<std::int64_t>(offsets_.size());
    std::int64_t unit_rank = place->rank / width;
    const int bit = units_.bit_of_rank(days_of(year), year, unit_rank);
    const std::int64_t found = member_of(first_day_of(year) - 1 + bit, unit_rank * width + place->rank % width);
    if (found > bounds_.last) return std::nullopt;
    return found;
}

void PhasePlan::limit_count(std::int64_t count) {
    // A count that the calendar has no room for need not be looked for.
    const std::int64_t days = std::int64_t{day_of(bounds_.last)} - day_of(bounds_.first) + 1;
    if (count / static_cast<std::int64_t>(offsets_.size()) / units_.most() > days) return;
    const auto last = nth(count - 1);
    if (last) bounds_.last = *last;
}

std::optional<std::int64_t> PhasePlan::last_before(std::int64_t time) const {
    const std::int64_t end = std::min(time, bounds_.last + 1);
    if (end <= bounds_.first) return std::nullopt;
    const std::int32_t end_day = day_of(end - 1);
    const int end_year = year_of(end_day);
    const auto width = static_cast<std::int64_t>(offsets_.size());
    for (int year = end_year; year >= first_year_; --year) {
        if (end_year - year == walked_back_max) return nth(count_before(end) - 1);
        const std::int32_t first_bit_day = first_day_of(year) - 1;
        YearBits days = days_of(year);
        days.clear_above(std::min(end_day - first_bit_day, YearBits::word_count * 64 - 1));
        for (int bit = days.last(); bit >= 0; days.clear(bit), bit = days.last()) {
            const std::int32_t day = first_bit_day + bit;
            // On the last day of all, the end may come before the first time.
            const std::int64_t before =
                end < (day + 1) * day_seconds ? count_on_before(day, end) : units_.on(day) * width;
            if (before == 0) continue;
            const std::int64_t found = member_of(day, before - 1);
            return found >= bounds_.first ? std::optional(found) : std::nullopt;
        }
    }
    return std::nullopt;
}

}  // namespace pupitre::recurrence
