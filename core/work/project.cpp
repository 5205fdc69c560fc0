// Field table and rules of projects.
#include "core/work/project.h"

#include "core/documents/move_documents.h"
#include "core/firm/firm.h"
#include "core/work/series_tasks.h"
#include "core/work/task.h"

namespace pupitre {

namespace {

std::optional<Refusal> check_project(const Database&, const Context&, const void* row) {
    const auto& project = *static_cast<const Project*>(row);
    if (project.starts_on && project.due_on && *project.due_on < *project.starts_on) {
        return Refusal{RefusalCode::date_order, std::string(Project::table), project.id.value, "due_on", {}};
    }
    return std::nullopt;
}

/// The tasks of a project stay with the project's client.
void move_tasks(Changes& changes, const Context&, const void* before, Id128 row) {
    const Project project = changes.db().get(ProjectId{row});
    if (static_cast<const Project*>(before)->client == project.client) return;
    for (const Id128 id : changes.db().ids_with<&Task::project>(project.id)) {
        Task task = changes.db().get(TaskId{id});
        task.client = project.client;
        changes.put(task);
        move_checklist(changes, task);
        move_documents(changes, task);
        move_series(changes, task);
    }
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
    };
    static_assert(std::size(rows) == member_count<Project>(), "Every member needs a row.");
    return rows;
}

EntityRules project_rules() {
    EntityRules rules;
    rules.info = &entity_info<Project>();
    rules.check = check_project;
    rules.follow = move_tasks;
    rules.position_key = "position";
    rules.position_group_key = "client";
    return rules;
}

}  // namespace pupitre
