// Follows RFC 5545, 3.3.10 and RFC 7529, 4.1 sentence by sentence, with the standard library's calendar.
#include "tests/core/calendar/recurrence/slow_reference.h"

#include <algorithm>
#include <chrono>
#include <set>

namespace pupitre::testing {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;
using Days = std::set<std::int64_t>;

year_month_day civil(std::int64_t day) { return year_month_day{sys_days{days{day}}}; }
std::int64_t day_number(int year, int month, int day) {
    const year_month_day first{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                               std::chrono::day{1}};
    return sys_days{first}.time_since_epoch().count() + day - 1;
}
int year_of_day(std::int64_t day) { return static_cast<int>(civil(day).year()); }
int month_of_day(std::int64_t day) { return static_cast<int>(static_cast<unsigned>(civil(day).month())); }
int month_day(std::int64_t day) { return static_cast<int>(static_cast<unsigned>(civil(day).day())); }
int month_length(int year, int month) {
    return static_cast<int>(day_number(year, month + 1 > 12 ? 1 : month + 1, 1) +
                            (month == 12 ? day_number(year + 1, 1, 1) - day_number(year, 1, 1) : 0) -
                            day_number(year, month, 1));
}
int year_length(int year) { return static_cast<int>(day_number(year + 1, 1, 1) - day_number(year, 1, 1)); }
int weekday(std::int64_t day) { return static_cast<int>(((day + 3) % 7 + 7) % 7); }

/// The first day of week 1: the first week with four days in the year.
std::int64_t week_one(int year, int week_start) {
    for (std::int64_t day = day_number(year, 1, 1) - 6;; ++day) {
        if (weekday(day) == week_start && day + 7 - day_number(year, 1, 1) >= 4) return day;
    }
}

bool week_fits(const RecurrenceRule& rule, std::int64_t day) {
    const int start = static_cast<int>(rule.week_start);
    int year = year_of_day(day);
    if (day >= week_one(year + 1, start)) ++year;
    if (day < week_one(year, start)) --year;
    const std::int64_t weeks = (week_one(year + 1, start) - week_one(year, start)) / 7;
    const std::int64_t week = (day - week_one(year, start)) / 7 + 1;
    return rule.by_week_number.has(static_cast<int>(week)) ||
           rule.by_week_number.has(static_cast<int>(week - weeks - 1));
}

/// The number that a weekday has between two days, from the front or from the back.
bool number_fits(const SignedNumbers<53>& numbers, std::int64_t day, std::int64_t first, std::int64_t last) {
    if (day < first || day > last) return false;
    return numbers.has(static_cast<int>((day - first) / 7 + 1)) || numbers.has(static_cast<int>(-(last - day) / 7 - 1));
}

/// One period of a rule of days: [first, last], in this year (and this month).
struct Period {
    std::int64_t first = 0;
    std::int64_t last = 0;
    int year = 0;
    int month = 0;  // MONTHLY only.
};

class Slow {
public:
    Slow(const RecurrenceRule& rule) : rule_(rule) {
        skip_ = rule.frequency >= Frequency::monthly ? rule.skip : Skip::omit;
    }

    Days days_of(const Period& period) const;
    bool day_fits(std::int64_t day) const;

private:
    void add_month_days(Days& found, int year, int month) const;
    Days by_year_days(int year) const;
    bool weekday_fits(const Period& period, std::int64_t day, int nominal_month) const;

