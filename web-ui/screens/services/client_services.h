// The tab "Prestations" of a client's sheet: projects with the services assigned to them, assigning more, withdrawing.
#pragma once

#include "web-ui/screens/services/assign_form.h"

namespace pupitre::ui {

struct ClientServicesState {
    Id128 project;      // Services are being assigned to it; nil: the list is shown.
    Id128 withdrawing;  // The assignment that is asked about; nil: none.
    AssignFormState form;
};

void services_tab_ui(const Desk& desk, const Client& client, ClientServicesState& state, Intents& out);

/// How many services are running for a client.
std::size_t running_services(const Database& db, ClientId client);

}  // namespace pupitre::ui
