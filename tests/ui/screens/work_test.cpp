// The work list: groups, filters, finishing from the list.
#include "web-ui/screens/work.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/ui/screens/stage.h"
#include "web-ui/widgets/layout.h"

using namespace pupitre;
using namespace pupitre::ui;
using namespace pupitre::ui::test;
using Kind = mirror::Role;

namespace {

struct List : Stage {
    WorkState state;
    ClientId garage;
    TaskId late, next_week, hugos;

    List() {
        garage = client(1, "Garage Bœuf");
        late = task(1, "Relevé de banque d’octobre", garage, today.plus_days(-8));
        next_week = task(2, "DSN de novembre", garage, today.plus_days(3));
        hugos = task(3, "Acompte d’IS", {}, today.plus_days(40));
        Task changed = db.get(hugos);
        changed.assignee = hugo;
        changed.estimate_minutes = 90;
        put(changed);
        screen = [this](const Desk& desk, const Box& box, Intents& out) {
            const Area area("content", box, {.padding_x = 20, .padding_y = 16, .scrolls = false});
            work_ui(desk, state, out);
        };
        draw(2);
    }
    void project() {
        Project project;
        project.id.value = {6, 1};
        project.title = "Clôture 2026";
        project.client = garage;
        project.responsible = lea;
        put(project);
        draw(2);
    }
    [[nodiscard]] bool lists(std::string_view title) const { return find(Kind::row, title) != nullptr; }
};

}  // namespace

TEST_CASE("[PRJ-35] work list: it opens on the person's own work, in groups by due date with their counts") {
    List list;
    CHECK(list.lists("Relevé de banque d’octobre"));
    CHECK_FALSE(list.lists("Acompte d’IS"));
    CHECK(list.lists("En retard · 1"));
    CHECK(list.lists("Semaine prochaine · 1"));
    CHECK(list.shows("2 éléments"));
}

TEST_CASE("work list: what is late says by how much, in words") {
    List list;
    CHECK(list.shows("ven.\u00A013\u00A0nov. 8 j"));
}

TEST_CASE("[VIEW-06] work list: filtered by one person, by nobody, or for the whole team") {
    List list;
    list.press(Kind::button, "Équipe\u00A0: Léa Moreau");
    list.press(Kind::option, "Hugo Diaz");
    CHECK(list.lists("Acompte d’IS"));
    CHECK_FALSE(list.lists("DSN de novembre"));
    CHECK(list.shows("1 élément · 1\u00A0h\u00A030"));
    list.press(Kind::button, "Équipe\u00A0: Hugo Diaz");
    list.press(Kind::option, "sans responsable");
    CHECK(list.shows("Rien ne correspond"));
    list.press(Kind::button, "Retirer les filtres");
    CHECK(list.lists("Acompte d’IS"));
    CHECK(list.lists("DSN de novembre"));
    CHECK(list.state.list.keep);
}

TEST_CASE("[VIEW-05] work list: the firm's own work and one client's work") {
    List list;
    list.press(Kind::button, "Tout effacer");
    list.press(Kind::button, "Client\u00A0: tous");
    list.press(Kind::option, "Cabinet");
    CHECK(list.lists("Acompte d’IS"));
    CHECK_FALSE(list.lists("DSN de novembre"));
    list.press(Kind::button, "Client\u00A0: Cabinet");
    list.press(Kind::option, "Garage Bœuf");
    CHECK_FALSE(list.lists("Acompte d’IS"));
    CHECK(list.lists("DSN de novembre"));
}

TEST_CASE("[PRJ-33] work list: the box finishes a task and opens it again; what is finished stands last") {
    List list;
    list.press(Kind::checkbox, "Terminer\u00A0: DSN de novembre");
    CHECK(list.db.get(list.next_week).status == WorkStatus::done);
    CHECK(list.db.get(list.next_week).completed_on == today);
    CHECK(list.lists("Terminées · 1"));
    REQUIRE(list.done.size() == 1);
    CHECK(list.done[0].title == "«\u202FDSN de novembre\u202F» terminée");
    list.press(Kind::checkbox, "Terminer\u00A0: DSN de novembre");
    CHECK(list.db.get(list.next_week).status == WorkStatus::to_do);
    CHECK_FALSE(list.lists("Terminées · 1"));
}

