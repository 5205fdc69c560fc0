// The rows of the plan with their verdicts, the columns with their meanings, and the report.
#include <array>

#include <imgui.h>

#include "core/crm/client_import_report.h"
#include "core/exchange/csv.h"
#include "core/text/format.h"
#include "web-ui/screens/import_parts.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr std::string_view left_aside = "aside";

Tone tone_of(RowVerdict verdict) {
    switch (verdict) {
    case RowVerdict::fresh: return Tone::ok;
    case RowVerdict::changed: return Tone::accent;
    case RowVerdict::unchanged: return Tone::neutral;
    case RowVerdict::duplicate: return Tone::warn;
    case RowVerdict::error: return Tone::bad;
    }
    assert(false);
    return Tone::neutral;
}

std::string_view verdict_words(RowVerdict verdict, const Texts& texts) {
    return texts.label("import.verdict." + std::string(verdict_name(verdict)));
}

std::string column_words(SheetColumn column, const Texts& texts) {
    return std::string(texts.label("sheet." + std::string(column_key(column))));
}

void add_part(std::string& words, const std::string& part) {
    if (!words.empty()) words += " · ";
    words += part;
}

std::vector<Column> row_columns(const Texts& texts) {
    Column number;
    number.key = "number";
    number.label = texts.label("import.column.row");
    number.width = 76;
    number.align = Align::right;
    number.narrow = NarrowPlace::second_right;
    Column verdict;
    verdict.key = "verdict";
    verdict.label = texts.label("import.column.verdict");
    verdict.width = 112;
    verdict.narrow = NarrowPlace::first_right;
    Column name;
    name.key = "name";
    name.label = texts.label("sheet.name");
    name.weight = 2;
    name.narrow = NarrowPlace::first;
    Column details;
    details.key = "details";
    details.label = texts.label("import.column.details");
    details.weight = 4;
    details.narrow = NarrowPlace::second;
    std::vector<Column> columns = {std::move(number), std::move(verdict), std::move(name), std::move(details)};
    for (Column& column : columns) column.sortable = column.hideable = false;
    return columns;
}

void know_rows(ImportState& state) {
    if (state.rows_known) return;
    state.rows_known = true;
    state.shown_rows.clear();
    const std::vector<RowPlan>& rows = state.plan->rows();
    for (std::uint32_t place = 0; place < rows.size(); ++place) {
        if (!state.shown || rows[place].verdict == *state.shown) state.shown_rows.push_back(place);
    }
}

/// The first cells below the title, so that a person sees what is in the column.
std::string samples(const CsvTable& table, std::size_t column) {
    constexpr std::size_t samples_max = 3;
    std::string words;
    std::size_t found = 0;
    for (std::size_t row = 1; row < table.row_count() && found < samples_max; ++row) {
        const std::string cell = cell_content(table, row, column);
        if (cell.empty()) continue;
        add_part(words, cell);
        ++found;
    }
    return words;
}

}  // namespace

std::string row_title(const ImportState& state, const RowPlan& row) {
    for (std::size_t column = 0; column < state.mapping.size(); ++column) {
        if (state.mapping[column] == SheetColumn::name) return cell_content(*state.table, row.row, column);
    }
    return {};
}

std::string row_details(const Desk& desk, const RowPlan& row) {
    const Texts& texts = desk.texts;
    std::string words;
    if (row.verdict == RowVerdict::duplicate) {
        const Client* client = desk.db.find(row.client);
        words = row.repeats != 0
                    ? texts.format("import.repeats_row", {std::to_string(row.repeats)})
                    : texts.format("import.repeats_client", {client != nullptr ? client->name : std::string{}});
    }
    for (const CellProblem& problem : row.problems) {
        add_part(words, problem_text(problem, texts));
    }
    if (row.verdict != RowVerdict::changed) return words;
    for (const ColumnDifference& difference : row.differences) {
        const std::string_view nothing = texts.label("form.empty");
        add_part(words, texts.format("import.difference",
                                     {column_words(difference.column, texts),
                                      difference.before.empty() ? nothing : std::string_view(difference.before),
                                      difference.after.empty() ? nothing : std::string_view(difference.after)}));
    }
    return words;
}

