// Actions on one record, ready to be asked for: their commands and the words for the toast and the history. Used by the
// panel, the client sheet and the lists.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/command/row_commands.h"
#include "core/crm/person.h"
#include "core/work/task.h"
#include "web-ui/screens/screen.h"
#include "web-ui/widgets/choice.h"

namespace pupitre::ui {

/// Opens a record in the panel; nil: a new one for this client.
void open_record(const Desk& desk, std::string_view table, Id128 record, ClientId client, Intents& out);

/// Saves the edits of a form. Finishing and reopening a task are commands of their own, so that its day is noted.
Do change_record(const Desk& desk, const EntityInfo& info, const void* row, const std::vector<FieldEdit>& edits);

Do complete_task(const Desk& desk, const Task& task);
Do reopen_task(const Desk& desk, const Task& task);
Do delete_record(const Desk& desk, const EntityInfo& info, Id128 row);
Do set_inactive(const Desk& desk, const Client& client, bool inactive);
Do make_main(const Desk& desk, const Person& person);

template <class Entity>
std::vector<Id128> ids_of(std::span<const Entity* const> rows) {
    std::vector<Id128> ids;
    for (const Entity* row : rows) ids.push_back(row->id.value);
    return ids;
}

/// "Monter" and "Descendre", as far as the row at this place of a list ordered by hand can go.
void add_moves(std::size_t place, std::size_t rows, const Texts& texts, std::vector<Option>& actions);
/// What one of them does; nothing for another action. The rows are all that the row may change places with, in order.
std::optional<Do> move_record(const Desk& desk, const EntityInfo& info, std::span<const Id128> rows, std::size_t place,
                              std::string_view action);

/// The main person of a client as a command.
Act main_person_act(const Client& client, PersonId person);

/// Why the record can't be deleted, worded for a tooltip; nothing if it can.
std::optional<std::string> why_not_delete(const Desk& desk, const EntityInfo& info, Id128 row);

}  // namespace pupitre::ui
