// How an assignment becomes work: the tasks and requests of its first period are copies of the service's items, those of each later
// period of the tasks before. Identities follow from assignment, item and period, so nothing is made twice.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/catalogue/service_item.h"
#include "core/work/work_dependency.h"

namespace pupitre {

/// What assigning a service makes, for looking at before.
struct PlannedItem {
    const ServiceItem* item = nullptr;
    std::optional<Date> due_on;  // Nothing: no delay, or known only when the waiting is over.
    bool waits = false;          // Something else comes first.
    TeamMemberId assignee;
};
/// The items of a service that is done from `starts_on` to `ends_on`; of one that comes again, its first period.
std::vector<PlannedItem> planned_items(const Database& db, const Service& service, Date starts_on, Date ends_on,
                                       TeamMemberId responsible);

/// The identity of the task or request that an item becomes in a period.
Id128 assigned_work_id(AssignmentId assignment, ServiceItemId item, std::int32_t period);
inline TaskId assigned_task_id(AssignmentId assignment, ServiceItemId item, std::int32_t period) {
    return {assigned_work_id(assignment, item, period)};
}
inline ClientRequestId assigned_request_id(AssignmentId assignment, ServiceItemId item, std::int32_t period) {
    return {assigned_work_id(assignment, item, period)};
}
/// The requests that came of an assignment, as the firm keeps track of them.
std::vector<RequestTracking> requests_of(const Database& db, AssignmentId assignment);

/// Puts the assignment and makes its first period.
void begin_assignment(Changes& changes, const Context& by, Assignment assignment);
/// Makes the periods that have begun by the context's day, in the order of their assignments; at most so many tasks.
void continue_assignments(Changes& changes, const Context& by);
constexpr std::int32_t assigned_tasks_at_once = 2'000;
/// True if that would make something.
bool has_assignments_to_continue(const Database& db, Date today);

}  // namespace pupitre
