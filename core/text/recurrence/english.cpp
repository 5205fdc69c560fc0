// English sentences, British dates. A number and its noun stay together by a no-break space.
#include "core/text/format.h"
#include "core/text/recurrence/shape.h"

namespace pupitre::recurrence_words {

std::string english_ordinal(std::int32_t number) {
    const std::int32_t tens = number % 100;
    const std::string_view ending = tens >= 11 && tens <= 13 ? "th"
                                    : number % 10 == 1       ? "st"
                                    : number % 10 == 2       ? "nd"
                                    : number % 10 == 3       ? "rd"
                                                             : "th";
    return std::to_string(number) + std::string(ending);
}

namespace {

constexpr std::string_view gap = "\u00A0";
constexpr std::string_view with_and = " and ";
constexpr std::size_t dates_listed_max = 6;

using Words = std::vector<std::string>;

std::string weekday(Weekday day) { return std::string(weekday_name(day, Language::english)); }
std::string month(int number) { return std::string(month_name(static_cast<Month>(number), Language::english)); }

std::string amount(std::int64_t number, std::string_view noun) {
    std::string text = format_number(number, Language::english);
    (text += gap) += noun;
    if (number != 1) text += 's';
    return text;
}

/// "the 2nd Tuesday", "the last Tuesday", "the 2nd to last Tuesday".
std::string the_nth(std::int32_t number, std::string_view noun) {
    std::string text = "the ";
    if (number > 0) {
        (text += english_ordinal(number)) += gap;
    } else if (number == -1) {
        text += "last ";
    } else {
        (text += english_ordinal(-number)) += " to last ";
    }
    return text += noun;
}

std::string the_day(std::int32_t day) { return day < 0 ? the_nth(day, "day") : "the " + english_ordinal(day); }

Words months_of(std::uint16_t bits) {
    Words names;
    each_bit(bits, [&](int number) { names.push_back(month(number)); });
    return names;
}

Words weekdays_of(std::uint8_t bits) {
    Words names;
    each_bit(bits, [&](int day) { names.push_back(weekday(static_cast<Weekday>(day))); });
    return names;
}

std::string noun_of(std::uint8_t weekdays) {
    if (weekdays == all_weekdays) return "day";
    if (weekdays == monday_to_friday) return "business day";
    if (weekdays == 0b110'0000) return "weekend day";
    return "day among " + list_of(weekdays_of(weekdays), with_and);
}

std::string every(Frequency frequency, std::int32_t interval) {
    constexpr std::string_view units[] = {"second", "minute", "hour", "day", "week", "month", "year"};
    const std::string_view unit = units[static_cast<std::size_t>(frequency)];
    return "every " + (interval == 1 ? std::string(unit) : amount(interval, unit));
}

/// "the 2nd business day after the 24th".
void place_days(const Shape& shape, Words& days) {
    const bool after = shape.due.placing == Placing::business_days_after;
    if (!after && shape.due.placing != Placing::business_days_before) return;
    const std::string before_day = the_nth(shape.due.business_days, "business day") + (after ? " after " : " before ");
    for (std::string& day : days) day.insert(0, before_day);
}

Words days_of(const Shape& shape) {
    Words days;
    for (const std::int32_t number : shape.days) {
        if (shape.kind == Kind::positions) {
            days.push_back(the_nth(number, noun_of(shape.weekdays)));
        } else {
            days.push_back(shape.frame == Frame::quarters ? the_nth(number, "day") : the_day(number));
        }
    }
    for (const NthWeekday& one : shape.nth) days.push_back(the_nth(one.number, weekday(one.weekday)));
    place_days(shape, days);
    return days;
}

std::string_view missing_note(const Shape& shape) {
    const bool leap = shape.leap_day && shape.frame == Frame::years;
    switch (shape.missing) {
    case Missing::never: return "";
    case Missing::omitted: return leap ? " (leap years)" : " (only in months that have it)";
    case Missing::last_instead: return leap ? " (the 28th in other years)" : " (or the last day of the month)";
    case Missing::next_instead: return leap ? " (1\u00A0March in other years)" : " (or the 1st of the following month)";
    }
    return "";
}

std::string in_years(const Shape& shape) {
    std::string text = every(Frequency::yearly, shape.interval) + " on ";
    if (shape.kind != Kind::month_days) {
        return text + list_of(days_of(shape), with_and) + " of " + list_of(months_of(shape.months), with_and);
    }
    Words days;
    each_bit(shape.months, [&](int number) {
        for (const std::int32_t day : shape.days) {
            days.push_back(day > 0 ? std::to_string(day) + std::string(gap) + month(number)
                                   : the_day(day) + " of " + month(number));
        }
    });
    if (days.size() > dates_listed_max) {
        return text + list_of(days_of(shape), with_and) + " of " + list_of(months_of(shape.months), with_and);
    }
    place_days(shape, days);
    return text + list_of(days, with_and);
}

std::string in_months(const Shape& shape) {
    const std::string days = list_of(days_of(shape), with_and);
    if (shape.frame == Frame::quarters) return days + " of each quarter";
    if (shape.frame == Frame::years) return in_years(shape);
    if (shape.interval == 1 && !are_dates(shape)) return days + " of each month";
    std::string text = every(Frequency::monthly, shape.interval) + " on " + days;
    if (shape.kind == Kind::month_days && !are_dates(shape)) text += " of the month";
    if (shape.months != 0) text += " (" + list_of(months_of(shape.months), with_and) + ')';
    return text;
}

std::string time_of_day(const TimeOfDay& time) {
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    std::string text = two(time.hour) + ':' + two(time.minute);
    if (time.second != 0) text += ':' + two(time.second);
    return text;
}

void add_numbers(Words& clauses, std::uint64_t bits, std::string_view unit) {
    Words numbers;
    each_bit(bits, [&](int number) { numbers.push_back(std::to_string(number)); });
    if (numbers.empty()) return;
    std::string text = "at " + std::string(unit) + (numbers.size() == 1 ? "" : "s");
    clauses.push_back((text += gap) += list_of(numbers, with_and));
}

void add_times(Words& clauses, const RecurrenceRule& rule) {
    if (const auto times = times_of(rule)) {
        Words words;
        for (const TimeOfDay& time : *times) words.push_back(time_of_day(time));
        clauses.push_back("at " + list_of(words, with_and));
        return;
    }
    add_numbers(clauses, rule.by_hour, "hour");
    add_numbers(clauses, rule.by_minute, "minute");
    if (rule.by_second != 1) add_numbers(clauses, rule.by_second, "second");
}

template <class Numbers, class Name>
void add_each(Words& clauses, const Numbers& numbers, Name name) {
    Words words;
    numbers.each([&](int number) { words.push_back(name(number)); });
    if (!words.empty()) clauses.push_back("on " + list_of(words, with_and));
}

void add_weekdays(Words& clauses, const RecurrenceRule& rule) {
    const bool limits = rule.frequency <= Frequency::daily || !rule.by_month_day.empty() || !rule.by_year_day.empty();
    Words words;
    each_bit(rule.by_day.every, [&](int number) {
        const std::string name = weekday(static_cast<Weekday>(number));
        words.push_back((limits ? "a " : rule.frequency == Frequency::weekly ? "" : "every ") + name);
    });
    const std::string_view within =
        rule.frequency == Frequency::yearly && rule.by_month == 0 ? " of the year" : " of the month";
    for (std::size_t day = 0; day < rule.by_day.nth.size(); ++day) {
        rule.by_day.nth[day].each([&](int number) {
            words.push_back(the_nth(number, weekday(static_cast<Weekday>(day))) + std::string(within));
        });
    }
    if (words.empty()) return;
    if (limits) {
        clauses.push_back("if it is " + list_of(words, " or "));
    } else if (rule.by_day.every == monday_to_friday && !rule.by_day.has_nth()) {
        clauses.push_back("from Monday to Friday");
    } else {
        clauses.push_back("on " + list_of(words, with_and));
    }
}

Words clauses_of(const Shape& shape) {
    const RecurrenceRule& rule = shape.rule;
    Words clauses;
    if (rule.by_month != 0) clauses.push_back("in " + list_of(months_of(rule.by_month), with_and));
    Words weeks;
    rule.by_week_number.each([&](int number) {
        weeks.push_back(number > 0 ? "week" + std::string(gap) + std::to_string(number)
                                   : the_nth(number, "week") + " of the year");
    });
    if (!weeks.empty()) clauses.push_back("in " + list_of(weeks, with_and));
    add_each(clauses, rule.by_year_day, [](int number) { return the_nth(number, "day") + " of the year"; });
    add_each(clauses, rule.by_month_day, [](int number) { return the_day(number) + " of the month"; });
    add_weekdays(clauses, rule);
    if (rule.skip == Skip::backward) clauses.push_back("or the day before if there is no such date");
    if (rule.skip == Skip::forward) clauses.push_back("or the day after if there is no such date");
    if (shape.has_times) add_times(clauses, rule);
    if (!rule.by_position.empty()) {
        constexpr std::string_view periods[] = {"second", "minute", "hour", "day", "week", "month", "year"};
        Words words;
        rule.by_position.each([&](int number) { words.push_back(the_nth(number, "date")); });
        clauses.push_back("only " + list_of(words, with_and) + " of the " +
                          std::string(periods[static_cast<std::size_t>(rule.frequency)]));
    }
    return clauses;
}

std::string after_completion(const Shape& shape) {
    constexpr std::string_view units[] = {"second", "minute", "hour", "day", "week", "month", "year"};
    std::string text =
        amount(shape.interval, units[static_cast<std::size_t>(shape.rule.frequency)]) + " after completion";
    for (const std::string& clause : clauses_of(shape)) (text += ", ") += clause;
    return text;
}

std::string main_part(const Shape& shape) {
    switch (shape.kind) {
    case Kind::completion: return after_completion(shape);
    case Kind::every_day:
        if (shape.due.placing == Placing::omitted && shape.weekdays == monday_to_friday) return "every business day";
        return every(Frequency::daily, shape.interval);
    case Kind::weekdays: {
        const std::string text = every(Frequency::weekly, shape.interval);
        const bool placed = counts_business_days(shape.due.placing);
        if (shape.weekdays == monday_to_friday && !placed) return text + " from Monday to Friday";
        if (shape.weekdays == all_weekdays && !placed) return text + " on every day";
        Words days = weekdays_of(shape.weekdays);
        place_days(shape, days);
        return text + " on " + list_of(days, with_and);
    }
    case Kind::month_days:
    case Kind::nth_weekdays:
    case Kind::positions: return in_months(shape) + std::string(missing_note(shape));
    case Kind::year_weekdays:
    case Kind::year_days: {
        Words days;
        for (const std::int32_t number : shape.days) days.push_back(the_nth(number, "day"));
        for (const NthWeekday& one : shape.nth) days.push_back(the_nth(one.number, weekday(one.weekday)));
        place_days(shape, days);
        return every(Frequency::yearly, shape.interval) + " on " + list_of(days, with_and) + " of the year";
    }
    case Kind::weeks: {
        Words weeks;
        for (const std::int32_t number : shape.days) {
            weeks.push_back(number > 0 ? "week" + std::string(gap) + std::to_string(number) : the_nth(number, "week"));
        }
        Words days = weekdays_of(shape.weekdays);
        place_days(shape, days);
        return every(Frequency::yearly, shape.interval) + " on " + list_of(days, with_and) + " of " +
               list_of(weeks, with_and);
    }
    case Kind::other: {
        std::string text = every(shape.rule.frequency, shape.interval);
        for (const std::string& clause : clauses_of(shape)) (text += ", ") += clause;
        return text;
    }
    }
    return {};
}

std::string placing_note(const Shape& shape) {
    switch (shape.due.placing) {
    case Placing::as_is: return {};
    case Placing::next: return ", moved to the next business day";
    case Placing::previous: return ", moved to the business day before";
    case Placing::modified_following: return ", moved to the next business day within the month";
    case Placing::nearest: return ", moved to the nearest business day";
    case Placing::omitted: return shape.kind == Kind::every_day && shape.weekdays != 0 ? "" : ", except on closed days";
    case Placing::business_days_after:
    case Placing::business_days_before:
        if (shape.kind != Kind::every_day && shape.kind != Kind::completion && shape.kind != Kind::other) return {};
        return ", " + amount(shape.due.business_days, "business day") +
               (shape.due.placing == Placing::business_days_after ? " later" : " earlier");
    case Placing::business_day_of_month:
        return ", moved to " + the_nth(shape.due.business_days, "business day") + " of the month";
    }
    return {};
}

std::string lead_note(const Lead& lead) {
    if (lead.creation == Creation::when_previous_is_done) return {};
    if (lead.days == 0) return ", created on the due date";
    return ", created " + amount(lead.days, lead.creation == Creation::business_days_before ? "business day" : "day") +
           " before the due date";
}

}  // namespace

std::string english(const Shape& shape) {
    const RecurrenceRule& rule = shape.rule;
    std::string text = main_part(shape);
    if (shape.week_start_matters || (shape.kind == Kind::other && rule.week_start != Weekday::monday)) {
        text += " (weeks beginning on " + weekday(rule.week_start) + ')';
    }
    if (shape.has_times && shape.kind != Kind::other) {
        Words times;
        add_times(times, rule);
        (text += ' ') += list_of(times, ", ");
    }
    text += placing_note(shape);
    if (rule.until) {
        const YearMonthDay civil = rule.until->time.date().ymd();
        ((text += ", until ") += std::to_string(civil.day)) += gap;
        ((text += month(civil.month)) += gap) += std::to_string(civil.year);
        if (rule.until->form != TimeForm::date && shape.has_times) {
            const std::int32_t second = rule.until->time.second_of_day();
            text += " at " + time_of_day({second / 3600, second / 60 % 60, second % 60});
        }
    }
    if (rule.count) text += *rule.count == 1 ? ", once" : ", " + amount(*rule.count, "time");
    return text += lead_note(shape.lead);
}

}  // namespace pupitre::recurrence_words
