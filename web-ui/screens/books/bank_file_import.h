// The import of a bank's file into an account: read, planned in slices, shown line by line with what it does, and carried out as
// one action that can be undone. Knows no page: files arrive from the application.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/books/bank_import.h"
#include "web-ui/screens/screen.h"
#include "web-ui/widgets/table.h"

namespace pupitre::ui {

enum class BankImportStage : std::uint8_t { none, problem, planning, ready, running, done };

struct BankImportState {
    BankImportStage stage = BankImportStage::none;
    BankAccountId account;  // Into which the lines go.
    std::string file_name;
    std::optional<BankFileError> problem;  // Why the file could not be taken.
    std::optional<Refusal> refusal;        // Why it was not carried out.
    BankFile file;
    std::size_t statement = 0;  // Which of the file's.

    std::unique_ptr<BankImport> plan;
    std::unique_ptr<BankImportCommands> commands;  // While running.
    const Database* planned_on = nullptr;          // What the plan knows of the data …
    std::uint64_t planned_revision = 0;            // … and as of when.
    LineCounts counts;
    bool with_similar = false;

    std::optional<LineVerdict> shown;       // The filter of the lines; nothing: all.
    std::vector<std::uint32_t> shown_rows;  // Places in the plan.
    bool rows_known = false;
    TableState rows;
};

/// A file that was chosen or dropped, for an account that is there.
void bank_file_arrived(BankImportState& state, const Desk& desk, BankAccountId account, std::string name,
                       std::string_view bytes);

/// Whether there is something to plan.
bool bank_import_has_work(const BankImportState& state, const Desk& desk);
/// Plans a little further. True: there is more to do.
bool bank_import_step(BankImportState& state, const Desk& desk);

/// Once it was asked for, until nothing comes: the next commands, all of one action.
std::optional<Do> bank_import_next(BankImportState& state, const Desk& desk);
/// All commands were given, or one was refused; what was given before must then be taken back by the caller.
void bank_import_finished(BankImportState& state, const Desk& desk, const std::optional<Refusal>& refusal);
/// It was broken off: what was given has been taken back.
void bank_import_cancelled(BankImportState& state);

/// `height`: of the table of lines.
void bank_import_ui(const Desk& desk, BankImportState& state, float height, Intents& out);

}  // namespace pupitre::ui
