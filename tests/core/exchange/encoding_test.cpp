// Bytes of files as Excel, LibreOffice, databases and mistakes produce them.
#include "core/exchange/encoding.h"

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

std::string utf16(std::u16string_view text, bool little) {
    std::string bytes = little ? "\xFF\xFE" : "\xFE\xFF";
    for (const char16_t unit : text) {
        const char low = static_cast<char>(unit & 0xFF);
        const char high = static_cast<char>(unit >> 8);
        bytes.push_back(little ? low : high);
        bytes.push_back(little ? high : low);
    }
    return bytes;
}

}  // namespace

TEST_CASE("encoding: what each kind of file says and how it is read") {
    struct Row {
        const char* what;
        std::string bytes;
        Encoding encoding;
        std::string text;
    };
    const Row rows[] = {
        {"plain letters", "Nom;Ville", Encoding::utf8, "Nom;Ville"},
        {"UTF-8", "Béa;Orléans", Encoding::utf8, "Béa;Orléans"},
        {"UTF-8 with mark, as Excel's CSV UTF-8",
         "\xEF\xBB\xBF"
         "Béa",
         Encoding::utf8_bom, "Béa"},
        {"Windows, as Excel's CSV",
         "B\xE9"
         "a;25 \x80;c\x9Cur;L\x92\xCEle",
         Encoding::cp1252, "Béa;25 €;cœur;L’Île"},
        {"a real question mark stays one", "Nguy?n;\xE9", Encoding::cp1252, "Nguy?n;é"},
        {"UTF-16, as Excel's Unicode text", utf16(u"Béa\t25 €\r\n😀", true), Encoding::utf16le, "Béa\t25 €\r\n😀"},
        {"UTF-16, high byte first", utf16(u"Béa", false), Encoding::utf16be, "Béa"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        const auto decoded = decode_text(row.bytes);
        REQUIRE(decoded.ok());
        CHECK(decoded->encoding == row.encoding);
        CHECK(decoded->text == row.text);
        CHECK(decoded->replaced_characters == 0);
    }
}

TEST_CASE("encoding: what is no text is named") {
    struct Row {
        const char* what;
        std::string bytes;
        TextProblem problem;
    };
    const Row rows[] = {
        {"empty", "", TextProblem::empty_file},
        {"a mark and nothing else", "\xEF\xBB\xBF", TextProblem::empty_file},
        {"UTF-16 mark and nothing else", "\xFF\xFE", TextProblem::empty_file},
        {"a NUL byte", std::string("Nom;\0Ville", 10), TextProblem::binary_file},
        {"a NUL in UTF-16", utf16(std::u16string_view(u"a\0b", 3), true), TextProblem::binary_file},
        {"many control characters", std::string(50, '\x02'), TextProblem::binary_file},
        {"an .xlsx workbook", std::string("PK\x03\x04\x14\0", 6), TextProblem::excel_workbook},
        {"an .xls workbook", "\xD0\xCF\x11\xE0\xA1\xB1", TextProblem::excel_workbook},
        {"a PDF", "%PDF-1.7", TextProblem::pdf_document},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        const auto decoded = decode_text(row.bytes);
        REQUIRE_FALSE(decoded.ok());
        CHECK(decoded.error() == row.problem);
    }
}

TEST_CASE("encoding: a file over the limit is refused before it is read") {
    CHECK(decode_text(std::string(101, 'a'), 100).error() == TextProblem::too_large);
    CHECK(decode_text(std::string(100, 'a'), 100).ok());
}

TEST_CASE("encoding: one damaged place does not turn all accents of a UTF-8 file into two letters") {
    std::string text;
    for (int i = 0; i < 40; ++i) text += "Hélène;";
    const auto decoded = decode_text(text + "\xE9");
    REQUIRE(decoded.ok());
    CHECK(decoded->encoding == Encoding::utf8);
    CHECK(decoded->replaced_characters == 1);
    CHECK(decoded->text == text + "\uFFFD");
}

TEST_CASE("encoding: places that Windows-1252 does not assign, and half characters, are counted") {
    const auto windows = decode_text("\xE9t\xE9 \x81");
    REQUIRE(windows.ok());
    CHECK(windows->text == "été \uFFFD");
    CHECK(windows->replaced_characters == 1);

    const auto half = decode_text(utf16(u"ab", true) + "\x41");
    REQUIRE(half.ok());
    CHECK(half->text == "ab");
    CHECK(half->replaced_characters == 1);

    const auto lone_surrogate = decode_text(utf16(u"a\xD83D", true));
    REQUIRE(lone_surrogate.ok());
    CHECK(lone_surrogate->text == "a\uFFFD");
}

TEST_CASE("encoding: names") {
    CHECK(encoding_name(Encoding::utf8_bom) == "UTF-8");
    CHECK(encoding_name(Encoding::utf16be) == "UTF-16");
    CHECK(encoding_name(Encoding::cp1252) == "Windows-1252");
}
