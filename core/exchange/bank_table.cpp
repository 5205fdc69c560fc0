// Tables of bank transactions: each bank has its own titles, often below a few lines about the account. Columns are known by
// their titles; amounts stand in one column with a sign or in two without.
#include <algorithm>
#include <array>
#include <cstdlib>

#include "core/base/text_fold.h"
#include "core/exchange/amount_text.h"
#include "core/exchange/bank_file_parts.h"
#include "core/exchange/date_text.h"
#include "core/exchange/plain_text.h"
#include "core/schema/field.h"

namespace pupitre::bank_file {

namespace {

enum class Part : std::uint8_t { booked, value, amount, debit, credit, text, counterparty, reference, currency, other };
constexpr std::size_t part_count = static_cast<std::size_t>(Part::other);
constexpr std::size_t title_rows_max = 30;  // So far down may the titles stand.

struct Title {
    std::string_view words;
    Part part;
};
/// Folded, without what stands in brackets. The whole title, and for some of them its beginning.
constexpr Title titles[] = {
    {"date", Part::booked},
    {"date operation", Part::booked},
    {"date de l'operation", Part::booked},
    {"date d'operation", Part::booked},
    {"date comptable", Part::booked},
    {"date de comptabilisation", Part::booked},
    {"dateop", Part::booked},
    {"booking date", Part::booked},
    {"transaction date", Part::booked},
    {"posting date", Part::booked},
    {"date posted", Part::booked},
    {"date valeur", Part::value},
    {"date de valeur", Part::value},
    {"dateval", Part::value},
    {"value date", Part::value},
    {"montant", Part::amount},
    {"montant de l'operation", Part::amount},
    {"montant en euros", Part::amount},
    {"montant eur", Part::amount},
    {"amount", Part::amount},
    {"debit", Part::debit},
    {"debit euros", Part::debit},
    {"montant debit", Part::debit},
    {"withdrawals", Part::debit},
    {"withdrawal", Part::debit},
    {"retrait", Part::debit},
    {"retraits", Part::debit},
    {"credit", Part::credit},
    {"credit euros", Part::credit},
    {"montant credit", Part::credit},
    {"deposits", Part::credit},
    {"deposit", Part::credit},
    {"depot", Part::credit},
    {"depots", Part::credit},
    {"libelle", Part::text},
    {"libelle operation", Part::text},
    {"libelle de l'operation", Part::text},
    {"libelle simplifie", Part::text},
    {"operation", Part::text},
    {"description", Part::text},
    {"details", Part::text},
    {"label", Part::text},
    {"communication", Part::text},
    {"memo", Part::text},
    {"tiers", Part::counterparty},
    {"contrepartie", Part::counterparty},
    {"beneficiaire", Part::counterparty},
    {"nom de la contrepartie", Part::counterparty},
    {"counterparty", Part::counterparty},
    {"payee", Part::counterparty},
    {"reference", Part::reference},
    {"reference operation", Part::reference},
    {"numero d'operation", Part::reference},
    {"transaction id", Part::reference},
    {"devise", Part::currency},
    {"currency", Part::currency},
};

using Columns = std::array<std::optional<std::size_t>, part_count>;

Part part_of(std::string_view title) {
    std::string words = fold(strip_cell_protection(title));
    if (const std::size_t bracket = words.find('('); bracket != std::string::npos) words.resize(bracket);
    while (!words.empty() && (words.back() == ' ' || words.back() == ':')) words.pop_back();
    const auto found = std::ranges::find(titles, std::string_view(words), &Title::words);
    return found == std::end(titles) ? Part::other : found->part;
}

std::optional<std::size_t> column_of(const Columns& columns, Part part) {
    return columns[static_cast<std::size_t>(part)];
}

Columns columns_in(const CsvTable& table, std::size_t row) {
    Columns columns;
    for (std::size_t column = 0; column < table.column_count(row); ++column) {
        const Part part = part_of(table.cell(row, column));
        if (part == Part::other) continue;
        // The first column of a kind counts: "Date" before another "Date" further right.
        auto& place = columns[static_cast<std::size_t>(part)];
        if (!place) place = column;
    }
    return columns;
}

bool are_titles(const Columns& columns) {
    const bool amounts =
        column_of(columns, Part::amount) || column_of(columns, Part::debit) || column_of(columns, Part::credit);
    return column_of(columns, Part::booked) && amounts;
}

std::string_view cell_of(const CsvTable& table, std::size_t row, const Columns& columns, Part part) {
    const auto column = column_of(columns, part);
    return column ? trimmed(strip_cell_protection(table.cell(row, *column))) : std::string_view{};
}

/// Days come first, unless the file has days that only make sense with the month in front.
DateOrder order_of_dates(const CsvTable& table, std::size_t first, const Columns& columns) {
    bool day_first = true;
    bool month_first = true;
    for (std::size_t row = first; row < table.row_count(); ++row) {
        const std::string_view cell = cell_of(table, row, columns, Part::booked);
        if (cell.empty()) continue;
        day_first = day_first && read_date(cell).ok();
        month_first = month_first && read_date(cell, {.order = DateOrder::month_first}).ok();
    }
    return !day_first && month_first ? DateOrder::month_first : DateOrder::day_first;
}

LineProblem problem_of(AmountProblem problem) {
    switch (problem) {
    case AmountProblem::not_an_amount:
    case AmountProblem::ambiguous: return LineProblem::amount_unreadable;
    case AmountProblem::too_precise: return LineProblem::amount_too_precise;
    case AmountProblem::out_of_range: return LineProblem::amount_too_large;
    }
    return LineProblem::amount_unreadable;
}

class TableLines {
public:
    TableLines(const CsvTable& table, Columns columns, DateOrder order) :
        table_(&table),
        columns_(columns),
        order_(order),
        style_(table.separator() == ',' ? NumberStyle::english : NumberStyle::french) {}

