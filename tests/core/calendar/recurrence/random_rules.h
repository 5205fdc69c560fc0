// Made-up rules: from the ones people write to the ones nobody would. The seed repeats them.
#pragma once

#include <cstdint>

#include "core/calendar/recurrence/fill_in.h"

namespace pupitre::testing {

/// A small generator of our own, the same on every platform (SplitMix64).
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    /// From low to high, both included.
    std::int64_t roll(std::int64_t low, std::int64_t high);
    bool one_in(int chances) { return roll(1, chances) == 1; }

private:
    std::uint64_t state_;
};

/// One to `most` bits from low to high, both included.
template <class Bits>
Bits some_bits(Dice& dice, int low, int high, int most) {
    Bits bits = 0;
    for (std::int64_t left = dice.roll(1, most); left > 0; --left)
        bits = static_cast<Bits>(bits | Bits{1} << dice.roll(low, high));
    return bits;
}

struct RandomCase {
    RecurrenceRule rule;
    RecurrenceStart start;
};

/// Keeps to what strict reading permits.
RandomCase make_random_case(Dice& dice);

}  // namespace pupitre::testing
