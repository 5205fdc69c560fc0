// The import of a client list: a file is read and planned in small steps, shown row by row with a verdict, and carried out
// as one action that can be undone. Knows no page: files arrive from the application.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/crm/client_import.h"
#include "core/crm/client_import_command.h"
#include "core/exchange/table_file.h"
#include "web-ui/screens/screen.h"
#include "web-ui/widgets/table.h"

namespace pupitre::ui {

enum class ImportStage : std::uint8_t { choose, reading, planning, ready, running, done };

struct ImportState {
    ImportStage stage = ImportStage::choose;
    std::string file_name;
    std::optional<TableFileError> problem;  // Why the last file could not be taken.
    std::optional<Refusal> refusal;         // Why it was not carried out.

    std::unique_ptr<TableFile> file;  // While reading.
    std::unique_ptr<CsvTable> table;
    Encoding encoding = Encoding::utf8;
    std::uint32_t replaced_characters = 0;
    ColumnMapping mapping;
    bool leave_cells_out = false;  // Rows with a wrong cell are taken without that cell.

    std::unique_ptr<ClientImport> plan;
    std::unique_ptr<ClientImportCommands> commands;  // While running.
    const Database* planned_on = nullptr;            // What the plan knows of the data …
    std::uint64_t planned_revision = 0;              // … and as of when.
    ImportCounts counts;

    std::optional<RowVerdict> shown;        // The filter of the rows; nothing: all.
    std::vector<std::uint32_t> shown_rows;  // Places in the plan.
    bool rows_known = false;
    std::string tab;  // "" (rows) or "columns".
    TableState rows;

    double begun_at_ms = 0;
};

/// A file that was chosen or dropped.
void import_file_arrived(ImportState& state, const Desk& desk, std::string name, std::string_view bytes);

/// Whether there is something to read or to plan.
bool import_has_work(const ImportState& state, const Desk& desk);
/// Reads and plans a little further. True: there is more to do.
bool import_step(ImportState& state, const Desk& desk);

/// After RunImport, in each frame until nothing comes: the next commands, all of one action.
std::optional<Do> import_next_batch(ImportState& state, const Desk& desk);
/// All commands were given, or one was refused; what was given before must then be taken back by the caller.
void import_finished(ImportState& state, const Desk& desk, const std::optional<Refusal>& refusal);
/// After CancelImport: what was given has been taken back.
void import_cancelled(ImportState& state);

/// The verdicts as a file for the spreadsheet.
std::string import_report(const ImportState& state, const Desk& desk);

/// Draws into an area that does not scroll: the table does.
void import_ui(const Desk& desk, ImportState& state, Intents& out);

}  // namespace pupitre::ui
