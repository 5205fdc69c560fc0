// The catalogue in the settings: the switch of the module, categories with their services, bundles, deliverables; and one
// service with its items.
#pragma once

#include <string>

#include "web-ui/screens/form.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

struct CatalogueState {
    bool with_archived = false;
    Id128 removing;      // The category whose removal is asked about; nil: none.
    std::string target;  // Where its services go.
    Id128 service;       // What the form belongs to.
    FormState form;
    Lookups lookups;
};

/// The card of the settings that leads there, or says that the module is off.
void services_card_ui(const Desk& desk, Intents& out);
/// The whole catalogue; desk.route.tab is "services".
void catalogue_ui(const Desk& desk, CatalogueState& state, Intents& out);
/// desk.route.record is the service; desk.route.tab is "service".
void service_editor_ui(const Desk& desk, CatalogueState& state, Intents& out);

}  // namespace pupitre::ui
