// What kind of sentence a rule asks for, without any language: which period, which days in it, and what is added.
// Knows no word.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar/recurrence/fill_in.h"
#include "core/calendar/series/series.h"

namespace pupitre::recurrence_words {

enum class Kind : std::uint8_t {
    completion,     // So long after the work before was finished.
    every_day,      // Each n-th day.
    weekdays,       // On weekdays of each n-th week.
    month_days,     // On days of the month, counted from its start or end.
    nth_weekdays,   // The second Tuesday, the last Friday of a month.
    positions,      // The n-th of a set of weekdays in a month: the last business day.
    year_weekdays,  // The 20th Monday of the year.
    year_days,      // The 100th day of the year.
    weeks,          // On weekdays of certain weeks of the year.
    other,          // Named part by part.
};

/// What the days are days of, when they are days of a month.
enum class Frame : std::uint8_t {
    months,    // Each n-th month.
    quarters,  // The first or last days of each quarter: from its first or in its last month.
    years,     // Certain months of each n-th year.
};

struct NthWeekday {
    std::int32_t number = 1;
    Weekday weekday = Weekday::monday;
};

/// Why a day of the month may be missing, and what then happens.
enum class Missing : std::uint8_t { never, omitted, last_instead, next_instead };

struct Shape {
    Kind kind = Kind::other;
    RecurrenceRule rule;  // Filled in from its start.
    bool has_times = false;
    std::int32_t interval = 1;
    Frame frame = Frame::months;
    std::uint16_t months = 0;        // Years: bit n is month n. Months: those it comes to, if they are few.
    std::uint8_t weekdays = 0;       // Weekdays, positions, weeks: bit 0 is Monday.
    std::vector<std::int32_t> days;  // Month_days, positions, year_days, weeks: their numbers.
    std::vector<NthWeekday> nth;     // Nth_weekdays, year_weekdays.
    Missing missing = Missing::never;
    bool leap_day = false;  // The day that may be missing is 29 February.
    bool week_start_matters = false;

    DuePlacing due;  // What the sentence still has to say of it.
    Lead lead;
};

Shape shape_of(const RecurrenceRule& rule, const RecurrenceStart& start);
Shape shape_from_completion(const RecurrenceRule& rule);
/// "The n-th business day of the month" changes the sentence; the other policies are added to it.
void add_placing(Shape& shape, const DuePlacing& due);
/// Whether the days are dates counted from the start of the month ("the 24th"), so that "of the month" goes without saying.
bool are_dates(const Shape& shape);

constexpr std::uint8_t monday_to_friday = 0b001'1111;
constexpr std::uint8_t all_weekdays = 0b111'1111;

/// Called with each month or weekday whose bit is set.
template <class Call>
void each_bit(std::uint64_t bits, Call call) {
    for (int bit = 0; bits != 0; ++bit, bits >>= 1U) {
        if ((bits & 1U) != 0) call(bit);
    }
}

/// "a, b et c".
std::string list_of(const std::vector<std::string>& parts, std::string_view last_separator);
/// "09:30" by the language's pattern, for every time of day of the rule; nothing if they are too many to be listed.
struct TimeOfDay {
    int hour = 0;
    int minute = 0;
    int second = 0;
};
std::optional<std::vector<TimeOfDay>> times_of(const RecurrenceRule& rule);

/// "1ᵉʳ", "2ᵉ" / "1st", "2nd".
std::string french_ordinal(std::int32_t number);
std::string english_ordinal(std::int32_t number);

std::string french(const Shape& shape);
std::string english(const Shape& shape);

}  // namespace pupitre::recurrence_words
