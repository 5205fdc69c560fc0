// What names and first bytes say about a file.
#include "core/documents/file_kind.h"

#include <string>

#include <doctest/doctest.h>

using namespace pupitre;
using namespace std::string_literals;

TEST_CASE("file kind: programs are known by their name, whatever stands before the ending") {
    for (const char* name : {"setup.exe", "Facture.pdf.EXE", "macro.vbs", "lien.lnk", "script.sh", "a.exe. ", "x.JS"}) {
        CAPTURE(name);
        CHECK(is_program_name(name));
    }
    for (const char* name :
         {"exe", "relevé.pdf", "exe.pdf", "notes.txt", "photo", "budget.xlsm", ".exercice", "a.sho"}) {
        CAPTURE(name);
        CHECK_FALSE(is_program_name(name));
    }
}

TEST_CASE("file kind: programs are known by their first bytes, whatever they are called") {
    CHECK(is_program_content("MZ\x90\0\x03\0\0\0"s));
    CHECK(
        is_program_content("\x7F"
                           "ELF\x02\x01"s));
    CHECK(is_program_content("\xCF\xFA\xED\xFE"s));
    CHECK(is_program_content("\xCA\xFE\xBA\xBE\0\0\0\x34"s));
    CHECK(is_program_content("L\0\0\0\x01\x14\x02\0\0\0"s));
    CHECK(is_program_content("#!/bin/sh\nrm -rf /"));
    CHECK_FALSE(is_program_content("MZ : mise en zone, texte de travail"));
    CHECK_FALSE(is_program_content("%PDF-1.7\n"));
    CHECK_FALSE(is_program_content("PK\x03\x04"));
    CHECK_FALSE(is_program_content("Lettre de mission"));
    CHECK_FALSE(is_program_content(""));
    CHECK_FALSE(is_program_content("M"));
}

TEST_CASE("file kind: names that can stand in a folder") {
    CHECK(is_file_name("Relevé d’heures n°4.pdf"));
    CHECK(is_file_name(".notes"));
    for (const std::string& name : {""s, ".."s, " . "s, "a/b.pdf"s, "a\\b.pdf"s, "a\nb.pdf"s, "a\0b"s}) {
        CAPTURE(name);
        CHECK_FALSE(is_file_name(name));
    }
}

TEST_CASE("file kind: the web's name for it, and what a browser may show") {
    CHECK(media_type_of("Relevé.PDF") == "application/pdf");
    CHECK(media_type_of("archive.inconnu") == "application/octet-stream");
    CHECK(kind_of("photo.jpeg") == FileKind::image);
    CHECK(kind_of("budget.xlsx") == FileKind::spreadsheet);
    CHECK(kind_of("sans ending") == FileKind::other);
    CHECK(is_shown_in_browser("scan.pdf"));
    CHECK_FALSE(is_shown_in_browser("page.html"));
    CHECK_FALSE(is_shown_in_browser("dessin.svg"));
    CHECK_FALSE(is_shown_in_browser("courrier.docx"));
}
