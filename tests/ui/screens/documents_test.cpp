// The documents of a client and the attachments of a task, as a person meets them.
#include "web-ui/screens/documents.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/ui/screens/stage.h"
#include "web-ui/screens/client_sheet.h"
#include "web-ui/screens/panel.h"
#include "web-ui/widgets/layout.h"

using namespace pupitre;
using namespace pupitre::ui;
using namespace pupitre::ui::test;
using Kind = mirror::Role;

namespace {

struct Sheet : Stage {
    ClientSheetState state;
    FileFacts facts;
    ClientId garage;

    explicit Sheet(float width = 1200) : Stage(width) {
        garage = client(1, "Garage Bœuf");
        file_facts = &facts;
        screen = [this](const Desk& desk, const Box& box, Intents& out) {
            const Area area("content", box, {.padding_x = 20, .padding_y = 16});
            client_sheet_ui(desk, state, out);
        };
        route.screen = pupitre::ui::Screen::client;
        route.record = garage.value;
        route.tab = "documents";
    }
    DocumentId document(std::uint64_t id, std::string name, TaskId task = {}) {
        Document row;
        row.id.value = {8, id};
        row.client = garage;
        row.task = task;
        row.name = std::move(name);
        row.hash = std::string(64, 'a');
        row.size_bytes = 2'500'000;
        row.author = lea;
        row.added_at = 1'795'257'600'000 + static_cast<std::int64_t>(id);
        put(row);
        return row.id;
    }
    template <class Wanted>
    const Wanted& last() {
        REQUIRE_FALSE(others.empty());
        REQUIRE(std::holds_alternative<Wanted>(others.back()));
        return std::get<Wanted>(others.back());
    }
};

}  // namespace

TEST_CASE("documents: an empty list invites to add, by a finger also with the camera") {
    Sheet sheet(390);
    sheet.draw(2);
    CHECK(sheet.shows("Aucun document"));
    sheet.press(Kind::button, "Ajouter des documents");
    CHECK(sheet.last<AddFiles>().client == sheet.garage.value);
    CHECK_FALSE(sheet.last<AddFiles>().camera);
    sheet.press(Kind::button, "Prendre une photo");
    CHECK(sheet.last<AddFiles>().camera);
}

TEST_CASE("[DOC-06] documents: name, size, who, when and task stand in the row, the newest first") {
    Sheet sheet;
    const TaskId task = sheet.task(1, "Bilan", sheet.garage, std::nullopt);
    sheet.document(1, "Relevé.pdf");
    sheet.document(2, "Balance.xlsx", task);
    sheet.draw(2);
    const auto rows = sheet.names(Kind::button);
    const auto first = std::ranges::find(rows, "Balance.xlsx");
    const auto second = std::ranges::find(rows, "Relevé.pdf");
    REQUIRE(first != rows.end());
    REQUIRE(second != rows.end());
    CHECK(first < second);
    const mirror::Node* row = sheet.find(Kind::button, "Balance.xlsx");
    REQUIRE(row != nullptr);
    CHECK(row->description == "2,4 Mo · Léa Moreau · 21/11/2026 11:40 · Bilan");
}

TEST_CASE("documents: how far a content is stands beside its name, in words") {
    Sheet sheet;
    const auto say = [&](std::uint64_t id, FileFact fact) {
        const DocumentId made = sheet.document(id, "f" + std::to_string(id) + ".pdf");
        sheet.facts.documents[made.value] = std::move(fact);
    };
    using State = FileFact::State;
    say(1, {.state = State::waiting, .here = true, .ours = true});
    say(2, {.state = State::sending, .here = true, .percent = 45, .ours = true});
    say(3, {.state = State::refused, .why = "infecté (Test FOUND)", .ours = true});
    say(4, {.state = State::awaited});
    say(5, {.state = State::held});
    say(6, {.state = State::fetching, .percent = 30});
    say(7, {.here = true});
    sheet.draw(2);
    CHECK(sheet.find(Kind::button, "f1.pdf, En attente d’envoi") != nullptr);
    CHECK(sheet.find(Kind::button, "f2.pdf, Envoi\u00A0: 45\u00A0%") != nullptr);
    CHECK(sheet.find(Kind::button, "f3.pdf, Refusé") != nullptr);
    CHECK(sheet.find(Kind::button, "f3.pdf, Refusé")->description.starts_with("infecté (Test FOUND) · "));
    CHECK(sheet.find(Kind::button, "f4.pdf, Contenu attendu") != nullptr);
    CHECK(sheet.find(Kind::button, "f5.pdf, En cours de contrôle") != nullptr);
    CHECK(sheet.find(Kind::button, "f6.pdf, Téléchargement\u00A0: 30\u00A0%") != nullptr);
    CHECK(sheet.find(Kind::button, "f7.pdf, Disponible hors ligne") != nullptr);
}

