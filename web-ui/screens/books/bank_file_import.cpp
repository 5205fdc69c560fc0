// Reading, planning and carrying out, a slice at a time.
#include "web-ui/screens/books/bank_file_import.h"

#include <algorithm>
#include <utility>

#include "web-ui/widgets/pace.h"

namespace pupitre::ui {

namespace {

constexpr std::size_t plan_step_lines = 200;

bool is_stale(const BankImportState& state, const Desk& desk) {
    return state.planned_on != &desk.db || state.planned_revision != desk.db.revision();
}

/// The statement of the account, otherwise the first one.
std::size_t statement_for(const BankFile& file, const BankAccount& account) {
    const auto found = std::ranges::find_if(file.statements, [&](const Statement& statement) {
        return is_number_of(account, statement.account_number) && !statement.lines.empty();
    });
    if (found != file.statements.end()) return static_cast<std::size_t>(found - file.statements.begin());
    const auto first = std::ranges::find_if(file.statements, [](const Statement& one) { return !one.lines.empty(); });
    return static_cast<std::size_t>(first - file.statements.begin());
}

/// What a statement says of its currency holds for each of its lines.
std::vector<StatementLine> lines_of(const Statement& statement) {
    std::vector<StatementLine> lines = statement.lines;
    for (StatementLine& line : lines) {
        if (!line.currency) line.currency = statement.currency;
    }
    return lines;
}

void plan_anew(BankImportState& state, const Desk& desk) {
    if (desk.db.find(state.account) == nullptr) {
        state = {};
        return;
    }
    state.plan = std::make_unique<BankImport>(desk.db, state.account, lines_of(state.file.statements[state.statement]),
                                              state.file.format == BankFormat::ofx);
    state.planned_on = &desk.db;
    state.planned_revision = desk.db.revision();
    state.rows_known = false;
    state.stage = BankImportStage::planning;
}

}  // namespace

void bank_file_arrived(BankImportState& state, const Desk& desk, BankAccountId account, std::string name,
                       std::string_view bytes) {
    const BankAccount* into = desk.db.find(account);
    if (state.stage == BankImportStage::running || into == nullptr) return;
    state = {};
    state.account = account;
    state.file_name = std::move(name);
    Result<BankFile, BankFileError> file = read_bank_file(bytes);
    if (!file.ok()) {
        state.problem = file.error();
        state.stage = BankImportStage::problem;
        return;
    }
    state.file = *std::move(file);
    state.statement = statement_for(state.file, *into);
    plan_anew(state, desk);
}

bool bank_import_has_work(const BankImportState& state, const Desk& desk) {
    return state.stage == BankImportStage::planning || (state.stage == BankImportStage::ready && is_stale(state, desk));
}

bool bank_import_step(BankImportState& state, const Desk& desk) {
    if (!bank_import_has_work(state, desk)) return false;
    if (is_stale(state, desk)) plan_anew(state, desk);
    if (state.stage != BankImportStage::planning) return false;
    if (work_for_a_while([&] { return state.plan->step(plan_step_lines); })) return true;
    state.counts = state.plan->counts();
    state.stage = BankImportStage::ready;
    return true;
}

std::optional<Do> bank_import_next(BankImportState& state, const Desk& desk) {
    if (state.stage == BankImportStage::ready) {
        state.commands = std::make_unique<BankImportCommands>(*state.plan, state.with_similar);
        state.stage = BankImportStage::running;
    }
    if (state.stage != BankImportStage::running || state.planned_on != &desk.db) return std::nullopt;
    std::optional<Json> args = state.commands->next();
    if (!args) return std::nullopt;
    const std::size_t count = state.counts.fresh + (state.with_similar ? state.counts.similar : 0);
    Do batch{{}, desk.texts.count("books.imported", static_cast<std::int64_t>(count))};
    batch.acts.push_back({"bank_transaction.import", *std::move(args)});
    return batch;
}

void bank_import_finished(BankImportState& state, const Desk& desk, const std::optional<Refusal>& refusal) {
    state.refusal = refusal;
    const bool complete = state.commands != nullptr && state.commands->lines_done() == state.plan->lines().size();
    state.commands.reset();
    if (!refusal && complete) {
        state.stage = BankImportStage::done;
        return;
    }
    plan_anew(state, desk);
}

void bank_import_cancelled(BankImportState& state) {
    state.commands.reset();
    // The lines are looked at again: the data is as before, but newer.
    if (state.stage == BankImportStage::running) state.stage = BankImportStage::ready;
}

}  // namespace pupitre::ui
