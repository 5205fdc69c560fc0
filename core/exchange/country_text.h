// Countries as people write and read them, in French and English, and their ISO 3166-1 codes of two letters.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/text/country_names.h"

namespace pupitre {

/// "FR", "france", "Etats Unis", "Germany" … into "FR", "FR", "US", "DE"; nothing for an unknown text, the empty one
/// included.
std::optional<std::string_view> read_country(std::string_view text);

/// The codes whose name in the language holds all words typed, or that the text means outright ("uk"), by name. All of them
/// for an empty text.
std::vector<std::string_view> countries_matching(std::string_view typed, Language language);

}  // namespace pupitre
