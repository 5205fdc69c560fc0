// Order by hand: rows carry a position with gaps, so that moving one row usually changes that row alone.
#pragma once

#include "core/command/registry.h"

namespace pupitre {

constexpr std::int64_t position_gap = std::int64_t{1} << 20;

/// Gives a new row without a position the place after its siblings.
void place_last(const Database& db, const EntityRules& rules, TableIndex table, AnyRow& row);

/// Moves the row right before another one of its group; a nil or foreign `before` means to the end. When two
/// neighbours have no room between them, the group is numbered anew.
void move_before(Changes& changes, const EntityRules& rules, TableIndex table, Id128 row, Id128 before);

}  // namespace pupitre
