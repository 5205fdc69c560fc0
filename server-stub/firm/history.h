// Who did what: completes the answers to commands with the person and the moment behind what stands against them.
#pragma once

#include "core/command/command.h"
#include "server-stub/firm/sight.h"

namespace pupitre::host {

/// Where it is looked up, and what may be told of it.
struct Told {
    Storage& storage;
    const Database& db;
    Sight sight;
};

/// Fills in the cause of a refusal that is about somebody else's work; others are left as they are.
Stored<Done> name_cause(const Told& told, Refusal& refusal);
/// Fills in who put the value there that stands against the command's, or who changed, needs or deleted the row.
Stored<Done> name_cause(const Told& told, Conflict& conflict);

}  // namespace pupitre::host
