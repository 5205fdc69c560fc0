// How the dates of a series become work: which date is next, and when its work is made. The same on a device and on the host:
// the identity of new work follows from the series and the date.
#pragma once

#include <optional>

#include "core/command/registry.h"
#include "core/work/series_work.h"

namespace pupitre {

/// Once a series has made so many tasks and projects, the rest follows with the next command.
constexpr std::int32_t series_tasks_at_once = 60;

/// The next date that gives work after what was reached, as it stands on a day; nothing if the series is over or paused.
/// Of a series from completion: nothing before the latest work is finished.
std::optional<Occurrence> next_occurrence(const WorkSeries& series, const SeriesPlan& plan, const SeriesWork& latest,
                                          Date today);

/// Makes the work of a series that is wanted by the context's day. Nothing for a nil id.
void continue_series(Changes& changes, const Context& by, WorkSeriesId series);
/// The same for all series, in the order of their ids, until tasks_at_once tasks and projects were made.
void continue_all_series(Changes& changes, const Context& by);
constexpr std::int32_t tasks_at_once = 2'000;
/// True if continue_all_series would make something.
bool has_series_to_continue(const Database& db, Date today);

/// Brings the series of a piece of work, with its exceptions, to the work's client.
void move_series(Changes& changes, WorkSeriesId series, Id128 work, ClientId client);

}  // namespace pupitre
