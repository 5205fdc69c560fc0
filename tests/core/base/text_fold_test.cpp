// Folding for search, and what counts as text.
#include "core/base/text_fold.h"

#include <doctest/doctest.h>

using namespace pupitre;

TEST_CASE("fold: case, accents and ligatures do not matter") {
    CHECK(fold("Schœller") == "schoeller");
    CHECK(fold("SCHOELLER") == "schoeller");
    CHECK(fold("Éléonore Çağlar") == "eleonore caglar");
    CHECK(fold("ÀÂÄÆÉÈÊËÎÏÔÖŒÙÛÜŸÇ") == "aaaaeeeeeiioooeuuuyc");
    CHECK(fold("àâäæéèêëîïôöœùûüÿç") == "aaaaeeeeeiioooeuuuyc");
    CHECK(fold("Straße") == "strasse");
    CHECK(fold("Łódź, Škoda, Ţepeş") == "lodz, skoda, tepes");
}

TEST_CASE("fold: Vietnamese names") {
    CHECK(fold("Nguyễn Thị Phương") == "nguyen thi phuong");
    CHECK(fold("Trần Đức Hưng") == "tran duc hung");
    CHECK(fold("Phở Ơi") == "pho oi");
}

TEST_CASE("fold: accents written as combining marks are the same") {
    CHECK(fold("E\u0301le\u0301onore") == "eleonore");
    CHECK(fold("Nguye\u0302\u0303n") == "nguyen");
}

TEST_CASE("fold: every apostrophe, dash and space is the plain one") {
    CHECK(fold("L’Étoile") == "l'etoile");
    CHECK(fold("L\u02BCÉtoile") == "l'etoile");
    CHECK(fold("Saint\u2010Étienne") == "saint-etienne");
    CHECK(fold("1\u202F234\u00A0€") == "1 234 €");
    CHECK(fold("  a \t\n b\u3000c\uFEFF ") == "a b c");
    CHECK(fold("   ").empty());
}

TEST_CASE("fold: other scripts stay, bytes that are no text go") {
    CHECK(fold("Київ 東京") == "Київ 東京");
    CHECK(fold("ab\xFF\xC3") == "ab");
    CHECK(fold("\xE2\x82") == "");
}

TEST_CASE("fold: folding twice changes nothing") {
    for (const char* text : {"Schœller & Fils", "Nguyễn", "L’Étoile – Nord", "ÆSIR 1\u202F000 €", "ß\u1E9E"}) {
        CHECK(fold(fold(text)) == fold(text));
    }
}

TEST_CASE("search: every word must stand somewhere, in any order") {
    const std::string text = fold("Boulangerie L’Étoile du Nord, Lille");
    CHECK(matches_folded(text, fold("nord étoile")));
    CHECK(matches_folded(text, fold("LILLE boul")));
    CHECK(matches_folded(text, ""));
    CHECK_FALSE(matches_folded(text, fold("étoile sud")));
}

TEST_CASE("text: length is counted in code points") {
    CHECK(code_points("Schœller") == 8);
    CHECK(code_points("\U0001F600!") == 2);
    CHECK(code_points("a\xFF") == 2);
}

TEST_CASE("text: only well-formed UTF-8 without NUL is text") {
    CHECK(is_valid_text(""));
    CHECK(is_valid_text("Schœller \U0001F600 \uFFFD"));
    CHECK_FALSE(is_valid_text(std::string_view("a\0b", 3)));
    CHECK(is_utf8(std::string_view("a\0b", 3)));
    for (const char* bytes : {"\xFF", "\xC3", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                              "\xF8\x88\x80\x80\x80", "\x80", "a\xE2\x82", "\xF0\x82\x82\xAC"}) {
        CAPTURE(bytes);
        CHECK_FALSE(is_valid_text(bytes));
        CHECK_FALSE(is_utf8(bytes));
    }
}

TEST_CASE("text: every code point is written and read back") {
    for (char32_t c = 1; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 251) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        std::string bytes;
        append_code_point(bytes, c);
        std::size_t at = 0;
        REQUIRE(next_code_point(bytes, at) == c);
        REQUIRE(at == bytes.size());
    }
}
