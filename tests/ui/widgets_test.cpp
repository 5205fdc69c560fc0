// Widgets answer mouse, keyboard and assistive technology alike, and say what they are.
#include <array>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/ui/desk_fixture.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/frame.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"
#include "web-ui/widgets/toggles.h"

using namespace pupitre;
using namespace pupitre::ui;
using mirror::Role;
using pupitre::ui::testing::TestDesk;

namespace {

void speak_french() {
    WidgetWords words;
    words.close = "Fermer";
    words.search = "Rechercher";
    words.open_calendar = "Ouvrir le calendrier";
    words.remove = "Retirer";
    words.months[10] = "novembre";
    set_words(words);
}

}  // namespace

TEST_CASE("button: pressed by mouse and by assistive technology, once each") {
    int presses = 0;
    TestDesk desk([&] {
        if (button("save", "Enregistrer")) ++presses;
    });
    desk.press(Role::button, "Enregistrer");
    CHECK(presses == 1);
    desk.activate(Role::button, "Enregistrer");
    CHECK(presses == 2);
    desk.frames(5);
    CHECK(presses == 2);
}

TEST_CASE("button: one that can't be pressed says why and does nothing") {
    int presses = 0;
    TestDesk desk([&] {
        if (button("issue", "Émettre", {.enabled = false, .why_disabled = "Le brouillon est vide."})) ++presses;
    });
    desk.press(Role::button, "Émettre");
    desk.activate(Role::button, "Émettre");
    CHECK(presses == 0);
    CHECK(desk.node(Role::button, "Émettre").disabled);
    CHECK(desk.node(Role::button, "Émettre").description == "Le brouillon est vide.");
}

TEST_CASE("text field: typing changes at once, leaving commits once") {
    std::string name;
    int changed = 0;
    int committed = 0;
    TestDesk desk([&] {
        const Edited edited =
            text_field("name", "Nom", name, {.field = {.hint = "Comme sur les factures.", .required = true}});
        changed += edited.changed ? 1 : 0;
        committed += edited.committed ? 1 : 0;
    });
    CHECK(desk.node(Role::textbox, "Nom").required);
    CHECK(desk.node(Role::textbox, "Nom").description == "Comme sur les factures.");
    desk.type("Nom", "Garage Bœuf");
    CHECK(name == "Garage Bœuf");
    CHECK(changed == 1);
    CHECK(committed == 0);
    desk.leave_field();
    CHECK(committed == 1);
    desk.focus(Role::textbox, "Nom");
    desk.leave_field();
    CHECK(committed == 1);
}

TEST_CASE("text field: Enter commits and submits") {
    std::string name;
    bool submitted = false;
    TestDesk desk([&] {
        const Edited edited = text_field("name", "Nom", name);
        submitted = submitted || (edited.submitted && edited.committed);
    });
    desk.type("Nom", "Benali");
    desk.key("Enter");
    CHECK(submitted);
}

TEST_CASE("text field: an error takes the place of the hint and marks the field") {
    std::string email = "contact@";
    TestDesk desk([&] {
        text_field(
            "email", "E-mail", email,
            {.field = {.hint = "Pour les relances.", .error = "Il manque le domaine."}, .kind = TextKind::email});
    });
    const mirror::Node& node = desk.node(Role::textbox, "E-mail");
    CHECK(node.invalid);
    CHECK(node.description == "Il manque le domaine.");
    CHECK(node.editor.type == "email");
}

TEST_CASE("log-in fields: password managers recognise them") {
    std::string user;
    std::string password;
    TestDesk desk([&] {
        text_field("user", "Adresse e-mail", user, {.kind = TextKind::user_name});
        text_field("password", "Mot de passe", password, {.kind = TextKind::password});
    });
    CHECK(desk.node(Role::textbox, "Adresse e-mail").editor.autocomplete == "username");
    CHECK(desk.node(Role::textbox, "Mot de passe").editor.type == "password");
    CHECK(desk.node(Role::textbox, "Mot de passe").editor.autocomplete == "current-password");
}

TEST_CASE("number field: reads French amounts, keeps the value when it can't") {
    std::optional<std::int64_t> amount;
    TestDesk desk([&] {
        number_field("amount", "Montant", amount,
                     {.amount = true, .suffix = "€", .unreadable = "Montant non compris."});
    });
    struct Row {
        const char* typed;
        std::optional<std::int64_t> read;
    };
    const Row rows[] = {{"1 234,50", 123450}, {"1234.5", 123450}, {"1\u202F234,56", 123456},
                        {"-3", -300},         {"0,07", 7},        {"", std::nullopt}};
    for (const Row& row : rows) {
        CAPTURE(row.typed);
        desk.type("Montant", row.typed);
        CHECK(amount == row.read);
    }
    desk.type("Montant", "12");
    desk.type("Montant", "douze");
    CHECK(amount == 1200);
    desk.leave_field();
    CHECK(desk.node(Role::textbox, "Montant").description == "Montant non compris.");
    desk.type("Montant", "1234567,8");
    desk.leave_field();
    CHECK(desk.node(Role::textbox, "Montant").value == "1\u202F234\u202F567,80");
}

