// Services assigned to projects: the checks, the work that comes of it, its periods, and taking it back.
#include "core/work/assignment.h"

#include <doctest/doctest.h>

#include "core/domain/advance.h"
#include "core/requests/request_commands.h"
#include "tests/core/support/rebuild.h"
#include "tests/core/support/service_firm.h"

using namespace pupitre;

TEST_CASE("[SVC-16][SVC-17] assignment: services go to a project of the client with start, end and responsible") {
    ServiceFirm firm;
    const ServiceId vat = firm.add(ServiceFirm::service_named("TVA"));
    REQUIRE(firm.assign({firm.of(firm.arrival), firm.of(vat)}).ok());
    CHECK(assignments_of(firm.db, firm.project).size() == 2);
    const Assignment& assignment = firm.db.get(firm.assigned(firm.arrival));
    CHECK(assignment.client == firm.durand);
    CHECK(assignment.title == "Arrivée du client");
    CHECK(assignment.responsible == firm.bruno);  // The project's, unless another is named.
    for (const auto& [take, field] :
         {std::pair<void (*)(Project&), std::string>{[](Project& project) { project.starts_on.reset(); }, "starts_on"},
          {[](Project& project) { project.due_on.reset(); }, "due_on"},
          {[](Project& project) { project.responsible = {}; }, "responsible"}}) {
        Project bare = firm.project_of(firm.durand);
        take(bare);
        firm.project = firm.add(bare);
        const Attempt attempt = firm.assign(firm.of(firm.arrival));
        CHECK(code_of(attempt) == RefusalCode::field_required);
        CHECK(field_of(attempt) == field);
        CHECK(attempt.error().table == Project::table);
    }
}

TEST_CASE(
    "[SVC-20][SVC-11] assignment: its tasks are there at once, with what their items say, and undo takes all back") {
    ServiceFirm firm;
    ServiceItem item = firm.db.get(firm.open_file);
    item.message = "Avec la fiche";
    item.delay = Delay::business_days_after_start;
    item.delay_days = 5;
    item.estimate_minutes = 30;
    item.checklist = "Statuts\nKbis";
    item.role = DefaultRole::person;
    item.person = firm.anna;
    REQUIRE(firm.change(firm.db.get(firm.open_file), item, firm.anna).ok());
    const Hash128 before = firm.db.digest();
    const Attempt assigned = firm.give(std::string(AssignServices::name),
                                       AssignServices{firm.project, {firm.of(firm.arrival)}}.to_json(), firm.bruno);
    REQUIRE(assigned.ok());
    const Task& task = firm.db.get(firm.task(firm.open_file));
    CHECK(task.client == firm.durand);
    CHECK(task.project == firm.project);
    CHECK(task.title == "Ouvrir le dossier");
    CHECK(task.description == "Avec la fiche");
    CHECK(task.due_on == day_of(12, 8));
    CHECK(task.estimate_minutes == 30);
    CHECK(task.assignee == firm.anna);
    const auto points = checklist_of(firm.db, task.id);
    REQUIRE(points.size() == 2);
    CHECK(points[0]->text == "Statuts");
    // The second one waits for the first.
    const Task& letter = firm.db.get(firm.task(firm.letter));
    CHECK(letter.status == WorkStatus::blocked);
    CHECK(letter.assignee == firm.bruno);
    CHECK(held_up_by(firm.db, letter.id)->id == task.id.value);
    REQUIRE(equals_rebuild(firm.db));
    CHECK(firm.undo(assigned->changes).empty());
    CHECK(firm.db.digest() == before);
}

TEST_CASE("[PRJ-29] assignment: a task says from which service and project it comes") {
    ServiceFirm firm;
    REQUIRE(firm.assign(firm.of(firm.arrival)).ok());
    const Task& task = firm.db.get(firm.task(firm.letter));
    CHECK(firm.db.get(task.assignment).title == "Arrivée du client");
    CHECK(firm.db.get(task.assignment).project == task.project);
    CHECK(task.service_item == firm.letter);
}