TEST_CASE("[VIEW-13] work list: a row opens in the panel; new work begins there") {
    List list;
    list.press(Kind::row, "DSN de novembre");
    CHECK(list.route.panel.table == "task");
    CHECK(list.route.panel.record == list.next_week.value);
    CHECK(list.route.panel.client == list.garage.value);
    list.press(Kind::button, "Projet");
    CHECK(list.route.panel.table == "project");
    CHECK(list.route.panel.record.is_nil());
}

TEST_CASE("[VIEW-07] work list: one kind of work") {
    List list;
    list.project();
    CHECK(list.lists("Clôture 2026"));
    list.press(Kind::button, "Type\u00A0: tous");
    list.press(Kind::option, "Projets");
    CHECK(list.lists("Clôture 2026"));
    CHECK_FALSE(list.lists("DSN de novembre"));
    CHECK(list.shows("1 projet"));
}

TEST_CASE(
    "[VIEW-01, VIEW-08, VIEW-10] work: filters of the list rest in the other displays and say so; all is kept; one "
    "press clears all") {
    List list;
    list.state.list.query.conditions.push_back({"status", ListTest::is, {"in_progress"}});
    list.draw(2);
    CHECK_FALSE(list.lists("DSN de novembre"));
    list.press(Kind::radio, "Grille");
    CHECK(list.lists("DSN de novembre"));
    CHECK_FALSE(list.lists("Acompte d’IS"));  // Whose it is counts everywhere.
    CHECK(list.shows("1 filtre de la liste au repos"));
    WorkState again;
    restore(again, to_json(list.state));
    CHECK(again.list.query == list.state.list.query);
    CHECK(again.display == WorkDisplay::cards);
    CHECK(again.begun);
    restore(again, Json::parse("[1]", nullptr, false));
    CHECK(again.list.query == list.state.list.query);
    list.press(Kind::button, "1 filtre de la liste au repos");
    CHECK(list.state.display == WorkDisplay::list);
    CHECK_FALSE(list.lists("DSN de novembre"));
    list.press(Kind::button, "Tout effacer");
    CHECK(list.lists("DSN de novembre"));
    CHECK(list.lists("Acompte d’IS"));
}

TEST_CASE("[VIEW-02] work: open work as cards in columns; the box finishes, a press opens, arrows change the column") {
    List list;
    list.task(4, "Courrier", list.garage, std::nullopt);
    list.press(Kind::radio, "Grille");
    CHECK(list.shows("En retard · 1"));
    CHECK(list.shows("Cette semaine · 0"));
    CHECK(list.shows("30 prochains jours · 1"));
    CHECK(list.shows("Sans échéance · 1"));
    list.press(Kind::row, "DSN de novembre");
    CHECK(list.route.panel.record == list.next_week.value);
    list.press(Kind::checkbox, "Terminer\u00A0: DSN de novembre");
    CHECK(list.db.get(list.next_week).status == WorkStatus::done);
    CHECK_FALSE(list.lists("DSN de novembre"));
}

TEST_CASE(
    "[VIEW-04] work: a calendar of the month with projects as bars and what series will bring; the keyboard moves a "
    "task") {
    List list;
    Project project;
    project.id.value = {6, 1};
    project.title = "Clôture 2026";
    project.responsible = lea;
    project.starts_on = today.plus_days(-3);
    project.due_on = today.plus_days(6);
    list.put(project);
    list.press(Kind::radio, "Calendrier");
    CHECK(list.shows("Novembre 2026"));
    CHECK(list.find(Kind::button, "DSN de novembre · Garage Bœuf") != nullptr);
    const std::vector<std::string> names = list.names(Kind::button);
    CHECK(std::count(names.begin(), names.end(), "Clôture 2026") == 2);  // Over two weeks.
    list.press(Kind::button, "DSN de novembre · Garage Bœuf");
    CHECK(list.route.panel.record == list.next_week.value);
    // The day by keyboard: from the 21st to the 24th, then into its list.
    list.route.panel = {};
    const mirror::NodeId grid = list.find(Kind::grid, "Journal de bord")->id;
    mirror::tree().report_focus(grid, true);
    for (int day = 0; day < 3; ++day) list.press_key("ArrowRight");
    list.press_key("Enter");
    list.draw(2);
    const mirror::Node* day = list.find(Kind::grid, "mardi 24 novembre 2026 · 2 éléments");
    REQUIRE(day != nullptr);
    mirror::tree().report_focus(day->id, true);
    list.press_key("ArrowRight");
    CHECK(list.db.get(list.next_week).due_on == today.plus_days(4));
    REQUIRE_FALSE(list.done.empty());
    CHECK(list.done.back().title == "«\u202FDSN de novembre\u202F» déplacé au mer.\u00A025\u00A0nov.");
    list.press(Kind::button, "Mois suivant");
    CHECK(list.shows("Décembre 2026"));
    list.press(Kind::radio, "Semaine");
    list.press(Kind::button, "Aujourd’hui");
    CHECK(list.find(Kind::gridcell, "samedi 21 novembre 2026 · 1 élément") != nullptr);
    CHECK(list.find(Kind::gridcell, "lundi 30 novembre 2026") == nullptr);
}

