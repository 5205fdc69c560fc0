// What people do to a series: make a task or a project repeat, skip a date, move one, change one alone, pause, resume, end.
// Its rule, due dates and lead are changed field by field ("series.change"); work that exists stays as it is, what follows
// comes by the new rule.
#pragma once

#include <string>
#include <vector>

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

/// The same for a project with its tasks: {project, series: {rule, placing, …}}.
struct RepeatProject {
    static constexpr std::string_view name = "project.repeat";
    static constexpr std::int32_t version = 1;

    ProjectId project;
    WorkSeries settings;  // Without identity, client and dates, which follow from the project.

    static Result<RepeatProject> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};
std::optional<Refusal> refuse(const Database& db, const Context& by, const RepeatProject& command);
void apply(Changes& changes, const Context& by, const RepeatProject& command);

/// Says of fields of the latest work whether what they are changed to holds for it alone: then the next one takes what they
/// have now, unless the next one came meanwhile. Given before the change. Fields: title, description, assignee or
/// responsible, estimate_minutes.
struct KeepForNext {
    static constexpr std::string_view name = "series.keep";
    static constexpr std::int32_t version = 1;

    WorkSeriesId series;
    Id128 work;  // The task or project that is changed.
    std::vector<std::string> fields;
    bool kept = true;  // False: the next one takes what the latest has, as usual.

    static Result<KeepForNext> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};
std::optional<Refusal> refuse(const Database& db, const Context& by, const KeepForNext& command);
void apply(Changes& changes, const Context& by, const KeepForNext& command);

/// There is no work on a nominal date; open work of that date is cancelled, and what follows comes as if it were done.
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
