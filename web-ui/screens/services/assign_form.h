// Choosing services to assign, each with its dates, its price and somebody who answers for it, and seeing what will come of
// it. For a project of a client, and for many clients at once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/work/assign_services.h"
#include "web-ui/screens/lookups.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

/// One service as it is being filled in.
struct ChosenService {
    ServiceId service;
    std::optional<Date> starts_on;
    std::optional<Date> ends_on;
    std::optional<std::int64_t> price;  // In hundredths.
    std::string responsible;            // An id; empty: whoever answers for the project.
};

struct AssignFormState {
    std::vector<ChosenService> chosen;
    std::string bundle;
    std::string picked;
    bool tried = false;  // To save: from then on what is missing is said, too.
    Lookups lookups;
};

/// The fields. `project` is the one they go to, or stands for those that are made. `moving` is where a project's date can be
/// moved so that the services fit: then a way to do it stands beside the message.
void assign_form_ui(const Desk& desk, const Project& project, bool moving, AssignFormState& state, Intents& out);

/// What was filled in, ready for the command; nothing if something is wrong: then the fields say what.
std::optional<std::vector<AssignedService>> read_assign_form(const Desk& desk, const Project& project,
                                                             AssignFormState& state);

/// The price as an amount of the firm's currency.
Currency firm_currency(const Database& db);

}  // namespace pupitre::ui