TEST_CASE("work list: ten tasks are finished at once, with one undo; mixed kinds are not") {
    List list;
    list.project();
    list.state.list.table.selected = {to_text(list.late.value), to_text(list.next_week.value)};
    list.draw(2);
    list.press(Kind::button, "Terminer");
    CHECK(list.db.get(list.late).status == WorkStatus::done);
    CHECK(list.db.get(list.next_week).status == WorkStatus::done);
    REQUIRE(list.done.size() == 1);
    CHECK(list.done[0].title == "2 tâches terminées");
    list.state.list.table.selected.insert(to_text(Id128{6, 1}));
    list.draw(2);
    CHECK(list.find(Kind::button, "Terminer")->disabled);
    CHECK(list.find(Kind::button, "Modifier…")->disabled);
}

TEST_CASE("[VIEW-15] work list: the file holds exactly what the list shows; the command says how many") {
    List list;
    list.press(Kind::button, "Autres actions");
    list.press(Kind::menuitem, "Exporter 2 lignes (CSV)");
    REQUIRE(list.files.size() == 1);
    CHECK(list.files[0].bytes.find("DSN de novembre") != std::string::npos);
    CHECK(list.files[0].bytes.find("Acompte") == std::string::npos);
}

TEST_CASE("work: the page's address names filters and display; a link brings them, a damaged one changes nothing") {
    List list;
    list.press(Kind::button, "Équipe\u00A0: Léa Moreau");
    list.press(Kind::option, "Hugo Diaz");
    list.press(Kind::radio, "Calendrier");
    list.draw(40);
    const std::string link = list.route.query;
    CHECK(link == "f=assignee:is:" + to_text(hugo.value) + "&g=when&d=calendar");
    CHECK(to_address(parse_address(to_address(list.route))) == "#/work?" + link);
    // Back to what was shown before, then on again.
    list.route.query = "f=assignee:is:me&g=when&d=list";
    list.draw(2);
    CHECK(list.lists("DSN de novembre"));
    CHECK(list.state.display == WorkDisplay::list);
    list.route.query = link;
    list.draw(2);
    CHECK(list.state.display == WorkDisplay::calendar);
    CHECK(list.state.list.query.conditions.front().values.front() == to_text(hugo.value));
    list.route.query = "f=assignee";
    list.draw(40);
    CHECK(list.route.query == link);
}

TEST_CASE("work: a client request stands among the work with its own state, and opens in the panel") {
    List list;
    ClientRequest request;
    request.id.value = {6, 2};
    request.client = list.garage;
    request.space = PortalId{list.garage.value};
    request.title = "Relevé de mars";
    request.due_on = today.plus_days(2);
    list.put(request);
    RequestTracking tracking = tracking_of(request);
    tracking.responsible = lea;
    list.put(tracking);
    list.draw(2);
    CHECK(list.lists("Relevé de mars"));
    CHECK(list.shows("Brouillon"));
    list.press(Kind::row, "Relevé de mars");
    CHECK(list.route.panel.table == "client_request");
    CHECK(list.route.panel.record == request.id.value);
    list.press(Kind::radio, "Grille");
    CHECK(list.lists("Relevé de mars"));
    list.press(Kind::button, "Autres actions");
    list.press(Kind::menuitem, "Créer une demande client");
    CHECK(list.route.panel.table == "client_request");
    CHECK(list.route.panel.record.is_nil());
}
