// Which format it is, and in which encoding.
#include "core/exchange/bank_file.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "core/base/text_fold.h"
#include "core/exchange/bank_file_parts.h"
#include "core/exchange/plain_text.h"
#include "core/schema/field.h"

namespace pupitre {

namespace {

constexpr std::size_t head_bytes = 2'000;  // Where a file says what it is.

/// "ISO-8859-15" in encoding="…" of XML, "1252" in CHARSET:… of OFX 1; empty if nothing is said.
std::string declared_encoding(std::string_view head) {
    for (const std::string_view before : {"encoding=\"", "encoding='", "CHARSET:", "CHARSET=\""}) {
        const std::size_t at = head.find(before);
        if (at == std::string_view::npos) continue;
        const std::string_view rest = head.substr(at + before.size());
        return fold(trimmed(rest.substr(0, rest.find_first_of("\"'\r\n?<"))));
    }
    return {};
}

bool is_known_encoding(std::string_view declared) {
    constexpr std::array known = {"",         "utf-8",        "utf8",        "us-ascii", "usascii",
                                  "ascii",    "iso-8859-1",   "iso-8859-15", "8859-1",   "8859-15",
                                  "latin1",   "windows-1252", "cp1252",      "1252",     "utf-16",
                                  "utf-16le", "utf-16be",     "none",        "unicode",  "ansi"};
    return std::ranges::find(known, declared) != known.end();
}

/// ISO 8859-15 differs from Windows-1252 in eight letters.
std::string as_latin_9(std::string_view text) {
    constexpr std::array<std::pair<char32_t, char32_t>, 8> letters = {{{0xA4, 0x20AC},
                                                                       {0xA6, 0x160},
                                                                       {0xA8, 0x161},
                                                                       {0xB4, 0x17D},
                                                                       {0xB8, 0x17E},
                                                                       {0xBC, 0x152},
                                                                       {0xBD, 0x153},
                                                                       {0xBE, 0x178}}};
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = next_code_point(text, at);
        const auto found = std::ranges::find(letters, code, &std::pair<char32_t, char32_t>::first);
        append_code_point(out, found != letters.end() ? found->second : code);
    }
    return out;
}

bank_file::Outcome read_by_format(std::string text, const BankFileLimits& limits, BankFile& file) {
    const std::string_view whole = text;
    const std::string_view head = whole.substr(0, head_bytes);
    const std::size_t tag = head.find("<OFX>");
    const bool xml = trimmed(head).starts_with("<");
    if (xml && (head.find("<?OFX") != std::string_view::npos || tag != std::string_view::npos) &&
        head.find("<?xml") != std::string_view::npos) {
        file.format = BankFormat::ofx;
        return bank_file::read_xml_ofx(whole, limits, file);
    }
    if (tag != std::string_view::npos) {
        file.format = BankFormat::ofx;
        return bank_file::read_tagged_ofx(whole, tag, limits, file);
    }
    if (xml) {
        file.format = BankFormat::camt;
        return bank_file::read_camt(whole, limits, file);
    }
    file.format = BankFormat::table;
    return bank_file::read_table(std::move(text), limits, file);
}

}  // namespace

std::string_view problem_name(LineProblem problem) {
    switch (problem) {
    case LineProblem::none: return "";
    case LineProblem::date_missing: return "date_missing";
    case LineProblem::date_unreadable: return "date_unreadable";
    case LineProblem::amount_missing: return "amount_missing";
    case LineProblem::amount_unreadable: return "amount_unreadable";
    case LineProblem::amount_too_precise: return "amount_too_precise";
    case LineProblem::amount_too_large: return "amount_too_large";
    case LineProblem::currency_unknown: return "currency_unknown";
    }
    assert(false);
    return "";
}

std::size_t BankFile::line_count() const {
    std::size_t count = 0;
    for (const Statement& statement : statements) count += statement.lines.size();
    return count;
}

Result<BankFile, BankFileError> read_bank_file(std::string_view bytes, const BankFileLimits& limits) {
    Result<DecodedText, TextProblem> decoded = decode_text(bytes, limits.bytes_max);
    if (!decoded.ok()) return BankFileError{problem_name(decoded.error())};
    const std::string declared = declared_encoding(std::string_view(decoded->text).substr(0, head_bytes));
    if (!is_known_encoding(declared)) return BankFileError{"encoding_unknown", 1};
    const bool latin_9 = decoded->encoding == Encoding::cp1252 && declared.ends_with("8859-15");
    BankFile file;
    file.encoding = decoded->encoding;
    file.replaced_characters = decoded->replaced_characters;
    std::string text = latin_9 ? as_latin_9(decoded->text) : std::move(decoded->text);
    if (const auto error = read_by_format(std::move(text), limits, file)) return *error;
    if (file.line_count() == 0) return BankFileError{"no_lines"};
    return file;
}

namespace bank_file {

std::string field_text(std::string_view text) {
    std::string out;
    std::size_t letters = 0;
    for (std::size_t at = 0; at < text.size() && letters < short_text_max;) {
        const std::size_t before = at;
        const char32_t code = next_code_point(text, at);
        const bool blank = code <= ' ' || code == 0xA0 || code == 0x202F;
        if (blank && (out.empty() || out.back() == ' ')) continue;
        if (blank) {
            out += ' ';
        } else {
            out += text.substr(before, at - before);
        }
        ++letters;
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

std::optional<Currency> currency_named(std::string_view code) {
    const auto found = std::ranges::find(currency_names, fold(code));
    if (found == currency_names.end()) return std::nullopt;
    return static_cast<Currency>(found - currency_names.begin());
}

LineProblem read_decimal(std::string_view text, std::int64_t& minor) {
    std::string_view rest = trimmed(text);
    if (rest.empty()) return LineProblem::amount_missing;
    const bool negative = rest.front() == '-';
    if (negative || rest.front() == '+') rest.remove_prefix(1);
    const std::size_t mark = std::min(rest.find_first_of(".,"), rest.size());
    const std::string_view whole = rest.substr(0, mark);
    const std::string_view decimals = mark == rest.size() ? std::string_view{} : rest.substr(mark + 1);
    if ((whole.empty() && decimals.empty()) || !all_ascii_digits(whole) || !all_ascii_digits(decimals)) {
        return LineProblem::amount_unreadable;
    }
    if (whole.size() > 13) return LineProblem::amount_too_large;
    const std::size_t kept = std::min<std::size_t>(decimals.size(), 2);
    if (decimals.substr(kept).find_first_not_of('0') != std::string_view::npos) return LineProblem::amount_too_precise;
    minor = 0;
    for (const char c : whole) minor = minor * 10 + (c - '0');
    for (std::size_t place = 0; place < 2; ++place) minor = minor * 10 + (place < kept ? decimals[place] - '0' : 0);
    if (negative) minor = -minor;
    return LineProblem::none;
}

std::optional<Date> read_compact_date(std::string_view text) {
    std::string digits;
    const std::string_view whole = trimmed(text);
    for (std::size_t at = 0; at < whole.size() && digits.size() < 8; ++at) {
        const bool dash = whole[at] == '-' && (at == 4 || at == 7);
        if (dash) continue;
        if (!is_ascii_digit(whole[at])) return std::nullopt;
        digits += whole[at];
    }
    if (digits.size() < 8) return std::nullopt;
    const auto number = [&](std::size_t from, std::size_t size) {
        std::int32_t value = 0;
        for (const char c : digits.substr(from, size)) value = value * 10 + (c - '0');
        return value;
    };
    return Date::from_ymd(number(0, 4), number(4, 2), number(6, 2));
}

}  // namespace bank_file

}  // namespace pupitre
