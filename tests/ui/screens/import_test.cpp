// The import screen: from a file to rows with verdicts, to clients, and back.
#include "web-ui/screens/import.h"

#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "tests/ui/screens/stage.h"
#include "web-ui/widgets/layout.h"

using namespace pupitre;
using namespace pupitre::ui;
using namespace pupitre::ui::test;
using Kind = mirror::Role;

namespace {

struct Import : Stage {
    ImportState state;

    Import() {
        screen = [this](const Desk& desk, const Box& box, Intents& out) {
            const Area area("content", box, {.padding_x = 20, .padding_y = 16, .scrolls = false});
            import_ui(desk, state, out);
        };
        draw(2);
    }
    void drop(std::string name, std::string_view bytes) {
        with_desk([&](const Desk& desk) { import_file_arrived(state, desk, std::move(name), bytes); });
        plan();
    }
    void plan() {
        bool more = true;
        while (more) {
            draw();
            with_desk([&](const Desk& desk) { more = import_step(state, desk); });
        }
        draw(2);
    }
    /// What the application does after RunImport.
    void run() {
        for (;;) {
            std::optional<Do> next;
            with_desk([&](const Desk& desk) { next = import_next_batch(state, desk); });
            if (!next) break;
            const Do deed = *next;
            screen_deed(deed);
            draw();
        }
        with_desk([&](const Desk& desk) {
            import_finished(state, desk, refused ? std::optional(refused->refusal) : std::nullopt);
        });
        draw(2);
    }
    void screen_deed(const Do& deed) {
        const DrawScreen kept = screen;
        bool given = false;
        screen = [&](const Desk& desk, const Box& box, Intents& out) {
            kept(desk, box, out);
            if (!given) out.push_back(deed);
            given = true;
        };
        draw();
        screen = kept;
    }
};

std::string sample() {
    std::ifstream in(std::string(PUPITRE_SOURCE_DIR) + "/assets/demo/clients-excel-fr.csv", std::ios::binary);
    REQUIRE(in.good());
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("[IO-04] import screen: it asks for a file") {
    Import import;
    CHECK(import.shows("Déposez votre liste de clients ici"));
    import.press(Kind::button, "Choisir un fichier…");
    REQUIRE(import.others.size() == 1);
    CHECK(std::holds_alternative<PickFile>(import.others[0]));
}

TEST_CASE("import screen: a file that is no list says what to do, and nothing is lost") {
    Import import;
    import.drop("photo.png", std::string("\x89PNG\0\0\0\x01", 8));
    CHECK(import.state.stage == ImportStage::choose);
    CHECK(import.shows("photo.png"));
    CHECK(import.shows("Ce fichier n’est pas un texte"));
    import.drop("vide.csv", "");
    CHECK(import.shows("Le fichier est vide"));
    import.drop("titres.csv", "Raison sociale;SIREN\n");
    CHECK(import.shows("Le fichier n’a qu’une ligne"));
    CHECK(import.state.stage == ImportStage::choose);
}

TEST_CASE(
    "[IO-16] import screen: a verdict per row, counts, a filter, then one action; the same file again changes "
    "nothing") {
    Import import;
    import.drop("clients.csv", sample());
    REQUIRE(import.state.stage == ImportStage::ready);
    CHECK(import.shows("point-virgule"));
    CHECK(import.shows("404 lignes"));
    const ImportCounts first = import.state.counts;
    CHECK(first.fresh > 350);
    CHECK(first.error > 0);
    CHECK(import.find(Kind::button, "Importer " + std::to_string(first.fresh) + " clients") != nullptr);
    import.press(Kind::button, "Erreurs · " + std::to_string(first.error));
    CHECK(import.state.shown_rows.size() == first.error);
    import.press(Kind::button, "Importer " + std::to_string(first.fresh) + " clients");
    REQUIRE(import.others.size() == 1);
    CHECK(std::holds_alternative<RunImport>(import.others[0]));
    import.run();
    CHECK(import.state.stage == ImportStage::done);
    CHECK(import.db.table<Client>().size() == first.fresh);
    CHECK(import.shows("Import terminé"));
    import.drop("clients.csv", sample());
    CHECK(import.state.counts.fresh == 0);
    CHECK(import.state.counts.changed == 0);
    CHECK(import.state.counts.unchanged == first.fresh);
}

TEST_CASE("import screen: what changes is told field by field; a repeated row names the first one") {
    Import import;
    ClientId id = import.client(1, "Garage Bœuf");
    Client client = import.db.get(id);
    client.reference = "C1";
    import.put(client);
    import.drop("clients.csv", "Référence;Raison sociale;E-mail du client\nC1;Garage Boeuf;\nC2;Neuf;\nC2;Neuf;\n");
    CHECK(import.state.counts.changed == 1);
    CHECK(import.shows("Raison sociale\u00A0: Garage Bœuf → Garage Boeuf"));
    CHECK(import.state.counts.duplicate == 1);
    CHECK(import.shows("Répète la ligne 3"));
}

TEST_CASE("[IO-05] import screen: a column can be given another meaning, and the rows are looked at anew") {
    Import import;
    import.drop("clients.csv", "Raison sociale;Truc\nGarage;Lyon\n");
    CHECK(import.state.counts.fresh == 1);
    import.press(Kind::tab, "Colonnes");
    REQUIRE(import.find(Kind::combobox, "Signification de «\u202FTruc\u202F»") != nullptr);
    CHECK(import.find(Kind::combobox, "Signification de «\u202FTruc\u202F»")->value == "— laissée de côté");
    import.choose("Signification de «\u202FTruc\u202F»", "Ville");
    import.plan();
    CHECK(import.state.mapping[1] == SheetColumn::city);
    import.choose("Signification de «\u202FRaison sociale\u202F»", "— laissée de côté");
    import.plan();
    CHECK(import.shows("Aucune colonne n’indique la raison sociale"));
}

TEST_CASE("import screen: the report is a file with a line per row") {
    Import import;
    import.drop("clients.csv", "Raison sociale;SIREN\nGarage;123\n");
    CHECK(import.state.counts.error == 1);
    import.press(Kind::button, "Rapport");
    REQUIRE(import.files.size() == 1);
    CHECK(import.files[0].bytes.find("Erreur;Garage") != std::string::npos);
}

TEST_CASE("import screen: data that changes meanwhile makes the plan anew") {
    Import import;
    import.drop("clients.csv", "Raison sociale;Référence\nGarage;C1\n");
    CHECK(import.state.counts.fresh == 1);
    Client client;
    client.id.value = {2, 9};
    client.name = "Garage";
    client.reference = "C1";
    import.put(client);
    import.plan();
    CHECK(import.state.counts.fresh == 0);
    CHECK(import.state.counts.unchanged == 1);
}

TEST_CASE("import screen: reading can be cancelled") {
    Import import;
    import.with_desk([&](const Desk& desk) { import_file_arrived(import.state, desk, "clients.csv", sample()); });
    import.draw(2);
    CHECK(import.find(Kind::progressbar, "Lecture du fichier") != nullptr);
    import.press(Kind::button, "Annuler");
    CHECK(import.state.stage == ImportStage::choose);
}
