// Settings, log-in, and the lists of what waits and what is to be settled, as they are drawn.
#include "web-ui/screens/settings.h"

#include <doctest/doctest.h>

#include "tests/ui/screens/stage.h"
#include "web-ui/screens/pending.h"
#include "web-ui/screens/sign_in.h"
#include "web-ui/widgets/layout.h"

using namespace pupitre;
using namespace pupitre::ui;
using namespace pupitre::ui::test;
using Kind = mirror::Role;

namespace {

template <class Wanted>
const Wanted* asked(const Stage& stage) {
    for (const Intent& intent : stage.others) {
        if (const auto* found = std::get_if<Wanted>(&intent)) return found;
    }
    return nullptr;
}

struct Settings : Stage {
    SettingsView view;
    SettingsState state;
    Settings() {
        route.screen = Screen::settings;
        screen = [this](const Desk& desk, const Box& box, Intents& out) {
            const Area area("content", box, {.padding_x = 20, .padding_y = 16, .scrolls = false});
            settings_ui(desk, view, state, out);
        };
        draw(2);
    }
};

struct LogIn : Stage {
    SignInView view;
    SignInState state;
    LogIn() {
        screen = [this](const Desk& desk, const Box&, Intents& out) { sign_in_ui(view, desk.texts, state, out); };
        draw(2);
    }
};

struct ToSettle : Stage {
    PendingView view;
    ToSettle() {
        screen = [this](const Desk& desk, const Box& box, Intents& out) {
            const Area area("content", box, {.padding_x = 20, .padding_y = 16});
            pending_ui(desk, view, out);
        };
    }
};

}  // namespace

TEST_CASE("sign-in: a device without room says what to do instead of loading for ever") {
    LogIn log_in;
    log_in.view.opening = true;
    log_in.draw(2);
    CHECK(log_in.find(Kind::progressbar, "Chargement des données du cabinet…") != nullptr);
    log_in.view.blocked = Texts(Language::french).label("sign_in.storage.quota");
    log_in.draw(2);
    CHECK(log_in.find(Kind::progressbar, "Chargement des données du cabinet…") == nullptr);
    CHECK(log_in.shows("Libérez de l’espace disque"));
}

TEST_CASE("settings: which device this is, when it last spoke with the host, and how old its data is") {
    constexpr std::int64_t at_ms = 1'795'269'900'000;  // 21 November 2026, 14:05 UTC.
    constexpr std::int64_t hour_ms = 3'600'000;
    const Texts french(Language::french);
    DeviceFacts facts;
    CHECK(device_lines(facts, french, 0).empty());
    facts.id = {0x0123456789abcdef, 0x00112233445566ff};
    facts.now_ms = at_ms + hour_ms;
    CHECK(device_lines(facts, french, 0) == std::vector<std::string>{"Identifiant de cet appareil\u00a0: 4455-66FF",
                                                                     "Aucun contact avec l’hôte pour l’instant"});
    facts.contact_ms = at_ms;
    facts.seq = 1'234;
    CHECK(device_lines(facts, french, 60)[1] == "Dernier contact avec l’hôte\u00a0: 15:05");
    CHECK(device_lines(facts, french, 60)[2] == "Données de l’état n°\u00a01\u202f234, vérifiées il y a 1 heure");
    facts.now_ms = at_ms + 3 * 24 * hour_ms;
    CHECK(device_lines(facts, Texts(Language::english), 0)[2] == "Data of state no. 1,234, checked 3 days ago");
    facts.now_ms = at_ms + 5 * 60'000;
    CHECK(device_lines(facts, Texts(Language::english), 0)[2] == "Data of state no. 1,234, checked 5 minutes ago");

    Settings stage;
    stage.view.device = device_lines(facts, french, 0);
    stage.draw(2);
    CHECK(stage.shows("Identifiant de cet appareil\u00a0: 4455-66FF"));
}

TEST_CASE("settings: language, look, exports and the wish to keep the data") {
    Settings settings;
    settings.press(Kind::radio, "English");
    CHECK(asked<SetLanguage>(settings) != nullptr);
    settings.press(Kind::radio, "Sombre");
    REQUIRE(asked<SetTheme>(settings) != nullptr);
    CHECK(asked<SetTheme>(settings)->theme == ThemeChoice::dark);
    settings.press(Kind::button, "Tout exporter (JSON)");
    REQUIRE(asked<ExportData>(settings) != nullptr);
    CHECK(asked<ExportData>(settings)->form == ExportData::Form::everything_json);
    CHECK(settings.shows("Conservation non garantie"));
    settings.press(Kind::button, "Demander la conservation");
    CHECK(asked<AskPersistence>(settings) != nullptr);
}

TEST_CASE("settings: who the firm is, and the way to its form") {
    Settings settings;
    CHECK(settings.shows("Ceux du pays"));
    CHECK(settings.shows("France"));
    settings.press(Kind::button, "Modifier le cabinet");
    settings.draw(2);
    CHECK(settings.route.panel.table == "firm");
    settings.rights = 0;
    settings.route.panel = {};
    settings.draw(2);
    CHECK(settings.find(Kind::button, "Modifier le cabinet") == nullptr);
    CHECK(settings.find(Kind::button, "Voir le cabinet") != nullptr);
}

