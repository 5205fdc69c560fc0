// Copies row by row; identities of the copies are looked up for what refers to them.
#include "core/work/project_copy.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace pupitre {

namespace {

std::int32_t days_moved(const Project& like, const Project& made) {
    if (like.starts_on && made.starts_on) return days_between(*like.starts_on, *made.starts_on);
    if (like.due_on && made.due_on) return days_between(*like.due_on, *made.due_on);
    return 0;
}

std::vector<const Task*> tasks_in_order(const Database& db, const Project& project) {
    std::vector<const Task*> tasks;
    const bool all = project.status == WorkStatus::cancelled;
    db.for_each_with<&Task::project>(project.id, [&](const Task& task) {
        if (all || task.status != WorkStatus::cancelled) tasks.push_back(&task);
    });
    // What has no date comes last.
    std::ranges::sort(tasks, {}, [](const Task* task) {
        return std::tuple(!task->due_on, task->due_on.value_or(Date{}), task->position, task->id);
    });
    if (tasks.size() > copied_tasks_max) tasks.resize(copied_tasks_max);
    return tasks;
}

Task copy_of(const Task& like, const Project& made, std::int32_t moved, Id128 id) {
    Task task;
    task.id.value = id;
    task.client = made.client;
    task.project = made.id;
    task.title = like.title;
    task.description = like.description;
    task.assignee = like.assignee;
    if (like.due_on) task.due_on = like.due_on->plus_days(moved);
    task.estimate_minutes = like.estimate_minutes;
    task.position = like.position;
    task.delay = like.delay;
    task.delay_days = like.delay_days;
    return task;
}

}  // namespace

ProjectCopy copy_parts(const Database& db, const Project& like, const Project& made,
                       const std::function<Id128(Id128 like)>& new_id) {
    ProjectCopy copy;
    const std::vector<const Task*> tasks = tasks_in_order(db, like);
    std::map<TaskId, TaskId> copies;
    for (const Task* task : tasks) {
        copy.tasks.push_back(copy_of(*task, made, days_moved(like, made), new_id(task->id.value)));
        copies.emplace(task->id, copy.tasks.back().id);
        for (const ChecklistItem* item : checklist_of(db, task->id)) {
            ChecklistItem line;
            line.id.value = new_id(item->id.value);
            line.client = made.client;
            line.task = copy.tasks.back().id;
            line.text = item->text;
            line.position = item->position;
            copy.checklist.push_back(std::move(line));
        }
    }
    for (const Task* task : tasks) {
        db.for_each_with<&WorkDependency::task>(task->id, [&](const WorkDependency& dependency) {
            const auto awaited = copies.find(dependency.waits_for);
            if (awaited == copies.end()) return;
            WorkDependency between;
            between.task = copies.at(task->id);
            between.waits_for = awaited->second;
            between.id = work_dependency_id(between.task, between.waits_for);
            between.client = made.client;
            copy.dependencies.push_back(between);
        });
    }
    return copy;
}

}  // namespace pupitre