    const RecurrenceRule& rule_;
    Skip skip_;
};

void Slow::add_month_days(Days& found, int year, int month) const {
    const int length = month_length(year, month);
    for (int number = -31; number <= 31; ++number) {
        if (number == 0 || !rule_.by_month_day.has(number)) continue;
        const int day = number > 0 ? number : length + 1 + number;
        const std::int64_t first = day_number(year, month, 1);
        if (day >= 1 && day <= length) {
            found.insert(first + day - 1);
        } else if (skip_ != Skip::omit) {
            // The day beside the one that does not exist.
            const std::int64_t before = day > length ? first + length - 1 : first - 1;
            found.insert(skip_ == Skip::backward ? before : before + 1);
        }
    }
}

Days Slow::by_year_days(int year) const {
    Days found;
    const int length = year_length(year);
    for (int number = -366; number <= 366; ++number) {
        if (number == 0 || !rule_.by_year_day.has(number)) continue;
        const int day = number > 0 ? number : length + 1 + number;
        const std::int64_t first = day_number(year, 1, 1);
        if (day >= 1 && day <= length) {
            found.insert(first + day - 1);
        } else if (skip_ != Skip::omit) {
            const std::int64_t before = day > length ? first + length - 1 : first - 1;
            found.insert(skip_ == Skip::backward ? before : before + 1);
        }
    }
    return found;
}

bool Slow::weekday_fits(const Period& period, std::int64_t day, int nominal_month) const {
    if (rule_.by_day.empty()) return true;
    if ((rule_.by_day.every >> weekday(day) & 1) != 0) return true;
    const auto& numbers = rule_.by_day.nth[static_cast<std::size_t>(weekday(day))];
    if (numbers.empty()) return false;
    if (rule_.frequency == Frequency::monthly || rule_.by_month != 0) {
        const std::int64_t first = day_number(period.year, nominal_month, 1);
        return number_fits(numbers, day, first, first + month_length(period.year, nominal_month) - 1);
    }
    const std::int64_t first = day_number(period.year, 1, 1);
    return number_fits(numbers, day, first, first + year_length(period.year) - 1);
}

/// YEARLY and MONTHLY.
Days Slow::days_of(const Period& period) const {
    Days chosen;
    const auto year_days = by_year_days(period.year);
    for (int month = 1; month <= 12; ++month) {
        if (period.month != 0 && month != period.month) continue;
        if (rule_.by_month != 0 && (rule_.by_month >> month & 1) == 0) continue;
        Days of_month;
        if (rule_.by_month_day.empty()) {
            for (int day = 1; day <= month_length(period.year, month); ++day)
                of_month.insert(day_number(period.year, month, day));
        } else {
            add_month_days(of_month, period.year, month);
        }
        for (const std::int64_t day : of_month) {
            if (weekday_fits(period, day, month)) chosen.insert(day);
        }
    }
    // A day that SKIP moves out of the year can only fit where months are not spoken of.
    if (rule_.frequency == Frequency::yearly && rule_.by_month == 0 && rule_.by_month_day.empty()) {
        for (const std::int64_t day : year_days) {
            if (year_of_day(day) != period.year && weekday_fits(period, day, 1)) chosen.insert(day);
        }
    }
    std::erase_if(chosen, [&](std::int64_t day) {
        if (!rule_.by_year_day.empty() && !year_days.contains(day)) return true;
        if (rule_.by_week_number.empty()) return false;
        return year_of_day(day) != period.year || !week_fits(rule_, day);
    });
    return chosen;
}

/// Below MONTHLY every part is a question to the day.
bool Slow::day_fits(std::int64_t day) const {
    const int year = year_of_day(day);
    const int month = month_of_day(day);
    if (rule_.by_month != 0 && (rule_.by_month >> month & 1) == 0) return false;
    if (!rule_.by_month_day.empty() && !rule_.by_month_day.has(month_day(day)) &&
        !rule_.by_month_day.has(month_day(day) - month_length(year, month) - 1)) {
        return false;
    }
    const int of_year = static_cast<int>(day - day_number(year, 1, 1)) + 1;
    if (!rule_.by_year_day.empty() && !rule_.by_year_day.has(of_year) &&
        !rule_.by_year_day.has(of_year - year_length(year) - 1)) {
        return false;
    }
    if (!rule_.by_week_number.empty() && !week_fits(rule_, day)) return false;
    return rule_.by_day.empty() || (rule_.by_day.every >> weekday(day) & 1) != 0;
}

template <class Bits>
bool in(Bits bits, int number) {
    return bits == 0 || (bits >> number & 1) != 0;
}

std::vector<std::int64_t> times_of(const RecurrenceRule& rule, const Days& chosen) {
    std::vector<std::int64_t> times;
    for (const std::int64_t day : chosen) {
        for (int hour = 0; hour < 24; ++hour) {
            if (!in(rule.by_hour, hour)) continue;
            for (int minute = 0; minute < 60; ++minute) {
                if (!in(rule.by_minute, minute)) continue;
                for (int second = 0; second < 60; ++second) {
                    if (in(rule.by_second, second)) times.push_back(((day * 24 + hour) * 60 + minute) * 60 + second);
                }
            }
        }
    }
    return times;
}

void keep_positions(const RecurrenceRule& rule, std::vector<std::int64_t>& set) {
    if (rule.by_position.empty()) return;
    std::vector<std::int64_t> kept;
    const auto size = static_cast<std::int64_t>(set.size());
    for (std::int64_t place = 1; place <= size; ++place) {
        const bool from_front = place <= 366 && rule.by_position.has(static_cast<int>(place));
        const bool from_back = size - place + 1 <= 366 && rule.by_position.has(static_cast<int>(place - size - 1));
        if (from_front || from_back) kept.push_back(set[static_cast<std::size_t>(place - 1)]);
    }
    set = kept;
}

/// The k-th period's set, before the cut at DTSTART. Negative k: the periods before DTSTART's.
std::vector<std::int64_t> set_of_period(const RecurrenceRule& rule, const Slow& slow, std::int64_t start,
                                        std::int64_t k) {
    const std::int64_t start_day = LocalDateTime::from_seconds(start).date().days();
    const std::int64_t steps = k * rule.interval;
    std::vector<std::int64_t> set;
    switch (rule.frequency) {
    case Frequency::yearly: {
        const int year = year_of_day(start_day) + static_cast<int>(steps);
        set = times_of(rule, slow.days_of({0, 0, year, 0}));
        break;
    }
    case Frequency::monthly: {
        const std::int64_t month = std::int64_t{year_of_day(start_day)} * 12 + month_of_day(start_day) - 1 + steps;
        set = times_of(rule, slow.days_of({0, 0, static_cast<int>(month / 12), static_cast<int>(month % 12) + 1}));
        break;
    }
    case Frequency::weekly:
    case Frequency::daily: {
        std::int64_t first = start_day + steps;
        int length = 1;
        if (rule.frequency == Frequency::weekly) {
            first = start_day - (weekday(start_day) - static_cast<int>(rule.week_start) + 7) % 7 + 7 * steps;
            length = 7;
        }
        Days chosen;
        for (std::int64_t day = first; day < first + length; ++day) {
            if (slow.day_fits(day)) chosen.insert(day);
        }
        set = times_of(rule, chosen);
        break;
    }
    case Frequency::hourly:
    case Frequency::minutely:
    case Frequency::secondly: {
        const std::int64_t unit = rule.frequency == Frequency::hourly     ? 3600
                                  : rule.frequency == Frequency::minutely ? 60
                                                                          : 1;
        const std::int64_t first = (start - ((start % unit) + unit) % unit) + steps * unit;
        const LocalDateTime begins = LocalDateTime::from_seconds(first);
        if (!slow.day_fits(begins.date().days())) return {};
        for (std::int64_t second = first; second < first + unit; ++second) {
            const std::int32_t of_day = LocalDateTime::from_seconds(second).second_of_day();
            if (in(rule.by_hour, of_day / 3600) && in(rule.by_minute, of_day / 60 % 60) &&
                in(rule.by_second, of_day % 60)) {
                set.push_back(second);
            }
        }
        break;
    }
    }
    keep_positions(rule, set);
    return set;
}

std::int64_t period_seconds(Frequency frequency) {
    switch (frequency) {
    case Frequency::secondly: return 1;
    case Frequency::minutely: return 60;
    case Frequency::hourly: return 3'600;
    case Frequency::daily: return 86'400;
    case Frequency::weekly: return 7 * 86'400;
    case Frequency::monthly: return 28 * 86'400;
    case Frequency::yearly: return 365 * 86'400;
    }
    return 1;
}

}  // namespace

