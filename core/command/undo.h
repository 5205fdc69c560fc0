// Taking a change-set back by a command of its own, so that undo travels, merges and is itself undoable.
//
//   undo {rows: [ {kind: "erase",  table, id, hash}            a row that was inserted goes, if nobody changed it since
//                 {kind: "insert", table, fields}              a row that was deleted comes back
//                 {kind: "update", table, id, set: {key: [expected, restored]}} ]}
//
// What somebody changed meanwhile is kept and reported as a conflict; the rest is taken back.
#pragma once

#include <vector>

#include "core/command/registry.h"

namespace pupitre {

/// Arguments of the `undo` commands that take the changes back, in the order to give them; several if one would be too
/// large.
std::vector<Json> undo_args(const Schema& schema, const ChangeSet& changes);

/// The command itself, for the registry.
CommandType undo_command(const Registry& registry);

}  // namespace pupitre
