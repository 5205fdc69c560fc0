// Editing a record: each field is saved when it is left, so there is no button for saving.
#include <utility>

#include <imgui.h>

#include "core/crm/address.h"
#include "core/crm/note.h"
#include "core/firm/firm.h"
#include "core/text/format.h"
#include "web-ui/screens/client_warnings.h"
#include "web-ui/screens/form_values.h"
#include "web-ui/screens/panel_parts.h"
#include "web-ui/screens/project_tasks.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/screens/services/waits.h"
#include "web-ui/screens/work_look.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr float foot_height = 92;
constexpr float foot_without_actions = 44;

ClientId client_of(const EntityInfo& info, const void* row) {
    const Field* client = info.find_field("client");
    if (client == nullptr) return {};
    const Value value = client->get(row);
    const auto* id = std::get_if<Id128>(&value);
    return id != nullptr ? ClientId{*id} : ClientId{};
}

std::string title_of(const Desk& desk, const EntityInfo& info, const void* row) {
    if (info.table == Address::table) {
        const Field& kind = *info.find_field("kind");
        return desk.texts.format("panel.address_title", {value_words(desk.db, info, kind, kind.get(row), desk.texts)});
    }
    std::string name = row_name(desk.db, info.table, id_of(row));
    return name.empty() ? std::string(desk.texts.label(info.table)) : name;
}

/// State and client under the title: "En cours  Garage Bœuf".
void context_ui(const Desk& desk, const EntityInfo& info, const void* row, Intents& out) {
    const ClientId owner = client_of(info, row);
    const Client* client = desk.db.find(owner);
    bool drawn = false;
    if (info.table == Task::table || info.table == Project::table) {
        const Field& status = *info.find_field("status");
        const std::string words = value_words(desk.db, info, status, status.get(row), desk.texts);
        const WorkStatus state = info.table == Task::table ? static_cast<const Task*>(row)->status
                                                           : static_cast<const Project*>(row)->status;
        badge(words, tone_of(state));
        drawn = true;
    }
    if (client != nullptr && !(desk.route.screen == Screen::client && desk.route.record == owner.value)) {
        if (drawn) beside(10);
        if (link("client", client->name)) {
            out.push_back(Go{{.screen = Screen::client, .record = owner.value, .tab = {}, .panel = {}}});
        }
        drawn = true;
    }
    if (info.table == Note::table) {
        const Note& note = *static_cast<const Note*>(row);
        const TeamMember* author = desk.db.find(note.author);
        text(desk.texts.format(
                 "client_sheet.note_by",
                 {author != nullptr ? author->full_name() : desk.texts.label("client_sheet.unknown_author"),
                  format_date(date_of_instant(note.written_at, desk.utc_offset_minutes), desk.texts.language()),
                  format_time(note.written_at, desk.utc_offset_minutes)}),
             {.style = TextStyle::small, .color = palette().soft});
        drawn = true;
    }
    if (drawn) space(14);
}

void begin_copy(const Desk& desk, const EntityInfo& info, const void* row, PanelState& state, Intents& out) {
    FormState copy;
    for (const Field& field : info.fields) {
        if (field.edit == Edit::hidden || field.key == "status" || field.key == "completed_on") continue;
        const Value value = field.get(row);
        if (!is_absent(value)) copy.inputs.insert_or_assign(std::string(field.key), input_of(field, value));
    }
    PanelPlace place;
    place.table = info.table;
    Json draft{{"form", inputs_to_json(copy)}};
    if (info.table == Task::table) {
        Json lines = Json::array();
        for (const ChecklistItem* item : checklist_of(desk.db, TaskId{id_of(row)})) lines.push_back(item->text);
        draft["lines"] = std::move(lines);
    }
    if (info.table == Project::table) draft["like"] = to_text(id_of(row));
    state.drafts[place.table + "/" + to_text(place.client)] = std::move(draft);
    state.drafts_changed = true;
    Route route = desk.route;
    route.panel = place;
    out.push_back(Go{route});
}

struct ProjectTasks {
    std::int64_t open = 0;
    std::int64_t done = 0;
};
ProjectTasks tasks_of(const Desk& desk, ProjectId project) {
    ProjectTasks tasks;
    desk.db.for_each_with<&Task::project>(project, [&](const Task& task) {
        tasks.open += is_open(task.status) ? 1 : 0;
        tasks.done += task.status == WorkStatus::done ? 1 : 0;
    });
    return tasks;
}

/// That it can be completed when all its tasks are done.
void ready_ui(const Desk& desk, const Project& project) {
    const ProjectTasks tasks = tasks_of(desk, project.id);
    if (tasks.open > 0 || tasks.done == 0 || !is_open(project.status)) return;
    paragraph(desk.texts.label("panel.project_ready"), {.style = TextStyle::small, .color = palette().ok});
    space(12);
}

