// Cells by the kind of their column.
#include "core/exchange/list_export.h"

#include "core/exchange/amount_text.h"
#include "core/exchange/csv.h"

namespace pupitre {

namespace {

bool is_figure(ColumnKind kind) { return is_summed(kind) || kind == ColumnKind::date; }

std::string cell_text(const ListColumn& column, const Database& db, const Value& value, const Texts& texts) {
    if (const auto* amount = std::get_if<Money>(&value)) {
        const bool french = texts.language() == Language::french;
        return write_amount(amount->minor, french ? NumberStyle::french : NumberStyle::english);
    }
    if (is_summed(column.kind)) {
        const auto* number = std::get_if<std::int64_t>(&value);
        return number != nullptr ? std::to_string(*number) : std::string{};
    }
    return words_of(column, db, value, texts);
}

}  // namespace

std::string export_list(const Database& db, const ListModel& model, std::span<const Id128> rows,
                        std::span<const std::string> columns, Language language) {
    const Texts texts(language);
    CsvWriter writer(language == Language::french ? ';' : ',');
    std::vector<const ListColumn*> written;
    for (const std::string& key : columns) {
        const ListColumn* column = model.find(key);
        if (column == nullptr) continue;
        written.push_back(column);
        writer.cell(texts.label(column->label));
    }
    writer.end_row();
    for (const Id128 id : rows) {
        const ListedRow row = listed_row(model.sources, db, id);
        if (row.row == nullptr) continue;
        for (const ListColumn* column : written) {
            const std::string text = cell_text(*column, db, value_of(*column, db, row), texts);
            writer.cell(text, is_figure(column->kind) ? CsvCell::figure : CsvCell::text);
        }
        writer.end_row();
    }
    return writer.take();
}

}  // namespace pupitre
