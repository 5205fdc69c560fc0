// A card of rows, open ones first by due date, and a field at its end.
#include "web-ui/screens/project_tasks.h"

#include <algorithm>
#include <tuple>

#include "core/exchange/plain_text.h"
#include "core/firm/firm.h"
#include "core/text/format.h"
#include "web-ui/screens/form_values.h"
#include "web-ui/screens/list_row.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/screens/work_look.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

/// All of them; only those that are shown are in order.
std::vector<const Task*> tasks_of(const Desk& desk, ProjectId project) {
    std::vector<const Task*> tasks;
    desk.db.for_each_with<&Task::project>(project, [&](const Task& task) { tasks.push_back(&task); });
    const auto shown = tasks.begin() + static_cast<std::ptrdiff_t>(std::min(tasks.size(), project_tasks_shown));
    std::ranges::partial_sort(tasks, shown, {}, [](const Task* task) {
        return std::tuple(!is_open(task->status), !task->due_on, task->due_on.value_or(Date{}), task->position,
                          task->id);
    });
    return tasks;
}

ListRow row_of(const Desk& desk, const Task& task) {
    const Texts& texts = desk.texts;
    const EntityInfo& info = entity_info<Task>();
    const Field& status = *info.find_field("status");
    const TeamMember* who = desk.db.find(task.assignee);
    ListRow row;
    row.title = task.title;
    row.detail = who != nullptr ? who->full_name() : std::string(texts.label("services.nobody"));
    row.checked = task.status == WorkStatus::done;
    row.check_name = texts.format("work_list.complete_named", {task.title});
    row.faded = !is_open(task.status);
    if (task.due_on) row.right = format_short_date(*task.due_on, desk.by.today, texts.language());
    if (is_open(task.status) && task.due_on && *task.due_on < desk.by.today) row.right_tone = Tone::bad;
    if (task.status != WorkStatus::to_do && task.status != WorkStatus::done) {
        row.labels.emplace_back(value_words(desk.db, info, status, status.get(&task), texts), tone_of(task.status));
    }
    return row;
}

void head_ui(const Texts& texts, std::size_t done, std::size_t all) {
    text(texts.label("project_tasks.title"), {.style = TextStyle::small_medium, .color = palette().soft});
    if (all > 0) {
        const std::string count = texts.format("project_tasks.count", {std::to_string(done), std::to_string(all)});
        beside_right(text_width(TextStyle::small, count) + 1);
        text(count, {.style = TextStyle::small, .color = palette().soft});
    }
    space(6);
}

}  // namespace

Task task_of_project(const Project& project, Id128 id, std::string title) {
    Task task;
    task.id.value = id;
    task.client = project.client;
    task.project = project.id;
    task.title = std::move(title);
    task.assignee = project.responsible;
    task.due_on = project.due_on;
    return task;
}

void project_tasks_ui(const Desk& desk, const Project& project, bool may_edit, std::string& added, Intents& out) {
    const Texts& texts = desk.texts;
    const IdScope scope("project_tasks");
    const std::vector<const Task*> tasks = tasks_of(desk, project.id);
    const auto done = std::ranges::count_if(tasks, [](const Task* task) { return task->status == WorkStatus::done; });
    const Group group("tasks", mirror::Role::list, texts.label("project_tasks.title"));
    head_ui(texts, static_cast<std::size_t>(done), tasks.size());
    const std::size_t shown = std::min(tasks.size(), project_tasks_shown);
    if (shown > 0) {
        const Card card("rows", 0);
        for (std::size_t place = 0; place < shown; ++place) {
            const Task& task = *tasks[place];
            const IdScope row_scope(task.id);
            const ListRowResult pressed = list_row_ui(row_of(desk, task), {}, place + 1 == shown);
            if (pressed.checked && may_edit)
                out.push_back(is_open(task.status) ? complete_task(desk, task) : reopen_task(desk, task));
            if (pressed.opened) open_record(desk, Task::table, task.id.value, task.client, out);
        }
    }
    if (shown < tasks.size()) {
        space(4);
        paragraph(texts.count("project_tasks.more", static_cast<std::int64_t>(tasks.size() - shown)),
                  {.style = TextStyle::small, .color = palette().soft});
    }
    if (!may_edit) return;
    space(8);
    TextFieldOptions options;
    options.field.label_hidden = true;
    options.field.placeholder = texts.label("project_tasks.add");
    options.field.icon = Icon::plus;
    const Edited edited = text_field("add", texts.label("project_tasks.add"), added, options);
    if (!edited.committed && !edited.submitted) return;
    std::string title(trimmed(added));
    added.clear();
    if (title.empty()) return;
    const Task task = task_of_project(project, desk.new_id(), std::move(title));
    out.push_back(Do{{{"task.create", create_args(entity_info<Task>(), &task)}},
                     texts.format("panel.created", {texts.label(Task::table)})});
}

}  // namespace pupitre::ui