TEST_CASE("[SVC-18] assignment: its dates lie in the project's and end before it; the refusal says which date") {
    ServiceFirm firm;
    AssignedService service = firm.of(firm.arrival);
    service.starts_on = day_of(11, 30);
    Attempt attempt = firm.assign(service);
    CHECK(code_of(attempt) == RefusalCode::before_project);
    CHECK(field_of(attempt) == "starts_on");
    CHECK(attempt.error().detail == "2026-12-01");
    CHECK(attempt.error().row == firm.arrival.value);
    service = firm.of(firm.arrival);
    service.ends_on = day_of(2, 28, 2027);  // The same day is not before.
    attempt = firm.assign(service);
    CHECK(code_of(attempt) == RefusalCode::after_project);
    CHECK(field_of(attempt) == "ends_on");
    CHECK(attempt.error().detail == "2027-02-28");
    CHECK(attempt.error().cause.row == firm.project.value);
    // Moving the project's end helps.
    REQUIRE(firm.set(firm.project, &Project::due_on, std::optional{day_of(3, 1, 2027)}).ok());
    CHECK(firm.assign(service).ok());
    // And it does not go back behind its services.
    const Attempt back = firm.set(firm.project, &Project::due_on, std::optional{day_of(2, 28, 2027)});
    CHECK(code_of(back) == RefusalCode::after_project);
    CHECK(back.error().detail == "2027-02-28");
    CHECK(code_of(firm.set(firm.project, &Project::starts_on, std::optional{day_of(12, 2)})) ==
          RefusalCode::before_project);
    ServiceFirm other;
    service = other.of(other.arrival);
    service.ends_on = day_of(11, 1);
    CHECK(code_of(other.assign(service)) == RefusalCode::date_order);
}

TEST_CASE("[PRJ-15] project: the end is not before the start, and it holds services with dates of their own") {
    ServiceFirm firm;
    CHECK(code_of(firm.set(firm.project, &Project::due_on, std::optional{day_of(11, 30)})) == RefusalCode::date_order);
    REQUIRE(firm.assign(firm.of(firm.arrival)).ok());
    const Assignment& assignment = firm.db.get(firm.assigned(firm.arrival));
    CHECK(assignment.starts_on == day_of(12, 1));
    CHECK(assignment.ends_on == day_of(1, 31, 2027));
}

TEST_CASE("[SVC-19][SVC-02] assignment: a price is needed; nothing or zero only for internal work") {
    ServiceFirm firm;
    AssignedService service = firm.of(firm.arrival);
    const auto priced = [&](std::optional<Money> price) {
        service.price = price;
        return firm.assign(service);
    };
    const Attempt empty = priced(std::nullopt);
    CHECK(code_of(empty) == RefusalCode::field_required);
    CHECK(field_of(empty) == "price");
    CHECK(code_of(priced(Money{0, Currency::eur})) == RefusalCode::price_zero);
    CHECK(code_of(priced(Money{-1, Currency::eur})) == RefusalCode::invalid_value);
    const Hash128 before = firm.db.digest();
    const Attempt token = priced(Money{100, Currency::eur});
    REQUIRE(token.ok());
    CHECK(firm.undo(token->changes).empty());
    CHECK(firm.db.digest() == before);
    REQUIRE(firm.set(firm.arrival, &Service::internal, true).ok());
    REQUIRE(priced(Money{0, Currency::eur}).ok());
    CHECK(firm.db.get(firm.assigned(firm.arrival)).internal);
}

