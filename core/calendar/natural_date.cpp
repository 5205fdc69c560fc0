// Tries each form in turn on the tokens of what was typed.
#include "core/calendar/natural_date.h"

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include "core/calendar/business_calendar.h"
#include "core/calendar/fiscal_year.h"
#include "core/calendar/natural_period.h"
#include "core/calendar/natural_words.h"

namespace pupitre {

namespace {

using Tokens = std::span<const NaturalToken>;

std::string words_of(Tokens tokens) {
    std::string words;
    for (const NaturalToken& token : tokens) {
        if (token.word.empty()) return {};
        words += token.word;
    }
    return words;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

// --- Steps from today -------------------------------------------------------------------------------------------------

std::optional<Date> step(Tokens length, std::int32_t sign, Date today, const BusinessCalendar* calendar) {
    const auto read = natural_length(length);
    if (!read) return std::nullopt;
    if (read->business_days == 0) return plus_times(today, read->duration, sign);
    if (calendar == nullptr) return std::nullopt;
    const auto date =
        sign > 0 ? calendar->after(today, read->business_days) : calendar->before(today, read->business_days);
    return date ? std::optional(*date) : std::nullopt;
}

std::optional<Date> relative(Tokens tokens, Date today, const BusinessCalendar* calendar) {
    const auto starts = [&](std::initializer_list<std::string_view> words) {
        return tokens.size() > words.size() &&
               std::ranges::equal(words, tokens.first(words.size()), {}, {}, &NaturalToken::word);
    };
    const auto ends = [&](std::initializer_list<std::string_view> words) {
        return tokens.size() > words.size() &&
               std::ranges::equal(words, tokens.last(words.size()), {}, {}, &NaturalToken::word);
    };
    const auto from = [&](std::size_t first, std::int32_t sign) {
        return step(tokens.subspan(first), sign, today, calendar);
    };
    const auto until = [&](std::size_t words, std::int32_t sign) {
        return step(tokens.first(tokens.size() - words), sign, today, calendar);
    };
    if (starts({"+"}) || starts({"dans"}) || starts({"in"})) return from(1, 1);
    if (starts({"-"})) return from(1, -1);
    if (starts({"j", "+"}) || starts({"d", "+"})) return from(2, 1);
    if (starts({"j", "-"}) || starts({"d", "-"})) return from(2, -1);
    if (starts({"il", "y", "a"})) return from(3, -1);
    if (ends({"ago"})) return until(1, -1);
    if (ends({"later"})) return until(1, 1);
    if (ends({"plus", "tard"})) return until(2, 1);
    // A number alone is a day of the month.
    return tokens.size() > 1 ? from(0, 1) : std::nullopt;
}

// --- Names ------------------------------------------------------------------------------------------------------------

/// The Friday of this week, or of the next if it is over.
Date week_end(Date today) {
    const Date friday = today.week_start().plus_days(4);
    return friday < today ? friday.plus_days(7) : friday;
}

struct NamedLength {
    std::string_view word;
    PeriodLength length;
};
constexpr NamedLength named_lengths[] = {
    {"mois", PeriodLength::month},         {"month", PeriodLength::month},
    {"trimestre", PeriodLength::quarter},  {"quarter", PeriodLength::quarter},
    {"semestre", PeriodLength::half_year}, {"halfyear", PeriodLength::half_year},
    {"annee", PeriodLength::year},         {"an", PeriodLength::year},
    {"year", PeriodLength::year},
};

bool take_front(std::string_view& words, std::initializer_list<std::string_view> fronts) {
    for (const std::string_view front : fronts) {
        if (!words.starts_with(front)) continue;
        words.remove_prefix(front.size());
        return true;
    }
    return false;
}

bool take_back(std::string_view& words, std::initializer_list<std::string_view> backs) {
    for (const std::string_view back : backs) {
        if (!words.ends_with(back)) continue;
        words.remove_suffix(back.size());
        return true;
    }
    return false;
}

/// "fin du mois prochain", "start of next year", "mois prochain": the start or the end of a period of the calendar.
std::optional<Date> edge_of_period(Tokens tokens, Date today) {
    std::string joined;
    for (const NaturalToken& token : tokens) {
        if (!is_one_of(token.word, {"de", "du", "d", "l", "le", "la", "of", "the"})) joined += token.word;
    }
    std::string_view words = joined;
    const bool end = take_front(words, {"fin", "end"});
    const bool start = !end && take_front(words, {"debut", "start", "beginning"});
    const bool next = take_front(words, {"next", "prochain"}) || take_back(words, {"prochaine", "prochain"});
    if (!end && !start && !next) return std::nullopt;
    if (is_one_of(words, {"semaine", "week"})) {
        const Date day = next ? today.week_start().plus_days(7) : today;
        return end ? week_end(day) : day.week_start();
    }
    for (const NamedLength& named : named_lengths) {
        if (words != named.word) continue;
        Period period = calendar_period(named.length, today);
        // After December 9999 there is no next one.
        if (next && period.last == date_max) return std::nullopt;
        if (next) period = calendar_period(named.length, period.last.plus_days(1));
        return end ? period.last : period.first;
    }
    return std::nullopt;
}

std::optional<Date> short_name(std::string_view words, Date today) {
    struct Named {
        std::string_view words;
        std::int32_t days;
    };
    static constexpr Named named[] = {
        {"auj", 0}, {"aujourdhui", 0},  {"today", 0},        {"demain", 1},           {"dem", 1},   {"tomorrow", 1},
        {"tom", 1}, {"apresdemain", 2}, {"surlendemain", 2}, {"dayaftertomorrow", 2}, {"hier", -1}, {"yesterday", -1},
    };
    for (const Named& entry : named) {
        if (words == entry.words) return today.plus_days(entry.days);
    }
    if (is_one_of(words, {"fdm", "monthend", "eom"})) return calendar_period(PeriodLength::month, today).last;
    if (is_one_of(words, {"fdt", "quarterend", "eoq"})) return calendar_period(PeriodLength::quarter, today).last;
    if (is_one_of(words, {"yearend", "eoy"})) return calendar_period(PeriodLength::year, today).last;
    if (is_one_of(words, {"fds", "weekend", "eow"})) return week_end(today);
    return std::nullopt;
}

std::optional<Date> by_weekday(Tokens tokens, Date today) {
    bool last = false;
    bool this_one = false;
    std::int32_t later = 0;
    std::optional<Weekday> weekday;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        const std::string& word = tokens[at].word;
        if (is_one_of(word, {"prochain", "next", "le", "on"})) continue;
        if (is_one_of(word, {"dernier", "last"})) {
            last = true;
        } else if (is_one_of(word, {"ce", "this"})) {
            this_one = true;
        } else if (word == "en" && at + 1 < tokens.size() && tokens[at + 1].word == "huit") {
            later = 7;
            ++at;
        } else if (const auto named = weekday_named(word); named && !weekday) {
            weekday = named;
        } else {
            return std::nullopt;
        }
    }
    if (!weekday) return std::nullopt;
    const std::int32_t ahead = static_cast<std::int32_t>(*weekday) - static_cast<std::int32_t>(today.weekday());
    if (last) return today.plus_days(ahead < 0 ? ahead : ahead - 7);
    if (this_one && ahead == 0) return today;
    return today.plus_days((ahead > 0 ? ahead : ahead + 7) + later);
}

std::optional<Date> by_name(Tokens tokens, Date today) {
    const std::string words = words_of(tokens);
    if (words.empty()) return std::nullopt;
    if (const auto date = short_name(words, today)) return date;
    if (const auto date = edge_of_period(tokens, today)) return date;
    return by_weekday(tokens, today);
}

// --- Figures ----------------------------------------------------------------------------------------------------------

/// Without a year: the first such day that is not long ago. 29 February waits for its year.
std::optional<Date> soonest(std::int32_t month, std::int32_t day, Date today) {
    const Date earliest = today.plus_days(-natural_date_days_back);
    for (std::int32_t year = earliest.ymd().year; year <= earliest.ymd().year + 8; ++year) {
        const auto date = Date::from_ymd(year, month, day);
        if (date && *date >= earliest) return date;
    }
    return std::nullopt;
}

/// "24": this month's, or the next month's when it is over.
std::optional<Date> day_alone(std::int32_t day, Date today) {
    const YearMonthDay civil = today.ymd();
    if (day < 1 || day > 31) return std::nullopt;
    if (day >= civil.day) return Date::from_ymd(civil.year, civil.month, day);
    const std::int32_t month = civil.month % 12 + 1;
    return Date::from_ymd(civil.month == 12 ? civil.year + 1 : civil.year, month, day);
}

std::optional<std::int32_t> full_year(const NaturalToken& token) {
    if (token.digits == 4) return token.number;
    // People plan and look back: 70 is 2070 to nobody who types a due date, 1970 to some who type a birthday.
    if (token.digits == 2) return token.number < 70 ? 2000 + token.number : 1900 + token.number;
    return std::nullopt;
}

std::optional<Date> by_numbers(Tokens tokens, Date today) {
    std::int32_t month = 0;
    std::vector<const NaturalToken*> numbers;
    for (const NaturalToken& token : tokens) {
        if (token.number >= 0) {
            numbers.push_back(&token);
        } else if (is_one_of(token.word, {"er", "st", "nd", "rd", "th", "le", "of"})) {
            continue;
        } else if (const auto named = month_named(token.word); named && month == 0) {
            month = month_number(*named);
        } else {
            return std::nullopt;
        }
    }
    if (numbers.empty() || numbers.size() > 3 || (month != 0 && numbers.size() > 2)) return std::nullopt;
    if (month == 0 && numbers.size() == 3 && numbers[0]->digits == 4) {
        return Date::from_ymd(numbers[0]->number, numbers[1]->number, numbers[2]->number);
    }
    const std::int32_t day = numbers[0]->number;
    if (month == 0 && numbers.size() == 1) return numbers[0]->digits <= 2 ? day_alone(day, today) : std::nullopt;
    const NaturalToken* year =
        month != 0 ? (numbers.size() == 2 ? numbers[1] : nullptr) : (numbers.size() == 3 ? numbers[2] : nullptr);
    if (month == 0) month = numbers[1]->number;
    if (numbers[0]->digits > 2) return std::nullopt;
    if (year == nullptr) return soonest(month, day, today);
    const auto full = full_year(*year);
    return full ? Date::from_ymd(*full, month, day) : std::nullopt;
}

/// "mardi 24 novembre": the weekday must be right, otherwise one of the two is a slip.
std::optional<Date> by_weekday_and_numbers(Tokens tokens, Date today) {
    const auto weekday = tokens.size() > 1 ? weekday_named(tokens.front().word) : std::nullopt;
    if (!weekday) return std::nullopt;
    const auto date = by_numbers(tokens.subspan(1), today);
    return date && date->weekday() == *weekday ? date : std::nullopt;
}

}  // namespace

std::optional<Date> read_natural_date(std::string_view typed, Date today, const BusinessCalendar* calendar) {
    const auto tokens = natural_tokens(typed);
    if (!tokens || tokens->empty()) return std::nullopt;
    std::optional<Date> date = relative(*tokens, today, calendar);
    if (!date) date = by_name(*tokens, today);
    if (!date) date = by_numbers(*tokens, today);
    if (!date) date = by_weekday_and_numbers(*tokens, today);
    if (!date) {
        if (const auto week = read_natural_week(typed, today)) date = week->monday();
    }
    if (date && (*date < date_min || *date > date_max)) return std::nullopt;
    return date;
}

}  // namespace pupitre
