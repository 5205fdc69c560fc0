// What an item of a service, and what a task, waits for; in the panel. And where a task comes from.
#pragma once

#include "core/catalogue/service_bundle.h"
#include "core/work/work_dependency.h"
#include "web-ui/screens/services/linked_rows.h"

namespace pupitre::ui {

void item_waits_ui(const Desk& desk, const ServiceItem& item, bool may_edit, LinkedRowsState& state, Intents& out);
void task_waits_ui(const Desk& desk, const Task& task, bool may_edit, LinkedRowsState& state, Intents& out);
/// The services of a bundle.
void bundle_services_ui(const Desk& desk, const ServiceBundle& bundle, bool may_edit, LinkedRowsState& state,
                        Intents& out);
/// Above the form of a task that can't begin: what it waits for and who has that. Nothing is drawn otherwise.
void held_up_ui(const Desk& desk, const Task& task);
/// "De la prestation « TVA » du projet « Année 2027 »"; nothing is drawn for a task made by hand.
void origin_ui(const Desk& desk, const Task& task, Intents& out);

}  // namespace pupitre::ui
