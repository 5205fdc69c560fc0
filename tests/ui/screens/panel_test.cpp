// The panel: making records, editing them field by field, what is wrong, what is half typed.
#include "web-ui/screens/panel.h"

#include <doctest/doctest.h>

#include "tests/ui/screens/stage.h"

using namespace pupitre;
using namespace pupitre::ui;
using namespace pupitre::ui::test;
using Kind = mirror::Role;

namespace {

struct Panel : Stage {
    PanelState state;
    ClientId garage;

    Panel() {
        garage = client(1, "Garage Bœuf");
        screen = [this](const Desk& desk, const Box&, Intents& out) { panel_ui(desk, {800, 0, 400, 900}, state, out); };
    }
    void open(std::string table, Id128 record = {}, ClientId owner = {}) {
        route.panel = {std::move(table), record, owner.value};
        draw(2);
    }
    [[nodiscard]] const Client* client_named(std::string_view name) const {
        const Client* found = nullptr;
        db.for_each<Client>([&](const Client& row) { found = row.name == name ? &row : found; });
        return found;
    }
};

}  // namespace

TEST_CASE("[CRM-13] panel: compulsory fields are marked; what is missing is said beside the field and summed up") {
    Panel panel;
    panel.open("client");
    const mirror::Node* name = panel.find(Kind::textbox, "Raison sociale");
    REQUIRE(name != nullptr);
    CHECK(name->required);
    CHECK_FALSE(panel.find(Kind::textbox, "SIREN")->required);
    panel.press(Kind::button, "Créer le client");
    CHECK(panel.done.empty());
    name = panel.find(Kind::textbox, "Raison sociale");
    CHECK(name->invalid);
    CHECK(name->description == "Ce champ est obligatoire.");
    CHECK(panel.find(Kind::alert, "À compléter ou à corriger\u00A0: Raison sociale") != nullptr);
}

TEST_CASE("[CRM-12] panel: a client is made with its name alone, and its sheet opens") {
    Panel panel;
    panel.open("client");
    panel.type("Raison sociale", "  Librairie Benali ");
    panel.press(Kind::button, "Créer le client");
    REQUIRE(panel.client_named("Librairie Benali") != nullptr);
    CHECK(panel.route.screen == Screen::client);
    CHECK(panel.route.record == panel.client_named("Librairie Benali")->id.value);
    CHECK_FALSE(panel.route.panel.is_open());
    CHECK(panel.state.drafts.empty());
}

TEST_CASE("[CRM-17] panel: a client is made together with its address and main person") {
    Panel panel;
    panel.open("client");
    panel.type("Raison sociale", "Hôtel Ferreira");
    panel.type("Ville", "Lyon");
    panel.type("Nom", "Ferreira");
    panel.press(Kind::button, "Créer le client");
    const Client* made = panel.client_named("Hôtel Ferreira");
    REQUIRE(made != nullptr);
    REQUIRE(panel.db.find(made->main_person) != nullptr);
    CHECK(panel.db.find(made->main_person)->last_name == "Ferreira");
    REQUIRE(main_address(panel.db, made->id) != nullptr);
    CHECK(main_address(panel.db, made->id)->city == "Lyon");
    CHECK(panel.done.size() == 1);
}

TEST_CASE("panel: numbers are stored in their plain form, a wrong one is refused with the reason") {
    Panel panel;
    panel.open("client");
    panel.type("Raison sociale", "Menuiserie Kergoat");
    panel.type("SIREN", "374 391 507");
    panel.press(Kind::button, "Créer le client");
    CHECK(panel.done.empty());
    CHECK(panel.shows("La clé du numéro est fausse"));
    panel.type("SIREN", " 374 391 506");
    panel.press(Kind::button, "Créer le client");
    REQUIRE(panel.client_named("Menuiserie Kergoat") != nullptr);
    CHECK(panel.client_named("Menuiserie Kergoat")->siren == "374391506");
}

