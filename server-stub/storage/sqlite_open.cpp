// Opens or creates the database file, refuses what is not ours or newer, and brings tables up to date.
#include <array>
#include <filesystem>
#include <span>
#include <string>

#include "server-stub/base/clock.h"
#include "server-stub/base/crypto.h"
#include "server-stub/storage/sqlite_chain.h"
#include "server-stub/storage/sqlite_entities.h"
#include "server-stub/storage/sqlite_history.h"
#include "server-stub/storage/sqlite_storage_impl.h"

namespace pupitre::host {
namespace {

namespace fs = std::filesystem;

// "Pupi", so that `file` and other tools know what it is.
constexpr std::int64_t application_id = 0x50757069;

// Our own tables start with host_, so that they never meet an entity's name.
// Which commands touched a row: who changed what, without reading the whole ledger.
constexpr const char* history_table =
    "CREATE TABLE host_history (entity TEXT NOT NULL, row BLOB NOT NULL, seq INTEGER NOT NULL,"
    " PRIMARY KEY (entity, row, seq)) STRICT, WITHOUT ROWID";

constexpr std::array system_tables = {
    "CREATE TABLE host_meta (one INTEGER PRIMARY KEY CHECK (one = 1), epoch BLOB NOT NULL, created_ms INTEGER NOT NULL,"
    " seq INTEGER NOT NULL, digest TEXT NOT NULL) STRICT",
    "CREATE TABLE host_user (id BLOB PRIMARY KEY NOT NULL, password_hash TEXT NOT NULL, created_ms INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID",
    "CREATE TABLE host_session (token_hash TEXT PRIMARY KEY NOT NULL, user BLOB NOT NULL, created_ms INTEGER NOT NULL,"
    " seen_ms INTEGER NOT NULL, expires_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE INDEX host_session_user ON host_session (user)",
    "CREATE TABLE host_device (client BLOB PRIMARY KEY NOT NULL, user BLOB NOT NULL, lmid INTEGER NOT NULL,"
    " created_ms INTEGER NOT NULL, seen_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE host_result (client BLOB NOT NULL, mid INTEGER NOT NULL, outcome BLOB NOT NULL,"
    " PRIMARY KEY (client, mid)) STRICT, WITHOUT ROWID",
    // Names under which decided commands were sent before their device had to take a new identity, and the name under
    // which each was decided (empty if that was noted by the first format).
    "CREATE TABLE host_origin (client BLOB NOT NULL, mid INTEGER NOT NULL, as_client BLOB, as_mid INTEGER,"
    " PRIMARY KEY (client, mid)) STRICT, WITHOUT ROWID",
    // The unique index makes the database itself refuse to record one command twice.
    "CREATE TABLE host_ledger (seq INTEGER PRIMARY KEY, client BLOB NOT NULL, mid INTEGER NOT NULL, actor BLOB NOT "
    "NULL,"
    " at_ms INTEGER NOT NULL, command BLOB NOT NULL, changes BLOB NOT NULL, salt BLOB NOT NULL) STRICT",
    "CREATE UNIQUE INDEX host_ledger_once ON host_ledger (client, mid)",
    // The last change of each row in each scope that it was ever in: what a pull has to look at.
    "CREATE TABLE host_change (scope BLOB NOT NULL, entity TEXT NOT NULL, row BLOB NOT NULL, seq INTEGER NOT NULL,"
    " PRIMARY KEY (scope, entity, row)) STRICT, WITHOUT ROWID",
    "CREATE INDEX host_change_seq ON host_change (seq)",
    history_table,
};

Stored<Done> create_all(Connection& connection, std::span<const char* const> tables) {
    for (const char* sql : tables) {
        const auto created = connection.execute(sql);
        if (!created) return created.error();
    }
    return Done{};
}

Stored<Done> create_system_tables(Connection& connection) {
    auto created = create_all(connection, system_tables);
    if (created) created = create_all(connection, std::array{link_table, head_table});
    if (!created) return created;
    std::array<std::uint8_t, 16> random{};
    random_fill(random);
    const std::string epoch(random.begin(), random.end());
    const auto inserted = connection.prepare("INSERT INTO host_meta VALUES (1, ?, ?, 0, ?)")
                              .bind_blob(epoch)
                              .bind(now_ms())
                              .bind_text(to_text(Hash128{}))
                              .run();
    if (!inserted) return inserted.error();
    return connection.execute("PRAGMA application_id = " + std::to_string(application_id));
}

/// From the first format to the second: the index of the ledger by row, and the second names of origins.
Stored<Done> add_history(Connection& connection, const Schema& schema) {
    const auto made = connection.execute(history_table);
    if (!made) return made.error();
    const auto named = connection.execute(
        "ALTER TABLE host_origin ADD COLUMN as_client BLOB; ALTER TABLE host_origin ADD COLUMN as_mid INTEGER");
    if (!named) return named.error();
    return index_ledger(connection, schema);
}

/// From the second format to the third: the chains of the ledger.
Stored<Done> add_chains(Connection& connection, const Schema& schema) {
    auto added = create_all(connection, std::array{link_table, head_table});
    if (added) {
        added = connection.execute(
            "ALTER TABLE host_ledger ADD COLUMN salt BLOB NOT NULL DEFAULT x''; UPDATE host_ledger SET salt = "
            "randomblob(16)");
    }
    return added ? chain_ledger(connection, schema) : added;
}

Stored<Done> prepare_tables(Connection& connection, const Schema& schema) {
    const auto begun = connection.execute("BEGIN IMMEDIATE");
    if (!begun) return begun.error();
    const auto version = connection.number("PRAGMA user_version");
    if (!version) return version.error();
    // Another process may have created them since we looked.
    auto current = Stored<Done>{Done{}};
    if (*version == 0) current = create_system_tables(connection);
    if (*version == 1) current = add_history(connection, schema);
    if (current && (*version == 1 || *version == 2)) current = add_chains(connection, schema);
    if (current && *version < storage_format) {
        current = connection.execute("PRAGMA user_version = " + std::to_string(storage_format));
    }
    if (!current) return current.error();
    const auto prepared = prepare_entity_tables(connection, schema);
    if (!prepared) return prepared.error();
    return connection.execute("COMMIT");
}

/// Refuses a file that is not ours or that a newer version wrote, before anything is written to it.
Stored<Done> examine(Connection& connection) {
    const auto tables = connection.number("SELECT count(*) FROM sqlite_schema");
    if (!tables) return tables.error();
    const auto id = connection.number("PRAGMA application_id");
    if (!id) return id.error();
    const auto version = connection.number("PRAGMA user_version");
    if (!version) return version.error();
    if (*tables > 0 && *id != application_id) return StorageFault{FaultKind::corrupt, "not a Pupitre database"};
    if (*version > storage_format) return StorageFault{FaultKind::newer, "format " + std::to_string(*version)};
    return Done{};
}

Stored<Done> configure(Connection& connection, const SqliteOptions& options) {
    // WAL lets readers read while one writes. FULL makes every commit reach the disk before it is acknowledged.
    auto configured = connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    if (!configured || options.pages_max == 0) return configured;
    return connection.execute("PRAGMA max_page_count = " + std::to_string(options.pages_max));
}

}  // namespace

Stored<std::unique_ptr<Storage>> open_sqlite(const std::string& folder, const Schema& schema, SqliteOptions options) {
    std::error_code error;
    const fs::path file = fs::path(folder) / database_file_name;
    const bool there = fs::exists(file, error);
    if (error) return StorageFault{FaultKind::denied, "the folder cannot be read"};
    if (!options.create && !there) return StorageFault{FaultKind::missing, "no database"};
    fs::create_directories(folder, error);
    if (error) return StorageFault{FaultKind::denied, "the folder cannot be created"};
    return open_sqlite_file(file.string(), schema, options);
}

Stored<std::unique_ptr<Storage>> open_sqlite_file(const std::string& file, const Schema& schema,
                                                  const SqliteOptions& options) {
    auto opened = Connection::open(file, options.create);
    if (!opened) return opened.error();
    std::unique_ptr<Connection> connection = std::move(*opened);
    const auto ours = examine(*connection);
    if (!ours) return ours.error();
    const auto configured = configure(*connection, options);
    if (!configured) return configured.error();
    const auto prepared = prepare_tables(*connection, schema);
    if (!prepared) return prepared.error();
    return std::unique_ptr<Storage>(std::make_unique<SqliteStorage>(std::move(connection)));
}

std::vector<std::string> problems_of_file(const std::string& folder) {
    const auto opened = Connection::open((fs::path(folder) / database_file_name).string(), false);
    if (!opened) return {opened.error().detail};
    const auto ours = examine(**opened);
    if (!ours) return {ours.error().detail};
    const auto problems = integrity_problems_of(**opened);
    if (!problems) return {problems.error().detail};
    return *problems;
}

}  // namespace pupitre::host
