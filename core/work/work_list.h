// The work list: open tasks (or projects) in the order of their due dates, in groups that people think in.
#pragma once

#include <string>
#include <vector>

#include "core/query/list_index.h"
#include "core/text/catalogue.h"
#include "core/work/task.h"

namespace pupitre {

/// When something is due, seen from today. In the order of the list.
enum class DueGroup : std::uint8_t { overdue, today, this_week, next_week, later, no_date, finished };
constexpr std::size_t due_group_count = 7;

DueGroup due_group(WorkStatus status, std::optional<Date> due_on, Date today);
DueGroup due_group(const Task& task, Date today);
DueGroup due_group(const Project& project, Date today);
/// Message key of a group's title.
std::string_view due_group_key(DueGroup group);

/// Searched: title, description, client, assignee.
ListSource work_list_source(const Schema& schema);
/// The same for projects; their service is searched, too.
ListSource project_list_source(const Schema& schema);

/// What a work list can be sorted by, beside its groups.
enum class WorkColumn : std::uint8_t { title, client, due_on, status, assignee, estimate };
/// Message key of a column's title.
std::string_view work_column_key(WorkColumn column);

/// By group, then due date, then order by hand.
ListOrder work_order(Date today);
ListOrder project_order(Date today);
/// By one column, without groups.
ListOrder work_order(WorkColumn column, bool descending);
ListOrder project_order(WorkColumn column, bool descending);

/// Which tasks are listed; empty members ask for nothing.
struct WorkFilter {
    TeamMemberId assignee;
    bool unassigned = false;
    ClientId client;
    bool firm_only = false;  // The firm's own work, without a client.
    bool with_finished = false;
    std::optional<WorkStatus> status;

    bool operator==(const WorkFilter&) const = default;
};
ListFilter work_filter(const WorkFilter& filter);
/// A project is somebody's if they are responsible for it or for one of its tasks.
ListFilter project_filter(const WorkFilter& filter);

/// A run of rows of one group within the ordered list.
struct WorkGroup {
    DueGroup group = DueGroup::overdue;
    std::size_t first = 0;
    std::size_t count = 0;
};
/// Cuts an ordered list into its groups. Bounded by the number of groups, not of rows.
std::vector<WorkGroup> work_groups(const Database& db, const std::vector<Id128>& rows, Date today);
std::vector<WorkGroup> project_groups(const Database& db, const std::vector<Id128>& rows, Date today);

/// The sum of the tasks' estimates in minutes.
std::int64_t estimated_minutes(const Database& db, const std::vector<Id128>& rows);

}  // namespace pupitre
