// Series of work: a task, or a project with its tasks, that comes again. A row holds the rule; each of its dates becomes a
// piece of work of its own, made like the one before. What was decided about a single date is a row, too, so that two people
// can skip different dates.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/calendar/series/plan.h"
#include "core/crm/client.h"

namespace pupitre {

template <>
inline constexpr std::string_view enum_names<Placing>[] = {"as_is",
                                                           "next",
                                                           "previous",
                                                           "modified_following",
                                                           "nearest",
                                                           "omitted",
                                                           "business_days_after",
                                                           "business_days_before",
                                                           "business_day_of_month"};
template <>
inline constexpr std::string_view enum_names<Creation>[] = {"when_previous_is_done", "days_before",
                                                            "business_days_before"};

struct WorkSeries {
    static constexpr std::string_view table = "series";
    static constexpr std::string_view scope_key = "client";

    Id<WorkSeries> id;
    ClientId client;   // As its work's.
    std::string rule;  // RFC 5545, as it was written.
    std::optional<Date> starts_on;
    std::optional<Date> first_on;
    std::optional<Date> paused_since;
    bool from_completion = false;
    Placing placing = Placing::as_is;
    std::int32_t placing_days = 0;
    Creation creation = Creation::when_previous_is_done;
    std::int32_t lead_days = 0;
    std::optional<Date> reached_on;  // The last nominal date that became work.
    std::int64_t created = 0;        // How many did.
    // What the latest work has for itself alone: {"assignee": …}, what the next one takes in its place. Empty: nothing.
    std::string kept;

    static std::span<const Field> fields();
    bool operator==(const WorkSeries&) const = default;
};
using WorkSeriesId = Id<WorkSeries>;

struct WorkSeriesException {
    static constexpr std::string_view table = "series_exception";
    static constexpr std::string_view scope_key = "client";

    Id<WorkSeriesException> id;
    ClientId client;  // As the series'.
    WorkSeriesId series;
    std::optional<Date> nominal_on;
    std::optional<Date> moved_to;  // Nothing: skipped.

    static std::span<const Field> fields();
    bool operator==(const WorkSeriesException&) const = default;
};
using WorkSeriesExceptionId = Id<WorkSeriesException>;

/// The identity of what is decided about a date: the same on every device.
WorkSeriesExceptionId exception_id(WorkSeriesId series, Date nominal);

/// The series as the calendar knows it, with its exceptions. Errors: as SeriesPlan::compile.
Result<SeriesPlan> plan_of(const Database& db, const WorkSeries& series, BusinessCalendar calendar);

EntityRules work_series_rules();
EntityRules work_series_exception_rules();

}  // namespace pupitre