TEST_CASE("assignment: refusals beside dates and price") {
    ServiceFirm firm;
    CHECK(code_of(firm.give(std::string(AssignServices::name),
                            AssignServices{firm.project, {firm.of(firm.arrival)}}.to_json(), firm.chloe)) ==
          RefusalCode::not_permitted);
    CHECK(code_of(firm.assign(std::vector<AssignedService>{})) == RefusalCode::field_required);
    CHECK(code_of(firm.assign(firm.of({{9, 9}}))) == RefusalCode::row_not_found);
    AssignedService service = firm.of(firm.arrival);
    service.responsible = {{9, 9}};
    CHECK(code_of(firm.assign(service)) == RefusalCode::reference_missing);
    CHECK(code_of(firm.give("service.assign", Json{{"project", to_text(firm.project.value)}})) ==
          RefusalCode::malformed_arguments);
    CHECK(code_of(firm.give("service.assign", Json{{"project", to_text(firm.project.value)}, {"services", {7}}})) ==
          RefusalCode::malformed_arguments);
    REQUIRE(firm.set(firm.arrival, &Service::archived, true).ok());
    CHECK(code_of(firm.assign(firm.of(firm.arrival))) == RefusalCode::archived);
    REQUIRE(firm.set(the_firm, &Firm::services_off, true).ok());
    CHECK(code_of(firm.assign(firm.of(firm.arrival))) == RefusalCode::module_off);
    firm.project = {{9, 9}};
    REQUIRE(firm.set(the_firm, &Firm::services_off, false).ok());
    CHECK(code_of(firm.assign(firm.of(firm.arrival))) == RefusalCode::row_not_found);
}

