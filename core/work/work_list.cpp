// Groups, orders and filters of the work list.
#include "core/work/work_list.h"

#include <algorithm>

#include "core/base/text_fold.h"
#include "core/firm/firm.h"

namespace pupitre {

namespace {

constexpr std::int32_t days_per_week = 7;

std::string search_text(const Database& db, const void* row) {
    const auto& task = *static_cast<const Task*>(row);
    std::string text = task.title + ' ' + task.description;
    const Client* client = db.find(task.client);
    if (client != nullptr) text += ' ' + client->name + ' ' + client->reference;
    const TeamMember* assignee = db.find(task.assignee);
    if (assignee != nullptr) text += ' ' + assignee->full_name();
    return fold(text);
}

}  // namespace

DueGroup due_group(const Task& task, Date today) {
    if (!is_open(task.status)) return DueGroup::finished;
    if (!task.due_on) return DueGroup::no_date;
    if (*task.due_on < today) return DueGroup::overdue;
    if (*task.due_on == today) return DueGroup::today;
    const Date next_monday = today.week_start().plus_days(days_per_week);
    if (*task.due_on < next_monday) return DueGroup::this_week;
    if (*task.due_on < next_monday.plus_days(days_per_week)) return DueGroup::next_week;
    return DueGroup::later;
}

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

ListSource work_list_source(const Schema& schema) { return {schema.index_of<Task>(), search_text, {}}; }

ListOrder work_order(Date today) {
    return {"due " + to_iso(today),
            [today](const Database&, const void* row) {
                const auto& task = *static_cast<const Task*>(row);
                const DueGroup group = due_group(task, today);
                // What was finished last stands first.
                const std::int64_t day = group == DueGroup::finished
                                             ? (task.completed_on ? -task.completed_on->days() : 0)
                                             : (task.due_on ? task.due_on->days() : 0);
                return number_key(static_cast<std::int64_t>(group)) + number_key(day) + number_key(task.position);
            },
            false};
}

ListFilter work_filter(const WorkFilter& filter) {
    std::string name = to_text(filter.assignee.value) + to_text(filter.client.value);
    name += filter.unassigned ? 'u' : '-';
    name += filter.firm_only ? 'f' : '-';
    name += filter.with_finished ? 'd' : '-';
    name += filter.status ? std::to_string(static_cast<int>(*filter.status)) : "-";
    return {std::move(name), [filter](const Database&, const void* row) {
                const auto& task = *static_cast<const Task*>(row);
                if (filter.status ? task.status != *filter.status : !filter.with_finished && !is_open(task.status)) {
                    return false;
                }
                if (filter.unassigned && !task.assignee.is_nil()) return false;
                if (!filter.assignee.is_nil() && task.assignee != filter.assignee) return false;
                if (filter.firm_only && !task.client.is_nil()) return false;
                return filter.client.is_nil() || task.client == filter.client;
            }};
}

std::vector<WorkGroup> work_groups(const Database& db, const std::vector<Id128>& rows, Date today) {
    const auto group_at = [&](std::size_t place) { return due_group(db.get(TaskId{rows[place]}), today); };
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

std::int64_t estimated_minutes(const Database& db, const std::vector<Id128>& rows) {
    std::int64_t minutes = 0;
    for (const Id128 id : rows) minutes += db.get(TaskId{id}).estimate_minutes;
    return minutes;
}

}  // namespace pupitre
