// Carrying out a command: the same function on a device and on the host.
#pragma once

#include "core/command/registry.h"

namespace pupitre {

/// Carries the command out. Either everything it did is in the outcome's change-set and in the database, or it is
/// refused and the database is as before.
Attempt execute(Database& db, const Registry& registry, const Context& by, const Command& command);

}  // namespace pupitre
