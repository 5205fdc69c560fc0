// The team in the settings, in a client's sheet and in a member's panel.
#include "web-ui/screens/team.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/ui/screens/stage.h"
#include "web-ui/screens/client_sheet.h"
#include "web-ui/widgets/layout.h"

using namespace pupitre;
using namespace pupitre::ui;
using namespace pupitre::ui::test;
using Kind = mirror::Role;

namespace {

/// Hugo sees only what is entrusted to him.
struct Team : Stage {
    ClientId garage = client(1, "Garage Bœuf");
    ClientId bakery = client(2, "Boulangerie Pain");
    EntrustedState entrusted;

    Team() {
        TeamMember restricted = db.get(hugo);
        restricted.role = TeamRole::member;
        restricted.restricted = true;
        put(restricted);
    }
    void show(const std::function<void(const Desk&, Intents&)>& part) {
        screen = [part](const Desk& desk, const Box& box, Intents& out) {
            const Area area("content", box, {.padding_x = 20, .padding_y = 16});
            part(desk, out);
        };
        draw(2);
    }
    void show_tab() {
        show([this](const Desk& desk, Intents& out) { team_tab_ui(desk, desk.db.get(garage), out); });
    }
    bool hugo_sees(ClientId id) const { return sees_scope(db, hugo, ScopeId{id.value}); }
    std::string hugo_name() const { return db.get(hugo).full_name(); }
};

}  // namespace

TEST_CASE("[SYS-03] team tab: a box to tick entrusts the file to a restricted member, and again takes it back") {
    Team team;
    team.show_tab();
    const std::string box = "Accès de " + team.hugo_name();
    REQUIRE(team.find(Kind::checkbox, box) != nullptr);
    CHECK(team.find(Kind::checkbox, box)->checked == mirror::State::no);
    CHECK(team.shows("Voit tous les dossiers"));
    team.press(Kind::checkbox, box);
    CHECK(team.hugo_sees(team.garage));
    CHECK(team.find(Kind::checkbox, box)->checked == mirror::State::yes);
    REQUIRE(team.done.size() == 1);
    CHECK(team.done[0].title == "Garage Bœuf\u00A0: dossier confié à " + team.hugo_name());
    team.press(Kind::checkbox, box);
    CHECK_FALSE(team.hugo_sees(team.garage));
    CHECK_FALSE(team.hugo_sees(team.bakery));
}

TEST_CASE("[SYS-03] team tab: who made the client loses its file when the box is cleared, and may get it back") {
    Team team;
    Client own = team.db.get(team.garage);
    own.created_by = hugo;
    team.put(own);
    team.show_tab();
    REQUIRE(team.hugo_sees(team.garage));
    const std::string box = "Accès de " + team.hugo_name();
    team.press(Kind::checkbox, box);
    CHECK_FALSE(team.hugo_sees(team.garage));
    team.press(Kind::checkbox, box);
    CHECK(team.hugo_sees(team.garage));
    team.press(Kind::checkbox, box);
    CHECK_FALSE(team.hugo_sees(team.garage));
}

TEST_CASE("[SYS-03] team tab: who does not manage the firm reads who has access, and ticks nothing") {
    Team team;
    team.rights = static_cast<std::uint32_t>(Right::edit);
    team.show_tab();
    CHECK(team.find(Kind::checkbox, "Accès de " + team.hugo_name()) == nullptr);
    CHECK(team.shows(team.hugo_name() + ", Sans accès"));
}

TEST_CASE("[SYS-03] settings: the members with their roles and how many files are entrusted; a row opens the panel") {
    Team team;
    team.show([](const Desk& desk, Intents& out) { team_ui(desk, out); });
    CHECK(team.shows(team.hugo_name() + ", 0 dossier confié"));
    team.press(Kind::button, team.hugo_name() + ", 0 dossier confié");
    CHECK(team.route.panel.table == "team_member");
    CHECK(team.route.panel.record == hugo.value);
    team.press(Kind::button, "Ajouter un collaborateur");
    CHECK(team.route.panel.record.is_nil());
    team.rights = static_cast<std::uint32_t>(Right::edit);
    team.draw(2);
    CHECK(team.find(Kind::button, "Ajouter un collaborateur") == nullptr);
}

TEST_CASE("[SYS-03] member's panel: files are entrusted from a list of those that are not yet") {
    Team team;
    team.show([&team](const Desk& desk, Intents& out) { entrusted_ui(desk, desk.db.get(hugo), team.entrusted, out); });
    CHECK(team.shows("Rien pour l’instant\u00A0: ce collaborateur ne voit que ce qui est commun au cabinet."));
    team.choose("Confier un dossier", "Garage Bœuf");
    CHECK(team.hugo_sees(team.garage));
    CHECK(team.shows("1 dossier confié"));
    team.choose("Confier un dossier", "Boulangerie Pain");
    CHECK(team.hugo_sees(team.bakery));
    CHECK(team.shows("2 dossiers confiés"));
}
