// Field table and rules of dependencies, and what follows from them.
#include "core/work/work_dependency.h"

#include <algorithm>
#include <tuple>

#include "core/base/waiting_path.h"
#include "core/catalogue/service_item.h"
#include "core/command/row_rules.h"
#include "core/firm/firm_calendar.h"

namespace pupitre {

namespace {

std::vector<Id128> waits_for_ids(const Database& db, TaskId task) {
    std::vector<Id128> ids;
    db.for_each_with<&WorkDependency::task>(
        task, [&](const WorkDependency& dependency) { ids.push_back(dependency.waits_for.value); });
    return ids;
}

std::vector<TaskId> waiting_ids(const Database& db, TaskId task) {
    std::vector<TaskId> ids;
    db.for_each_with<&WorkDependency::waits_for>(
        task, [&](const WorkDependency& dependency) { ids.push_back(dependency.task); });
    return ids;
}

void in_order(std::vector<const Task*>& tasks) {
    std::sort(tasks.begin(), tasks.end(), [](const Task* a, const Task* b) {
        const auto key = [](const Task* task) {
            return std::tuple(!is_open(task->status), !task->due_on, task->due_on, task->id);
        };
        return key(a) < key(b);
    });
}

std::optional<Refusal> check_dependency(const Database& db, const Context&, const void* row) {
    const auto& dependency = *static_cast<const WorkDependency*>(row);
    const EntityInfo& info = entity_info<WorkDependency>();
    if (dependency.id != work_dependency_id(dependency.task, dependency.waits_for))
        return refuse_field(RefusalCode::invalid_value, info, row, info.fields[0]);
    const Field& waits_for = *info.find_field("waits_for");
    const Task* task = db.find(dependency.task);
    const Task* other = db.find(dependency.waits_for);
    if (task == nullptr || other == nullptr) return std::nullopt;
    if (task->client != other->client) return refuse_field(RefusalCode::invalid_value, info, row, waits_for);
    if (dependency.client != task->client)
        return refuse_field(RefusalCode::invalid_value, info, row, *info.find_field("client"));
    const auto circle = circle_of(db, dependency.task, dependency.waits_for);
    if (circle.empty()) return std::nullopt;
    return refuse_field(RefusalCode::reference_cycle, info, row, waits_for, path_text(circle));
}

void complete_dependency(const Database& db, const Context&, void* row) {
    auto& dependency = *static_cast<WorkDependency*>(row);
    if (const Task* task = db.find(dependency.task)) dependency.client = task->client;
}

void settle_new(Changes& changes, const Context& by, Id128 row) {
    settle(changes, by, changes.db().get(WorkDependencyId{row}).task);
}

void settle_gone(Changes& changes, const Context& by, const RowChange& erased) {
    for (const FieldChange& field : erased.fields) {
        if (field.field != Database::index_of_member<&WorkDependency::task>()) continue;
        if (const auto* id = std::get_if<Id128>(&field.before)) settle(changes, by, TaskId{*id});
    }
}

}  // namespace

std::span<const Field> WorkDependency::fields() {
    static constexpr Field rows[] = {
        field<&WorkDependency::id>("id"),
        field<&WorkDependency::client>("client").to(Client::table, OnDelete::cascade),
        field<&WorkDependency::task>("task", Edit::hidden, Need::required).to(Task::table, OnDelete::cascade),
        field<&WorkDependency::waits_for>("waits_for", Edit::reference, Need::required)
            .to(Task::table, OnDelete::cascade),
    };
    static_assert(std::size(rows) == member_count<WorkDependency>(), "Every member needs a row.");
    return rows;
}

WorkDependencyId work_dependency_id(TaskId task, TaskId waits_for) {
    return {derived_id(task.value, "waits_for:" + to_text(waits_for.value))};
}

std::vector<const Task*> waits_of(const Database& db, TaskId task) {
    std::vector<const Task*> tasks;
    for (const Id128 id : waits_for_ids(db, task)) {
        if (const Task* other = db.find(TaskId{id})) tasks.push_back(other);
    }
    in_order(tasks);
    return tasks;
}

std::vector<const Task*> waiting_for(const Database& db, TaskId task) {
    std::vector<const Task*> tasks;
    for (const TaskId id : waiting_ids(db, task)) {
        if (const Task* other = db.find(id)) tasks.push_back(other);
    }
    in_order(tasks);
    return tasks;
}

const Task* held_up_by(const Database& db, TaskId task) {
    const std::vector<const Task*> tasks = waits_of(db, task);
    return !tasks.empty() && is_open(tasks.front()->status) ? tasks.front() : nullptr;
}

std::vector<std::string> circle_of(const Database& db, TaskId task, TaskId waits_for) {
    const auto path =
        waiting_path(waits_for.value, task.value, [&](Id128 node) { return waits_for_ids(db, TaskId{node}); });
    std::vector<std::string> titles;
    if (path.empty()) return titles;
    const auto add = [&](Id128 id) {
        const Task* one = db.find(TaskId{id});
        titles.push_back(one != nullptr ? one->title : std::string{});
    };
    add(task.value);
    for (const Id128 id : path) add(id);
    return titles;
}

std::optional<Refusal> refuse_held_up(const Database& db, TaskId task) {
    const Task* other = held_up_by(db, task);
    if (other == nullptr) return std::nullopt;
    Refusal refusal{RefusalCode::waits_for_others, std::string(Task::table), task.value, {}, other->title};
    refusal.cause.table = Task::table;
    refusal.cause.row = other->id.value;
    refusal.cause.field = "status";
    return refusal;
}

void settle(Changes& changes, const Context& by, TaskId id) {
    const Task* found = changes.db().find(id);
    if (found == nullptr) return;
    const bool held_up = held_up_by(changes.db(), id) != nullptr;
    Task task = *found;
    if (held_up && task.status == WorkStatus::to_do) {
        task.status = WorkStatus::blocked;
        if (task.released_on && counts_from_wait(task.delay)) task.due_on = std::nullopt;
        task.released_on = std::nullopt;
        changes.put(task);
    }
    if (!held_up && task.status == WorkStatus::blocked) {
        task.status = WorkStatus::to_do;
        task.released_on = by.today;
        if (counts_from_wait(task.delay)) {
            const DelayDays from{by.today, by.today, by.today};
            task.due_on = due_after(task.delay, task.delay_days, from, firm_calendar(changes.db()));
        }
        changes.put(task);
    }
}

void settle_waiting(Changes& changes, const Context& by, TaskId task) {
    for (const TaskId id : waiting_ids(changes.db(), task)) settle(changes, by, id);
}

void move_dependencies(Changes& changes, const Context& by, std::span<const TaskId> tasks) {
    std::vector<WorkDependency> touched;
    for (const TaskId task : tasks) {
        const auto add = [&](const WorkDependency& dependency) { touched.push_back(dependency); };
        changes.db().for_each_with<&WorkDependency::task>(task, add);
        changes.db().for_each_with<&WorkDependency::waits_for>(task, add);
    }
    for (WorkDependency& dependency : touched) {
        if (changes.db().find(dependency.id) == nullptr) continue;
        const ClientId client = changes.db().get(dependency.task).client;
        if (changes.db().get(dependency.waits_for).client == client) {
            dependency.client = client;
            changes.put(dependency);
        } else {
            changes.erase(dependency.id);
            settle(changes, by, dependency.task);
        }
    }
}

void wait_for(Changes& changes, TaskId task, TaskId waits_for) {
    WorkDependency dependency;
    dependency.id = work_dependency_id(task, waits_for);
    if (changes.db().find(dependency.id) != nullptr || !circle_of(changes.db(), task, waits_for).empty()) return;
    dependency.client = changes.db().get(task).client;
    dependency.task = task;
    dependency.waits_for = waits_for;
    changes.put(dependency);
}

EntityRules work_dependency_rules() {
    EntityRules rules;
    rules.info = &entity_info<WorkDependency>();
    rules.check = check_dependency;
    rules.complete = complete_dependency;
    rules.arrived = settle_new;
    rules.gone = settle_gone;
    return rules;
}

}  // namespace pupitre
