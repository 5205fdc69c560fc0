// A list as a file: columns in their order, cells that a spreadsheet can calculate with.
#include "core/exchange/list_export.h"

#include <doctest/doctest.h>

#include "core/crm/client_list.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

std::string exported(Language language) {
    TestFirm firm;
    Client client;
    client.name = "=Durand; \"fils\"";
    client.phone = "+33477550228";
    client.balance = Money{-123'456, Currency::eur};
    client.client_since = *Date::from_ymd(2026, 11, 3);
    const ClientId id = firm.add(client);
    const std::vector<Id128> rows = {id.value, Id128{9, 9}};
    const std::vector<std::string> columns = {"balance",      "name",       "gone",    "phone",
                                              "client_since", "open_tasks", "inactive"};
    return export_list(firm.db, client_list_model(domain_schema()), rows, columns, language);
}

}  // namespace

TEST_CASE("list export: French for French spreadsheets, English for English ones; rows that are gone are left out") {
    CHECK(exported(Language::french) ==
          "\xEF\xBB\xBFSolde;Raison sociale;Téléphone;Client depuis;Tâches ouvertes;Inactif\r\n"
          "-1234,56;\"'=Durand; \"\"fils\"\"\";'04 77 55 02 28;03/11/2026;0;Non\r\n");
    CHECK(exported(Language::english).find("-1234.56,") != std::string::npos);
}
