// SQLite with automatic clean-up.
#include "server-stub/storage/sqlite.h"

#include <utility>

#include <sqlite3.h>

#include "core/base/bytes.h"

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

std::string id_bytes(Id128 id) {
    std::string bytes;
    append_id(bytes, id);
    return bytes;
}

Statement::Statement(sqlite3* connection, sqlite3_stmt* statement, int code) :
    connection_(connection), statement_(statement), code_(code) {}

Statement::Statement(Statement&& other) noexcept :
    connection_(other.connection_),
    statement_(std::exchange(other.statement_, nullptr)),
    code_(other.code_),
    bound_(other.bound_) {}

Statement::~Statement() {
    if (statement_ == nullptr) return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

Statement& Statement::bind(std::int64_t number) {
    if (statement_ != nullptr) sqlite3_bind_int64(statement_, ++bound_, number);
    return *this;
}

Statement& Statement::bind_text(std::string_view text) {
    if (statement_ != nullptr) {
        sqlite3_bind_text64(statement_, ++bound_, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    return *this;
}

Statement& Statement::bind_blob(std::string_view bytes) {
    if (statement_ != nullptr) {
        // A null pointer would store NULL instead of nothing.
        const char* from = bytes.empty() ? "" : bytes.data();
        sqlite3_bind_blob64(statement_, ++bound_, from, bytes.size(), SQLITE_TRANSIENT);
    }
    return *this;
}

Statement& Statement::bind(Id128 id) { return bind_blob(id_bytes(id)); }

Statement& Statement::bind_null() {
    if (statement_ != nullptr) sqlite3_bind_null(statement_, ++bound_);
    return *this;
}

bool Statement::step() {
    if (statement_ == nullptr) return false;
    code_ = sqlite3_step(statement_);
    return code_ == SQLITE_ROW;
}

bool Statement::failed() const { return code_ != SQLITE_OK && code_ != SQLITE_ROW && code_ != SQLITE_DONE; }

StorageFault Statement::fault() const { return fault_of(connection_, code_); }

Stored<Done> Statement::run() {
    while (step()) {}
    if (failed()) return fault();
    return Done{};
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_, column); }

std::string Statement::text(int column) const {
    const unsigned char* text = sqlite3_column_text(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return text == nullptr ? std::string{} : std::string(reinterpret_cast<const char*>(text), size);
}

std::string Statement::blob(int column) const {
    const void* bytes = sqlite3_column_blob(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return bytes == nullptr ? std::string{} : std::string(static_cast<const char*>(bytes), size);
}

std::optional<Id128> Statement::id(int column) const {
    const std::string bytes = blob(column);
    ByteReader reader(bytes);
    const Id128 id = reader.id();
    if (!reader.ok() || !reader.at_end()) return std::nullopt;
    return id;
}

Stored<std::unique_ptr<Connection>> Connection::open(const std::string& file, bool create) {
    sqlite3* raw = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
    const int code = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
    std::unique_ptr<Connection> connection(new Connection(raw));
    if (code != SQLITE_OK) return fault_of(raw, code);
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, busy_timeout_ms);
    return connection;
}

Connection::~Connection() {
    for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
    sqlite3_close(connection_);
}

Statement Connection::prepare(std::string_view sql) {
    const auto found = statements_.find(sql);
    if (found != statements_.end()) return {connection_, found->second, SQLITE_OK};
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(connection_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code == SQLITE_OK) statements_.emplace(sql, statement);
    return {connection_, statement, code};
}

Stored<Done> Connection::execute(const std::string& sql) {
    const int code = sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return fault_of(connection_, code);
    return Done{};
}

Stored<std::int64_t> Connection::number(const std::string& sql) {
    Statement statement = prepare(sql);
    if (!statement.step()) {
        if (statement.failed()) return statement.fault();
        return std::int64_t{0};
    }
    return statement.number(0);
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(connection_) == 0; }

}  // namespace pupitre::host
