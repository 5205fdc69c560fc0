// Field tables, rules and commands of tasks.
#include "core/work/task.h"

#include <algorithm>
#include <array>

#include "core/comments/move_comments.h"
#include "core/documents/move_documents.h"
#include "core/firm/firm.h"
#include "core/work/series_tasks.h"
#include "core/work/work_dependency.h"

namespace pupitre {

namespace {

Result<TaskId> task_argument(const Json& args) {
    const auto found = args.find("task");
    if (found == args.end() || !found->is_string()) return Error{ErrorCode::malformed, "task"};
    const Result<Id128> id = parse_id(*found->get_ptr<const std::string*>());
    if (!id) return Error{ErrorCode::malformed, "task"};
    return TaskId{*id};
}

std::optional<Refusal> refuse_task(const Database& db, const Context& by, TaskId task) {
    if (!by.may(Right::edit)) return Refusal{RefusalCode::not_permitted, std::string(Task::table), {}, {}, {}};
    if (db.find(task) == nullptr)
        return Refusal{RefusalCode::row_not_found, std::string(Task::table), task.value, {}, {}};
    return std::nullopt;
}

/// What waits is neither begun nor finished.
std::optional<Refusal> check_waiting(const Database& db, const Task* before, const Task& task) {
    const bool stays = before == nullptr || before->status == task.status;
    if (stays || task.status == WorkStatus::blocked || task.status == WorkStatus::cancelled) return std::nullopt;
    auto refusal = refuse_held_up(db, task.id);
    if (refusal) refusal->field = "status";
    return refusal;
}

/// A task in a project belongs to the project's client.
std::optional<Refusal> check_task(const Database& db, const Context&, const void* row) {
    const auto& task = *static_cast<const Task*>(row);
    const Project* project = task.project.is_nil() ? nullptr : db.find(task.project);
    const Task* before = db.find(task.id);
    const bool moved = before == nullptr || before->project != task.project || before->client != task.client;
    if (project != nullptr && project->client != task.client && moved) {
        return Refusal{RefusalCode::invalid_value, std::string(Task::table), task.id.value, "project", {}};
    }
    const WorkSeries* series = task.series.is_nil() ? nullptr : db.find(task.series);
    const bool joins = before == nullptr || before->series != task.series;
    if (series != nullptr && series->client != task.client && joins) {
        return Refusal{RefusalCode::invalid_value, std::string(Task::table), task.id.value, "series", {}};
    }
    if (task.estimate_minutes < 0) {
        return Refusal{RefusalCode::invalid_value, std::string(Task::table), task.id.value, "estimate_minutes", {}};
    }
    return check_waiting(db, before, task);
}

/// What belongs to the task is where the task is.
void align_task(Changes& changes, const Context& by, const void* before, Id128 row) {
    const Task task = changes.db().get(TaskId{row});
    if (static_cast<const Task*>(before)->client == task.client) return;
    move_parts(changes, task);
    move_dependencies(changes, by, std::array{task.id.value});
}

void follow_task(Changes& changes, const Context& by, const void* before, Id128 row) {
    align_task(changes, by, before, row);
    const Task task = changes.db().get(TaskId{row});
    const bool was_open = is_open(static_cast<const Task*>(before)->status);
    if (was_open && !is_open(task.status)) continue_series(changes, by, task.series);
    if (was_open != is_open(task.status)) {
        settle(changes, by, task.id);
        settle_waiting(changes, by, task.id);
    }
}

void complete_new_task(const Database& db, const Context&, void* row) {
    auto& task = *static_cast<Task*>(row);
    const Project* project = task.project.is_nil() ? nullptr : db.find(task.project);
    if (project != nullptr && task.client.is_nil()) task.client = project->client;
}

/// A checklist item belongs to its task's client.
std::optional<Refusal> check_checklist_item(const Database& db, const Context&, const void* row) {
    const auto& item = *static_cast<const ChecklistItem*>(row);
    const Task* task = db.find(item.task);
    const ChecklistItem* before = db.find(item.id);
    const bool moved = before == nullptr || before->task != item.task || before->client != item.client;
    if (task != nullptr && task->client != item.client && moved) {
        return Refusal{RefusalCode::invalid_value, std::string(ChecklistItem::table), item.id.value, "task", {}};
    }
    return std::nullopt;
}

void complete_checklist_item(const Database& db, const Context&, void* row) {
    auto& item = *static_cast<ChecklistItem*>(row);
    const Task* task = db.find(item.task);
    if (task != nullptr) item.client = task->client;
}

}  // namespace

std::span<const Field> Task::fields() {
    static constexpr Field rows[] = {
        field<&Task::id>("id"),
        field<&Task::client>("client", Edit::reference).to(Client::table),
        field<&Task::project>("project", Edit::reference).to(Project::table, OnDelete::cascade),
        field<&Task::title>("title", Edit::text, Need::required).with_search(),
        field<&Task::description>("description", Edit::long_text),
        field<&Task::assignee>("assignee", Edit::reference).to(TeamMember::table, OnDelete::clear),
        field<&Task::due_on>("due_on", Edit::date).with_index(),
        field<&Task::status>("status", Edit::choice),
        field<&Task::completed_on>("completed_on", Edit::date),
        field<&Task::estimate_minutes>("estimate_minutes", Edit::number),
        field<&Task::position>("position"),
        field<&Task::series>("series").to(WorkSeries::table, OnDelete::clear),
        field<&Task::occurrence_on>("occurrence_on"),
        field<&Task::assignment>("assignment").to(Assignment::table, OnDelete::clear),
        field<&Task::service_item>("service_item"),
        field<&Task::period>("period"),
        field<&Task::delay>("delay", Edit::choice),
        field<&Task::delay_days>("delay_days"),
        field<&Task::released_on>("released_on"),
    };
    static_assert(std::size(rows) == member_count<Task>(), "Every member needs a row.");
    return rows;
}

std::span<const Field> ChecklistItem::fields() {
    static constexpr Field rows[] = {
        field<&ChecklistItem::id>("id"),
        field<&ChecklistItem::client>("client").to(Client::table, OnDelete::cascade),
        field<&ChecklistItem::task>("task", Edit::hidden, Need::required).to(Task::table, OnDelete::cascade),
        field<&ChecklistItem::text>("text", Edit::text, Need::required),
        field<&ChecklistItem::done>("done", Edit::yes_no),
        field<&ChecklistItem::position>("position"),
    };
    static_assert(std::size(rows) == member_count<ChecklistItem>(), "Every member needs a row.");
    return rows;
}

void move_parts(Changes& changes, const Task& task) {
    for (const Id128 id : changes.db().ids_with<&ChecklistItem::task>(task.id)) {
        ChecklistItem item = changes.db().get(ChecklistItemId{id});
        item.client = task.client;
        changes.put(item);
    }
    move_documents(changes, task);
    move_comments(changes, task.id.value, task.client);
    move_series(changes, task.series, task.id.value, task.client);
}

std::vector<const ChecklistItem*> checklist_of(const Database& db, TaskId task) {
    std::vector<const ChecklistItem*> items;
    db.for_each_with<&ChecklistItem::task>(task, [&](const ChecklistItem& item) { items.push_back(&item); });
    // Rows come in id order, so equal positions keep the same order everywhere.
    std::stable_sort(items.begin(), items.end(),
                     [](const ChecklistItem* a, const ChecklistItem* b) { return a->position < b->position; });
    return items;
}

Result<CompleteTask> CompleteTask::from_json(const Json& args) {
    const Result<TaskId> task = task_argument(args);
    if (!task) return task.error();
    return CompleteTask{*task};
}

Json CompleteTask::to_json() const { return Json{{"task", to_text(task.value)}}; }

std::optional<Refusal> refuse(const Database& db, const Context& by, const CompleteTask& command) {
    if (auto refusal = refuse_task(db, by, command.task)) return refusal;
    // Who finishes what is finished by now did nothing wrong.
    return is_open(db.get(command.task).status) ? refuse_held_up(db, command.task) : std::nullopt;
}

void apply(Changes& changes, const Context& by, const CompleteTask& command) {
    Task task = changes.db().get(command.task);
    if (task.status == WorkStatus::done) return;  // Two people finished it: once is enough.
    task.status = WorkStatus::done;
    task.completed_on = by.today;
    changes.put(task);
    continue_series(changes, by, task.series);
    settle_waiting(changes, by, task.id);
}

Result<ReopenTask> ReopenTask::from_json(const Json& args) {
    const Result<TaskId> task = task_argument(args);
    if (!task) return task.error();
    return ReopenTask{*task};
}

Json ReopenTask::to_json() const { return Json{{"task", to_text(task.value)}}; }

std::optional<Refusal> refuse(const Database& db, const Context& by, const ReopenTask& command) {
    return refuse_task(db, by, command.task);
}

void apply(Changes& changes, const Context& by, const ReopenTask& command) {
    Task task = changes.db().get(command.task);
    if (is_open(task.status)) return;
    task.status = WorkStatus::to_do;
    task.completed_on = std::nullopt;
    changes.put(task);
    settle(changes, by, task.id);
    settle_waiting(changes, by, task.id);
}

EntityRules task_rules() {
    EntityRules rules;
    rules.info = &entity_info<Task>();
    rules.check = check_task;
    rules.follow = follow_task;
    rules.align = align_task;
    rules.complete = complete_new_task;
    rules.position_key = "position";
    rules.position_group_key = "client";
    return rules;
}

EntityRules checklist_item_rules() {
    EntityRules rules;
    rules.info = &entity_info<ChecklistItem>();
    rules.check = check_checklist_item;
    rules.complete = complete_checklist_item;
    rules.position_key = "position";
    rules.position_group_key = "task";
    return rules;
}

}  // namespace pupitre