TEST_CASE("[CRM-19] panel: a reference that another client has is refused beside the field") {
    Panel panel;
    Client other = panel.db.get(panel.garage);
    other.reference = "C-001";
    panel.put(other);
    panel.open("client");
    panel.type("Raison sociale", "Autre");
    panel.type("Référence", "C-001");
    panel.press(Kind::button, "Créer le client");
    CHECK(panel.done.empty());
    CHECK(panel.find(Kind::textbox, "Référence")->description ==
          "Cette valeur est déjà utilisée par un autre élément.");
}

TEST_CASE("panel: a field is saved when it is left, with the value seen before, and only then") {
    Panel panel;
    panel.open("client", panel.garage.value);
    panel.start_typing("Téléphone", "04 77 55 02 28");
    CHECK(panel.done.empty());
    mirror::tree().report_focus(0, false);
    panel.draw(2);
    REQUIRE(panel.done.size() == 1);
    CHECK(panel.done[0].acts[0].name == "client.change");
    CHECK(panel.done[0].acts[0].args["set"]["phone"] == Json::array({nullptr, "+33477550228"}));
    CHECK(panel.done[0].title == "Téléphone\u00A0: 04 77 55 02 28");
    CHECK(panel.db.get(panel.garage).phone == "+33477550228");
    CHECK(panel.find(Kind::textbox, "Téléphone")->value == "04 77 55 02 28");
}

TEST_CASE("panel: what can't be saved stays as typed, with the reason, and the other fields are saved") {
    Panel panel;
    panel.open("client", panel.garage.value);
    panel.type("E-mail", "garage");
    CHECK(panel.done.empty());
    CHECK(panel.find(Kind::textbox, "E-mail")->value == "garage");
    CHECK(panel.find(Kind::textbox, "E-mail")->description == "Adresse e-mail sans @");
    panel.type("Site web", "garage.example");
    CHECK(panel.db.get(panel.garage).website == "garage.example");
    panel.type("E-mail", "garage@exemple.fr");
    CHECK(panel.db.get(panel.garage).email == "garage@exemple.fr");
    CHECK_FALSE(panel.find(Kind::textbox, "E-mail")->invalid);
}

TEST_CASE("[CRM-26] panel: suspending asks for the reason and waits for it; lifting it clears the reason") {
    Panel panel;
    panel.open("client", panel.garage.value);
    CHECK(panel.find(Kind::textbox, "Motif de la suspension") == nullptr);
    panel.press(Kind::toggle, "Suspendu");
    CHECK(panel.done.empty());
    REQUIRE(panel.find(Kind::textbox, "Motif de la suspension") != nullptr);
    panel.type("Motif de la suspension", "Trois factures impayées");
    CHECK(panel.db.get(panel.garage).suspended);
    CHECK(panel.db.get(panel.garage).suspension_reason == "Trois factures impayées");
    panel.press(Kind::toggle, "Suspendu");
    CHECK_FALSE(panel.db.get(panel.garage).suspended);
    CHECK(panel.db.get(panel.garage).suspension_reason.empty());
}

TEST_CASE("panel: dates as people type them") {
    Panel panel;
    const TaskId task = panel.task(1, "TVA", panel.garage, std::nullopt);
    panel.open("task", task.value, panel.garage);
    panel.type("Échéance", "+3j");
    CHECK(panel.db.get(task).due_on == today.plus_days(3));
    panel.type("Échéance", "fin de mois");
    CHECK(panel.db.get(task).due_on == Date::from_ymd(2026, 11, 30));
}

TEST_CASE("panel: choosing somebody from the list saves at once") {
    Panel panel;
    const TaskId task = panel.task(1, "TVA", panel.garage, std::nullopt);
    panel.open("task", task.value, panel.garage);
    panel.choose("Responsable", "Hugo Diaz");
    CHECK(panel.db.get(task).assignee == hugo);
}

