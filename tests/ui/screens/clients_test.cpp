// The client list: what it shows, how it filters, sorts, opens and exports.
#include "web-ui/screens/clients.h"

#include <doctest/doctest.h>

#include "core/views/saved_view.h"
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

TEST_CASE("[CF-01] client list: columns are chosen, moved and kept") {
    List list;
    CHECK(list.find(Kind::columnheader, "SIREN") == nullptr);
    list.press(Kind::button, "Affichage");
    list.press(Kind::checkbox, "SIREN");
    CHECK(list.find(Kind::columnheader, "SIREN") != nullptr);
    CHECK(list.names(Kind::columnheader).front() == "Référence");
    list.press(Kind::button, "Reculer Référence");
    CHECK(list.names(Kind::columnheader).front() == "Raison sociale");
    ClientsState again;
    restore(again, to_json(list.state));
    CHECK(again.table.hidden == list.state.table.hidden);
    CHECK(again.table.order == list.state.table.order);
    CHECK(again.table.sorts == list.state.table.sorts);
    restore(again, Json::parse(R"({"hidden": 7, "widths": {"name": "x"}, "sorts": "name"})", nullptr, false));
    CHECK(again.table.hidden == list.state.table.hidden);
    CHECK(again.table.sorts == list.state.table.sorts);
    list.press(Kind::button, "Rétablir l’affichage habituel");
    CHECK(list.find(Kind::columnheader, "SIREN") == nullptr);
    CHECK(list.names(Kind::columnheader).front() == "Référence");
}

TEST_CASE("client list: a condition is made from a field, changed, and taken away") {
    List list;
    list.press(Kind::radio, "Tous");
    list.press(Kind::button, "Filtrer");
    list.press(Kind::option, "Ville");
    list.start_typing("Valeur", "etienne");
    list.press(Kind::button, "Appliquer");
    CHECK(list.listed() == Names{"Garage Bœuf"});
    CHECK(list.find(Kind::button, "Ville\u00A0: contient etienne") != nullptr);
    CHECK(list.shows("1 sur 3 clients"));
    list.press(Kind::button, "Ville\u00A0: contient etienne");
    list.start_typing("Valeur", "lyon");
    list.press(Kind::button, "Appliquer");
    CHECK(list.listed().empty());
    list.press(Kind::button, "Retirer Ville\u00A0: contient lyon");
    CHECK(list.listed().size() == 3);
}

TEST_CASE("client list: a condition without a value cannot be applied, one without need of a value can") {
    List list;
    list.press(Kind::button, "Filtrer");
    list.press(Kind::option, "SIREN");
    CHECK(list.find(Kind::button, "Appliquer")->disabled);
    list.state.draft->condition.test = ListTest::filled;
    list.draw();
    list.press(Kind::button, "Appliquer");
    CHECK(list.listed() == Names{"Menuiserie Kergoat"});
}

TEST_CASE("client list: a condition that an unknown version wrote shows nothing and says why") {
    List list;
    list.state.query.conditions.push_back({"mood", ListTest::is, {"good"}});
    list.draw(2);
    CHECK(list.listed().empty());
    CHECK(list.find(Kind::button, "mood\u00A0: filtre illisible, retirez-le") != nullptr);
    list.press(Kind::button, "Retirer mood\u00A0: filtre illisible, retirez-le");
    CHECK(list.listed().size() == 2);
}

