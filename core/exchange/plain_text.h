// Small helpers on ASCII text that follow no locale. Used by everything that reads what people typed.
#pragma once

#include <algorithm>
#include <string_view>

namespace pupitre {

constexpr bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

inline bool all_ascii_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_ascii_digit); }

/// Without blanks, no-break spaces and narrow no-break spaces at both ends.
constexpr std::string_view trimmed(std::string_view text) {
    constexpr std::string_view wide_blanks[] = {"\u00A0", "\u202F", "\u2009", "\uFEFF"};
    for (bool again = true; again;) {
        again = false;
        while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
        while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
        if (text.empty() || (is_ascii(text.front()) && is_ascii(text.back()))) return text;  // As most texts are.
        for (const std::string_view blank : wide_blanks) {
            if (text.starts_with(blank)) {
                text.remove_prefix(blank.size());
                again = true;
            }
            if (text.ends_with(blank)) {
                text.remove_suffix(blank.size());
                again = true;
            }
        }
    }
    return text;
}

}  // namespace pupitre
