// What people do to a series: make a task repeat, skip a date, move one, pause, resume, end. Its rule, due dates and lead are
// changed field by field ("series.change"); tasks that exist stay as they are, what follows comes by the new rule.
#pragma once

#include "core/work/series_tasks.h"

namespace pupitre {

/// Makes a task with a due date the first of a series: {task, series: {rule, placing, …}}. Done twice with the same
/// settings it is done once.
struct RepeatTask {
    static constexpr std::string_view name = "task.repeat";
    static constexpr std::int32_t version = 1;

    TaskId task;
    WorkSeries settings;  // Without identity, client and dates, which follow from the task.

    static Result<RepeatTask> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};
std::optional<Refusal> refuse(const Database& db, const Context& by, const RepeatTask& command);
void apply(Changes& changes, const Context& by, const RepeatTask& command);

/// There is no work on a nominal date; an open task of that date is cancelled, and what follows comes as if it were done.
struct SkipOccurrence {
    static constexpr std::string_view name = "series.skip";
    static constexpr std::int32_t version = 1;

    WorkSeriesId series;
    Date nominal;

    static Result<SkipOccurrence> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};
std::optional<Refusal> refuse(const Database& db, const Context& by, const SkipOccurrence& command);
void apply(Changes& changes, const Context& by, const SkipOccurrence& command);

/// The work of a nominal date is due on another day; the others stay.
struct MoveOccurrence {
    static constexpr std::string_view name = "series.move_one";
    static constexpr std::int32_t version = 1;

    WorkSeriesId series;
    Date nominal;
    Date to;

    static Result<MoveOccurrence> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};
std::optional<Refusal> refuse(const Database& db, const Context& by, const MoveOccurrence& command);
void apply(Changes& changes, const Context& by, const MoveOccurrence& command);

/// Nothing comes after the date that was reached.
struct EndSeries {
    static constexpr std::string_view name = "series.end";
    static constexpr std::int32_t version = 1;

    WorkSeriesId series;

    static Result<EndSeries> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};
std::optional<Refusal> refuse(const Database& db, const Context& by, const EndSeries& command);
void apply(Changes& changes, const Context& by, const EndSeries& command);

/// Nothing comes from the author's day on, until the series is resumed.
struct PauseSeries {
    static constexpr std::string_view name = "series.pause";
    static constexpr std::int32_t version = 1;

    WorkSeriesId series;

    static Result<PauseSeries> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};
std::optional<Refusal> refuse(const Database& db, const Context& by, const PauseSeries& command);
void apply(Changes& changes, const Context& by, const PauseSeries& command);

/// Goes on from the author's day; what would have come in between is left out.
struct ResumeSeries {
    static constexpr std::string_view name = "series.resume";
    static constexpr std::int32_t version = 1;

    WorkSeriesId series;

    static Result<ResumeSeries> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};
std::optional<Refusal> refuse(const Database& db, const Context& by, const ResumeSeries& command);
void apply(Changes& changes, const Context& by, const ResumeSeries& command);

}  // namespace pupitre
