// SQLite with automatic clean-up: a connection that keeps its prepared statements, and a statement in use. Internal to
// server-stub/storage.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/id.h"
#include "server-stub/storage/fault.h"

struct sqlite3;
struct sqlite3_stmt;

namespace pupitre::host {

/// A statement in use: bind in order, step, read columns in order. Reset when it goes away.
class Statement {
public:
    Statement(sqlite3* connection, sqlite3_stmt* statement, int code);
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement& operator=(Statement&&) = delete;

    Statement& bind(std::int64_t number);
    Statement& bind_text(std::string_view text);
    Statement& bind_blob(std::string_view bytes);
    Statement& bind(Id128 id);
    Statement& bind_null();

    /// True while there is a row; false at the end or after a fault, which failed() then tells apart.
    bool step();
    bool failed() const;
    StorageFault fault() const;
    /// For statements without rows.
    Stored<Done> run();

    bool is_null(int column) const;
    std::int64_t number(int column) const;
    std::string text(int column) const;
    std::string blob(int column) const;
    std::optional<Id128> id(int column) const;

private:
    sqlite3* connection_;
    sqlite3_stmt* statement_;
    int code_;
    int bound_ = 0;
};

class Connection {
public:
    static Stored<std::unique_ptr<Connection>> open(const std::string& file, bool create);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Prepared once per text, which must therefore not contain values.
    Statement prepare(std::string_view sql);
    Stored<Done> execute(const std::string& sql);
    Stored<std::int64_t> number(const std::string& sql);
    bool in_transaction() const;

private:
    explicit Connection(sqlite3* connection) : connection_(connection) {}

    sqlite3* connection_;
    std::map<std::string, sqlite3_stmt*, std::less<>> statements_;
};

/// 16 bytes, the high half first.
std::string id_bytes(Id128 id);

}  // namespace pupitre::host
