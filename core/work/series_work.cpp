// The next piece of work takes its identity from the series and the date, its parts theirs from the piece of work.
#include "core/work/series_work.h"

#include <algorithm>
#include <array>

#include "core/schema/json_codec.h"
#include "core/work/project_copy.h"
#include "core/work/work_dependency.h"

namespace pupitre {

namespace {

constexpr std::array<std::string_view, 5> kept_keys = {"title", "description", "assignee", "responsible",
                                                       "estimate_minutes"};

SeriesWork work_of(const Task& task) {
    return {task.id.value, false, task.title, task.status, task.due_on, task.occurrence_on, task.completed_on};
}
SeriesWork work_of(const Project& project) {
    return {project.id.value,    true, project.title, project.status, project.due_on, project.occurrence_on,
            project.completed_on};
}

template <class Entity>
const Entity* latest_of(const Database& db, const WorkSeries& series) {
    const Entity* latest = nullptr;
    db.for_each_with<&Entity::series>(series.id, [&](const Entity& work) {
        const bool reached = series.reached_on && work.occurrence_on == series.reached_on;
        const bool latest_reached = latest != nullptr && latest->occurrence_on == series.reached_on;
        if (latest == nullptr || reached || (!latest_reached && latest->occurrence_on < work.occurrence_on)) {
            latest = &work;
        }
    });
    return latest;
}

template <class Entity>
const Entity* one_on(const Database& db, WorkSeriesId series, Date nominal) {
    const Entity* found = nullptr;
    db.for_each_with<&Entity::series>(series, [&](const Entity& work) {
        if (found == nullptr && work.occurrence_on == nominal) found = &work;
    });
    return found;
}

/// What the series keeps for the next one, in place of what the latest has.
void take_kept(const WorkSeries& series, const EntityInfo& info, void* row) {
    if (series.kept.empty()) return;
    const Json kept = Json::parse(series.kept, nullptr, false);
    if (!kept.is_object()) return;
    for (const auto& [key, content] : kept.items()) {
        const Field* field = kept_field(info, key);
        if (field == nullptr) continue;
        if (const Result<Value> value = value_from_json(*field, content)) field->set(row, *value);
    }
}

/// What the task before waited for, the next one waits for again, if that comes again, too: in its latest occurrence.
void wait_as_before(Changes& changes, const Context& by, TaskId before, TaskId next) {
    for (const Task* other : waits_of(changes.db(), before)) {
        const WorkSeries* series = changes.db().find(other->series);
        const Task* latest = series != nullptr ? latest_task(changes.db(), *series) : nullptr;
        if (latest != nullptr && is_open(latest->status)) wait_for(changes, next, latest->id);
    }
    settle(changes, by, next);
}

std::int32_t make_task(Changes& changes, const Context& by, const WorkSeries& series, const Occurrence& next,
                       Id128 id) {
    const Database& db = changes.db();
    if (db.find(TaskId{id}) != nullptr) return 0;
    const Task* latest = latest_task(db, series);
    const TaskId from = latest->id;
    Task task;
    task.id = {id};
    task.client = latest->client;
    task.project = latest->project;
    task.title = latest->title;
    task.description = latest->description;
    task.assignee = latest->assignee;
    task.due_on = next.due;
    task.estimate_minutes = latest->estimate_minutes;
    task.position = latest->position;
    task.series = series.id;
    task.occurrence_on = next.nominal;
    take_kept(series, entity_info<Task>(), &task);
    std::vector<ChecklistItem> items;
    for (const ChecklistItem* item : checklist_of(db, latest->id)) items.push_back(*item);
    changes.put(task);
    for (ChecklistItem& item : items) {
        item.id = {derived_id(id, to_text(item.id.value))};
        item.task = task.id;
        item.client = task.client;
        item.done = false;
        if (db.find(item.id) == nullptr) changes.put(item);
    }
    wait_as_before(changes, by, from, task.id);
    return 1;
}

std::int32_t make_project(Changes& changes, const Context& by, const WorkSeries& series, const Occurrence& next,
                          Id128 id) {
    const Database& db = changes.db();
    if (db.find(ProjectId{id}) != nullptr) return 0;
    const Project like = *latest_of<Project>(db, series);
    const std::int32_t moved = days_between(like.due_on.value_or(like.occurrence_on.value_or(next.due)), next.due);
    Project project = like;
    project.id = {id};
    project.status = WorkStatus::to_do;
    project.completed_on.reset();
    project.due_on = next.due;
    if (like.starts_on) project.starts_on = like.starts_on->plus_days(moved);
    project.occurrence_on = next.nominal;
    take_kept(series, entity_info<Project>(), &project);
    const ProjectCopy copy = copy_parts(db, like, project, [&](Id128 part) { return derived_id(id, to_text(part)); });
    changes.put(project);
    for (const Task& task : copy.tasks) changes.put(task);
    for (const ChecklistItem& item : copy.checklist) changes.put(item);
    for (const WorkDependency& dependency : copy.dependencies) changes.put(dependency);
    for (const Task& task : copy.tasks) settle(changes, by, task.id);
    return 1 + static_cast<std::int32_t>(copy.tasks.size());
}

std::vector<TaskId> open_tasks_of(const Database& db, ProjectId project) {
    std::vector<TaskId> open;
    db.for_each_with<&Task::project>(project, [&](const Task& task) {
        if (is_open(task.status)) open.push_back(task.id);
    });
    return open;
}

void cancel_task(Changes& changes, const Context& by, TaskId id) {
    Task task = changes.db().get(id);
    task.status = WorkStatus::cancelled;
    changes.put(task);
    settle_waiting(changes, by, task.id.value);
}

}  // namespace

const Field* kept_field(const EntityInfo& info, std::string_view key) {
    return std::ranges::find(kept_keys, key) != kept_keys.end() ? info.find_field(key) : nullptr;
}

const Task* latest_task(const Database& db, const WorkSeries& series) { return latest_of<Task>(db, series); }

std::optional<SeriesWork> latest_work(const Database& db, const WorkSeries& series) {
    if (const Task* task = latest_of<Task>(db, series)) return work_of(*task);
    if (const Project* project = latest_of<Project>(db, series)) return work_of(*project);
    return std::nullopt;
}

std::optional<SeriesWork> work_on(const Database& db, WorkSeriesId series, Date nominal) {
    if (const Task* task = one_on<Task>(db, series, nominal)) return work_of(*task);
    if (const Project* project = one_on<Project>(db, series, nominal)) return work_of(*project);
    return std::nullopt;
}

std::int32_t make_work(Changes& changes, const Context& by, const WorkSeries& series, const Occurrence& next) {
    const auto latest = latest_work(changes.db(), series);
    if (!latest) return 0;
    const Id128 id = series.from_completion ? successor_id(series.id.value, series.created)
                                            : occurrence_id(series.id.value, next.nominal);
    return latest->is_project ? make_project(changes, by, series, next, id) : make_task(changes, by, series, next, id);
}

void move_work(Changes& changes, const SeriesWork& work, Date to) {
    if (!is_open(work.status)) return;
    if (!work.is_project) {
        Task task = changes.db().get(TaskId{work.id});
        task.due_on = to;
        changes.put(task);
        return;
    }
    Project project = changes.db().get(ProjectId{work.id});
    const std::int32_t moved = project.due_on ? days_between(*project.due_on, to) : 0;
    project.due_on = to;
    if (project.starts_on) project.starts_on = project.starts_on->plus_days(moved);
    changes.put(project);
    for (const TaskId id : open_tasks_of(changes.db(), project.id)) {
        Task task = changes.db().get(id);
        if (!task.due_on) continue;
        task.due_on = task.due_on->plus_days(moved);
        changes.put(task);
    }
}

void cancel_work(Changes& changes, const Context& by, const SeriesWork& work) {
    if (!is_open(work.status)) return;
    if (!work.is_project) {
        cancel_task(changes, by, TaskId{work.id});
        return;
    }
    Project project = changes.db().get(ProjectId{work.id});
    project.status = WorkStatus::cancelled;
    changes.put(project);
    for (const TaskId id : open_tasks_of(changes.db(), project.id)) cancel_task(changes, by, id);
}

}  // namespace pupitre
