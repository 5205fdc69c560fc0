// A project in its panel: its tasks, its repetition, for which dates a change holds, and what is asked before it is deleted.
#include <algorithm>

#include <doctest/doctest.h>

#include "core/work/series_commands.h"
#include "tests/ui/screens/stage.h"
#include "web-ui/screens/panel.h"
#include "web-ui/widgets/frame.h"

using namespace pupitre;
using namespace pupitre::ui;
using namespace pupitre::ui::test;
using Kind = mirror::Role;

namespace {

struct ProjectPanel : Stage {
    PanelState state;
    ClientId garage;
    ProjectId closing{{18, 1}};

    ProjectPanel() : Stage(1200, 2600) {
        garage = client(1, "Garage Bœuf");
        TeamMember hugo_row;
        hugo_row.id = hugo;
        hugo_row.first_name = "Hugo";
        hugo_row.last_name = "Martin";
        put(hugo_row);
        Project project;
        project.id = closing;
        project.client = garage;
        project.title = "Clôture";
        project.responsible = hugo;
        project.due_on = Date::from_ymd(2026, 11, 27);
        put(project);
        Task first;
        first.id = {{19, 1}};
        first.client = garage;
        first.project = closing;
        first.title = "Réunir les pièces";
        first.due_on = Date::from_ymd(2026, 11, 10);
        put(first);
        screen = [this](const Desk& desk, const Box&, Intents& out) {
            panel_ui(desk, {800, 0, 400, 2600}, state, out);
        };
        open(closing.value);
    }
    void open(Id128 project) {
        route.panel = {std::string(Project::table), project, garage.value};
        draw(2);
    }
    void repeat() {
        press(Kind::button, "Ne se répète pas");
        press(Kind::button, "Répéter ainsi");
        REQUIRE(db.find(db.get(closing).series) != nullptr);
    }
    [[nodiscard]] std::vector<const Project*> projects() const {
        std::vector<const Project*> all;
        db.for_each<Project>([&](const Project& project) { all.push_back(&project); });
        std::ranges::sort(all, {}, [](const Project* project) { return project->due_on; });
        return all;
    }
    [[nodiscard]] std::size_t task_count() const {
        std::size_t count = 0;
        db.for_each<Task>([&](const Task&) { ++count; });
        return count;
    }
};

}  // namespace

TEST_CASE("[PRJ-10] project: its tasks stand in its panel, are ticked off, opened and added there") {
    ProjectPanel panel;
    CHECK(panel.shows("0 sur 1 terminées"));
    panel.press(Kind::checkbox, "Terminer\u00A0: Réunir les pièces");
    CHECK(panel.db.get(TaskId{{19, 1}}).status == WorkStatus::done);
    panel.type("Ajouter une tâche", "Réviser");
    panel.draw(2);
    CHECK(panel.shows("1 sur 2 terminées"));
    const Task* added = nullptr;
    panel.db.for_each<Task>([&](const Task& task) {
        if (task.title == "Réviser") added = &task;
    });
    REQUIRE(added != nullptr);
    CHECK(added->project == panel.closing);
    CHECK(added->client == panel.garage);
    CHECK(added->assignee == hugo);
    CHECK(added->due_on == Date::from_ymd(2026, 11, 27));
    panel.press(Kind::button, "Réviser, ven.\u00A027\u00A0nov.");
    CHECK(panel.route.panel.table == Task::table);
    CHECK(panel.route.panel.record == added->id.value);
}

TEST_CASE("[PRJ-12] project: made in the panel with its tasks, then it may repeat") {
    ProjectPanel panel;
    panel.open({});
    panel.type("Titre", "Bilan 2026");
    panel.type("Échéance", "31/03/2027");
    panel.type("Ajouter une tâche", "Inventaire");
    panel.type("Ajouter une tâche", "Révision");
    panel.press(Kind::button, "Créer le projet");
    panel.draw(2);
    const auto made = panel.projects();
    REQUIRE(made.size() == 2);
    CHECK(made[1]->title == "Bilan 2026");
    CHECK(made[1]->client == panel.garage);
    CHECK(panel.db.ids_with<&Task::project>(made[1]->id).size() == 2);
    // One action, undone at once.
    CHECK(panel.done.back().acts.size() == 3);
    CHECK(panel.route.panel.record == made[1]->id.value);
    CHECK(panel.find(Kind::button, "Ne se répète pas") != nullptr);
}

TEST_CASE(
    "[PRJ-22] [PRJ-13] [PRJ-14] project: edited in the panel, given to a member, for a client or the firm itself") {
    ProjectPanel panel;
    const ClientId other = panel.client(2, "Pressing Benali");
    TeamMember lea_row;
    lea_row.id = lea;
    lea_row.first_name = "Léa";
    lea_row.last_name = "Moreau";
    panel.put(lea_row);
    panel.draw(2);
    panel.type("Titre", "Clôture annuelle");
    panel.type("Échéance", "15/12/2026");
    panel.choose("Responsable", "Léa Moreau");
    CHECK(panel.db.get(panel.closing).title == "Clôture annuelle");
    CHECK(panel.db.get(panel.closing).due_on == Date::from_ymd(2026, 12, 15));
    CHECK(panel.db.get(panel.closing).responsible == lea);
    panel.choose("Client", "Pressing Benali");
    CHECK(panel.db.get(panel.closing).client == other);
    CHECK(panel.db.get(TaskId{{19, 1}}).client == other);
    panel.press(Kind::button, words().clear + " Client");
    CHECK(panel.db.get(panel.closing).client.is_nil());
    CHECK(panel.db.get(TaskId{{19, 1}}).client.is_nil());
}