TEST_CASE("panel: finishing a task by its state notes the day") {
    Panel panel;
    const TaskId task = panel.task(1, "TVA", panel.garage, std::nullopt);
    panel.open("task", task.value, panel.garage);
    panel.choose("État", "Terminée");
    CHECK(panel.db.get(task).completed_on == today);
    panel.choose("État", "En cours");
    CHECK(panel.db.get(task).status == WorkStatus::in_progress);
    CHECK_FALSE(panel.db.get(task).completed_on.has_value());
    panel.press(Kind::button, "Terminer");
    CHECK(panel.db.get(task).status == WorkStatus::done);
}

TEST_CASE("panel: a task's checklist: add, tick, move, rename, delete") {
    Panel panel;
    const TaskId task = panel.task(1, "TVA", panel.garage, std::nullopt);
    panel.open("task", task.value, panel.garage);
    panel.type("Ajouter un point", "Ventes rapprochées");
    panel.type("Ajouter un point", "Télédéclaration envoyée");
    REQUIRE(checklist_of(panel.db, task).size() == 2);
    CHECK(checklist_of(panel.db, task)[0]->client == panel.garage);
    panel.press(Kind::checkbox, "Ventes rapprochées");
    CHECK(checklist_of(panel.db, task)[0]->done);
    CHECK(panel.shows("1 sur 2"));
    panel.press(Kind::button, "Actions");
    panel.press(Kind::menuitem, "Descendre");
    CHECK(checklist_of(panel.db, task)[1]->text == "Ventes rapprochées");
    panel.press(Kind::button, "Actions");
    panel.press(Kind::menuitem, "Renommer");
    panel.type("Point à contrôler", "Envoi");
    CHECK(checklist_of(panel.db, task)[0]->text == "Envoi");
    panel.press(Kind::button, "Actions");
    panel.press(Kind::menuitem, "Supprimer");
    CHECK(checklist_of(panel.db, task).size() == 1);
}

TEST_CASE("panel: a new task takes its checklist along") {
    Panel panel;
    panel.open("task", {}, panel.garage);
    panel.type("Titre", "Bilan");
    panel.type("Ajouter un point", "Stocks");
    panel.press(Kind::button, "Créer la tâche");
    REQUIRE(panel.db.table<Task>().size() == 1);
    const Task& made = *static_cast<const Task*>(panel.db.table<Task>().at(0));
    CHECK(made.client == panel.garage);
    CHECK(made.assignee == lea);
    REQUIRE(checklist_of(panel.db, made.id).size() == 1);
    CHECK(checklist_of(panel.db, made.id)[0]->text == "Stocks");
    CHECK(panel.done.size() == 1);
    CHECK_FALSE(panel.route.panel.is_open());
}

TEST_CASE("panel: half-typed text of a new record survives a reload") {
    std::string kept;
    {
        Panel panel;
        panel.open("task", {}, panel.garage);
        panel.start_typing("Titre", "Bilan à moi");
        CHECK(panel.state.drafts_changed);
        kept = drafts_to_json(panel.state).dump();
    }

    Panel reloaded;
    restore_drafts(reloaded.state, Json::parse(kept, nullptr, false));
    reloaded.open("task", {}, reloaded.garage);
    CHECK(reloaded.find(Kind::textbox, "Titre")->value == "Bilan à moi");
    CHECK(reloaded.shows("Saisie reprise"));
    reloaded.press(Kind::button, "Annuler");
    reloaded.draw(2);
    reloaded.press(Kind::button, "Abandonner");
    CHECK(reloaded.state.drafts.empty());
    restore_drafts(reloaded.state, Json::parse("{\"task/\": 3}", nullptr, false));
    CHECK(reloaded.state.drafts.empty());
}

