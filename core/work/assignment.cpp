// Field table and rules of assignments.
#include "core/work/assignment.h"

#include <algorithm>
#include <tuple>

#include "core/firm/firm.h"
#include "core/work/task.h"

namespace pupitre {

namespace {

Refusal refuse_assignment(RefusalCode code, const Assignment& assignment, std::string field, std::string detail = {}) {
    return {code, std::string(Assignment::table), assignment.id.value, std::move(field), std::move(detail)};
}

/// The refusal with the project's date that stands against it.
Refusal refuse_beside(RefusalCode code, const Assignment& assignment, std::string field, const Project& project,
                      std::string project_field, std::optional<Date> date) {
    Refusal refusal = refuse_assignment(code, assignment, std::move(field), date ? to_iso(*date) : std::string{});
    refusal.cause.table = Project::table;
    refusal.cause.row = project.id.value;
    refusal.cause.field = std::move(project_field);
    return refusal;
}

AssignmentId numbered_id(ProjectId project, ServiceId service, std::int32_t number) {
    return {derived_id(project.value, "service:" + to_text(service.value) + ' ' + std::to_string(number))};
}

std::optional<Refusal> check_row_of(const Database& db, const Context&, const void* row) {
    const auto& assignment = *static_cast<const Assignment*>(row);
    const Project* project = db.find(assignment.project);
    if (project == nullptr) return std::nullopt;
    if (project->client != assignment.client)
        return refuse_assignment(RefusalCode::invalid_value, assignment, "project");
    if (assignment.withdrawn_on) return std::nullopt;
    return check_assignment(*project, assignment);
}

void complete_assignment(const Database& db, const Context&, void* row) {
    auto& assignment = *static_cast<Assignment*>(row);
    if (const Project* project = db.find(assignment.project)) assignment.client = project->client;
    if (const Service* service = db.find(assignment.service); service != nullptr && assignment.title.empty())
        assignment.title = service->name;
}

std::optional<Refusal> check_price(const Assignment& assignment) {
    if (assignment.internal && !assignment.price) return std::nullopt;
    if (!assignment.price) return refuse_assignment(RefusalCode::field_required, assignment, "price");
    if (assignment.price->minor < 0) return refuse_assignment(RefusalCode::invalid_value, assignment, "price");
    if (assignment.price->minor == 0 && !assignment.internal)
        return refuse_assignment(RefusalCode::price_zero, assignment, "price");
    return std::nullopt;
}

}  // namespace

std::span<const Field> Assignment::fields() {
    static constexpr Field rows[] = {
        field<&Assignment::id>("id"),
        field<&Assignment::client>("client").to(Client::table),
        field<&Assignment::project>("project", Edit::hidden, Need::required).to(Project::table, OnDelete::cascade),
        field<&Assignment::service>("service", Edit::hidden, Need::required).to(Service::table),
        field<&Assignment::title>("title", Edit::hidden).with_search(),
        field<&Assignment::starts_on>("starts_on", Edit::date, Need::required),
        field<&Assignment::ends_on>("ends_on", Edit::date, Need::required),
        field<&Assignment::responsible>("responsible", Edit::reference).to(TeamMember::table),
        field<&Assignment::price>("price", Edit::amount),
        field<&Assignment::internal>("internal"),
        field<&Assignment::rule>("rule"),
        field<&Assignment::reached_on>("reached_on"),
        field<&Assignment::next_on>("next_on").with_index(),
        field<&Assignment::periods>("periods"),
        field<&Assignment::withdrawn_on>("withdrawn_on"),
    };
    static_assert(std::size(rows) == member_count<Assignment>(), "Every member needs a row.");
    return rows;
}

AssignmentId assignment_id(const Database& db, ProjectId project, ServiceId service) {
    for (std::int32_t number = 1;; ++number) {
        const AssignmentId id = numbered_id(project, service, number);
        const Assignment* there = db.find(id);
        if (there == nullptr || !there->withdrawn_on) return id;
    }
}

const Assignment* current_assignment(const Database& db, ProjectId project, ServiceId service) {
    return db.find(assignment_id(db, project, service));
}

std::vector<const Assignment*> assignments_of(const Database& db, ProjectId project) {
    std::vector<const Assignment*> assignments;
    db.for_each_with<&Assignment::project>(project,
                                           [&](const Assignment& assignment) { assignments.push_back(&assignment); });
    std::sort(assignments.begin(), assignments.end(), [](const Assignment* a, const Assignment* b) {
        const auto key = [](const Assignment* one) {
            return std::tuple(one->withdrawn_on.has_value(), one->starts_on, one->id);
        };
        return key(a) < key(b);
    });
    return assignments;
}

std::optional<Refusal> check_assignment(const Project& project, const Assignment& assignment) {
    if (!assignment.starts_on) return refuse_assignment(RefusalCode::field_required, assignment, "starts_on");
    if (!assignment.ends_on) return refuse_assignment(RefusalCode::field_required, assignment, "ends_on");
    if (*assignment.ends_on < *assignment.starts_on)
        return refuse_assignment(RefusalCode::date_order, assignment, "ends_on");
    if (!project.starts_on || *assignment.starts_on < *project.starts_on)
        return refuse_beside(RefusalCode::before_project, assignment, "starts_on", project, "starts_on",
                             project.starts_on);
    if (!project.due_on || *assignment.ends_on >= *project.due_on)
        return refuse_beside(RefusalCode::after_project, assignment, "ends_on", project, "due_on", project.due_on);
    return check_price(assignment);
}

EntityRules assignment_rules() {
    EntityRules rules;
    rules.info = &entity_info<Assignment>();
    rules.check = check_row_of;
    rules.complete = complete_assignment;
    return rules;
}

}  // namespace pupitre
