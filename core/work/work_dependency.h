// What waits for what among live work. Something that waits is blocked: it can't be started or finished before the last
// thing it waits for is; then it is released, and where its delay counts from there, its due date follows.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/requests/client_request.h"
#include "core/work/task.h"

namespace pupitre {

/// That a task or a request waits for another one of the same client. Its id follows from both ends, so that it can't be
/// said twice. Of each end, one of the two is given.
struct WorkDependency {
    static constexpr std::string_view table = "work_dependency";
    static constexpr std::string_view scope_key = "client";

    Id<WorkDependency> id;
    ClientId client;   // As both tasks'.
    TaskId task;       // The one that waits …
    TaskId waits_for;  // … for this one.
    ClientRequestId request;
    ClientRequestId waits_for_request;

    [[nodiscard]] Id128 waiting() const { return task.is_nil() ? request.value : task.value; }
    [[nodiscard]] Id128 awaited() const { return waits_for.is_nil() ? waits_for_request.value : waits_for.value; }

    static std::span<const Field> fields();
    bool operator==(const WorkDependency&) const = default;
};
using WorkDependencyId = Id<WorkDependency>;

// Below, work is the identity of a task or of a request.
WorkDependencyId work_dependency_id(Id128 work, Id128 waits_for);
inline WorkDependencyId work_dependency_id(TaskId task, TaskId waits_for) {
    return work_dependency_id(task.value, waits_for.value);
}
/// The dependency between two of them; the client is the one that waits.
WorkDependency dependency_between(const Database& db, Id128 work, Id128 waits_for);

/// The tasks that it waits for or waited for, unfinished ones first, each by due date.
std::vector<const Task*> waits_of(const Database& db, TaskId task);
/// The requests that it waits for or waited for.
std::vector<const ClientRequest*> requests_awaited(const Database& db, Id128 work);

/// What holds something up: a task or request that is not done.
struct HeldUp {
    Id128 id;
    std::string_view table;
    std::string title;
    TeamMemberId who;
};
/// The first of them; nothing if it may begin.
std::optional<HeldUp> held_up_by(const Database& db, Id128 work);
inline std::optional<HeldUp> held_up_by(const Database& db, TaskId task) { return held_up_by(db, task.value); }
/// Whether nothing has to wait for a request any longer.
constexpr bool is_done(RequestState state) {
    return state == RequestState::accepted || state == RequestState::cancelled;
}
/// The circle that would come about if the task waited for the other one, as titles; empty if there is none.
std::vector<std::string> circle_of(const Database& db, Id128 work, Id128 waits_for);
inline std::vector<std::string> circle_of(const Database& db, TaskId task, TaskId waits_for) {
    return circle_of(db, task.value, waits_for.value);
}
/// Why a task can't be started or finished now.
std::optional<Refusal> refuse_held_up(const Database& db, TaskId task);

/// Blocks or releases a task by what it waits for as that stands; shares a planned request that waits for nothing more.
void settle(Changes& changes, const Context& by, Id128 work);
inline void settle(Changes& changes, const Context& by, TaskId task) { settle(changes, by, task.value); }
/// The same for all that wait for something that was finished, cancelled or taken up again.
void settle_waiting(Changes& changes, const Context& by, Id128 work);
inline void settle_waiting(Changes& changes, const Context& by, TaskId task) {
    settle_waiting(changes, by, task.value);
}
/// Brings the dependencies of work that went to another client along; those on work that stays behind end.
void move_dependencies(Changes& changes, const Context& by, std::span<const Id128> works);
/// Lets it wait for the other one; nothing if it does so already or if that would make a circle.
void wait_for(Changes& changes, Id128 work, Id128 waits_for);
inline void wait_for(Changes& changes, TaskId task, TaskId waits_for) {
    wait_for(changes, task.value, waits_for.value);
}

EntityRules work_dependency_rules();

}  // namespace pupitre
