// Reading is guessing and checking: a guess counts only if it gives back the very same dates, so nothing is lost.
#include "core/calendar/series/form.h"

#include <algorithm>
#include <bit>

#include "core/calendar/recurrence/fill_in.h"
#include "core/calendar/recurrence/parse.h"
#include "core/calendar/recurrence/print.h"

namespace pupitre {

namespace {

constexpr std::int32_t business_ordinal_max = 20;
constexpr std::int32_t weekday_ordinal_max = 4;
constexpr std::int32_t shortest_month = 28;
constexpr std::uint8_t all_weekdays = 0b111'1111;

std::optional<Error> fault_in(const RepeatForm& form) {
    const auto outside = [](std::int64_t number, std::int64_t low, std::int64_t high) {
        return number < low || number > high;
    };
    const bool within_month = form.unit >= RepeatUnit::month;
    if (outside(form.interval, 1, repeat_interval_max)) return Error{ErrorCode::out_of_range, "interval"};
    if (form.unit == RepeatUnit::week && !form.from_completion && (form.weekdays & all_weekdays) == 0) {
        return Error{ErrorCode::out_of_range, "weekdays"};
    }
    if (within_month && form.on == RepeatOn::day && outside(form.day, 1, 31)) {
        return Error{ErrorCode::out_of_range, "day"};
    }
    if (within_month && form.on >= RepeatOn::weekday) {
        const std::int32_t max = form.on == RepeatOn::weekday ? weekday_ordinal_max : business_ordinal_max;
        const std::int32_t min = form.on == RepeatOn::weekday ? -1 : -business_ordinal_max;
        if (form.ordinal == 0 || outside(form.ordinal, min, max)) return Error{ErrorCode::out_of_range, "ordinal"};
    }
    const std::int32_t months = form.unit == RepeatUnit::quarter ? 3 : 12;
    if ((form.unit == RepeatUnit::quarter || form.unit == RepeatUnit::year) && outside(form.month, 1, months)) {
        return Error{ErrorCode::out_of_range, "month"};
    }
    if (form.unit == RepeatUnit::year && form.on == RepeatOn::day && form.day > days_in_month(2024, form.month)) {
        return Error{ErrorCode::out_of_range, "day"};
    }
    if (form.end == RepeatEnd::after_count && outside(form.count, 1, repeat_count_max)) {
        return Error{ErrorCode::out_of_range, "count"};
    }
    if (form.end == RepeatEnd::on_date && (form.until < date_min || form.until > date_max)) {
        return Error{ErrorCode::out_of_range, "until"};
    }
    return std::nullopt;
}

std::uint16_t month_bits(const RepeatForm& form) {
    if (form.unit == RepeatUnit::year) return static_cast<std::uint16_t>(1U << static_cast<unsigned>(form.month));
    if (form.unit != RepeatUnit::quarter) return 0;
    std::uint16_t bits = 0;
    for (std::int32_t month = form.month; month <= 12; month += 3) {
        bits = static_cast<std::uint16_t>(bits | 1U << static_cast<unsigned>(month));
    }
    return bits;
}

/// The last day on which the shortest of the months, in the shortest year, still agrees.
bool may_be_missing(const RepeatForm& form) {
    if (form.on != RepeatOn::day || form.day <= shortest_month) return false;
    return form.unit != RepeatUnit::year || form.day > days_in_month(2023, form.month);
}

void write_day(const RepeatForm& form, RepeatRule& repeat, RecurrenceRule& rule) {
    switch (form.on) {
    case RepeatOn::day:
        rule.by_month_day.add(form.day);
        if (may_be_missing(form)) rule.skip = Skip::backward;
        break;
    case RepeatOn::last_day: rule.by_month_day.add(-1); break;
    case RepeatOn::weekday: rule.by_day.nth[static_cast<std::size_t>(form.weekday)].add(form.ordinal); break;
    case RepeatOn::business_day:
        rule.by_month_day.add(1);
        repeat.due = {Placing::business_day_of_month, form.ordinal};
        break;
    }
}

void read_end(const RecurrenceRule& rule, RepeatForm& form) {
    if (rule.count) {
        form.end = RepeatEnd::after_count;
        form.count = *rule.count;
    } else if (rule.until) {
        form.end = RepeatEnd::on_date;
        form.until = rule.until->time.date();
    }
}

/// The one number of a set; 0 if there is none or another.
template <int Max>
std::int32_t only_number(const SignedNumbers<Max>& numbers) {
    std::int32_t found = 0;
    std::int32_t count = 0;
    numbers.each([&](int number) {
        found = number;
        ++count;
    });
    return count == 1 ? found : 0;
}

void guess_day(const RepeatRule& repeat, const RecurrenceRule& rule, RepeatForm& form) {
    if (repeat.due.placing == Placing::business_day_of_month) {
        form.on = RepeatOn::business_day;
        form.ordinal = repeat.due.business_days;
        form.due = {};
        return;
    }
    if (const std::int32_t day = only_number(rule.by_month_day)) {
        form.on = day == -1 ? RepeatOn::last_day : RepeatOn::day;
        if (day != -1) form.day = day;
        return;
    }
    form.on = RepeatOn::weekday;
    for (std::size_t day = 0; day < 7; ++day) {
        if (rule.by_day.nth[day].empty()) continue;
        form.weekday = static_cast<Weekday>(day);
        form.ordinal = only_number(rule.by_day.nth[day]);
    }
}

void guess_months(const RecurrenceRule& rule, RepeatForm& form) {
    if (std::popcount(rule.by_month) == 1) {
        form.unit = RepeatUnit::year;
        form.month = std::countr_zero(rule.by_month);
    } else if (std::popcount(rule.by_month) == 4) {
        form.unit = RepeatUnit::quarter;
        form.month = std::countr_zero(rule.by_month);
    } else {
        form.unit = RepeatUnit::month;
    }
}

RepeatForm guess(const RepeatRule& repeat, const RecurrenceRule& rule, Date start) {
    // What the rule does not say is what a new form would propose.
    RepeatForm form = usual_form(start);
    form.interval = rule.interval;
    form.from_completion = repeat.from_completion;
    form.due = repeat.due;
    form.lead = repeat.lead;
    read_end(rule, form);
    switch (rule.frequency) {
    case Frequency::daily:
        form.unit = repeat.due.placing == Placing::omitted ? RepeatUnit::business_day : RepeatUnit::day;
        if (form.unit == RepeatUnit::business_day) form.due = {};
        break;
    case Frequency::weekly:
        form.unit = RepeatUnit::week;
        form.weekdays = rule.by_day.every;
        break;
    case Frequency::monthly:
    case Frequency::yearly:
        guess_months(rule, form);
        guess_day(repeat, rule, form);
        break;
    case Frequency::secondly:
    case Frequency::minutely:
    case Frequency::hourly: form.unit = RepeatUnit::special; break;
    }
    return form;
}

/// From completion only "so long after" is common: the day is that on which the work was finished.
RepeatForm guess_from_completion(const RepeatRule& repeat, const RecurrenceRule& rule, Date start) {
    RepeatForm form = usual_form(start);
    form.interval = rule.interval;
    form.from_completion = true;
    form.due = repeat.due;
    form.lead = repeat.lead;
    read_end(rule, form);
    switch (rule.frequency) {
    case Frequency::daily: form.unit = RepeatUnit::day; break;
    case Frequency::weekly: form.unit = RepeatUnit::week; break;
    case Frequency::monthly: form.unit = RepeatUnit::month; break;
    case Frequency::yearly: form.unit = RepeatUnit::year; break;
    case Frequency::secondly:
    case Frequency::minutely:
    case Frequency::hourly: form.unit = RepeatUnit::special; break;
    }
    return form;
}

/// What a rule of days says, written in one way: without times, with what the start adds.
RecurrenceRule said(RecurrenceRule rule, Date start) {
    rule = with_start_filled_in(rule, {LocalDateTime::at(start, 0), true});
    rule.by_hour = 0;
    rule.by_minute = rule.by_second = 0;
    if (rule.until) rule.until = WrittenTime{LocalDateTime::at(rule.until->time.date(), 0), TimeForm::date};
    std::int32_t latest = 0;
    rule.by_month_day.each([&](int day) { latest = std::max(latest, day); });
    const bool always_there =
        latest <= shortest_month && rule.by_month_day.negative() == decltype(rule.by_month_day){}.negative();
    if (always_there && rule.by_year_day.empty() && rule.by_week_number.empty()) rule.skip = Skip::omit;
    // Some months, every year: the same whether it is called monthly or yearly.
    const bool in_months = rule.by_month != 0 && rule.interval == 1 && rule.by_position.empty();
    if (rule.frequency == Frequency::monthly && in_months) rule.frequency = Frequency::yearly;
    return rule;
}

}  // namespace

Result<RepeatRule> rule_of(const RepeatForm& form) {
    RepeatRule repeat;
    repeat.from_completion = form.from_completion;
    repeat.due = form.due;
    repeat.lead = form.lead;
    if (form.unit == RepeatUnit::special) {
        repeat.rule = form.special;
        return repeat;
    }
    if (auto fault = fault_in(form)) return *fault;
    RecurrenceRule rule;
    rule.interval = form.unit == RepeatUnit::quarter ? 1 : form.interval;
    switch (form.unit) {
    case RepeatUnit::day: rule.frequency = Frequency::daily; break;
    case RepeatUnit::business_day:
        rule.frequency = Frequency::daily;
        repeat.due = {Placing::omitted, 0};
        break;
    case RepeatUnit::week:
        rule.frequency = Frequency::weekly;
        if (!form.from_completion) rule.by_day.every = form.weekdays & all_weekdays;
        break;
    case RepeatUnit::month:
    case RepeatUnit::quarter: rule.frequency = Frequency::monthly; break;
    case RepeatUnit::year: rule.frequency = Frequency::yearly; break;
    case RepeatUnit::special: break;
    }
    if (form.unit >= RepeatUnit::month && !form.from_completion) {
        rule.by_month = month_bits(form);
        write_day(form, repeat, rule);
    }
    if (form.from_completion && form.unit == RepeatUnit::quarter) rule.interval = 3;
    if (form.end == RepeatEnd::after_count) rule.count = form.count;
    if (form.end == RepeatEnd::on_date) rule.until = WrittenTime{LocalDateTime::at(form.until, 0), TimeForm::date};
    repeat.rule = to_text(rule);
    return repeat;
}

RepeatForm form_of(const RepeatRule& repeat, Date start) {
    RepeatForm special;
    special.unit = RepeatUnit::special;
    special.special = repeat.rule;
    special.from_completion = repeat.from_completion;
    special.due = repeat.due;
    special.lead = repeat.lead;
    const auto parsed = parse_rule_leniently(repeat.rule);
    if (!parsed || !parsed->warnings.empty() || start < date_min || start > date_max) return special;
    RepeatForm form = repeat.from_completion ? guess_from_completion(repeat, parsed->rule, start)
                                             : guess(repeat, said(parsed->rule, start), start);
    if (form.unit == RepeatUnit::special) return special;
    const auto again = rule_of(form);
    if (!again || again->due != repeat.due) return special;
    const auto written = parse_rule(again->rule);
    if (!written) return special;
    const bool same =
        repeat.from_completion ? *written == parsed->rule : said(*written, start) == said(parsed->rule, start);
    return same ? form : special;
}

RepeatForm usual_form(Date due_on) {
    RepeatForm form;
    const YearMonthDay civil = due_on.ymd();
    form.day = civil.day;
    form.weekdays = static_cast<std::uint8_t>(1U << static_cast<unsigned>(due_on.weekday()));
    form.weekday = due_on.weekday();
    form.month = civil.month;
    form.due = {Placing::next, 0};
    return form;
}

}  // namespace pupitre