TEST_CASE("assignment: two devices that assign the same service make one set, and otherwise the second is told") {
    ServiceFirm firm;
    REQUIRE(firm.assign(firm.of(firm.arrival)).ok());
    const std::size_t tasks = firm.db.table<Task>().size();
    const Attempt again = firm.assign(firm.of(firm.arrival));
    REQUIRE(again.ok());
    CHECK(again->changes.empty());
    AssignedService dearer = firm.of(firm.arrival);
    dearer.price = Money{200'00, Currency::eur};
    CHECK(code_of(firm.assign(dearer)) == RefusalCode::row_exists);
    CHECK(firm.db.table<Task>().size() == tasks);
}

TEST_CASE("[SVC-23] assignment: what runs keeps what it began with; the next one takes the new version") {
    ServiceFirm firm;
    REQUIRE(firm.assign(firm.of(firm.arrival)).ok());
    REQUIRE(firm.set(firm.arrival, &Service::name, std::string("Accueil")).ok());
    REQUIRE(firm.set(firm.open_file, &ServiceItem::title, std::string("Créer le dossier")).ok());
    REQUIRE(firm.remove(firm.letter).ok());
    CHECK(firm.db.get(firm.task(firm.open_file)).title == "Ouvrir le dossier");
    CHECK(firm.db.get(firm.assigned(firm.arrival)).title == "Arrivée du client");
    CHECK(firm.db.ids_with<&Task::project>(firm.project).size() == 2);
    firm.project = firm.add(firm.project_of(firm.durand));
    REQUIRE(firm.assign(firm.of(firm.arrival)).ok());
    CHECK(firm.db.get(firm.task(firm.open_file)).title == "Créer le dossier");
    CHECK(firm.db.ids_with<&Task::project>(firm.project).size() == 1);
}

TEST_CASE("[SVC-24] service: one that was assigned is archived, not deleted") {
    ServiceFirm firm;
    REQUIRE(firm.assign(firm.of(firm.arrival)).ok());
    CHECK(code_of(firm.remove(firm.arrival)) == RefusalCode::row_in_use);
    CHECK(firm.set(firm.arrival, &Service::archived, true).ok());
}

TEST_CASE("[SVC-25] assignment: withdrawing cancels what is open and keeps what is done; it may come back") {
    ServiceFirm firm;
    REQUIRE(firm.assign(firm.of(firm.arrival)).ok());
    const AssignmentId first = firm.assigned(firm.arrival);
    const TaskId done = firm.task(firm.open_file);
    const TaskId open = firm.task(firm.letter);
    REQUIRE(firm.complete(done).ok());
    CHECK(withdrawal_numbers(firm.db, first).cancelled == 1);
    CHECK(withdrawal_numbers(firm.db, first).kept == 1);
    const Hash128 before = firm.db.digest();
    CHECK(code_of(firm.give(std::string(WithdrawAssignment::name), WithdrawAssignment{first}.to_json(), firm.chloe)) ==
          RefusalCode::not_permitted);
    const Attempt withdrawn = firm.withdraw(first);
    REQUIRE(withdrawn.ok());
    CHECK(firm.db.get(open).status == WorkStatus::cancelled);
    CHECK(firm.db.get(done).status == WorkStatus::done);
    CHECK(firm.db.get(first).withdrawn_on == test_day);
    CHECK(firm.withdraw(first)->changes.empty());
    CHECK(code_of(firm.withdraw({{9, 9}})) == RefusalCode::row_not_found);
    REQUIRE(firm.assign(firm.of(firm.arrival)).ok());
    CHECK(firm.assigned(firm.arrival) != first);
    ServiceFirm other;
    REQUIRE(other.assign(other.of(other.arrival)).ok());
    REQUIRE(other.complete(other.task(other.open_file)).ok());
    const Hash128 whole = other.db.digest();
    CHECK(whole == before);
    CHECK(other.undo(other.withdraw(other.assigned(other.arrival))->changes).empty());
    CHECK(other.db.digest() == whole);
}

TEST_CASE("[SVC-10] assignment: a monthly service comes again month by month until its end") {
    ServiceFirm firm;
    REQUIRE(firm.set(firm.arrival, &Service::periodicity, Periodicity::monthly).ok());
    ServiceItem item = firm.db.get(firm.open_file);
    item.delay = Delay::days_after_end;
    item.delay_days = 15;
    item.checklist = "Statuts";
    REQUIRE(firm.change(firm.db.get(firm.open_file), item, firm.anna).ok());
    REQUIRE(firm.assign(firm.of(firm.arrival)).ok());
    CHECK(firm.db.get(firm.task(firm.open_file)).due_on == day_of(1, 15, 2027));
    CHECK(firm.db.get(firm.assigned(firm.arrival)).next_on == day_of(1, 1, 2027));
    CHECK_FALSE(wants_advance(firm.db, day_of(12, 31)));
    CHECK(wants_advance(firm.db, day_of(1, 1, 2027)));
    // What was changed in the first month stays so in the next.
    REQUIRE(firm.set(firm.task(firm.open_file), &Task::assignee, firm.anna).ok());
    const Date january = day_of(1, 2, 2027);
    REQUIRE(firm.on(january, std::string(AdvanceTime::name), AdvanceTime{january}.to_json()).ok());
    const Task& next = firm.db.get(firm.task(firm.open_file, 1));
    CHECK(next.assignee == firm.anna);
    CHECK(next.due_on == day_of(2, 15, 2027));
    CHECK(checklist_of(firm.db, next.id).size() == 1);
    const Task& waiting = firm.db.get(firm.task(firm.letter, 1));
    CHECK(waiting.status == WorkStatus::blocked);
    CHECK(held_up_by(firm.db, waiting.id)->id == next.id.value);
    // The service ends on 31 January.
    CHECK_FALSE(firm.db.get(firm.assigned(firm.arrival)).next_on.has_value());
    const Date later = day_of(6, 1, 2027);
    CHECK(firm.on(later, std::string(AdvanceTime::name), AdvanceTime{later}.to_json())->changes.empty());
}

TEST_CASE("assignment: it goes with its project to another client") {
    ServiceFirm firm;
    REQUIRE(firm.assign(firm.of(firm.arrival)).ok());
    const AssignmentId id = firm.assigned(firm.arrival);
    const ClientId other = firm.add(ServiceFirm::client_named("Lefèvre"));
    const Hash128 before = firm.db.digest();
    const Attempt moved = firm.set(firm.project, &Project::client, other);
    REQUIRE(moved.ok());
    CHECK(firm.db.get(id).client == other);
    CHECK(firm.db.get(work_dependency_id(firm.task(firm.letter), firm.task(firm.open_file))).client == other);
    CHECK(equals_rebuild(firm.db));
    CHECK(firm.undo(moved->changes).empty());
    CHECK(firm.db.digest() == before);
}

TEST_CASE("[SVC-21][SVC-22] assignment: several services to many clients in one command with one undo") {
    ServiceFirm firm;
    const ServiceId vat = firm.add(ServiceFirm::service_named("TVA"));
    AssignToClients command;
    for (int number = 0; number < 200; ++number)
        command.clients.push_back({firm.add(ServiceFirm::client_named("Client " + std::to_string(number))), {}});
    command.clients[7].responsible = firm.anna;
    command.title = "Année 2027";
    command.starts_on = day_of(12, 1);
    command.due_on = day_of(2, 28, 2027);
    command.responsible = firm.bruno;
    command.services = {firm.of(firm.arrival), firm.of(vat)};
    const Hash128 before = firm.db.digest();
    const Attempt assigned = firm.give(std::string(AssignToClients::name), command.to_json(), firm.bruno);
    REQUIRE(assigned.ok());
    CHECK(firm.db.table<Assignment>().size() == 400);
    CHECK(firm.db.table<Task>().size() == 400);
    const ProjectId eighth = assigned_project_id(command.clients[7].client, "Année 2027", command.starts_on);
    CHECK(firm.db.get(eighth).responsible == firm.anna);
    CHECK(firm.db.get(assignment_id(firm.db, eighth, vat)).responsible == firm.anna);
    // Another device did the same.
    CHECK(firm.give(std::string(AssignToClients::name), command.to_json(), firm.bruno)->changes.empty());
    CHECK(firm.undo(assigned->changes).empty());
    CHECK(firm.db.digest() == before);
    const auto refused = [&](auto spoil) {
        AssignToClients other = command;
        spoil(other);
        return code_of(firm.give(std::string(AssignToClients::name), other.to_json()));
    };
    CHECK(refused([](AssignToClients& other) { other.clients.clear(); }) == RefusalCode::field_required);
    CHECK(refused([](AssignToClients& other) { other.services.clear(); }) == RefusalCode::field_required);
    CHECK(refused([](AssignToClients& other) { other.title.clear(); }) == RefusalCode::field_required);
    CHECK(refused([](AssignToClients& other) { other.responsible = {}; }) == RefusalCode::field_required);
    CHECK(refused([](AssignToClients& other) { other.title = std::string(301, 'a'); }) == RefusalCode::text_too_long);
    CHECK(refused([](AssignToClients& other) { other.due_on = other.starts_on; }) == RefusalCode::after_project);
    CHECK(refused([](AssignToClients& other) { other.services[1].price.reset(); }) == RefusalCode::field_required);
    CHECK(refused([](AssignToClients& other) { other.clients[3].client = {{9, 9}}; }) == RefusalCode::row_not_found);
    CHECK(refused([](AssignToClients& other) {
              other.clients.resize(assigned_clients_max + 1, other.clients.front());
          }) == RefusalCode::too_many);
    CHECK(firm.db.digest() == before);
}

namespace {

/// The request goes out first; the letter waits for it, and a second request for the letter.
struct WithRequests : ServiceFirm {
    ServiceItemId signature = add(request_titled(arrival, "Lettre signée"));

    WithRequests() {
        waits(letter, papers);
        waits(signature, letter);
        ServiceItem after = db.get(signature);
        after.delay = Delay::business_days_after_wait;
        after.delay_days = 2;
        REQUIRE(change(db.get(signature), after, anna).ok());
    }
    [[nodiscard]] ClientRequestId request(ServiceItemId item, std::int32_t period = 0) const {
        return assigned_request_id(assigned(arrival), item, period);
    }
    [[nodiscard]] RequestState state(ServiceItemId item) const { return db.get(request(item)).state; }
    Attempt accept(ServiceItemId item) {
        return give(std::string(AcceptRequest::name), AcceptRequest{request(item)}.to_json(), bruno);
    }
};

}  // namespace

TEST_CASE(
    "[SVC-20][SVC-13] assignment: its requests go out by themselves; those that wait are planned until released") {
    WithRequests firm;
    const Hash128 before = firm.db.digest();
    const Attempt assigned = firm.assign(firm.of(firm.arrival));
    REQUIRE(assigned.ok());
    const ClientRequest& papers = firm.db.get(firm.request(firm.papers));
    CHECK(papers.state == RequestState::shared);
    CHECK(papers.kind == RequestKind::document);
    CHECK(papers.client == firm.durand);
    CHECK(papers.shared_at == test_ms);
    CHECK(firm.state(firm.signature) == RequestState::planned);
    const RequestTracking& tracking = firm.db.get(request_tracking_id(papers.id));
    CHECK(tracking.project == firm.project);
    CHECK(tracking.service == firm.arrival);
    CHECK(tracking.responsible == firm.bruno);
    CHECK(equals_rebuild(firm.db));
    CHECK(firm.undo(assigned->changes).empty());
    CHECK(firm.db.digest() == before);
}

TEST_CASE("[PRJ-30] dependency: a task waits for a request to be accepted, a request for a task") {
    WithRequests firm;
    REQUIRE(firm.assign(firm.of(firm.arrival)).ok());
    REQUIRE(firm.complete(firm.task(firm.open_file)).ok());
    const TaskId letter = firm.task(firm.letter);
    CHECK(firm.db.get(letter).status == WorkStatus::blocked);
    CHECK(held_up_by(firm.db, letter)->title == "Pièces d’identité");
    CHECK(firm.complete(letter).error().cause.table == ClientRequest::table);
    REQUIRE(firm.accept(firm.papers).ok());
    CHECK(firm.db.get(letter).status == WorkStatus::to_do);
    REQUIRE(firm.complete(letter).ok());
    CHECK(firm.state(firm.signature) == RequestState::shared);
    CHECK(firm.db.get(firm.request(firm.signature)).due_on == day_of(11, 24));
    const Attempt circle = firm.give("work_dependency.create", [&] {
        const WorkDependency made =
            dependency_between(firm.db, firm.request(firm.papers).value, firm.request(firm.signature).value);
        return create_args(entity_info<WorkDependency>(), &made);
    }());
    REQUIRE(code_of(circle) == RefusalCode::reference_cycle);
    CHECK(circle.error().detail ==
          "Pièces d’identité → Lettre signée → Envoyer la lettre de mission → Pièces d’identité");
}

TEST_CASE("[SVC-25] assignment: withdrawing cancels unanswered requests and keeps answered ones") {
    WithRequests firm;
    REQUIRE(firm.assign(firm.of(firm.arrival)).ok());
    REQUIRE(firm.accept(firm.papers).ok());
    const AssignmentId id = firm.assigned(firm.arrival);
    const ClientRequestId papers = firm.request(firm.papers);
    const ClientRequestId signature = firm.request(firm.signature);
    CHECK(withdrawal_numbers(firm.db, id).requests == 1);
    const Hash128 before = firm.db.digest();
    const Attempt withdrawn = firm.withdraw(id);
    REQUIRE(withdrawn.ok());
    CHECK(firm.db.get(papers).state == RequestState::accepted);
    CHECK(firm.db.get(signature).state == RequestState::cancelled);
    CHECK(firm.undo(withdrawn->changes).empty());
    CHECK(firm.db.digest() == before);
}

TEST_CASE("assignment: the requests of a period come again in the next one, with what they wait for") {
    WithRequests firm;
    REQUIRE(firm.set(firm.arrival, &Service::periodicity, Periodicity::monthly).ok());
    REQUIRE(firm.assign(firm.of(firm.arrival)).ok());
    const Date january = day_of(1, 2, 2027);
    REQUIRE(firm.on(january, std::string(AdvanceTime::name), AdvanceTime{january}.to_json()).ok());
    CHECK(firm.db.get(firm.request(firm.papers, 1)).state == RequestState::shared);
    CHECK(firm.db.get(firm.request(firm.signature, 1)).state == RequestState::planned);
    CHECK(firm.db.get(firm.task(firm.letter, 1)).status == WorkStatus::blocked);
}

TEST_CASE("assignment: the firm's own work asks nobody") {
    WithRequests firm;
    firm.project = firm.add(firm.project_of({}));
    REQUIRE(firm.assign(firm.of(firm.arrival)).ok());
    CHECK(firm.db.table<ClientRequest>().size() == 0);
    CHECK(firm.db.ids_with<&Task::project>(firm.project).size() == 2);
}
