// Tables as text: files of people and programs, and the files we write for Excel.
#include "core/exchange/csv.h"

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(const CsvTable& table) {
    Rows rows;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        rows.emplace_back();
        for (std::size_t column = 0; column < table.column_count(row); ++column) {
            rows.back().emplace_back(table.cell(row, column));
        }
    }
    return rows;
}

CsvTable table_of(std::string text, std::optional<char> separator = std::nullopt) {
    CsvReader reader(std::move(text), separator);
    while (reader.step(1)) {}
    CHECK_FALSE(reader.problem().has_value());
    return reader.take();
}

Rows read(std::string text, std::optional<char> separator = std::nullopt) {
    return rows_of(table_of(std::move(text), separator));
}

std::optional<CsvProblem> problem_of(std::string text, CsvLimits limits) {
    CsvReader reader(std::move(text), ';', limits);
    while (reader.step(1000)) {}
    return reader.problem();
}

std::string written(std::string_view value, CsvCell kind = CsvCell::text) {
    CsvWriter writer;
    writer.cell(value, kind);
    std::string text = writer.take();
    return text.substr(3);
}

std::string round_trip(std::string_view value, CsvCell kind = CsvCell::text) {
    CsvWriter writer;
    writer.cell("first");
    writer.cell(value, kind);
    writer.end_row();
    const CsvTable table = table_of(writer.take().substr(3), ';');
    REQUIRE(table.row_count() == 1);
    return std::string(strip_cell_protection(table.cell(0, 1)));
}

}  // namespace

