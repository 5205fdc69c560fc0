// Tasks, their checklists, and the commands that finish and reopen them.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/catalogue/service_item.h"
#include "core/work/assignment.h"
#include "core/work/project.h"
#include "core/work/series.h"

namespace pupitre {

/// One thing that somebody of the team has to do.
struct Task {
    static constexpr std::string_view table = "task";
    static constexpr std::string_view scope_key = "client";

    Id<Task> id;
    ClientId client;  // Nil: the firm's own work.
    ProjectId project;
    std::string title;
    std::string description;
    TeamMemberId assignee;
    std::optional<Date> due_on;
    WorkStatus status = WorkStatus::to_do;
    std::optional<Date> completed_on;
    std::int32_t estimate_minutes = 0;
    std::int64_t position = 0;
    WorkSeriesId series;                // Nil: it does not repeat.
    std::optional<Date> occurrence_on;  // The nominal date in its series.
    AssignmentId assignment;            // Nil: made by hand.
    ServiceItemId service_item;         // What it was copied from; may be gone by now.
    std::int32_t period = 0;            // Of its assignment, from 0.
    Delay delay = Delay::none;          // As its item's.
    std::int32_t delay_days = 0;
    std::optional<Date> released_on;  // When the last thing it waited for was done.

    static std::span<const Field> fields();
    bool operator==(const Task&) const = default;
};
using TaskId = Id<Task>;

/// One line of a task's checklist.
struct ChecklistItem {
    static constexpr std::string_view table = "checklist_item";
    static constexpr std::string_view scope_key = "client";

    Id<ChecklistItem> id;
    ClientId client;  // As the task's.
    TaskId task;
    std::string text;
    bool done = false;
    std::int64_t position = 0;

    static std::span<const Field> fields();
    bool operator==(const ChecklistItem&) const = default;
};
using ChecklistItemId = Id<ChecklistItem>;

/// Brings what belongs to a task to the task's client: checklist, documents, comments, its series where it is the latest.
void move_parts(Changes& changes, const Task& task);

/// The checklist in its order by hand.
std::vector<const ChecklistItem*> checklist_of(const Database& db, TaskId task);

/// Marks a task as done on a day.
struct CompleteTask {
    static constexpr std::string_view name = "task.complete";
    static constexpr std::int32_t version = 1;

    TaskId task;

    static Result<CompleteTask> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};
std::optional<Refusal> refuse(const Database& db, const Context& by, const CompleteTask& command);
void apply(Changes& changes, const Context& by, const CompleteTask& command);

/// Takes a finished or cancelled task up again.
struct ReopenTask {
    static constexpr std::string_view name = "task.reopen";
    static constexpr std::int32_t version = 1;

    TaskId task;

    static Result<ReopenTask> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};
std::optional<Refusal> refuse(const Database& db, const Context& by, const ReopenTask& command);
void apply(Changes& changes, const Context& by, const ReopenTask& command);

EntityRules task_rules();
EntityRules checklist_item_rules();

}  // namespace pupitre
