// pupitre import: a file of clients, carried out whole or not at all, as one batch that can be undone.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include "core/crm/client_import.h"
#include "core/crm/client_import_command.h"
#include "core/crm/client_import_report.h"
#include "core/exchange/table_file.h"
#include "server-stub/base/clock.h"
#include "server-stub/cli/firm_folder.h"
#include "server-stub/cli/orders.h"
#include "server-stub/firm/civil_day.h"
#include "server-stub/firm/local_device.h"

namespace pupitre::host {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t rows_at_once = 10'000;
constexpr std::size_t bytes_per_megabyte = 1'000'000;

std::variant<std::string, ExitCode> read_file(const std::string& path, const Texts& texts) {
    std::error_code error;
    const auto size = fs::is_regular_file(path, error) ? fs::file_size(path, error) : 0;
    std::ifstream file(path, std::ios::binary);
    if (error || !file || !fs::is_regular_file(path, error)) {
        print_error(texts.format("host.import.file_missing", {path}));
        return ExitCode::file_unreadable;
    }
    if (size > text_bytes_max) {
        print_error(texts.format("host.import.too_large", {path, std::to_string(text_bytes_max / bytes_per_megabyte)}));
        return ExitCode::file_unreadable;
    }
    return std::string(std::istreambuf_iterator<char>(file), {});
}

std::variant<CsvTable, ExitCode> read_table(const std::string& path, const Texts& texts) {
    auto bytes = read_file(path, texts);
    if (const auto* code = std::get_if<ExitCode>(&bytes)) return *code;
    const auto unreadable = [&](const TableFileError& error) {
        print_error(texts.format("host.import.unreadable", {texts.format("import.file." + std::string(error.name),
                                                                         {std::to_string(error.row)})}));
        return ExitCode::file_unreadable;
    };
    auto file = TableFile::open(std::get<std::string>(bytes));
    if (!file) return unreadable(file.error());
    auto table = file->finish();
    if (!table) return unreadable(table.error());
    return std::move(*table);
}

std::string titles_of(const CsvTable& table) {
    std::string titles;
    for (std::size_t column = 0; table.row_count() > 0 && column < table.column_count(0); ++column) {
        if (!titles.empty()) titles += ", ";
        titles += table.cell(0, column);
    }
    return titles;
}

/// Columns that nobody reads, so that what they hold is not lost without a word.
void print_unknown_columns(const CsvTable& table, const ColumnMapping& mapping, const Texts& texts) {
    for (std::size_t column = 0; column < mapping.size(); ++column) {
        if (mapping[column] || table.cell(0, column).empty()) continue;
        print_error(texts.format("host.import.unknown_column", {table.cell(0, column)}));
    }
}

std::string repeated(const RowPlan& row, const Database& db, const Texts& texts) {
    if (row.repeats != 0) return texts.format("import.repeats_row", {std::to_string(row.repeats)});
    const Client* client = db.find(row.client);
    return texts.format("import.repeats_client", {client != nullptr ? client->name : std::string{}});
}

/// Rows that are not taken, and doubts about those that are, each with its reason.
void print_problems(const ClientImport& plan, const Texts& texts) {
    for (const RowPlan& row : plan.rows()) {
        const std::string number = std::to_string(row.number);
        if (row.verdict == RowVerdict::duplicate) {
            print_error(texts.format("host.import.row_duplicate", {number, repeated(row, plan.db(), texts)}));
        }
        for (const CellProblem& problem : row.problems) {
            const auto key = problem.is_error ? "host.import.row" : "host.import.row_doubt";
            print_error(texts.format(key, {number, problem_text(problem, texts)}));
        }
    }
}

std::string summary(const ImportCounts& counts) {
    std::string line = "new " + std::to_string(counts.fresh);
    line += ", changed " + std::to_string(counts.changed);
    line += ", unchanged " + std::to_string(counts.unchanged);
    line += ", duplicate " + std::to_string(counts.duplicate);
    return line + ", error " + std::to_string(counts.error);
}

Stored<std::optional<Refusal>> carry_out(const ClientImport& plan, LocalDevice& device) {
    // All commands first: the plan was made for the data as they are before the first one.
    std::vector<Json> orders;
    ClientImportCommands commands(plan);
    while (auto args = commands.next()) orders.push_back(std::move(*args));
    Command command;
    command.name = "client.import";
    command.batch = new_id();
    command.at_ms = now_ms();
    command.today = civil_today();
    for (Json& args : orders) {
        command.id = new_id();
        command.args = std::move(args);
        const auto attempt = device.run(command);
        if (!attempt) return attempt.error();
        if (!*attempt) return std::optional(attempt->error());
    }
    return std::optional<Refusal>{};
}

ExitCode import_table(Turn& turn, const CsvTable& table, const ImportOrder& order, const Texts& texts) {
    const TeamMember* actor = find_actor(turn.db(), order.actor);
    if (actor == nullptr) {
        print_error(texts.format("host.import.no_actor", {order.actor}));
        return ExitCode::refused;
    }
    LocalDevice device(turn);
    device.act_as(actor->id);
    ClientImportOptions options;
    options.first_id = new_id();
    const ColumnMapping mapping = propose_mapping(table);
    if (std::ranges::find(mapping, std::optional(SheetColumn::name)) == mapping.end()) {
        print_error(texts.format("host.import.no_name_column", {titles_of(table)}));
        return ExitCode::file_unreadable;
    }
    print_unknown_columns(table, mapping, texts);
    ClientImport plan(turn.db(), table, mapping, options);
    while (plan.step(rows_at_once)) {}
    print_problems(plan, texts);
    if (order.dry_run) {
        print_line(std::string(texts.label("host.import.dry_run")));
    } else {
        const auto refusal = carry_out(plan, device);
        if (!refusal) return report(refusal.error(), order.data, texts);
        if (*refusal) {
            print_error(texts.format("host.import.refused", {refusal_text(**refusal, texts)}));
            return ExitCode::refused;
        }
        const auto committed = turn.commit();
        if (!committed) return report(committed.error(), order.data, texts);
    }
    print_line(summary(plan.counts()));
    return ExitCode::done;
}

}  // namespace

ExitCode run(const ImportOrder& order, const Texts& texts) {
    auto table = read_table(order.file, texts);
    if (const auto* code = std::get_if<ExitCode>(&table)) return *code;
    Log log(LogFormat::text, LogLevel::error);
    auto opened = open_firm({order.data}, texts, log);
    if (const auto* code = std::get_if<ExitCode>(&opened)) return *code;
    auto turn = Turn::begin(*std::get<std::unique_ptr<Authority>>(opened));
    if (!turn) return report(turn.error(), order.data, texts);
    return import_table(**turn, std::get<CsvTable>(table), order, texts);
}

}  // namespace pupitre::host