TEST_CASE("settings: the example data goes after a question that names what goes") {
    Settings settings;
    settings.view.demo = true;
    settings.view.demo_clients = 400;
    settings.view.demo_tasks = 312;
    settings.view.demo_members = 6;
    settings.route.tab = "demo";
    settings.draw(2);
    CHECK(settings.shows("L’exemple contient 400 clients, 312 tâches dans leurs dossiers et 6 collaborateurs."));
    settings.press(Kind::button, "Retirer les données d’exemple…");
    settings.draw(3);
    CHECK(asked<RemoveDemo>(settings) == nullptr);
    settings.type("Nom du cabinet", "Cabinet Moreau");
    settings.press(Kind::button, "Retirer");
    REQUIRE(asked<RemoveDemo>(settings) != nullptr);
    CHECK(asked<RemoveDemo>(settings)->firm_name == "Cabinet Moreau");
}

TEST_CASE("log-in: both fields are given to password managers, Enter and the button try") {
    LogIn log_in;
    REQUIRE(log_in.find(Kind::textbox, "Mot de passe") != nullptr);
    CHECK(log_in.find(Kind::textbox, "Mot de passe")->editor.type == "password");
    CHECK(log_in.find(Kind::textbox, "Mot de passe")->editor.autocomplete == "current-password");
    CHECK(log_in.find(Kind::textbox, "Adresse e-mail")->editor.autocomplete == "username");
    log_in.type("Adresse e-mail", "lea@moreau.fr");
    log_in.press(Kind::button, "Se connecter");
    CHECK(asked<TrySignIn>(log_in) == nullptr);
    log_in.type("Mot de passe", "secret");
    log_in.press(Kind::button, "Se connecter");
    REQUIRE(asked<TrySignIn>(log_in) != nullptr);
    CHECK(asked<TrySignIn>(log_in)->email == "lea@moreau.fr");
    CHECK(asked<TrySignIn>(log_in)->password == "secret");
}

TEST_CASE("log-in: a problem is said beside the field; the example firm fills the fields") {
    LogIn log_in;
    log_in.view.problem = "L’adresse ou le mot de passe n’est pas bon.";
    log_in.view.demo_email = "lea@exemple.fr";
    log_in.view.demo_password = "pupitre-demo";
    log_in.draw(2);
    CHECK(log_in.find(Kind::textbox, "Mot de passe")->description == log_in.view.problem);
    CHECK(log_in.find(Kind::textbox, "Mot de passe")->invalid);
    log_in.press(Kind::button, "Remplir les champs");
    CHECK(log_in.state.email == "lea@exemple.fr");
    CHECK(log_in.state.password == "pupitre-demo");
}

TEST_CASE("to settle: both values stand side by side and each can be kept") {
    ToSettle stage;
    PendingView::Entry entry;
    entry.command = {8, 1};
    entry.title = "Client «\u202fGarage Bœuf\u202f» · Téléphone";
    entry.contests.push_back({0, "Téléphone", "04", "05", "06", "Léa Moreau, 14:05", false});
    stage.view.entries.push_back(entry);
    stage.draw(2);
    CHECK(stage.shows("À trancher"));
    CHECK(stage.shows("Votre valeur"));
    CHECK(stage.shows("Valeur actuelle"));
    CHECK(stage.shows("06"));
    CHECK(stage.shows("Léa Moreau, 14:05"));
    stage.press(Kind::button, "Garder la mienne");
    REQUIRE(asked<Settle>(stage) != nullptr);
    CHECK(asked<Settle>(stage)->choice == Settle::Choice::keep_mine);
    CHECK(asked<Settle>(stage)->command == Id128{8, 1});
}

TEST_CASE("to settle: a refused change says why, gives its text for copying, and can be tried again or discarded") {
    ToSettle stage;
    PendingView::Entry entry;
    entry.command = {8, 2};
    entry.title = "Client · Téléphone";
    entry.refused = true;
    entry.reason = "Cet élément n’existe plus.";
    entry.text = "Téléphone\u00a0: 05";
    stage.view.entries.push_back(entry);
    stage.draw(2);
    CHECK(stage.shows("Cet élément n’existe plus."));
    stage.press(Kind::button, "Copier le texte");
    REQUIRE(asked<CopyText>(stage) != nullptr);
    CHECK(asked<CopyText>(stage)->text == entry.text);
    stage.press(Kind::button, "Écarter");
    REQUIRE(asked<Settle>(stage) != nullptr);
    CHECK(asked<Settle>(stage)->choice == Settle::Choice::discard);
}

TEST_CASE("pending: an empty list says that everything is sent") {
    ToSettle stage;
    stage.draw(2);
    CHECK(stage.shows("Tout est envoyé"));
    stage.press(Kind::button, "Synchroniser maintenant");
    CHECK(asked<SyncNow>(stage) != nullptr);
}