    /// Nothing for a row without date and amount: a title in between, a footer.
    std::optional<StatementLine> line(std::size_t row) {
        const std::string_view booked = cell(row, Part::booked);
        const bool amounts =
            !cell(row, Part::amount).empty() || !cell(row, Part::debit).empty() || !cell(row, Part::credit).empty();
        if (booked.empty() && !amounts) return std::nullopt;
        StatementLine line;
        line.number = table_->row_number(row);
        read_days(row, line);
        read_minor(row, line);
        line.text = field_text(cell(row, Part::text));
        line.counterparty = field_text(cell(row, Part::counterparty));
        line.reference = field_text(cell(row, Part::reference));
        const std::string_view currency = cell(row, Part::currency);
        line.currency = currency_named(currency);
        if (!currency.empty() && !line.currency) note(line, LineProblem::currency_unknown, currency);
        return line;
    }

private:
    [[nodiscard]] std::string_view cell(std::size_t row, Part part) const {
        return cell_of(*table_, row, columns_, part);
    }

    static void note(StatementLine& line, LineProblem problem, std::string_view value) {
        if (line.problem != LineProblem::none) return;
        line.problem = problem;
        line.problem_value = field_text(value);
    }

    void read_days(std::size_t row, StatementLine& line) const {
        const std::string_view booked = cell(row, Part::booked);
        const auto day = read_date(booked, {.order = order_});
        if (day.ok()) {
            line.booked_on = *day;
        } else {
            note(line, booked.empty() ? LineProblem::date_missing : LineProblem::date_unreadable, booked);
        }
        const auto value = read_date(cell(row, Part::value), {.order = order_});
        if (value.ok()) line.value_on = *value;
    }

    void read_minor(std::size_t row, StatementLine& line) const {
        const std::string_view signed_amount = cell(row, Part::amount);
        if (!signed_amount.empty()) {
            add_amount(signed_amount, line, [](std::int64_t minor) { return minor; });
            return;
        }
        const std::string_view debit = cell(row, Part::debit);
        const std::string_view credit = cell(row, Part::credit);
        if (debit.empty() && credit.empty()) return note(line, LineProblem::amount_missing, {});
        // Some banks write what leaves with a sign, some without.
        add_amount(debit, line, [](std::int64_t minor) { return minor < 0 ? minor : -minor; });
        add_amount(credit, line, [](std::int64_t minor) { return minor; });
    }

    template <class Sign>
    void add_amount(std::string_view text, StatementLine& line, Sign sign) const {
        if (text.empty()) return;
        const auto minor = read_amount(text, style_);
        if (!minor.ok()) return note(line, problem_of(minor.error()), text);
        line.minor += sign(*minor);
        if (std::abs(line.minor) > number_max) note(line, LineProblem::amount_too_large, text);
    }

    const CsvTable* table_;
    Columns columns_;
    DateOrder order_;
    NumberStyle style_;
};

}  // namespace

Outcome read_table(std::string text, const BankFileLimits& limits, BankFile& file) {
    CsvReader reader(std::move(text), std::nullopt, {.rows_max = limits.lines_max + title_rows_max});
    constexpr std::size_t rows_per_step = 10'000;
    while (reader.step(rows_per_step)) {}
    if (reader.problem() == CsvProblem::too_many_rows) return BankFileError{"too_many_lines", reader.problem_row()};
    if (reader.problem()) return BankFileError{"malformed", reader.problem_row()};
    const CsvTable table = reader.take();
    std::size_t row = 0;
    Columns columns;
    for (const std::size_t last = std::min(table.row_count(), title_rows_max); row < last; ++row) {
        columns = columns_in(table, row);
        if (are_titles(columns)) break;
    }
    if (!are_titles(columns)) return BankFileError{"no_columns"};
    ++row;
    TableLines lines(table, columns, order_of_dates(table, row, columns));
    Statement statement;
    for (; row < table.row_count(); ++row) {
        if (auto line = lines.line(row)) statement.lines.push_back(*std::move(line));
    }
    file.statements.push_back(std::move(statement));
    return std::nullopt;
}

}  // namespace pupitre::bank_file