TEST_CASE("client list: groups stand under their heads with their sums") {
    List list;
    Client changed = list.db.get(list.garage);
    changed.balance = Money{123'400, Currency::eur};
    list.put(changed);
    list.state.query.group = "city";
    std::erase(list.state.table.hidden, "balance");
    list.draw(2);
    CHECK(list.find(Kind::row, "Saint-Étienne · 1 · Solde 1\u202F234,00\u00A0€") != nullptr);
    CHECK(list.find(Kind::row, "Non renseigné · 1") != nullptr);
}

TEST_CASE("client list: one field of all selected clients is changed as one action") {
    List list;
    list.press(Kind::checkbox, "Garage Bœuf");
    list.press(Kind::checkbox, "Menuiserie Kergoat");
    CHECK(list.shows("Sélection\u00A0: 2 clients"));
    list.press(Kind::button, "Modifier…");
    list.choose("Champ", "Site web");
    list.type("Site web", "https://exemple.fr");
    list.press(Kind::button, "Appliquer à 2 clients");
    REQUIRE(list.done.size() == 1);
    CHECK(list.done[0].acts.size() == 2);
    CHECK(list.done[0].title == "Site web\u00A0: https://exemple.fr · 2 clients");
    CHECK(list.db.get(list.garage).website == "https://exemple.fr");
    CHECK(list.db.get(list.menuiserie).website == "https://exemple.fr");
    CHECK(list.db.get(list.hotel).website.empty());
    // The same again changes nothing more.
    list.press(Kind::button, "Modifier…");
    list.choose("Champ", "Site web");
    list.press(Kind::button, "Vider pour 2 clients");
    CHECK(list.db.get(list.garage).website.empty());
    list.press(Kind::button, "Tout désélectionner");
    CHECK_FALSE(list.shows("Sélection\u00A0: 2 clients"));
}

TEST_CASE("client list: what a bulk change cannot take is said at the field, and a required field is not emptied") {
    List list;
    list.press(Kind::checkbox, "Garage Bœuf");
    list.press(Kind::button, "Modifier…");
    list.choose("Champ", "E-mail");
    list.type("E-mail", "sans arobase");
    CHECK(list.find(Kind::button, "Appliquer à 1 client")->disabled);
    list.choose("Champ", "Raison sociale");
    CHECK(list.find(Kind::button, "Vider pour 1 client")->disabled);
    CHECK(list.done.empty());
}

TEST_CASE("client list: selected clients are deleted as one action, by those who may") {
    List list;
    list.press(Kind::checkbox, "Menuiserie Kergoat");
    list.rights = static_cast<std::uint32_t>(Right::edit);
    list.draw();
    CHECK(list.find(Kind::button, "Supprimer")->disabled);
    list.rights = 0xFF;
    list.draw();
    list.press(Kind::button, "Supprimer");
    REQUIRE(list.done.size() == 1);
    CHECK(list.done[0].title == "Suppression\u00A0: 1 client");
    CHECK(list.db.find(list.menuiserie) == nullptr);
}

TEST_CASE("client list: a view is saved, changed, gone back to, updated and deleted") {
    List list;
    list.press(Kind::radio, "Prospects");
    list.press(Kind::columnheader, "Ville");
    list.press(Kind::button, "Vues");
    list.press(Kind::menuitem, "Enregistrer la vue…");
    list.start_typing("Nom de la vue", "À convaincre");
    list.press(Kind::checkbox, "Partagée");
    list.press(Kind::button, "Enregistrer la vue");
    REQUIRE(list.done.size() == 1);
    CHECK(list.done[0].title == "Vue enregistrée\u00A0: À convaincre");
    CHECK(list.find(Kind::button, "À convaincre") != nullptr);

    list.press(Kind::radio, "Tous");
    CHECK(list.find(Kind::button, "À convaincre (modifiée)") != nullptr);
    list.press(Kind::button, "À convaincre (modifiée)");
    list.press(Kind::menuitem, "Revenir à «\u00A0À convaincre\u00A0»");
    CHECK(list.listed() == Names{"Menuiserie Kergoat"});
    CHECK(list.find(Kind::columnheader, "Ville")->sort == 1);

    list.press(Kind::radio, "Tous");
    list.press(Kind::button, "À convaincre (modifiée)");
    list.press(Kind::menuitem, "Mettre à jour «\u00A0À convaincre\u00A0»");
    CHECK(list.find(Kind::button, "À convaincre") != nullptr);
    CHECK(list.listed().size() == 3);
    entered(list.state);
    list.draw();
    CHECK(list.listed().size() == 3);

    list.press(Kind::button, "À convaincre");
    list.press(Kind::menuitem, "Supprimer");
    CHECK(list.find(Kind::button, "Vues") != nullptr);
    CHECK(list.db.table<SavedView>().size() == 0);
}

TEST_CASE("client list: opens with the view that opens first; another member's view only if it is shared") {
    SavedView view;
    view.id.value = {8, 1};
    view.list = "clients";
    view.name = "Inactifs d’abord";
    view.owner = hugo;
    view.opens_first = true;
    view.content = R"({"query": {"conditions": [{"column": "inactive", "test": "is", "values": ["yes"]}]}})";
    for (const bool shared : {false, true}) {
        Stage stage;
        Client client;
        client.id.value = {3, 1};
        client.name = "Hôtel Ferreira";
        client.inactive = true;
        stage.put(client);
        view.shared = shared;
        stage.put(view);
        ClientsState state;
        stage.screen = [&](const Desk& desk, const Box& box, Intents& out) {
            const Area area("content", box, {.scrolls = false});
            clients_ui(desk, state, out);
        };
        stage.draw(2);
        CHECK((stage.find(Kind::row, "Hôtel Ferreira") != nullptr) == shared);
        CHECK((stage.find(Kind::button, "Inactifs d’abord") != nullptr) == shared);
        if (!shared) continue;
        // Whoever may only edit may not change it, but save their own.
        stage.rights = static_cast<std::uint32_t>(Right::edit);
        stage.press(Kind::button, "Inactifs d’abord");
        CHECK(stage.find(Kind::menuitem, "Modifier la vue") == nullptr);
        CHECK(stage.find(Kind::menuitem, "Enregistrer la vue…") != nullptr);
    }
}

TEST_CASE("[IO-13] client list: an export holds the clients and the columns that are shown") {
    List list;
    list.search("garage");
    list.press(Kind::button, "Exporter");
    list.press(Kind::menuitem, "Exporter 1 client affiché");
    REQUIRE(list.files.size() == 1);
    CHECK(list.files[0].name == "liste-clients-2026-11-21.csv");
    const std::string& bytes = list.files[0].bytes;
    CHECK(bytes.find("Référence;Raison sociale;Groupe") != std::string::npos);
    CHECK(bytes.find("Garage Bœuf") != std::string::npos);
    CHECK(bytes.find("Saint-Étienne") != std::string::npos);
    CHECK(bytes.find("SIREN") == std::string::npos);
    CHECK(bytes.find("Kergoat") == std::string::npos);
    list.press(Kind::button, "Exporter");
    list.press(Kind::menuitem, "Tous les champs, à réimporter");
    REQUIRE(list.files.size() == 2);
    CHECK(list.files[1].name == "clients-2026-11-21.csv");
    CHECK(list.files[1].bytes.find("Kergoat") == std::string::npos);
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

TEST_CASE("clients: the page's address names what is searched and filtered, a moment after the last letter") {
    List list;
    list.search("garage");
    list.draw(5);
    CHECK(list.route.query.find("garage") == std::string::npos);
    list.draw(40);
    CHECK(list.route.query == "q=garage&f=inactive:is:no&s=name");
    list.route.query = "f=inactive:is:yes&s=-name";
    list.draw(2);
    CHECK(list.listed() == Names{"Hôtel Ferreira"});
    CHECK(list.state.table.sorts == std::vector<TableSort>{{"name", true}});
}