TEST_CASE("csv: rows, quotes and line ends as RFC 4180 and Excel write them") {
    struct Row {
        const char* what;
        std::string text;
        Rows rows;
    };
    const Row rows[] = {
        {"plain", "a;b\r\n1;2\r\n", {{"a", "b"}, {"1", "2"}}},
        {"no line end at the end", "a;b\n1;2", {{"a", "b"}, {"1", "2"}}},
        {"old Mac line ends", "a;b\r1;2\r", {{"a", "b"}, {"1", "2"}}},
        {"empty cells", "a;b;c\n;;\n", {{"a", "b", "c"}, {"", "", ""}}},
        {"quoted separator", "a;b\n\"1;5\";2\n", {{"a", "b"}, {"1;5", "2"}}},
        {"quoted line break", "a;b\r\n\"Ligne 1\nLigne 2\";2\r\n", {{"a", "b"}, {"Ligne 1\nLigne 2", "2"}}},
        {"doubled quotes",
         "a;b\n\"Dit \"\"oui\"\" par téléphone\";\"\"\"\"\n",
         {{"a", "b"}, {"Dit \"oui\" par téléphone", "\""}}},
        {"empty quoted cell", "a;b\n\"\";2\n", {{"a", "b"}, {"", "2"}}},
        {"empty lines", "a;b\n\n1;2\n\n", {{"a", "b"}, {"1", "2"}}},
        {"a quote inside a plain cell", "a;b\nécran 24\";2\n", {{"a", "b"}, {"écran 24\"", "2"}}},
        {"text behind a closing quote", "a;b\n\"Le\" Bistrot;2\n", {{"a", "b"}, {"\"Le\" Bistrot", "2"}}},
        {"a quote that never closes", "a;b\n\"Le Bistrot;2\n3;4\n", {{"a", "b"}, {"\"Le Bistrot", "2"}, {"3", "4"}}},
        {"a short and a long row", "a;b\n1\n1;2;3\n", {{"a", "b"}, {"1"}, {"1", "2", "3"}}},
        {"Excel's own declaration", "sep=|\r\na|b\r\n1|2;3\r\n", {{"a", "b"}, {"1", "2;3"}}},
        {"nothing", "", {}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        CHECK(read(row.text) == row.rows);
    }
}

TEST_CASE("csv: the separator is found outside quotes, and decimal commas do not mislead") {
    CHECK(detect_separator("Nom;Solde;Plafond\nLambert;1 500,00;2,00\nBenali;3,10;4,20\n") == ';');
    CHECK(detect_separator("Name,Balance\n\"Lambert; fils\",1500.00\nBenali,3.10\n") == ',');
    CHECK(detect_separator("Nom\tVille\nSarl A, B\tParis\n") == '\t');
    CHECK(detect_separator("Nom|Ville\nA|B\n") == '|');
    CHECK(detect_separator("Nom;Tags\nA;x,y\nB;z,t\nC;u,v\n") == ';');
    CHECK(detect_separator("Nom\nLambert\n") == ';');
    CHECK(detect_separator("") == ';');
    CHECK(read("Nom,Ville\nA,B\n") == Rows{{"Nom", "Ville"}, {"A", "B"}});
}

TEST_CASE("csv: a missing cell reads as empty, a row knows its number in Excel") {
    const CsvTable table = table_of("a;b\n\n\"1\n2\";x\nlast\n");
    REQUIRE(table.row_count() == 3);
    CHECK(table.cell(2, 1).empty());
    CHECK(table.cell(2, 99).empty());
    CHECK(table.row_number(0) == 1);
    CHECK(table.row_number(1) == 3);  // Line 2 is empty but counts.
    CHECK(table.row_number(2) == 4);  // The break inside a cell does not.
}

TEST_CASE("csv: reading in steps gives the same table and says how far it is") {
    std::string text = "a;b\n";
    for (int i = 0; i < 100; ++i) text += std::to_string(i) + ";\"x\"\"y\"\n";
    CsvReader reader(text);
    std::size_t steps = 1;
    std::size_t last = 0;
    while (reader.step(7)) {
        ++steps;
        CHECK(reader.bytes_read() > last);
        last = reader.bytes_read();
    }
    CHECK(steps == 15);
    CHECK(reader.bytes_read() == reader.bytes_total());
    CHECK(rows_of(reader.take()) == read(text));
}

TEST_CASE("csv: limits are named") {
    CHECK(problem_of("a\nb\nc\n", {.rows_max = 2}) == CsvProblem::too_many_rows);
    CHECK(problem_of("a\nb\n", {.rows_max = 2}) == std::nullopt);
    CHECK(problem_of("a;b;c\n", {.columns_max = 2}) == CsvProblem::too_many_columns);
    CHECK(problem_of("aaaa\n", {.cell_bytes_max = 3}) == CsvProblem::cell_too_long);
    std::string stray;
    for (int i = 0; i < 10; ++i) stray += "\"x;";
    CHECK(problem_of(stray, {.stray_quotes_max = 5}) == CsvProblem::too_many_stray_quotes);
    CHECK(problem_of(stray, {.stray_quotes_max = 10}) == std::nullopt);
}

TEST_CASE("csv: the file that Excel opens has a mark, semicolons, CRLF and quotes where needed") {
    CsvWriter writer;
    writer.cell("Raison sociale");
    writer.cell("Solde");
    writer.end_row();
    writer.cell("Lambert ; fils, dit \"Jo\"");
    writer.cell("-135,87", CsvCell::figure);
    writer.end_row();
    CHECK(writer.take() == "\xEF\xBB\xBFRaison sociale;Solde\r\n\"Lambert ; fils, dit \"\"Jo\"\"\";-135,87\r\n");

    CsvWriter english(',');
    english.cell("Lambert, sons");
    english.cell("a;b");
    english.end_row();
    CHECK(english.take() == "\xEF\xBB\xBF\"Lambert, sons\",a;b\r\n");
}

TEST_CASE("[IO-14] csv: cells that would run as formulas or lose digits are shown as text") {
    CHECK(written("=HYPERLINK(\"x\")") == "\"'=HYPERLINK(\"\"x\"\")\"");
    CHECK(written("+33477550228") == "'+33477550228");
    CHECK(written("-5 % si paiement comptant") == "'-5 % si paiement comptant");
    CHECK(written("@voir dossier") == "'@voir dossier");
    CHECK(written("\t=1") == "'\t=1");
    CHECK(written("\r=1") == "\"'\r=1\"");
    CHECK(written("\uFF1D1+1") == "'\uFF1D1+1");
    CHECK(written("00123") == "'00123");
    CHECK(written("37439150600017") == "'37439150600017");
    CHECK(written("374391506") == "374391506");
    CHECK(written("L'Atelier") == "L'Atelier");
    CHECK(written("'t Hooft") == "'t Hooft");
    CHECK(written("-135,87", CsvCell::figure) == "-135,87");
    CHECK(written("06450", CsvCell::figure) == "06450");
}

TEST_CASE("[IO-14] csv: the protection comes off again, whatever the value was") {
    const char* const starts[] = {"", "'", "''", "'''"};
    const char* const values[] = {
        "=1+1", "+33477550228", "-5 %", "@x", "\tx", "\rx",  "\nx", "\uFF0Bx", "00123", "123456789012345", "0",
        "7",    "7 bis",        "abc",  "\"", "a;b", "a\nb", " a ", "'"};
    for (const char* start : starts) {
        for (const char* value : values) {
            const std::string whole = std::string(start) + value;
            CAPTURE(whole);
            CHECK(round_trip(whole) == whole);
            CHECK(round_trip(whole, CsvCell::figure) == whole);
        }
    }
}

TEST_CASE("csv: what other programs protect with an apostrophe is read without it") {
    CHECK(strip_cell_protection("'+33477550228") == "+33477550228");
    CHECK(strip_cell_protection("'=1") == "=1");
    CHECK(strip_cell_protection("'06450") == "06450");
    CHECK(strip_cell_protection("'t Hooft") == "'t Hooft");
    CHECK(strip_cell_protection("'") == "'");
    CHECK(strip_cell_protection("").empty());
}
