// The team: who belongs to the firm, and which clients' files are entrusted to members who do not see all of them.
#pragma once

#include <string>
#include <vector>

#include "core/crm/client_access.h"
#include "core/firm/firm.h"
#include "web-ui/screens/lookups.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

/// A card of the settings: the members, each opening in the panel.
void team_ui(const Desk& desk, Intents& out);

/// A tab of the client's sheet: who sees this file, with a box to tick for restricted members.
void team_tab_ui(const Desk& desk, const Client& client, Intents& out);

struct EntrustedState {
    std::string client;  // The file that is being chosen.
    Lookups lookups;
};
/// In the panel of a restricted member: the files entrusted to them.
void entrusted_ui(const Desk& desk, const TeamMember& member, EntrustedState& state, Intents& out);

/// What gives or withdraws access; several of them are one action. Nothing if it is so already.
std::vector<Act> set_access_acts(const Database& db, ClientId client, TeamMemberId member, bool sees);

}  // namespace pupitre::ui