SlowAnswer expand_slowly(const RecurrenceRule& rule, const RecurrenceStart& start, std::size_t limit, int years,
                         YearlyReading reading) {
    const RecurrenceRule filled = with_start_filled_in(rule, start, reading);
    const Slow slow(filled);
    const std::int64_t from = start.time.seconds();
    const std::int64_t horizon = std::min(from + std::int64_t{years} * 365 * 86'400, local_time_max.seconds());
    std::int64_t until = local_time_max.seconds();
    if (filled.until) {
        until = filled.until->time.seconds() + (filled.until->form == TimeForm::date ? 86'399 : 0);
    }
    std::set<std::int64_t> found;
    // A period gives nothing earlier than the day before it.
    const std::int64_t stride = period_seconds(filled.frequency) * filled.interval;
    constexpr std::int64_t periods_max = 20'000;
    SlowAnswer answer;
    answer.known_until = horizon;
    for (std::int64_t k = -1;; ++k) {
        if (k > 0 && from + (k - 2) * stride > horizon) break;
        if (k == periods_max) {
            answer.known_until = from + (k - 2) * stride;
            std::erase_if(found, [&](std::int64_t time) { return time > answer.known_until; });
            break;
        }
        const bool before_calendar = year_of_day(start.time.date().days()) + k * filled.interval < 1;
        if (k < 0 && (before_calendar || filled.frequency < Frequency::monthly)) continue;
        for (const std::int64_t time : set_of_period(filled, slow, from, k)) {
            if (time >= from && time <= until && time <= horizon) found.insert(time);
        }
        // Two periods more, because SKIP can move a day into the next one.
        if (found.size() >= limit + 2 || (filled.count && std::ssize(found) >= *filled.count + 2)) {
            std::size_t wanted = limit;
            if (filled.count) wanted = std::min(wanted, static_cast<std::size_t>(*filled.count));
            if (found.size() > wanted) break;
        }
    }
    answer.occurrences.assign(found.begin(), found.end());
    if (filled.count && std::ssize(answer.occurrences) > *filled.count) {
        answer.occurrences.resize(static_cast<std::size_t>(*filled.count));
    }
    if (answer.occurrences.size() > limit) {
        answer.occurrences.resize(limit);
        answer.known_until = answer.occurrences.back();
    }
    return answer;
}

}  // namespace pupitre::testing
