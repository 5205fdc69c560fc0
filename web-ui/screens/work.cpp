// Builds the view when something changed, then draws: title, filters, table.
#include "web-ui/screens/work.h"

#include <algorithm>
#include <array>

#include <imgui.h>

#include "core/firm/firm.h"
#include "core/text/format.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/screens/work_filters.h"
#include "web-ui/screens/work_look.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

struct WorkColumnLook {
    WorkColumn column;
    std::string_view key;
    float width;
    float weight;
    Align align;
    NarrowPlace narrow;
};
constexpr std::array<WorkColumnLook, 6> looks = {{
    {WorkColumn::title, "title", 0, 2.6F, Align::left, NarrowPlace::first},
    {WorkColumn::client, "client", 0, 1.8F, Align::left, NarrowPlace::second},
    {WorkColumn::due_on, "due_on", 150, 0, Align::left, NarrowPlace::second_right},
    {WorkColumn::status, "status", 110, 0, Align::left, NarrowPlace::first_right},
    {WorkColumn::estimate, "estimate", 92, 0, Align::right, NarrowPlace::hidden},
    {WorkColumn::assignee, "assignee", 60, 0, Align::right, NarrowPlace::hidden},
}};
constexpr std::string_view done_column = "done";
constexpr float done_width = 42;

bool is_tasks(const WorkState& state) { return state.kind == WorkKind::tasks; }

void build_columns(const Desk& desk, WorkState& state) {
    WorkView& view = state.view;
    view.columns.clear();
    if (is_tasks(state)) {
        Column done;
        done.key = done_column;
        done.width = done_width;
        done.sortable = done.hideable = false;
        view.columns.push_back(std::move(done));
    }
    for (const WorkColumnLook& look : looks) {
        if (look.column == WorkColumn::estimate && !is_tasks(state)) continue;
        Column column;
        column.key = look.key;
        column.label = desk.texts.label(work_column_key(look.column));
        column.width = look.width;
        column.weight = look.weight;
        column.align = look.align;
        column.hideable = look.column != WorkColumn::title;
        column.narrow = look.narrow;
        view.columns.push_back(std::move(column));
    }
}

void build_groups(const Desk& desk, WorkState& state) {
    WorkView& view = state.view;
    view.groups.clear();
    if (!state.table.sorts.empty()) return;  // Sorted by a column there are no groups.
    const auto groups = is_tasks(state) ? work_groups(desk.db, view.rows, desk.by.today)
                                        : project_groups(desk.db, view.rows, desk.by.today);
    for (const WorkGroup& group : groups) {
        view.groups.push_back({group.first, std::string(desk.texts.label(due_group_key(group.group))), group.count});
    }
}

ListOrder order_of(const Desk& desk, const WorkState& state) {
    const TableSort sort = state.table.sorts.empty() ? TableSort{} : state.table.sorts.front();
    const auto found = std::ranges::find(looks, sort.column, &WorkColumnLook::key);
    if (found == looks.end()) return is_tasks(state) ? work_order(desk.by.today) : project_order(desk.by.today);
    return is_tasks(state) ? work_order(found->column, sort.descending) : project_order(found->column, sort.descending);
}

void refresh(const Desk& desk, WorkState& state) {
    WorkView& view = state.view;
    const ListFilter filter = is_tasks(state) ? work_filter(state.filter) : project_filter(state.filter);
    std::string wanted = state.search + '\n' + filter.name + to_iso(desk.by.today);
    for (const TableSort& sort : state.table.sorts) wanted.append(sort.column).push_back(sort.descending ? 'd' : 'u');
    wanted += is_tasks(state) ? 't' : 'p';
    wanted += desk.texts.language() == Language::french ? 'f' : 'e';
    if (view.db == &desk.db && view.revision == desk.revision && view.built_for == wanted) return;
    if (view.db != &desk.db) {
        view.tasks = std::make_unique<ListIndex>(work_list_source(desk.schema()));
        view.projects = std::make_unique<ListIndex>(project_list_source(desk.schema()));
    }
    view.db = &desk.db;
    view.revision = desk.revision;
    view.built_for = std::move(wanted);
    ListIndex& index = is_tasks(state) ? *view.tasks : *view.projects;
    index.set_order(order_of(desk, state));
    index.set_filter(filter);
    index.set_search(state.search);
    view.rows = index.rows(desk.db);
    view.total = index.total();
    build_columns(desk, state);
    build_groups(desk, state);
    const auto shown = static_cast<std::int64_t>(view.rows.size());
    view.count = desk.texts.count(is_tasks(state) ? "work_list.tasks" : "work_list.projects", shown);
    if (!is_tasks(state)) return;
    const std::int64_t minutes = estimated_minutes(desk.db, view.rows);
    if (minutes > 0) view.count += " · " + format_duration(minutes);
}