void import_rows_ui(const Desk& desk, ImportState& state, float height) {
    know_rows(state);
    const std::vector<RowPlan>& plans = state.plan->rows();
    const auto plan_at = [&](std::size_t place) -> const RowPlan& { return plans[state.shown_rows[place]]; };
    const std::vector<Column> columns = row_columns(desk.texts);
    TableView view;
    view.rows = state.shown_rows.size();
    view.key = [&](std::size_t place) { return std::to_string(plan_at(place).number); };
    view.name = [&](std::size_t place) { return row_title(state, plan_at(place)); };
    view.draw = [&](std::size_t place, Cells& cells) {
        const RowPlan& row = plan_at(place);
        cells.text("number", format_number(row.number, desk.texts.language()),
                   {.strong = false, .soft = true, .tone = Tone::neutral});
        cells.badge("verdict", verdict_words(row.verdict, desk.texts), tone_of(row.verdict));
        cells.text("name", row_title(state, row));
        cells.text("details", row_details(desk, row), {.strong = false, .soft = true, .tone = Tone::neutral});
    };
    TableOptions options;
    options.height = height;
    options.compact = true;
    static_cast<void>(table("import_rows", desk.texts.label("import.rows"), columns, view, state.rows, options));
}

bool import_columns_ui(const Desk& desk, ImportState& state) {
    const Texts& texts = desk.texts;
    std::vector<Option> meanings;
    meanings.push_back({.key = std::string(left_aside), .label = std::string(texts.label("import.left_aside"))});
    for (const SheetColumn column : sheet_columns()) {
        meanings.push_back({.key = std::string(column_key(column)), .label = column_words(column, texts)});
    }
    bool changed = false;
    const bool narrow = frame().narrow;
    const float line_height = narrow ? 0 : size::field;
    for (std::size_t place = 0; place < state.mapping.size(); ++place) {
        const IdScope scope(std::to_string(place));
        const std::string title = cell_content(*state.table, 0, place);
        const std::string shown =
            title.empty() ? texts.format("import.column.untitled", {std::to_string(place + 1)}) : title;
        std::string key(state.mapping[place] ? column_key(*state.mapping[place]) : left_aside);
        {
            Columns line({3, 3, 4}, narrow ? 4.0F : 16.0F);
            text(shown, {.style = TextStyle::body_medium, .width = available_width(), .line = line_height});
            line.next();
            FieldOptions look;
            look.label_hidden = true;
            if (choice("meaning", texts.format("import.column.meaning", {shown}), key, meanings, look)) {
                std::optional<SheetColumn> meaning;
                for (const SheetColumn column : sheet_columns()) {
                    if (column_key(column) == key) meaning = column;
                }
                remap(state.mapping, place, meaning);
                changed = true;
            }
            line.next();
            text(samples(*state.table, place),
                 {.style = TextStyle::small, .color = palette().soft, .width = available_width(), .line = line_height});
        }
        space(narrow ? 20.0F : 8.0F);
    }
    return changed;
}

std::string import_report(const ImportState& state, const Desk& desk) {
    const Texts& texts = desk.texts;
    CsvWriter writer(texts.language() == Language::french ? ';' : ',');
    writer.cell(texts.label("import.column.row"));
    writer.cell(texts.label("import.column.verdict"));
    writer.cell(texts.label("sheet.name"));
    writer.cell(texts.label("import.column.details"));
    writer.end_row();
    for (const RowPlan& row : state.plan->rows()) {
        writer.cell(std::to_string(row.number), CsvCell::figure);
        writer.cell(verdict_words(row.verdict, texts));
        writer.cell(row_title(state, row));
        writer.cell(row_details(desk, row));
        writer.end_row();
    }
    return writer.take();
}

}  // namespace pupitre::ui
