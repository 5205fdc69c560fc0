// One index row for each row that a command touched.
#include "server-stub/storage/sql_history.h"

#include "core/store/change_set.h"

namespace pupitre::host {

Stored<Done> index_row(Connection& connection, std::string_view table, Id128 row, std::int64_t seq) {
    return connection.prepare("INSERT INTO host_history (entity, row, seq) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
        .bind_text(table)
        .bind(row)
        .bind(seq)
        .run();
}

Stored<Done> index_ledger(Connection& connection, const Schema& schema) {
    Statement entries = connection.prepare("SELECT seq, changes FROM host_ledger ORDER BY seq");
    while (entries.step()) {
        const auto changes = decode_change_set(schema, entries.blob(1));
        if (!changes) continue;
        for (const RowChange& change : changes->rows) {
            const auto indexed =
                index_row(connection, schema.entity(change.table).table, change.row, entries.number(0));
            if (!indexed) return indexed.error();
        }
    }
    if (entries.failed()) return entries.fault();
    return Done{};
}

}  // namespace pupitre::host
