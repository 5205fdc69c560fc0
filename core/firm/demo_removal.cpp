// Rows go from the leaves to the root, so that an undo, which walks backwards, finds what each row needs.
#include "core/firm/demo_removal.h"

#include <algorithm>
#include <vector>

#include "core/base/text_fold.h"
#include "core/books/bank_transaction.h"
#include "core/catalogue/service_bundle.h"
#include "core/catalogue/service_item.h"
#include "core/command/deletion.h"
#include "core/crm/address.h"
#include "core/crm/client.h"
#include "core/crm/client_access.h"
#include "core/crm/note.h"
#include "core/crm/person.h"
#include "core/documents/document.h"
#include "core/firm/firm.h"
#include "core/requests/client_request.h"
#include "core/work/project.h"
#include "core/work/task.h"
#include "core/work/work_dependency.h"

namespace pupitre {
namespace {

std::vector<ClientId> demo_clients(const Database& db) {
    std::vector<ClientId> clients;
    db.for_each<Client>([&](const Client& client) {
        if (client.demo) clients.push_back(client.id);
    });
    return clients;
}

// Everything of an entity that lies in one of the files. The clients are sorted.
template <class Entity>
void erase_in_files(Changes& changes, const std::vector<ClientId>& clients) {
    std::vector<Id<Entity>> rows;
    changes.db().for_each<Entity>([&](const Entity& row) {
        if (std::binary_search(clients.begin(), clients.end(), row.client)) rows.push_back(row.id);
    });
    for (const Id<Entity> row : rows) changes.erase(row);
}

template <class Entity, class Goes>
void erase_where(Changes& changes, Goes goes) {
    std::vector<Id<Entity>> rows;
    changes.db().for_each<Entity>([&](const Entity& row) {
        if (goes(row)) rows.push_back(row.id);
    });
    for (const Id<Entity> row : rows) changes.erase(row);
}

// What was asked of the clients, what is shared with them, and their documents.
void erase_requests(Changes& changes, const std::vector<ClientId>& clients) {
    const Schema& schema = changes.db().schema();
    const auto erase = [&](TableIndex table, Id128 row) {
        const auto refusal = delete_with_dependents(changes, table, row);
        assert(!refusal);
        static_cast<void>(refusal);
    };
    for (const ClientId client : clients) {
        // Deleting changes the index that found them.
        const auto found = changes.db().ids_with<&ClientRequest::client>(client);
        for (const Id128 request : std::vector<Id128>(found.begin(), found.end())) {
            erase(schema.index_of<ClientRequest>(), request);
        }
        const PortalId portal = portal_id(client);
        if (changes.db().find(portal) != nullptr) erase(schema.index_of<Portal>(), portal.value);
    }
    erase_in_files<Document>(changes, clients);
    erase_in_files<ClientAccess>(changes, clients);
    erase_in_files<BankTransaction>(changes, clients);
    erase_in_files<BankAccount>(changes, clients);
}

// A tag may have been given from another file than the person's own.
void erase_tags_of_people(Changes& changes, const std::vector<ClientId>& clients) {
    std::vector<Id<PersonTag>> tags;
    changes.db().for_each<PersonTag>([&](const PersonTag& given) {
        const Person* person = changes.db().find(given.person);
        if (person != nullptr && std::binary_search(clients.begin(), clients.end(), person->client))
            tags.push_back(given.id);
    });
    for (const Id<PersonTag> tag : tags) changes.erase(tag);
}

void erase_task(Changes& changes, TaskId task) {
    std::vector<ChecklistItemId> items;
    changes.db().for_each_with<&ChecklistItem::task>(task,
                                                     [&](const ChecklistItem& item) { items.push_back(item.id); });
    for (const ChecklistItemId item : items) changes.erase(item);
    erase_where<WorkDependency>(changes, [&](const WorkDependency& dependency) {
        return dependency.task == task || dependency.waits_for == task;
    });
    changes.erase(task);
}

// A series with all that came of it.
void erase_series(Changes& changes, WorkSeriesId series) {
    if (changes.db().find(series) == nullptr) return;
    std::vector<TaskId> tasks;
    changes.db().for_each_with<&Task::series>(series, [&](const Task& task) { tasks.push_back(task.id); });
    for (const TaskId task : tasks) erase_task(changes, task);
    std::vector<WorkSeriesExceptionId> exceptions;
    changes.db().for_each_with<&WorkSeriesException::series>(
        series, [&](const WorkSeriesException& exception) { exceptions.push_back(exception.id); });
    for (const WorkSeriesExceptionId exception : exceptions) changes.erase(exception);
    changes.erase(series);
}

// The firm's own tasks of the example, with their checklists and what came of those that repeat.
void erase_own_tasks(Changes& changes) {
    for (std::int32_t number = 0; number < demo_numbers_max; ++number) {
        const TaskId id{demo_id("own_task:" + std::to_string(number))};
        const Task* task = changes.db().find(id);
        if (task == nullptr) continue;
        const WorkSeriesId series = task->series;
        erase_task(changes, id);
        erase_series(changes, series);
    }
}

// Clients and people name each other, and real clients may hang on example ones.
void untie_clients(Changes& changes, const std::vector<ClientId>& clients) {
    std::vector<Client> tied;
    changes.db().for_each<Client>([&](const Client& client) {
        const bool goes = std::binary_search(clients.begin(), clients.end(), client.id);
        const bool parent_goes = std::binary_search(clients.begin(), clients.end(), client.parent);
        if ((goes && (!client.parent.is_nil() || !client.main_person.is_nil())) || parent_goes) tied.push_back(client);
    });
    for (Client& client : tied) {
        if (std::binary_search(clients.begin(), clients.end(), client.id)) client.main_person = {};
        client.parent = {};
        changes.put(client);
    }
}

// A service that real work came of stays, with all that it is made of, as the firm's own.
bool is_kept(const Database& db, const Service& service) {
    return !service.demo || !db.ids_with<&Project::service>(service.id).empty() ||
           !db.ids_with<&Assignment::service>(service.id).empty() ||
           !db.ids_with<&RequestTracking::service>(service.id).empty();
}

void remove_services(Changes& changes) {
    const Database& db = changes.db();
    const auto goes = [&](ServiceId service) { return !is_kept(db, db.get(service)); };
    erase_where<ServiceBundleItem>(changes, [&](const ServiceBundleItem& item) { return goes(item.service); });
    erase_where<ServiceBundle>(changes, [&](const ServiceBundle& bundle) {
        return bundle.demo && db.ids_with<&ServiceBundleItem::bundle>(bundle.id).empty();
    });
    erase_where<ServiceItemDependency>(
        changes, [&](const ServiceItemDependency& dependency) { return goes(db.get(dependency.item).service); });
    erase_where<ServiceItem>(changes, [&](const ServiceItem& item) { return goes(item.service); });
    erase_where<Service>(changes, [&](const Service& service) { return !is_kept(db, service); });
    erase_where<ServiceCategory>(changes, [&](const ServiceCategory& category) {
        return category.demo && db.ids_with<&Service::category>(category.id).empty();
    });
    erase_where<DeliverableType>(changes, [&](const DeliverableType& type) {
        return type.demo && db.ids_with<&Service::deliverable>(type.id).empty();
    });
    std::vector<Service> kept;
    db.for_each<Service>([&](const Service& service) {
        if (service.demo) kept.push_back(service);
    });
    for (Service& service : kept) {
        service.demo = false;
        changes.put(service);
    }
}

void remove_groups_and_tags(Changes& changes) {
    for (std::int32_t number = 0; number < demo_numbers_max; ++number) {
        const ClientGroupId group{demo_id("group:" + std::to_string(number))};
        const bool group_free = changes.db().ids_with<&Client::group>(group).empty();
        if (group_free && changes.db().find(group) != nullptr) changes.erase(group);
        const TagId tag{demo_id("tag:" + std::to_string(number))};
        const bool tag_free = changes.db().ids_with<&PersonTag::tag>(tag).empty();
        if (tag_free && changes.db().find(tag) != nullptr) changes.erase(tag);
    }
}

bool is_needed(const Database& db, TeamMemberId member) {
    return !db.ids_with<&Task::assignee>(member).empty() || !db.ids_with<&Project::responsible>(member).empty() ||
           !db.ids_with<&Assignment::responsible>(member).empty() ||
           !db.ids_with<&ServiceItem::person>(member).empty() || !db.ids_with<&Note::author>(member).empty() ||
           !db.ids_with<&Document::author>(member).empty() || !db.ids_with<&ClientAccess::member>(member).empty() ||
           !db.ids_with<&RequestTracking::responsible>(member).empty() ||
           !db.ids_with<&RequestTracking::shared_by>(member).empty();
}

// Whoever removes the example stays: somebody must be able to sign in.
void remove_team(Changes& changes, TeamMemberId actor) {
    std::vector<TeamMember> team;
    changes.db().for_each<TeamMember>([&](const TeamMember& member) {
        if (member.demo) team.push_back(member);
    });
    for (TeamMember& member : team) {
        if (member.id != actor && !is_needed(changes.db(), member.id)) {
            changes.erase(member.id);
            continue;
        }
        member.demo = false;
        member.inactive = member.id != actor;
        changes.put(member);
    }
}

}  // namespace

Id128 demo_id(std::string_view key) { return derived_id(demo_cause, key); }

Result<RemoveDemo> RemoveDemo::from_json(const Json& args) {
    RemoveDemo command;
    const auto firm_name = args.find("firm_name");
    if (firm_name == args.end()) return command;
    if (!firm_name->is_string()) return Error{ErrorCode::wrong_type, "firm_name"};
    command.firm_name = *firm_name->get_ptr<const std::string*>();
    return command;
}

Json RemoveDemo::to_json() const {
    Json args = Json::object();
    if (!firm_name.empty()) args["firm_name"] = firm_name;
    return args;
}

std::optional<Refusal> refuse(const Database& db, const Context& by, const RemoveDemo& command) {
    if (!by.may(Right::manage_firm)) return Refusal{RefusalCode::not_permitted, std::string(Firm::table), {}, {}, {}};
    const Firm* firm = db.find(the_firm);
    if (firm == nullptr || !firm->demo) {
        return Refusal{RefusalCode::row_not_found, std::string(Firm::table), the_firm.value, {}, {}};
    }
    if (!is_valid_text(command.firm_name) ||
        code_points(command.firm_name) > static_cast<std::size_t>(short_text_max)) {
        return Refusal{RefusalCode::text_too_long, std::string(Firm::table), the_firm.value, "name", {}};
    }
    return std::nullopt;
}

void apply(Changes& changes, const Context& by, const RemoveDemo& command) {
    const std::vector<ClientId> clients = demo_clients(changes.db());
    erase_in_files<WorkDependency>(changes, clients);
    erase_requests(changes, clients);
    erase_in_files<ChecklistItem>(changes, clients);
    erase_in_files<Task>(changes, clients);
    erase_in_files<WorkSeriesException>(changes, clients);
    erase_in_files<WorkSeries>(changes, clients);
    erase_in_files<Assignment>(changes, clients);
    erase_in_files<Project>(changes, clients);
    erase_in_files<Note>(changes, clients);
    erase_in_files<PersonTag>(changes, clients);
    erase_tags_of_people(changes, clients);
    erase_in_files<Address>(changes, clients);
    untie_clients(changes, clients);
    erase_in_files<Person>(changes, clients);
    for (const ClientId client : clients) changes.erase(client);
    erase_own_tasks(changes);
    remove_services(changes);
    remove_groups_and_tags(changes);
    remove_team(changes, by.actor);

    Firm firm = changes.db().get(the_firm);
    firm.demo = false;
    if (!command.firm_name.empty()) firm.name = command.firm_name;
    changes.put(firm);
}

}  // namespace pupitre
