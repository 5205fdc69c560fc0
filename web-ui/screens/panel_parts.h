// The two halves of the panel: editing a record and making a new one. For the panel only.
#pragma once

#include "web-ui/screens/panel.h"
#include "web-ui/widgets/surfaces.h"

namespace pupitre::ui {

/// "client.create" for "client": whether the person may do it.
bool may_write(const Desk& desk, const EntityInfo& info);

/// The same place without the panel.
Route without_panel(const Route& route);

void edit_panel_ui(const Desk& desk, const Box& box, PanelState& state, Intents& out);
void create_panel_ui(const Desk& desk, const Box& box, PanelState& state, Intents& out);

/// Loads the draft of a new record, or begins one.
void begin_draft(const Desk& desk, PanelState& state);

}  // namespace pupitre::ui
