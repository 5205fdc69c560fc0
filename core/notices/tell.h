// Whom a command's outcome concerns. Runs behind every command on the host, whichever it is, and looks only at what
// changed, so that no command has to think of it.
#pragma once

#include "core/command/registry.h"

namespace pupitre {

/// Why rows changed: somebody wanted it, somebody took something back, or days passed.
enum class Occasion : std::uint8_t { deed, undo, time };

/// Makes the notices that follow from an outcome. Nobody is told of what they did themselves, nor of what they do not see.
/// Taking back tells nobody anything: a notice whose reason is gone is not shown any more (see is_current).
void tell_members(Changes& changes, const Context& by, Occasion occasion, const ChangeSet& outcome);

}  // namespace pupitre