TEST_CASE("number field: in English a comma groups and a point divides") {
    std::optional<std::int64_t> amount;
    std::optional<std::int64_t> days = 12'000;
    TestDesk desk([&] {
        number_field("amount", "Amount", amount, {.amount = true, .language = Language::english, .unreadable = "?"});
        number_field("days", "Days", days, {.language = Language::english, .unreadable = "?"});
    });
    CHECK(desk.node(Role::textbox, "Days").value == "12,000");
    desk.type("Amount", "1,500");
    CHECK(amount == 150'000);
    desk.type("Amount", "-1,234.5");
    CHECK(amount == -123'450);
    desk.leave_field();
    CHECK(desk.node(Role::textbox, "Amount").value == "-1,234.50");
    desk.type("Days", "1.5");
    CHECK(days == 12'000);
    desk.type("Days", "1,500");
    CHECK(days == 1'500);
}

TEST_CASE("date field: typed short, or chosen in the calendar by keyboard") {
    speak_french();
    std::optional<Date> due;
    TestDesk desk([&] { date_field("due", "Échéance", due, {.unreadable = "Date non comprise."}); });
    desk.type("Échéance", "24/11");
    CHECK(due == Date::from_ymd(2026, 11, 24));
    desk.type("Échéance", "31/02/2026");
    CHECK(due == Date::from_ymd(2026, 11, 24));
    desk.leave_field();
    CHECK(desk.node(Role::textbox, "Échéance").invalid);
    desk.type("Échéance", "");
    CHECK(due == std::nullopt);
    desk.leave_field();

    desk.press(Role::button, "Ouvrir le calendrier Échéance");
    desk.frames();
    // November 2026: the 21st is a Saturday; one day on and one week on is Sunday the 29th.
    desk.focus(Role::button, "21 novembre 2026");
    desk.key("ArrowRight");
    desk.focus(Role::button, "22 novembre 2026");
    desk.key("ArrowDown");
    desk.activate(Role::button, "29 novembre 2026");
    CHECK(due == Date::from_ymd(2026, 11, 29));
}

TEST_CASE("choice: opens, moves with the arrows, takes with Enter") {
    std::string state = "prospect";
    int changes = 0;
    const std::vector<Option> options = {{.key = "prospect", .label = "Prospect"},
                                         {.key = "active", .label = "Actif"},
                                         {.key = "archived", .label = "Archivé"}};
    TestDesk desk([&] {
        if (choice("state", "État", state, options)) ++changes;
    });
    CHECK(desk.node(Role::combobox, "État").value == "Prospect");
    desk.press(Role::combobox, "État");
    REQUIRE(desk.count(Role::option) == 3);
    desk.focus(Role::listbox, "État");
    desk.key("ArrowDown");
    desk.key("Enter");
    CHECK(state == "active");
    CHECK(changes == 1);
    desk.frames(3);
    CHECK(desk.count(Role::option) == 0);
    desk.press(Role::combobox, "État");
    desk.press(Role::option, "Archivé");
    CHECK(state == "archived");
}

TEST_CASE("choice: Escape closes and changes nothing") {
    std::string state = "active";
    const std::vector<Option> options = {{.key = "active", .label = "Actif"}, {.key = "archived", .label = "Archivé"}};
    TestDesk desk([&] { (void)choice("state", "État", state, options); });
    desk.activate(Role::combobox, "État");
    REQUIRE(desk.count(Role::option) == 2);
    desk.focus(Role::listbox, "État");
    desk.key("Escape");
    desk.frames(2);
    CHECK(desk.count(Role::option) == 0);
    CHECK(state == "active");
}

TEST_CASE("picker: filters as one types and takes the first with Enter") {
    speak_french();
    std::string person;
    const auto find = [](std::string_view query) {
        std::vector<Option> all = {{.key = "lea", .label = "Léa Moreau"}, {.key = "hugo", .label = "Hugo Delmas"}};
        if (query == "delm") all.erase(all.begin());
        return all;
    };
    TestDesk desk([&] { (void)picker("person", "Responsable", person, find, {.field = {.placeholder = "Personne"}}); });
    desk.press(Role::combobox, "Responsable");
    CHECK(desk.count(Role::option) == 2);
    desk.type("Rechercher", "delm");
    CHECK(desk.count(Role::option) == 1);
    desk.key("Enter");
    CHECK(person == "hugo");
}

TEST_CASE(
    "picker: Enter takes the first that fits, whatever was chosen; out of a narrow column it floats as wide as it is") {
    speak_french();
    std::string country = "FR";
    const auto find = [](std::string_view query) {
        std::vector<Option> all = {{.key = "AD", .label = "Andorre"},
                                   {.key = "BE", .label = "Belgique"},
                                   {.key = "BZ", .label = "Belize"},
                                   {.key = "ES", .label = "Espagne"},
                                   {.key = "FR", .label = "France"}};
        if (query == "bel") return std::vector<Option>{all[1], all[2]};
        return all;
    };
    TestDesk desk([&] {
        Columns pair({1, 5});
        (void)picker("country", "Pays", country, find);
        pair.next();
    });
    desk.press(Role::combobox, "Pays");
    const float option_width = desk.node(Role::option, "Andorre").rect.w;
    CHECK(desk.node(Role::searchbox, "Rechercher").rect.w == doctest::Approx(option_width));
    CHECK(option_width > desk.node(Role::combobox, "Pays").rect.w);
    desk.type("Rechercher", "bel");
    desk.key("Enter");
    CHECK(country == "BE");
}

TEST_CASE("tabs: what does not fit on a phone goes on in the next line, and each can be pressed") {
    std::string key = "a";
    const Option options[] = {{.key = "a", .label = "Général"},   {.key = "b", .label = "Personnes"},
                              {.key = "c", .label = "Adresses"},  {.key = "d", .label = "Notes"},
                              {.key = "e", .label = "Travail"},   {.key = "f", .label = "Équipe"},
                              {.key = "g", .label = "Historique"}};
    TestDesk desk([&] { static_cast<void>(tabs("tabs", "Parties", key, options)); }, 390, 844);
    const mirror::Rect first = desk.node(Role::tab, "Général").rect;
    const mirror::Rect last = desk.node(Role::tab, "Historique").rect;
    CHECK(last.x + last.w <= 390);
    CHECK(last.y >= first.y + first.h);
    desk.press(Role::tab, "Historique");
    CHECK(key == "g");
    desk.press(Role::tab, "Équipe");
    CHECK(key == "f");
}

TEST_CASE("checkbox, switch and chip: their state is told and changes") {
    speak_french();
    bool done = false;
    bool notify = true;
    int removed = 0;
    TestDesk desk([&] {
        (void)checkbox("done", "Ventes rapprochées", done);
        (void)toggle("notify", "Prévenir", notify);
        if (chip("team", "Équipe", "Léa", {.removable = true}).removed) ++removed;
    });
    desk.press(Role::checkbox, "Ventes rapprochées");
    CHECK(done);
    CHECK(desk.node(Role::checkbox, "Ventes rapprochées").checked == mirror::State::yes);
    desk.activate(Role::toggle, "Prévenir");
    CHECK_FALSE(notify);
    desk.press(Role::button, "Retirer Équipe\u00A0: Léa");
    CHECK(removed == 1);
}

TEST_CASE("dialog: stands above the page, Escape closes it") {
    bool asking = true;
    bool deleted = false;
    TestDesk desk([&] {
        (void)button("behind", "Derrière");
        if (!asking) return;
        if (Dialog dialog("delete", "Supprimer ?"); dialog.shown()) {
            paragraph("La fiche sera supprimée.");
            dialog.actions(button_width("Supprimer"));
            if (button("delete", "Supprimer")) deleted = true;
            if (dialog.closed()) asking = false;
        }
    });
    desk.frames(3);
    CHECK(desk.node(Role::dialog, "Supprimer ?").modal);
    CHECK(desk.node(Role::dialog, "Supprimer ?").parent == 0);
    desk.press(Role::button, "Supprimer");
    CHECK(deleted);
    desk.key("Escape");
    CHECK_FALSE(asking);
    desk.frames(2);
    CHECK_FALSE(desk.shows(Role::dialog, "Supprimer ?"));
}

TEST_CASE("dialog: answered by one of its buttons, the page behind works again") {
    bool asking = true;
    int pressed = 0;
    TestDesk desk([&] {
        if (button("behind", "Derrière")) ++pressed;
        if (!asking) return;
        if (Dialog dialog("delete", "Supprimer ?"); dialog.shown()) {
            if (button("cancel", "Garder")) asking = false;
        }
    });
    desk.frames(3);
    desk.press(Role::button, "Derrière");
    CHECK(pressed == 0);
    desk.press(Role::button, "Garder");
    CHECK_FALSE(asking);
    desk.frames(3);
    desk.press(Role::button, "Derrière");
    CHECK(pressed == 1);
}

TEST_CASE("toast: stays ten seconds at least, its action comes back by key") {
    Toasts toasts;
    std::string undone;
    TestDesk desk([&] {
        if (std::string key = toasts_ui(toasts); !key.empty()) undone = key;
    });
    show_toast(toasts, {.key = "archive-1", .words = "Client archivé", .action = "Annuler"});
    desk.frames(3);
    CHECK(desk.shows(Role::status, "Client archivé"));
    desk.wait(10'000);
    desk.frames();
    CHECK(desk.shows(Role::status, "Client archivé"));
    desk.press(Role::button, "Annuler");
    CHECK(undone == "archive-1");
    show_toast(toasts, {.key = "archive-2", .words = "Client archivé", .action = "Annuler"});
    desk.frames();
    desk.wait(13'000);
    desk.frames();
    CHECK_FALSE(desk.shows(Role::status, "Client archivé"));
}
