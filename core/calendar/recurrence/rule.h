// A recurrence rule as RFC 5545 (3.3.10) and RFC 7529 (4.1) describe it: what to repeat, as a plain value.
// Lists are kept as bits, so they are sorted, without repeats, and two rules that say the same are equal.
// Knows no start date and no way to find an occurrence: that is plan.h.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <optional>

#include "core/calendar/local_time.h"

namespace pupitre {

/// From the shortest period to the longest; the order is used in comparisons.
enum class Frequency : std::uint8_t { secondly, minutely, hourly, daily, weekly, monthly, yearly };

/// What becomes of a date that does not exist, such as 31 April (RFC 7529).
enum class Skip : std::uint8_t { omit, backward, forward };

constexpr std::int64_t rule_count_max = 1'000'000'000'000'000;
constexpr std::int32_t rule_interval_max = 2'147'483'647;

/// A set of whole numbers from 1 to Max and from −Max to −1.
template <int Max>
class SignedNumbers {
public:
    static constexpr int max = Max;
    static constexpr int word_count = Max / 64 + 1;
    using Words = std::array<std::uint64_t, word_count>;

    constexpr void add(int number) {
        Words& words = number < 0 ? negative_ : positive_;
        const unsigned bit = static_cast<unsigned>(number < 0 ? -number : number);
        words[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
    [[nodiscard]] constexpr bool has(int number) const {
        const Words& words = number < 0 ? negative_ : positive_;
        const unsigned bit = static_cast<unsigned>(number < 0 ? -number : number);
        return (words[bit / 64] >> (bit % 64) & 1) != 0;
    }
    [[nodiscard]] constexpr bool empty() const {
        std::uint64_t all = 0;
        for (int word = 0; word < word_count; ++word) {
            all |= positive_[static_cast<std::size_t>(word)] | negative_[static_cast<std::size_t>(word)];
        }
        return all == 0;
    }
    /// Bit n stands for the number n.
    [[nodiscard]] constexpr const Words& positive() const { return positive_; }
    /// Bit n stands for the number −n.
    [[nodiscard]] constexpr const Words& negative() const { return negative_; }

    /// Calls with each number: 1 to Max, then −Max to −1.
    template <class Call>
    constexpr void each(Call call) const {
        for (int word = 0; word < word_count; ++word) {
            for (std::uint64_t bits = positive_[static_cast<std::size_t>(word)]; bits != 0; bits &= bits - 1) {
                call(word * 64 + std::countr_zero(bits));
            }
        }
        for (int word = word_count - 1; word >= 0; --word) {
            std::uint64_t bits = negative_[static_cast<std::size_t>(word)];
            while (bits != 0) {
                const int top = 63 - std::countl_zero(bits);
                call(-(word * 64 + top));
                bits ^= std::uint64_t{1} << top;
            }
        }
    }

    bool operator==(const SignedNumbers&) const = default;

private:
    Words positive_{};
    Words negative_{};
};

/// BYDAY: weekdays without a number, and weekdays with one ("the second Tuesday", "the last Friday").
struct WeekdayNumbers {
    std::uint8_t every = 0;                     // Bit 0 is Monday.
    std::array<SignedNumbers<53>, 7> nth = {};  // By weekday, Monday first.

    [[nodiscard]] constexpr bool has_nth() const {
        for (const auto& numbers : nth) {
            if (!numbers.empty()) return true;
        }
        return false;
    }
    [[nodiscard]] constexpr bool empty() const { return every == 0 && !has_nth(); }

    bool operator==(const WeekdayNumbers&) const = default;
};

struct RecurrenceRule {
    Frequency frequency = Frequency::daily;
    std::int32_t interval = 1;          // 1 to rule_interval_max.
    std::optional<std::int64_t> count;  // 1 to rule_count_max.
    std::optional<WrittenTime> until;   // Included.
    std::uint64_t by_second = 0;        // Bit n: second n, 0 to 59.
    std::uint64_t by_minute = 0;        // 0 to 59.
    std::uint32_t by_hour = 0;          // 0 to 23.
    WeekdayNumbers by_day;
    SignedNumbers<31> by_month_day;
    SignedNumbers<366> by_year_day;
    SignedNumbers<53> by_week_number;
    std::uint16_t by_month = 0;  // Bit n: month n, 1 to 12.
    SignedNumbers<366> by_position;
    Weekday week_start = Weekday::monday;
    Skip skip = Skip::omit;

    bool operator==(const RecurrenceRule&) const = default;
};

}  // namespace pupitre
