// The views of a list that people keep: taken, saved, changed, shared, deleted.
#pragma once

#include "web-ui/screens/list/list_state.h"

namespace pupitre::ui {

/// A chip with its popup. `list` is the model's name.
void views_menu(const Desk& desk, ListState& state, std::string_view list, Intents& out);

/// Takes the view that opens first, once; later the list is left as somebody made it.
void open_first_view(const Desk& desk, ListState& state, std::string_view list);

}  // namespace pupitre::ui
