// The search and the chips above the work. For the work page only.
#pragma once

#include "web-ui/screens/work.h"

namespace pupitre::ui {

void work_filters_ui(const Desk& desk, WorkState& state, Intents& out);

/// The client asked for by itself; nil if it is none or several.
ClientId asked_client(const ListQuery& query);
/// Asks for nothing any more.
void clear_question(WorkState& state);

}  // namespace pupitre::ui
