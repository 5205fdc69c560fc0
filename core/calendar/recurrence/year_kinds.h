// The Gregorian calendar as few kinds of years: what a rule chooses in a year depends only on the weekday of 1 January,
// on whether the year is leap, and, for weeks that lie across New Year, on whether a neighbour is leap. The sequence of
// kinds repeats every 400 years. Knows no rule.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "core/calendar/date.h"

namespace pupitre::recurrence {

constexpr int cycle_years = 400;
constexpr int cycle_days = 146'097;
constexpr int year_first = 1;
constexpr int year_last = 9999;

/// Which neighbour of a year is leap, and whether it is itself: no two of them can be.
enum class YearShape : std::uint8_t { common, leap, common_after_leap, common_before_leap };
constexpr int shape_count = 4;
constexpr int kind_count = 7 * shape_count;

struct YearKind {
    int first_weekday = 0;  // Of 1 January; 0 is Monday.
    YearShape shape = YearShape::common;

    [[nodiscard]] constexpr bool is_leap() const { return shape == YearShape::leap; }
    [[nodiscard]] constexpr int length() const { return is_leap() ? 366 : 365; }
    [[nodiscard]] constexpr int index() const { return first_weekday * shape_count + static_cast<int>(shape); }
    static constexpr YearKind of_index(int index) {
        return {index / shape_count, static_cast<YearShape>(index % shape_count)};
    }
};

/// Days since 1 January 1970 of 1 January of a year from 0 to 10,000.
constexpr std::int32_t first_day_of(int year) {
    const int before = year - 1;
    // Adding a cycle keeps the divisions of the year 0 from rounding upward.
    const int shifted = before + cycle_years;
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 - cycle_days - 719'162;
}

/// The year of a day that Date can hold.
constexpr int year_of(std::int32_t day) {
    const std::int32_t since = day + 719'162;
    const std::int32_t rest = since % cycle_days;
    const std::int32_t in_cycle = (rest - rest / 1460 + rest / 36'524 - rest / 146'096) / 365;
    return since / cycle_days * cycle_years + in_cycle + 1;
}

constexpr std::array<std::uint8_t, cycle_years> make_kinds() {
    std::array<std::uint8_t, cycle_years> kinds{};
    for (int year = 0; year < cycle_years; ++year) {
        const int like = year + cycle_years;
        YearKind kind;
        kind.first_weekday = static_cast<int>(Date::from_days(first_day_of(like)).weekday());
        if (is_leap_year(like)) {
            kind.shape = YearShape::leap;
        } else if (is_leap_year(like - 1)) {
            kind.shape = YearShape::common_after_leap;
        } else if (is_leap_year(like + 1)) {
            kind.shape = YearShape::common_before_leap;
        }
        kinds[static_cast<std::size_t>(year)] = static_cast<std::uint8_t>(kind.index());
    }
    return kinds;
}
inline constexpr std::array<std::uint8_t, cycle_years> kinds_of_cycle = make_kinds();

constexpr int kind_index_of(int year) { return kinds_of_cycle[static_cast<std::size_t>(year % cycle_years)]; }

/// The day of the year, from 0, on which a month from 0 to 12 starts; month 12 is the next year's January.
inline constexpr std::array<std::array<std::int16_t, 13>, 2> month_starts = {
    {{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365},
     {0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366}}};

constexpr int month_start(bool is_leap, int month) {
    return month_starts[is_leap ? 1 : 0][static_cast<std::size_t>(month)];
}

/// Days of a year as bits. Bit 1 is 1 January; bit 0 is the day before and the bit after the last one is the day after,
/// because SKIP can move a day over the year's edge.
struct YearBits {
    static constexpr int word_count = 6;
    std::array<std::uint64_t, word_count> words{};

