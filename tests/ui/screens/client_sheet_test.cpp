// A client's sheet: warnings, people, addresses, notes, work, actions.
#include "web-ui/screens/client_sheet.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/ui/screens/stage.h"
#include "web-ui/widgets/layout.h"

using namespace pupitre;
using namespace pupitre::ui;
using namespace pupitre::ui::test;
using Kind = mirror::Role;

namespace {

struct Sheet : Stage {
    ClientSheetState state;
    ClientId garage, parent;

    Sheet() {
        garage = client(1, "Garage Bœuf");
        parent = client(2, "Groupe Bœuf");
        screen = [this](const Desk& desk, const Box& box, Intents& out) {
            const Area area("content", box, {.padding_x = 20, .padding_y = 16});
            client_sheet_ui(desk, state, out);
        };
    }
    void open(std::string tab = "") {
        route.screen = pupitre::ui::Screen::client;
        route.record = garage.value;
        route.tab = std::move(tab);
        draw(2);
    }
    void change(ClientId id, const std::function<void(Client&)>& edit) {
        Client row = db.get(id);
        edit(row);
        put(row);
    }
};

}  // namespace

TEST_CASE("[CRM-27] client sheet: the reason of a suspension stands as a red line at the top") {
    Sheet sheet;
    sheet.change(sheet.garage, [](Client& client) {
        client.suspended = true;
        client.suspension_reason = "Trois factures impayées";
    });
    sheet.open();
    CHECK(sheet.find(Kind::alert, "Client suspendu\u00A0: Trois factures impayées") != nullptr);
}

TEST_CASE("[CRM-23] client sheet: the parent's flag is shown as inherited, after the client's own") {
    Sheet sheet;
    sheet.change(sheet.parent, [](Client& client) { client.flag_text = "Appeler le siège"; });
    sheet.change(sheet.garage, [&](Client& client) {
        client.parent = sheet.parent;
        client.flag_text = "Chien méchant";
    });
    sheet.open();
    const std::vector<std::string> strips = sheet.names(Kind::status);
    REQUIRE(strips.size() == 2);
    CHECK(strips[0] == "Chien méchant");
    CHECK(strips[1] == "Appeler le siège (de Groupe Bœuf)");
    sheet.press(Kind::button, "Ouvrir");
    CHECK(sheet.route.record == sheet.parent.value);
}

TEST_CASE("client sheet: details are saved field by field") {
    Sheet sheet;
    sheet.open();
    sheet.type("Raison sociale", "Garage Bœuf et fils");
    CHECK(sheet.db.get(sheet.garage).name == "Garage Bœuf et fils");
    REQUIRE(sheet.done.size() == 1);
    CHECK(sheet.done[0].acts[0].args["set"]["name"] == Json::array({"Garage Bœuf", "Garage Bœuf et fils"}));
}

TEST_CASE("[PPL-07] client sheet: another person is made the main one; an inactive one can't be") {
    Sheet sheet;
    const PersonId first = sheet.person(1, sheet.garage, "Anaïs", "Le Gall");
    const PersonId second = sheet.person(2, sheet.garage, "Paul", "Bœuf");
    sheet.change(sheet.garage, [&](Client& client) { client.main_person = first; });
    sheet.open("people");
    CHECK(sheet.find(Kind::button, "Anaïs Le Gall, Principale") != nullptr);
    const auto open_menu_of_second = [&] {
        std::vector<mirror::NodeId> menus;
        for (const mirror::Node& node : mirror::tree().nodes()) {
            if (node.role == Kind::button && node.name == "Actions") menus.push_back(node.id);
        }
        REQUIRE(menus.size() == 2);
        mirror::tree().report_click(menus[1]);
        sheet.draw(3);
    };
    open_menu_of_second();
    sheet.press(Kind::menuitem, "Rendre principale");
    CHECK(sheet.db.get(sheet.garage).main_person == second);
    CHECK(sheet.find(Kind::button, "Paul Bœuf, Principale") != nullptr);
}

TEST_CASE("[PPL-14] client sheet: inactive people say so and can't become the main person") {
    Sheet sheet;
    const PersonId id = sheet.person(1, sheet.garage, "Paul", "Bœuf");
    Person person = sheet.db.get(id);
    person.inactive = true;
    sheet.put(person);
    sheet.open("people");
    CHECK(sheet.find(Kind::button, "Paul Bœuf, Inactif") != nullptr);
    sheet.press(Kind::button, "Actions");
    const mirror::Node* make_main = sheet.find(Kind::menuitem, "Rendre principale");
    REQUIRE(make_main != nullptr);
    CHECK(make_main->disabled);
}

