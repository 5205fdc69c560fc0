// What the example firm offers: its categories, services with their items, a bundle, and two clients that arrive.
#include <array>

#include "core/catalogue/service_bundle.h"
#include "core/catalogue/service_item.h"
#include "core/demo/demo_script.h"
#include "core/firm/demo_removal.h"
#include "core/work/assign_services.h"
#include "core/work/assignment_work.h"

namespace pupitre {
namespace {

struct Offer {
    std::string_view key;
    std::string_view name;
    std::string_view category;
    std::int64_t price_euros;
    Periodicity periodicity;
    std::string_view deliverable;
    std::string_view description = {};
};

constexpr Offer offers[] = {
    {"arrival", "Arrivée d’un client", "Administratif", 250, Periodicity::never, "Lettre",
     "Connaissance du client, lettre de mission et ouverture du dossier."},
    {"bookkeeping", "Tenue comptable", "Comptabilité", 280, Periodicity::monthly, ""},
    {"vat", "Déclaration de TVA CA3", "Fiscalité", 65, Periodicity::monthly, "Déclaration"},
    {"accounts", "Bilan et liasse fiscale", "Comptabilité", 2'400, Periodicity::yearly, "Comptes annuels"},
    {"quarterly", "Situation trimestrielle", "Comptabilité", 450, Periodicity::quarterly, "Comptes annuels"},
    {"payroll", "Bulletins de paie et DSN", "Social", 28, Periodicity::monthly, "Bulletin de paie"},
    {"corporate_tax", "Acomptes d’impôt sur les sociétés", "Fiscalité", 60, Periodicity::quarterly, "Déclaration"},
    {"cfe", "Cotisation foncière des entreprises", "Fiscalité", 90, Periodicity::yearly, "Déclaration"},
    {"legal", "Secrétariat juridique annuel", "Juridique", 650, Periodicity::yearly, "Lettre"},
    {"income_tax", "Déclaration de revenus du dirigeant", "Fiscalité", 320, Periodicity::yearly, "Déclaration"},
    {"creation", "Création d’entreprise", "Conseil", 1'200, Periodicity::never, ""},
    {"advice", "Conseil de gestion", "Conseil", 140, Periodicity::never, ""},
};

constexpr std::string_view category_names[] = {"Administratif", "Comptabilité", "Fiscalité",
                                               "Social",        "Juridique",    "Conseil"};
constexpr std::string_view deliverable_names[] = {"Comptes annuels", "Déclaration", "Bulletin de paie", "Lettre",
                                                  "Aucun"};

/// An item and what it waits for: the number of another one of its service, from 1; 0: nothing.
struct Step {
    std::string_view service;
    ServiceItemKind kind;
    std::string_view title;
    Delay delay;
    std::int32_t days;
    std::int32_t minutes;
    std::size_t waits_for;
    std::string_view checklist = {};
    ExpectedAnswer answer = ExpectedAnswer::file;
};

constexpr auto task = ServiceItemKind::task;
constexpr auto request = ServiceItemKind::client_request;

constexpr Step steps[] = {
    {"arrival", request, "Pièces d’identité, statuts et extrait Kbis", Delay::business_days_after_start, 5, 0, 0},
    {"arrival", task, "Évaluer la vigilance LCB-FT", Delay::business_days_after_start, 6, 30, 1,
     "Client\nActivité\nImplantation\nMissions"},
    {"arrival", task, "Préparer la lettre de mission", Delay::business_days_after_start, 8, 45, 2},
    {"arrival", request, "Lettre de mission signée", Delay::business_days_after_start, 12, 0, 3},
    {"arrival", task, "Demander la reprise au confrère", Delay::business_days_after_start, 10, 20, 3},
    {"arrival", task, "Ouvrir le dossier permanent", Delay::business_days_after_start, 14, 30, 4,
     "Plan comptable\nAccès aux comptes de banque\nMandats fiscaux et sociaux"},

    {"bookkeeping", request, "Relevés de banque et factures du mois", Delay::business_days_after_end, 3, 0, 0},
    {"bookkeeping", task, "Saisir les pièces et lettrer", Delay::business_days_after_end, 8, 90, 1,
     "Banque\nAchats\nVentes\nCompte d’attente 471 soldé"},
    {"bookkeeping", task, "Contrôler les comptes", Delay::business_days_after_end, 11, 30, 2},

    {"vat", task, "Préparer la CA3", Delay::business_days_after_end, 9, 30, 0},
    {"vat",
     request,
     "Valider le montant de TVA",
     Delay::business_days_after_end,
     11,
     0,
     1,
     {},
     ExpectedAnswer::confirmation},
    {"vat", task, "Télétransmettre la CA3", Delay::business_days_after_end, 12, 10, 2},

    {"payroll",
     request,
     "Variables de paie du mois",
     Delay::business_days_before_end,
     6,
     0,
     0,
     {},
     ExpectedAnswer::text},
    {"payroll", task, "Établir les bulletins", Delay::business_days_before_end, 3, 60, 1,
     "Absences\nPrimes\nNet à payer contrôlé"},
    {"payroll", task, "Déposer la DSN", Delay::business_days_after_end, 3, 20, 2},

    {"accounts", request, "Inventaire signé et pièces manquantes", Delay::business_days_after_start, 15, 0, 0},
    {"accounts", task, "Réviser les comptes", Delay::business_days_after_wait, 10, 240, 1,
     "Immobilisations\nStocks\nClients douteux\nCharges à payer\nComptes courants d’associés"},
    {"accounts", task, "Établir la liasse et l’annexe", Delay::business_days_after_wait, 8, 180, 2},
    {"accounts", task, "Rendez-vous de bilan", Delay::business_days_after_wait, 5, 90, 3},
    {"accounts", task, "Télétransmettre la liasse", Delay::business_days_after_wait, 3, 15, 4},
};

ServiceCategoryId category_id(std::string_view name) { return {demo_id("category:" + std::string(name))}; }
DeliverableTypeId deliverable_id(std::string_view name) { return {demo_id("deliverable:" + std::string(name))}; }

ServiceItemId item_id(std::string_view service, std::size_t number) {
    return {demo_id("service_item:" + std::string(service) + ':' + std::to_string(number))};
}

void tell_lists(DemoScript& script) {
    for (const std::string_view name : category_names) {
        ServiceCategory category;
        category.id = category_id(name);
        category.name = name;
        category.demo = true;
        script.create(category);
    }
    for (const std::string_view name : deliverable_names) {
        DeliverableType deliverable;
        deliverable.id = deliverable_id(name);
        deliverable.name = name;
        deliverable.demo = true;
        script.create(deliverable);
    }
}

void tell_offers(DemoScript& script) {
    for (const Offer& offer : offers) {
        Service service;
        service.id = {demo_service(offer.key)};
        service.name = offer.name;
        service.category = category_id(offer.category);
        if (!offer.deliverable.empty()) service.deliverable = deliverable_id(offer.deliverable);
        service.description = offer.description;
        service.price = Money{offer.price_euros * 100, Currency::eur};
        service.periodicity = offer.periodicity;
        service.demo = true;
        script.create(service);
    }
}

void tell_steps(DemoScript& script) {
    std::string_view service;
    std::size_t number = 0;
    for (const Step& step : steps) {
        number = step.service == service ? number + 1 : 1;
        service = step.service;
        ServiceItem item;
        item.id = item_id(service, number);
        item.service = {demo_service(service)};
        item.kind = step.kind;
        item.title = step.title;
        item.answer = step.answer;
        item.delay = step.delay;
        item.delay_days = step.days;
        item.estimate_minutes = step.minutes;
        item.checklist = step.checklist;
        script.create(item);
        if (step.waits_for == 0) continue;
        ServiceItemDependency dependency;
        dependency.item = item.id;
        dependency.waits_for = item_id(service, step.waits_for);
        dependency.id = service_item_dependency_id(dependency.item, dependency.waits_for);
        script.create(dependency);
    }
}

void tell_bundle(DemoScript& script) {
    ServiceBundle bundle;
    bundle.id = {demo_id("bundle:0")};
    bundle.name = "Nouveau client au forfait";
    bundle.demo = true;
    script.create(bundle);
    for (const std::string_view key : {"arrival", "bookkeeping", "vat"}) {
        ServiceBundleItem item;
        item.bundle = bundle.id;
        item.service = {demo_service(key)};
        item.id = service_bundle_item_id(item.bundle, item.service);
        script.create(item);
    }
}

}  // namespace

void tell_services(DemoScript& script) {
    tell_lists(script);
    tell_offers(script);
    tell_steps(script);
    tell_bundle(script);
}

void tell_arrivals(DemoScript& script) {
    constexpr std::size_t arrivals = 2;
    std::vector<ClientId> clients;
    script.db().for_each<Client>([&](const Client& client) {
        const bool free = script.db().ids_with<&Task::client>(client.id).empty();
        if (clients.size() < arrivals && free && !client.inactive && !client.prospect) clients.push_back(client.id);
    });
    std::int32_t number = 0;
    for (const ClientId client : clients) {
        Project project;
        project.id = {demo_id("arrival:" + std::to_string(number++))};
        project.client = client;
        project.title = "Arrivée du client";
        project.responsible = demo_member(DemoMember::ines);
        project.status = WorkStatus::in_progress;
        project.starts_on = working_days_from(script.today(), -5);
        project.due_on = working_days_from(script.today(), 30);
        script.create(project);
        AssignedService arrival;
        arrival.service = {demo_service("arrival")};
        arrival.starts_on = *project.starts_on;
        arrival.ends_on = project.due_on->plus_days(-1);
        arrival.price = Money{250'00, Currency::eur};
        script.give(std::string(AssignServices::name), AssignServices{project.id, {arrival}}.to_json());
    }
}

}  // namespace pupitre
