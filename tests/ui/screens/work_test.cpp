// The work list: groups, filters, finishing from the list.
#include "web-ui/screens/work.h"

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
    [[nodiscard]] bool lists(std::string_view title) const { return find(Kind::row, title) != nullptr; }
};

}  // namespace

TEST_CASE("[PRJ-35] work list: it opens on the person's own work, in groups by due date with their counts") {
    List list;
    CHECK(list.lists("Relevé de banque d’octobre"));
    CHECK_FALSE(list.lists("Acompte d’IS"));
    CHECK(list.lists("En retard · 1"));
    CHECK(list.lists("Semaine prochaine · 1"));
    CHECK(list.shows("2 tâches"));
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
    CHECK(list.shows("1 tâche · 1\u00A0h\u00A030"));
    list.press(Kind::button, "Équipe\u00A0: Hugo Diaz");
    list.press(Kind::option, "sans responsable");
    CHECK(list.shows("Rien ne correspond"));
    list.press(Kind::button, "Retirer les filtres");
    CHECK(list.lists("Acompte d’IS"));
    CHECK(list.lists("DSN de novembre"));
    CHECK(list.state.keep);
}

TEST_CASE("[VIEW-05] work list: the firm's own work and one client's work") {
    List list;
    list.state.filter = {};
    list.draw();
    list.press(Kind::button, "Client\u00A0: tous");
    list.press(Kind::option, "Cabinet");
    CHECK(list.lists("Acompte d’IS"));
    CHECK_FALSE(list.lists("DSN de novembre"));
}

TEST_CASE("work list: the box finishes a task and opens it again") {
    List list;
    list.press(Kind::checkbox, "Terminer\u00A0: DSN de novembre");
    CHECK(list.db.get(list.next_week).status == WorkStatus::done);
    CHECK(list.db.get(list.next_week).completed_on == today);
    CHECK_FALSE(list.lists("DSN de novembre"));
    REQUIRE(list.done.size() == 1);
    CHECK(list.done[0].title == "«\u202FDSN de novembre\u202F» terminée");
    list.press(Kind::button, "Terminées incluses");
    CHECK(list.lists("Terminées · 1"));
    list.press(Kind::checkbox, "Terminer\u00A0: DSN de novembre");
    CHECK(list.db.get(list.next_week).status == WorkStatus::to_do);
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

TEST_CASE("[VIEW-07] work list: projects instead of tasks") {
    List list;
    Project project;
    project.id.value = {6, 1};
    project.title = "Clôture 2026";
    project.client = list.garage;
    project.responsible = lea;
    list.put(project);
    list.press(Kind::radio, "Projets");
    CHECK(list.lists("Clôture 2026"));
    CHECK(list.lists("Sans échéance · 1"));
}

TEST_CASE("[VIEW-08] work list: filtered by state; the choice is kept") {
    List list;
    list.press(Kind::button, "État\u00A0: tous");
    list.press(Kind::option, "En cours");
    CHECK_FALSE(list.lists("DSN de novembre"));
    WorkState again;
    restore(again, to_json(list.state));
    CHECK(again.filter == list.state.filter);
    CHECK(again.begun);
    restore(again, Json::parse("[1]", nullptr, false));
    CHECK(again.filter == list.state.filter);
}
