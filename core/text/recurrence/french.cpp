// French sentences. A number and its noun stay together by a no-break space; ordinals are raised: 1ᵉʳ, 2ᵉ.
#include "core/text/format.h"
#include "core/text/recurrence/shape.h"

namespace pupitre::recurrence_words {

std::string french_ordinal(std::int32_t number) { return number == 1 ? "1ᵉʳ" : std::to_string(number) + "ᵉ"; }

namespace {

constexpr std::string_view gap = "\u00A0";
constexpr std::string_view with_and = " et ";
constexpr std::size_t dates_listed_max = 6;

using Words = std::vector<std::string>;

std::string weekday(Weekday day) { return std::string(weekday_name(day, Language::french)); }
std::string month(int number) { return std::string(month_name(static_cast<Month>(number), Language::french)); }

/// "2 mois", "1 an": the noun in its form for the number.
std::string amount(std::int64_t number, std::string_view one, std::string_view many) {
    std::string text = format_number(number, Language::french);
    text += gap;
    text += number == 1 ? one : many;
    return text;
}

/// "le 2ᵉ mardi", "le dernier mardi", "l’avant-dernier mardi", "le 3ᵉ mardi en partant de la fin".
std::string the_nth(std::int32_t number, std::string_view noun) {
    std::string text;
    if (number == -1) return (text += "le dernier ") += noun;
    if (number == -2) return (text += "l’avant-dernier ") += noun;
    ((text += "le ") += french_ordinal(std::abs(number))) += gap;
    text += noun;
    if (number < 0) text += " en partant de la fin";
    return text;
}

std::string the_nth_feminine(std::int32_t number, std::string_view noun) {
    std::string text;
    if (number == -1) return (text += "la dernière ") += noun;
    if (number == -2) return (text += "l’avant-dernière ") += noun;
    ((text += "la ") += std::abs(number) == 1 ? "1ʳᵉ" : french_ordinal(std::abs(number))) += gap;
    text += noun;
    if (number < 0) text += " en partant de la fin";
    return text;
}

/// "le 24", "le 1ᵉʳ", "le dernier jour".
std::string the_day(std::int32_t day) {
    if (day < 0) return the_nth(day, "jour");
    return "le " + (day == 1 ? french_ordinal(1) : std::to_string(day));
}

std::string of_month(int number) {
    const std::string name = month(number);
    return (name[0] == 'a' || name[0] == 'o' ? "d’" : "de ") + name;
}

Words months_of(std::uint16_t bits) {
    Words names;
    each_bit(bits, [&](int number) { names.push_back(month(number)); });
    return names;
}

Words the_weekdays(std::uint8_t bits) {
    Words names;
    each_bit(bits, [&](int day) { names.push_back("le " + weekday(static_cast<Weekday>(day))); });
    return names;
}

std::string weekday_set(std::uint8_t bits) {
    if (bits == all_weekdays) return "tous les jours";
    if (bits == monday_to_friday) return "du lundi au vendredi";
    return list_of(the_weekdays(bits), with_and);
}

/// What the n-th is counted among.
std::string noun_of(std::uint8_t weekdays) {
    if (weekdays == all_weekdays) return "jour";
    if (weekdays == monday_to_friday) return "jour ouvré";
    if (weekdays == 0b110'0000) return "jour du week-end";
    Words names;
    each_bit(weekdays, [&](int day) { names.push_back(weekday(static_cast<Weekday>(day))); });
    return "jour parmi " + list_of(names, with_and);
}

std::string every(Frequency frequency, std::int32_t interval) {
    const auto many = [&](std::string_view all, std::string_view noun) {
        return std::string(all) + ' ' + amount(interval, noun, noun);
    };
    switch (frequency) {
    case Frequency::yearly: return interval == 1 ? "chaque année" : many("tous les", "ans");
    case Frequency::monthly: return interval == 1 ? "tous les mois" : many("tous les", "mois");
    case Frequency::weekly: return interval == 1 ? "chaque semaine" : many("toutes les", "semaines");
    case Frequency::daily: return interval == 1 ? "tous les jours" : many("tous les", "jours");
    case Frequency::hourly: return interval == 1 ? "toutes les heures" : many("toutes les", "heures");
    case Frequency::minutely: return interval == 1 ? "toutes les minutes" : many("toutes les", "minutes");
    case Frequency::secondly: return interval == 1 ? "toutes les secondes" : many("toutes les", "secondes");
    }
    return {};
}

std::string_view of_period(Frequency frequency) {
    switch (frequency) {
    case Frequency::yearly: return "de l’année";
    case Frequency::monthly: return "du mois";
    case Frequency::weekly: return "de la semaine";
    case Frequency::daily: return "du jour";
    case Frequency::hourly: return "de l’heure";
    case Frequency::minutely: return "de la minute";
    case Frequency::secondly: return "de la seconde";
    }
    return {};
}

/// "le 2ᵉ jour ouvré après le 24".
void place_days(const Shape& shape, Words& days) {
    const bool after = shape.due.placing == Placing::business_days_after;
    if (!after && shape.due.placing != Placing::business_days_before) return;
    const std::string before_day = the_nth(shape.due.business_days, "jour ouvré") + (after ? " après " : " avant ");
    for (std::string& day : days) day.insert(0, before_day);
}

/// The days as days of a month or quarter.
Words days_of(const Shape& shape) {
    Words days;
    for (const std::int32_t number : shape.days) {
        if (shape.kind == Kind::positions) {
            days.push_back(the_nth(number, noun_of(shape.weekdays)));
        } else {
            days.push_back(shape.frame == Frame::quarters ? the_nth(number, "jour") : the_day(number));
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
    case Missing::omitted: return leap ? " (années bissextiles)" : " (seulement les mois qui l’ont)";
    case Missing::last_instead: return leap ? " (le 28 les autres années)" : " (ou le dernier jour du mois)";
    case Missing::next_instead: return leap ? " (le 1ᵉʳ\u00A0mars les autres années)" : " (ou le 1ᵉʳ du mois suivant)";
    }
    return "";
}

std::string in_years(const Shape& shape) {
    std::string text = every(Frequency::yearly, shape.interval) + ", ";
    Words days;
    if (shape.kind != Kind::month_days) {
        Words months;
        each_bit(shape.months, [&](int number) { months.push_back(of_month(number)); });
        return text + list_of(days_of(shape), with_and) + ' ' + list_of(months, with_and);
    }
    each_bit(shape.months, [&](int number) {
        for (const std::int32_t day : shape.days) {
            days.push_back(the_day(day) + (day > 0 ? std::string(gap) + month(number) : ' ' + of_month(number)));
        }
    });
    if (days.size() > dates_listed_max) {
        return text + list_of(days_of(shape), with_and) + ", en " + list_of(months_of(shape.months), with_and);
    }
    place_days(shape, days);
    return text + list_of(days, with_and);
}

std::string in_months(const Shape& shape) {
    const std::string days = list_of(days_of(shape), with_and);
    if (shape.frame == Frame::quarters) return days + " de chaque trimestre";
    if (shape.frame == Frame::years) return in_years(shape);
    if (shape.interval == 1 && !are_dates(shape)) return days + " de chaque mois";
    std::string text = every(Frequency::monthly, shape.interval) + ", " + days;
    if (shape.kind == Kind::month_days && !are_dates(shape)) text += " du mois";
    if (shape.months != 0) text += " (" + list_of(months_of(shape.months), with_and) + ')';
    return text;
}

std::string time_of_day(const TimeOfDay& time) {
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    std::string text = "à ";
    ((text += std::to_string(time.hour)) += gap) += 'h';
    if (time.minute != 0 || time.second != 0) (text += gap) += two(time.minute);
    if (time.second != 0) (((text += gap) += "min") += gap) += two(time.second) + std::string(gap) + 's';
    return text;
}

void add_numbers(Words& clauses, std::uint64_t bits, std::string_view one, std::string_view many) {
    Words numbers;
    each_bit(bits, [&](int number) { numbers.push_back(std::to_string(number)); });
    if (numbers.empty()) return;
    clauses.push_back(std::string(numbers.size() == 1 ? one : many) + std::string(gap) + list_of(numbers, with_and));
}

void add_times(Words& clauses, const RecurrenceRule& rule) {
    if (const auto times = times_of(rule)) {
        Words words;
        for (const TimeOfDay& time : *times) words.push_back(time_of_day(time));
        clauses.push_back(list_of(words, with_and));
        return;
    }
    add_numbers(clauses, rule.by_hour, "à l’heure", "aux heures");
    add_numbers(clauses, rule.by_minute, "à la minute", "aux minutes");
    if (rule.by_second != 1) add_numbers(clauses, rule.by_second, "à la seconde", "aux secondes");
}

template <class Numbers, class Name>
void add_each(Words& clauses, const Numbers& numbers, Name name) {
    Words words;
    numbers.each([&](int number) { words.push_back(name(number)); });
    if (!words.empty()) clauses.push_back(list_of(words, with_and));
}

void add_weekdays(Words& clauses, const RecurrenceRule& rule) {
    const bool limits = rule.frequency <= Frequency::daily || !rule.by_month_day.empty() || !rule.by_year_day.empty();
    Words words;
    each_bit(rule.by_day.every, [&](int number) {
        const std::string name = weekday(static_cast<Weekday>(number));
        words.push_back((limits ? "un " : rule.frequency == Frequency::weekly ? "le " : "chaque ") + name);
    });
    const std::string_view within =
        rule.frequency == Frequency::yearly && rule.by_month == 0 ? " de l’année" : " du mois";
    for (std::size_t day = 0; day < rule.by_day.nth.size(); ++day) {
        rule.by_day.nth[day].each([&](int number) {
            words.push_back(the_nth(number, weekday(static_cast<Weekday>(day))) + std::string(within));
        });
    }
    if (words.empty()) return;
    if (limits) {
        clauses.push_back("si c’est " + list_of(words, " ou "));
    } else if (rule.by_day.every == monday_to_friday && !rule.by_day.has_nth()) {
        clauses.push_back("du lundi au vendredi");
    } else {
        clauses.push_back(list_of(words, with_and));
    }
}

/// Everything that chooses days and times, part by part.
Words clauses_of(const Shape& shape) {
    const RecurrenceRule& rule = shape.rule;
    Words clauses;
    if (rule.by_month != 0) clauses.push_back("en " + list_of(months_of(rule.by_month), with_and));
    add_each(clauses, rule.by_week_number, [](int number) {
        return number > 0 ? "en semaine" + std::string(gap) + std::to_string(number)
                          : the_nth_feminine(number, "semaine") + " de l’année";
    });
    add_each(clauses, rule.by_year_day, [](int number) { return the_nth(number, "jour") + " de l’année"; });
    add_each(clauses, rule.by_month_day, [](int number) { return the_day(number) + " du mois"; });
    add_weekdays(clauses, rule);
    if (rule.skip == Skip::backward) clauses.push_back("ou la veille si la date n’existe pas");
    if (rule.skip == Skip::forward) clauses.push_back("ou le lendemain si la date n’existe pas");
    if (shape.has_times) add_times(clauses, rule);
    if (!rule.by_position.empty()) {
        Words words;
        rule.by_position.each([&](int number) { words.push_back(the_nth_feminine(number, "date")); });
        clauses.push_back("seulement " + list_of(words, with_and) + ' ' + std::string(of_period(rule.frequency)));
    }
    return clauses;
}

std::string after_completion(const Shape& shape) {
    std::string_view one = "jour";
    std::string_view many = "jours";
    if (shape.rule.frequency == Frequency::weekly) one = "semaine", many = "semaines";
    if (shape.rule.frequency == Frequency::monthly) one = many = "mois";
    if (shape.rule.frequency == Frequency::yearly) one = "an", many = "ans";
    std::string text = amount(shape.interval, one, many) + " après l’achèvement";
    for (const std::string& clause : clauses_of(shape)) (text += ", ") += clause;
    return text;
}

std::string main_part(const Shape& shape) {
    switch (shape.kind) {
    case Kind::completion: return after_completion(shape);
    case Kind::every_day:
        if (shape.due.placing == Placing::omitted && shape.weekdays == monday_to_friday) return "tous les jours ouvrés";
        return every(Frequency::daily, shape.interval);
    case Kind::weekdays: {
        std::string text = every(Frequency::weekly, shape.interval) + ", ";
        if (!counts_business_days(shape.due.placing)) return text + weekday_set(shape.weekdays);
        Words days = the_weekdays(shape.weekdays);
        place_days(shape, days);
        return text + list_of(days, with_and);
    }
    case Kind::month_days:
    case Kind::nth_weekdays:
    case Kind::positions: return in_months(shape) + std::string(missing_note(shape));
    case Kind::year_weekdays:
    case Kind::year_days: {
        Words days;
        for (const std::int32_t number : shape.days) days.push_back(the_nth(number, "jour"));
        for (const NthWeekday& one : shape.nth) days.push_back(the_nth(one.number, weekday(one.weekday)));
        place_days(shape, days);
        return every(Frequency::yearly, shape.interval) + ", " + list_of(days, with_and) + " de l’année";
    }
    case Kind::weeks: {
        Words weeks;
        for (const std::int32_t number : shape.days) {
            weeks.push_back(number > 0 ? "de la semaine" + std::string(gap) + std::to_string(number)
                                       : "de " + the_nth_feminine(number, "semaine"));
        }
        Words days = the_weekdays(shape.weekdays);
        place_days(shape, days);
        return every(Frequency::yearly, shape.interval) + ", " + list_of(days, with_and) + ' ' +
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

std::string date_in_words(Date date) {
    const YearMonthDay civil = date.ymd();
    std::string text = civil.day == 1 ? french_ordinal(1) : std::to_string(civil.day);
    ((text += gap) += month(civil.month)) += gap;
    return text += std::to_string(civil.year);
}

std::string placing_note(const Shape& shape) {
    const std::int32_t days = shape.due.business_days;
    switch (shape.due.placing) {
    case Placing::as_is: return {};
    case Placing::next: return ", reporté au jour ouvré suivant";
    case Placing::previous: return ", avancé au jour ouvré précédent";
    case Placing::modified_following: return ", reporté au jour ouvré suivant sans changer de mois";
    case Placing::nearest: return ", déplacé au jour ouvré le plus proche";
    case Placing::omitted: return shape.kind == Kind::every_day && shape.weekdays != 0 ? "" : ", sauf les jours fermés";
    case Placing::business_days_after:
    case Placing::business_days_before:
        if (shape.kind != Kind::every_day && shape.kind != Kind::completion && shape.kind != Kind::other) return {};
        return ", " + amount(days, "jour ouvré", "jours ouvrés") +
               (shape.due.placing == Placing::business_days_after ? " plus tard" : " plus tôt");
    case Placing::business_day_of_month: return ", ramené au " + the_nth(days, "jour ouvré").substr(3) + " du mois";
    }
    return {};
}

std::string lead_note(const Lead& lead) {
    if (lead.creation == Creation::when_previous_is_done) return {};
    if (lead.days == 0) return ", création le jour de l’échéance";
    const bool business = lead.creation == Creation::business_days_before;
    return ", création " + amount(lead.days, business ? "jour ouvré" : "jour", business ? "jours ouvrés" : "jours") +
           " avant l’échéance";
}

}  // namespace

std::string french(const Shape& shape) {
    const RecurrenceRule& rule = shape.rule;
    std::string text = main_part(shape);
    if (shape.week_start_matters || (shape.kind == Kind::other && rule.week_start != Weekday::monday)) {
        text += " (semaines commençant le " + weekday(rule.week_start) + ')';
    }
    if (shape.has_times && shape.kind != Kind::other) {
        Words times;
        add_times(times, rule);
        (text += ", ") += list_of(times, ", ");
    }
    text += placing_note(shape);
    if (rule.until) {
        text += ", jusqu’au " + date_in_words(rule.until->time.date());
        if (rule.until->form != TimeForm::date && shape.has_times) {
            const std::int32_t second = rule.until->time.second_of_day();
            text += ' ' + time_of_day({second / 3600, second / 60 % 60, second % 60});
        }
    }
    if (rule.count) text += *rule.count == 1 ? ", une seule fois" : ", " + amount(*rule.count, "fois", "fois");
    return text += lead_note(shape.lead);
}

}  // namespace pupitre::recurrence_words
