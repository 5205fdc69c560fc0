// The catalogue in the settings, one service, assigning it, and what a task says of where it comes from.
#include <doctest/doctest.h>

#include "core/catalogue/service_bundle.h"
#include "core/work/assignment_work.h"
#include "tests/ui/screens/stage.h"
#include "web-ui/screens/panel.h"
#include "web-ui/screens/services/assign_many.h"
#include "web-ui/screens/services/catalogue.h"
#include "web-ui/screens/services/client_services.h"
#include "web-ui/screens/settings.h"
#include "web-ui/widgets/layout.h"

using namespace pupitre;
using namespace pupitre::ui;
using namespace pupitre::ui::test;
using Kind = mirror::Role;

namespace {

/// A firm with one service of two tasks in the category "Administratif".
struct Services : Stage {
    ServiceCategoryId office{{5, 1}};
    ServiceCategoryId tax{{5, 2}};
    ServiceId arrival{{6, 1}};
    ServiceItemId open_file{{7, 1}};
    ServiceItemId letter{{7, 2}};
    ClientId garage;
    SettingsView view;
    SettingsState settings;
    PanelState panel;

    Services() : Stage(1440, 1400) {
        garage = client(1, "Garage Bœuf");
        put(ServiceCategory{office, "Administratif", false, 1});
        put(ServiceCategory{tax, "Fiscalité", false, 2});
        Service service;
        service.id = arrival;
        service.name = "Arrivée du client";
        service.category = office;
        put(service);
        put_item(open_file, "Ouvrir le dossier", 1);
        put_item(letter, "Envoyer la lettre", 2);
    }
    void put_item(ServiceItemId id, std::string title, std::int64_t position) {
        ServiceItem item;
        item.id = id;
        item.service = arrival;
        item.title = std::move(title);
        item.delay = Delay::business_days_after_start;
        item.delay_days = 3;
        item.position = position;
        put(item);
    }
    /// That the letter waits for the file.
    void let_wait() { put(ServiceItemDependency{service_item_dependency_id(letter, open_file), letter, open_file}); }
    void show(std::string tab, Id128 record = {}) {
        route = {.screen = Screen::settings, .record = record, .tab = std::move(tab), .panel = {}};
        screen = [this](const Desk& desk, const Box& box, Intents& out) {
            {
                const Area area("content", {0, 0, 1000, box.h}, {.padding_x = 20, .padding_y = 16, .scrolls = false});
                settings_ui(desk, view, settings, out);
            }
            panel_ui(desk, {1000, 0, 440, box.h}, panel, out);
        };
        draw(3);
    }
    void show_panel(std::string_view table, Id128 record) {
        route.panel = {.table = std::string(table), .record = record, .client = {}};
        draw(3);
    }
};

/// The same with a project of the client that is ready for services.
struct Assigning : Services {
    ProjectId project{{8, 1}};
    ClientServicesState state;
    bool priced = true;

    Assigning() {
        Project made;
        made.id = project;
        made.client = garage;
        made.title = "Arrivée";
        made.responsible = lea;
        made.starts_on = Date::from_ymd(2026, 12, 1);
        made.due_on = Date::from_ymd(2027, 2, 28);
        put(made);
        screen = [this](const Desk& desk, const Box& box, Intents& out) {
            const Area area("content", box, {.padding_x = 20, .padding_y = 16});
            services_tab_ui(desk, desk.db.get(garage), state, out);
        };
        draw(2);
    }
    void choose_service() {
        press(Kind::button, "Affecter des prestations");
        choose("Ajouter une prestation", "Arrivée du client");
        draw(2);
    }
    [[nodiscard]] const Assignment* assigned() const { return current_assignment(db, project, arrival); }
    [[nodiscard]] std::string error_of(std::string_view field) const {
        const mirror::Node* node = find(Kind::textbox, field);
        return node != nullptr && node->invalid ? node->description : std::string{};
    }
};

}  // namespace