/// A project is completed by hand; what is still open is said before and behind it.
void complete_project_ui(const Desk& desk, const Project& project, bool may_edit, Intents& out) {
    const Texts& texts = desk.texts;
    const bool open = is_open(project.status);
    const ProjectTasks tasks = tasks_of(desk, project.id);
    const std::string still_open = tasks.open > 0 ? texts.count("panel.project_open", tasks.open) : std::string{};
    const std::string_view words = texts.label(open ? "panel.complete" : "panel.reopen");
    ButtonOptions look;
    look.kind = open && tasks.open == 0 ? ButtonKind::primary : ButtonKind::secondary;
    look.enabled = may_edit;
    look.why_disabled = texts.label("refusal.not_permitted");
    if (open) look.hint = still_open;
    beside_right(button_width(words));
    if (!button("complete", words, look)) return;
    const EntityInfo& info = entity_info<Project>();
    const Field& status = *info.find_field("status");
    Project after = project;
    after.status = open ? WorkStatus::done : WorkStatus::to_do;
    Do deed = change_record(desk, info, &project, {{info.index_of(status), status.get(&project), status.get(&after)}});
    deed.title = texts.format(open ? "panel.project_completed" : "panel.project_reopened", {project.title});
    if (open && !still_open.empty()) deed.title += " · " + still_open;
    out.push_back(std::move(deed));
}

void actions_ui(const Desk& desk, const EntityInfo& info, const void* row, bool may_edit, PanelState& state,
                Intents& out) {
    const Texts& texts = desk.texts;
    const std::optional<std::string> reason = why_not_delete(desk, info, id_of(row));
    ButtonOptions remove;
    remove.enabled = !reason;
    if (reason) remove.why_disabled = *reason;
    if (icon_button("delete", Icon::trash, texts.label("panel.delete"), remove)) {
        if (begin_deletion(desk, info, row, state.deletion, out)) out.push_back(Go{without_panel(desk.route)});
    }
    if (deletion_ui(desk, info, row, state.deletion, out)) out.push_back(Go{without_panel(desk.route)});
    const bool work = info.table == Task::table || info.table == Project::table;
    if (work && may_edit) {
        beside(8);
        if (button("copy", texts.label("panel.duplicate"))) begin_copy(desk, info, row, state, out);
    }
    if (info.table == Task::table) {
        const Task& task = *static_cast<const Task*>(row);
        const bool open = is_open(task.status);
        const std::string_view words = texts.label(open ? "panel.complete" : "panel.reopen");
        const auto other = open ? held_up_by(desk.db, task.id) : std::nullopt;
        const std::string held_up =
            other ? texts.format("services.waits_for", {texts.format("services.quoted", {other->title})})
                  : std::string{};
        ButtonOptions look;
        look.kind = open ? ButtonKind::primary : ButtonKind::secondary;
        look.enabled = may_edit && !other;
        look.why_disabled = may_edit ? std::string_view(held_up) : texts.label("refusal.not_permitted");
        beside_right(button_width(words));
        if (button("complete", words, look)) out.push_back(open ? complete_task(desk, task) : reopen_task(desk, task));
    } else if (info.table == Project::table) {
        complete_project_ui(desk, *static_cast<const Project*>(row), may_edit, out);
    } else if (info.table == Client::table) {
        const std::string_view words = texts.label("panel.open_sheet");
        beside_right(button_width(words, Icon::arrow_right));
        if (button("sheet", words, {.icon = Icon::arrow_right})) {
            out.push_back(Go{{.screen = Screen::client, .record = id_of(row), .tab = {}, .panel = {}}});
        }
    }
}

/// The firm stays: nothing is done to it but editing.
bool has_actions(const EntityInfo& info) { return info.table != Firm::table; }

void foot_ui(const Desk& desk, const EntityInfo& info, const void* row, bool may_edit, PanelState& state,
             Intents& out) {
    if (has_actions(info)) {
        actions_ui(desk, info, row, may_edit, state, out);
        space(10);
    }
    text(desk.saved_words, {.style = TextStyle::tiny, .color = palette().soft, .width = available_width()});
}

/// Closed until somebody asks: it comes from the host.
void history_ui(const Desk& desk, PanelState& state, Intents& out) {
    if (desk.in_past) return;
    const float top = ImGui::GetCursorScreenPos().y;
    const std::string_view words = desk.texts.label("panel.history");
    if (button("history", words,
               {.kind = ButtonKind::quiet,
                .icon = Icon::history,
                .expanded_known = true,
                .expanded = state.history_shown})) {
        out.push_back(ShowRecordHistory{!state.history_shown});
        state.reveal_history = !state.history_shown;
    }
    if (!state.history_shown) return;
    space(10);
    timeline_ui(desk, state.history, out);
    const bool here = state.history.view.stage != TimelineStage::loading;
    if (here && std::exchange(state.reveal_history, false)) bring_into_view(top, ImGui::GetCursorScreenPos().y);
}

