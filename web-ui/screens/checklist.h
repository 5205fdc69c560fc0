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

/// The words of a list of lines as message keys.
struct LinesWords {
    std::string_view title = "checklist.title";
    std::string_view add = "checklist.add";
};
/// The lines of something that does not exist yet: of a task its checklist. True if they changed.
bool lines_draft_ui(const Desk& desk, std::vector<std::string>& lines, ChecklistState& state,
                    const LinesWords& words = {});

}  // namespace pupitre::ui
