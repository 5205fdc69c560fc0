// SQLite with automatic clean-up.
#include "server-stub/storage/sqlite.h"

#include <sqlite3.h>

namespace pupitre::host {
namespace {

// A writer of another process (an import) holds the lock for the time of one transaction.
constexpr int busy_timeout_ms = 10'000;
constexpr int primary_code_mask = 0xFF;

FaultKind fault_kind(int code) {
    switch (code & primary_code_mask) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return FaultKind::busy;
    case SQLITE_FULL: return FaultKind::full;
    case SQLITE_IOERR: return FaultKind::io;
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH: return FaultKind::denied;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return FaultKind::corrupt;
    default: return FaultKind::internal;
    }
}

StorageFault fault_of(sqlite3* connection, int code) {
    return {fault_kind(code), connection == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(connection)};
}

}  // namespace

/// A statement that SQLite has prepared, or the code of why it could not.
class SqliteCursor final : public Cursor {
public:
    SqliteCursor(sqlite3* connection, std::string_view sql) : connection_(connection) { prepare(sql); }
    ~SqliteCursor() override { sqlite3_finalize(statement_); }

    bool is_prepared() const { return statement_ != nullptr; }
    void prepare(std::string_view sql) {
        code_ = sqlite3_prepare_v3(connection_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                   &statement_, nullptr);
    }

    void bind_number(std::int64_t number) override {
        if (statement_ != nullptr) sqlite3_bind_int64(statement_, ++bound_, number);
    }
    void bind_flag(bool yes) override { bind_number(yes ? 1 : 0); }
    void bind_text(std::string_view text) override {
        if (statement_ == nullptr) return;
        sqlite3_bind_text64(statement_, ++bound_, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    void bind_date(std::string_view iso) override { bind_text(iso); }
    void bind_blob(std::string_view bytes) override {
        if (statement_ == nullptr) return;
        // A null pointer would store NULL instead of nothing.
        const char* from = bytes.empty() ? "" : bytes.data();
        sqlite3_bind_blob64(statement_, ++bound_, from, bytes.size(), SQLITE_TRANSIENT);
    }
    void bind_null() override {
        if (statement_ != nullptr) sqlite3_bind_null(statement_, ++bound_);
    }

    void read_one_by_one() override {}  // SQLite knows no other way.
    bool step() override {
        if (statement_ == nullptr) return false;
        code_ = sqlite3_step(statement_);
        return code_ == SQLITE_ROW;
    }
    bool failed() const override { return code_ != SQLITE_OK && code_ != SQLITE_ROW && code_ != SQLITE_DONE; }
    StorageFault fault() const override { return fault_of(connection_, code_); }
    Stored<Done> run() override {
        while (step()) {}
        if (failed()) return fault();
        return Done{};
    }

    bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    std::int64_t number(int column) const override { return sqlite3_column_int64(statement_, column); }
    std::string text(int column) const override {
        const unsigned char* text = sqlite3_column_text(statement_, column);
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
        return text == nullptr ? std::string{} : std::string(reinterpret_cast<const char*>(text), size);
    }
    std::string blob(int column) const override {
        const void* bytes = sqlite3_column_blob(statement_, column);
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
        return bytes == nullptr ? std::string{} : std::string(static_cast<const char*>(bytes), size);
    }

    void reset() override {
        bound_ = 0;
        if (statement_ == nullptr) return;
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
        code_ = SQLITE_OK;
    }

private:
    sqlite3* connection_;
    sqlite3_stmt* statement_ = nullptr;
    int code_ = SQLITE_OK;
    int bound_ = 0;
};

SqliteConnection::SqliteConnection(sqlite3* connection) : connection_(connection) {}

Stored<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::string& file, bool create) {
    sqlite3* raw = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
    const int code = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection(raw));
    if (code != SQLITE_OK) return fault_of(raw, code);
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, busy_timeout_ms);
    return connection;
}

SqliteConnection::~SqliteConnection() {
    cursors_.clear();
    sqlite3_close(connection_);
}

Statement SqliteConnection::prepare(std::string_view sql) {
    auto found = cursors_.find(sql);
    if (found == cursors_.end()) {
        found = cursors_.emplace(sql, std::make_unique<SqliteCursor>(connection_, sql)).first;
    } else if (!found->second->is_prepared()) {
        found->second->prepare(sql);
    }
    return Statement(*found->second);
}

Stored<Done> SqliteConnection::execute(const std::string& sql) {
    const int code = sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return fault_of(connection_, code);
    return Done{};
}

std::string_view SqliteConnection::column_type(FieldType type) const {
    switch (type) {
    case FieldType::text:
    case FieldType::choice:
    case FieldType::date: return "TEXT";
    case FieldType::boolean:
    case FieldType::number:
    case FieldType::money:
    case FieldType::instant: return "INTEGER";
    case FieldType::reference: return "BLOB";
    }
    return "";
}

Stored<std::set<std::string>> SqliteConnection::columns(std::string_view table) {
    std::set<std::string> names;
    Statement existing = prepare("SELECT name FROM pragma_table_info(?)");
    existing.bind_text(table);
    while (existing.step()) names.insert(existing.text(0));
    if (existing.failed()) return existing.fault();
    return names;
}

Stored<Done> SqliteConnection::set_format(std::int64_t format) {
    return execute("PRAGMA user_version = " + std::to_string(format));
}

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(connection_) == 0; }

}  // namespace pupitre::host