void open_panel(const Desk& desk, std::string_view table, Id128 record, Id128 client, Intents& out) {
    Route route = desk.route;
    route.panel = {.table = std::string(table), .record = record, .client = client};
    out.push_back(Go{route});
}

void title_ui(const Desk& desk, WorkState& state, Intents& out) {
    const Texts& texts = desk.texts;
    heading(1, texts.label("work_list.title"));
    if (!frame().narrow) {
        beside(12);
        text(state.view.count, {.color = palette().soft, .line = size::button + 2});
    }
    const Option kinds[] = {
        {.key = "tasks", .label = std::string(texts.label("work_list.kind.tasks"))},
        {.key = "projects", .label = std::string(texts.label("work_list.kind.projects"))},
    };
    const std::string_view project = texts.label("work_list.new_project");
    const std::string_view task = texts.label("work_list.new_task");
    const float buttons = frame().narrow ? 0 : 16 + button_width(project, Icon::plus) + button_width(task, Icon::plus);
    beside_right(segmented_width(kinds) + buttons);
    std::string kind = is_tasks(state) ? "tasks" : "projects";
    if (segmented("kind", texts.label("work_list.kind"), kind, kinds)) {
        state.kind = kind == "tasks" ? WorkKind::tasks : WorkKind::projects;
        state.keep = true;
    }
    if (frame().narrow) {
        text(state.view.count, {.style = TextStyle::small, .color = palette().soft});
        return;
    }
    ButtonOptions look;
    look.icon = Icon::plus;
    look.enabled = desk.by.may(Right::edit);
    look.why_disabled = texts.label("refusal.not_permitted");
    beside(8);
    if (button("new_project", project, look)) open_panel(desk, Project::table, {}, state.filter.client.value, out);
    beside(8);
    look.kind = ButtonKind::primary;
    if (button("new_task", task, look)) open_panel(desk, Task::table, {}, state.filter.client.value, out);
}

/// The cells that tasks and projects share.
struct RowWords {
    std::string title;
    ClientId client;
    WorkStatus status = WorkStatus::to_do;
    std::optional<Date> due_on;
    TeamMemberId who;
    std::string_view status_table;
};

void cells_ui(const Desk& desk, const RowWords& row, Cells& cells) {
    const bool finished = !is_open(row.status);
    cells.text("title", row.title, {.strong = false, .soft = finished, .tone = Tone::neutral});
    const Client* client = desk.db.find(row.client);
    cells.text("client", client != nullptr ? client->name : std::string(desk.texts.label("work_list.own_work")),
               {.strong = false, .soft = true, .tone = Tone::neutral});
    const DueWords due = due_words(row.status, row.due_on, desk.by.today, desk.texts);
    const bool narrow = frame().narrow;
    cells.text("due_on", narrow && !due.late.empty() ? due.late : due.day,
               {.strong = false, .soft = finished, .tone = due.tone});
    if (!due.late.empty() && !narrow) {
        cells.badge("due_on", desk.texts.count("work_list.days_short", days_between(*row.due_on, desk.by.today)),
                    Tone::bad);
    }
    const std::string key = "choice." + std::string(row.status_table) + ".status." +
                            std::string(enum_names<WorkStatus>[static_cast<std::size_t>(row.status)]);
    cells.badge("status", desk.texts.label(key), tone_of(row.status));
    const TeamMember* member = desk.db.find(row.who);
    if (member != nullptr) cells.avatar("assignee", member->full_name());
}

void task_row_ui(const Desk& desk, const Task& task, Cells& cells, Intents& out) {
    const std::string name = desk.texts.format("work_list.complete_named", {task.title});
    const bool pressed = cells.check(frame().narrow ? "title" : done_column, name, task.status == WorkStatus::done);
    if (pressed && desk.by.may(Right::edit)) {
        out.push_back(is_open(task.status) ? complete_task(desk, task) : reopen_task(desk, task));
    }
    cells_ui(desk, {task.title, task.client, task.status, task.due_on, task.assignee, Task::table}, cells);
    if (!task.series.is_nil()) cells.icon("title", Icon::repeat, desk.texts.label("work_list.repeats"));
    const auto items = desk.db.ids_with<&ChecklistItem::task>(task.id);
    if (!items.empty()) {
        const auto done =
            std::count_if(items.begin(), items.end(), [&](Id128 id) { return desk.db.get(ChecklistItemId{id}).done; });
        cells.text("title", std::to_string(done) + "/" + std::to_string(items.size()),
                   {.strong = false, .soft = true, .tone = Tone::neutral});
    }
    if (task.estimate_minutes > 0) {
        cells.text("estimate", format_duration(task.estimate_minutes),
                   {.strong = false, .soft = true, .tone = Tone::neutral});
    }
}

