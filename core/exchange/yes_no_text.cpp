// The spellings are compared folded: without accents and capitals.
#include "core/exchange/yes_no_text.h"

#include <algorithm>
#include <string>

#include "core/base/text_fold.h"

namespace pupitre {
namespace {

constexpr std::string_view yes_words[] = {"oui",  "o",  "1",  "vrai",  "x",      "yes",    "y",
                                          "true", "on", "ok", "actif", "active", "\u2713", "\u2714"};
constexpr std::string_view no_words[] = {"non", "n", "0", "faux", "no", "false", "off", "inactif", "inactive", "-"};

}  // namespace

std::optional<bool> read_yes_no(std::string_view text) {
    const std::string folded = fold(text);
    if (std::find(std::begin(yes_words), std::end(yes_words), folded) != std::end(yes_words)) return true;
    if (std::find(std::begin(no_words), std::end(no_words), folded) != std::end(no_words)) return false;
    return std::nullopt;
}

}  // namespace pupitre
