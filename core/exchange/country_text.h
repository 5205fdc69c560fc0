// Countries as people write them, in French and English, into ISO 3166 codes.
#pragma once

#include <optional>
#include <string_view>

namespace pupitre {

/// "FR", "france", "Etats Unis", "Germany" … into "FR", "FR", "US", "DE"; nothing for an unknown text, the empty one
/// included.
std::optional<std::string_view> read_country(std::string_view text);

}  // namespace pupitre
