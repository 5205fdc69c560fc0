// The search and the chips above the work list. For the work list only.
#pragma once

#include "web-ui/screens/work.h"

namespace pupitre::ui {

void work_filters_ui(const Desk& desk, WorkState& state);

}  // namespace pupitre::ui
