// The frame around the screens: navigation, search, account, history, toasts, shortcuts.
#include "web-ui/screens/shell.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/ui/screens/stage.h"
#include "web-ui/widgets/frame.h"

using namespace pupitre;
using namespace pupitre::ui;
using namespace pupitre::ui::test;
using Kind = mirror::Role;

namespace {

struct Shell : Stage {
    ShellState state;
    SyncFacts facts;
    UndoHistory history{domain_schema()};

    explicit Shell(float width = 1440, float height = 900) : Stage(width, height) {
        facts.online = true;
        Firm firm;
        firm.id = the_firm;
        firm.name = "Cabinet Moreau";
        put(firm);
        client(1, "Garage Bœuf");
        client(2, "Librairie Benali");
        screen = [this](const Desk& desk, const Box&, Intents& out) {
            const ShellView view = shell_view(desk, facts);
            const ShellLayout layout = shell_layout(frame().width, frame().height, frame().narrow,
                                                    desk.route.panel.is_open(), view.strips.size());
            shell_ui(desk, view, layout, history, state, out);
            shell_overlays_ui(desk, state, out);
            shell_shortcuts(desk, state, out);
        };
        draw(2);
    }
    template <class Wanted>
    const Wanted* asked() const {
        for (const Intent& intent : others) {
            if (const auto* found = std::get_if<Wanted>(&intent)) return found;
        }
        return nullptr;
    }
};

}  // namespace

TEST_CASE("shell: the navigation leads to each place and says which one is open") {
    Shell shell;
    CHECK(shell.shows("Cabinet Moreau"));
    shell.press(Kind::link, "Clients");
    CHECK(shell.route.screen == Screen::clients);
    REQUIRE(shell.find(Kind::link, "Clients") != nullptr);
    CHECK(shell.find(Kind::link, "Clients")->current == mirror::State::yes);
    CHECK(shell.find(Kind::link, "Clients")->description == "2");
    shell.press(Kind::link, "Paramètres");
    CHECK(shell.route.screen == Screen::settings);
}

TEST_CASE("[PRJ-01] [PRJ-26] shell: one entry leads to the work log, for every member, also one who may only read") {
    for (const std::uint32_t rights : {0xFFU, 0U}) {
        CAPTURE(rights);
        Shell shell;
        shell.rights = rights;
        shell.press(Kind::link, "Clients");
        const auto links = shell.names(Kind::link);
        CHECK(std::ranges::count(links, "Journal de bord") == 1);
        for (const char* other : {"Tâches", "Projets", "Travail", "Demandes"}) {
            CAPTURE(other);
            CHECK(std::ranges::count(links, other) == 0);
        }
        shell.press(Kind::link, "Journal de bord");
        CHECK(shell.route.screen == Screen::work);
    }
}

TEST_CASE("shell: what is to be settled takes the place of what waits") {
    Shell shell;
    CHECK(shell.find(Kind::link, "En attente") != nullptr);
    shell.facts.to_settle = 1;
    shell.draw(2);
    CHECK(shell.find(Kind::link, "En attente") == nullptr);
    shell.press(Kind::link, "À trancher");
    CHECK(shell.route.screen == Screen::pending);
}

TEST_CASE("shell: without the host the card says how much is kept here") {
    Shell shell;
    CHECK_FALSE(shell.shows("Hors ligne"));
    shell.facts.online = false;
    shell.facts.pending = 12;
    shell.draw(2);
    CHECK(shell.shows("Hors ligne"));
    CHECK(shell.shows("12 modifications gardées sur cet appareil, envoyées dès le retour du réseau."));
}

TEST_CASE("shell: typing in the search shows clients and tasks, Enter opens the first one") {
    Shell shell;
    shell.task(5, "Révision du garage", {}, std::nullopt);
    shell.press_key("k", true);
    shell.start_typing("Rechercher partout", "garage");
    shell.draw(3);
    REQUIRE(shell.find(Kind::option, "Garage Bœuf") != nullptr);
    CHECK(shell.find(Kind::option, "Révision du garage") != nullptr);
    CHECK(shell.find(Kind::option, "Librairie Benali") == nullptr);
    shell.press_key("ArrowDown");
    shell.press_key("ArrowUp");
    shell.press_key("Enter");
    CHECK(shell.route.screen == Screen::client);
    CHECK_FALSE(shell.route.record.is_nil());
}

TEST_CASE("shell: Ctrl+K shows what can be done before anything is typed; words of an action find it, Escape closes") {
    Shell shell;
    shell.press_key("k", true);
    shell.draw(3);
    CHECK(shell.find(Kind::option, "Nouvelle tâche") != nullptr);
    CHECK(shell.find(Kind::option, "Aller aux clients")->description == "G C");
    CHECK(shell.find(Kind::option, "Passer en français") == nullptr);
    shell.press_key("Escape");
    shell.draw(3);
    CHECK(shell.find(Kind::option, "Nouvelle tâche") == nullptr);
    shell.start_typing("Rechercher partout", "tache nouv");
    shell.draw(3);
    shell.press(Kind::option, "Nouvelle tâche");
    CHECK(shell.route.panel.table == "task");
    CHECK(shell.route.panel.record.is_nil());
    CHECK(shell.find(Kind::option, "Nouvelle tâche") == nullptr);
    shell.start_typing("Rechercher partout", "sombre");
    shell.draw(3);
    shell.press_key("Enter");
    REQUIRE(shell.asked<SetTheme>() != nullptr);
    CHECK(shell.asked<SetTheme>()->theme == ThemeChoice::dark);
}

