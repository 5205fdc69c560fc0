// Whether a task comes again: the field in the panel, the form behind it, the mark in the list.
#include "web-ui/screens/repeat.h"

#include <doctest/doctest.h>

#include "tests/ui/screens/stage.h"
#include "web-ui/screens/panel.h"

using namespace pupitre;
using namespace pupitre::ui;
using namespace pupitre::ui::test;
using Kind = mirror::Role;

namespace {

struct RepeatPanel : Stage {
    PanelState state;
    TaskId vat;

    explicit RepeatPanel(float height = 2000) : Stage(1200, height) {
        const ClientId garage = client(1, "Garage Bœuf");
        vat = task(1, "TVA", garage, Date::from_ymd(2026, 11, 24));
        screen = [this, height](const Desk& desk, const Box&, Intents& out) {
            panel_ui(desk, {800, 0, 400, height}, state, out);
        };
        route.panel = {std::string(Task::table), vat.value, garage.value};
        draw(2);
    }
    [[nodiscard]] const WorkSeries* series() const { return db.find(db.get(vat).series); }
};

}  // namespace

TEST_CASE("repeat: off at first; turned on, the sentence and the next dates stand in the panel") {
    RepeatPanel panel;
    CHECK(panel.series() == nullptr);
    panel.press(Kind::button, "Ne se répète pas");
    CHECK(panel.shows("Tous les mois, le 24, reporté au jour ouvré suivant"));
    panel.press(Kind::button, "Répéter ainsi");
    REQUIRE(panel.series() != nullptr);
    CHECK(panel.series()->rule == "FREQ=MONTHLY;BYMONTHDAY=24");
    CHECK(panel.find(Kind::button, "Tous les mois, le 24, reporté au jour ouvré suivant") != nullptr);
    CHECK(panel.shows("Prochaines\u00A0: 24/12 · 25/01 (dim.\u00A024 → lun.\u00A025) · 24/02"));
}

TEST_CASE("repeat: the panel scrolls to what was opened") {
    RepeatPanel panel(900);
    panel.press(Kind::button, "Ne se répète pas");
    panel.draw(3);
    const float foot = panel.find(Kind::button, "Supprimer")->rect.y;
    const mirror::Node* save = panel.find(Kind::button, "Répéter ainsi");
    CHECK(save->rect.y + save->rect.h <= foot);
    panel.press(Kind::button, "Voir les 24 prochaines dates");
    panel.draw(3);
    const mirror::Node* dates = panel.find(Kind::list, "Prochaines dates");
    REQUIRE(dates != nullptr);
    constexpr float dates_height = 24 * 18;
    CHECK(dates->rect.y + dates_height <= foot);
}

TEST_CASE("[PRJ-17] repeat: interval, day and end are chosen in the form") {
    RepeatPanel panel;
    panel.press(Kind::button, "Ne se répète pas");
    panel.type("Tous les", "2");
    panel.type("Le", "31");
    panel.choose("Fin", "après un nombre de fois");
    panel.type("Nombre de fois", "6");
    panel.press(Kind::button, "Répéter ainsi");
    REQUIRE(panel.series() != nullptr);
    CHECK(panel.series()->rule == "RSCALE=GREGORIAN;FREQ=MONTHLY;COUNT=6;INTERVAL=2;BYMONTHDAY=31;SKIP=BACKWARD");
}

TEST_CASE("repeat: what can't be is said and nothing is saved; cancelling leaves everything as it was") {
    RepeatPanel panel;
    panel.press(Kind::button, "Ne se répète pas");
    panel.type("Le", "32");
    panel.press(Kind::button, "Répéter ainsi");
    CHECK(panel.series() == nullptr);
    CHECK(panel.shows("Cette règle n’est pas possible\u00A0: vérifiez les nombres et les jours choisis."));
    panel.press(Kind::button, "Annuler");
    CHECK(panel.done.empty());
}

TEST_CASE("repeat: changed, paused, resumed, skipped and ended from the panel") {
    RepeatPanel panel;
    panel.press(Kind::button, "Ne se répète pas");
    panel.press(Kind::button, "Répéter ainsi");
    panel.press(Kind::button, "Tous les mois, le 24, reporté au jour ouvré suivant");
    panel.choose("Fréquence", "chaque trimestre");
    panel.press(Kind::button, "Répéter ainsi");
    CHECK(panel.series()->rule == "FREQ=MONTHLY;BYMONTHDAY=24;BYMONTH=2,5,8,11");
    const auto act = [&](std::string_view action) {
        panel.press(Kind::button, "Actions sur la répétition");
        panel.press(Kind::menuitem, action);
    };
    act("Mettre en pause");
    CHECK(panel.series()->paused_since == today);
    CHECK(panel.shows("En pause depuis le 21/11/2026"));
    act("Reprendre");
    CHECK_FALSE(panel.series()->paused_since.has_value());
    act("Ne plus répéter");
    CHECK(panel.series()->rule == "FREQ=MONTHLY;UNTIL=20261124;BYMONTHDAY=24;BYMONTH=2,5,8,11");
    CHECK(panel.shows("Aucune autre date"));
    act("Sauter cette date");
    CHECK(panel.db.get(panel.vat).status == WorkStatus::cancelled);
}

TEST_CASE("repeat: an uncommon rule is shown in words and stays byte for byte") {
    RepeatPanel panel;
    panel.press(Kind::button, "Ne se répète pas");
    panel.press(Kind::button, "Répéter ainsi");
    WorkSeries series = *panel.series();
    series.rule = "freq=monthly;byday=FR;bymonthday=13";
    panel.put(series);
    panel.draw(2);
    const std::string words = "Tous les mois, le 13 du mois, si c’est un vendredi, reporté au jour ouvré suivant";
    panel.press(Kind::button, words);
    CHECK(panel.shows("Cette règle est gardée telle quelle. Choisissez une autre fréquence pour la remplacer."));
    panel.choose("Création", "Des jours avant l’échéance");
    panel.type("Jours avant l’échéance", "10");
    panel.press(Kind::button, "Répéter ainsi");
    CHECK(panel.series()->rule == "freq=monthly;byday=FR;bymonthday=13");
    CHECK(panel.series()->lead_days == 10);
}

TEST_CASE("repeat: without a due date there is nothing to repeat, and the field says so") {
    RepeatPanel panel;
    Task task = panel.db.get(panel.vat);
    task.due_on.reset();
    panel.put(task);
    panel.draw(2);
    const mirror::Node* field = panel.find(Kind::button, "Ne se répète pas");
    REQUIRE(field != nullptr);
    CHECK(field->disabled);
}
