// Identities: 128 bits, made by the device that creates a row, or derived from a cause so that two devices agree.
// Knows no entity; entities use Id<Entity> so that one kind can't be handed over as another.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace pupitre {

/// 128 bits, ordered. All zero means "none".
struct Id128 {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    [[nodiscard]] constexpr bool is_nil() const { return high == 0 && low == 0; }
    auto operator<=>(const Id128&) const = default;
};

/// 32 lower-case hexadecimal digits.
std::string to_text(Id128 id);
/// Reads what to_text writes (also upper case). Errors: malformed.
Result<Id128> parse_id(std::string_view text);

/// The identity of an Entity. Ids of different entities do not mix.
template <class Entity>
struct Id {
    Id128 value;

    [[nodiscard]] constexpr bool is_nil() const { return value.is_nil(); }
    auto operator<=>(const Id&) const = default;
};

/// A new identity, ordered by time: 48 bits of milliseconds since 1970, then 80 bits of the caller's randomness.
/// The core has no clock and no randomness, so both come in as arguments.
Id128 time_ordered_id(std::int64_t now_ms, std::uint16_t random_high, std::uint64_t random_low);

/// The identity of something that follows from a cause, for example (series, period). Same arguments, same identity,
/// on every device.
Id128 derived_id(Id128 cause, std::string_view key);

}  // namespace pupitre
