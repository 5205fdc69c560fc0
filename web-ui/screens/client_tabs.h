// The tabs of a client's sheet, and what is around them. For the client sheet only.
#pragma once

#include <vector>

#include "core/crm/address.h"
#include "core/crm/note.h"
#include "core/crm/person.h"
#include "core/work/task.h"
#include "web-ui/screens/client_sheet.h"

namespace pupitre::ui {

void general_tab_ui(const Desk& desk, const Client& client, ClientSheetState& state, Intents& out);
void people_tab_ui(const Desk& desk, const Client& client, Intents& out);
void addresses_tab_ui(const Desk& desk, const Client& client, Intents& out);
void notes_tab_ui(const Desk& desk, const Client& client, ClientSheetState& state, Intents& out);
void work_tab_ui(const Desk& desk, const Client& client, Intents& out);

/// In the order by hand.
std::vector<const Person*> people_of(const Database& db, ClientId client);
std::vector<const Address*> addresses_of(const Database& db, ClientId client);
/// Pinned ones first, then the newest.
std::vector<const Note*> notes_of(const Database& db, ClientId client);

/// "12 rue de la Gare" and "42000 Saint-Étienne".
std::string street_line(const Address& address);
std::string city_line(const Address& address, const Desk& desk);

}  // namespace pupitre::ui
