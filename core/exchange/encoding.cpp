// Detection by marks, then by well-formedness; the decoding tables.
#include "core/exchange/encoding.h"

#include <array>
#include <cassert>
#include <optional>

#include "core/base/text_fold.h"

namespace pupitre {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::string_view utf16le_mark = "\xFF\xFE";
constexpr std::string_view utf16be_mark = "\xFE\xFF";
constexpr char32_t replacement = 0xFFFD;

// Windows-1252 between 0x80 and 0x9F; everywhere else it is Latin-1. Five places are not assigned.
constexpr std::array<std::uint16_t, 32> cp1252_high = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

struct Utf8Census {
    std::uint32_t accented = 0;  // Well-formed characters of more than one byte.
    std::uint32_t damaged = 0;
};

Utf8Census count_utf8(std::string_view bytes) {
    Utf8Census census;
    std::size_t at = 0;
    while (at < bytes.size()) {
        const std::size_t before = at;
        const char32_t code = next_code_point(bytes, at);
        if (at - before > 1) ++census.accented;
        if (code == replacement && at - before == 1) ++census.damaged;
    }
    return census;
}

// A file that is UTF-8 but for a few damaged places (a cut, a pasted word) stays UTF-8: read as Windows-1252, every
// accent of it would turn into two wrong letters.
bool is_mostly_utf8(const Utf8Census& census) { return census.damaged == 0 || census.accented / 20 >= census.damaged; }

std::string repair_utf8(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    std::size_t at = 0;
    while (at < bytes.size()) append_code_point(out, next_code_point(bytes, at));
    return out;
}

std::string decode_cp1252(std::string_view bytes, std::uint32_t& replaced) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const std::uint8_t byte = byte_at(bytes, at);
        const char32_t code = byte >= 0x80 && byte < 0xA0 ? cp1252_high[byte - 0x80U] : byte;
        if (code == replacement) ++replaced;
        append_code_point(out, code);
    }
    return out;
}

char32_t utf16_unit(std::string_view bytes, std::size_t at, Encoding encoding) {
    const char32_t first = byte_at(bytes, at);
    const char32_t second = byte_at(bytes, at + 1);
    return encoding == Encoding::utf16le ? first | (second << 8U) : (first << 8U) | second;
}

std::string decode_utf16(std::string_view bytes, Encoding encoding, std::uint32_t& replaced) {
    std::string out;
    out.reserve(bytes.size());
    std::size_t at = 0;
    while (at + 1 < bytes.size()) {
        char32_t code = utf16_unit(bytes, at, encoding);
        at += 2;
        if (code >= 0xD800 && code < 0xDC00 && at + 1 < bytes.size()) {
            const char32_t low = utf16_unit(bytes, at, encoding);
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000U + ((code - 0xD800U) << 10U) + (low - 0xDC00U);
                at += 2;
            }
        }
        if (code >= 0xD800 && code < 0xE000) {
            code = replacement;
            ++replaced;
        }
        append_code_point(out, code);
    }
    if (at < bytes.size()) ++replaced;  // Half a character at the end.
    return out;
}

// Line breaks, tabs and form feeds are text; a NUL or a heap of other control characters is not.
bool looks_binary(std::string_view text) {
    std::size_t controls = 0;
    for (const char c : text) {
        const auto byte = static_cast<std::uint8_t>(c);
        if (byte == 0) return true;
        if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\v' && byte != '\f') ++controls;
    }
    return controls > text.size() / 100 + 2;
}

std::optional<TextProblem> known_file_kind(std::string_view bytes) {
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0")) return TextProblem::excel_workbook;
    if (bytes.starts_with("%PDF-")) return TextProblem::pdf_document;
    return std::nullopt;
}

}  // namespace

std::string_view problem_name(TextProblem problem) {
    switch (problem) {
    case TextProblem::empty_file: return "empty_file";
    case TextProblem::too_large: return "too_large";
    case TextProblem::binary_file: return "binary_file";
    case TextProblem::excel_workbook: return "excel_workbook";
    case TextProblem::pdf_document: return "pdf_document";
    }
    assert(false);
    return "";
}

Result<DecodedText, TextProblem> decode_text(std::string_view bytes, std::size_t bytes_max) {
    if (bytes.empty()) return TextProblem::empty_file;
    if (bytes.size() > bytes_max) return TextProblem::too_large;
    if (const auto kind = known_file_kind(bytes)) return *kind;

    DecodedText decoded;
    if (bytes.starts_with(utf16le_mark) || bytes.starts_with(utf16be_mark)) {
        decoded.encoding = bytes.starts_with(utf16le_mark) ? Encoding::utf16le : Encoding::utf16be;
        decoded.text = decode_utf16(bytes.substr(2), decoded.encoding, decoded.replaced_characters);
    } else {
        const bool marked = bytes.starts_with(utf8_mark);
        if (marked) bytes.remove_prefix(utf8_mark.size());
        if (looks_binary(bytes)) return TextProblem::binary_file;
        const Utf8Census census = count_utf8(bytes);
        if (marked || is_mostly_utf8(census)) {
            decoded.encoding = marked ? Encoding::utf8_bom : Encoding::utf8;
            decoded.replaced_characters = census.damaged;
            decoded.text = census.damaged == 0 ? std::string(bytes) : repair_utf8(bytes);
        } else {
            decoded.encoding = Encoding::cp1252;
            decoded.text = decode_cp1252(bytes, decoded.replaced_characters);
        }
    }
    if (looks_binary(decoded.text)) return TextProblem::binary_file;
    if (decoded.text.empty()) return TextProblem::empty_file;
    return decoded;
}

std::string_view encoding_name(Encoding encoding) {
    switch (encoding) {
    case Encoding::utf8:
    case Encoding::utf8_bom: return "UTF-8";
    case Encoding::utf16le:
    case Encoding::utf16be: return "UTF-16";
    case Encoding::cp1252: return "Windows-1252";
    }
    assert(false);
    return "";
}

}  // namespace pupitre
