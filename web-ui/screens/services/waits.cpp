// Three lists of the same kind, and the sentence of where a task comes from.
#include "web-ui/screens/services/waits.h"

#include <algorithm>

#include "core/base/text_fold.h"
#include "core/command/row_commands.h"
#include "core/text/format.h"
#include "core/text/recurrence_text.h"
#include "web-ui/screens/client_tabs.h"
#include "web-ui/screens/form.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/screens/services/service_words.h"
#include "web-ui/screens/work_look.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr std::size_t found_max = 40;

void add_option(std::vector<Option>& options, std::string_view typed, Id128 id, const std::string& label,
                const std::string& detail) {
    if (options.size() >= found_max || !matches_folded(fold(label), fold(typed))) return;
    options.push_back({.key = to_text(id), .label = label, .detail = detail});
}

std::string circle_words(const std::vector<std::string>& circle, const Texts& texts) {
    return circle.empty() ? std::string{} : texts.format("services.circle", {path_text(circle)});
}

template <class Entity>
Act create_act(const Entity& row) {
    return {std::string(Entity::table) + ".create", create_args(entity_info<Entity>(), &row)};
}

template <class Entity>
Act delete_act(Id<Entity> row) {
    return {std::string(Entity::table) + ".delete", delete_args(row.value)};
}

std::vector<Option> other_items(const Desk& desk, const ServiceItem& item, std::string_view typed) {
    std::vector<Option> options;
    for (const ServiceItem* other : items_of(desk.db, item.service)) {
        const bool waits = desk.db.find(service_item_dependency_id(item.id, other->id)) != nullptr;
        if (other->id == item.id || waits) continue;
        const bool task = other->kind == ServiceItemKind::task;
        add_option(options, typed, other->id.value, other->title,
                   std::string(desk.texts.label(task ? "services.task" : "services.request")));
    }
    return options;
}

/// Open work of the same client; of the same project first.
std::vector<Option> other_tasks(const Desk& desk, const Task& task, std::string_view typed) {
    std::vector<const Task*> tasks;
    desk.db.for_each_with<&Task::client>(task.client, [&](const Task& other) {
        const bool waits = desk.db.find(work_dependency_id(task.id, other.id)) != nullptr;
        if (is_open(other.status) && other.id != task.id && !waits) tasks.push_back(&other);
    });
    std::stable_partition(tasks.begin(), tasks.end(),
                          [&](const Task* other) { return other->project == task.project; });
    std::vector<Option> options;
    for (const Task* other : tasks) {
        add_option(options, typed, other->id.value, other->title,
                   other->due_on ? format_date(*other->due_on, desk.texts.language()) : std::string{});
    }
    return options;
}

LinkedRow row_of(const Desk& desk, const Task& other) {
    const EntityInfo& info = entity_info<Task>();
    const Field& status = *info.find_field("status");
    const TeamMember* who = desk.db.find(other.assignee);
    LinkedRow row;
    row.id = other.id.value;
    row.title = other.title;
    row.detail = in_one_line({who != nullptr ? who->full_name() : std::string(desk.texts.label("services.nobody")),
                              other.due_on ? format_date(*other.due_on, desk.texts.language()) : std::string{}});
    row.label = value_words(desk.db, info, status, status.get(&other), desk.texts);
    row.tone = tone_of(other.status);
    return row;
}

LinkedRow row_of(const Desk& desk, const ClientRequest& other) {
    const EntityInfo& info = entity_info<ClientRequest>();
    const Field& state = *info.find_field("state");
    LinkedRow row;
    row.id = other.id.value;
    row.title = other.title;
    row.detail = in_one_line({std::string(desk.texts.label("services.request")),
                              other.due_on ? format_date(*other.due_on, desk.texts.language()) : std::string{}});
    row.label = value_words(desk.db, info, state, state.get(&other), desk.texts);
    row.tone = is_done(other.state) ? Tone::ok : Tone::neutral;
    return row;
}

/// What becomes of the task's date, and on which day it was released.
void release_ui(const Desk& desk, const Task& task) {
    std::string words;
    const std::string delay = counts_from_wait(task.delay) ? delay_words(task.delay, task.delay_days, desk.texts) : "";
    if (task.released_on) {
        const std::string day = format_date(*task.released_on, desk.texts.language());
        words = delay.empty() ? desk.texts.format("services.released", {day})
                              : desk.texts.format("services.released_due", {day, delay});
    } else if (!delay.empty()) {
        words = desk.texts.format("services.due_when_released", {delay});
    }
    if (words.empty()) return;
    space(6);
    paragraph(words, {.style = TextStyle::small, .color = palette().soft});
}

}  // namespace

void item_waits_ui(const Desk& desk, const ServiceItem& item, bool may_edit, LinkedRowsState& state, Intents& out) {
    const Texts& texts = desk.texts;
    LinkedRowsView view{texts.label("services.waits"),
                        texts.label("services.waits_none"),
                        texts.label("services.waits_add"),
                        texts.label("services.waits_remove"),
                        {}};
    view.may_edit = may_edit;
    for (const ServiceItem* other : waits_of(desk.db, item.id))
        view.rows.push_back({other->id.value, other->title, item_words(desk, *other), {}});
    view.find = [&](std::string_view typed) { return other_items(desk, item, typed); };
    view.why_not = [&](Id128 other) { return circle_words(circle_of(desk.db, item.id, ServiceItemId{other}), texts); };
    const LinkedRowsResult result = linked_rows_ui("item_waits", view, state);
    if (result.opened) open_record(desk, ServiceItem::table, *result.opened, {}, out);
    if (result.removed) {
        const ServiceItemId other{*result.removed};
        out.push_back(Do{{delete_act(service_item_dependency_id(item.id, other))},
                         std::string(texts.label("services.wait_removed"))});
    }
    if (!result.added) return;
    const ServiceItemId other{*result.added};
    const ServiceItemDependency made{service_item_dependency_id(item.id, other), item.id, other};
    out.push_back(Do{{create_act(made)}, texts.format("services.wait_added", {item.title, desk.db.get(other).title})});
}

