// The checklist of a task: add, tick, rename, reorder, delete; and the list of a task that is only being made.
#pragma once

#include <string>
#include <vector>

#include "core/work/task.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

struct ChecklistState {
    std::string added;  // The line being typed at the end.
    Id128 renamed;      // The item whose text is being edited; nil: none.
    std::string renaming;
};

void checklist_ui(const Desk& desk, const Task& task, bool may_edit, ChecklistState& state, Intents& out);

/// The lines of a task that does not exist yet. True if they changed.
bool checklist_draft_ui(const Desk& desk, std::vector<std::string>& lines, ChecklistState& state);

}  // namespace pupitre::ui
