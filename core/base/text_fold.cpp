// The folding table covers Latin-1, Latin Extended-A, the Vietnamese letters and common combining marks:
// what occurs in names in France, Québec, Belgium and Switzerland.
#include "core/base/text_fold.h"

namespace pupitre {

namespace {

struct Range {
    char32_t first;
    char32_t last;
    std::string_view letters;  // One letter for each code point, or one for all of them.
};

// Upper and lower case together; a space stands for "not a letter", handled before.
constexpr Range ranges[] = {
    {0xC0, 0xC5, "a"},     {0xC7, 0xC7, "c"},     {0xC8, 0xCB, "e"},     {0xCC, 0xCF, "i"},     {0xD0, 0xD0, "d"},
    {0xD1, 0xD1, "n"},     {0xD2, 0xD6, "o"},     {0xD8, 0xD8, "o"},     {0xD9, 0xDC, "u"},     {0xDD, 0xDD, "y"},
    {0xE0, 0xE5, "a"},     {0xE7, 0xE7, "c"},     {0xE8, 0xEB, "e"},     {0xEC, 0xEF, "i"},     {0xF0, 0xF0, "d"},
    {0xF1, 0xF1, "n"},     {0xF2, 0xF6, "o"},     {0xF8, 0xF8, "o"},     {0xF9, 0xFC, "u"},     {0xFD, 0xFD, "y"},
    {0xFF, 0xFF, "y"},     {0x100, 0x105, "a"},   {0x106, 0x10D, "c"},   {0x10E, 0x111, "d"},   {0x112, 0x11B, "e"},
    {0x11C, 0x123, "g"},   {0x124, 0x127, "h"},   {0x128, 0x131, "i"},   {0x134, 0x135, "j"},   {0x136, 0x138, "k"},
    {0x139, 0x142, "l"},   {0x143, 0x14B, "n"},   {0x14C, 0x151, "o"},   {0x154, 0x159, "r"},   {0x15A, 0x161, "s"},
    {0x162, 0x167, "t"},   {0x168, 0x173, "u"},   {0x174, 0x175, "w"},   {0x176, 0x178, "y"},   {0x179, 0x17E, "z"},
    {0x1A0, 0x1A1, "o"},   {0x1AF, 0x1B0, "u"},   {0x218, 0x219, "s"},   {0x21A, 0x21B, "t"},   {0x1EA0, 0x1EB7, "a"},
    {0x1EB8, 0x1EC7, "e"}, {0x1EC8, 0x1ECB, "i"}, {0x1ECC, 0x1EE3, "o"}, {0x1EE4, 0x1EF1, "u"}, {0x1EF2, 0x1EF9, "y"},
};

bool is_space(char32_t c) {
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F ||
           c == 0x3000 || c == 0xFEFF;
}

bool is_combining(char32_t c) { return c >= 0x300 && c <= 0x36F; }

/// The plain form of a code point above ASCII; empty if it has none of its own.
std::string_view plain_form(char32_t c) {
    switch (c) {
    case 0xC6:
    case 0xE6: return "ae";
    case 0x152:
    case 0x153: return "oe";
    case 0xDF:
    case 0x1E9E: return "ss";
    case 0x132:
    case 0x133: return "ij";
    case 0xAA: return "a";
    case 0xBA:
    case 0xB0: return "o";
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2BC: return "'";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014: return "-";
    default: break;
    }
    for (const Range& range : ranges) {
        if (c >= range.first && c <= range.last) return range.letters;
    }
    return {};
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
        ++at;
        return lead;
    }
    const std::size_t size = lead >= 0xF0 && lead <= 0xF4 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    if (size == 0 || lead > 0xF4 || at + size > text.size()) {
        ++at;
        return 0xFFFD;
    }
    char32_t code_point = lead & (0x7Fu >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if (!is_continuation(text[at + i])) {
            ++at;
            return 0xFFFD;
        }
        code_point = (code_point << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3F);
    }
    const bool overlong = (size == 3 && code_point < 0x800) || (size == 4 && code_point < 0x10000);
    const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    if (overlong || surrogate || code_point > 0x10FFFF) {
        ++at;
        return 0xFFFD;
    }
    at += size;
    return code_point;
}

void append_code_point(std::string& out, char32_t c) {
    if (c < 0x80) {
        out.push_back(static_cast<char>(c));
    } else if (c < 0x800) {
        out.push_back(static_cast<char>(0xC0 | (c >> 6)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
        out.push_back(static_cast<char>(0xE0 | (c >> 12)));
        out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else {
        out.push_back(static_cast<char>(0xF0 | (c >> 18)));
        out.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
        out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    }
}

std::string fold(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool space_before = false;
    const auto add_space_if_due = [&] {
        if (space_before && !out.empty()) out.push_back(' ');
        space_before = false;
    };
    for (std::size_t at = 0; at < text.size();) {
        // Most letters need no table.
        if (const auto plain = static_cast<unsigned char>(text[at]); plain > ' ' && plain < 0x80) {
            add_space_if_due();
            out.push_back(static_cast<char>(plain >= 'A' && plain <= 'Z' ? plain + 32 : plain));
            ++at;
            continue;
        }
        const char32_t c = next_code_point(text, at);
        if (is_space(c)) {
            space_before = true;
        } else if (c < 0x80) {
            add_space_if_due();
            out.push_back(static_cast<char>(c));
        } else if (c != 0xFFFD && !is_combining(c)) {
            add_space_if_due();
            const std::string_view plain = plain_form(c);
            if (plain.empty()) {
                append_code_point(out, c);
            } else {
                out.append(plain);
            }
        }
    }
    return out;
}

bool matches_folded(std::string_view folded_text, std::string_view folded_query) {
    std::size_t start = 0;
    while (start < folded_query.size()) {
        std::size_t end = folded_query.find(' ', start);
        if (end == std::string_view::npos) end = folded_query.size();
        const std::string_view word = folded_query.substr(start, end - start);
        if (!word.empty() && folded_text.find(word) == std::string_view::npos) return false;
        start = end + 1;
    }
    return true;
}

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) next_code_point(text, at);
    return count;
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            ++at;
            continue;
        }
        const std::size_t before = at;
        // A real U+FFFD is three bytes long; an invalid byte advances by one.
        if (next_code_point(text, at) == 0xFFFD && at - before != 3) return false;
    }
    return true;
}

bool is_valid_text(std::string_view text) { return text.find('\0') == std::string_view::npos && is_utf8(text); }

}  // namespace pupitre