TEST_CASE("[VIEW-13] project: what was typed is thrown away only when that is confirmed; closing keeps it") {
    ProjectPanel panel;
    panel.open({});
    panel.press(Kind::button, "Annuler");
    CHECK_FALSE(panel.route.panel.is_open());  // Nothing was typed.
    panel.open({});
    panel.type("Ajouter une tâche", "Inventaire");
    panel.press(Kind::button, "Annuler");
    panel.draw(2);
    panel.press(Kind::button, "Continuer la saisie");
    CHECK(panel.shows("Inventaire"));
    panel.draw(3);
    panel.press(Kind::button, words().close);
    CHECK_FALSE(panel.route.panel.is_open());
    CHECK_FALSE(panel.state.drafts.empty());
    panel.open({});
    CHECK(panel.shows("Inventaire"));
    panel.press(Kind::button, "Annuler");
    panel.draw(2);
    panel.press(Kind::button, "Abandonner");
    CHECK_FALSE(panel.route.panel.is_open());
    CHECK(panel.state.drafts.empty());
}

TEST_CASE("[PRJ-16] project: the switch to repeat stands in its panel and shows the next dates") {
    ProjectPanel panel;
    panel.repeat();
    CHECK(panel.find(Kind::button, "Tous les mois, le 27, reporté au jour ouvré suivant") != nullptr);
    CHECK(panel.shows(
        "Prochaines\u00A0: 28/12 (dim.\u00A027 → lun.\u00A028) · 27/01 · 01/03 (sam.\u00A027 → lun.\u00A01ᵉʳ)"));
}

TEST_CASE("[PRJ-21] project: a change holds for this date, or for the following as well; finished ones stay") {
    ProjectPanel panel;
    panel.repeat();
    panel.type("Titre", "Clôture de novembre");
    CHECK(panel.done.back().title == "Titre\u00A0: Clôture de novembre · Cette date");
    panel.press(Kind::button, "Terminer");
    panel.draw(2);
    REQUIRE(panel.projects().size() == 2);
    CHECK(panel.projects()[1]->title == "Clôture");
    const ProjectId december = panel.projects()[1]->id;

    panel.open(december.value);
    panel.press(Kind::radio, "Celle-ci et les suivantes");
    panel.type("Titre", "Clôture et TVA");
    panel.press(Kind::button, "Terminer");
    panel.draw(2);
    REQUIRE(panel.projects().size() == 3);
    CHECK(panel.projects()[2]->title == "Clôture et TVA");
    CHECK(panel.projects()[0]->title == "Clôture de novembre");
    // A finished one has nothing to choose.
    CHECK(panel.find(Kind::radio, "Cette date") == nullptr);
}

TEST_CASE("[PRJ-25] project: deleting asks, says how many tasks go with it, and can be left") {
    ProjectPanel panel;
    panel.press(Kind::button, "Supprimer");
    panel.draw(2);
    CHECK(panel.shows("1 tâche de ce projet sera supprimée avec lui."));
    CHECK(panel.db.find(panel.closing) != nullptr);
    panel.press(Kind::button, "Ne pas supprimer");
    panel.draw(2);
    CHECK_FALSE(panel.shows("1 tâche de ce projet sera supprimée avec lui."));
    CHECK(panel.db.find(panel.closing) != nullptr);
    panel.press(Kind::button, "Supprimer");
    panel.draw(2);
    CHECK(panel.find(Kind::dialog, "Supprimer «\u202FClôture\u202F»\u202F?") != nullptr);
    panel.press(Kind::button, "Oui, supprimer");
    CHECK(panel.db.find(panel.closing) == nullptr);
    CHECK(panel.task_count() == 0);
    CHECK_FALSE(panel.route.panel.is_open());
}

TEST_CASE("[PRJ-21] project: deleted for this date the next one comes; with the following the series ends") {
    ProjectPanel panel;
    panel.repeat();
    const WorkSeriesId series = panel.db.get(panel.closing).series;
    panel.press(Kind::button, "Supprimer");
    panel.draw(2);
    panel.press(Kind::button, "Cette date");
    REQUIRE(panel.projects().size() == 1);
    const Project december = *panel.projects()[0];
    CHECK(december.due_on == Date::from_ymd(2026, 12, 28));
    CHECK(panel.task_count() == 1);

    panel.open(december.id.value);
    panel.press(Kind::button, "Supprimer");
    panel.draw(2);
    panel.press(Kind::button, "Celle-ci et les suivantes");
    CHECK(panel.projects().empty());
    CHECK(panel.db.get(series).rule.find("UNTIL") != std::string::npos);
}
