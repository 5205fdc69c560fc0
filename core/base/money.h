// Amounts of money: whole numbers of the smallest unit, with their currency. No floating point anywhere.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace pupitre {

/// The currencies the product knows, spelled as stored (ISO 4217 in lower case). Append only: the order is stored.
enum class Currency : std::uint8_t { eur, cad, usd, gbp, chf };

constexpr std::array<std::string_view, 5> currency_names = {"eur", "cad", "usd", "gbp", "chf"};

/// An amount in minor units (cents). 1 234,56 € is {123456, eur}.
struct Money {
    std::int64_t minor = 0;
    Currency currency = Currency::eur;

    auto operator<=>(const Money&) const = default;
};

/// The sum, or nothing when the currencies differ or the result does not fit 64 bits.
constexpr std::optional<Money> add(Money a, Money b) {
    if (a.currency != b.currency) return std::nullopt;
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.minor, b.minor, &sum)) return std::nullopt;
    return Money{sum, a.currency};
}

/// numerator / denominator, a half going away from zero, as French invoices round. The denominator is positive.
constexpr std::int64_t round_half_up(std::int64_t numerator, std::int64_t denominator) {
    const std::int64_t quotient = numerator / denominator;
    const std::int64_t rest = numerator % denominator;
    const std::int64_t twice = rest < 0 ? -rest : rest;
    if (twice >= denominator - twice) return numerator < 0 ? quotient - 1 : quotient + 1;
    return quotient;
}

}  // namespace pupitre
