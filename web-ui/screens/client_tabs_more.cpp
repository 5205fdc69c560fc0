// Notes and work of a client.
#include <algorithm>
#include <span>
#include <tuple>

#include "core/exchange/plain_text.h"
#include "core/firm/firm.h"
#include "core/text/format.h"
#include "web-ui/screens/client_tabs.h"
#include "web-ui/screens/form_values.h"
#include "web-ui/screens/list_row.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/screens/work_look.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr int note_rows = 3;

void add_note_ui(const Desk& desk, const Client& client, ClientSheetState& state, Intents& out) {
    const Texts& texts = desk.texts;
    FieldOptions look;
    look.placeholder = texts.label("client_sheet.note_placeholder");
    const Edited edited = long_text("note", texts.label("client_sheet.new_note"), state.note, note_rows, look);
    space(8);
    const bool empty = trimmed(state.note).empty();
    ButtonOptions add;
    add.kind = ButtonKind::primary;
    add.enabled = !empty;
    add.why_disabled = texts.label("client_sheet.note_empty");
    const bool pressed = button("add_note", texts.label("client_sheet.add_note"), add);
    if (empty || !(pressed || edited.submitted)) return;
    Note note;
    note.id.value = desk.new_id();
    note.client = client.id;
    note.text = trimmed(state.note);
    out.push_back(Do{{{"note.create", create_args(entity_info<Note>(), &note)}},
                     std::string(texts.label("client_sheet.note_added"))});
    state.note.clear();
}

Do set_pinned(const Desk& desk, const Note& note, bool pinned) {
    Note after = note;
    after.pinned = pinned;
    const EntityInfo& info = entity_info<Note>();
    return {{{"note.change", change_args(info, note.id.value, edits_between(info, &note, &after))}},
            std::string(desk.texts.label(pinned ? "client_sheet.note_pinned" : "client_sheet.note_unpinned"))};
}

void note_ui(const Desk& desk, const Note& note, bool may_edit, Intents& out) {
    const Texts& texts = desk.texts;
    const IdScope scope(note.id);
    const Card card("note", 16);
    const TeamMember* author = desk.db.find(note.author);
    const std::string by =
        texts.format("client_sheet.note_by",
                     {author != nullptr ? author->full_name() : texts.label("client_sheet.unknown_author"),
                      format_date(date_of_instant(note.written_at, desk.utc_offset_minutes), texts.language()),
                      format_time(note.written_at, desk.utc_offset_minutes)});
    text((note.pinned ? std::string(texts.label("note.pinned")) + " · " : std::string{}) + by,
         {.style = TextStyle::small,
          .color = palette().soft,
          .width = available_width() - icon_button_width - 8,
          .line = 28});
    if (may_edit) {
        beside_right(icon_button_width);
        const Option actions[] = {
            {.key = "pin",
             .label = std::string(texts.label(note.pinned ? "client_sheet.unpin" : "client_sheet.pin")),
             .icon = Icon::star},
            {.key = "edit", .label = std::string(texts.label("list.edit")), .icon = Icon::pencil},
            {.key = "delete",
             .label = std::string(texts.label("list.delete")),
             .icon = Icon::trash,
             .danger = true,
             .separated = true},
        };
        const std::string taken = menu_button("menu", Icon::more, texts.label("list.actions"), actions);
        if (taken == "pin") out.push_back(set_pinned(desk, note, !note.pinned));
        if (taken == "edit") open_record(desk, Note::table, note.id.value, note.client, out);
        if (taken == "delete") out.push_back(delete_record(desk, entity_info<Note>(), note.id.value));
    }
    space(4);
    paragraph(note.text);
}

/// Open work first, by due date; undated work after dated; what is finished last.
template <class Work>
auto rank(const Work& row) {
    return std::tuple{!is_open(row.status), !row.due_on, row.due_on.value_or(Date{})};
}

template <class Work>
std::vector<const Work*> work_of(const Database& db, ClientId client) {
    std::vector<const Work*> rows;
    db.for_each_with<&Work::client>(client, [&](const Work& row) { rows.push_back(&row); });
    const auto place = [](const Work& row) { return std::tuple{rank(row), row.position, row.id}; };
    std::stable_sort(rows.begin(), rows.end(), [&](const Work* a, const Work* b) { return place(*a) < place(*b); });
    return rows;
}

/// The work around one that is due on the same day: among it, people choose the order by hand.
template <class Work>
std::span<const Work* const> same_day(const std::vector<const Work*>& rows, const Work& work) {
    const auto earlier = [](const Work* a, const Work* b) { return rank(*a) < rank(*b); };
    const auto [first, last] = std::equal_range(rows.begin(), rows.end(), &work, earlier);
    return {first, last};
}

