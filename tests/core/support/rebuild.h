// What a database says of itself, compared with the same computed anew from its rows.
#pragma once

#include <algorithm>
#include <memory>

#include "core/store/database.h"

namespace pupitre {

/// The rows of a database, loaded into a fresh one.
inline std::unique_ptr<Database> rebuilt(const Database& db) {
    auto fresh = std::make_unique<Database>(db.schema());
    for (TableIndex table = 0; table < db.schema().table_count(); ++table) {
        for (std::size_t place = 0; place < db.table(table).size(); ++place) {
            fresh->load(table, db.table(table).at(place));
        }
    }
    return fresh;
}

/// True if indexes, id order, counts and digests are those that the rows themselves give.
inline bool equals_rebuild(const Database& db) {
    const auto fresh = rebuilt(db);
    for (TableIndex index = 0; index < db.schema().table_count(); ++index) {
        const Table& table = db.table(index);
        if (table.size() != fresh->table(index).size()) return false;
        for (std::size_t place = 1; place < table.size(); ++place) {
            if (!(id_of(table.at(place - 1)) < id_of(table.at(place)))) return false;
        }
        for (FieldIndex field = 0; field < table.info().fields.size(); ++field) {
            if (!table.info().fields[field].indexed) continue;
            const Table::Matches kept = table.by(field);
            const Table::Matches anew = fresh->table(index).by(field);
            if (!std::equal(kept.begin(), kept.end(), anew.begin(), anew.end())) return false;
        }
    }
    return db.row_count() == fresh->row_count() && db.digest() == fresh->digest() &&
           db.scope_digests() == fresh->scope_digests();
}

}  // namespace pupitre
