// The list that goes out, and that it comes back as it went.
#include "core/crm/client_export.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "core/command/row_commands.h"
#include "tests/core/crm/import_support.h"

using namespace pupitre;
using namespace pupitre::test;

namespace {

std::string sample() {
    std::ifstream in(std::string(PUPITRE_SOURCE_DIR) + "/assets/demo/clients-excel-fr.csv", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// All values of clients and of what stands on their lines, without ids: to compare two databases.
std::vector<ClientRecord> records(const Database& db) {
    std::vector<ClientRecord> all;
    for (const ClientId client : all_clients(db)) all.push_back(record_of(db, client_bundle(db, client)));
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.cells < b.cells; });
    return all;
}

bool same_records(const Database& a, const Database& b) {
    const auto left = records(a);
    const auto right = records(b);
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const auto& x, const auto& y) { return x.cells == y.cells; });
}

std::string line(const std::string& text, std::size_t number) {
    const CsvTable table = Desk::table_of(text);
    std::string joined;
    for (std::size_t column = 0; column < table.column_count(number); ++column) {
        if (column > 0) joined += '|';
        joined += table.cell(number, column);
    }
    return joined;
}

}  // namespace

TEST_CASE("export: the titles are recognised when the list comes back, in both languages") {
    for (const Language language : {Language::french, Language::english}) {
        const Texts texts(language);
        for (const SheetColumn column : sheet_columns()) {
            const std::string title(texts.label("sheet." + std::string(column_key(column))));
            CAPTURE(title);
            CHECK(recognise_column(title) == column);
        }
    }
}

TEST_CASE("[IO-14] export: what Excel FR opens") {
    Desk desk;
    desk.import(sample());
    const std::string text = export_clients(desk.db, Language::french);
    CHECK(
        text.starts_with("\xEF\xBB\xBFRéférence;Raison sociale;SIREN;Groupe;Adresse;Complément;Code postal;Ville;Pays;"
                         "Téléphone;E-mail;Civilité;Prénom;Nom;Fonction;Tags;Client depuis;Plafond de crédit;Solde;"
                         "Actif;Contact parent;Remarque;"));
    CHECK(
        line(text, 1).starts_with("C00001|Transports Lambert|374391506|SCI|176 bis quai de l'Île|BP 40|24330|"
                                  "Saint-Pierre-de-Chignac|FR|'+33497566370|jules.lambert@exemple.fr|M.|Jules|Lambert|"
                                  "Comptable||27/07/2011|500,00|11924,75|Non||'=HYPERLINK(\"x\")|"));
    CHECK(line(text, 4).find("|-135,87|Oui|") != std::string::npos);
    const CsvTable table = Desk::table_of(text);
    CHECK(table.row_count() == 376);
    for (std::size_t row = 1; row < table.row_count(); ++row) {
        for (std::size_t column = 0; column < table.column_count(row); ++column) {
            const std::string_view cell = table.cell(row, column);
            const bool amount = column == 17 || column == 18;
            if (!cell.empty() && !amount)
                CHECK(std::string_view("=+-@\t\r").find(cell.front()) == std::string_view::npos);
        }
    }
}

TEST_CASE("[IO-16] export: a list that comes back unchanged changes nothing") {
    Desk desk;
    desk.import(sample());
    const Hash128 digest = desk.db.digest();
    for (const Language language : {Language::french, Language::english}) {
        const std::string text = export_clients(desk.db, language);
        CHECK(summary(desk.import(text)) == "new 0, changed 0, unchanged 375, duplicate 0, error 0");
        CHECK(desk.db.digest() == digest);
    }
}

TEST_CASE("export: into an empty firm, the list gives the same clients") {
    Desk desk;
    desk.import(sample());
    for (const Language language : {Language::french, Language::english}) {
        Desk other;
        CHECK(summary(other.import(export_clients(desk.db, language))) ==
              "new 375, changed 0, unchanged 0, duplicate 0, error 0");
        CHECK(same_records(desk.db, other.db));
    }
}

TEST_CASE("export: texts that look like something else come back as they were") {
    Desk desk;
    Client client;
    client.id = {{4, 4}};
    client.reference = "00012";
    client.name = "'=Étrange; \"dit\" \t Bon";
    client.phone = "+33 poste 12";
    client.flag_text = "-5 %";
    client.account_number = "411000000000123";
    client.website = "@pupitre";
    client.year_end_month = 6;
    client.prospect = true;
    client.siret = "73282932000074";
    client.vat_number = "FR83404833048";
    client.balance = Money{-5, Currency::eur};
    REQUIRE(desk.execute("client.create", create_args(entity_info<Client>(), &client)).ok());
    Address address;
    address.id = {{5, 5}};
    address.client = client.id;
    address.number = "Bât. 3";
    address.street = "rue Haute, BP 4";
    address.postcode = "06450";
    address.country = "GP";
    REQUIRE(desk.execute("address.create", create_args(entity_info<Address>(), &address)).ok());
    Note note;
    note.id = {{6, 6}};
    note.client = client.id;
    note.text = "=1+1\nLigne 2";
    REQUIRE(desk.execute("note.create", create_args(entity_info<Note>(), &note)).ok());

    CHECK(outline(desk.plan(export_clients(desk.db, Language::french))) == "2 unchanged phone:phone_not_understood");
    CHECK(outline(desk.plan(export_clients(desk.db, Language::english))) == "2 unchanged phone:phone_not_understood");
}

TEST_CASE("export: a client and its main person keep an e-mail and a telephone each") {
    Desk desk;
    desk.import(
        "Référence;Raison sociale;Prénom;Nom;E-mail;Téléphone;E-mail de l’entreprise;Téléphone de l’entreprise\n"
        "C1;Un;Anne;Roy;anne@un.example;01 44 55 66 77;contact@un.example;01 44 55 66 00\n");
    CHECK(desk.client("C1").email == "contact@un.example");
    CHECK(desk.db.get(desk.client("C1").main_person).email == "anne@un.example");
    const std::string text = export_clients(desk.db, Language::french);
    CHECK(line(text, 1).ends_with("|'+33144556600|contact@un.example"));
    Desk other;
    other.import(text);
    CHECK(same_records(desk.db, other.db));
    CHECK(other.client("C1").phone == desk.client("C1").phone);
}

TEST_CASE("[IO-13] export: only the clients asked for, in the order asked for") {
    Desk desk;
    desk.import("Référence;Raison sociale\nC1;Un\nC2;Deux\nC3;Trois\n");
    ClientExport out(desk.db, {desk.client("C3").id, desk.client("C1").id}, Language::french);
    CHECK(out.step(1));
    CHECK_FALSE(out.step(5));
    const std::string text = out.take();
    CHECK(line(text, 1).starts_with("C3|Trois|"));
    CHECK(line(text, 2).starts_with("C1|Un|"));
    CHECK(Desk::table_of(text).row_count() == 3);
}