ListRow work_row(const Desk& desk, std::string_view table, const std::string& title, WorkStatus status,
                 std::optional<Date> due_on, TeamMemberId who) {
    ListRow row;
    row.title = title;
    row.faded = !is_open(status);
    const DueWords due = due_words(status, due_on, desk.by.today, desk.texts);
    row.right = due.late.empty() ? due.day : due.day + " · " + due.late;
    row.right_tone = due.tone;
    const std::string key = "choice." + std::string(table) + ".status." +
                            std::string(enum_names<WorkStatus>[static_cast<std::size_t>(status)]);
    row.labels.emplace_back(std::string(desk.texts.label(key)), tone_of(status));
    const TeamMember* member = desk.db.find(who);
    if (member != nullptr) row.detail = member->full_name();
    return row;
}

/// A row with its menu; true when its box was pressed. A row that can't be moved needs no menu: pressing it opens it.
template <class Work>
bool row_ui(const Desk& desk, const std::vector<const Work*>& rows, std::size_t place, ListRow& row, Intents& out) {
    const Work& work = *rows[place];
    const std::span<const Work* const> same = same_day(rows, work);
    const auto among = static_cast<std::size_t>(std::find(same.begin(), same.end(), &work) - same.begin());
    if (desk.by.may(Right::edit)) add_moves(among, same.size(), desk.texts, row.actions);
    const ListRowResult result = list_row_ui(row, desk.texts.label("list.actions"), place + 1 == rows.size());
    if (result.opened) open_record(desk, Work::table, work.id.value, work.client, out);
    if (!result.action.empty()) {
        const std::vector<Id128> ids = ids_of(same);
        if (auto moved = move_record(desk, entity_info<Work>(), ids, among, result.action))
            out.push_back(*std::move(moved));
    }
    return result.checked;
}

}  // namespace

std::vector<const Note*> notes_of(const Database& db, ClientId client) {
    std::vector<const Note*> notes;
    db.for_each_with<&Note::client>(client, [&](const Note& note) { notes.push_back(&note); });
    const auto rank = [](const Note& note) { return std::tuple{!note.pinned, -note.written_at, note.id}; };
    std::stable_sort(notes.begin(), notes.end(), [&](const Note* a, const Note* b) { return rank(*a) < rank(*b); });
    return notes;
}

void notes_tab_ui(const Desk& desk, const Client& client, ClientSheetState& state, Intents& out) {
    const bool may_edit = desk.by.may(Right::edit);
    if (may_edit) {
        add_note_ui(desk, client, state, out);
        space(16);
    }
    const std::vector<const Note*> notes = notes_of(desk.db, client.id);
    if (notes.empty()) text(desk.texts.label("client_sheet.no_notes"), {.color = palette().soft});
    for (const Note* note : notes) {
        note_ui(desk, *note, may_edit, out);
        space(8);
    }
}

void work_tab_ui(const Desk& desk, const Client& client, Intents& out) {
    const Texts& texts = desk.texts;
    const bool may_edit = desk.by.may(Right::edit);
    const auto tasks = work_of<Task>(desk.db, client.id);
    const auto projects = work_of<Project>(desk.db, client.id);
    if (tasks.empty() && projects.empty()) {
        EmptyStateOptions look;
        look.icon = Icon::work;
        look.action = texts.label("client_sheet.add_task");
        look.second_action = texts.label("client_sheet.add_project");
        const auto pressed =
            empty_state("none", texts.label("client_sheet.no_work"), texts.label("client_sheet.no_work_why"), look);
        if (pressed.acted) open_record(desk, Task::table, {}, client.id, out);
        if (pressed.second) open_record(desk, Project::table, {}, client.id, out);
        return;
    }
    const auto head = [&](std::string_view title_key, std::string_view add_key, std::string_view table,
                          std::size_t count) {
        const IdScope scope(table);
        text(std::string(texts.label(title_key)) + " · " + std::to_string(count),
             {.style = TextStyle::body_strong, .line = size::button});
        if (!may_edit) return;
        const std::string_view words = texts.label(add_key);
        beside_right(button_width(words, Icon::plus));
        if (button("add", words, {.icon = Icon::plus})) open_record(desk, table, {}, client.id, out);
    };
    head("client_sheet.projects", "client_sheet.add_project", Project::table, projects.size());
    space(8);
    if (!projects.empty()) {
        const Card card("projects", 0);
        for (std::size_t place = 0; place < projects.size(); ++place) {
            const Project& project = *projects[place];
            const IdScope scope(project.id);
            ListRow row =
                work_row(desk, Project::table, project.title, project.status, project.due_on, project.responsible);
            row.icon = Icon::project;
            row_ui(desk, projects, place, row, out);
        }
    }
    space(16);
    head("client_sheet.tasks", "client_sheet.add_task", Task::table, tasks.size());
    space(8);
    if (tasks.empty()) return;
    const Card card("tasks", 0);
    for (std::size_t place = 0; place < tasks.size(); ++place) {
        const Task& task = *tasks[place];
        const IdScope scope(task.id);
        ListRow row = work_row(desk, Task::table, task.title, task.status, task.due_on, task.assignee);
        row.checked = task.status == WorkStatus::done;
        row.check_name = texts.format("work_list.complete_named", {task.title});
        if (row_ui(desk, tasks, place, row, out) && may_edit)
            out.push_back(is_open(task.status) ? complete_task(desk, task) : reopen_task(desk, task));
    }
}

}  // namespace pupitre::ui
