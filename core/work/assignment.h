// A service that is being done for a client: what a project holds beside its tasks. It keeps what the catalogue said when it
// was assigned; later changes there are for later assignments.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/work/project.h"

namespace pupitre {

struct Assignment {
    static constexpr std::string_view table = "assignment";
    static constexpr std::string_view scope_key = "client";

    Id<Assignment> id;
    ClientId client;  // As the project's.
    ProjectId project;
    ServiceId service;
    std::string title;  // The service's name on that day.
    std::optional<Date> starts_on;
    std::optional<Date> ends_on;
    TeamMemberId responsible;
    std::optional<Money> price;
    bool internal = false;           // Nobody is billed.
    std::string rule;                // By which it comes again, RFC 5545; empty if it does not.
    std::optional<Date> reached_on;  // The first day of the latest period that became work.
    std::optional<Date> next_on;     // Of the next one; nothing if there is none.
    std::int32_t periods = 0;        // How many became work.
    std::optional<Date> withdrawn_on;

    static std::span<const Field> fields();
    bool operator==(const Assignment&) const = default;
};
using AssignmentId = Id<Assignment>;

/// The identity of a service in a project: the same on every device. What was withdrawn may be assigned again, under the
/// next identity.
AssignmentId assignment_id(const Database& db, ProjectId project, ServiceId service);
/// The assignment of a service in a project that is not withdrawn; null if there is none.
const Assignment* current_assignment(const Database& db, ProjectId project, ServiceId service);
/// All of a project, by start, withdrawn ones last.
std::vector<const Assignment*> assignments_of(const Database& db, ProjectId project);

/// The rules between an assignment and its project: dates inside, ending before it, and a price.
std::optional<Refusal> check_assignment(const Project& project, const Assignment& assignment);

EntityRules assignment_rules();

}  // namespace pupitre
