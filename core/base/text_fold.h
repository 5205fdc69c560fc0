// Folding of text for search and comparison: "Schœller" and "SCHOELLER" fold to "schoeller".
// UTF-8 in, UTF-8 out; no locale.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pupitre {

/// Lower case, accents removed, ligatures opened, every kind of apostrophe and space made plain, runs of spaces
/// reduced to one, none at the ends. Bytes that are not UTF-8 are dropped.
std::string fold(std::string_view text);

/// True if every word of the folded query stands somewhere in the folded text, in any order.
bool matches_folded(std::string_view folded_text, std::string_view folded_query);

/// The number of code points; invalid bytes count one each.
std::size_t code_points(std::string_view text);

/// True if the bytes are well-formed UTF-8 (RFC 3629).
bool is_utf8(std::string_view text);
/// True if the bytes are well-formed UTF-8 without NUL: what a field may hold.
bool is_valid_text(std::string_view text);

/// Reads one code point and advances; an invalid byte gives U+FFFD and advances by one.
char32_t next_code_point(std::string_view text, std::size_t& at);
void append_code_point(std::string& out, char32_t code_point);

}  // namespace pupitre
