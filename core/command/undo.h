// Taking a change-set back by a command of its own, so that undo travels, merges and is itself undoable.
//
//   undo {rows: [ {kind: "erase",  table, id, hash}            a row that was inserted goes, if nobody changed it since
//                                                              and no other row needs it by now
//                 {kind: "insert", table, fields}              a row that was deleted comes back
//                 {kind: "update", table, id, set: {key: [expected, restored]}} ]}
//
// What somebody changed or came to need meanwhile is kept and reported as a conflict; the rest is taken back. The author
// needs the right to write the rows, and to delete those that go, unless they made them (EntityRules::creator_key); what
// comes back must satisfy the rules of its table.
#pragma once

#include <span>
#include <vector>

#include "core/command/registry.h"

namespace pupitre {

/// Arguments of the `undo` commands that take the changes back, in the order to give them; several if one would be too
/// large.
std::vector<Json> undo_args(const Schema& schema, const ChangeSet& changes);

/// A row that a command inserted, and the hash that it must still have to be taken away again.
struct InsertedRow {
    TableIndex table = 0;
    Id128 row;
    Hash128 hash;
};
/// The rows, if the changes do nothing but insert them, as an import does; otherwise none. Far shorter than the changes.
std::vector<InsertedRow> only_inserted(const Schema& schema, const ChangeSet& changes);
std::vector<Json> undo_args(const Schema& schema, std::span<const InsertedRow> inserted);

/// The command itself, for the registry.
CommandType undo_command(const Registry& registry);

}  // namespace pupitre
