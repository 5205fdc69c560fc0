// Written row by row: the whole never stands in memory as a tree.
#include "core/exchange/full_export.h"

#include "core/schema/json_codec.h"

namespace pupitre {

std::string export_everything(const Database& db) {
    std::string out = "{\"format\": \"pupitre\", \"version\": 1, \"tables\": {";
    const Schema& schema = db.schema();
    for (TableIndex table = 0; table < schema.table_count(); ++table) {
        const EntityInfo& info = schema.entity(table);
        out += table == 0 ? "\n" : ",\n";
        out += '"' + std::string(info.table) + "\": [";
        const Table& rows = db.table(table);
        for (std::size_t place = 0; place < rows.size(); ++place) {
            out += place == 0 ? "\n  " : ",\n  ";
            out += row_to_json(info, rows.at(place)).dump(-1, ' ', false, Json::error_handler_t::replace);
        }
        out += ']';
    }
    out += "\n}}\n";
    return out;
}

}  // namespace pupitre