TEST_CASE("[DOC-07] documents: a press shows or downloads, the menu downloads, keeps, sends again") {
    Sheet sheet;
    const DocumentId pdf = sheet.document(1, "Relevé.pdf");
    sheet.draw(2);
    sheet.press(Kind::button, "Relevé.pdf");
    CHECK(sheet.last<FetchFile>().how == FetchFile::How::open);
    CHECK(sheet.last<FetchFile>().document == pdf.value);
    sheet.press(Kind::button, "Actions");
    sheet.press(Kind::menuitem, "Télécharger");
    CHECK(sheet.last<FetchFile>().how == FetchFile::How::save);
    sheet.press(Kind::button, "Actions");
    sheet.press(Kind::menuitem, "Garder hors ligne");
    CHECK(sheet.last<FetchFile>().how == FetchFile::How::keep);
    sheet.facts.documents[pdf.value] = {.state = FileFact::State::fetching, .percent = 10};
    sheet.draw(2);
    sheet.press(Kind::button, "Actions");
    sheet.press(Kind::menuitem, "Arrêter le téléchargement");
    CHECK(sheet.last<StopFetching>().document == pdf.value);
    sheet.facts.documents[pdf.value] = {.state = FileFact::State::refused, .here = true, .ours = true};
    sheet.draw(2);
    sheet.press(Kind::button, "Actions");
    CHECK(sheet.find(Kind::menuitem, "Garder hors ligne") == nullptr);
    sheet.press(Kind::menuitem, "Réessayer l’envoi");
    CHECK(sheet.last<RetryFile>().document == pdf.value);
}

TEST_CASE("documents: a workbook is downloaded by a press, because no browser shows it") {
    Sheet sheet;
    sheet.document(1, "Balance.xlsx");
    sheet.draw(2);
    sheet.press(Kind::button, "Balance.xlsx");
    CHECK(sheet.last<FetchFile>().how == FetchFile::How::save);
}

TEST_CASE("documents: renamed and deleted from the menu, each one action that can be undone") {
    Sheet sheet;
    const DocumentId id = sheet.document(1, "Relevé.pdf");
    sheet.draw(2);
    sheet.press(Kind::button, "Actions");
    sheet.press(Kind::menuitem, "Renommer");
    sheet.type("Nom du document", "Relevé de mai.pdf");
    CHECK(sheet.db.get(id).name == "Relevé de mai.pdf");
    CHECK(sheet.done.back().title == "Nom du document\u00A0: Relevé de mai.pdf");
    sheet.press(Kind::button, "Actions");
    sheet.press(Kind::menuitem, "Supprimer");
    CHECK(sheet.db.find(id) == nullptr);
    CHECK(sheet.done.back().title == "«\u202FRelevé de mai.pdf\u202F» supprimé");
}

TEST_CASE("documents: files that were not taken are named with their reason until they are dismissed") {
    Sheet sheet;
    sheet.facts.problems = {"«\u202Fgrand.mp4\u202F» (31 Mo) dépasse la limite de 30 Mo par fichier."};
    sheet.draw(2);
    CHECK(sheet.shows("dépasse la limite de 30"));
    sheet.press(Kind::button, "Fermer");
    CHECK(std::holds_alternative<DismissFileProblems>(sheet.others.back()));
}

TEST_CASE("documents: who may only read, reads") {
    Sheet sheet;
    sheet.rights = 0;
    sheet.document(1, "Relevé.pdf");
    sheet.draw(2);
    CHECK(sheet.find(Kind::button, "Ajouter des documents") == nullptr);
    sheet.press(Kind::button, "Actions");
    CHECK(sheet.find(Kind::menuitem, "Télécharger") != nullptr);
    CHECK(sheet.find(Kind::menuitem, "Supprimer") == nullptr);
    CHECK(sheet.find(Kind::menuitem, "Renommer") == nullptr);
}

TEST_CASE("documents: a task's panel has its attachments") {
    Stage stage;
    const ClientId garage = stage.client(1, "Garage Bœuf");
    const TaskId task = stage.task(1, "Bilan", garage, std::nullopt);
    DocumentsState state;
    stage.screen = [&](const Desk& desk, const Box& box, Intents& out) {
        const Area area("content", box, {.padding_x = 20, .padding_y = 16});
        attachments_ui(desk, desk.db.get(task), true, state, out);
    };
    stage.draw(2);
    stage.press(Kind::button, "Joindre des fichiers");
    REQUIRE(std::holds_alternative<AddFiles>(stage.others.back()));
    CHECK(std::get<AddFiles>(stage.others.back()).task == task.value);
    CHECK(std::get<AddFiles>(stage.others.back()).client == garage.value);
}

TEST_CASE("documents: a size over a limit never looks like the limit") {
    const Texts french(Language::french);
    CHECK(file_size_words(31'457'280, french) == "30 Mo");
    CHECK(file_size_words(31'457'281, french) == "30,1 Mo");
    CHECK(file_size_words(1'500, french) == "2 ko");
    CHECK(file_size_words(31'457'281, Texts(Language::english)) == "30.1 MB");
}