TEST_CASE("[SVC-01] services: a card of the settings, while the module is on; otherwise administrators learn where") {
    Services desk;
    desk.show("");
    CHECK(desk.find(Kind::button, "Ouvrir le catalogue") != nullptr);
    desk.press(Kind::toggle, "Travailler avec des prestations");
    CHECK(desk.db.get(the_firm).services_off);
    CHECK(desk.find(Kind::button, "Ouvrir le catalogue") == nullptr);
    desk.rights = static_cast<std::uint32_t>(Right::edit);
    desk.draw(2);
    CHECK(desk.shows("Le cabinet travaille sans prestations. Un administrateur peut les activer ici."));
    desk.rights = 0xFF;
    desk.draw(2);
    desk.press(Kind::toggle, "Travailler avec des prestations");
    desk.press(Kind::button, "Ouvrir le catalogue");
    CHECK(desk.route.tab == "services");
}

TEST_CASE("[SVC-05] services: the author is advised to prefer several fine ones") {
    Services desk;
    desk.show("services");
    CHECK(desk.shows("Mieux vaut plusieurs prestations fines"));
}

TEST_CASE("[SVC-03] services: they stand in their categories; removing a full one asks where they go") {
    Services desk;
    desk.show("services");
    CHECK(desk.find(Kind::group, "Administratif") != nullptr);
    CHECK(desk.shows("Arrivée du client"));
    desk.press(Kind::button, "Actions");
    desk.press(Kind::menuitem, "Supprimer");
    REQUIRE(desk.find(Kind::dialog,
                      "Supprimer la catégorie «\u202F"
                      "Administratif\u202F»\u202F?") != nullptr);
    CHECK(desk.find(Kind::button, "Déplacer et supprimer")->disabled);
    desk.choose("Ranger dans", "Fiscalité");
    desk.press(Kind::button, "Déplacer et supprimer");
    CHECK(desk.db.find(desk.office) == nullptr);
    CHECK(desk.db.get(desk.arrival).category == desk.tax);
}

