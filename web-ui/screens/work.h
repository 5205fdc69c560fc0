// The work list: tasks (or projects) in the groups people think in (overdue, today, this week …), with filters as chips.
// Knows no page and no storage; the application keeps its state.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/query/list_index.h"
#include "core/work/work_list.h"
#include "web-ui/screens/lookups.h"
#include "web-ui/screens/screen.h"
#include "web-ui/widgets/table.h"

namespace pupitre::ui {

/// Tasks, or the projects that they are parts of.
enum class WorkKind : std::uint8_t { tasks, projects };

/// What the screen shows, built anew when the data or the question changes. The words of a row are made when it is seen.
struct WorkView {
    std::unique_ptr<ListIndex> tasks;
    std::unique_ptr<ListIndex> projects;
    std::vector<Id128> rows;
    std::size_t total = 0;  // Before search and filters.
    std::vector<TableGroup> groups;
    std::vector<Column> columns;
    std::string count;  // "38 tâches · 64 h 30 prévues"

    const Database* db = nullptr;  // What it was built from.
    std::uint64_t revision = 0;
    std::string built_for;
};

/// What only this screen knows. Losing it loses no work.
struct WorkState {
    std::string search;
    WorkKind kind = WorkKind::tasks;
    WorkFilter filter;
    bool begun = false;  // Before that, the filter is still to be set to the person's own work.
    TableState table;
    Id128 opened;       // The row that was last made current because the panel shows it.
    bool keep = false;  // Filters or columns are others than before: to be kept; reset by the application.
    Lookups lookups;
    WorkView view;

    WorkState();
};

/// Kind, filters, columns and order; not the search.
Json to_json(const WorkState& state);
void restore(WorkState& state, const Json& kept);

/// Draws into an area that does not scroll: the table does.
void work_ui(const Desk& desk, WorkState& state, Intents& out);

}  // namespace pupitre::ui
