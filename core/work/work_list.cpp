// Groups, orders and filters of the work list. Tasks and projects share everything but the names of two members.
#include "core/work/work_list.h"

#include <algorithm>

#include "core/base/text_fold.h"
#include "core/firm/firm.h"

namespace pupitre {

namespace {

constexpr std::int32_t days_per_week = 7;

TeamMemberId who(const Task& task) { return task.assignee; }
TeamMemberId who(const Project& project) { return project.responsible; }

std::string client_name(const Database& db, ClientId id) {
    const Client* client = db.find(id);
    return client != nullptr ? client->name : std::string{};
}

std::string member_name(const Database& db, TeamMemberId id) {
    const TeamMember* member = db.find(id);
    return member != nullptr ? member->full_name() : std::string{};
}

template <class Work>
std::string search_text(const Database& db, const Work& work) {
    std::string text = work.title + ' ' + work.description + ' ' + member_name(db, who(work));
    const Client* client = db.find(work.client);
    if (client != nullptr) text += ' ' + client->name + ' ' + client->reference;
    if constexpr (std::is_same_v<Work, Project>) {
        const Service* service = db.find(work.service);
        if (service != nullptr) text += ' ' + service->name;
    }
    return fold(text);
}

template <class Work>
ListSource source_of(const Schema& schema) {
    return {schema.index_of<Work>(),
            [](const Database& db, const void* row) { return search_text(db, *static_cast<const Work*>(row)); },
            {}};
}

/// What was finished last stands first; a project does not say when it was.
std::int64_t finished_day(const Task& task) { return task.completed_on ? -task.completed_on->days() : 0; }
std::int64_t finished_day(const Project& project) { return project.due_on ? -project.due_on->days() : 0; }

template <class Work>
ListOrder grouped_order(Date today) {
    return {"due " + to_iso(today),
            [today](const Database&, const void* row) {
                const auto& work = *static_cast<const Work*>(row);
                const DueGroup group = due_group(work, today);
                const std::int64_t day =
                    group == DueGroup::finished ? finished_day(work) : (work.due_on ? work.due_on->days() : 0);
                return number_key(static_cast<std::int64_t>(group)) + number_key(day) + number_key(work.position);
            },
            false};
}

template <class Work>
std::string sort_key(const Database& db, const Work& work, WorkColumn column) {
    switch (column) {
    case WorkColumn::title: return text_key(work.title);
    case WorkColumn::client: return text_key(client_name(db, work.client));
    case WorkColumn::due_on: return value_key(work.due_on ? Value{*work.due_on} : Value{});
    case WorkColumn::status: return number_key(static_cast<std::int64_t>(work.status));
    case WorkColumn::assignee: return text_key(member_name(db, who(work)));
    case WorkColumn::estimate:
        if constexpr (std::is_same_v<Work, Task>) return number_key(work.estimate_minutes);
        return number_key(0);
    }
    assert(false);
    return {};
}

template <class Work>
ListOrder column_order(WorkColumn column, bool descending) {
    return {
        std::string(work_column_key(column)),
        [column](const Database& db, const void* row) { return sort_key(db, *static_cast<const Work*>(row), column); },
        descending};
}

std::string filter_name(const WorkFilter& filter) {
    std::string name = to_text(filter.assignee.value) + to_text(filter.client.value);
    name += filter.unassigned ? 'u' : '-';
    name += filter.firm_only ? 'f' : '-';
    name += filter.with_finished ? 'd' : '-';
    name += filter.status ? std::to_string(static_cast<int>(*filter.status)) : "-";
    return name;
}

template <class Work>
bool accepts(const WorkFilter& filter, const Work& work) {
    if (filter.status ? work.status != *filter.status : !filter.with_finished && !is_open(work.status)) return false;
    if (filter.unassigned && !who(work).is_nil()) return false;
    if (filter.firm_only && !work.client.is_nil()) return false;
    return filter.client.is_nil() || work.client == filter.client;
}

bool works_on(const Database& db, const Project& project, TeamMemberId member) {
    bool found = project.responsible == member;
    if (!found) {
        db.for_each_with<&Task::project>(project.id,
                                         [&](const Task& task) { found = found || task.assignee == member; });
    }
    return found;
}

template <class Work>
std::vector<WorkGroup> groups_of(const Database& db, const std::vector<Id128>& rows, Date today) {
    const auto group_at = [&](std::size_t place) { return due_group(db.get(Id<Work>{rows[place]}), today); };
    std::vector<WorkGroup> groups;
    std::size_t first = 0;
    while (first < rows.size()) {
        const DueGroup group = group_at(first);
        // The rows are ordered by group, so the end of the run is found by halving.
        std::size_t low = first + 1;
        std::size_t high = rows.size();
        while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            if (group_at(middle) == group) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        groups.push_back({group, first, low - first});
        first = low;
    }
    return groups;
}

}  // namespace

DueGroup due_group(WorkStatus status, std::optional<Date> due_on, Date today) {
    if (!is_open(status)) return DueGroup::finished;
    if (!due_on) return DueGroup::no_date;
    if (*due_on < today) return DueGroup::overdue;
    if (*due_on == today) return DueGroup::today;
    const Date next_monday = today.week_start().plus_days(days_per_week);
    if (*due_on < next_monday) return DueGroup::this_week;
    if (*due_on < next_monday.plus_days(days_per_week)) return DueGroup::next_week;
    return DueGroup::later;
}

DueGroup due_group(const Task& task, Date today) { return due_group(task.status, task.due_on, today); }
DueGroup due_group(const Project& project, Date today) { return due_group(project.status, project.due_on, today); }

std::string_view due_group_key(DueGroup group) {
    switch (group) {
    case DueGroup::overdue: return "work.group.overdue";
    case DueGroup::today: return "work.group.today";
    case DueGroup::this_week: return "work.group.this_week";
    case DueGroup::next_week: return "work.group.next_week";
    case DueGroup::later: return "work.group.later";
    case DueGroup::no_date: return "work.group.no_date";
    case DueGroup::finished: return "work.group.finished";
    }
    assert(false);
    return "";
}

std::string_view work_column_key(WorkColumn column) {
    switch (column) {
    case WorkColumn::title: return "work.column.title";
    case WorkColumn::client: return "task.client";
    case WorkColumn::due_on: return "task.due_on";
    case WorkColumn::status: return "task.status";
    case WorkColumn::assignee: return "work.column.assignee";
    case WorkColumn::estimate: return "work.column.estimate";
    }
    assert(false);
    return "";
}

ListSource work_list_source(const Schema& schema) { return source_of<Task>(schema); }
ListSource project_list_source(const Schema& schema) { return source_of<Project>(schema); }

ListOrder work_order(Date today) { return grouped_order<Task>(today); }
ListOrder project_order(Date today) { return grouped_order<Project>(today); }
ListOrder work_order(WorkColumn column, bool descending) { return column_order<Task>(column, descending); }
ListOrder project_order(WorkColumn column, bool descending) { return column_order<Project>(column, descending); }

ListFilter work_filter(const WorkFilter& filter) {
    return {filter_name(filter), [filter](const Database&, const void* row) {
                const auto& task = *static_cast<const Task*>(row);
                return accepts(filter, task) && (filter.assignee.is_nil() || task.assignee == filter.assignee);
            }};
}

ListFilter project_filter(const WorkFilter& filter) {
    return {filter_name(filter), [filter](const Database& db, const void* row) {
                const auto& project = *static_cast<const Project*>(row);
                return accepts(filter, project) && (filter.assignee.is_nil() || works_on(db, project, filter.assignee));
            }};
}

std::vector<WorkGroup> work_groups(const Database& db, const std::vector<Id128>& rows, Date today) {
    return groups_of<Task>(db, rows, today);
}

std::vector<WorkGroup> project_groups(const Database& db, const std::vector<Id128>& rows, Date today) {
    return groups_of<Project>(db, rows, today);
}

std::int64_t estimated_minutes(const Database& db, const std::vector<Id128>& rows) {
    std::int64_t minutes = 0;
    for (const Id128 id : rows) minutes += db.get(TaskId{id}).estimate_minutes;
    return minutes;
}

}  // namespace pupitre
