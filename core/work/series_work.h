// The piece of work that a series brings on each of its dates: a task, or a project with its tasks. How the next one is made
// like the one before. Which dates there are, and when their time has come, is not known here.
#pragma once

#include <optional>
#include <string>

#include "core/work/task.h"

namespace pupitre {

/// What tasks and projects of a series have in common, read from the row.
struct SeriesWork {
    Id128 id;
    bool is_project = false;
    std::string title;
    WorkStatus status = WorkStatus::to_do;
    std::optional<Date> due_on;
    std::optional<Date> occurrence_on;
    std::optional<Date> completed_on;
};

/// The work from which the next one is made: that of the date reached last. Nothing if all was deleted.
std::optional<SeriesWork> latest_work(const Database& db, const WorkSeries& series);
/// The work of a nominal date; nothing if it was not made yet, or deleted.
std::optional<SeriesWork> work_on(const Database& db, WorkSeriesId series, Date nominal);
/// Of a series of tasks; else null.
const Task* latest_task(const Database& db, const WorkSeries& series);

/// Makes the work of a date like the latest: what the series keeps for the next one, else what the latest has; nothing done,
/// and a project's tasks moved with it. Says how many tasks and projects that were, 0 if it is there.
std::int32_t make_work(Changes& changes, const Context& by, const WorkSeries& series, const Occurrence& next);

/// Open work is due on another day, a project with its start and its open tasks. What is finished stays.
void move_work(Changes& changes, const SeriesWork& work, Date to);
/// Open work is cancelled, a project with its open tasks.
void cancel_work(Changes& changes, const Context& by, const SeriesWork& work);

/// The fields of a task or project that can differ on one date alone; null for others.
const Field* kept_field(const EntityInfo& info, std::string_view key);

}  // namespace pupitre