void task_waits_ui(const Desk& desk, const Task& task, bool may_edit, LinkedRowsState& state, Intents& out) {
    const Texts& texts = desk.texts;
    LinkedRowsView view{texts.label("services.waits"),
                        texts.label("services.task_waits_none"),
                        texts.label("services.waits_add"),
                        texts.label("services.waits_remove"),
                        {}};
    view.may_edit = may_edit;
    for (const Task* other : waits_of(desk.db, task.id)) view.rows.push_back(row_of(desk, *other));
    for (const ClientRequest* other : requests_awaited(desk.db, task.id.value))
        view.rows.push_back(row_of(desk, *other));
    view.find = [&](std::string_view typed) { return other_tasks(desk, task, typed); };
    view.why_not = [&](Id128 other) { return circle_words(circle_of(desk.db, task.id, TaskId{other}), texts); };
    const LinkedRowsResult result = linked_rows_ui("task_waits", view, state);
    release_ui(desk, task);
    if (result.opened && desk.db.find(TaskId{*result.opened}) != nullptr)
        open_record(desk, Task::table, *result.opened, {}, out);
    if (result.removed) {
        out.push_back(Do{{delete_act(work_dependency_id(task.id.value, *result.removed))},
                         std::string(texts.label("services.wait_removed"))});
    }
    if (!result.added) return;
    const TaskId other{*result.added};
    const WorkDependency made = dependency_between(desk.db, task.id.value, other.value);
    out.push_back(Do{{create_act(made)}, texts.format("services.wait_added", {task.title, desk.db.get(other).title})});
}

void bundle_services_ui(const Desk& desk, const ServiceBundle& bundle, bool may_edit, LinkedRowsState& state,
                        Intents& out) {
    const Texts& texts = desk.texts;
    LinkedRowsView view{texts.label("services.title"),
                        texts.label("services.bundle_empty"),
                        texts.label("services.bundle_add"),
                        texts.label("services.bundle_remove"),
                        {}};
    view.may_edit = may_edit;
    for (const ServiceId id : services_of(desk.db, bundle.id)) {
        const Service& service = desk.db.get(id);
        view.rows.push_back({id.value, service.name, service_words(desk, service), {}});
    }
    view.find = [&](std::string_view typed) {
        std::vector<Option> options;
        desk.db.for_each<Service>([&](const Service& service) {
            const bool inside = desk.db.find(service_bundle_item_id(bundle.id, service.id)) != nullptr;
            if (!service.archived && !inside) add_option(options, typed, service.id.value, service.name, {});
        });
        return options;
    };
    view.why_not = [](Id128) { return std::string{}; };
    const LinkedRowsResult result = linked_rows_ui("bundle_services", view, state);
    if (result.opened)
        out.push_back(Go{{.screen = Screen::settings, .record = *result.opened, .tab = "service", .panel = {}}});
    if (result.removed) {
        out.push_back(Do{{delete_act(service_bundle_item_id(bundle.id, ServiceId{*result.removed}))},
                         texts.format("services.bundle_removed", {bundle.name})});
    }
    if (!result.added) return;
    ServiceBundleItem made;
    made.bundle = bundle.id;
    made.service = ServiceId{*result.added};
    made.id = service_bundle_item_id(made.bundle, made.service);
    out.push_back(
        Do{{create_act(made)}, texts.format("services.bundle_added", {desk.db.get(made.service).name, bundle.name})});
}

void held_up_ui(const Desk& desk, const Task& task) {
    const auto other = is_open(task.status) ? held_up_by(desk.db, task.id) : std::nullopt;
    if (!other) return;
    const TeamMember* who = desk.db.find(other->who);
    const std::string words =
        desk.texts.format("services.waits_for", {desk.texts.format("services.quoted", {other->title})});
    paragraph(in_one_line({capitalised(words), who != nullptr ? who->full_name() : std::string{}}),
              {.style = TextStyle::small, .color = palette().warn});
    space(12);
}

void origin_ui(const Desk& desk, const Task& task, Intents& out) {
    const Assignment* assignment = desk.db.find(task.assignment);
    if (assignment == nullptr) return;
    const Project* project = desk.db.find(assignment->project);
    const Group group("origin", mirror::Role::group, desk.texts.label("services.origin"));
    text(desk.texts.label("services.origin"), {.style = TextStyle::small_medium, .color = palette().soft});
    space(4);
    paragraph(desk.texts.format("services.origin_words",
                                {assignment->title, project != nullptr ? project->title : std::string{}}));
    if (project == nullptr) return;
    space(4);
    if (link("project", desk.texts.label("services.open_project")))
        open_record(desk, Project::table, project->id.value, {}, out);
}

}  // namespace pupitre::ui
