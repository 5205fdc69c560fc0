// Reads months, weeks and lengths of time from the tokens of core/calendar/natural_words.h.
#include "core/calendar/natural_period.h"

#include <vector>

#include "core/calendar/natural_words.h"

namespace pupitre {

namespace {

using Tokens = std::vector<NaturalToken>;

std::optional<std::int32_t> year_of(const NaturalToken& token) {
    if (token.digits == 4) return token.number;
    // Periods are of this century.
    if (token.digits == 2) return 2000 + token.number;
    return std::nullopt;
}

YearMonth nearest(Month month, Date today) {
    const YearMonth now = YearMonth::of(today);
    const std::int32_t ahead = (month_number(month) - month_number(now.month()) + 12) % 12;
    return now.plus_months(ahead <= 6 ? ahead : ahead - 12).value_or(now);
}

}  // namespace

std::optional<YearMonth> read_natural_month(std::string_view typed, Date today) {
    const auto tokens = natural_tokens(typed);
    if (!tokens || tokens->empty() || tokens->size() > 2) return std::nullopt;
    const NaturalToken& first = tokens->front();
    const NaturalToken& last = tokens->back();
    if (first.number < 0) {
        const auto month = month_named(first.word);
        if (!month) return std::nullopt;
        if (tokens->size() == 1) return nearest(*month, today);
        const auto year = year_of(last);
        return year ? YearMonth::from(*year, *month) : std::nullopt;
    }
    if (tokens->size() == 1 || last.number < 0) return std::nullopt;
    const bool year_first = first.digits == 4;
    const auto year = year_of(year_first ? first : last);
    const auto month = month_of_number(year_first ? last.number : first.number);
    return year && month ? YearMonth::from(*year, *month) : std::nullopt;
}

std::optional<IsoWeek> read_natural_week(std::string_view typed, Date today) {
    const auto tokens = natural_tokens(typed);
    if (!tokens) return std::nullopt;
    std::optional<std::int32_t> year;
    std::optional<std::int32_t> number;
    bool called_week = false;
    for (const NaturalToken& token : *tokens) {
        if (token.digits == 4 && !year) {
            year = token.number;
        } else if (token.number >= 0 && token.digits <= 2 && called_week && !number) {
            number = token.number;
        } else if (token.word == "s" || token.word == "sem" || token.word == "semaine" || token.word == "w" ||
                   token.word == "wk" || token.word == "week") {
            if (called_week) return std::nullopt;
            called_week = true;
        } else if (token.word != "de" && token.word != "of") {
            return std::nullopt;
        }
    }
    if (!number) return std::nullopt;
    return IsoWeek::from(year.value_or(IsoWeek::of(today).year()), *number);
}

std::optional<CalendarDuration> read_natural_duration(std::string_view typed) {
    const auto tokens = natural_tokens(typed);
    const auto length = tokens ? natural_length(*tokens) : std::nullopt;
    if (!length || length->business_days != 0) return std::nullopt;
    return length->duration;
}

}  // namespace pupitre
