// BYSETPOS: choosing by place in a period's set, counted from both ends. Knows nothing of days or times.
#pragma once

#include <cstdint>
#include <vector>

#include "core/calendar/recurrence/rule.h"

namespace pupitre::recurrence {

using Positions = SignedNumbers<366>;

/// Whether the entry of this rank (from 0) in a set of this size is chosen.
constexpr bool is_chosen(const Positions& positions, std::int64_t rank, std::int64_t size) {
    const std::int64_t from_end = size - rank;
    return (rank < Positions::max && positions.has(static_cast<int>(rank + 1))) ||
           (from_end <= Positions::max && positions.has(static_cast<int>(-from_end)));
}

/// The chosen entries of a sorted list, in order.
template <class Number>
std::vector<Number> chosen_of(const Positions& positions, const std::vector<Number>& all) {
    std::vector<Number> chosen;
    const auto size = static_cast<std::int64_t>(all.size());
    for (std::int64_t rank = 0; rank < size; ++rank) {
        // Between both ends' reach nothing can be chosen.
        if (rank >= Positions::max && size - rank > Positions::max) rank = size - Positions::max;
        if (is_chosen(positions, rank, size)) chosen.push_back(all[static_cast<std::size_t>(rank)]);
    }
    return chosen;
}

/// The chosen bits, ranked from the lowest. Bits can be any type with each(), count() and set().
template <class Bits>
Bits chosen_bits(const Positions& positions, const Bits& all) {
    Bits chosen{};
    const int size = all.count();
    int rank = 0;
    all.each([&](int bit) {
        if (is_chosen(positions, rank, size)) chosen.set(bit);
        ++rank;
    });
    return chosen;
}

}  // namespace pupitre::recurrence
