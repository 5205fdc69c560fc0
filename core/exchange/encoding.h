// Turns the bytes of a text file into UTF-8 and says which encoding they were in. Knows no file and no table:
// what the text means is the business of csv.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace pupitre {

/// How the bytes of a text file stand for letters.
enum class Encoding { utf8, utf8_bom, utf16le, utf16be, cp1252 };

/// Why bytes are not a text that we can read.
enum class TextProblem { empty_file, too_large, binary_file, excel_workbook, pdf_document };
/// As in message keys: "too_large".
std::string_view problem_name(TextProblem problem);

/// The largest text file that is read at all.
inline constexpr std::size_t text_bytes_max = std::size_t{64} << 20;

struct DecodedText {
    Encoding encoding = Encoding::utf8;
    std::uint32_t replaced_characters = 0;  // Damaged characters that are now U+FFFD.
    std::string text;                       // UTF-8 without byte order mark, never empty.
};

/// UTF-8 (with or without mark), UTF-16 with mark, and Windows-1252 for everything that is no valid UTF-8.
Result<DecodedText, TextProblem> decode_text(std::string_view bytes, std::size_t bytes_max = text_bytes_max);

/// The name a person finds in Excel's own dialogs; the same in every language.
std::string_view encoding_name(Encoding encoding);

}  // namespace pupitre
