// The client list: search as you type, conditions, groups, chosen columns, sorting, export of what is shown.
// Knows no page and no storage; the application keeps its state.
#pragma once

#include "web-ui/screens/list/list_state.h"
#include "web-ui/screens/services/assign_many.h"

namespace pupitre::ui {

/// What only this screen knows. Losing it loses no work.
struct ClientsState : ListState {
    ClientsState();

    AssignManyState assigning;
};

/// Somebody comes from another module: the list shows the active clients again, or the view that was taken.
void entered(ClientsState& state);

/// Draws into an area that does not scroll: the table does.
void clients_ui(const Desk& desk, ClientsState& state, Intents& out);

}  // namespace pupitre::ui
