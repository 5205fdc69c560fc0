// What a person who does not see every scope may reach and learn with a command. One guard behind all commands, so that
// none of them has to think of it.
#pragma once

#include <optional>

#include "core/command/command.h"
#include "core/command/context.h"
#include "core/store/database.h"

namespace pupitre {

/// A row that is there and that the actor sees; null otherwise.
const void* find_seen(const Database& db, const Context& by, TableIndex table, Id128 row);

/// Why this outcome, which is carried out, must not stand: it changes rows that the actor sees neither before nor behind
/// it, refers to some, or would tell of some. Then it is taken back.
std::optional<Refusal> refuse_out_of_sight(Database& db, const Context& by, const Outcome& outcome);

/// The refusal without what it says of hidden rows.
Refusal without_hidden(const Database& db, const Context& by, Refusal refusal);

}  // namespace pupitre
