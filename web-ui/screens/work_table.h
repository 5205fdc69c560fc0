// The work as a list: every column of its model, groups, selection, bulk changes. For the work page only.
#pragma once

#include "web-ui/screens/work.h"

namespace pupitre::ui {

/// Name of the list's model, under which views are kept.
constexpr std::string_view work_list_name = "work";

std::span<const ColumnLook> work_looks();

/// The table and, while rows are selected, the bar below it.
void work_table_ui(const Desk& desk, WorkState& state, float height, Intents& out);

/// Finishes a task or takes it up again, if that is allowed.
void toggle_done(const Desk& desk, Id128 task, Intents& out);

/// What is shown as a file.
void export_work(const Desk& desk, const WorkState& state, Intents& out);

}  // namespace pupitre::ui
