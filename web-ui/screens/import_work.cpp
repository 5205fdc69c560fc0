// Reading, planning and carrying out, a slice at a time.
#include <utility>

#include "core/firm/firm.h"
#include "web-ui/screens/import_parts.h"
#include "web-ui/widgets/frame.h"
#include "web-ui/widgets/pace.h"

namespace pupitre::ui {

namespace {

// Small enough that the frame's share is not overdrawn by much, large enough that looking at the clock costs nothing.
constexpr std::size_t read_step_rows = 400;
constexpr std::size_t plan_step_rows = 100;

void fail(ImportState& state, const TableFileError& error) {
    std::string name = std::move(state.file_name);
    state = {};
    state.file_name = std::move(name);
    state.problem = error;
}

void read_on(ImportState& state, const Desk& desk) {
    if (work_for_a_while([&] { return state.file->step(read_step_rows); })) return;
    Result<CsvTable, TableFileError> table = state.file->finish();
    state.file.reset();
    if (!table.ok()) {
        fail(state, table.error());
        return;
    }
    constexpr std::size_t rows_least = 2;  // The titles and a client.
    if (table->row_count() < rows_least) {
        fail(state, {.name = "titles_only"});
        return;
    }
    state.table = std::make_unique<CsvTable>(std::move(*table));
    state.mapping = propose_mapping(*state.table);
    plan_anew(state, desk);
}

bool is_stale(const ImportState& state, const Desk& desk) {
    return state.planned_on != &desk.db || state.planned_revision != desk.db.revision();
}

}  // namespace

void plan_anew(ImportState& state, const Desk& desk) {
    ClientImportOptions options;
    const Firm* firm = desk.db.find(the_firm);
    if (firm != nullptr) options.currency = firm->currency;
    if (firm != nullptr && !firm->country.empty()) options.reading.home_country = firm->country;
    options.faulty_rows = state.leave_cells_out ? FaultyRows::leave_cell_out : FaultyRows::reject;
    options.correction_note = desk.texts.label("import.correction_note");
    options.may_create_groups = desk.by.may(Right::manage_firm);
    options.first_id = desk.new_id();
    state.plan = std::make_unique<ClientImport>(desk.db, *state.table, state.mapping, options);
    state.planned_on = &desk.db;
    state.planned_revision = desk.db.revision();
    state.rows_known = false;
    state.stage = ImportStage::planning;
    state.begun_at_ms = frame().now_ms;
}

void import_file_arrived(ImportState& state, const Desk&, std::string name, std::string_view bytes) {
    if (state.stage == ImportStage::running) return;
    Result<TableFile, TableFileError> file = TableFile::open(bytes);
    const bool leave_cells_out = state.leave_cells_out;
    state = {};
    state.leave_cells_out = leave_cells_out;
    state.file_name = std::move(name);
    if (!file.ok()) {
        state.problem = file.error();
        return;
    }
    state.file = std::make_unique<TableFile>(std::move(*file));
    state.encoding = state.file->encoding();
    state.replaced_characters = state.file->replaced_characters();
    state.stage = ImportStage::reading;
    state.begun_at_ms = frame().now_ms;
}

bool import_has_work(const ImportState& state, const Desk& desk) {
    return state.stage == ImportStage::reading || state.stage == ImportStage::planning ||
           (state.stage == ImportStage::ready && is_stale(state, desk));
}

bool import_step(ImportState& state, const Desk& desk) {
    switch (state.stage) {
    case ImportStage::choose:
    case ImportStage::running:
    case ImportStage::done: return false;
    case ImportStage::reading: read_on(state, desk); return true;
    case ImportStage::planning:
        if (is_stale(state, desk)) plan_anew(state, desk);
        if (work_for_a_while([&] { return state.plan->step(plan_step_rows); })) return true;
        state.counts = state.plan->counts();
        state.stage = ImportStage::ready;
        return true;
    case ImportStage::ready:
        // Somebody else's changes came in meanwhile: the verdicts may be others now.
        if (!is_stale(state, desk)) return false;
        plan_anew(state, desk);
        return true;
    }
    assert(false);
    return false;
}

std::optional<Do> import_next_batch(ImportState& state, const Desk& desk) {
    if (state.stage == ImportStage::ready) {
        state.commands = std::make_unique<ClientImportCommands>(*state.plan);
        state.stage = ImportStage::running;
        state.begun_at_ms = frame().now_ms;
    }
    if (state.stage != ImportStage::running || state.planned_on != &desk.db) return std::nullopt;
    std::optional<Json> args = state.commands->next();
    if (!args) return std::nullopt;
    // A list in braces would copy its elements, and these are long.
    Do batch{{}, desk.texts.count("import.done_title", state.counts.fresh + state.counts.changed)};
    batch.acts.push_back({"client.import", *std::move(args)});
    return batch;
}

void import_finished(ImportState& state, const Desk& desk, const std::optional<Refusal>& refusal) {
    state.refusal = refusal;
    const bool complete = state.commands != nullptr && state.commands->rows_done() == state.commands->rows_total();
    state.commands.reset();
    if (!refusal && complete) {
        state.stage = ImportStage::done;
        return;
    }
    plan_anew(state, desk);
}

void import_cancelled(ImportState& state) {
    state.commands.reset();
    // The rows are looked at again: the data is as before, but newer.
    if (state.stage == ImportStage::running) state.stage = ImportStage::ready;
}

}  // namespace pupitre::ui
