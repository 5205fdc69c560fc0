// Cells go out as they came in; only what the writer protects is protected anew.
#include "core/crm/client_import_report.h"

namespace pupitre {
namespace {

void copy_row(CsvWriter& writer, const CsvTable& table, std::size_t row, std::size_t columns) {
    for (std::size_t column = 0; column < columns; ++column) {
        writer.cell(strip_cell_protection(table.cell(row, column)));
    }
}

std::string reasons(const RowPlan& row, const Texts& texts) {
    std::string text;
    for (const CellProblem& problem : row.problems) {
        if (!text.empty()) text.append("\n");
        text.append(problem_text(problem, texts));
    }
    if (row.repeats != 0) text = texts.format("import.repeats_row", {std::to_string(row.repeats)});
    return text;
}

}  // namespace

std::string problem_text(const CellProblem& problem, const Texts& texts) {
    std::string text(texts.label("sheet." + std::string(column_key(problem.column))));
    text.append(", ").append(texts.label("import.problem." + std::string(problem.reason)));
    if (!problem.value.empty()) text.append(" (").append(problem.value).append(")");
    return text;
}

std::string rows_to_correct(const CsvTable& table, const ClientImport& plan, const Texts& texts) {
    CsvWriter writer(texts.language() == Language::french ? ';' : ',');
    const std::size_t columns = table.row_count() == 0 ? 0 : table.column_count(0);
    if (columns > 0) copy_row(writer, table, 0, columns);
    for (const char* title : {"sheet.row", "sheet.verdict", "sheet.reasons"}) writer.cell(texts.label(title));
    writer.end_row();
    for (const RowPlan& row : plan.rows()) {
        if (row.verdict != RowVerdict::error && row.verdict != RowVerdict::duplicate) continue;
        copy_row(writer, table, row.row, columns);
        writer.cell(std::to_string(row.number), CsvCell::figure);
        writer.cell(texts.label("import.verdict." + std::string(verdict_name(row.verdict))));
        writer.cell(reasons(row, texts));
        writer.end_row();
    }
    return writer.take();
}

}  // namespace pupitre
