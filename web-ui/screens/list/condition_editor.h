// The small form in which a condition is made or changed: the test, then the values that fit the column.
#pragma once

#include "web-ui/screens/list/list_state.h"

namespace pupitre::ui {

/// Draws into a popup. True when the condition is to be applied.
[[nodiscard]] bool condition_editor_ui(const Desk& desk, ListState& state, bool just_opened);

}  // namespace pupitre::ui
