// What can be done with the selected rows of a list at once: change a field, delete, export. The number is said before anything
// happens, and all of it is one action with one undo.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "web-ui/screens/list/list_state.h"

namespace pupitre::ui {

/// At most so many rows are changed in one go.
constexpr std::size_t bulk_rows_max = 2'000;

struct BulkOptions {
    std::string_view count_key = {};  // Message with the number: "{0} client|{0} clients".
    Right delete_right = Right::edit;
    std::string_view why_not = {};      // Why these rows can't be changed together; empty if they can.
    std::span<const Option> more = {};  // Further things to do with them, as buttons before the others.
};

/// Draws the bar at the cursor, while rows are selected; `bulk_height` says how high it is. The key of the further thing that
/// was pressed; empty: none.
std::string bulk_bar(const Desk& desk, ListState& state, const EntityInfo& info, const BulkOptions& options,
                     Intents& out);
float bulk_height(const ListState& state);

/// The selected rows that the list shows, in its order.
std::vector<Id128> selected_rows(const ListState& state);

}  // namespace pupitre::ui
