// The export of everything.
#include "core/exchange/full_export.h"

#include <doctest/doctest.h>

#include "core/crm/client.h"
#include "core/domain/domain.h"
#include "core/schema/json_codec.h"

using namespace pupitre;

TEST_CASE("full export: every row of every table stands in it and reads back equal") {
    Database db(domain_schema());
    Client client;
    client.id = ClientId{{1, 2}};
    client.name = "Garage « Bœuf » \"Sud\"\n";
    client.phone = "+33477550228";
    db.load(domain_schema().index_of<Client>(), &client);

    const Json json = Json::parse(export_everything(db), nullptr, false);

    REQUIRE(json.is_object());
    CHECK(json["format"] == "pupitre");
    CHECK(json["tables"].size() == domain_schema().table_count());
    REQUIRE(json["tables"]["client"].size() == 1);
    const auto row = row_from_json(entity_info<Client>(), json["tables"]["client"][0]);
    REQUIRE(row.ok());
    CHECK(row->as<Client>() == client);
}
