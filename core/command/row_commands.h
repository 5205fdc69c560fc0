// The commands that every entity has, derived from its field table:
//
//   <table>.create  {fields}                              a new row, its id given by the device
//   <table>.change  {id, set: {key: [before, after]}}     field by field; a field that somebody else changed meanwhile
//                                                         is left alone and reported as a conflict
//   <table>.delete  {id}                                  with what belongs to it; refused if other rows need it
//   <table>.move    {id, before: id or null}              by hand, before another row or to the end
//   undo            {rows: […]}                           takes a change-set back, see undo.h
#pragma once

#include <vector>

#include "core/command/registry.h"

namespace pupitre {

/// The row commands of one table. The registry must outlive them.
std::vector<CommandType> row_commands(const Registry& registry, TableIndex table);

/// Arguments for the commands above.
Json create_args(const EntityInfo& info, const void* row);
/// One changed field: `before` is what the author saw.
struct FieldEdit {
    FieldIndex field = 0;
    Value before;
    Value after;
};
Json change_args(const EntityInfo& info, Id128 row, const std::vector<FieldEdit>& edits);
/// The edits that turn one row into another.
std::vector<FieldEdit> edits_between(const EntityInfo& info, const void* before, const void* after);
Json delete_args(Id128 row);
Json move_args(Id128 row, Id128 before);

}  // namespace pupitre
