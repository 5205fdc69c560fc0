// The client list: what it shows, how it filters, sorts, opens and exports.
#include "web-ui/screens/clients.h"

#include <doctest/doctest.h>

#include "tests/ui/screens/stage.h"
#include "web-ui/widgets/layout.h"

using namespace pupitre;
using namespace pupitre::ui;
using namespace pupitre::ui::test;
using Kind = mirror::Role;
using Names = std::vector<std::string>;

namespace {

/// Three clients: one in use, one inactive, one prospect; the first has a person and an address.
struct List : Stage {
    ClientsState state;
    ClientId garage, hotel, menuiserie;

    explicit List(float width = 1200) : Stage(width) {
        garage = client(1, "Garage Bœuf");
        hotel = client(2, "Hôtel Ferreira");
        menuiserie = client(3, "Menuiserie Kergoat");
        Client changed = db.get(hotel);
        changed.inactive = true;
        put(changed);
        changed = db.get(menuiserie);
        changed.prospect = true;
        changed.phone = "+33477550228";
        changed.siren = "374391506";
        put(changed);
        person(1, garage, "Anaïs", "Le Gall");
        Address address;
        address.id.value = {5, 1};
        address.client = garage;
        address.street = "rue de la République";
        address.city = "Saint-Étienne";
        put(address);
        route.screen = Screen::clients;
        screen = [this](const Desk& desk, const Box& box, Intents& out) {
            const Area area("content", box, {.padding_x = 20, .padding_y = 16, .scrolls = false});
            clients_ui(desk, state, out);
        };
        draw(2);
    }
    Names listed() {
        Names all;
        for (std::string& name : names(Kind::row)) {
            if (db.find(garage)->name == name || db.find(hotel)->name == name || db.find(menuiserie)->name == name) {
                all.push_back(std::move(name));
            }
        }
        return all;
    }
    void search(std::string words) {
        start_typing("Rechercher un client", std::move(words));
        draw();
    }
};

}  // namespace

TEST_CASE("[CRM-05] client list: active clients are shown at first, and again when somebody comes back") {
    List list;
    CHECK(list.listed() == Names{"Garage Bœuf", "Menuiserie Kergoat"});
    CHECK(list.shows("2 sur 3 clients"));
    list.press(Kind::radio, "Tous");
    CHECK(list.listed().size() == 3);
    CHECK(list.shows("3 clients"));
    list.press(Kind::radio, "Inactifs");
    CHECK(list.listed() == Names{"Hôtel Ferreira"});
    entered(list.state);
    list.draw();
    CHECK(list.listed() == Names{"Garage Bœuf", "Menuiserie Kergoat"});
}

TEST_CASE("[CRM-06] client list: an inactive client says so") {
    List list;
    CHECK_FALSE(list.shows("Hôtel Ferreira Inactif"));
    list.press(Kind::radio, "Tous");
    CHECK(list.shows("Hôtel Ferreira Inactif"));
}

TEST_CASE("[CRM-02] client list: prospects stand in the same list, with a word") {
    List list;
    CHECK(list.shows("Menuiserie Kergoat Prospect"));
    list.press(Kind::radio, "Prospects");
    CHECK(list.listed() == Names{"Menuiserie Kergoat"});
}

TEST_CASE("[CRM-07] client list: one search finds names, addresses, people, phones and SIREN, without accents") {
    struct Row {
        const char* typed;
        const char* found;
    };
    const Row rows[] = {
        {"boeuf", "Garage Bœuf"},           {"SAINT etienne", "Garage Bœuf"},  {"anais", "Garage Bœuf"},
        {"04 77 55", "Menuiserie Kergoat"}, {"374 391", "Menuiserie Kergoat"}, {"gall", "Garage Bœuf"},
    };
    List list;
    for (const Row& row : rows) {
        CAPTURE(row.typed);
        list.search(row.typed);
        CHECK(list.listed() == Names{row.found});
    }
}

TEST_CASE("client list: nothing found offers to remove the filters") {
    List list;
    list.search("xyz");
    CHECK(list.listed().empty());
    CHECK(list.shows("Aucun client ne correspond"));
    list.press(Kind::button, "Retirer les filtres");
    CHECK(list.listed().size() == 3);
}

TEST_CASE("client list: a press on a column's head sorts, and says so") {
    List list;
    list.press(Kind::columnheader, "Raison sociale");
    CHECK(list.listed() == Names{"Menuiserie Kergoat", "Garage Bœuf"});
    REQUIRE(list.find(Kind::columnheader, "Raison sociale") != nullptr);
    CHECK(list.find(Kind::columnheader, "Raison sociale")->sort == -1);
    CHECK(list.state.keep);
}

TEST_CASE("[CRM-04] client list: a press on a row opens the sheet; so does Enter") {
    List list;
    list.press(Kind::row, "Garage Bœuf");
    CHECK(list.route.screen == Screen::client);
    CHECK(list.route.record == list.garage.value);
    list.route = {};
    list.route.screen = Screen::clients;
    list.press_key("ArrowDown");
    list.press_key("Enter");
    CHECK(list.route.screen == Screen::client);
    CHECK(list.route.record == list.menuiserie.value);
}

TEST_CASE("[CF-01] client list: columns are chosen and kept") {
    List list;
    CHECK(list.find(Kind::columnheader, "SIREN") == nullptr);
    list.press(Kind::button, "Colonnes");
    list.press(Kind::checkbox, "SIREN");
    CHECK(list.find(Kind::columnheader, "SIREN") != nullptr);
    ClientsState again;
    restore(again, to_json(list.state));
    CHECK(again.table.hidden == list.state.table.hidden);
    CHECK(again.table.sort == list.state.table.sort);
    restore(again, Json::parse(R"({"table": {"hidden": 7, "widths": {"name": "x"}}})", nullptr, false));
    CHECK(again.table.hidden == list.state.table.hidden);
}

TEST_CASE("[IO-13] client list: the export holds what is shown") {
    List list;
    list.search("garage");
    list.press(Kind::button, "Exporter");
    REQUIRE(list.files.size() == 1);
    CHECK(list.files[0].bytes.find("Garage Bœuf") != std::string::npos);
    CHECK(list.files[0].bytes.find("Kergoat") == std::string::npos);
    CHECK(list.files[0].name == "clients-2026-11-21.csv");
}

TEST_CASE("client list: an empty firm is invited to import or to create") {
    Stage stage;
    ClientsState state;
    stage.screen = [&](const Desk& desk, const Box& box, Intents& out) {
        const Area area("content", box, {.scrolls = false});
        clients_ui(desk, state, out);
    };
    stage.draw(2);
    CHECK(stage.shows("Vos clients, au même endroit"));
    stage.press(Kind::button, "Importer une liste");
    CHECK(stage.route.screen == Screen::import_clients);
}

TEST_CASE("client list: on a phone a row has two lines and the button stands at the foot") {
    List list(390);
    CHECK(list.listed().size() == 2);
    CHECK(list.names(Kind::columnheader).empty());
    list.press(Kind::button, "Nouveau client");
    CHECK(list.route.panel.table == "client");
    CHECK(list.route.panel.record.is_nil());
}

TEST_CASE("client list: in English") {
    List list;
    list.language = Language::english;
    list.draw();
    CHECK(list.find(Kind::radio, "Inactive") != nullptr);
    CHECK(list.shows("2 of 3 clients"));
}
