// Reading the ledger of a data folder for an order of the command line, and wording what is wrong with it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "core/text/catalogue.h"
#include "server-stub/cli/exit_code.h"
#include "server-stub/firm/ledger_walk.h"

namespace pupitre::host {

struct LedgerRead {
    std::unique_ptr<Database> db;  // The stored rows.
    LedgerFacts facts;
};

/// Says on standard error what keeps it from reading. `visit` as in walk_ledger; may be null.
std::variant<LedgerRead, ExitCode> read_ledger(const std::string& folder, const Texts& texts,
                                               const std::function<void(const WalkedLink&)>& visit);

std::string broken_entry_text(const BrokenEntry& broken, const Database& db, const Texts& texts);

}  // namespace pupitre::host