TEST_CASE("[CRM-03] client sheet: any number of people and addresses, added and opened from their tabs") {
    Sheet sheet;
    sheet.open("people");
    sheet.press(Kind::button, "Ajouter une personne");
    CHECK(sheet.route.panel.table == "person");
    CHECK(sheet.route.panel.client == sheet.garage.value);
    for (std::uint64_t place = 1; place <= 30; ++place)
        sheet.person(place, sheet.garage, "P" + std::to_string(place), "");
    sheet.open("people");
    CHECK(sheet.find(Kind::button, "P30") != nullptr);
    sheet.press(Kind::button, "P1");
    CHECK(sheet.route.panel.record == Id128{3, 1});
    sheet.open("addresses");
    sheet.press(Kind::button, "Ajouter une adresse");
    CHECK(sheet.route.panel.table == "address");
}

TEST_CASE("client sheet: notes are added, pinned to the top and deleted") {
    Sheet sheet;
    sheet.open("notes");
    CHECK(sheet.find(Kind::button, "Ajouter une note")->disabled);
    sheet.type("Nouvelle note", "Clés chez le gardien");
    sheet.press(Kind::button, "Ajouter une note");
    REQUIRE(sheet.db.table<Note>().size() == 1);
    const NoteId id{id_of(sheet.db.table<Note>().at(0))};
    CHECK(sheet.db.get(id).author == lea);
    CHECK(sheet.shows("Clés chez le gardien"));
    CHECK(sheet.shows("Léa Moreau, le"));
    sheet.press(Kind::button, "Actions");
    sheet.press(Kind::menuitem, "Épingler");
    CHECK(sheet.db.get(id).pinned);
    sheet.press(Kind::button, "Actions");
    sheet.press(Kind::menuitem, "Supprimer");
    CHECK(sheet.db.find(id) == nullptr);
}

TEST_CASE("client sheet: the client's work, to finish and to open") {
    Sheet sheet;
    const TaskId task = sheet.task(1, "TVA", sheet.garage, today.plus_days(-2));
    sheet.open("work");
    CHECK(sheet.shows("2 jours de retard"));
    sheet.press(Kind::checkbox, "Terminer\u00A0: TVA");
    CHECK(sheet.db.get(task).status == WorkStatus::done);
}

TEST_CASE("client sheet: work that is due on one day is ordered by hand, other work is not") {
    Sheet sheet;
    const TaskId vat = sheet.task(1, "TVA", sheet.garage, today);
    const TaskId payslips = sheet.task(2, "Paie", sheet.garage, today);
    sheet.task(3, "Bilan", sheet.garage, today.plus_days(9));
    sheet.open("work");
    const std::vector<std::string> buttons = sheet.names(Kind::button);
    CHECK(std::count(buttons.begin(), buttons.end(), "Actions") == 2);
    CHECK(sheet.db.get(vat).position <= sheet.db.get(payslips).position);
    sheet.press(Kind::button, "Actions");
    CHECK(sheet.find(Kind::menuitem, "Monter") == nullptr);
    sheet.press(Kind::menuitem, "Descendre");
    CHECK(sheet.db.get(vat).position > sheet.db.get(payslips).position);
    CHECK(sheet.done[0].title == "«\u202FTVA\u202F» déplacé");
}

TEST_CASE("[CRM-44] client sheet: making a client inactive and active again is one action") {
    Sheet sheet;
    sheet.open();
    sheet.press(Kind::button, "Autres actions");
    sheet.press(Kind::menuitem, "Rendre inactif");
    CHECK(sheet.db.get(sheet.garage).inactive);
    CHECK(sheet.done[0].title == "Garage Bœuf est inactif");
    sheet.press(Kind::button, "Autres actions");
    sheet.press(Kind::menuitem, "Rendre actif");
    CHECK_FALSE(sheet.db.get(sheet.garage).inactive);
}

TEST_CASE("[CRM-45] client sheet: a client in use can't be deleted, an unused one can") {
    Sheet sheet;
    const TaskId task = sheet.task(1, "TVA", sheet.garage, std::nullopt);
    sheet.open();
    sheet.press(Kind::button, "Autres actions");
    REQUIRE(sheet.find(Kind::menuitem, "Supprimer le client") != nullptr);
    CHECK(sheet.find(Kind::menuitem, "Supprimer le client")->disabled);
    sheet.press(Kind::menuitem, "Rendre inactif");
    Changes changes(sheet.db);
    changes.erase(task);
    sheet.draw(2);
    sheet.press(Kind::button, "Autres actions");
    sheet.press(Kind::menuitem, "Supprimer le client");
    CHECK(sheet.db.find(sheet.garage) == nullptr);
    CHECK(sheet.route.screen == pupitre::ui::Screen::clients);
}

TEST_CASE("client sheet: a client that is gone says so and leads back") {
    Sheet sheet;
    sheet.garage = ClientId{{7, 7}};
    sheet.open();
    CHECK(sheet.shows("Ce client n’existe plus"));
    sheet.press(Kind::button, "Retour aux clients");
    CHECK(sheet.route.screen == pupitre::ui::Screen::clients);
}
