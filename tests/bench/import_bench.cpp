// Figures of imports and exports: 20,000 clients of 22 columns, natively and as WebAssembly.
// Prints "figure: …" lines; compares nothing but what must be true at any speed.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "core/command/execute.h"
#include "core/crm/client_export.h"
#include "core/crm/client_import.h"
#include "core/crm/client_import_command.h"
#include "core/domain/domain.h"
#include "core/exchange/table_file.h"
#include "tests/bench/stopwatch.h"

namespace {

using namespace pupitre;

constexpr int rows = 20'000;

void print(const std::string& what, double value, const char* unit) { bench::figure("import", what, value, unit); }

void demand(bool holds) {
    if (!holds) std::abort();
}

/// Eight digits with the ninth that makes them a SIREN.
std::string siren(int number) {
    std::string digits = std::to_string(10'000'000 + number * 37);
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int value = (digits[i] - '0') * (i % 2 == 1 ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
    }
    return digits + static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::string list() {
    std::string text =
        "Référence;Raison sociale;SIREN;Groupe;Adresse;Complément;Code "
        "postal;Ville;Pays;Téléphone;E-mail;Civilité;Prénom;"
        "Nom;Fonction;Tags;Client depuis;Plafond de crédit;Solde;Actif;Contact parent;Remarque\r\n";
    for (int i = 0; i < rows; ++i) {
        const std::string n = std::to_string(i);
        text.append("C").append(n).append(";Boulangerie Guérin n° ").append(n).append(";").append(siren(i));
        text.append(i % 2 == 0 ? ";BIC;" : ";BNC;").append(n).append(" bis quai de l'Île;Bâtiment B;");
        text.append(std::to_string(10'000 + i % 80'000));
        text.append(";Saint-Pierre-de-Chignac;France;04 97 56 63 70;client").append(n);
        text.append("@exemple.fr;Mme;Solène;Hérault;Gérante;\"PDG,RH\";27/07/2011;1 500,00 €;-135,87;Oui;");
        if (i % 10 == 9) text.append("C").append(std::to_string(i - 9));
        text.append(";\"Ligne 1\nDit \"\"oui\"\"\"\r\n");
    }
    return text;
}

CsvTable read(const std::string& bytes) {
    auto file = TableFile::open(bytes);
    demand(file.ok());
    auto table = file->finish();
    demand(table.ok());
    return std::move(*table);
}

ClientImport plan(const Database& db, const CsvTable& table) {
    ClientImportOptions options;
    options.first_id = {1, 1};
    ClientImport import(db, table, propose_mapping(table), options);
    while (import.step(1'000)) {}
    return import;
}

/// The size of the largest command; made again, so that measuring it costs the import nothing.
std::size_t largest_command(const ClientImport& import) {
    std::size_t bytes = 0;
    ClientImportCommands commands(import);
    while (const auto args = commands.next()) bytes = std::max(bytes, args->dump().size());
    return bytes;
}

void carry_out(Database& db, const ClientImport& import) {
    Context by;
    by.rights = 0xFF;
    ClientImportCommands commands(import);
    while (auto args = commands.next()) {
        Command command;
        command.name = "client.import";
        command.args = std::move(*args);
        const Attempt attempt = execute(db, domain_registry(), by, command);
        demand(attempt.ok());
    }
}

}  // namespace

int main() {
    const std::string bytes = list();
    Database db(domain_schema());
    const bench::Stopwatch start;

    const CsvTable table = read(bytes);
    double all = start.ms();
    print("read 20,000 rows of 22 columns", all, "ms");
    const bench::Stopwatch planning;
    const ClientImport import = plan(db, table);
    const double planned = planning.ms();
    print("plan 20,000 new clients", planned, "ms");
    const std::size_t largest = largest_command(import);
    const bench::Stopwatch applying;
    carry_out(db, import);
    const double applied = applying.ms();
    print("carry out 20,000 new clients", applied, "ms");
    all += planned + applied;
    print("read, plan and carry out", all, "ms");
    print("rows per second", rows / (all / 1000), "rows/s");
    print("largest command", static_cast<double>(largest) / 1024, "KiB");
    demand(import.counts().fresh == rows);

    const bench::Stopwatch again;
    demand(plan(db, table).counts().unchanged == rows);
    print("plan the same list again: nothing to do", again.ms(), "ms");

    const bench::Stopwatch writing;
    const std::string out = export_clients(db, Language::french);
    print("export 20,000 clients", writing.ms(), "ms");
    demand(plan(db, read(out)).counts().unchanged == rows);
    return 0;
}
