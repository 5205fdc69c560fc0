// The bar above a list: one chip per condition, the button for another one, and how the list is displayed.
#pragma once

#include <span>
#include <string_view>

#include "web-ui/screens/list/list_state.h"

namespace pupitre::ui {

/// The chips, in a row that breaks where there is no more room. Conditions for which `stands_elsewhere` is true are shown by
/// the screen itself.
void conditions_ui(const Desk& desk, ListState& state, bool (*stands_elsewhere)(const ListCondition&));

/// The button for groups, order and columns. It goes at the right.
void display_button(const Desk& desk, ListState& state, std::span<const ColumnLook> looks);

}  // namespace pupitre::ui
