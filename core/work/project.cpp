// Field table and rules of projects.
#include "core/work/project.h"

#include "core/comments/move_comments.h"
#include "core/firm/firm.h"
#include "core/work/series_tasks.h"
#include "core/work/task.h"
#include "core/work/work_dependency.h"

namespace pupitre {

namespace {

bool has_dates_of(const Project& project, const Project& other) {
    return project.starts_on == other.starts_on && project.due_on == other.due_on;
}

/// The services of a project stay within its dates.
std::optional<Refusal> check_services(const Database& db, const Project& project) {
    const Project* before = db.find(project.id);
    if (before == nullptr || has_dates_of(*before, project)) return std::nullopt;
    for (const Assignment* assignment : assignments_of(db, project.id)) {
        if (assignment->withdrawn_on) continue;
        const bool late = !project.starts_on || project.starts_on > assignment->starts_on;
        const bool early = !project.due_on || project.due_on <= assignment->ends_on;
        if (!late && !early) continue;
        const std::optional<Date> limit = late ? assignment->starts_on : assignment->ends_on;
        Refusal refusal{late ? RefusalCode::before_project : RefusalCode::after_project, std::string(Project::table),
                        project.id.value, late ? "starts_on" : "due_on", limit ? to_iso(*limit) : std::string{}};
        refusal.cause.table = Assignment::table;
        refusal.cause.row = assignment->id.value;
        return refusal;
    }
    return std::nullopt;
}

std::optional<Refusal> check_project(const Database& db, const Context&, const void* row) {
    const auto& project = *static_cast<const Project*>(row);
    if (project.starts_on && project.due_on && *project.due_on < *project.starts_on) {
        return Refusal{RefusalCode::date_order, std::string(Project::table), project.id.value, "due_on", {}};
    }
    const WorkSeries* series = project.series.is_nil() ? nullptr : db.find(project.series);
    const Project* before = db.find(project.id);
    if (series != nullptr && series->client != project.client &&
        (before == nullptr || before->series != project.series)) {
        return Refusal{RefusalCode::invalid_value, std::string(Project::table), project.id.value, "series", {}};
    }
    return check_services(db, project);
}

/// The tasks of a project stay with the project's client.
void move_tasks(Changes& changes, const Context& by, const Project& project) {
    move_series(changes, project.series, project.id.value, project.client);
    move_comments(changes, project.id.value, project.client);
    std::vector<Id128> moved;
    for (const Assignment* one : assignments_of(changes.db(), project.id)) {
        Assignment assignment = *one;
        assignment.client = project.client;
        changes.put(assignment);
    }
    for (const Id128 id : changes.db().ids_with<&Task::project>(project.id)) {
        Task task = changes.db().get(TaskId{id});
        moved.push_back(task.id.value);
        task.client = project.client;
        changes.put(task);
        move_parts(changes, task);
    }
    move_dependencies(changes, by, moved);
}

void align_project(Changes& changes, const Context& by, const void* before, Id128 row) {
    const Project project = changes.db().get(ProjectId{row});
    if (static_cast<const Project*>(before)->client != project.client) move_tasks(changes, by, project);
}

void follow_project(Changes& changes, const Context& by, const void* before, Id128 row) {
    Project project = changes.db().get(ProjectId{row});
    const auto& old = *static_cast<const Project*>(before);
    align_project(changes, by, before, row);
    if (is_open(old.status) == is_open(project.status)) return;
    const bool is_done = project.status == WorkStatus::done;
    if (is_done != project.completed_on.has_value()) {
        project.completed_on = is_done ? std::optional(by.today) : std::nullopt;
        changes.put(project);
    }
    if (!is_open(project.status)) continue_series(changes, by, project.series);
}

}  // namespace

std::span<const Field> Project::fields() {
    static constexpr Field rows[] = {
        field<&Project::id>("id"),
        field<&Project::client>("client", Edit::reference).to(Client::table),
        field<&Project::service>("service", Edit::reference).to(Service::table),
        field<&Project::title>("title", Edit::text, Need::required).with_search(),
        field<&Project::description>("description", Edit::long_text),
        field<&Project::responsible>("responsible", Edit::reference).to(TeamMember::table),
        field<&Project::status>("status", Edit::choice),
        field<&Project::starts_on>("starts_on", Edit::date),
        field<&Project::due_on>("due_on", Edit::date),
        field<&Project::position>("position"),
        field<&Project::completed_on>("completed_on", Edit::date),
        field<&Project::series>("series").to(WorkSeries::table, OnDelete::clear),
        field<&Project::occurrence_on>("occurrence_on"),
    };
    static_assert(std::size(rows) == member_count<Project>(), "Every member needs a row.");
    return rows;
}

EntityRules project_rules() {
    EntityRules rules;
    rules.info = &entity_info<Project>();
    rules.check = check_project;
    rules.follow = follow_project;
    rules.align = align_project;
    rules.position_key = "position";
    rules.position_group_key = "client";
    return rules;
}

}  // namespace pupitre
