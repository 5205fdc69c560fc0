// The text is cut at commas and line breaks; the piece that starts with a number is the street, the others go around it.
#include "core/exchange/street_text.h"

#include <array>
#include <optional>
#include <vector>

#include "core/base/text_fold.h"
#include "core/exchange/plain_text.h"

namespace pupitre {
namespace {

constexpr std::size_t number_digits_max = 5;
constexpr std::array<std::string_view, 4> suffix_words = {"bis", "ter", "quater", "quinquies"};
// First words, folded, of what stands before or behind a street.
constexpr std::string_view complement_words[] = {
    "appartement",
    "appt",
    "apt",
    "app",
    "app.",
    "bat",
    "bat.",
    "batiment",
    "bp",
    "b.p.",
    "cs",
    "escalier",
    "esc",
    "esc.",
    "etage",
    "hall",
    "immeuble",
    "imm",
    "imm.",
    "boite",
    "bal",
    "porte",
    "residence",
    "res",
    "res.",
    "rdc",
    "tour",
    "entree",
    "chez",
    "c/o",
    "rez-de-chaussee",
    "tsa",
    "cedex",
};

struct NumberAndRest {
    std::string_view number;
    std::string_view rest;
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_word(std::string_view text, std::string_view word) {
    return text.size() == word.size() &&
           std::equal(text.begin(), text.end(), word.begin(), [](char a, char b) { return lower(a) == b; });
}

std::string_view first_word(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && !is_blank(text[end])) ++end;
    return text.substr(0, end);
}

std::size_t digits_at(std::string_view text, std::size_t at) {
    std::size_t count = 0;
    while (at + count < text.size() && is_ascii_digit(text[at + count])) ++count;
    return count <= number_digits_max ? count : 0;
}

// "bis", "B": a word of the list or one capital letter ("12 B rue", but not "12 à 14" nor "12 l'Orme").
bool is_suffix(std::string_view word) {
    if (word.size() == 1) return word[0] >= 'A' && word[0] <= 'Z';
    return std::any_of(suffix_words.begin(), suffix_words.end(),
                       [word](std::string_view suffix) { return same_word(word, suffix); });
}

// "12", "12bis", "12 B", "12-14", "12/14" at the start, followed by nothing or a blank.
std::optional<NumberAndRest> take_number(std::string_view text) {
    std::size_t end = digits_at(text, 0);
    if (end == 0) return std::nullopt;
    if (end + 1 < text.size() && (text[end] == '-' || text[end] == '/')) {
        const std::size_t more = digits_at(text, end + 1);
        if (more > 0) end += 1 + more;
    }
    const std::string_view attached = first_word(text.substr(end));
    if (!attached.empty()) {
        // "12bis"; but "3e rue" and "1er étage" start with an ordinal and not with a number.
        const bool one_letter = attached.size() == 1 && is_ascii_letter(attached[0]) && lower(attached[0]) != 'e';
        if (!one_letter && !is_suffix(attached)) return std::nullopt;
        end += attached.size();
    } else {
        const std::string_view behind = trimmed(text.substr(end));
        const std::string_view word = first_word(behind);
        if (is_suffix(word)) end = static_cast<std::size_t>(word.data() + word.size() - text.data());
    }
    return NumberAndRest{trimmed(text.substr(0, end)), trimmed(text.substr(end))};
}

bool is_complement(std::string_view piece) {
    const std::string folded = fold(piece);
    // "2e étage": the ordinal stands in front of the word that tells.
    for (std::string_view rest = folded; !rest.empty();) {
        const std::string_view word = first_word(rest);
        const bool known =
            std::find(std::begin(complement_words), std::end(complement_words), word) != std::end(complement_words);
        if (known) return true;
        if (!is_ascii_digit(word.front())) return false;
        rest = trimmed(rest.substr(word.size()));
    }
    return false;
}

std::vector<std::string_view> cut(std::string_view text) {
    std::vector<std::string_view> pieces;
    for (;;) {
        const std::size_t end = text.find_first_of(",\r\n");
        const std::string_view piece = trimmed(text.substr(0, end));
        if (!piece.empty()) pieces.push_back(piece);
        if (end == std::string_view::npos) return pieces;
        text.remove_prefix(end + 1);
    }
}

void append(std::string& out, std::string_view piece) {
    if (!out.empty()) out.append(", ");
    out.append(piece);
}

}  // namespace

StreetParts split_street(std::string_view text) {
    StreetParts parts;
    bool number_found = false;
    bool street_awaited = false;  // "12, rue Neuve": the number stands alone before the comma.
    for (const std::string_view piece : cut(text)) {
        if (street_awaited) {
            parts.street = piece;
            street_awaited = false;
            continue;
        }
        if (is_complement(piece)) {
            append(parts.complement, piece);
            continue;
        }
        const auto numbered = number_found ? std::nullopt : take_number(piece);
        if (numbered.has_value()) {
            // What stood before the number was no street after all: "Les Tilleuls, 12 rue Neuve".
            if (!parts.street.empty()) append(parts.complement, parts.street);
            number_found = true;
            parts.number = numbered->number;
            parts.street = numbered->rest;
            street_awaited = numbered->rest.empty();
        } else if (parts.street.empty()) {
            parts.street = piece;
        } else {
            append(number_found ? parts.complement : parts.street, piece);
        }
    }
    return parts;
}

}  // namespace pupitre
