// The tasks of a project in its panel: ticked off, opened, added by their titles.
#pragma once

#include <string>

#include "core/work/task.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

/// What the panel lists; the work log has them all.
constexpr std::size_t project_tasks_shown = 100;

/// `added` is the title being typed at the end. A new task is for the project's responsible, due when the project is.
void project_tasks_ui(const Desk& desk, const Project& project, bool may_edit, std::string& added, Intents& out);

/// A task of a project that is named by its title alone.
Task task_of_project(const Project& project, Id128 id, std::string title);

}  // namespace pupitre::ui
