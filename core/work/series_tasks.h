// How the dates of a series become tasks: which date is next, when its task is made, and what it takes over from the task
// before. The same on a device and on the host: the new task's identity follows from the series and the date.
#pragma once

#include <optional>

#include "core/command/registry.h"
#include "core/work/task.h"

namespace pupitre {

/// At most so many tasks of one series are made at once; the rest follows with the next command.
constexpr std::int32_t series_tasks_at_once = 60;

/// The task from which the next one is made: that of the date reached last. Null if all were deleted.
const Task* latest_task(const Database& db, const WorkSeries& series);
/// The next date that gives work after what was reached, as it stands on a day; nothing if the series is over or paused.
/// Of a series from completion: nothing before the latest task is finished.
std::optional<Occurrence> next_occurrence(const WorkSeries& series, const SeriesPlan& plan, const Task& latest,
                                          Date today);

/// Makes the tasks of a series that are wanted by the context's day. Nothing for a nil id.
void continue_series(Changes& changes, const Context& by, WorkSeriesId series);
/// The same for all series, in the order of their ids, at most tasks_at_once tasks.
void continue_all_series(Changes& changes, const Context& by);
constexpr std::int32_t tasks_at_once = 2'000;
/// True if continue_all_series would make a task.
bool has_series_to_continue(const Database& db, Date today);

/// Brings the series of a task, with its exceptions, to the task's client.
void move_series(Changes& changes, const Task& task);

}  // namespace pupitre
