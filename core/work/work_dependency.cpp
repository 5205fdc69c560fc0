// Field table and rules of dependencies, and what follows from them.
#include "core/work/work_dependency.h"

#include <algorithm>
#include <tuple>

#include "core/base/waiting_path.h"
#include "core/catalogue/service_item.h"
#include "core/command/row_rules.h"
#include "core/firm/firm_calendar.h"
#include "core/requests/request_commands.h"

namespace pupitre {

namespace {

template <class Visit>
void for_each_wait_of(const Database& db, Id128 work, Visit visit) {
    db.for_each_with<&WorkDependency::task>(TaskId{work}, visit);
    db.for_each_with<&WorkDependency::request>(ClientRequestId{work}, visit);
}

template <class Visit>
void for_each_waiting_for(const Database& db, Id128 work, Visit visit) {
    db.for_each_with<&WorkDependency::waits_for>(TaskId{work}, visit);
    db.for_each_with<&WorkDependency::waits_for_request>(ClientRequestId{work}, visit);
}

std::vector<Id128> awaited_ids(const Database& db, Id128 work) {
    std::vector<Id128> ids;
    for_each_wait_of(db, work, [&](const WorkDependency& dependency) { ids.push_back(dependency.awaited()); });
    return ids;
}

std::vector<Id128> waiting_ids(const Database& db, Id128 work) {
    std::vector<Id128> ids;
    for_each_waiting_for(db, work, [&](const WorkDependency& dependency) { ids.push_back(dependency.waiting()); });
    return ids;
}

/// The client of a task or request; nothing if it is not there.
std::optional<ClientId> client_of(const Database& db, Id128 work) {
    if (const Task* task = db.find(TaskId{work})) return task->client;
    if (const ClientRequest* request = db.find(ClientRequestId{work})) return request->client;
    return std::nullopt;
}

std::string title_of(const Database& db, Id128 work) {
    if (const Task* task = db.find(TaskId{work})) return task->title;
    const ClientRequest* request = db.find(ClientRequestId{work});
    return request != nullptr ? request->title : std::string{};
}

void in_order(std::vector<const Task*>& tasks) {
    std::sort(tasks.begin(), tasks.end(), [](const Task* a, const Task* b) {
        const auto key = [](const Task* task) {
            return std::tuple(!is_open(task->status), !task->due_on, task->due_on, task->id);
        };
        return key(a) < key(b);
    });
}

std::optional<Refusal> check_dependency(const Database& db, const Context&, const void* row) {
    const auto& dependency = *static_cast<const WorkDependency*>(row);
    const EntityInfo& info = entity_info<WorkDependency>();
    const auto refuse = [&](RefusalCode code, std::string_view field, std::string detail = {}) {
        return refuse_field(code, info, row, *info.find_field(field), std::move(detail));
    };
    if (dependency.task.is_nil() == dependency.request.is_nil()) return refuse(RefusalCode::field_required, "task");
    if (dependency.waits_for.is_nil() == dependency.waits_for_request.is_nil())
        return refuse(RefusalCode::field_required, "waits_for");
    if (dependency.id != work_dependency_id(dependency.waiting(), dependency.awaited()))
        return refuse(RefusalCode::invalid_value, "id");
    const auto client = client_of(db, dependency.waiting());
    const auto other = client_of(db, dependency.awaited());
    if (!client || !other) return std::nullopt;
    if (*client != *other) return refuse(RefusalCode::invalid_value, "waits_for");
    if (dependency.client != *client) return refuse(RefusalCode::invalid_value, "client");
    const auto circle = circle_of(db, dependency.waiting(), dependency.awaited());
    if (circle.empty()) return std::nullopt;
    return refuse(RefusalCode::reference_cycle, "waits_for", path_text(circle));
}

void complete_dependency(const Database& db, const Context&, void* row) {
    auto& dependency = *static_cast<WorkDependency*>(row);
    if (const auto client = client_of(db, dependency.waiting())) dependency.client = *client;
}

void settle_new(Changes& changes, const Context& by, Id128 row) {
    settle(changes, by, changes.db().get(WorkDependencyId{row}).waiting());
}

void settle_gone(Changes& changes, const Context& by, const RowChange& erased) {
    for (const FieldChange& field : erased.fields) {
        const bool waiting = field.field == Database::index_of_member<&WorkDependency::task>() ||
                             field.field == Database::index_of_member<&WorkDependency::request>();
        if (!waiting) continue;
        if (const auto* id = std::get_if<Id128>(&field.before)) settle(changes, by, *id);
    }
}

void settle_task(Changes& changes, const Context& by, Task task) {
    const bool held_up = held_up_by(changes.db(), task.id).has_value();
    if (held_up && task.status == WorkStatus::to_do) {
        task.status = WorkStatus::blocked;
        if (task.released_on && counts_from_wait(task.delay)) task.due_on = std::nullopt;
        task.released_on = std::nullopt;
        changes.put(task);
    }
    if (!held_up && task.status == WorkStatus::blocked) {
        task.status = WorkStatus::to_do;
        task.released_on = by.today;
        if (counts_from_wait(task.delay)) {
            const DelayDays from{by.today, by.today, by.today};
            task.due_on = due_after(task.delay, task.delay_days, from, firm_calendar(changes.db()));
        }
        changes.put(task);
    }
}

/// What is with the client already stays there.
void settle_request(Changes& changes, const Context& by, ClientRequest request) {
    if (request.state != RequestState::planned || held_up_by(changes.db(), request.id.value)) return;
    const RequestTracking* tracking = changes.db().find(request_tracking_id(request.id));
    if (tracking != nullptr && counts_from_wait(tracking->delay)) {
        const DelayDays from{by.today, by.today, by.today};
        request.due_on = due_after(tracking->delay, tracking->delay_days, from, firm_calendar(changes.db()));
        changes.put(request);
    }
    share_request(changes, by, request.id);
}

}  // namespace

std::span<const Field> WorkDependency::fields() {
    static constexpr Field rows[] = {
        field<&WorkDependency::id>("id"),
        field<&WorkDependency::client>("client").to(Client::table, OnDelete::cascade),
        field<&WorkDependency::task>("task").to(Task::table, OnDelete::cascade),
        field<&WorkDependency::waits_for>("waits_for").to(Task::table, OnDelete::cascade),
        field<&WorkDependency::request>("request").to(ClientRequest::table, OnDelete::cascade),
        field<&WorkDependency::waits_for_request>("waits_for_request").to(ClientRequest::table, OnDelete::cascade),
    };
    static_assert(std::size(rows) == member_count<WorkDependency>(), "Every member needs a row.");
    return rows;
}

WorkDependencyId work_dependency_id(Id128 work, Id128 waits_for) {
    return {derived_id(work, "waits_for:" + to_text(waits_for))};
}

WorkDependency dependency_between(const Database& db, Id128 work, Id128 waits_for) {
    WorkDependency dependency;
    dependency.id = work_dependency_id(work, waits_for);
    dependency.client = client_of(db, work).value_or(ClientId{});
    if (db.find(ClientRequestId{work}) != nullptr)
        dependency.request = {work};
    else
        dependency.task = {work};
    if (db.find(ClientRequestId{waits_for}) != nullptr)
        dependency.waits_for_request = {waits_for};
    else
        dependency.waits_for = {waits_for};
    return dependency;
}

std::vector<const Task*> waits_of(const Database& db, TaskId task) {
    std::vector<const Task*> tasks;
    for (const Id128 id : awaited_ids(db, task.value)) {
        if (const Task* other = db.find(TaskId{id})) tasks.push_back(other);
    }
    in_order(tasks);
    return tasks;
}

std::vector<const ClientRequest*> requests_awaited(const Database& db, Id128 work) {
    std::vector<const ClientRequest*> requests;
    for (const Id128 id : awaited_ids(db, work)) {
        if (const ClientRequest* other = db.find(ClientRequestId{id})) requests.push_back(other);
    }
    std::stable_partition(requests.begin(), requests.end(),
                          [](const ClientRequest* request) { return !is_done(request->state); });
    return requests;
}

std::optional<HeldUp> held_up_by(const Database& db, Id128 work) {
    const std::vector<const Task*> tasks = waits_of(db, TaskId{work});
    if (!tasks.empty() && is_open(tasks.front()->status)) {
        const Task& task = *tasks.front();
        return HeldUp{task.id.value, Task::table, task.title, task.assignee};
    }
    const std::vector<const ClientRequest*> requests = requests_awaited(db, work);
    if (requests.empty() || is_done(requests.front()->state)) return std::nullopt;
    const ClientRequest& request = *requests.front();
    const RequestTracking* tracking = db.find(request_tracking_id(request.id));
    return HeldUp{request.id.value, ClientRequest::table, request.title,
                  tracking != nullptr ? tracking->responsible : TeamMemberId{}};
}

std::vector<std::string> circle_of(const Database& db, Id128 work, Id128 waits_for) {
    const auto path = waiting_path(waits_for, work, [&](Id128 node) { return awaited_ids(db, node); });
    std::vector<std::string> titles;
    if (path.empty()) return titles;
    titles.push_back(title_of(db, work));
    for (const Id128 id : path) titles.push_back(title_of(db, id));
    return titles;
}

std::optional<Refusal> refuse_held_up(const Database& db, TaskId task) {
    const auto other = held_up_by(db, task);
    if (!other) return std::nullopt;
    Refusal refusal{RefusalCode::waits_for_others, std::string(Task::table), task.value, {}, other->title};
    refusal.cause.table = other->table;
    refusal.cause.row = other->id;
    refusal.cause.field = other->table == Task::table ? "status" : "state";
    return refusal;
}

void settle(Changes& changes, const Context& by, Id128 work) {
    if (const Task* task = changes.db().find(TaskId{work})) return settle_task(changes, by, *task);
    if (const ClientRequest* request = changes.db().find(ClientRequestId{work})) settle_request(changes, by, *request);
}

void settle_waiting(Changes& changes, const Context& by, Id128 work) {
    for (const Id128 id : waiting_ids(changes.db(), work)) settle(changes, by, id);
}

void move_dependencies(Changes& changes, const Context& by, std::span<const Id128> works) {
    std::vector<WorkDependency> touched;
    for (const Id128 work : works) {
        const auto add = [&](const WorkDependency& dependency) { touched.push_back(dependency); };
        for_each_wait_of(changes.db(), work, add);
        for_each_waiting_for(changes.db(), work, add);
    }
    for (WorkDependency& dependency : touched) {
        if (changes.db().find(dependency.id) == nullptr) continue;
        const auto client = client_of(changes.db(), dependency.waiting());
        if (client && client == client_of(changes.db(), dependency.awaited())) {
            dependency.client = *client;
            changes.put(dependency);
        } else {
            changes.erase(dependency.id);
            settle(changes, by, dependency.waiting());
        }
    }
}

void wait_for(Changes& changes, Id128 work, Id128 waits_for) {
    const WorkDependency dependency = dependency_between(changes.db(), work, waits_for);
    if (changes.db().find(dependency.id) != nullptr || !circle_of(changes.db(), work, waits_for).empty()) return;
    changes.put(dependency);
}

EntityRules work_dependency_rules() {
    EntityRules rules;
    rules.info = &entity_info<WorkDependency>();
    rules.check = check_dependency;
    rules.complete = complete_dependency;
    rules.arrived = settle_new;
    rules.gone = settle_gone;
    return rules;
}

}  // namespace pupitre