void table_ui(const Desk& desk, WorkState& state, float height, Intents& out) {
    WorkView& view = state.view;
    const std::string_view kind = is_tasks(state) ? Task::table : Project::table;
    TableView rows;
    rows.rows = view.rows.size();
    rows.key = [&](std::size_t place) { return to_text(view.rows[place]); };
    rows.name = [&](std::size_t place) { return row_name(desk.db, kind, view.rows[place]); };
    rows.groups = view.groups;
    rows.draw = [&](std::size_t place, Cells& cells) {
        if (is_tasks(state)) {
            const Task* task = desk.db.find(TaskId{view.rows[place]});
            if (task != nullptr) task_row_ui(desk, *task, cells, out);
        } else if (const Project* project = desk.db.find(ProjectId{view.rows[place]})) {
            cells_ui(desk,
                     {project->title, project->client, project->status, project->due_on, project->responsible,
                      Project::table},
                     cells);
        }
    };
    // What opens in the panel, from wherever, is the current row; afterwards the keyboard may leave it.
    if (desk.route.panel.table == kind && desk.route.panel.record != state.opened) {
        state.opened = desk.route.panel.record;
        if (!state.opened.is_nil()) state.table.current = to_text(state.opened);
    }
    TableOptions options;
    options.height = height;
    options.sorts_max = 1;
    const TableResult result =
        table("work", desk.texts.label("work_list.title"), view.columns, rows, state.table, options);
    if (result.sort_changed || result.columns_changed) state.keep = true;
    const Result<Id128> opened = parse_id(result.opened);
    if (!opened.ok()) return;
    const Field* owner = desk.schema().entity(desk.schema().index_of(kind)).find_field("client");
    const Value client = owner->get(desk.db.table(desk.schema().index_of(kind)).find(*opened));
    const auto* id = std::get_if<Id128>(&client);
    open_panel(desk, kind, *opened, id != nullptr ? *id : Id128{}, out);
}

void nothing_ui(const Desk& desk, WorkState& state, Intents& out) {
    const Texts& texts = desk.texts;
    EmptyStateOptions look;
    if (state.view.total > 0) {
        look.icon = Icon::search;
        look.action = texts.label("list.remove_filters");
        look.action_icon = Icon::close;
        if (empty_state("filtered", texts.label("work_list.none_found"), texts.label("work_list.none_found_why"), look)
                .acted) {
            state.search.clear();
            state.filter = {};
            state.keep = true;
            ask_for_frame_in(0);
        }
        return;
    }
    look.icon = Icon::work;
    look.action = texts.label("work_list.first_task");
    look.second_action = texts.label("work_list.first_project");
    const auto pressed = empty_state("empty", texts.label("work_list.empty"), texts.label("work_list.empty_why"), look);
    if (pressed.acted) open_panel(desk, Task::table, {}, {}, out);
    if (pressed.second) open_panel(desk, Project::table, {}, {}, out);
}

}  // namespace

// The sum stands in the title; who wants the single figures shows their column.
WorkState::WorkState() { table.hidden.emplace_back("estimate"); }

void work_ui(const Desk& desk, WorkState& state, Intents& out) {
    if (!state.begun) {
        state.begun = true;
        state.filter.assignee = desk.by.actor;
    }
    refresh(desk, state);
    title_ui(desk, state, out);
    space(12);
    work_filters_ui(desk, state);
    space(12);
    refresh(desk, state);  // What was chosen just now counts in this frame.
    const bool narrow = frame().narrow;
    const float height = ImGui::GetContentRegionAvail().y - (narrow ? size::touch + 12 : 0);
    if (state.view.rows.empty()) {
        nothing_ui(desk, state, out);
    } else {
        table_ui(desk, state, height, out);
    }
    if (!narrow || state.view.total == 0) return;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({at.x, ImGui::GetWindowPos().y + ImGui::GetWindowHeight() - size::touch - 8});
    ButtonOptions primary;
    primary.kind = ButtonKind::primary;
    primary.icon = Icon::plus;
    primary.width = -1;
    primary.enabled = desk.by.may(Right::edit);
    const bool tasks = is_tasks(state);
    if (button("new", desk.texts.label(tasks ? "work_list.first_task" : "work_list.first_project"), primary)) {
        open_panel(desk, tasks ? Task::table : Project::table, {}, state.filter.client.value, out);
    }
}

}  // namespace pupitre::ui
