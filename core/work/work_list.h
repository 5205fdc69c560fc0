// The work list: tasks, projects and client requests side by side, by the groups that people think in; and the same work by
// day, for cards and calendars.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/query/record_list.h"
#include "core/requests/client_request.h"
#include "core/work/task.h"

namespace pupitre {

/// When something is due, seen from today. In the order of the list.
enum class DueGroup : std::uint8_t { overdue, today, this_week, next_week, later, no_date, finished };
template <>
inline constexpr std::string_view enum_names<DueGroup>[] = {"overdue", "today",   "this_week", "next_week",
                                                            "later",   "no_date", "finished"};

DueGroup due_group(WorkStatus status, std::optional<Date> due_on, Date today);

/// What stands in the list. In the order of the model's sources.
enum class WorkKind : std::uint8_t { task, project, request };
template <>
inline constexpr std::string_view enum_names<WorkKind>[] = {"task", "project", "request"};
constexpr std::string_view name_of(WorkKind kind) { return enum_names<WorkKind>[static_cast<std::size_t>(kind)]; }
/// The table of a kind.
constexpr std::string_view table_of(WorkKind kind) {
    return kind == WorkKind::request ? ClientRequest::table : name_of(kind);
}

/// Where a request stands, seen as work: one that is planned waits, one that the client has is under way.
WorkStatus status_of(RequestState state);

/// What every kind of work has, read from its row.
struct WorkItem {
    WorkKind kind = WorkKind::task;
    Id128 id;
    std::string title;
    ClientId client;  // Nil: the firm's own work.
    TeamMemberId who;
    WorkStatus status = WorkStatus::to_do;
    std::optional<Date> starts_on;
    std::optional<Date> due_on;
    bool repeats = false;
    RequestState request = RequestState::draft;  // Of a request.
};
/// Nothing if there is no such work.
std::optional<WorkItem> work_item(const Database& db, Id128 id);

/// Nothing if there is no such work, or no date.
std::optional<Date> due_date(const Database& db, Id128 id);

/// Searched: title, description, client, who does it, the project's service. Columns "when" and the model's own order depend
/// on the day: make it anew when that changes. The source of tasks stands first.
ListModel work_list_model(const Schema& schema, Date today);

/// What is neither done nor cancelled.
ListCondition unfinished_work();

/// The last day that cards show: thirty days from today.
constexpr std::int32_t card_days = 30;
/// The columns of cards, in their order. What is due later stands in the list alone.
enum class CardColumn : std::uint8_t { overdue, this_week, next_30_days, no_date };
constexpr std::size_t card_column_count = 4;
/// Message key of a column's title.
std::string_view card_column_key(CardColumn column);

/// A run of rows within an ordered list.
struct RowRun {
    std::size_t first = 0;
    std::size_t count = 0;

    bool operator==(const RowRun&) const = default;
};
/// Rows of open work by due date, cut into the columns of cards. Bounded by the number of columns, not of rows.
std::array<RowRun, card_column_count> card_columns(const Database& db, const std::vector<Id128>& rows, Date today);
/// The rows by due date that are due on the days from first to last.
RowRun due_between(const Database& db, const std::vector<Id128>& rows, Date first, Date last);

}  // namespace pupitre
