// Projects: pieces of work for a client or for the firm itself, made of tasks.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/catalogue/service.h"
#include "core/crm/client.h"
#include "core/work/series.h"

namespace pupitre {

/// Where a project or task stands. Stored.
enum class WorkStatus : std::uint8_t { to_do, in_progress, blocked, done, cancelled };
template <>
inline constexpr std::string_view enum_names<WorkStatus>[] = {"to_do", "in_progress", "blocked", "done", "cancelled"};

constexpr bool is_open(WorkStatus status) { return status != WorkStatus::done && status != WorkStatus::cancelled; }

struct Project {
    static constexpr std::string_view table = "project";
    static constexpr std::string_view scope_key = "client";

    Id<Project> id;
    ClientId client;  // Nil: the firm's own work.
    ServiceId service;
    std::string title;
    std::string description;
    TeamMemberId responsible;
    WorkStatus status = WorkStatus::to_do;
    std::optional<Date> starts_on;
    std::optional<Date> due_on;
    std::int64_t position = 0;
    std::optional<Date> completed_on;
    WorkSeriesId series;                // Nil: it does not repeat.
    std::optional<Date> occurrence_on;  // The nominal date in its series.

    static std::span<const Field> fields();
    bool operator==(const Project&) const = default;
};
using ProjectId = Id<Project>;

EntityRules project_rules();

}  // namespace pupitre
