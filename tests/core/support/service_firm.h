// A firm with a client, a project of three months and a service of two tasks and a request, the second task waiting for the
// first one.
#pragma once

#include "core/catalogue/service_bundle.h"
#include "core/catalogue/service_item.h"
#include "core/work/assign_services.h"
#include "core/work/assignment_work.h"
#include "tests/core/support/test_firm.h"

namespace pupitre {

/// 1 December 2026 is a Tuesday.
inline Date day_of(std::int32_t month, std::int32_t day, std::int32_t year = 2026) {
    return *Date::from_ymd(year, month, day);
}

struct ServiceFirm : TestFirm {
    ClientId durand = add(client_named("Durand"));
    ServiceId arrival = add(service_named("Arrivée du client"));
    ServiceItemId open_file = add(item_titled(arrival, "Ouvrir le dossier"));
    ServiceItemId letter = add(item_titled(arrival, "Envoyer la lettre de mission"));
    ServiceItemId papers = add(request_titled(arrival, "Pièces d’identité"));
    ProjectId project = add(project_of(durand));

    ServiceFirm() { waits(letter, open_file); }

    static Client client_named(std::string name) {
        Client client;
        client.name = std::move(name);
        return client;
    }
    static Service service_named(std::string name) {
        Service service;
        service.name = std::move(name);
        service.price = Money{100'00, Currency::eur};
        return service;
    }
    static ServiceItem item_titled(ServiceId service, std::string title) {
        ServiceItem item;
        item.service = service;
        item.title = std::move(title);
        return item;
    }
    static ServiceItem request_titled(ServiceId service, std::string title) {
        ServiceItem item = item_titled(service, std::move(title));
        item.kind = ServiceItemKind::client_request;
        item.answer = ExpectedAnswer::file;
        return item;
    }
    [[nodiscard]] Project project_of(ClientId client) const {
        Project made;
        made.client = client;
        made.title = "Arrivée";
        made.responsible = bruno;
        made.starts_on = day_of(12, 1);
        made.due_on = day_of(2, 28, 2027);
        return made;
    }
    Attempt try_wait(ServiceItemId item, ServiceItemId other) {
        ServiceItemDependency dependency;
        dependency.id = service_item_dependency_id(item, other);
        dependency.item = item;
        dependency.waits_for = other;
        return create(dependency);
    }
    void waits(ServiceItemId item, ServiceItemId other) { REQUIRE(try_wait(item, other).ok()); }

    [[nodiscard]] AssignedService of(ServiceId service) const {
        return {service, day_of(12, 1), day_of(1, 31, 2027), {}, Money{100'00, Currency::eur}};
    }
    Attempt assign(const std::vector<AssignedService>& services) {
        return give(std::string(AssignServices::name), AssignServices{project, services}.to_json());
    }
    Attempt assign(const AssignedService& service) { return assign(std::vector{service}); }
    Attempt withdraw(AssignmentId assignment) {
        return give(std::string(WithdrawAssignment::name), WithdrawAssignment{assignment}.to_json());
    }
    [[nodiscard]] AssignmentId assigned(ServiceId service) const { return assignment_id(db, project, service); }
    /// The task of an item in the running assignment.
    [[nodiscard]] TaskId task(ServiceItemId item, std::int32_t period = 0) const {
        return assigned_task_id(assigned(db.get(item).service), item, period);
    }
    Attempt complete(TaskId task) { return give(std::string(CompleteTask::name), CompleteTask{task}.to_json()); }
    Attempt reopen(TaskId task) { return give(std::string(ReopenTask::name), ReopenTask{task}.to_json()); }
    /// Runs a command on a later day.
    Attempt on(Date day, std::string name, Json args) {
        Command later = command(std::move(name), std::move(args));
        later.today = day;
        return give(later, anna);
    }
};

}  // namespace pupitre
