// The bar above a list: one chip per condition, the button for another one, and how the list is displayed.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "web-ui/screens/list/list_state.h"

namespace pupitre::ui {

struct ConditionsLook {
    /// Conditions that the screen shows itself. Without: none.
    std::function<bool(const ListCondition&)> stands_elsewhere = {};
    /// Columns that can be asked about here. Without: all.
    std::function<bool(std::string_view column)> offers = {};
};
/// The chips, in a row that breaks where there is no more room.
void conditions_ui(const Desk& desk, ListState& state, const ConditionsLook& look);

/// The button for groups, order and columns. It goes at the right.
void display_button(const Desk& desk, ListState& state, std::span<const ColumnLook> looks);

}  // namespace pupitre::ui
