// A shape is chosen only if it says everything the rule says; `other` is always right.
#include "core/text/recurrence/shape.h"

#include <algorithm>
#include <bit>

namespace pupitre::recurrence_words {

namespace {

constexpr std::size_t times_listed_max = 6;
constexpr std::int32_t months_per_year = 12;
constexpr std::int32_t months_named_from = 3;  // "Every 3 months" says which; "every 2 months" would be a long list.

template <int Max>
std::vector<std::int32_t> numbers_of(const SignedNumbers<Max>& numbers) {
    std::vector<std::int32_t> list;
    numbers.each([&](int number) { list.push_back(number); });
    // From the start, then from the end: −2 before −1.
    std::sort(list.begin(), list.end(),
              [](std::int32_t a, std::int32_t b) { return (a > 0) != (b > 0) ? a > 0 : a < b; });
    return list;
}

std::vector<NthWeekday> nth_of(const WeekdayNumbers& days) {
    std::vector<NthWeekday> list;
    for (std::size_t day = 0; day < days.nth.size(); ++day) {
        for (const std::int32_t number : numbers_of(days.nth[day])) list.push_back({number, static_cast<Weekday>(day)});
    }
    return list;
}

/// Which of the parts that choose days a rule has.
struct Parts {
    bool weekdays, nth, month_days, year_days, weeks, positions, months;

    explicit Parts(const RecurrenceRule& rule) :
        weekdays(rule.by_day.every != 0),
        nth(rule.by_day.has_nth()),
        month_days(!rule.by_month_day.empty()),
        year_days(!rule.by_year_day.empty()),
        weeks(!rule.by_week_number.empty()),
        positions(!rule.by_position.empty()),
        months(rule.by_month != 0) {}

