// Months, months of a year and weeks of a year, as types of their own. Proleptic Gregorian, years 1 to 9999.
// Knows no language: names and forms for people stand in core/text.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/calendar/date.h"

namespace pupitre {

constexpr std::int32_t year_min = 1;
constexpr std::int32_t year_max = 9999;

enum class Month : std::uint8_t {
    january = 1,
    february,
    march,
    april,
    may,
    june,
    july,
    august,
    september,
    october,
    november,
    december
};

/// 1 to 12.
constexpr std::int32_t month_number(Month month) { return static_cast<std::int32_t>(month); }
/// Nothing unless 1 to 12.
constexpr std::optional<Month> month_of_number(std::int32_t number) {
    if (number < 1 || number > 12) return std::nullopt;
    return static_cast<Month>(number);
}

/// The day that the calendar has, at the latest the month's last: 31 in April is the 30th. Year and month must exist.
Date day_in_month(std::int32_t year, Month month, std::int32_t day);

/// A month of a certain year: October 2026.
class YearMonth {
public:
    constexpr YearMonth() = default;
    /// Nothing unless the year is 1 to 9999.
    static std::optional<YearMonth> from(std::int32_t year, Month month);
    static YearMonth of(Date date);

    [[nodiscard]] constexpr std::int32_t year() const { return index_ / 12; }
    [[nodiscard]] constexpr Month month() const { return static_cast<Month>(index_ % 12 + 1); }
    [[nodiscard]] Date first_day() const;
    [[nodiscard]] Date last_day() const;
    /// Nothing outside the years 1 to 9999.
    [[nodiscard]] std::optional<YearMonth> plus_months(std::int64_t count) const;
    /// Months since January of the year 0: what differs by one is neighbours.
    [[nodiscard]] constexpr std::int32_t index() const { return index_; }

    auto operator<=>(const YearMonth&) const = default;

private:
    explicit constexpr YearMonth(std::int32_t index) : index_(index) {}
    std::int32_t index_ = 1970 * 12;
};

/// "2026-10" (ISO 8601), the stored form.
std::string to_iso(YearMonth month);
/// Reads exactly AAAA-MM. Errors: malformed, out_of_range.
Result<YearMonth> parse_iso_year_month(std::string_view text);

/// A week from Monday to Sunday (ISO 8601). It belongs to the year in which its Thursday lies.
class IsoWeek {
public:
    /// Nothing unless the year is 1 to 9999 and has such a week: 1 to 52, in some years 53.
    static std::optional<IsoWeek> from(std::int32_t year, std::int32_t number);
    /// The date is at most 9999-12-31.
    static IsoWeek of(Date date);

    [[nodiscard]] constexpr std::int32_t year() const { return year_; }
    [[nodiscard]] constexpr std::int32_t number() const { return number_; }
    [[nodiscard]] Date monday() const;
    [[nodiscard]] Date day(Weekday weekday) const;

    auto operator<=>(const IsoWeek&) const = default;

private:
    constexpr IsoWeek(std::int32_t year, std::int32_t number) : year_(year), number_(number) {}
    std::int32_t year_;
    std::int32_t number_;
};

/// 52 or 53.
std::int32_t iso_weeks_in_year(std::int32_t year);

/// "2026-W42" (ISO 8601), the stored form.
std::string to_iso(IsoWeek week);
/// Reads exactly AAAA-Wnn. Errors: malformed, out_of_range.
Result<IsoWeek> parse_iso_week(std::string_view text);

}  // namespace pupitre
