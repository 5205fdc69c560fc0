// Clients come from an index; the other tables are small enough to be walked.
#include "web-ui/screens/lookups.h"

#include <algorithm>

#include "core/base/text_fold.h"
#include "core/books/bank_transaction.h"
#include "core/catalogue/service_bundle.h"
#include "core/crm/client_list.h"
#include "core/crm/person.h"
#include "core/documents/document.h"
#include "core/firm/firm.h"
#include "core/work/series_tasks.h"
#include "core/work/task.h"

namespace pupitre::ui {

namespace {

constexpr std::size_t found_max = 40;

struct Found {
    std::string order;
    Option option;
};

template <class Entity, class Wanted, class Describe>
void collect(const Database& db, std::string_view query, Wanted wanted, Describe describe, std::vector<Found>& out) {
    db.for_each<Entity>([&](const Entity& row) {
        if (!wanted(row)) return;
        Option option = describe(row);
        std::string order = fold(option.label + ' ' + option.detail);
        if (!matches_folded(order, query)) return;
        option.key = to_text(row.id.value);
        out.push_back({std::move(order), std::move(option)});
    });
}

std::vector<Option> in_order(std::vector<Found> found) {
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.order < b.order; });
    std::vector<Option> options;
    for (Found& one : found) {
        if (options.size() == found_max) break;
        options.push_back(std::move(one.option));
    }
    return options;
}

}  // namespace

std::vector<Option> Lookups::find_clients(const Database& db, std::string_view typed, const LookupContext& context) {
    if (!clients_) {
        // Names and references alone: choosing a client needs no search through all its people.
        clients_.emplace(ListSource{db.schema().index_of<Client>(),
                                    [](const Database&, const void* row) {
                                        const auto& client = *static_cast<const Client*>(row);
                                        return fold(client.name + ' ' + client.reference + ' ' + client.siren);
                                    },
                                    {}});
        const ListModel model = client_list_model(db.schema());
        clients_->set_order(list_order(model, {}));
        clients_->set_filter(list_filter(model, {{"inactive", ListTest::is, {"no"}}}, {}));
    }
    clients_->set_search(typed);
    std::vector<Option> options;
    for (const Id128 id : clients_->rows(db)) {
        if (options.size() == found_max) break;
        if (id == context.except) continue;
        const Client& client = db.get(ClientId{id});
        options.push_back({.key = to_text(id), .label = client.name, .detail = client.reference});
    }
    return options;
}

std::vector<Option> Lookups::find(const Database& db, std::string_view table, std::string_view typed,
                                  const LookupContext& context) {
    if (table == Client::table) return find_clients(db, typed, context);
    const std::string query = fold(typed);
    std::vector<Found> found;
    if (table == TeamMember::table) {
        collect<TeamMember>(
            db, query, [](const TeamMember& row) { return !row.inactive; },
            [](const TeamMember& row) {
                return Option{.key = {}, .label = row.full_name(), .detail = row.job_title, .person = true};
            },
            found);
    } else if (table == Person::table) {
        collect<Person>(
            db, query, [&](const Person& row) { return row.client.value == context.client && !row.inactive; },
            [](const Person& row) {
                return Option{.key = {}, .label = row.full_name(), .detail = row.job_title, .person = true};
            },
            found);
    } else if (table == Project::table) {
        const bool any = context.client.is_nil();
        collect<Project>(
            db, query,
            [&](const Project& row) { return (any || row.client.value == context.client) && is_open(row.status); },
            [&](const Project& row) {
                const Client* owner = any ? db.find(row.client) : nullptr;
                return Option{.key = {}, .label = row.title, .detail = owner != nullptr ? owner->name : std::string{}};
            },
            found);
    } else if (table == Service::table) {
        collect<Service>(
            db, query, [](const Service& row) { return !row.archived; },
            [&](const Service& row) {
                const ServiceCategory* category = db.find(row.category);
                return Option{
                    .key = {}, .label = row.name, .detail = category != nullptr ? category->name : row.category_name};
            },
            found);
    } else if (table == ServiceCategory::table) {
        collect<ServiceCategory>(
            db, query, [](const ServiceCategory&) { return true; },
            [](const ServiceCategory& row) { return Option{.key = {}, .label = row.name}; }, found);
    } else if (table == DeliverableType::table) {
        collect<DeliverableType>(
            db, query, [](const DeliverableType&) { return true; },
            [](const DeliverableType& row) { return Option{.key = {}, .label = row.name}; }, found);
    } else if (table == BankAccount::table) {
        collect<BankAccount>(
            db, query, [&](const BankAccount& row) { return row.client.value == context.client; },
            [](const BankAccount& row) {
                return Option{.key = {}, .label = row.name, .detail = masked_account_number(row.number)};
            },
            found);
    } else if (table == ClientGroup::table) {
        collect<ClientGroup>(
            db, query, [](const ClientGroup&) { return true; },
            [](const ClientGroup& row) { return Option{.key = {}, .label = row.name}; }, found);
    }
    return in_order(std::move(found));
}

std::string row_name(const Database& db, std::string_view table, Id128 row) {
    const auto name_of = [&]<class Entity>(Id<Entity> id, auto name) {
        const Entity* found = db.find(id);
        return found != nullptr ? std::string(name(*found)) : std::string{};
    };
    if (table == Client::table) return name_of(ClientId{row}, [](const Client& c) { return c.name; });
    if (table == ClientGroup::table) return name_of(ClientGroupId{row}, [](const ClientGroup& g) { return g.name; });
    if (table == Person::table) return name_of(PersonId{row}, [](const Person& p) { return p.full_name(); });
    if (table == TeamMember::table)
        return name_of(TeamMemberId{row}, [](const TeamMember& m) { return m.full_name(); });
    if (table == Firm::table) return name_of(FirmId{row}, [](const Firm& f) { return f.name; });
    if (table == Service::table) return name_of(ServiceId{row}, [](const Service& s) { return s.name; });
    if (table == Project::table) return name_of(ProjectId{row}, [](const Project& p) { return p.title; });
    if (table == Task::table) return name_of(TaskId{row}, [](const Task& t) { return t.title; });
    if (table == Document::table) return name_of(DocumentId{row}, [](const Document& d) { return d.name; });
    if (table == BankAccount::table) return name_of(BankAccountId{row}, [](const BankAccount& a) { return a.name; });
    if (table == BankTransaction::table)
        return name_of(BankTransactionId{row}, [](const BankTransaction& t) { return title_of(t); });
    if (table == ChecklistItem::table)
        return name_of(ChecklistItemId{row}, [](const ChecklistItem& item) { return item.text; });
    if (table == ServiceCategory::table)
        return name_of(ServiceCategoryId{row}, [](const ServiceCategory& c) { return c.name; });
    if (table == DeliverableType::table)
        return name_of(DeliverableTypeId{row}, [](const DeliverableType& d) { return d.name; });
    if (table == ServiceItem::table) return name_of(ServiceItemId{row}, [](const ServiceItem& i) { return i.title; });
    if (table == ServiceBundle::table)
        return name_of(ServiceBundleId{row}, [](const ServiceBundle& b) { return b.name; });
    if (table == Assignment::table) return name_of(AssignmentId{row}, [](const Assignment& a) { return a.title; });
    if (table == WorkSeries::table) {
        // A series is called as its work.
        const WorkSeries* series = db.find(WorkSeriesId{row});
        const auto latest = series != nullptr ? latest_work(db, *series) : std::nullopt;
        return latest ? latest->title : std::string{};
    }
    return {};
}

}  // namespace pupitre::ui
