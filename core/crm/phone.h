// Telephone numbers: reads the spellings people use in France, stores the international form, writes it for people.
// Knows no client and no other country's inner rules.
#pragma once

#include <string>
#include <string_view>

namespace pupitre {

struct ReadPhone {
    std::string number;       // "+33497566370"; what was typed when it is not understood.
    bool understood = false;  // False deserves a warning, never a refusal: a short number, an extension, a note.
};

/// "04 97 56 63 70", "+33 (0)4 97…", "0033…", "06.58.76.03.29", also without the first 0 that Excel drops.
/// Other countries' numbers need their + or 00.
ReadPhone read_phone(std::string_view typed);

/// "04 97 56 63 70" for a French number, every other text as it is.
std::string format_phone(std::string_view number);

}  // namespace pupitre
