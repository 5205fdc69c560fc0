// The clients come through the ordinary import; what a list does not say is added on the way.
#include "core/crm/client_import.h"
#include "core/crm/client_import_command.h"
#include "core/crm/identifiers.h"
#include "core/demo/demo_script.h"
#include "core/exchange/table_file.h"
#include "core/firm/demo_removal.h"

namespace pupitre {
namespace {

constexpr std::size_t rows_per_step = 10'000;

std::string text_of(const Json& client, const char* key) {
    const auto found = client.find(key);
    return found != client.end() && found->is_string() ? *found->get_ptr<const std::string*>() : std::string();
}

// Enough variety that every mark of the client list shows up somewhere.
void enrich(Json& client) {
    const std::string reference = text_of(client, "reference");
    const std::string siren = text_of(client, "siren");
    client["demo"] = true;
    client["account_number"] = "411" + reference;
    if (!siren.empty()) client["vat_number"] = vat_number_of_siren(siren);
    const std::int32_t die = throw_of("client:" + reference, 0, 100);
    const bool active = client.find("inactive") == client.end();
    if (die < 5) client["year_end_month"] = 6;
    if (die >= 5 && die < 12) client["year_end_month"] = 9;
    if (die >= 12 && die < 17 && active) client["prospect"] = true;
    if (die >= 20 && die < 23 && active) {
        client["flag_text"] = "Pièces toujours en retard : prévoir une semaine de marge";
    }
    if (die >= 23 && die < 25 && active) {
        client["suspended"] = true;
        client["suspension_reason"] = "Honoraires impayés depuis plus de 90 jours";
    }
    if (die >= 30 && die < 45) client["access_hours"] = "Lun.–ven. 9 h–12 h et 14 h–18 h";
}

}  // namespace

void tell_clients(DemoScript& script, std::string_view clients_csv) {
    Result<TableFile, TableFileError> file = TableFile::open(clients_csv);
    if (!file.ok()) return;
    const Result<CsvTable, TableFileError> table = file->finish();
    if (!table.ok()) return;

    ClientImportOptions options;
    options.faulty_rows = FaultyRows::leave_cell_out;
    options.correction_note = "À corriger :";
    options.first_id = demo_id("clients");
    ClientImport plan(script.db(), *table, propose_mapping(*table), std::move(options));
    while (plan.step(rows_per_step)) {}
    ClientImportCommands commands(plan);
    while (auto args = commands.next()) {
        for (Json& created : (*args)["create"]) enrich(created["client"]);
        if ((*args)["create"].empty()) args->erase("create");
        script.give("client.import", std::move(*args));
    }
}

}  // namespace pupitre
