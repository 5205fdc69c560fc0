// A day and a time on the wall: no zone, no leap seconds. Whole seconds, years 1 to 9999.
// Knows no clock; what zone the wall stands in is settled where data enters and leaves the program.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/calendar/date.h"

namespace pupitre {

constexpr std::int64_t seconds_per_day = 86'400;

/// A wall-clock moment, kept as the number of seconds since 1 January 1970, 00:00:00. The number is also its packed form.
class LocalDateTime {
public:
    constexpr LocalDateTime() = default;
    static constexpr LocalDateTime from_seconds(std::int64_t seconds) { return LocalDateTime(seconds); }
    /// The second of the day is 0 to 86,399.
    static constexpr LocalDateTime at(Date date, std::int32_t second_of_day) {
        return LocalDateTime(date.days() * seconds_per_day + second_of_day);
    }

    [[nodiscard]] constexpr std::int64_t seconds() const { return seconds_; }
    [[nodiscard]] constexpr Date date() const {
        const std::int64_t days = seconds_ / seconds_per_day - (seconds_ % seconds_per_day < 0 ? 1 : 0);
        return Date::from_days(static_cast<std::int32_t>(days));
    }
    [[nodiscard]] constexpr std::int32_t second_of_day() const {
        const std::int64_t rest = seconds_ % seconds_per_day;
        return static_cast<std::int32_t>(rest < 0 ? rest + seconds_per_day : rest);
    }

    auto operator<=>(const LocalDateTime&) const = default;

private:
    explicit constexpr LocalDateTime(std::int64_t seconds) : seconds_(seconds) {}
    std::int64_t seconds_ = 0;
};

constexpr LocalDateTime local_time_min = LocalDateTime::at(date_min, 0);
constexpr LocalDateTime local_time_max = LocalDateTime::at(date_max, 86'399);

/// How a moment was written in an iCalendar text (RFC 5545, 3.3.4 and 3.3.5).
enum class TimeForm : std::uint8_t {
    date,       // 20260131
    date_time,  // 20260131T090000
    utc,        // 20260131T090000Z: kept as written, never converted.
};

struct WrittenTime {
    LocalDateTime time;  // A date stands for its first second.
    TimeForm form = TimeForm::date_time;

    bool operator==(const WrittenTime&) const = default;
};

/// Reads exactly one of the three forms. Second 60 is read as 59 (RFC 5545, 3.3.12). Nothing if it is none of them or
/// if there is no such day or time.
std::optional<WrittenTime> read_written_time(std::string_view text);
/// Appends the moment in the given form.
void append_written_time(std::string& out, LocalDateTime time, TimeForm form);
std::string to_text(const WrittenTime& written);

}  // namespace pupitre
