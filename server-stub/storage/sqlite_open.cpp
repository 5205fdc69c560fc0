// Opens or creates the database file, refuses what is not ours or newer, and brings tables up to date.
#include <filesystem>
#include <memory>
#include <string>

#include "server-stub/storage/sql_storage.h"
#include "server-stub/storage/sql_tables.h"
#include "server-stub/storage/sqlite.h"
#include "server-stub/storage/sqlite_storage.h"

namespace pupitre::host {
namespace {

namespace fs = std::filesystem;

// "Pupi", so that `file` and other tools know what it is.
constexpr std::int64_t application_id = 0x50757069;

/// Refuses a file that is not ours or that a newer version wrote, before anything is written to it.
Stored<Done> examine(SqliteConnection& connection) {
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

Stored<Done> configure(SqliteConnection& connection, const SqliteOptions& options) {
    // WAL lets readers read while one writes. FULL makes every commit reach the disk before it is acknowledged.
    auto configured = connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    if (!configured || options.pages_max == 0) return configured;
    return connection.execute("PRAGMA max_page_count = " + std::to_string(options.pages_max));
}

/// Creates or completes all tables, in one transaction.
Stored<Done> prepare(SqliteConnection& connection, const Schema& schema) {
    const auto begun = connection.execute("BEGIN IMMEDIATE");
    if (!begun) return begun.error();
    const auto version = connection.format();
    if (!version) return version.error();
    // Another process may have created them since we looked.
    const auto prepared = prepare_tables(connection, schema, *version);
    if (!prepared) return prepared.error();
    if (*version == 0) {
        const auto marked = connection.execute("PRAGMA application_id = " + std::to_string(application_id));
        if (!marked) return marked.error();
    }
    return connection.execute("COMMIT");
}

Stored<std::vector<std::string>> integrity_problems_of(SqliteConnection& connection) {
    std::vector<std::string> problems;
    Statement rows = connection.prepare("PRAGMA integrity_check");
    while (rows.step()) {
        if (rows.text(0) != "ok") problems.push_back(rows.text(0));
    }
    if (rows.failed()) return rows.fault();
    return problems;
}

class SqliteStorage final : public SqlStorage {
public:
    explicit SqliteStorage(std::unique_ptr<SqliteConnection> connection) :
        SqlStorage(*connection), connection_(std::move(connection)) {}

    Stored<Done> begin() override { return connection_->execute("BEGIN IMMEDIATE"); }
    Stored<Done> begin_reading() override { return connection_->execute("BEGIN"); }
    Stored<Done> commit() override { return connection_->execute("COMMIT"); }
    void roll_back() override {
        // After some faults SQLite has rolled back by itself; whatever ROLLBACK says, nothing of the transaction stays.
        if (connection_->in_transaction()) static_cast<void>(connection_->execute("ROLLBACK"));
    }

    void on_foreign_commit(std::function<void()>) override {}
    Stored<std::int64_t> foreign_version() override { return connection_->number("PRAGMA data_version"); }
    Stored<std::vector<std::string>> integrity_problems() override { return integrity_problems_of(*connection_); }

private:
    std::unique_ptr<SqliteConnection> connection_;
};

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
    auto opened = SqliteConnection::open(file, options.create);
    if (!opened) return opened.error();
    std::unique_ptr<SqliteConnection> connection = std::move(*opened);
    const auto ours = examine(*connection);
    if (!ours) return ours.error();
    const auto configured = configure(*connection, options);
    if (!configured) return configured.error();
    const auto prepared = prepare(*connection, schema);
    if (!prepared) return prepared.error();
    return std::unique_ptr<Storage>(std::make_unique<SqliteStorage>(std::move(connection)));
}

std::vector<std::string> problems_of_file(const std::string& folder) {
    const auto opened = SqliteConnection::open((fs::path(folder) / database_file_name).string(), false);
    if (!opened) return {opened.error().detail};
    const auto ours = examine(**opened);
    if (!ours) return {ours.error().detail};
    const auto problems = integrity_problems_of(**opened);
    if (!problems) return {problems.error().detail};
    return *problems;
}

}  // namespace pupitre::host
