// The screens' own states, and which of them is drawn where. Keeps with the session what should survive a reload.
#pragma once

#include "web-ui/device/session.h"
#include "web-ui/screens/client_sheet.h"
#include "web-ui/screens/clients.h"
#include "web-ui/screens/import.h"
#include "web-ui/screens/inbox.h"
#include "web-ui/screens/panel.h"
#include "web-ui/screens/pending.h"
#include "web-ui/screens/portal.h"
#include "web-ui/screens/settings.h"
#include "web-ui/screens/shell.h"
#include "web-ui/screens/work.h"

namespace pupitre::ui {

struct DeskScreens {
    ClientsState clients;
    ClientSheetState sheet;
    WorkState work;
    PanelState panel;
    ImportState import;
    InboxState inbox;
    PendingView pending;
    SettingsView settings;
    SettingsState settings_state;
    PortalState portal;
};

void content_ui(const Desk& desk, const Box& box, DeskScreens& screens, Intents& out);

/// Reads what this person left behind on this device.
void restore_screens(const Session& session, DeskScreens& screens);
/// Hands over what changed since the last frame.
void keep_screens(Session& session, DeskScreens& screens);

}  // namespace pupitre::ui