TEST_CASE("[CRM-45] panel: delete is greyed out when the client is used, and says where") {
    Panel panel;
    panel.task(1, "TVA", panel.garage, std::nullopt);
    panel.open("client", panel.garage.value);
    const mirror::Node* remove = panel.find(Kind::button, "Supprimer");
    REQUIRE(remove != nullptr);
    CHECK(remove->disabled);
    CHECK(panel.shows("Utilisé ailleurs (Tâche)"));
}

TEST_CASE("panel: delete takes the record away and closes") {
    Panel panel;
    const TaskId task = panel.task(1, "TVA", panel.garage, std::nullopt);
    panel.open("task", task.value, panel.garage);
    panel.press(Kind::button, "Supprimer");
    CHECK(panel.db.find(task) == nullptr);
    CHECK_FALSE(panel.route.panel.is_open());
    CHECK(panel.done[0].title == "«\u202FTVA\u202F» supprimé");
}

TEST_CASE("[CRM-22] panel: the client's flag is shown while something is made for it") {
    Panel panel;
    Client flagged = panel.db.get(panel.garage);
    flagged.flag_text = "Appeler avant de passer";
    panel.put(flagged);
    panel.open("note", {}, panel.garage);
    CHECK(panel.shows("Appeler avant de passer"));
    panel.open("task", {}, panel.garage);
    CHECK(panel.shows("Appeler avant de passer"));
}

TEST_CASE("[PPL-04] panel: the first person of a client is its main person") {
    Panel panel;
    panel.open("person", {}, panel.garage);
    panel.type("Nom", "Le Gall");
    panel.press(Kind::button, "Ajouter la personne");
    const Client& client = panel.db.get(panel.garage);
    REQUIRE(panel.db.find(client.main_person) != nullptr);
    panel.open("person", {}, panel.garage);
    panel.type("Nom", "Second");
    panel.press(Kind::button, "Ajouter la personne");
    CHECK(panel.db.find(panel.db.get(panel.garage).main_person)->last_name == "Le Gall");
}

TEST_CASE("panel: somebody who may only read sees no way to change") {
    Panel panel;
    panel.rights = 0;
    panel.open("client", panel.garage.value);
    CHECK(panel.find(Kind::textbox, "Raison sociale")->disabled);
    CHECK(panel.find(Kind::button, "Supprimer")->disabled);
}

TEST_CASE("panel: every table has its words for creating, in both languages") {
    Panel panel;
    for (const char* table :
         {"client", "person", "address", "note", "task", "project", "team_member", "client_group"}) {
        CAPTURE(table);
        panel.open(table, {}, panel.garage);
        CHECK(panel.find(Kind::heading, Texts(Language::french).label("panel.new." + std::string(table))) != nullptr);
        CHECK(panel.find(Kind::button, Texts(Language::french).label("panel.create." + std::string(table))) != nullptr);
    }
}

TEST_CASE("panel: a country is chosen by its name in either language and stored as its code") {
    Panel panel;
    Address address;
    address.id = {{7, 1}};
    address.client = panel.garage;
    address.city = "Namur";
    address.country = "FR";
    panel.put(address);
    panel.open("address", address.id.value, panel.garage);
    CHECK(panel.shows("France"));
    panel.choose("Pays", "Belgique");
    CHECK(panel.db.get(address.id).country == "BE");
    panel.language = Language::english;
    panel.draw(2);
    CHECK(panel.shows("Belgium"));
}

