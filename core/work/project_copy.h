// What a new project takes over from another one that it is made like: its tasks with their checklists and what they wait for,
// nothing done, no repetition, the dates moved as the project's are.
#pragma once

#include <functional>
#include <vector>

#include "core/work/work_dependency.h"

namespace pupitre {

/// A project with more tasks is copied without those that are due last.
constexpr std::size_t copied_tasks_max = 500;

struct ProjectCopy {
    std::vector<Task> tasks;
    std::vector<ChecklistItem> checklist;
    std::vector<WorkDependency> dependencies;
};

/// The parts for a project that is about to be made. Dates move by the days from one start to the other, or, where one has no
/// start, from one due date to the other; without either they stay. Cancelled tasks are left out, unless the project is cancelled itself. new_id is asked once for each
/// task and each line of a checklist, with the identity of the one that is copied.
ProjectCopy copy_parts(const Database& db, const Project& like, const Project& made,
                       const std::function<Id128(Id128 like)>& new_id);

}  // namespace pupitre
