// Lists of words, and the reading of lengths of time.
#include "core/calendar/natural_words.h"

#include <array>

#include "core/base/text_fold.h"

namespace pupitre {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_separator(char c) { return std::string_view("/.- ',").find(c) != std::string_view::npos; }

/// The place of a word in a list of names; a word of three letters or more may be cut short.
template <std::size_t Count>
std::optional<std::int32_t> place_in(const std::array<std::string_view, Count>& names, std::string_view word) {
    for (std::size_t place = 0; place < Count; ++place) {
        if (word.size() >= 3 && names[place].starts_with(word)) return static_cast<std::int32_t>(place);
    }
    return std::nullopt;
}

std::optional<std::int32_t> count_of(const NaturalToken& token) {
    struct Named {
        std::string_view word;
        std::int32_t count;
    };
    static constexpr Named named[] = {
        {"un", 1},   {"une", 1},   {"a", 1},     {"an", 1},     {"one", 1},     {"deux", 2},
        {"two", 2},  {"trois", 3}, {"three", 3}, {"quatre", 4}, {"four", 4},    {"cinq", 5},
        {"five", 5}, {"six", 6},   {"sept", 7},  {"seven", 7},  {"huit", 8},    {"eight", 8},
        {"neuf", 9}, {"nine", 9},  {"dix", 10},  {"ten", 10},   {"quinze", 15}, {"fifteen", 15},
    };
    if (token.number >= 0) return token.number;
    for (const Named& entry : named) {
        if (token.word == entry.word) return entry.count;
    }
    return std::nullopt;
}

/// Adds so many of a unit; false if there is no such unit.
bool add_unit(NaturalLength& length, std::string_view unit, std::int32_t count) {
    struct Unit {
        std::string_view word;  // May be cut down to its first letter.
        std::int32_t CalendarDuration::* member;
        std::int32_t times;
    };
    static constexpr Unit units[] = {
        {"jours", &CalendarDuration::days, 1},        {"days", &CalendarDuration::days, 1},
        {"semaines", &CalendarDuration::weeks, 1},    {"weeks", &CalendarDuration::weeks, 1},
        {"mois", &CalendarDuration::months, 1},       {"months", &CalendarDuration::months, 1},
        {"trimestres", &CalendarDuration::months, 3}, {"quarters", &CalendarDuration::months, 3},
        {"ans", &CalendarDuration::years, 1},         {"annees", &CalendarDuration::years, 1},
        {"years", &CalendarDuration::years, 1},
    };
    for (const std::string_view business :
         {"jo", "jourouvre", "joursouvres", "bd", "businessday", "businessdays", "workingday", "workingdays"}) {
        if (unit == business) {
            length.business_days += count;
            return true;
        }
    }
    for (const Unit& known : units) {
        if (known.word.starts_with(unit)) {
            length.duration.*known.member += count * known.times;
            return true;
        }
    }
    return false;
}

}  // namespace

std::optional<std::vector<NaturalToken>> natural_tokens(std::string_view typed) {
    const std::string text = fold(typed);
    std::vector<NaturalToken> tokens;
    for (std::size_t at = 0; at < text.size();) {
        if (tokens.size() > natural_tokens_max) return std::nullopt;
        // "+3", and "J+3" as people say it of deadlines.
        const bool sign_may_stand =
            tokens.empty() || (tokens.size() == 1 && (tokens[0].word == "j" || tokens[0].word == "d"));
        NaturalToken token;
        const std::size_t start = at;
        if (is_digit(text[at])) {
            while (at < text.size() && is_digit(text[at])) ++at;
            token.digits = at - start;
            if (token.digits > 4) return std::nullopt;
            token.number = 0;
            for (std::size_t place = start; place < at; ++place) token.number = token.number * 10 + (text[place] - '0');
        } else if (is_letter(text[at])) {
            while (at < text.size() && is_letter(text[at])) ++at;
            token.word = text.substr(start, at - start);
        } else if ((text[at] == '+' || text[at] == '-') && sign_may_stand) {
            token.word = text[at++];
        } else if (is_separator(text[at])) {
            ++at;
            continue;
        } else {
            return std::nullopt;
        }
        tokens.push_back(std::move(token));
    }
    return tokens;
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

std::optional<Month> month_named(std::string_view word) {
    static constexpr std::array<std::string_view, 12> french = {"janvier",   "fevrier", "mars",     "avril",
                                                                "mai",       "juin",    "juillet",  "aout",
                                                                "septembre", "octobre", "novembre", "decembre"};
    static constexpr std::array<std::string_view, 12> english = {"january",   "february", "march",    "april",
                                                                 "may",       "june",     "july",     "august",
                                                                 "september", "october",  "november", "december"};
    auto place = place_in(french, word);
    if (!place) place = place_in(english, word);
    if (!place) return std::nullopt;
    return month_of_number(*place + 1);
}

std::optional<NaturalLength> natural_length(std::span<const NaturalToken> tokens) {
    NaturalLength length;
    std::size_t at = 0;
    if (tokens.empty()) return std::nullopt;
    while (at < tokens.size()) {
        if (at > 0 && (tokens[at].word == "et" || tokens[at].word == "and")) ++at;
        const auto count = at < tokens.size() ? count_of(tokens[at]) : std::nullopt;
        if (!count) return std::nullopt;
        std::string unit;
        // "jours ouvrés" is one unit of two words.
        for (++at; at < tokens.size() && unit.size() < 16 && tokens[at].number < 0 && tokens[at].word != "et" &&
                   tokens[at].word != "and";
             ++at) {
            unit += tokens[at].word;
        }
        if (unit.empty() && tokens.size() > 1) return std::nullopt;
        if (!add_unit(length, unit.empty() ? "jours" : unit, *count)) return std::nullopt;
    }
    const bool mixed = length.business_days != 0 && length.duration != CalendarDuration{};
    return mixed ? std::nullopt : std::optional(length);
}

}  // namespace pupitre