    [[nodiscard]] constexpr std::uint64_t word(int index) const { return words[static_cast<std::size_t>(index)]; }
    [[nodiscard]] constexpr bool has(int bit) const { return (word(bit / 64) >> (bit % 64) & 1) != 0; }
    constexpr void set(int bit) { words[static_cast<std::size_t>(bit / 64)] |= std::uint64_t{1} << (bit % 64); }
    constexpr void clear(int bit) { words[static_cast<std::size_t>(bit / 64)] &= ~(std::uint64_t{1} << (bit % 64)); }
    /// Adds up to 64 bits from a place on.
    constexpr void insert(std::uint64_t bits, int at) {
        const auto first = static_cast<std::size_t>(at / 64);
        const int shift = at % 64;
        words[first] |= bits << shift;
        if (shift != 0 && first + 1 < words.size()) words[first + 1] |= bits >> (64 - shift);
    }
    /// 64 bits from a place on.
    [[nodiscard]] constexpr std::uint64_t extract(int at) const {
        const auto first = static_cast<std::size_t>(at / 64);
        const int shift = at % 64;
        std::uint64_t bits = words[first] >> shift;
        if (shift != 0 && first + 1 < words.size()) bits |= words[first + 1] << (64 - shift);
        return bits;
    }
    /// Bits first to last, both included.
    static constexpr YearBits range(int first, int last) {
        YearBits bits;
        for (int index = 0; index < word_count; ++index) {
            const int low = index * 64;
            if (last < low || first > low + 63) continue;
            const std::uint64_t from = first <= low ? ~std::uint64_t{0} : ~std::uint64_t{0} << (first - low);
            const std::uint64_t to = last >= low + 63 ? ~std::uint64_t{0} : (std::uint64_t{2} << (last - low)) - 1;
            bits.words[static_cast<std::size_t>(index)] = from & to;
        }
        return bits;
    }
    constexpr void clear_below(int bit) {
        for (int index = 0; index < bit / 64; ++index) words[static_cast<std::size_t>(index)] = 0;
        if (bit / 64 < word_count) words[static_cast<std::size_t>(bit / 64)] &= ~std::uint64_t{0} << (bit % 64);
    }
    constexpr void clear_above(int bit) {
        for (int index = bit / 64 + 1; index < word_count; ++index) words[static_cast<std::size_t>(index)] = 0;
        words[static_cast<std::size_t>(bit / 64)] &= (std::uint64_t{2} << (bit % 64)) - 1;
    }
    constexpr YearBits& operator&=(const YearBits& other) {
        for (std::size_t index = 0; index < words.size(); ++index) words[index] &= other.words[index];
        return *this;
    }
    constexpr YearBits& operator|=(const YearBits& other) {
        for (std::size_t index = 0; index < words.size(); ++index) words[index] |= other.words[index];
        return *this;
    }
    [[nodiscard]] constexpr int count() const {
        int sum = 0;
        for (const std::uint64_t bits : words) sum += std::popcount(bits);
        return sum;
    }
    [[nodiscard]] constexpr int count_below(int bit) const {
        int sum = 0;
        for (int index = 0; index < bit / 64; ++index) sum += std::popcount(word(index));
        return bit / 64 < word_count ? sum + std::popcount(word(bit / 64) & ((std::uint64_t{1} << (bit % 64)) - 1))
                                     : sum;
    }
    [[nodiscard]] constexpr bool empty() const {
        std::uint64_t all = 0;
        for (const std::uint64_t bits : words) all |= bits;
        return all == 0;
    }
    /// The highest bit; −1 if there is none.
    [[nodiscard]] constexpr int last() const {
        for (int index = word_count - 1; index >= 0; --index) {
            if (word(index) != 0) return index * 64 + 63 - std::countl_zero(word(index));
        }
        return -1;
    }
    /// The place of the bit that has `rank` bits below it; the rank is less than count().
    [[nodiscard]] constexpr int place_of(int rank) const {
        for (int index = 0; index < word_count; ++index) {
            std::uint64_t bits = word(index);
            const int here = std::popcount(bits);
            if (rank >= here) {
                rank -= here;
                continue;
            }
            for (; rank > 0; --rank) bits &= bits - 1;
            return index * 64 + std::countr_zero(bits);
        }
        return -1;
    }
    template <class Call>
    constexpr void each(Call call) const {
        for (int index = 0; index < word_count; ++index) {
            for (std::uint64_t bits = word(index); bits != 0; bits &= bits - 1) {
                call(index * 64 + std::countr_zero(bits));
            }
        }
    }

    bool operator==(const YearBits&) const = default;
};

constexpr std::array<YearBits, 7> make_every_seventh() {
    std::array<YearBits, 7> patterns;
    for (int bit = 0; bit < YearBits::word_count * 64; ++bit) patterns[static_cast<std::size_t>(bit % 7)].set(bit);
    return patterns;
}
/// Every seventh bit, from bit n on.
inline constexpr std::array<YearBits, 7> every_seventh = make_every_seventh();

}  // namespace pupitre::recurrence
