// Joins encoding and CSV.
#include "core/exchange/table_file.h"

#include <cassert>

namespace pupitre {
namespace {

constexpr std::size_t rows_per_step = 10'000;

std::string_view problem_name(CsvProblem problem) {
    switch (problem) {
    case CsvProblem::too_many_rows: return "too_many_rows";
    case CsvProblem::too_many_columns: return "too_many_columns";
    case CsvProblem::cell_too_long: return "cell_too_long";
    case CsvProblem::too_many_stray_quotes: return "too_many_stray_quotes";
    }
    assert(false);
    return "";
}

}  // namespace

TableFile::TableFile(DecodedText text) :
    encoding_(text.encoding), replaced_characters_(text.replaced_characters), reader_(std::move(text.text)) {}

Result<TableFile, TableFileError> TableFile::open(std::string_view bytes, std::size_t bytes_max) {
    Result<DecodedText, TextProblem> text = decode_text(bytes, bytes_max);
    if (!text.ok()) return TableFileError{problem_name(text.error())};
    return TableFile(std::move(*text));
}

Result<CsvTable, TableFileError> TableFile::finish() {
    while (reader_.step(rows_per_step)) {}
    if (const auto problem = reader_.problem()) return TableFileError{problem_name(*problem), reader_.problem_row()};
    CsvTable table = reader_.take();
    if (table.row_count() == 0) return TableFileError{"empty_file"};
    return table;
}

}  // namespace pupitre