/// What belongs to some records beside their fields.
void linked_ui(const Desk& desk, const EntityInfo& info, const void* row, bool may_edit, PanelState& state,
               Intents& out) {
    if (info.table == Task::table) {
        const Task& task = *static_cast<const Task*>(row);
        if (desk.db.find(task.assignment) != nullptr) space(20);
        origin_ui(desk, task, out);
        space(20);
        task_waits_ui(desk, task, may_edit, state.links, out);
    } else if (info.table == ServiceItem::table) {
        space(20);
        item_waits_ui(desk, *static_cast<const ServiceItem*>(row), may_edit, state.links, out);
    } else if (info.table == ServiceBundle::table) {
        space(20);
        bundle_services_ui(desk, *static_cast<const ServiceBundle*>(row), may_edit, state.links, out);
    }
}

/// What members say to each other about it.
void talk_ui(const Desk& desk, const EntityInfo& info, const void* row, PanelState& state, Intents& out) {
    Comment target;
    target.client = client_of(info, row);
    if (info.table == Task::table)
        target.task = {id_of(row)};
    else if (info.table == Project::table)
        target.project = {id_of(row)};
    else if (info.table == ClientRequest::table)
        target.request = {id_of(row)};
    else
        return;
    space(20);
    comments_ui(desk, target, state.comments, out);
}

/// Everything above the foot. Its identities end before the foot begins, which is a window of its own.
void body_ui(const Desk& desk, const EntityInfo& info, const void* row, bool may_edit, PanelState& state,
             Intents& out) {
    const IdScope scope(state.place.record);
    context_ui(desk, info, row, out);
    if (info.table == Task::table) held_up_ui(desk, *static_cast<const Task*>(row));
    if (info.table == Project::table) ready_ui(desk, *static_cast<const Project*>(row));
    if (info.table != Client::table) client_warnings_ui(desk, client_of(info, row), out);
    Form form;
    form.info = &info;
    form.row = row;
    form.may_edit = may_edit;
    form.context = {info.table == Client::table ? id_of(row) : client_of(info, row).value, id_of(row)};
    take_refusal(form, state.form, desk);
    const auto sections = form_layout(info, FormPurpose::edit);
    const std::vector<FieldEdit> edits = form_ui(form, sections, state.form, state.lookups, desk);
    if (!edits.empty()) out.push_back(change_repeated(desk, info, row, edits, state.repeat.following));
    if (info.table == TeamMember::table && !static_cast<const TeamMember*>(row)->sees_every_file()) {
        space(20);
        entrusted_ui(desk, *static_cast<const TeamMember*>(row), state.entrusted, out);
    }
    linked_ui(desk, info, row, may_edit, state, out);
    if (info.table == Project::table) {
        space(20);
        project_tasks_ui(desk, *static_cast<const Project*>(row), may_edit, state.added_task, out);
    }
    if (const auto work = repeated_work(info, row)) {
        space(20);
        repeat_ui(desk, *work, may_edit, state.repeat, out);
    }
    if (info.table == Task::table) {
        space(20);
        checklist_ui(desk, *static_cast<const Task*>(row), may_edit, state.checklist, out);
        space(20);
        attachments_ui(desk, *static_cast<const Task*>(row), may_edit, state.documents, out);
    }
    if (info.table == ClientRequest::table) {
        space(20);
        request_part_ui(desk, *static_cast<const ClientRequest*>(row), state.request_word, out);
    }
    if (info.table == Person::table) {
        space(20);
        portal_access_ui(desk, *static_cast<const Person*>(row), state.invitation, out);
    }
    talk_ui(desk, info, row, state, out);
    space(20);
    history_ui(desk, state, out);
}

}  // namespace

void edit_panel_ui(const Desk& desk, const Box& box, PanelState& state, Intents& out) {
    const TableIndex table = desk.schema().index_of(state.place.table);
    const EntityInfo& info = desk.schema().entity(table);
    const void* row = desk.db.table(table).find(state.place.record);
    const std::string title = row != nullptr ? title_of(desk, info, row) : std::string(desk.texts.label(info.table));
    SidePanel panel("side_panel", title, box);
    if (panel.closed()) out.push_back(Go{without_panel(desk.route)});
    if (row == nullptr) {
        paragraph(desk.texts.label("refusal.row_not_found"), {.color = palette().soft});
        return;
    }
    const bool may_edit = may_write(desk, info);
    body_ui(desk, info, row, may_edit, state, out);
    panel.foot(has_actions(info) ? foot_height : foot_without_actions);
    foot_ui(desk, info, row, may_edit, state, out);
}

}  // namespace pupitre::ui
