// What each row of a client list would do, and what it does.
#include "core/crm/client_import.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "core/command/row_commands.h"
#include "core/command/undo.h"
#include "core/crm/client_import_report.h"
#include "tests/core/crm/import_support.h"

using namespace pupitre;
using namespace pupitre::test;

namespace {

std::string file(const std::string& path) {
    std::ifstream in(std::string(PUPITRE_SOURCE_DIR) + "/" + path, std::ios::binary);
    REQUIRE(in.good());
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string sample() { return file("assets/demo/clients-excel-fr.csv"); }

}  // namespace

TEST_CASE("[IO-05] columns: titles are recognised in French and English, whatever case, accents and punctuation") {
    CHECK(recognise_column("Référence") == SheetColumn::reference);
    CHECK(recognise_column("RAISON SOCIALE") == SheetColumn::name);
    CHECK(recognise_column(" e-mail ") == SheetColumn::email);
    CHECK(recognise_column("N° de TVA intracommunautaire") == std::nullopt);
    CHECK(recognise_column("N° TVA intracommunautaire") == SheetColumn::vat_number);
    CHECK(recognise_column("Tél.") == SheetColumn::phone);
    CHECK(recognise_column("Complément d’adresse") == SheetColumn::complement);
    CHECK(recognise_column("Company name") == SheetColumn::name);
    CHECK(recognise_column("ZIP code") == SheetColumn::postcode);
    CHECK(recognise_column("Couleur préférée") == std::nullopt);
    CHECK(recognise_column("") == std::nullopt);
}

TEST_CASE(
    "[IO-05] columns: a mapping is proposed, unknown columns are left aside, any column can be given another meaning") {
    const CsvTable table = Desk::table_of("Nom;Couleur;Ville;Commune\nA;b;c;d\n");
    ColumnMapping mapping = propose_mapping(table);
    using enum SheetColumn;
    CHECK(mapping == ColumnMapping{name, std::nullopt, city, std::nullopt});
    remap(mapping, 1, city);
    CHECK(mapping == ColumnMapping{name, city, std::nullopt, std::nullopt});
    remap(mapping, 0, std::nullopt);
    CHECK(mapping == ColumnMapping{std::nullopt, city, std::nullopt, std::nullopt});

    const CsvTable people = Desk::table_of("Raison sociale;Nom;Prénom\nA;b;c\n");
    CHECK(propose_mapping(people) == ColumnMapping{name, last_name, first_name});
}

TEST_CASE("[IO-16] import: the sample list, and the same list again changes nothing") {
    Desk desk;
    CHECK(summary(desk.import(sample())) == "new 375, changed 0, unchanged 0, duplicate 4, error 25");
    CHECK(desk.db.table<Client>().size() == 375);
    CHECK(desk.db.table<ClientGroup>().size() == 6);
    const Hash128 digest = desk.db.digest();

    CHECK(summary(desk.import(sample())) == "new 0, changed 0, unchanged 375, duplicate 4, error 25");
    CHECK(desk.db.digest() == digest);
}

TEST_CASE("[IO-06] import: one line makes a client with its person, address, tags and remark") {
    Desk desk;
    desk.import(sample());
    const ClientBundle lambert = desk.bundle("C00001");
    CHECK(lambert.client.name == "Transports Lambert");
    CHECK(lambert.client.siren == "374391506");
    CHECK(lambert.client.inactive);
    CHECK(lambert.client.client_since == Date::from_ymd(2011, 7, 27));
    CHECK(lambert.client.credit_limit == Money{50000, Currency::eur});
    CHECK(lambert.client.balance == Money{1192475, Currency::eur});
    CHECK(desk.db.get(lambert.client.group).name == "SCI");
    REQUIRE(lambert.person.has_value());
    CHECK(lambert.client.main_person == lambert.person->id);
    CHECK(lambert.person->civility == Civility::mister);
    CHECK(lambert.person->full_name() == "Jules Lambert");
    CHECK(lambert.person->job_title == "Comptable");
    CHECK(lambert.person->email == "jules.lambert@exemple.fr");
    CHECK(lambert.person->phone == "+33497566370");
    REQUIRE(lambert.address.has_value());
    CHECK(lambert.address->number == "176 bis");
    CHECK(lambert.address->street == "quai de l'Île");
    CHECK(lambert.address->complement == "BP 40");
    CHECK(lambert.address->postcode == "24330");
    CHECK(lambert.address->city == "Saint-Pierre-de-Chignac");
    CHECK(lambert.address->country == "FR");
    REQUIRE(lambert.remark.has_value());
    CHECK(lambert.remark->text == "=HYPERLINK(\"x\")");
    CHECK(lambert.remark->author.value == anna);

    const ClientBundle schoeller = desk.bundle("C00003");
    CHECK(schoeller.client.name == "Schœller, Guérin et associés");
    CHECK(schoeller.client.client_since == Date::from_ymd(2019, 3, 12));
    CHECK(schoeller.tags.size() == 2);
    CHECK(schoeller.address->country == "FR");
    CHECK(desk.bundle("C00004").client.balance == Money{-13587, Currency::eur});
    CHECK(desk.bundle("C00005").remark->text == "Ligne 1\nLigne 2");
    CHECK(desk.bundle("C00009").client.name == "Nguy?n, Lefèvre et associés");
    CHECK(desk.bundle("C00039").address->postcode == "06450");
    CHECK(desk.client("C00041").parent == desk.client("C00015").id);
}

TEST_CASE("import: reasons of the sample's errors and duplicates") {
    Desk desk;
    const std::vector<RowPlan> rows = desk.plan(sample());
    std::map<std::string, int> reasons;
    for (const RowPlan& row : rows) {
        for (const CellProblem& problem : row.problems) {
            if (problem.is_error)
                ++reasons[std::string(column_key(problem.column)) + ":" + std::string(problem.reason)];
        }
    }
    CHECK(reasons ==
          std::map<std::string, int>{{"email:missing_at", 9}, {"email:several_at", 9}, {"siren:wrong_key", 7}});
    CHECK(rows[13].number == 15);
    CHECK(rows[13].verdict == RowVerdict::error);
    CHECK(rows[13].problems[0].value == "pas d'adresse");
}

TEST_CASE("import: a wrong cell rejects its row, or is left out and kept in a note") {
    const char* text =
        "Référence;Raison sociale;E-mail;Client depuis\nC1;Lambert;pas d'adresse;31/02/2020\n;;a@b.fr;\n";
    Desk strict;
    CHECK(outline(strict.plan(text)) == "2 error email:missing_at client_since:no_such_day; 3 error name:name_missing");

    Desk lenient;
    ClientImportOptions options = lenient.options();
    options.faulty_rows = FaultyRows::leave_cell_out;
    options.correction_note = "À corriger :";
    CHECK(summary(lenient.import(text, options)) == "new 1, changed 0, unchanged 0, duplicate 0, error 1");
    const Client& client = lenient.client("C1");
    CHECK(client.email.empty());
    CHECK_FALSE(client.client_since.has_value());
    lenient.db.for_each<Note>([](const Note& note) { CHECK(note.text == "À corriger : pas d'adresse ; 31/02/2020"); });
    CHECK(lenient.db.table<Note>().size() == 1);
    options.first_id = {999, 1};
    CHECK(summary(lenient.import(text, options)) == "new 0, changed 0, unchanged 1, duplicate 0, error 1");
}

TEST_CASE("import: all of the sample's clients, with the wrong cells left out") {
    Desk desk;
    ClientImportOptions options = desk.options();
    options.faulty_rows = FaultyRows::leave_cell_out;
    CHECK(summary(desk.import(sample(), options)) == "new 400, changed 0, unchanged 0, duplicate 4, error 0");
}

TEST_CASE("[CRM-19] import: the reference decides, then the SIREN, then name and postcode") {
    Desk desk;
    desk.import(
        "Référence;Raison sociale;SIREN;Code postal\n"
        "C1;Lambert;374391506;24330\n"
        ";Benali;;75001\n"
        "C3;Zoé;;\n");
    struct Row {
        const char* what;
        const char* line;
        const char* expected;
    };
    const Row rows[] = {
        {"same reference, other name", "C1;Lambert SARL;;", "2 changed name:Lambert->Lambert SARL"},
        {"other reference, same SIREN", "C9;Autre;374 391 506;", "2 duplicate"},
        {"no reference, same SIREN", ";Lambert;374 391 506;24330", "2 unchanged"},
        {"no reference before: it is given one", "C2;Benali;;75001", "2 changed reference:->C2"},
        {"same name and postcode, other reference", "C9;LAMBERT;;24330", "2 duplicate"},
        {"same name and postcode, other SIREN", "C9;Lambert;732829320;24330", "2 new"},
        {"same name, other postcode", ";Benali;;75002", "2 new"},
        {"same name, no postcode, other reference", "C9;Zoé;;", "2 new"},
        {"same name, no postcode, no reference", ";ZOE;;", "2 changed name:Zoé->ZOE"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        CHECK(outline(desk.plan("Référence;Raison sociale;SIREN;Code postal\n" + std::string(row.line) + "\n")) ==
              row.expected);
    }
}

TEST_CASE("import: rows that repeat an earlier row of the file") {
    Desk desk;
    CHECK(outline(desk.plan("Référence;Raison sociale;SIREN;Code postal\n"
                            "C1;Lambert;374391506;24330\n"
                            "C1;Lambert;374391506;24330\n"
                            "C2;Lambert;374 391 506;24330\n"
                            "C3;lambert;;24330\n"
                            ";Benali;;\n"
                            ";Bénali;;\n")) ==
          "2 new; 3 duplicate of 2; 4 duplicate of 2; 5 duplicate of 2; 6 new; 7 duplicate of 6");
}

TEST_CASE("[CRM-20] import: places of one company share its SIREN when they name their parent or have another SIRET") {
    Desk desk;
    const char* text =
        "Référence;Raison sociale;SIREN;SIRET;Contact parent\n"
        "B1;Lambert Nantes;732829320;;S1\n"
        "S1;Lambert;732829320;73282932000074;\n"
        "B2;Lambert Lyon;732829320;73282932000082;S1\n"
        "B3;Lambert Lille;732829320;;Lambert\n";
    CHECK(outline(desk.plan(text)) == "2 new; 3 new; 4 new; 5 new");
    const char* head_office_first =
        "Référence;Raison sociale;SIREN;SIRET;Contact parent\n"
        "S1;Lambert;732829320;73282932000074;\n"
        "B1;Lambert Nantes;732829320;;S1\n"
        "B2;Lambert Lyon;732829320;73282932000082;S1\n"
        "B3;Lambert Lille;732829320;;Lambert\n";
    CHECK(summary(desk.import(head_office_first)) == "new 4, changed 0, unchanged 0, duplicate 0, error 0");
    CHECK(desk.client("B3").parent == desk.client("S1").id);
    CHECK(summary(desk.import(head_office_first)) == "new 0, changed 0, unchanged 4, duplicate 0, error 0");
}

TEST_CASE("[CRM-21] import: parents may stand further down, circles and unknown parents leave the link out") {
    Desk desk;
    const char* text =
        "Référence;Raison sociale;Contact parent\n"
        "C1;Un;C2\n"
        "C2;Deux;C3\n"
        "C3;Trois;C1\n"
        "C4;Quatre;C4\n"
        "C5;Cinq;C99\n"
        "C6;Six;deux\n";
    CHECK(outline(desk.plan(text)) ==
          "2 new; 3 new; 4 new parent:parent_circle; 5 new parent:parent_circle; 6 new parent:parent_not_found; 7 new");
    desk.import(text);
    CHECK(desk.client("C1").parent == desk.client("C2").id);
    CHECK(desk.client("C2").parent == desk.client("C3").id);
    CHECK(desk.client("C3").parent.is_nil());
    CHECK(desk.client("C6").parent == desk.client("C2").id);
    CHECK(outline(desk.plan("Référence;Raison sociale;Contact parent\nC6;Six;C1\n")) == "2 changed parent:C2->C1");
}

TEST_CASE("import: changed cells change their fields alone, empty cells take nothing away") {
    Desk desk;
    const std::string head =
        "Référence;Raison sociale;Adresse;Code postal;Ville;Pays;Téléphone;E-mail;Prénom;Nom;Tags;Solde;Remarque\n";
    desk.import(
        head +
        "C1;Lambert;3 rue Haute;1000;Bruxelles;Belgique;+32 2 123 45 67;a@b.fr;Jules;Lambert;RH,PDG;1,00;Ancien\n");
    CHECK(desk.bundle("C1").address->postcode == "1000");
    CHECK(outline(desk.plan("Référence;Raison sociale\nC1;Lambert\n")) == "2 unchanged");
    CHECK(outline(desk.plan(head + "C1;Lambert;;;;;;;;;;;\n")) == "2 unchanged");
    CHECK(outline(desk.plan(head + "C1;Lambert;3 rue Haute;;Bruxelles;;;;;;PDG, rh;1;\n")) == "2 unchanged");

    CHECK(summary(desk.import(head + "C1;Lambert;4 rue Basse;;;;;c@d.fr;;Lambart;PDG,Finance;-2,5;Nouveau\n")) ==
          "new 0, changed 1, unchanged 0, duplicate 0, error 0");
    const ClientBundle after = desk.bundle("C1");
    CHECK(after.address->number == "4");
    CHECK(after.address->street == "rue Basse");
    CHECK(after.address->country == "BE");
    CHECK(after.person->full_name() == "Jules Lambart");
    CHECK(after.person->email == "c@d.fr");
    CHECK(after.client.balance == Money{-250, Currency::eur});
    CHECK(after.remark->text == "Nouveau");
    CHECK(record_of(desk.db, after)[SheetColumn::tags] == "Finance,PDG");
    CHECK(desk.db.table<Person>().size() == 1);
    CHECK(desk.db.table<Address>().size() == 1);
    CHECK(desk.db.table<Note>().size() == 1);
}

TEST_CASE("import: the parts that a client lacks are added, notes that people wrote stay") {
    Desk desk;
    desk.import("Référence;Raison sociale;E-mail\nC1;Lambert;a@b.fr\n");
    Note note;
    note.id = {{5, 5}};
    note.client = desk.client("C1").id;
    note.text = "Appeler lundi";
    REQUIRE(desk.execute("note.create", create_args(entity_info<Note>(), &note)).ok());
    CHECK(outline(desk.plan("Référence;Raison sociale;Remarque\nC1;Lambert;Appeler lundi\n")) == "2 unchanged");
    desk.import(
        "Référence;Raison sociale;Prénom;Nom;Fonction;Ville;Remarque\nC1;Lambert;Zoé;Roux;Gérante;Lyon;Autre\n");
    const ClientBundle after = desk.bundle("C1");
    CHECK(after.client.email == "a@b.fr");
    CHECK(after.person->full_name() == "Zoé Roux");
    CHECK(after.client.main_person == after.person->id);
    CHECK(after.address->city == "Lyon");
    CHECK(after.remark->text == "Autre");
    CHECK(desk.db.get(note.id).text == "Appeler lundi");
}

TEST_CASE("import: doubts do not keep a row out") {
    Desk desk;
    CHECK(outline(desk.plan("Raison sociale;Téléphone;Civilité;Tags;Fonction\nLambert;3949;Dr;RH;Gérant\n")) ==
          "2 new phone:phone_not_understood civility:unknown_civility job_title:person_missing tags:person_missing");
    CHECK(outline(desk.plan("Raison sociale;Ville\nLambert;Lyon;Rhône\n")) == "2 error name:too_many_cells");
    CHECK(outline(desk.plan("Raison sociale;Ville\nLambert;Lyon;;\n;;\nBenali\n")) == "2 new; 4 new");
    CHECK(outline(desk.plan("Raison sociale;Pays;Actif;Plafond de crédit\nA;Atlantide;?;1.000\n")) ==
          "2 error country:unknown_country active:not_yes_no credit_limit:ambiguous");
    CHECK(outline(desk.plan("Raison sociale;Mois de clôture;N° TVA\nA;juin;FR83404833048\nB;13;\n")) ==
          "2 new; 3 error year_end_month:not_a_month");
    CHECK(outline(desk.plan("Raison sociale\n" + std::string(301, 'x') + "\n")) ==
          "2 error name:text_too_long name:name_missing");
}

TEST_CASE("import: unknown groups are created by those who may, once") {
    Desk desk;
    const char* text = "Raison sociale;Groupe\nA;BNC\nB;bnc\nC;SCI\n";
    ClientImportOptions options = desk.options();
    options.may_create_groups = false;
    CHECK(outline(desk.plan(text, options)) ==
          "2 new group:group_unknown; 3 new group:group_unknown; 4 new group:group_unknown");
    desk.import(text);
    CHECK(desk.db.table<ClientGroup>().size() == 2);
    CHECK(summary(desk.import(text)) == "new 0, changed 0, unchanged 3, duplicate 0, error 0");
}

TEST_CASE("import: English files with commas") {
    Desk desk;
    CHECK(summary(desk.import(
              "\xEF\xBB\xBF"
              "Customer number,Company name,Postal code,City,Country,First name,Last name,Credit limit,Active\r\n"
              "C1,\"Lambert, sons\",SW1A 1AA,London,United Kingdom,Jules,Lambert,\"1,234.50\",yes\r\n")) ==
          "new 1, changed 0, unchanged 0, duplicate 0, error 0");
    CHECK(desk.client("C1").credit_limit == Money{123450, Currency::eur});
    CHECK(desk.bundle("C1").address->country == "GB");
}

TEST_CASE("import: the rows that were not taken are a list to correct and import again") {
    Desk desk;
    const CsvTable table = Desk::table_of(
        "Référence;Raison "
        "sociale;E-mail;Téléphone\nC1;Lambert;a@@b.fr;'+33497566370\nC2;Benali;b@c.fr;\nC2;Benali;b@c.fr;\n");
    ClientImport import(desk.db, table, propose_mapping(table), desk.options());
    while (import.step(10)) {}
    const std::string report = rows_to_correct(table, import, Texts(Language::french));
    CHECK(report ==
          "\xEF\xBB\xBFRéférence;Raison sociale;E-mail;Téléphone;Ligne du fichier;Verdict;Raisons\r\n"
          "C1;Lambert;a@@b.fr;'+33497566370;2;Erreur;E-mail, Adresse e-mail avec plusieurs @ (a@@b.fr)\r\n"
          "C2;Benali;b@c.fr;;4;Doublon;Répète la ligne 3\r\n");
    std::string corrected = report;
    corrected.replace(corrected.find("a@@b.fr"), 7, "a@b.fr");
    CHECK(outline(desk.plan(corrected)) == "2 new; 3 new");
}

TEST_CASE("[IO-16] import: undo takes the whole import back") {
    Desk desk;
    const Hash128 empty = desk.db.digest();
    desk.import(sample());
    std::reverse(desk.done.begin(), desk.done.end());
    for (const ChangeSet& changes : desk.done) {
        for (Json& args : undo_args(desk.db.schema(), changes)) {
            const Attempt undone = desk.execute("undo", std::move(args));
            REQUIRE(undone.ok());
            CHECK(undone->conflicts.empty());
        }
    }
    CHECK(desk.db.digest() == empty);
}

TEST_CASE("client.import: refusals leave nothing behind") {
    Desk desk;
    const Hash128 before = desk.db.digest();
    const auto code = [&](const char* args) {
        const Attempt attempt = desk.execute("client.import", Json::parse(args));
        REQUIRE_FALSE(attempt.ok());
        CHECK(desk.db.digest() == before);
        return refusal_name(attempt.error().code);
    };
    const std::string id = to_text(Id128{3, 3});
    CHECK(code(R"({"create": 5})") == "malformed_arguments");
    CHECK(code(R"({"create": [5]})") == "malformed_arguments");
    CHECK(code(R"({"create": [{"client": {"name": "A"}}]})") == "malformed_arguments");
    CHECK(code(R"({"change": [{"command": "client.delete", "args": {}}]})") == "malformed_arguments");
    CHECK(code(R"({"change": [5]})") == "malformed_arguments");
    CHECK(code((R"({"create": [{"client": {"id": ")" + id + R"("}}]})").c_str()) == "field_required");
    CHECK(code((R"({"create": [{"client": {"id": ")" + id + R"(", "name": "A", "siren": "123"}}]})").c_str()) ==
          "invalid_value");
}

TEST_CASE("client.import: needs the right to edit") {
    Desk desk;
    Command command;
    command.name = "client.import";
    const Attempt attempt = execute(desk.db, domain_registry(), Context{}, command);
    REQUIRE_FALSE(attempt.ok());
    CHECK(attempt.error().code == RefusalCode::not_permitted);
}
