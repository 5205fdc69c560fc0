// Deleting a row together with what belongs to it, as the field tables declare: cascade, clear or refuse.
#pragma once

#include <functional>
#include <optional>

#include "core/command/registry.h"

namespace pupitre {

/// Deletes the row and everything that cascades from it, clears references that may be cleared. Refuses with
/// row_in_use, and changes nothing, if a row that stays needs one that goes; `detail` names that row's table.
std::optional<Refusal> delete_with_dependents(Changes& changes, TableIndex table, Id128 row);

/// The same question without doing it, so that a screen can grey the button out and say why.
std::optional<Refusal> refuse_deletion(const Database& db, TableIndex table, Id128 row);

/// A row that points at this one, whether it would go, be cleared or refuse; nothing if there is none but rows that are
/// `ignored`.
std::optional<Cause> first_use(const Database& db, TableIndex table, Id128 row,
                               const std::function<bool(TableIndex, Id128)>& ignored);

}  // namespace pupitre
