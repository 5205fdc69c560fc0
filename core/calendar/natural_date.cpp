// Cuts what was typed into numbers and words and tries each form in turn.
#include "core/calendar/natural_date.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/base/text_fold.h"

namespace pupitre {

namespace {

constexpr std::size_t tokens_max = 6;
constexpr std::int32_t number_max = 9'999;

/// A number, a word, or a sign.
struct Token {
    std::int32_t number = -1;  // -1: not a number.
    std::size_t digits = 0;
    std::string word;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// Separators vanish; + and - in front stay as words of their own.
std::optional<std::vector<Token>> cut(std::string_view text) {
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < text.size();) {
        if (tokens.size() > tokens_max) return std::nullopt;
        Token token;
        const std::size_t start = at;
        if (is_digit(text[at])) {
            while (at < text.size() && is_digit(text[at])) ++at;
            token.digits = at - start;
            if (token.digits > 4) return std::nullopt;
            token.number = 0;
            for (const char c : text.substr(start, token.digits)) token.number = token.number * 10 + (c - '0');
        } else if (is_letter(text[at])) {
            while (at < text.size() && is_letter(text[at])) ++at;
            token.word = text.substr(start, at - start);
        } else if ((text[at] == '+' || text[at] == '-') && tokens.empty()) {
            token.word = text[at++];
        } else if (text[at] == '/' || text[at] == '.' || text[at] == '-' || text[at] == ' ' || text[at] == '\'' ||
                   text[at] == ',') {
            ++at;
            continue;
        } else {
            return std::nullopt;
        }
        tokens.push_back(std::move(token));
    }
    return tokens;
}

/// The place of a word in a list of French and English names; a word of three letters or more may be cut short. French
/// comes first, so that "mar" is mardi and "mars" or "ma" … is left to the caller's order.
template <std::size_t Count>
std::optional<std::int32_t> place_in(const std::array<std::string_view, Count>& names, std::string_view word) {
    for (std::size_t place = 0; place < Count; ++place) {
        if (word.size() >= 3 && names[place].starts_with(word)) return static_cast<std::int32_t>(place);
    }
    return std::nullopt;
}

std::optional<Weekday> weekday_named(std::string_view word) {
    static constexpr std::array<std::string_view, 7> french = {"lundi",    "mardi",  "mercredi", "jeudi",
                                                               "vendredi", "samedi", "dimanche"};
    static constexpr std::array<std::string_view, 7> english = {"monday", "tuesday",  "wednesday", "thursday",
                                                                "friday", "saturday", "sunday"};
    auto place = place_in(french, word);
    if (!place) place = place_in(english, word);
    if (!place) return std::nullopt;
    return static_cast<Weekday>(*place);
}

std::optional<std::int32_t> month_named(std::string_view word) {
    static constexpr std::array<std::string_view, 12> french = {"janvier",   "fevrier", "mars",     "avril",
                                                                "mai",       "juin",    "juillet",  "aout",
                                                                "septembre", "octobre", "novembre", "decembre"};
    static constexpr std::array<std::string_view, 12> english = {"january",   "february", "march",    "april",
                                                                 "may",       "june",     "july",     "august",
                                                                 "september", "october",  "november", "december"};
    auto place = place_in(french, word);
    if (!place) place = place_in(english, word);
    if (!place) return std::nullopt;
    return *place + 1;
}

Date month_end(std::int32_t year, std::int32_t month) {
    return *Date::from_ymd(year, month, days_in_month(year, month));
}

std::optional<Date> months_later(Date from, std::int32_t months) {
    const YearMonthDay civil = from.ymd();
    const std::int32_t count = civil.year * 12 + civil.month - 1 + months;
    const std::int32_t year = count / 12;
    const std::int32_t month = count % 12 + 1;
    if (year < 1 || year > 9999) return std::nullopt;
    return Date::from_ymd(year, month, std::min(civil.day, days_in_month(year, month)));
}

std::optional<Date> relative(const std::vector<Token>& tokens, Date today) {
    const std::int32_t sign = tokens[0].word == "+" ? 1 : tokens[0].word == "-" ? -1 : 0;
    if (sign == 0 || tokens.size() < 2 || tokens.size() > 3 || tokens[1].number < 0) return std::nullopt;
    const std::int32_t count = sign * tokens[1].number;
    const std::string_view unit = tokens.size() == 3 ? std::string_view(tokens[2].word) : "j";
    if (tokens.size() == 3 && unit.empty()) return std::nullopt;
    for (const std::string_view day : {"jours", "days"}) {
        if (day.starts_with(unit)) return today.plus_days(count);
    }
    for (const std::string_view week : {"semaines", "weeks"}) {
        if (week.starts_with(unit)) return today.plus_days(7 * count);
    }
    for (const std::string_view month : {"mois", "months"}) {
        if (month.starts_with(unit)) return months_later(today, count);
    }
    return std::nullopt;
}

std::optional<Date> by_name(const std::vector<Token>& tokens, Date today) {
    std::string words;
    for (const Token& token : tokens) {
        if (token.word.empty()) return std::nullopt;
        words += token.word;
    }
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
    const YearMonthDay civil = today.ymd();
    for (const std::string_view end : {"findemois", "findumois", "finmois", "fdm", "endofmonth", "monthend", "eom"}) {
        if (words == end) return month_end(civil.year, civil.month);
    }
    for (const std::string_view end : {"findannee", "findelannee", "endofyear", "yearend", "eoy"}) {
        if (words == end) return month_end(civil.year, 12);
    }
    for (const std::string_view end : {"findesemaine", "findelasemaine", "fds", "endofweek", "weekend", "eow"}) {
        const Date friday = today.week_start().plus_days(4);
        if (words == end) return friday < today ? friday.plus_days(7) : friday;
    }
    if (tokens.size() != 1) return std::nullopt;
    const auto weekday = weekday_named(words);
    if (!weekday) return std::nullopt;
    const std::int32_t ahead = static_cast<std::int32_t>(*weekday) - static_cast<std::int32_t>(today.weekday());
    return today.plus_days(ahead > 0 ? ahead : ahead + 7);
}

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

std::optional<std::int32_t> full_year(const Token& token) {
    if (token.digits == 4) return token.number;
    // People plan and look back: 70 is 2070 to nobody who types a due date, 1970 to some who type a birthday.
    if (token.digits == 2) return token.number < 70 ? 2000 + token.number : 1900 + token.number;
    return std::nullopt;
}

std::optional<Date> by_numbers(const std::vector<Token>& tokens, Date today) {
    std::int32_t month = 0;
    std::vector<const Token*> numbers;
    for (const Token& token : tokens) {
        if (token.number >= 0) {
            numbers.push_back(&token);
        } else if (token.word == "er" || token.word == "st" || token.word == "nd" || token.word == "rd" ||
                   token.word == "th" || token.word == "le") {
            continue;
        } else if (const auto named = month_named(token.word); named && month == 0) {
            month = *named;
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
    const Token* year =
        month != 0 ? (numbers.size() == 2 ? numbers[1] : nullptr) : (numbers.size() == 3 ? numbers[2] : nullptr);
    if (month == 0) month = numbers[1]->number;
    if (numbers[0]->digits > 2) return std::nullopt;
    if (year == nullptr) return soonest(month, day, today);
    const auto full = full_year(*year);
    return full ? Date::from_ymd(*full, month, day) : std::nullopt;
}

}  // namespace

std::optional<Date> read_natural_date(std::string_view typed, Date today) {
    const auto tokens = cut(fold(typed));
    if (!tokens || tokens->empty()) return std::nullopt;
    std::optional<Date> date = relative(*tokens, today);
    if (!date) date = by_name(*tokens, today);
    if (!date) date = by_numbers(*tokens, today);
    if (date && (date->ymd().year < 1 || date->ymd().year > number_max)) return std::nullopt;
    return date;
}

}  // namespace pupitre
