// Assigning services to all selected clients at once: a project for each, with the same dates and services.
#pragma once

#include "web-ui/screens/services/assign_form.h"

namespace pupitre::ui {

struct AssignManyState {
    std::vector<ClientId> clients;  // Empty: nobody is assigning.
    std::string title;
    std::optional<Date> starts_on;
    std::optional<Date> due_on;
    std::string responsible;
    AssignFormState form;
};

void begin_assign_many(const Desk& desk, std::vector<ClientId> clients, AssignManyState& state);
/// Instead of the list, while somebody is assigning.
void assign_many_ui(const Desk& desk, AssignManyState& state, Intents& out);

}  // namespace pupitre::ui
