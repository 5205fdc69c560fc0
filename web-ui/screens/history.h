// The button that is always there, with the list of what was done lately: each action can be taken back or done again.
#pragma once

#include "core/sync/undo_history.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

struct HistoryState {
    std::size_t shown = 12;  // How many actions the list shows.
};

/// Draws the button at the cursor, and the list while it is open.
void history_button(const Desk& desk, const UndoHistory& history, HistoryState& state, Intents& out);

}  // namespace pupitre::ui
