// The red line of a suspension and the amber strips of flags above a client's sheet and above forms that make something
// for the client. Seen by the firm alone.
#pragma once

#include "core/crm/client.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

/// Draws the client's own warnings first, then the inherited ones with the name of the client they come from.
void client_warnings_ui(const Desk& desk, ClientId client, Intents& out);

}  // namespace pupitre::ui
