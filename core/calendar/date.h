// A day on the wall calendar: no time, no zone. Proleptic Gregorian, years 1 to 9999.
// Knows no clock: today comes in as an argument everywhere.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace pupitre {

enum class Weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

struct YearMonthDay {
    std::int32_t year = 1970;
    std::int32_t month = 1;  // 1 to 12
    std::int32_t day = 1;    // 1 to 31

    bool operator==(const YearMonthDay&) const = default;
};

/// A calendar day, kept as the number of days since 1 January 1970.
class Date {
public:
    constexpr Date() = default;
    static constexpr Date from_days(std::int32_t days) { return Date(days); }
    /// Nothing if there is no such day, for example 30 February.
    static std::optional<Date> from_ymd(std::int32_t year, std::int32_t month, std::int32_t day);

    [[nodiscard]] constexpr std::int32_t days() const { return days_; }
    [[nodiscard]] YearMonthDay ymd() const;
    [[nodiscard]] constexpr Weekday weekday() const {
        // 1 January 1970 was a Thursday.
        const std::int32_t index = (days_ % 7 + 7 + 3) % 7;
        return static_cast<Weekday>(index);
    }
    [[nodiscard]] constexpr Date plus_days(std::int32_t count) const { return Date(days_ + count); }
    /// The Monday of this day's week (ISO 8601).
    [[nodiscard]] constexpr Date week_start() const { return plus_days(-static_cast<std::int32_t>(weekday())); }

    auto operator<=>(const Date&) const = default;

private:
    explicit constexpr Date(std::int32_t days) : days_(days) {}
    std::int32_t days_ = 0;
};

constexpr Date date_min = Date::from_days(-719'162);   // 1 January of the year 1.
constexpr Date date_max = Date::from_days(2'932'896);  // 31 December 9999.

constexpr std::int32_t days_between(Date from, Date to) { return to.days() - from.days(); }

constexpr bool is_leap_year(std::int32_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }
/// 28 to 31. The month is 1 to 12.
std::int32_t days_in_month(std::int32_t year, std::int32_t month);

/// "2026-11-24" (ISO 8601), the stored form.
std::string to_iso(Date date);
/// Reads exactly AAAA-MM-JJ. Errors: malformed, out_of_range (no such day).
Result<Date> parse_iso_date(std::string_view text);

/// The civil date of an instant, given the device's offset from UTC in minutes at that moment.
Date date_of_instant(std::int64_t now_ms, std::int32_t utc_offset_minutes);

}  // namespace pupitre
