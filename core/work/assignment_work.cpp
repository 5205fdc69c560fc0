// The first period from the catalogue, the next from the last; due dates by the firm's business days.
#include "core/work/assignment_work.h"

#include <algorithm>
#include <map>

#include "core/calendar/recurrence/parse.h"
#include "core/command/ordering.h"
#include "core/firm/firm_calendar.h"

namespace pupitre {

namespace {

/// The dates on which periods begin; nothing if the service is done once.
std::optional<SeriesPlan> plan_of(const std::string& rule, Date starts_on) {
    if (rule.empty()) return std::nullopt;
    auto parsed = parse_rule_leniently(rule);
    if (!parsed) return std::nullopt;
    Series series;
    series.rule = std::move(parsed)->rule;
    series.start = starts_on;
    auto plan = SeriesPlan::compile(std::move(series), BusinessCalendar{});
    return plan ? std::optional{*std::move(plan)} : std::nullopt;
}

std::optional<Date> next_start(const std::string& rule, Date starts_on, Date ends_on, Date from) {
    const auto plan = plan_of(rule, starts_on);
    const auto next = plan ? plan->next_after(from) : std::nullopt;
    return next && next->nominal <= ends_on ? std::optional{next->nominal} : std::nullopt;
}

/// The last day of the period that begins on a day.
Date period_end(std::optional<Date> next, Date ends_on) { return next ? next->plus_days(-1) : ends_on; }

bool is_task(const ServiceItem& item) { return item.kind == ServiceItemKind::task; }

/// A delay after what is waited for counts from the start where nothing is waited for.
Delay delay_of(const ServiceItem& item, bool waits) {
    if (waits || !counts_from_wait(item.delay)) return item.delay;
    return item.delay == Delay::days_after_wait ? Delay::days_after_start : Delay::business_days_after_start;
}

TeamMemberId assignee_of(const Database& db, const ServiceItem& item, TeamMemberId responsible) {
    switch (item.role) {
    case DefaultRole::responsible: return responsible;
    case DefaultRole::person: return db.find(item.person) != nullptr ? item.person : responsible;
    case DefaultRole::nobody: return {};
    }
    assert(false);
    return {};
}

std::int64_t position_after(const Database& db, ProjectId project) {
    std::int64_t last = 0;
    db.for_each_with<&Task::project>(project, [&](const Task& task) { last = std::max(last, task.position); });
    return std::min(last, number_max - position_gap * static_cast<std::int64_t>(service_items_max)) + position_gap;
}

void put_checklist(Changes& changes, const Task& task, const ServiceItem& item) {
    std::int64_t number = 0;
    for (std::string& line : checklist_lines(item.checklist)) {
        ++number;
        ChecklistItem point;
        point.id = {derived_id(task.id.value, "checklist " + std::to_string(number))};
        point.client = task.client;
        point.task = task.id;
        point.text = std::move(line);
        point.position = number * position_gap;
        if (changes.db().find(point.id) == nullptr) changes.put(point);
    }
}

struct Period {
    std::int32_t number = 0;
    Date start;
    Date end;
};

Task task_of(const Assignment& assignment, const Period& period, const PlannedItem& planned) {
    const ServiceItem& item = *planned.item;
    Task task;
    task.id = assigned_task_id(assignment.id, item.id, period.number);
    task.client = assignment.client;
    task.project = assignment.project;
    task.title = item.title;
    task.description = item.message;
    task.assignee = planned.assignee;
    task.due_on = planned.due_on;
    task.estimate_minutes = item.estimate_minutes;
    task.assignment = assignment.id;
    task.service_item = item.id;
    task.period = period.number;
    task.delay = delay_of(item, planned.waits);
    task.delay_days = item.delay_days;
    return task;
}

RequestKind kind_of(ExpectedAnswer answer) {
    switch (answer) {
    case ExpectedAnswer::text: return RequestKind::question;
    case ExpectedAnswer::file: return RequestKind::document;
    case ExpectedAnswer::confirmation: return RequestKind::action;
    }
    assert(false);
    return RequestKind::question;
}

/// Planned: it goes out when nothing holds it up.
void put_request(Changes& changes, const Assignment& assignment, const Period& period, const PlannedItem& planned) {
    const ServiceItem& item = *planned.item;
    ClientRequest request;
    request.id = assigned_request_id(assignment.id, item.id, period.number);
    request.client = assignment.client;
    request.kind = kind_of(item.answer);
    request.title = item.title;
    request.message = item.message;
    request.due_on = planned.due_on;
    request.state = RequestState::planned;
    request.space = space_of(request);
    changes.put(request);
    RequestTracking tracking;
    tracking.id = request_tracking_id(request.id);
    tracking.client = assignment.client;
    tracking.request = request.id;
    tracking.responsible = assignment.responsible;
    tracking.project = assignment.project;
    tracking.service = assignment.service;
    tracking.origin = {assignment.id.value};
    tracking.item = item.id;
    tracking.period = period.number;
    tracking.delay = delay_of(item, planned.waits);
    tracking.delay_days = item.delay_days;
    changes.put(tracking);
}

bool is_work(const Database& db, Id128 work) {
    return db.find(TaskId{work}) != nullptr || db.find(ClientRequestId{work}) != nullptr;
}

/// The firm's own work has nobody who could be asked.
bool is_made(const Assignment& assignment, const ServiceItem& item) {
    return is_task(item) || !assignment.client.is_nil();
}

void make_item(Changes& changes, const Assignment& assignment, const Period& period, const PlannedItem& planned,
               std::int64_t position) {
    if (!is_task(*planned.item)) return put_request(changes, assignment, period, planned);
    Task task = task_of(assignment, period, planned);
    task.position = position;
    changes.put(task);
    put_checklist(changes, task, *planned.item);
}

void make_first_period(Changes& changes, const Context& by, const Assignment& assignment) {
    const Database& db = changes.db();
    const Service& service = db.get(assignment.service);
    const Period period{0, *assignment.starts_on, *assignment.ends_on};
    std::int64_t position = position_after(db, assignment.project);
    std::vector<ServiceItemId> made;
    const auto planned = planned_items(db, service, *assignment.starts_on, *assignment.ends_on, assignment.responsible);
    for (const PlannedItem& one : planned) {
        if (!is_made(assignment, *one.item) || is_work(db, assigned_work_id(assignment.id, one.item->id, 0))) continue;
        make_item(changes, assignment, period, one, position);
        position += position_gap;
        made.push_back(one.item->id);
    }
    const auto work_of = [&](ServiceItemId item) { return assigned_work_id(assignment.id, item, 0); };
    for (const ServiceItemId item : made) {
        for (const ServiceItem* other : waits_of(db, item)) {
            if (is_work(db, work_of(other->id))) wait_for(changes, work_of(item), work_of(other->id));
        }
    }
    for (const ServiceItemId item : made) settle(changes, by, work_of(item));
}

void copy_checklist(Changes& changes, const Task& from, const Task& to) {
    std::vector<ChecklistItem> points;
    for (const ChecklistItem* point : checklist_of(changes.db(), from.id)) points.push_back(*point);
    for (ChecklistItem& point : points) {
        point.id = {derived_id(to.id.value, to_text(point.id.value))};
        point.client = to.client;
        point.task = to.id;
        point.done = false;
        if (changes.db().find(point.id) == nullptr) changes.put(point);
    }
}

using Copies = std::map<Id128, Id128>;

/// What waits within the period, waits within the next one.
void copy_dependencies(Changes& changes, const Context& by, const Copies& copies) {
    const auto wait_as = [&](Id128 work, Id128 other) {
        const auto copy = copies.find(other);
        if (copy != copies.end()) wait_for(changes, work, copy->second);
    };
    for (const auto& [old_work, new_work] : copies) {
        for (const Task* other : waits_of(changes.db(), TaskId{old_work})) wait_as(new_work, other->id.value);
        for (const ClientRequest* other : requests_awaited(changes.db(), old_work)) wait_as(new_work, other->id.value);
    }
    for (const auto& [old_work, new_work] : copies) settle(changes, by, new_work);
}

void copy_tasks(Changes& changes, const Assignment& assignment, const Period& period, const BusinessCalendar& calendar,
                Copies& copies) {
    const Database& db = changes.db();
    std::vector<Task> before;
    db.for_each_with<&Task::assignment>(assignment.id, [&](const Task& task) {
        if (task.period == period.number - 1) before.push_back(task);
    });
    std::stable_sort(before.begin(), before.end(),
                     [](const Task& a, const Task& b) { return a.position < b.position; });
    std::int64_t position = position_after(db, assignment.project);
    for (const Task& old : before) {
        Task task = old;
        task.id = assigned_task_id(assignment.id, old.service_item, period.number);
        if (db.find(task.id) != nullptr) continue;
        task.due_on = due_after(task.delay, task.delay_days, {period.start, period.end, std::nullopt}, calendar);
        task.status = WorkStatus::to_do;
        task.completed_on = task.released_on = std::nullopt;
        task.series = {};
        task.occurrence_on = std::nullopt;
        task.period = period.number;
        task.position = position;
        position += position_gap;
        changes.put(task);
        copy_checklist(changes, old, task);
        copies.emplace(old.id.value, task.id.value);
    }
}

void copy_requests(Changes& changes, const Assignment& assignment, const Period& period,
                   const BusinessCalendar& calendar, Copies& copies) {
    for (RequestTracking tracking : requests_of(changes.db(), assignment.id)) {
        const ClientRequest* old = changes.db().find(tracking.request);
        if (old == nullptr || tracking.period != period.number - 1) continue;
        ClientRequest request;
        request.id = assigned_request_id(assignment.id, tracking.item, period.number);
        if (changes.db().find(request.id) != nullptr) continue;
        copies.emplace(old->id.value, request.id.value);
        request.client = assignment.client;
        request.kind = old->kind;
        request.title = old->title;
        request.message = old->message;
        request.silent = old->silent;
        request.due_on =
            due_after(tracking.delay, tracking.delay_days, {period.start, period.end, std::nullopt}, calendar);
        request.state = RequestState::planned;
        request.space = space_of(request);
        changes.put(request);
        tracking.id = request_tracking_id(request.id);
        tracking.request = request.id;
        tracking.shared_by = {};
        tracking.period = period.number;
        changes.put(tracking);
    }
}

std::int32_t make_next_period(Changes& changes, const Context& by, const Assignment& assignment, const Period& period,
                              const BusinessCalendar& calendar) {
    Copies copies;
    copy_tasks(changes, assignment, period, calendar, copies);
    copy_requests(changes, assignment, period, calendar, copies);
    copy_dependencies(changes, by, copies);
    return static_cast<std::int32_t>(copies.size());
}

/// The next period of an assignment, if it has begun. Gives the number of tasks made.
std::int32_t continue_one(Changes& changes, const Context& by, AssignmentId id, const BusinessCalendar& calendar) {
    Assignment assignment = changes.db().get(id);
    const Date start = *assignment.next_on;
    const Date starts_on = assignment.starts_on.value_or(start);
    const Date ends_on = assignment.ends_on.value_or(start);
    const auto next = next_start(assignment.rule, starts_on, ends_on, start);
    const Period period{assignment.periods, start, period_end(next, ends_on)};
    assignment.reached_on = start;
    assignment.next_on = next;
    ++assignment.periods;
    changes.put(assignment);
    return make_next_period(changes, by, assignment, period, calendar);
}

std::vector<AssignmentId> begun(const Database& db, const Context& by) {
    std::vector<AssignmentId> assignments;
    const auto found = db.table<Assignment>().by(Database::index_of_member<&Assignment::next_on>());
    for (auto at = found.begin(); at != found.end(); ++at) {
        const auto& assignment = *static_cast<const Assignment*>(at.row());
        if (*assignment.next_on > by.today) break;
        if (by.sees(db, ScopeId{assignment.client.value})) assignments.push_back(assignment.id);
    }
    return assignments;
}

}  // namespace

std::vector<PlannedItem> planned_items(const Database& db, const Service& service, Date starts_on, Date ends_on,
                                       TeamMemberId responsible) {
    const auto next = next_start(recurrence_of(service), starts_on, ends_on, starts_on);
    const DelayDays from{starts_on, period_end(next, ends_on), std::nullopt};
    const BusinessCalendar calendar = firm_calendar(db);
    std::vector<PlannedItem> planned;
    for (const ServiceItem* item : items_of(db, service.id)) {
        const bool waits = !waits_of(db, item->id).empty();
        planned.push_back({item, due_after(delay_of(*item, waits), item->delay_days, from, calendar), waits,
                           assignee_of(db, *item, responsible)});
    }
    return planned;
}

Id128 assigned_work_id(AssignmentId assignment, ServiceItemId item, std::int32_t period) {
    return derived_id(assignment.value, "item:" + to_text(item.value) + ' ' + std::to_string(period));
}

std::vector<RequestTracking> requests_of(const Database& db, AssignmentId assignment) {
    std::vector<RequestTracking> requests;
    db.for_each_with<&RequestTracking::origin>(Id<RequestOrigin>{assignment.value},
                                               [&](const RequestTracking& tracking) { requests.push_back(tracking); });
    return requests;
}

void begin_assignment(Changes& changes, const Context& by, Assignment assignment) {
    assignment.reached_on = assignment.starts_on;
    assignment.next_on = next_start(assignment.rule, *assignment.starts_on, *assignment.ends_on, *assignment.starts_on);
    assignment.periods = 1;
    changes.put(assignment);
    make_first_period(changes, by, assignment);
}

void continue_assignments(Changes& changes, const Context& by) {
    const BusinessCalendar calendar = firm_calendar(changes.db());
    std::int32_t made = 0;
    // A period without tasks counts, too, so that this ends.
    for (std::vector<AssignmentId> due = begun(changes.db(), by); !due.empty(); due = begun(changes.db(), by)) {
        for (const AssignmentId assignment : due) {
            made += 1 + continue_one(changes, by, assignment, calendar);
            if (made >= assigned_tasks_at_once) return;
        }
    }
}

bool has_assignments_to_continue(const Database& db, Date today) {
    const auto found = db.table<Assignment>().by(Database::index_of_member<&Assignment::next_on>());
    if (found.empty()) return false;
    return *static_cast<const Assignment*>(found.begin().row())->next_on <= today;
}

}  // namespace pupitre
