// Rows of the work list, and what is done with the selected ones.
#include "web-ui/screens/work_table.h"

#include <algorithm>
#include <array>

#include <imgui.h>

#include "core/exchange/list_export.h"
#include "core/firm/firm.h"
#include "core/text/format.h"
#include "web-ui/screens/list/bulk_bar.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/screens/work_look.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"

namespace pupitre::ui {

namespace {

constexpr std::array looks = {
    ColumnLook{"kind", 92},
    ColumnLook{"title", 0, 2.6F, Align::left, true, NarrowPlace::first, false},
    ColumnLook{"client", 0, 1.8F, Align::left, true, NarrowPlace::second},
    ColumnLook{"project", 0, 1.4F},
    ColumnLook{"service", 0, 1.4F},
    ColumnLook{"when", 130},
    ColumnLook{"starts_on", 112},
    ColumnLook{"due_on", 150, 0, Align::left, true, NarrowPlace::second_right},
    ColumnLook{"completed_on", 112},
    ColumnLook{"status", 110, 0, Align::left, true, NarrowPlace::first_right},
    ColumnLook{"request_state", 120},
    ColumnLook{"estimate", 92, 0, Align::right},
    ColumnLook{"repeats", 96},
    ColumnLook{"assignee", 60, 0, Align::right, true},
};
constexpr std::string_view done_column = "done";
constexpr float done_width = 42;
constexpr float title_width_min = 240;
constexpr std::string_view complete_key = "complete";

constexpr Cells::Look plain{false, false, Tone::neutral};
constexpr Cells::Look soft_look{false, true, Tone::neutral};

/// The box to finish a task with stands first; a project is finished in its panel.
void add_done_column(std::vector<Column>& columns) {
    if (!columns.empty() && columns.front().key == done_column) return;
    Column done;
    done.key = done_column;
    done.width = done_width;
    done.sortable = done.hideable = false;
    columns.insert(columns.begin(), std::move(done));
}

void title_cells(const Desk& desk, const WorkItem& item, Cells& cells, Intents& out) {
    if (item.kind == WorkKind::task) {
        const std::string name = desk.texts.format("work_list.complete_named", {item.title});
        if (cells.check(frame().narrow ? "title" : done_column, name, item.status == WorkStatus::done)) {
            toggle_done(desk, item.id, out);
        }
    } else {
        cells.icon(frame().narrow ? "title" : done_column, icon_of(item.kind),
                   desk.texts.label("work_list.kind." + std::string(name_of(item.kind))));
    }
    cells.text("title", item.title, is_open(item.status) ? plain : soft_look);
    if (item.repeats) cells.icon("title", Icon::repeat, desk.texts.label("work_list.repeats"));
    if (item.kind != WorkKind::task) return;
    std::size_t done = 0;
    std::size_t all = 0;
    desk.db.for_each_with<&ChecklistItem::task>(TaskId{item.id}, [&](const ChecklistItem& line) {
        ++all;
        done += line.done ? 1 : 0;
    });
    if (all > 0) cells.text("title", std::to_string(done) + "/" + std::to_string(all), soft_look);
}

void due_cells(const Desk& desk, const WorkItem& item, Cells& cells) {
    const DueWords due = due_words(item.status, item.due_on, desk.by.today, desk.texts);
    const bool narrow = frame().narrow;
    cells.text("due_on", narrow && !due.late.empty() ? due.late : due.day,
               {.strong = false, .soft = !is_open(item.status), .tone = due.tone});
    if (due.late.empty() || narrow) return;
    cells.badge("due_on", desk.texts.count("work_list.days_short", days_between(*item.due_on, desk.by.today)),
                Tone::bad);
}

bool is_drawn_by_hand(std::string_view column) {
    constexpr std::array by_hand = {"title", "client", "due_on", "status", "assignee"};
    return std::ranges::find(by_hand, column) != by_hand.end();
}

void row_ui(const Desk& desk, const WorkState& state, Id128 id, Cells& cells, Intents& out) {
    const auto item = work_item(desk.db, id);
    if (!item) return;
    title_cells(desk, *item, cells, out);
    const Client* client = desk.db.find(item->client);
    cells.text("client", client != nullptr ? client->name : std::string(desk.texts.label("work_list.own_work")),
               soft_look);
    due_cells(desk, *item, cells);
    const StatusWords status = status_words(*item, desk.texts);
    cells.badge("status", status.words, status.tone);
    if (const TeamMember* member = desk.db.find(item->who)) cells.avatar("assignee", member->full_name());
    const ListModel& model = state.list.view.list->model();
    const ListedRow row = listed_row(model.sources, desk.db, id);
    for (const ListColumn& column : model.columns) {
        if (column.internal || is_drawn_by_hand(column.key)) continue;
        const Value value = value_of(column, desk.db, row);
        if (column.kind == ColumnKind::yes_no && value != Value{true}) continue;
        cells.text(column.key, words_of(column, desk.db, value, desk.texts), soft_look);
    }
}

/// The table of all selected rows; nothing if they are of several.
std::optional<std::string_view> table_of_selection(const Desk& desk, const std::vector<Id128>& rows) {
    std::optional<WorkKind> kind;
    for (const Id128 id : rows) {
        const auto item = work_item(desk.db, id);
        if (!item) continue;
        if (kind && *kind != item->kind) return std::nullopt;
        kind = item->kind;
    }
    return table_of(kind.value_or(WorkKind::task));
}

/// Finishes the open tasks among the selected rows, as one action.
void complete_selected(const Desk& desk, const std::vector<Id128>& rows, Intents& out) {
    Do deed;
    for (const Id128 id : rows) {
        const Task* task = desk.db.find(TaskId{id});
        if (task == nullptr || !is_open(task->status)) continue;
        std::ranges::move(complete_task(desk, *task).acts, std::back_inserter(deed.acts));
    }
    if (deed.acts.empty()) return;
    deed.title = desk.texts.count("work_list.bulk_completed", static_cast<std::int64_t>(deed.acts.size()));
    out.push_back(std::move(deed));
}

void bulk_ui(const Desk& desk, WorkState& state, Intents& out) {
    if (frame().narrow || state.list.table.selected.empty()) return;
    const std::vector<Id128> rows = selected_rows(state.list);
    const auto table = table_of_selection(desk, rows);
    BulkOptions options;
    options.count_key = "work_list.items";
    if (!table) options.why_not = desk.texts.label("work_list.bulk_mixed");
    const std::array more = {Option{.key = std::string(complete_key),
                                    .label = std::string(desk.texts.label("work_list.bulk_complete")),
                                    .icon = Icon::check,
                                    .enabled = table == Task::table}};
    options.more = more;
    const EntityInfo& info = table == Project::table         ? entity_info<Project>()
                             : table == ClientRequest::table ? entity_info<ClientRequest>()
                                                             : entity_info<Task>();
    if (bulk_bar(desk, state.list, info, options, out) == complete_key) complete_selected(desk, rows, out);
}

}  // namespace

std::span<const ColumnLook> work_looks() { return looks; }

void toggle_done(const Desk& desk, Id128 task, Intents& out) {
    const Task* row = desk.db.find(TaskId{task});
    if (row == nullptr || !desk.by.may(Right::edit)) return;
    out.push_back(is_open(row->status) ? complete_task(desk, *row) : reopen_task(desk, *row));
}

void export_work(const Desk& desk, const WorkState& state, Intents& out) {
    const ListState& list = state.list;
    out.push_back(SaveFile{
        std::string(desk.texts.label("work_list.file")) + "-" + to_iso(desk.by.today) + ".csv",
        "text/csv;charset=utf-8",
        export_list(desk.db, list.view.list->model(), list.view.rows, shown_columns(list), desk.texts.language())});
}

void work_table_ui(const Desk& desk, WorkState& state, float height, Intents& out) {
    ListState& list = state.list;
    add_done_column(list.view.columns);
    const std::vector<Column> columns = desk.route.panel.is_open() && !frame().narrow
                                            ? columns_that_fit(list, "title", title_width_min)
                                            : list.view.columns;
    TableView rows;
    rows.rows = list.view.rows.size();
    rows.key = [&](std::size_t place) { return to_text(list.view.rows[place]); };
    rows.name = [&](std::size_t place) {
        const auto item = work_item(desk.db, list.view.rows[place]);
        return item ? item->title : std::string{};
    };
    rows.groups = list.view.groups;
    rows.draw = [&](std::size_t place, Cells& cells) { row_ui(desk, state, list.view.rows[place], cells, out); };
    TableOptions options;
    options.height = height - (frame().narrow ? 0 : bulk_height(list));
    options.selectable = true;
    const TableResult result = table("work", desk.texts.label("work_list.title"), columns, rows, list.table, options);
    if (result.sort_changed || result.columns_changed) list.keep = true;
    const Result<Id128> opened = parse_id(result.opened);
    if (const auto item = opened.ok() ? work_item(desk.db, *opened) : std::nullopt) {
        open_record(desk, table_of(item->kind), item->id, item->client, out);
    }
    bulk_ui(desk, state, out);
}

}  // namespace pupitre::ui
