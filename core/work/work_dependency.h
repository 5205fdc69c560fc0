// What waits for what among live work. Something that waits is blocked: it can't be started or finished before the last
// thing it waits for is; then it is released, and where its delay counts from there, its due date follows.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/work/task.h"

namespace pupitre {

/// That a task waits for another one of the same client. Its id follows from both, so that it can't be said twice.
struct WorkDependency {
    static constexpr std::string_view table = "work_dependency";
    static constexpr std::string_view scope_key = "client";

    Id<WorkDependency> id;
    ClientId client;   // As both tasks'.
    TaskId task;       // The one that waits …
    TaskId waits_for;  // … for this one.

    static std::span<const Field> fields();
    bool operator==(const WorkDependency&) const = default;
};
using WorkDependencyId = Id<WorkDependency>;

WorkDependencyId work_dependency_id(TaskId task, TaskId waits_for);

/// All that a task waits for or waited for, unfinished work first, each by due date.
std::vector<const Task*> waits_of(const Database& db, TaskId task);
/// All that waits for a task.
std::vector<const Task*> waiting_for(const Database& db, TaskId task);
/// The first unfinished task that it waits for; null if nothing holds it up.
const Task* held_up_by(const Database& db, TaskId task);
/// The circle that would come about if the task waited for the other one, as titles; empty if there is none.
std::vector<std::string> circle_of(const Database& db, TaskId task, TaskId waits_for);
/// Why a task can't be started or finished now.
std::optional<Refusal> refuse_held_up(const Database& db, TaskId task);

/// Blocks or releases a task by what it waits for as that stands.
void settle(Changes& changes, const Context& by, TaskId task);
/// The same for all that wait for a task that was finished, cancelled or taken up again.
void settle_waiting(Changes& changes, const Context& by, TaskId task);
/// Brings the dependencies of tasks that went to another client along; those on tasks that stay behind end.
void move_dependencies(Changes& changes, const Context& by, std::span<const TaskId> tasks);
/// Lets the task wait for the other one; nothing if it does so already or if that would make a circle.
void wait_for(Changes& changes, TaskId task, TaskId waits_for);

EntityRules work_dependency_rules();

}  // namespace pupitre
