// What was typed into a date field, cut into numbers and words, and the words that days, months and lengths of time are
// called by. French and English at once. Only the readers of natural dates use this.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar/calendar_duration.h"
#include "core/calendar/date.h"
#include "core/calendar/month.h"

namespace pupitre {

/// A number, a word, or a sign in front.
struct NaturalToken {
    std::int32_t number = -1;  // -1: not a number.
    std::size_t digits = 0;
    std::string word;  // Folded (core/base/text_fold.h); "+" or "-" for a sign.
};

/// At most this many; more is no date.
constexpr std::size_t natural_tokens_max = 10;

/// Separators vanish. Nothing if there are other signs, numbers of more than four digits, or too many tokens.
std::optional<std::vector<NaturalToken>> natural_tokens(std::string_view typed);

/// By full name or cut down to three letters at least. French comes first: "mar" is mardi.
std::optional<Weekday> weekday_named(std::string_view word);
std::optional<Month> month_named(std::string_view word);

/// A length of time in words. Business days need a calendar, so they are counted apart from the rest.
struct NaturalLength {
    CalendarDuration duration;
    std::int32_t business_days = 0;
};

/// "3 j", "2 semaines", "1 an et 6 mois", "une semaine", "5 jours ouvrés"; a number alone counts days. All tokens must
/// belong to it. Nothing if they do not, or if business days stand beside other units.
std::optional<NaturalLength> natural_length(std::span<const NaturalToken> tokens);

}  // namespace pupitre