TEST_CASE("panel: the firm's closing days are typed as people write them; what is no list of days is said") {
    Panel panel;
    panel.open("firm", the_firm.value);
    CHECK(panel.find(Kind::button, "Supprimer") == nullptr);
    panel.type("Fermetures du cabinet", "du 24 décembre au 2 janvier\n15/05/2026");
    CHECK(panel.db.get(the_firm).closing_days == "--12-24/--01-02\n2026-05-15");
    CHECK(panel.find(Kind::textbox, "Fermetures du cabinet")->value == "24/12 – 02/01\n15/05/2026");
    panel.type("Jours travaillés malgré tout", "25/05");
    CHECK(panel.find(Kind::textbox, "Jours travaillés malgré tout")->description ==
          "Écrivez l’année\u00A0: 25/05/2026");
    CHECK(panel.db.get(the_firm).worked_days.empty());
    panel.choose("Jours fériés", "Alsace-Moselle");
    CHECK(panel.db.get(the_firm).holidays == holiday_choice(HolidayRegion::fr_alsace_moselle));
    panel.rights = 0;
    panel.draw(2);
    CHECK(panel.find(Kind::textbox, "Nom du cabinet")->disabled);
}

TEST_CASE("panel: business days in a date are the firm's") {
    Panel panel;
    Firm firm = panel.db.get(the_firm);
    firm.closing_days = "2026-11-23";
    panel.put(firm);
    const TaskId task = panel.task(5, "TVA octobre", panel.garage, std::nullopt);
    panel.open("task", task.value);
    panel.type("Échéance", "+1jo");
    CHECK(panel.db.get(task).due_on == Date::from_ymd(2026, 11, 24));
}

TEST_CASE("[PRJ-24] panel: a project is duplicated with its tasks; nothing is kept before it is created") {
    Panel panel;
    Project like;
    like.id.value = {6, 1};
    like.title = "Bilan 2025";
    like.client = panel.garage;
    like.responsible = lea;
    like.starts_on = today;
    panel.put(like);
    const TaskId task = panel.task(1, "Réunir les pièces", panel.garage, today.plus_days(10));
    Task done = panel.db.get(task);
    done.project = like.id;
    done.status = WorkStatus::done;
    panel.put(done);
    panel.open("project", like.id.value);
    panel.press(Kind::button, "Dupliquer");
    panel.draw(2);
    CHECK(panel.shows("1 tâche sera reprise"));
    CHECK(panel.done.empty());
    panel.type("Titre", "Bilan 2026");
    panel.type("Début", "21/11/2027");
    panel.press(Kind::button, "Créer le projet");
    REQUIRE(panel.done.size() == 1);
    CHECK(panel.db.table<Project>().size() == 2);
    std::vector<Task> copies;
    panel.db.for_each<Task>([&](const Task& row) {
        if (row.project != like.id) copies.push_back(row);
    });
    REQUIRE(copies.size() == 1);
    CHECK(copies[0].title == "Réunir les pièces");
    CHECK(copies[0].status == WorkStatus::to_do);
    CHECK(copies[0].due_on == today.plus_days(375));
    CHECK(copies[0].client == panel.garage);
    CHECK(panel.state.drafts.empty());
}

TEST_CASE(
    "[PRJ-37] panel: a project is completed by hand; it says so when its tasks are done, and what is still open") {
    Panel panel;
    Project project;
    project.id.value = {6, 1};
    project.title = "Bilan 2026";
    panel.put(project);
    Task task = panel.db.get(panel.task(1, "Réviser", {}, today));
    task.project = project.id;
    panel.put(task);
    panel.open("project", project.id.value);
    CHECK(panel.shows("0 sur 1 terminées"));
    panel.press(Kind::button, "Terminer");
    REQUIRE(panel.done.size() == 1);
    CHECK(panel.done[0].title == "«\u202FBilan 2026\u202F» terminé · 1 tâche est encore ouverte");
    CHECK(panel.db.get(project.id).status == WorkStatus::done);
    panel.press(Kind::button, "Rouvrir");
    CHECK(panel.db.get(project.id).status == WorkStatus::to_do);
    task.status = WorkStatus::done;
    panel.put(task);
    panel.draw(2);
    CHECK(panel.shows("Toutes les tâches sont terminées\u00A0: le projet peut l’être aussi."));
    panel.press(Kind::button, "Terminer");
    CHECK(panel.done.back().title == "«\u202FBilan 2026\u202F» terminé");
}
