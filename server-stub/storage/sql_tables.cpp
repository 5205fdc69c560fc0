// The tables of our own, and the way from older formats to this one.
#include "server-stub/storage/sql_tables.h"

#include <array>
#include <string>

#include "server-stub/base/clock.h"
#include "server-stub/base/crypto.h"
#include "server-stub/storage/sql_chain.h"
#include "server-stub/storage/sql_entities.h"
#include "server-stub/storage/sql_files.h"
#include "server-stub/storage/sql_history.h"
#include "server-stub/storage/sql_invitations.h"
#include "server-stub/storage/sql_mail.h"
#include "server-stub/storage/storage.h"

namespace pupitre::host {
namespace {

constexpr std::string_view by_key = "STRICT, WITHOUT ROWID";
constexpr std::string_view by_number = "STRICT";

// Which commands touched a row: who changed what, without reading the whole ledger.
constexpr SystemTable history_table = {"host_history",
                                       "entity TEXT NOT NULL, row BLOB NOT NULL, seq INTEGER NOT NULL,"
                                       " PRIMARY KEY (entity, row, seq)",
                                       by_key};
// Which commands were given in one go: an import is hundreds of them.
constexpr SystemTable batch_table = {"host_batch",
                                     "batch BLOB NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (batch, seq)", by_key};
// The ledger's chains. A link's own hash stands in the next one, and that of the last in the scope's head.
constexpr SystemTable link_table = {"host_link",
                                    "scope BLOB NOT NULL, number INTEGER NOT NULL, seq INTEGER NOT NULL,"
                                    " digest BLOB NOT NULL, content BLOB NOT NULL, before BLOB NOT NULL,"
                                    " PRIMARY KEY (seq, scope)",
                                    by_key};
constexpr SystemTable head_table = {
    "host_head", "scope BLOB PRIMARY KEY NOT NULL, number INTEGER NOT NULL, hash BLOB NOT NULL", by_key};

// Their names start with host_, so that they never meet an entity's name.
constexpr std::array tables = {
    SystemTable{"host_meta",
                "one INTEGER PRIMARY KEY CHECK (one = 1), epoch BLOB NOT NULL, created_ms INTEGER NOT NULL,"
                " seq INTEGER NOT NULL, digest TEXT NOT NULL",
                by_number},
    SystemTable{"host_user", "id BLOB PRIMARY KEY NOT NULL, password_hash TEXT NOT NULL, created_ms INTEGER NOT NULL",
                by_key},
    SystemTable{"host_session",
                "token_hash TEXT PRIMARY KEY NOT NULL, \"user\" BLOB NOT NULL, created_ms INTEGER NOT NULL,"
                " seen_ms INTEGER NOT NULL, expires_ms INTEGER NOT NULL",
                by_key, false},
    SystemTable{"host_device",
                "client BLOB PRIMARY KEY NOT NULL, \"user\" BLOB NOT NULL, lmid INTEGER NOT NULL,"
                " created_ms INTEGER NOT NULL, seen_ms INTEGER NOT NULL",
                by_key},
    SystemTable{"host_result",
                "client BLOB NOT NULL, mid INTEGER NOT NULL, outcome BLOB NOT NULL, PRIMARY KEY (client, mid)", by_key},
    // Names under which decided commands were sent before their device had to take a new identity, and the name under
    // which each was decided (empty if that was noted by the first format).
    SystemTable{"host_origin",
                "client BLOB NOT NULL, mid INTEGER NOT NULL, as_client BLOB, as_mid INTEGER,"
                " PRIMARY KEY (client, mid)",
                by_key},
    SystemTable{"host_ledger",
                "seq INTEGER PRIMARY KEY, client BLOB NOT NULL, mid INTEGER NOT NULL, actor BLOB NOT NULL,"
                " at_ms INTEGER NOT NULL, command BLOB NOT NULL, changes BLOB NOT NULL, salt BLOB NOT NULL",
                by_number},
    // The last change of each row in each scope that it was ever in: what a pull has to look at.
    SystemTable{"host_change",
                "scope BLOB NOT NULL, entity TEXT NOT NULL, row BLOB NOT NULL, seq INTEGER NOT NULL,"
                " PRIMARY KEY (scope, entity, row)",
                by_key},
    history_table,
    batch_table,
    link_table,
    head_table,
    file_tables[0],
    file_tables[1],
    file_tables[2],
    invitation_tables[0],
    mail_tables[0],
};

// What the history of one person and of one client's file is read by.
constexpr std::array history_indexes = {
    "CREATE INDEX host_ledger_actor ON host_ledger (actor, seq)",
    "CREATE INDEX host_link_scope ON host_link (scope, seq)",
};
constexpr std::array indexes = {
    "CREATE INDEX host_session_user ON host_session (\"user\")",
    // The unique index makes the database itself refuse to record one command twice.
    "CREATE UNIQUE INDEX host_ledger_once ON host_ledger (client, mid)",
    "CREATE INDEX host_change_seq ON host_change (seq)",
};

Stored<Done> create_table(Connection& connection, const SystemTable& table) {
    std::string sql = "CREATE TABLE ";
    sql.append(table.name).append(" (").append(table.columns).append(") ").append(table.ending);
    return connection.execute(connection.in_own_words(sql));
}

Stored<Done> create_indexes(Connection& connection, std::span<const char* const> statements) {
    for (const char* sql : statements) {
        const auto created = connection.execute(sql);
        if (!created) return created.error();
    }
    return Done{};
}

Stored<Done> create_system_tables(Connection& connection) {
    for (const SystemTable& table : tables) {
        const auto created = create_table(connection, table);
        if (!created) return created.error();
    }
    auto indexed = create_indexes(connection, indexes);
    if (indexed) indexed = create_indexes(connection, history_indexes);
    if (!indexed) return indexed.error();
    std::array<std::uint8_t, 16> random{};
    random_fill(random);
    const std::string epoch(random.begin(), random.end());
    return connection.prepare("INSERT INTO host_meta VALUES (1, ?, ?, 0, ?)")
        .bind_blob(epoch)
        .bind(now_ms())
        .bind_text(to_text(Hash128{}))
        .run();
}

Stored<Done> add_column(Connection& connection, std::string_view table, std::string_view column) {
    std::string sql = "ALTER TABLE ";
    sql.append(table).append(" ADD COLUMN ").append(column);
    return connection.execute(connection.in_own_words(sql));
}

/// From the first format to the second: the index of the ledger by row, and the second names of origins.
Stored<Done> add_history(Connection& connection, const Schema& schema) {
    auto done = create_table(connection, history_table);
    if (done) done = add_column(connection, "host_origin", "as_client BLOB");
    if (done) done = add_column(connection, "host_origin", "as_mid INTEGER");
    if (done) done = index_ledger(connection, schema);
    return done;
}

/// From the second format to the third: the chains of the ledger.
Stored<Done> add_chains(Connection& connection, const Schema& schema) {
    auto done = create_table(connection, link_table);
    if (done) done = create_table(connection, head_table);
    if (done) done = add_column(connection, "host_ledger", "salt BLOB NOT NULL DEFAULT x''");
    return done ? chain_ledger(connection, schema) : done;
}

/// From the third format to the fourth: what the history is read by.
Stored<Done> add_history_indexes(Connection& connection) {
    auto done = create_table(connection, batch_table);
    if (done) done = create_indexes(connection, history_indexes);
    return done ? index_batches(connection) : done;
}

/// Tables that came without a format of their own: an older program cannot open a database that needs them anyway.
Stored<Done> prepare_missing_tables(Connection& connection, std::span<const SystemTable> some) {
    for (const SystemTable& table : some) {
        const auto columns = connection.columns(table.name);
        if (!columns) return columns.error();
        if (!columns->empty()) continue;
        const auto created = create_table(connection, table);
        if (!created) return created.error();
    }
    return Done{};
}

}  // namespace

std::span<const SystemTable> system_tables() { return tables; }

/// What stands between the commas is a column, up to the key of several.
std::vector<SystemColumn> columns_of(const SystemTable& table) {
    std::vector<SystemColumn> columns;
    std::string_view left = table.columns;
    while (!left.empty() && !left.starts_with("PRIMARY KEY")) {
        const std::size_t name_end = left.find(' ');
        std::string name(left.substr(0, name_end));
        std::erase(name, '"');
        const std::string_view type = left.substr(name_end + 1, left.find_first_of(" ,", name_end + 1) - name_end - 1);
        const ColumnKind kind = type == "INTEGER" ? ColumnKind::number
                                : type == "TEXT"  ? ColumnKind::text
                                                  : ColumnKind::bytes;
        columns.push_back({std::move(name), kind});
        const std::size_t comma = left.find(',');
        if (comma == std::string_view::npos) break;
        left.remove_prefix(comma + 1);
        while (left.starts_with(' ')) left.remove_prefix(1);
    }
    return columns;
}

Stored<Done> prepare_tables(Connection& connection, const Schema& schema, std::int64_t format) {
    auto current = Stored<Done>{Done{}};
    if (format == 0) current = create_system_tables(connection);
    if (format == 1) current = add_history(connection, schema);
    if (current && (format == 1 || format == 2)) current = add_chains(connection, schema);
    if (current && format >= 1 && format <= 3) current = add_history_indexes(connection);
    if (current && format < storage_format) current = connection.set_format(storage_format);
    if (current) current = prepare_missing_tables(connection, file_tables);
    if (current) current = prepare_missing_tables(connection, invitation_tables);
    if (current) current = prepare_missing_tables(connection, mail_tables);
    if (!current) return current.error();
    return prepare_entity_tables(connection, schema);
}

}  // namespace pupitre::host