TEST_CASE("[SVC-07][SVC-12] service: its page shows its fields and steps, each in one clear line") {
    Services desk;
    desk.let_wait();
    desk.show("service", desk.arrival.value);
    CHECK(desk.find(Kind::textbox, "Nom de la prestation") != nullptr);
    for (const char* field : {"Catégorie", "Livrable", "Périodicité"})
        CHECK(desk.find(Kind::combobox, field) != nullptr);
    CHECK(
        desk.shows("Tâche · 3 jours ouvrés après le début · attend «\u202FOuvrir le "
                   "dossier\u202F»"));
    desk.type("Tarif", "250");
    CHECK(desk.db.get(desk.arrival).price == Money{250'00, Currency::eur});
    CHECK(desk.find(Kind::textbox, "Règle de récurrence") == nullptr);
    desk.press(Kind::button, "Ajouter une étape");
    CHECK(desk.find(Kind::combobox, "Réponse attendue") == nullptr);
    desk.choose("Nature", "Demande au client");
    CHECK(desk.find(Kind::combobox, "Réponse attendue") != nullptr);
    desk.type("Titre", "Pièces d’identité");
    desk.press(Kind::button, "Ajouter l’étape");
    const auto items = items_of(desk.db, desk.arrival);
    REQUIRE(items.size() == 3);
    CHECK(items[2]->kind == ServiceItemKind::client_request);
    // What it waits for is said next.
    CHECK(desk.route.panel.record == items[2]->id.value);
}

TEST_CASE("[SVC-15] service: what a step waits for is added in its panel; a circle is refused with its path") {
    Services desk;
    desk.show("service", desk.arrival.value);
    desk.show_panel(ServiceItem::table, desk.letter.value);
    desk.choose("Attendre aussi…", "Ouvrir le dossier");
    CHECK(waits_of(desk.db, desk.letter).size() == 1);
    desk.show_panel(ServiceItem::table, desk.open_file.value);
    desk.choose("Attendre aussi…", "Envoyer la lettre");
    CHECK(waits_of(desk.db, desk.open_file).empty());
    CHECK(desk.find(Kind::combobox, "Attendre aussi…")->description ==
          "Cela tournerait en rond\u00A0: Ouvrir le dossier → Envoyer la lettre → Ouvrir le dossier");
}

TEST_CASE("[SVC-22] services: a bundle is made in the panel and filled there") {
    Services desk;
    desk.show("services");
    desk.press(Kind::button, "Nouveau lot");
    desk.type("Nom du lot", "Nouveau client");
    desk.press(Kind::button, "Créer le lot");
    const ServiceBundleId bundle{desk.route.panel.record};
    REQUIRE(desk.db.find(bundle) != nullptr);
    desk.choose("Ajouter une prestation", "Arrivée du client");
    CHECK(services_of(desk.db, bundle) == std::vector{desk.arrival});
}

TEST_CASE("[SVC-24] service: one in use can't be deleted, and says why") {
    Assigning desk;
    desk.choose_service();
    desk.type("Tarif", "250");
    desk.press(Kind::button, "Enregistrer");
    desk.show("service", desk.arrival.value);
    const mirror::Node* button = desk.find(Kind::button, "Supprimer la prestation");
    REQUIRE(button != nullptr);
    CHECK(button->disabled);
    CHECK(desk.shows("archivez-la pour ne plus la proposer"));
}

TEST_CASE("[SVC-14][SVC-16] client's services: a project without dates or responsible says what is missing") {
    Assigning desk;
    CHECK(desk.find(Kind::button, "Créer un projet") != nullptr);
    Project bare = desk.db.get(desk.project);
    bare.responsible = {};
    desk.put(bare);
    desk.draw(2);
    CHECK(desk.find(Kind::button, "Affecter des prestations")->disabled);
    CHECK(desk.shows("Un projet reçoit des prestations quand il a un début, une échéance et un responsable."));
    desk.press(Kind::button, "Créer un projet");
    CHECK(desk.route.panel.table == "project");
    CHECK(desk.route.panel.client == desk.garage.value);
}

TEST_CASE("[SVC-19] client's services: a price is asked for before anything is saved") {
    Assigning desk;
    desk.choose_service();
    CHECK(desk.error_of("Tarif").empty());
    desk.press(Kind::button, "Enregistrer");
    CHECK(desk.assigned() == nullptr);
    CHECK(desk.error_of("Tarif") == "Indiquez un tarif, même symbolique.");
    desk.type("Tarif", "0");
    CHECK(desk.error_of("Tarif") == "Une prestation facturée a un tarif, même symbolique.");
    desk.type("Tarif", "1");
    desk.press(Kind::button, "Enregistrer");
    REQUIRE(desk.assigned() != nullptr);
    CHECK(desk.assigned()->price == Money{100, Currency::eur});
}

TEST_CASE("[SVC-18] client's services: a date that does not fit is said beside it, and the project can be moved") {
    Assigning desk;
    desk.choose_service();
    desk.type("Fin", "28/02/2027");
    CHECK(desk.error_of("Fin") == "La prestation doit se terminer avant la fin du projet, le 28/02/2027.");
    desk.press(Kind::button, "Reporter la fin du projet au 01/03/2027");
    CHECK(desk.db.get(desk.project).due_on == Date::from_ymd(2027, 3, 1));
    CHECK(desk.error_of("Fin").empty());
    desk.type("Début", "30/11/2026");
    CHECK(desk.error_of("Début") == "Le projet ne commence que le 01/12/2026.");
}

TEST_CASE("[SVC-20][SVC-17] client's services: what will be made is shown, and made") {
    Assigning desk;
    desk.let_wait();
    desk.choose_service();
    desk.type("Tarif", "250");
    // Three business days after Tuesday 1 December.
    CHECK(desk.shows("Ouvrir le dossier · ven.\u00A04\u00A0déc. · Léa Moreau"));
    desk.press(Kind::button, "Enregistrer");
    REQUIRE(desk.assigned() != nullptr);
    CHECK(desk.db.ids_with<&Task::project>(desk.project).size() == 2);
    CHECK(desk.shows("01/12/2026 – 27/02/2027 · Léa Moreau · 0 sur 2 terminées"));
}

TEST_CASE("[SVC-25] client's services: withdrawing asks, names the numbers, and cancels what is open") {
    Assigning desk;
    desk.choose_service();
    desk.type("Tarif", "250");
    desk.press(Kind::button, "Enregistrer");
    const AssignmentId assignment = desk.assigned()->id;
    desk.press(Kind::button, "Actions");
    desk.press(Kind::menuitem, "Retirer la prestation");
    CHECK(desk.shows("2 tâches ouvertes seront annulées."));
    CHECK_FALSE(desk.db.get(assignment).withdrawn_on.has_value());
    desk.press(Kind::button, "Retirer la prestation");
    CHECK(desk.db.get(assignment).withdrawn_on == today);
    CHECK(desk.find(Kind::dialog,
                    "Retirer «\u202F"
                    "Arrivée du client\u202F»\u202F?") == nullptr);
}

TEST_CASE("[SVC-21] assigning to many: the numbers are said before, and one action makes all of it") {
    Services desk;
    const ClientId bakery = desk.client(2, "Boulangerie Pain");
    Service priced = desk.db.get(desk.arrival);
    priced.price = Money{250'00, Currency::eur};
    desk.put(priced);
    AssignManyState state;
    desk.with_desk([&](const Desk& now) { begin_assign_many(now, {desk.garage, bakery}, state); });
    desk.screen = [&](const Desk& now, const Box& box, Intents& out) {
        const Area area("content", box, {.padding_x = 20, .padding_y = 16, .scrolls = false});
        if (!state.clients.empty()) assign_many_ui(now, state, out);
    };
    desk.draw(2);
    desk.choose("Ajouter une prestation", "Arrivée du client");
    desk.draw(2);
    CHECK(desk.shows("2 clients · 1 prestation · 4 étapes à créer"));
    desk.press(Kind::button, "Affecter à 2 clients");
    REQUIRE(desk.done.size() == 1);
    CHECK(desk.done[0].title == "Prestations affectées à 2 clients");
    CHECK(desk.db.table<Assignment>().size() == 2);
    CHECK(desk.db.table<Task>().size() == 4);
    CHECK(state.clients.empty());
}

TEST_CASE(
    "[PRJ-29][PRJ-30] task panel: where it comes from, what it waits for and who has that; it can't be finished") {
    Assigning desk;
    desk.let_wait();
    desk.choose_service();
    desk.type("Tarif", "250");
    desk.press(Kind::button, "Enregistrer");
    const TaskId waiting = assigned_task_id(desk.assigned()->id, desk.letter, 0);
    const TaskId first = assigned_task_id(desk.assigned()->id, desk.open_file, 0);
    desk.show("");
    desk.show_panel(Task::table, waiting.value);
    CHECK(
        desk.shows("Prestation «\u202F"
                   "Arrivée du client\u202F» du projet «\u202F"
                   "Arrivée\u202F»"));
    CHECK(desk.shows("Léa Moreau · 04/12/2026"));
    CHECK(desk.shows("Attend «\u202FOuvrir le dossier\u202F» · Léa Moreau"));
    const mirror::Node* finish = desk.find(Kind::button, "Terminer");
    REQUIRE(finish != nullptr);
    CHECK(finish->disabled);
    desk.show_panel(Task::table, first.value);
    desk.press(Kind::button, "Terminer");
    CHECK(desk.db.get(waiting).status == WorkStatus::to_do);
    desk.show_panel(Task::table, waiting.value);
    CHECK(desk.shows("Débloquée le 21/11/2026."));
    CHECK_FALSE(desk.find(Kind::button, "Terminer")->disabled);
}

TEST_CASE("[PRJ-30] task panel: waiting is added and taken away by hand, and never in a circle") {
    Services desk;
    const TaskId first = desk.task(1, "Relevés", desk.garage, today);
    const TaskId second = desk.task(2, "Lettrage", desk.garage, today);
    desk.show("");
    desk.show_panel(Task::table, second.value);
    desk.choose("Attendre aussi…", "Relevés");
    CHECK(desk.db.get(second).status == WorkStatus::blocked);
    desk.show_panel(Task::table, first.value);
    desk.choose("Attendre aussi…", "Lettrage");
    CHECK(desk.find(Kind::combobox, "Attendre aussi…")->description ==
          "Cela tournerait en rond\u00A0: Relevés → Lettrage → Relevés");
    desk.show_panel(Task::table, second.value);
    desk.press(Kind::button, "Ne plus attendre");
    desk.press(Kind::menuitem, "Ne plus attendre");
    CHECK(desk.db.get(second).status == WorkStatus::to_do);
}
