// One index row for each row that a command touched, and one for each command of a batch.
#include "server-stub/storage/sql_history.h"

#include "core/command/command.h"
#include "core/store/change_set.h"

namespace pupitre::host {

Stored<Done> index_row(Connection& connection, std::string_view table, Id128 row, std::int64_t seq) {
    return connection.prepare("INSERT INTO host_history (entity, row, seq) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
        .bind_text(table)
        .bind(row)
        .bind(seq)
        .run();
}

Stored<Done> index_batch(Connection& connection, Id128 batch, std::int64_t seq) {
    return connection.prepare("INSERT INTO host_batch (batch, seq) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .bind(batch)
        .bind(seq)
        .run();
}

Stored<Done> index_batches(Connection& connection) {
    Statement entries = connection.prepare("SELECT seq, command FROM host_ledger ORDER BY seq");
    while (entries.step()) {
        const std::string bytes = entries.blob(1);
        const Json json = Json::from_cbor(bytes.begin(), bytes.end(), true, false);
        const auto command = command_from_json(json);
        if (!command || command->batch.is_nil()) continue;
        const auto indexed = index_batch(connection, command->batch, entries.number(0));
        if (!indexed) return indexed.error();
    }
    if (entries.failed()) return entries.fault();
    return Done{};
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
