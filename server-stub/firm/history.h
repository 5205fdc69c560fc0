// Who did what: completes the answers to commands with the person and the moment behind what stands against them.
#pragma once

#include "core/command/command.h"
#include "server-stub/storage/storage.h"

namespace pupitre::host {

/// Fills in the cause of a refusal that is about somebody else's work; others are left as they are.
Stored<Done> name_cause(Storage& storage, const Schema& schema, Refusal& refusal);
/// Fills in who put the value there that stands against the command's, or who changed, needs or deleted the row.
Stored<Done> name_cause(Storage& storage, const Schema& schema, Conflict& conflict);

}  // namespace pupitre::host