TEST_CASE("shell: who may only read is offered no action that changes anything") {
    Shell shell;
    shell.rights = 0;
    shell.press_key("k", true);
    shell.draw(3);
    CHECK(shell.find(Kind::option, "Aller aux clients") != nullptr);
    for (const char* name : {"Nouvelle tâche", "Nouveau client", "Importer des clients", "Modifier le cabinet"}) {
        CAPTURE(name);
        CHECK(shell.find(Kind::option, name) == nullptr);
    }
}

TEST_CASE("shell: the example firm is marked on every screen and leads to its removal") {
    Shell shell;
    Firm firm = shell.db.get(the_firm);
    firm.demo = true;
    shell.put(firm);
    shell.draw(2);
    CHECK(shell.shows("Données d’exemple"));
    shell.press(Kind::button, "Retirer");
    CHECK(shell.route.screen == Screen::settings);
    CHECK(shell.route.tab == "demo");
}

TEST_CASE("shell: a new version waits until the person reloads") {
    Shell shell;
    shell.facts.update_waiting = true;
    shell.draw(2);
    CHECK(shell.shows("Nouvelle version disponible"));
    shell.press(Kind::button, "Recharger");
    CHECK(shell.asked<ApplyUpdate>() != nullptr);
}

TEST_CASE("shell: a toast names the action and takes it back") {
    Shell shell;
    notify(shell.state, "Échéance déplacée au 24/11", "Annuler", Undo{7});
    shell.draw(2);
    CHECK(shell.shows("Échéance déplacée au 24/11"));
    shell.press(Kind::button, "Annuler");
    REQUIRE(shell.asked<Undo>() != nullptr);
    CHECK(shell.asked<Undo>()->action == 7);
}

TEST_CASE("shell: keys go to places, create, undo and redo; single letters can be turned off") {
    Shell shell;
    shell.press_key("g");
    shell.press_key("c");
    CHECK(shell.route.screen == Screen::clients);
    shell.press_key("c");
    CHECK(shell.route.panel.table == "client");
    shell.press_key("Escape");
    CHECK(shell.asked<GoBack>() != nullptr);
    shell.press_key("z", true);
    CHECK(shell.asked<Undo>() != nullptr);
    shell.press_key("y", true);
    CHECK(shell.asked<Redo>() != nullptr);

    shell.route = {};
    shell.state.shortcuts_on = false;
    shell.press_key("c");
    CHECK_FALSE(shell.route.panel.is_open());
}

TEST_CASE("shell: the question mark opens the sheet of shortcuts, Escape closes it") {
    Shell shell;
    shell.press_key("?");
    shell.draw(3);
    CHECK(shell.find(Kind::dialog, "Raccourcis clavier") != nullptr);
    shell.press_key("Escape");
    shell.draw(3);
    CHECK(shell.find(Kind::dialog, "Raccourcis clavier") == nullptr);
}

TEST_CASE("shell: the account's menu changes language and look, and leaves") {
    Shell shell;
    shell.press(Kind::button, "Compte de Léa Moreau");
    shell.draw(2);
    shell.press(Kind::radio, "English");
    REQUIRE(shell.asked<SetLanguage>() != nullptr);
    CHECK(shell.asked<SetLanguage>()->language == Language::english);
    shell.press(Kind::menuitem, "Se déconnecter…");
    CHECK(shell.asked<AskToLeave>() != nullptr);
}

TEST_CASE("history: the list names the last actions, each can be turned") {
    Shell shell;
    ChangeSet change;
    change.rows.push_back({RowChangeKind::insert, domain_schema().index_of<Client>(), {3, 3}, {}});
    shell.history.add("Client créé", 0, {{1, 1}}, std::span(&change, 1));
    const std::uint64_t second = shell.history.add("Téléphone modifié", 0, {{1, 2}}, std::span(&change, 1));
    shell.press(Kind::button, "Dernières actions");
    shell.draw(3);
    CHECK(shell.shows("Client créé"));
    shell.press(Kind::button, "Annuler");
    REQUIRE(shell.asked<Undo>() != nullptr);
    CHECK(shell.asked<Undo>()->action == second);
}

TEST_CASE("shell: a phone has five places at the bottom and no side navigation") {
    Shell shell(390, 844);
    CHECK(shell.names(Kind::link).size() == 5);
    shell.press(Kind::link, "En attente");
    CHECK(shell.route.screen == Screen::pending);
}
