// CSV: reading never fails badly, does not depend on the step size, and gives back what the writer wrote.
#include <cstdint>
#include <cstdlib>

#include "core/exchange/csv.h"

using namespace pupitre;

namespace {

void demand(bool holds) {
    if (!holds) std::abort();
}

CsvTable read(const std::string& text, std::size_t step, std::optional<CsvProblem>& problem,
              std::optional<char> separator = std::nullopt) {
    CsvReader reader(text, separator,
                     {.rows_max = 1000, .columns_max = 100, .cell_bytes_max = 500, .stray_quotes_max = 20});
    while (reader.step(step)) {}
    problem = reader.problem();
    return reader.take();
}

void demand_same(const CsvTable& a, const CsvTable& b) {
    demand(a.row_count() == b.row_count());
    for (std::size_t row = 0; row < a.row_count(); ++row) {
        demand(a.column_count(row) == b.column_count(row));
        demand(a.row_number(row) == b.row_number(row));
        for (std::size_t column = 0; column < a.column_count(row); ++column) {
            demand(a.cell(row, column) == b.cell(row, column));
        }
    }
}

// Writes the whole table and reads it again.
void demand_round_trip(const CsvTable& table) {
    CsvWriter writer;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        for (std::size_t column = 0; column < table.column_count(row); ++column) {
            writer.cell(table.cell(row, column), column % 2 == 0 ? CsvCell::text : CsvCell::figure);
        }
        writer.end_row();
    }
    CsvReader reader(writer.take().substr(3), ';');
    while (reader.step(100)) {}
    demand(!reader.problem().has_value());
    const CsvTable again = reader.take();
    std::size_t at = 0;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        // A row of one empty cell is an empty line, which the reader skips.
        if (table.column_count(row) == 1 && table.cell(row, 0).empty()) continue;
        demand(at < again.row_count() && again.column_count(at) == table.column_count(row));
        for (std::size_t column = 0; column < table.column_count(row); ++column) {
            demand(strip_cell_protection(again.cell(at, column)) == table.cell(row, column));
        }
        ++at;
    }
    demand(at == again.row_count());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    std::optional<CsvProblem> problem;
    std::optional<CsvProblem> problem_in_steps;
    const CsvTable table = read(text, 1000, problem);
    demand_same(table, read(text, 1, problem_in_steps));
    demand(problem == problem_in_steps);
    if (!problem.has_value()) demand_round_trip(table);
    return 0;
}
