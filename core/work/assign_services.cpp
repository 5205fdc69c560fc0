// Checks first what holds for the command, then for each service, in the order of the list.
#include "core/work/assign_services.h"

#include <algorithm>

#include "core/base/text_fold.h"
#include "core/command/arguments.h"
#include "core/firm/firm.h"
#include "core/work/assignment_work.h"

namespace pupitre {

namespace {

Result<std::optional<Money>> price_argument(const Json& args) {
    const auto found = args.find("price");
    if (found == args.end()) return std::optional<Money>{};
    const Result<Value> value = value_from_json(*entity_info<Assignment>().find_field("price"), *found);
    if (!value) return Error{ErrorCode::malformed, "price"};
    const auto* price = std::get_if<Money>(&*value);
    return price != nullptr ? std::optional{*price} : std::nullopt;
}

Result<AssignedService> service_from_json(const Json& args) {
    const auto service = id_argument(args, "service");
    if (!service) return service.error();
    const auto starts_on = date_argument(args, "starts_on");
    if (!starts_on) return starts_on.error();
    const auto ends_on = date_argument(args, "ends_on");
    if (!ends_on) return ends_on.error();
    const auto responsible = optional_id_argument(args, "responsible");
    if (!responsible) return responsible.error();
    const auto price = price_argument(args);
    if (!price) return price.error();
    return AssignedService{{*service}, *starts_on, *ends_on, {*responsible}, *price};
}

Result<std::vector<AssignedService>> services_from_json(const Json& args) {
    const auto found = args.find("services");
    if (found == args.end() || !found->is_array()) return Error{ErrorCode::malformed, "services"};
    if (found->size() > assigned_services_max) return Error{ErrorCode::too_large, "services"};
    std::vector<AssignedService> services;
    for (const Json& one : *found) {
        const auto service = service_from_json(one);
        if (!service) return service.error();
        services.push_back(*service);
    }
    return services;
}

Json services_to_json(const std::vector<AssignedService>& services) {
    Json list = Json::array();
    for (const AssignedService& one : services) {
        Json json{{"service", to_text(one.service.value)},
                  {"starts_on", to_iso(one.starts_on)},
                  {"ends_on", to_iso(one.ends_on)}};
        if (!one.responsible.is_nil()) json["responsible"] = to_text(one.responsible.value);
        if (one.price) json["price"] = value_to_json(*entity_info<Assignment>().find_field("price"), Value{*one.price});
        list.push_back(std::move(json));
    }
    return list;
}

Refusal refuse_at(RefusalCode code, std::string_view table, Id128 row, std::string field) {
    return {code, std::string(table), row, std::move(field), {}};
}

std::optional<Refusal> refuse_always(const Database& db, const Context& by) {
    if (!by.may(Right::edit)) return refuse_at(RefusalCode::not_permitted, Assignment::table, {}, {});
    const Firm* firm = db.find(the_firm);
    if (firm != nullptr && firm->services_off) return refuse_at(RefusalCode::module_off, Assignment::table, {}, {});
    return std::nullopt;
}

Assignment assignment_of(const Database& db, const Project& project, const AssignedService& one) {
    const Service& service = db.get(one.service);
    Assignment assignment;
    assignment.id = assignment_id(db, project.id, one.service);
    assignment.client = project.client;
    assignment.project = project.id;
    assignment.service = one.service;
    assignment.title = service.name;
    assignment.starts_on = one.starts_on;
    assignment.ends_on = one.ends_on;
    assignment.responsible = one.responsible.is_nil() ? project.responsible : one.responsible;
    assignment.price = one.price;
    assignment.internal = service.internal;
    assignment.rule = recurrence_of(service);
    return assignment;
}

/// The refusal says which of the services it is about.
std::optional<Refusal> about(std::optional<Refusal> refusal, ServiceId service) {
    if (!refusal) return refusal;
    if (refusal->cause.table.empty()) {
        refusal->cause.table = Service::table;
        refusal->cause.row = service.value;
    }
    if (refusal->table == Assignment::table) refusal->row = service.value;
    return refusal;
}

std::optional<Refusal> refuse_service(const Database& db, const Project& project, const AssignedService& one) {
    const Service* service = db.find(one.service);
    if (service == nullptr) return refuse_at(RefusalCode::row_not_found, Service::table, one.service.value, {});
    if (service->archived) return refuse_at(RefusalCode::archived, Service::table, one.service.value, {});
    if (!one.responsible.is_nil() && db.find(one.responsible) == nullptr)
        return refuse_at(RefusalCode::reference_missing, Assignment::table, {}, "responsible");
    return check_assignment(project, assignment_of(db, project, one));
}

/// Somebody assigned it already, and otherwise.
std::optional<Refusal> refuse_other_than_there(const Database& db, const Project& project, const AssignedService& one) {
    const Assignment* there = current_assignment(db, project.id, one.service);
    if (there == nullptr) return std::nullopt;
    if (there->starts_on == one.starts_on && there->ends_on == one.ends_on && there->price == one.price)
        return std::nullopt;
    return refuse_at(RefusalCode::row_exists, Assignment::table, there->id.value, "service");
}

std::optional<Refusal> refuse_services(const Database& db, const Project& project,
                                       const std::vector<AssignedService>& services) {
    if (services.empty()) return refuse_at(RefusalCode::field_required, Assignment::table, {}, "service");
    for (const AssignedService& one : services) {
        if (auto refusal = about(refuse_service(db, project, one), one.service)) return refusal;
    }
    return std::nullopt;
}

/// A project for services has its dates and somebody who answers for it.
std::optional<Refusal> refuse_project(const Project& project) {
    const auto required = [&](std::string field) {
        return refuse_at(RefusalCode::field_required, Project::table, project.id.value, std::move(field));
    };
    if (!project.starts_on) return required("starts_on");
    if (!project.due_on) return required("due_on");
    if (project.responsible.is_nil()) return required("responsible");
    if (*project.due_on < *project.starts_on)
        return refuse_at(RefusalCode::date_order, Project::table, project.id.value, "due_on");
    return std::nullopt;
}

void assign(Changes& changes, const Context& by, const Project& project, const std::vector<AssignedService>& services) {
    for (const AssignedService& one : services) {
        if (current_assignment(changes.db(), project.id, one.service) != nullptr) continue;
        begin_assignment(changes, by, assignment_of(changes.db(), project, one));
    }
}

Project project_for(const AssignToClients& command, const AssignToClients::One& one) {
    Project project;
    project.id = assigned_project_id(one.client, command.title, command.starts_on);
    project.client = one.client;
    project.title = command.title;
    project.responsible = one.responsible.is_nil() ? command.responsible : one.responsible;
    project.starts_on = command.starts_on;
    project.due_on = command.due_on;
    return project;
}

std::optional<Refusal> refuse_client(const Database& db, const Context& by, const AssignToClients& command,
                                     const AssignToClients::One& one) {
    const Client* client = db.find(one.client);
    if (client == nullptr || !by.sees(db, ScopeId{one.client.value}))
        return refuse_at(RefusalCode::row_not_found, Client::table, one.client.value, {});
    const Project project = project_for(command, one);
    if (db.find(project.responsible) == nullptr)
        return refuse_at(RefusalCode::reference_missing, Project::table, {}, "responsible");
    // What is there may have been changed since: then its own dates count.
    const Project* there = db.find(project.id);
    return refuse_services(db, there != nullptr ? *there : project, command.services);
}

std::optional<Refusal> refuse_title(const AssignToClients& command) {
    if (command.title.empty()) return refuse_at(RefusalCode::field_required, Project::table, {}, "title");
    if (code_points(command.title) > static_cast<std::size_t>(short_text_max))
        return refuse_at(RefusalCode::text_too_long, Project::table, {}, "title");
    return std::nullopt;
}

Result<std::vector<AssignToClients::One>> clients_from_json(const Json& args) {
    const auto found = args.find("clients");
    if (found == args.end() || !found->is_array()) return Error{ErrorCode::malformed, "clients"};
    std::vector<AssignToClients::One> clients;
    for (const Json& one : *found) {
        const auto client = id_argument(one, "client");
        if (!client) return client.error();
        const auto responsible = optional_id_argument(one, "responsible");
        if (!responsible) return responsible.error();
        clients.push_back({{*client}, {*responsible}});
    }
    return clients;
}

std::vector<Task> open_tasks(const Database& db, AssignmentId assignment) {
    std::vector<Task> tasks;
    db.for_each_with<&Task::assignment>(assignment, [&](const Task& task) {
        if (is_open(task.status)) tasks.push_back(task);
    });
    return tasks;
}

/// What the client has answered stays.
std::vector<ClientRequest> unanswered(const Database& db, AssignmentId assignment) {
    std::vector<ClientRequest> requests;
    for (const RequestTracking& tracking : requests_of(db, assignment)) {
        const ClientRequest* request = db.find(tracking.request);
        if (request == nullptr || is_done(request->state) || request->state == RequestState::answered) continue;
        requests.push_back(*request);
    }
    return requests;
}

}  // namespace

Result<AssignServices> AssignServices::from_json(const Json& args) {
    const auto project = id_argument(args, "project");
    if (!project) return project.error();
    auto services = services_from_json(args);
    if (!services) return services.error();
    return AssignServices{{*project}, *std::move(services)};
}

Json AssignServices::to_json() const {
    return Json{{"project", to_text(project.value)}, {"services", services_to_json(services)}};
}

std::optional<Refusal> refuse(const Database& db, const Context& by, const AssignServices& command) {
    if (auto refusal = refuse_always(db, by)) return refusal;
    const Project* project = db.find(command.project);
    if (project == nullptr) return refuse_at(RefusalCode::row_not_found, Project::table, command.project.value, {});
    if (auto refusal = refuse_project(*project)) return refusal;
    if (auto refusal = refuse_services(db, *project, command.services)) return refusal;
    for (const AssignedService& one : command.services) {
        if (auto refusal = about(refuse_other_than_there(db, *project, one), one.service)) return refusal;
    }
    return std::nullopt;
}

void apply(Changes& changes, const Context& by, const AssignServices& command) {
    const Project project = changes.db().get(command.project);
    assign(changes, by, project, command.services);
}

Result<AssignToClients> AssignToClients::from_json(const Json& args) {
    AssignToClients command;
    auto clients = clients_from_json(args);
    if (!clients) return clients.error();
    command.clients = *std::move(clients);
    const auto title = args.find("title");
    if (title == args.end() || !title->is_string()) return Error{ErrorCode::malformed, "title"};
    command.title = *title->get_ptr<const std::string*>();
    if (!is_valid_text(command.title)) return Error{ErrorCode::malformed, "title"};
    const auto starts_on = date_argument(args, "starts_on");
    if (!starts_on) return starts_on.error();
    const auto due_on = date_argument(args, "due_on");
    if (!due_on) return due_on.error();
    const auto responsible = optional_id_argument(args, "responsible");
    if (!responsible) return responsible.error();
    auto services = services_from_json(args);
    if (!services) return services.error();
    command.starts_on = *starts_on;
    command.due_on = *due_on;
    command.responsible = {*responsible};
    command.services = *std::move(services);
    return command;
}

Json AssignToClients::to_json() const {
    Json list = Json::array();
    for (const One& one : clients) {
        Json json{{"client", to_text(one.client.value)}};
        if (!one.responsible.is_nil()) json["responsible"] = to_text(one.responsible.value);
        list.push_back(std::move(json));
    }
    Json args{{"clients", std::move(list)},
              {"title", title},
              {"starts_on", to_iso(starts_on)},
              {"due_on", to_iso(due_on)},
              {"services", services_to_json(services)}};
    if (!responsible.is_nil()) args["responsible"] = to_text(responsible.value);
    return args;
}

std::optional<Refusal> refuse(const Database& db, const Context& by, const AssignToClients& command) {
    if (auto refusal = refuse_always(db, by)) return refusal;
    if (command.clients.empty()) return refuse_at(RefusalCode::field_required, Project::table, {}, "client");
    if (command.clients.size() > assigned_clients_max ||
        command.clients.size() * std::max<std::size_t>(tasks_of(db, command.services), 1) > assigned_tasks_max)
        return refuse_at(RefusalCode::too_many, Project::table, {}, "client");
    if (auto refusal = refuse_title(command)) return refusal;
    for (const AssignToClients::One& one : command.clients) {
        if (auto refusal = refuse_project(project_for(command, one))) return refusal;
        if (auto refusal = refuse_client(db, by, command, one)) return refusal;
    }
    return std::nullopt;
}

void apply(Changes& changes, const Context& by, const AssignToClients& command) {
    for (const AssignToClients::One& one : command.clients) {
        const Project made = project_for(command, one);
        if (changes.db().find(made.id) == nullptr) changes.put(made);
        const Project project = changes.db().get(made.id);
        assign(changes, by, project, command.services);
    }
}

ProjectId assigned_project_id(ClientId client, std::string_view title, Date starts_on) {
    return {derived_id(client.value, "project:" + to_iso(starts_on) + ' ' + std::string(title))};
}

std::size_t tasks_of(const Database& db, const std::vector<AssignedService>& services) {
    std::size_t count = 0;
    for (const AssignedService& one : services) count += db.ids_with<&ServiceItem::service>(one.service).size();
    return count;
}

Result<WithdrawAssignment> WithdrawAssignment::from_json(const Json& args) {
    const auto assignment = id_argument(args, "assignment");
    if (!assignment) return assignment.error();
    return WithdrawAssignment{{*assignment}};
}

Json WithdrawAssignment::to_json() const { return Json{{"assignment", to_text(assignment.value)}}; }

std::optional<Refusal> refuse(const Database& db, const Context& by, const WithdrawAssignment& command) {
    if (!by.may(Right::edit)) return refuse_at(RefusalCode::not_permitted, Assignment::table, {}, {});
    if (db.find(command.assignment) == nullptr)
        return refuse_at(RefusalCode::row_not_found, Assignment::table, command.assignment.value, {});
    return std::nullopt;
}

void apply(Changes& changes, const Context& by, const WithdrawAssignment& command) {
    Assignment assignment = changes.db().get(command.assignment);
    if (assignment.withdrawn_on) return;  // Two people did the same: once is enough.
    assignment.withdrawn_on = by.today;
    assignment.next_on = std::nullopt;
    changes.put(assignment);
    const std::vector<Task> tasks = open_tasks(changes.db(), assignment.id);
    for (Task task : tasks) {
        task.status = WorkStatus::cancelled;
        changes.put(task);
    }
    const std::vector<ClientRequest> requests = unanswered(changes.db(), assignment.id);
    for (ClientRequest request : requests) {
        request.state = RequestState::cancelled;
        place_request(changes, request);
    }
    for (const Task& task : tasks) settle_waiting(changes, by, task.id);
    for (const ClientRequest& request : requests) settle_waiting(changes, by, request.id.value);
}

WithdrawalNumbers withdrawal_numbers(const Database& db, AssignmentId assignment) {
    WithdrawalNumbers numbers;
    db.for_each_with<&Task::assignment>(assignment, [&](const Task& task) {
        if (is_open(task.status)) ++numbers.cancelled;
        if (task.status == WorkStatus::done) ++numbers.kept;
    });
    numbers.requests = static_cast<std::int64_t>(unanswered(db, assignment).size());
    return numbers;
}

}  // namespace pupitre
