// Requests in the firm's desk, and the desk of a client's people.
#include "web-ui/screens/requests.h"

#include <doctest/doctest.h>

#include "core/requests/request_commands.h"
#include "tests/ui/screens/stage.h"
#include "web-ui/screens/client_sheet.h"
#include "web-ui/screens/panel.h"
#include "web-ui/screens/portal.h"

using namespace pupitre;
using namespace pupitre::ui;
using pupitre::ui::test::Stage;

namespace {

using Kind = mirror::Role;

ClientRequest shared_request(std::uint64_t id, ClientId client, std::string title) {
    ClientRequest request;
    request.id = {{9, id}};
    request.client = client;
    request.title = std::move(title);
    request.state = RequestState::shared;
    request.space = space_of(request);
    request.due_on = test::today.plus_days(-1);
    return request;
}

}  // namespace

TEST_CASE(
    "[PRJ-05] [PRJ-09] a request is created in the panel at the right, by whoever is responsible for it, and shared") {
    Stage stage;
    const ClientId client = stage.client(1, "Durand");
    PanelState panel;
    stage.screen = [&](const Desk& desk, const Box& box, Intents& out) { panel_ui(desk, box, panel, out); };
    stage.route = {.screen = Screen::client, .record = client.value, .tab = "requests", .panel = {}};
    stage.route.panel = {.table = "client_request", .record = {}, .client = client.value};
    stage.draw(2);
    stage.type("Titre", "Relevé de mars");
    stage.press(Kind::button, "Créer la demande");
    stage.draw(3);
    REQUIRE(stage.db.table<ClientRequest>().size() == 1);
    const ClientRequest made = *static_cast<const ClientRequest*>(stage.db.table<ClientRequest>().at(0));
    CHECK(made.state == RequestState::draft);
    CHECK(stage.db.get(request_tracking_id(made.id)).responsible == test::lea);
    stage.route.panel.record = made.id.value;
    stage.draw(2);
    stage.press(Kind::button, "Partager");
    CHECK(stage.db.get(made.id).state == RequestState::shared);
}

TEST_CASE("[PRJ-38] an overdue request says so in the client's tab") {
    Stage stage;
    const ClientId client = stage.client(1, "Durand");
    stage.put(shared_request(1, client, "Relevé de mars"));
    ClientSheetState sheet;
    stage.screen = [&](const Desk& desk, const Box&, Intents& out) { client_sheet_ui(desk, sheet, out); };
    stage.route = {.screen = Screen::client, .record = client.value, .tab = "requests", .panel = {}};
    stage.draw(2);
    CHECK(stage.shows("Relevé de mars"));
    CHECK(stage.shows("En retard"));
}

TEST_CASE(
    "[DOC-01] [DOC-02] [DOC-08] the portal lists requests, takes an answer, and shows nothing of the firm's desk") {
    Stage stage(390, 844);
    const ClientId client{{5, 1}};
    stage.put(Portal{portal_id(client), client, "Cabinet Hélios", "Durand"});
    stage.put(PortalAccess{PortalAccessId{test::lea.value}, portal_id(client), {}, "Marie", false});
    Changes(stage.db).erase(test::lea);
    stage.put(shared_request(1, client, "Relevé de mars"));
    PortalState state;
    ShellView shell;
    shell.firm = "Cabinet Hélios";
    stage.screen = [&](const Desk& desk, const Box&, Intents& out) {
        portal_ui(desk, shell, ThemeChoice::system, {}, state, out);
    };
    stage.draw(2);
    CHECK(stage.shows("Cabinet Hélios"));
    CHECK(stage.names(Kind::link).empty());
    CHECK(stage.shows("Nouvelle"));
    CHECK(stage.shows("En retard"));
    state.request = {9, 1};
    stage.draw(3);
    CHECK(stage.shows("Relevé de mars"));
    stage.start_typing("Votre réponse", "Le voici.");
    stage.press(Kind::button, "Envoyer la réponse");
    const auto answered = messages_of(stage.db, ClientRequestId{{9, 1}});
    REQUIRE(answered.size() == 1);
    CHECK(answered.front()->text == "Le voici.");
}