    [[nodiscard]] bool only(bool weekdays_may, bool nth_may, bool month_days_may, bool positions_may) const {
        return weekdays == weekdays_may && nth == nth_may && month_days == month_days_may &&
               positions == positions_may && !year_days && !weeks;
    }
};

void put_months(Shape& shape, std::uint16_t months, std::int32_t years) {
    shape.frame = Frame::years;
    shape.months = months;
    shape.interval = years;
}

/// Decides between months, quarters and years. False if the rule's months and interval fit none.
bool frame_months(Shape& shape, const RecurrenceRule& rule, Date start) {
    const bool yearly = rule.frequency == Frequency::yearly;
    if (yearly || (rule.interval == 1 && rule.by_month != 0)) {
        if (rule.by_month == 0) return false;
        put_months(shape, rule.by_month, yearly ? rule.interval : 1);
        if (yearly && rule.interval > 1) return true;
    } else if (rule.by_month != 0) {
        return false;
    } else if (rule.interval % months_per_year == 0) {
        put_months(shape, static_cast<std::uint16_t>(1U << static_cast<unsigned>(start.ymd().month)),
                   rule.interval / months_per_year);
        return true;
    } else {
        shape.frame = Frame::months;
        shape.interval = rule.interval;
        if (months_per_year % rule.interval == 0 && rule.interval >= months_named_from) {
            for (std::int32_t month = start.ymd().month; month < start.ymd().month + months_per_year;
                 month += rule.interval) {
                shape.months |=
                    static_cast<std::uint16_t>(1U << static_cast<unsigned>((month - 1) % months_per_year + 1));
            }
        }
    }
    if (shape.months == 0b1'1111'1111'1110) {
        shape.frame = Frame::months;
        shape.months = 0;
    }
    // Four months of equal distance are "every 3 months", however that was written.
    for (unsigned first = 1; first <= 3; ++first) {
        if (shape.months != (0b10'0100'1001U << first)) continue;
        shape.frame = Frame::months;
        shape.interval = 3;
    }
    return true;
}

/// The first days of the months that begin quarters, the last of those that end them, are those of the quarter.
void frame_quarters(Shape& shape) {
    if (shape.frame != Frame::months || shape.interval != 3) return;
    const bool begins = shape.months == 0b100'1001'0010;
    const bool ends = shape.months == 0b1'0010'0100'1000;
    const auto fits = [&](std::int32_t number) { return number > 0 ? begins : ends; };
    bool all = begins || ends;
    for (const std::int32_t number : shape.days) all = all && fits(number);
    // A fifth Monday of the month is not always the fifth of the quarter.
    for (const NthWeekday& one : shape.nth) all = all && fits(one.number) && std::abs(one.number) < 5;
    if (shape.kind == Kind::month_days) {
        for (const std::int32_t day : shape.days) all = all && std::abs(day) == 1;
    }
    if (shape.kind == Kind::positions) {
        // Every weekday comes four times in each month.
        for (const std::int32_t day : shape.days) all = all && std::abs(day) <= 4 * std::popcount(shape.weekdays);
    }
    if (!all) return;
    shape.frame = Frame::quarters;
    shape.interval = 1;
}

void note_missing_days(Shape& shape, const RecurrenceRule& rule) {
    std::int32_t latest = 0;
    for (const std::int32_t day : shape.days) latest = std::max(latest, std::abs(day));
    std::int32_t shortest = 31;
    std::int32_t shortest_in_leap_year = 31;
    for (std::int32_t month = 1; month <= months_per_year; ++month) {
        if (shape.months != 0 && (shape.months >> static_cast<unsigned>(month) & 1U) == 0) continue;
        shortest = std::min(shortest, days_in_month(2023, month));
        shortest_in_leap_year = std::min(shortest_in_leap_year, days_in_month(2024, month));
    }
    if (latest <= shortest) return;
    shape.leap_day = latest <= shortest_in_leap_year;
    switch (rule.skip) {
    case Skip::omit: shape.missing = Missing::omitted; break;
    case Skip::backward: shape.missing = Missing::last_instead; break;
    case Skip::forward: shape.missing = Missing::next_instead; break;
    }
}

bool shape_within_months(Shape& shape, const Parts& parts, Date start) {
    const RecurrenceRule& rule = shape.rule;
    if (parts.only(false, false, true, false)) {
        shape.kind = Kind::month_days;
        shape.days = numbers_of(rule.by_month_day);
    } else if (parts.only(false, true, false, false)) {
        shape.kind = Kind::nth_weekdays;
        shape.nth = nth_of(rule.by_day);
    } else if (parts.only(true, false, false, true)) {
        // In a year, positions count within all the months together.
        if (rule.frequency == Frequency::yearly && std::popcount(rule.by_month) > 1) return false;
        shape.kind = Kind::positions;
        shape.weekdays = rule.by_day.every;
        shape.days = numbers_of(rule.by_position);
    } else {
        return false;
    }
    if (!frame_months(shape, rule, start)) return false;
    if (shape.kind == Kind::month_days) note_missing_days(shape, rule);
    frame_quarters(shape);
    if (shape.kind == Kind::positions && std::popcount(shape.weekdays) == 1) {
        const auto weekday = static_cast<Weekday>(std::countr_zero(shape.weekdays));
        shape.kind = Kind::nth_weekdays;
        for (const std::int32_t number : shape.days) shape.nth.push_back({number, weekday});
        shape.days.clear();
    }
    return true;
}

bool shape_within_year(Shape& shape, const Parts& parts) {
    const RecurrenceRule& rule = shape.rule;
    if (rule.skip != Skip::omit || parts.months || parts.positions || parts.month_days) return false;
    if (parts.year_days && !parts.weekdays && !parts.nth && !parts.weeks) {
        shape.kind = Kind::year_days;
        shape.days = numbers_of(rule.by_year_day);
        return true;
    }
    if (parts.weeks && parts.weekdays && !parts.nth && !parts.year_days) {
        shape.kind = Kind::weeks;
        shape.weekdays = rule.by_day.every;
        shape.days = numbers_of(rule.by_week_number);
        shape.week_start_matters = rule.week_start != Weekday::monday;
        return true;
    }
    if (parts.only(false, true, false, false)) {
        shape.kind = Kind::year_weekdays;
        shape.nth = nth_of(rule.by_day);
        return true;
    }
    return false;
}

bool find_shape(Shape& shape, Date start) {
    const RecurrenceRule& rule = shape.rule;
    const Parts parts(rule);
    shape.interval = rule.interval;
    switch (rule.frequency) {
    case Frequency::daily:
        if (parts.months) return false;
        if (parts.only(false, false, false, false)) {
            shape.kind = Kind::every_day;
            return true;
        }
        shape.weekdays = rule.by_day.every;
        shape.kind = Kind::weekdays;
        return rule.interval == 1 && parts.only(true, false, false, false);
    case Frequency::weekly:
        if (parts.months || !parts.only(true, false, false, false)) return false;
        shape.kind = rule.interval == 1 && rule.by_day.every == all_weekdays ? Kind::every_day : Kind::weekdays;
        shape.weekdays = rule.by_day.every;
        shape.week_start_matters =
            rule.interval > 1 && rule.week_start != Weekday::monday && std::popcount(shape.weekdays) > 1;
        return true;
    case Frequency::monthly:
    case Frequency::yearly:
        if (rule.interval == 1 && !parts.months && parts.only(true, false, false, false)) {
            shape.kind = rule.by_day.every == all_weekdays ? Kind::every_day : Kind::weekdays;
            shape.weekdays = rule.by_day.every;
            return true;
        }
        if (shape_within_months(shape, parts, start)) return true;
        return rule.frequency == Frequency::yearly && shape_within_year(shape, parts);
    case Frequency::secondly:
    case Frequency::minutely:
    case Frequency::hourly: return false;
    }
    return false;
}

}  // namespace

Shape shape_of(const RecurrenceRule& rule, const RecurrenceStart& start) {
    Shape shape;
    shape.rule = with_start_filled_in(rule, start);
    shape.has_times = !start.is_date;
    if (find_shape(shape, start.time.date())) return shape;
    Shape other;
    other.rule = shape.rule;
    other.has_times = shape.has_times;
    other.interval = rule.interval;
    return other;
}

Shape shape_from_completion(const RecurrenceRule& rule) {
    Shape shape;
    shape.kind = Kind::completion;
    shape.rule = rule;
    shape.interval = rule.interval;
    return shape;
}

void add_placing(Shape& shape, const DuePlacing& due) {
    shape.due = due;
    if (due.placing == Placing::omitted && shape.kind == Kind::every_day && shape.interval == 1) {
        // Every day that is not closed: every business day.
        shape.weekdays = monday_to_friday;
        return;
    }
    if (due.placing != Placing::business_day_of_month || shape.kind != Kind::month_days || shape.days.size() != 1)
        return;
    shape.kind = Kind::positions;
    shape.weekdays = monday_to_friday;
    shape.days = {due.business_days};
    shape.missing = Missing::never;
    shape.due = {};
    if (shape.frame == Frame::quarters) {
        shape.frame = Frame::months;
        shape.interval = 3;
    }
    frame_quarters(shape);
}

bool are_dates(const Shape& shape) {
    bool dates = shape.kind == Kind::month_days;
    for (const std::int32_t day : shape.days) dates = dates && day > 0;
    return dates;
}

std::string list_of(const std::vector<std::string>& parts, std::string_view last_separator) {
    std::string text;
    for (std::size_t place = 0; place < parts.size(); ++place) {
        if (place > 0) text += place + 1 == parts.size() ? last_separator : std::string_view(", ");
        text += parts[place];
    }
    return text;
}

std::optional<std::vector<TimeOfDay>> times_of(const RecurrenceRule& rule) {
    const auto count = [](std::uint64_t bits) { return static_cast<std::size_t>(std::popcount(bits)); };
    if (rule.frequency < Frequency::daily) return std::nullopt;
    if (count(rule.by_hour) * count(rule.by_minute) * count(rule.by_second) > times_listed_max) return std::nullopt;
    std::vector<TimeOfDay> times;
    each_bit(rule.by_hour, [&](int hour) {
        each_bit(rule.by_minute, [&](int minute) {
            each_bit(rule.by_second, [&](int second) { times.push_back({hour, minute, second}); });
        });
    });
    return times;
}

}  // namespace pupitre::recurrence_words
