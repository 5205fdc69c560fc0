// Yes and no as people tick them in spreadsheets, in French and English.
#pragma once

#include <optional>
#include <string_view>

namespace pupitre {

/// "Oui", "1", "x", "vrai", "yes" … and their opposites; nothing for any other text, the empty one included.
std::optional<bool> read_yes_no(std::string_view text);

}  // namespace pupitre
