// A database that speaks SQL, whichever it is: a connection that keeps its prepared statements, and a statement in use.
// The statements are written once, in the words that both databases know; what differs is translated by the connection.
// Internal to server-stub/storage.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/id.h"
#include "core/schema/field.h"
#include "server-stub/storage/fault.h"

namespace pupitre::host {

/// A prepared statement, kept by its connection. Used through Statement.
class Cursor {
public:
    virtual ~Cursor() = default;
    Cursor(const Cursor&) = delete;
    Cursor& operator=(const Cursor&) = delete;

    virtual void bind_number(std::int64_t number) = 0;
    virtual void bind_flag(bool yes) = 0;
    virtual void bind_text(std::string_view text) = 0;
    virtual void bind_date(std::string_view iso) = 0;
    virtual void bind_blob(std::string_view bytes) = 0;
    virtual void bind_null() = 0;

    virtual void read_one_by_one() = 0;
    virtual bool step() = 0;
    virtual bool failed() const = 0;
    virtual StorageFault fault() const = 0;
    virtual Stored<Done> run() = 0;

    virtual bool is_null(int column) const = 0;
    virtual std::int64_t number(int column) const = 0;
    virtual std::string text(int column) const = 0;
    virtual std::string blob(int column) const = 0;

    /// Forgets values and rows; the statement stays prepared.
    virtual void reset() = 0;

protected:
    Cursor() = default;
};

/// A statement in use: bind in order, step, read columns in order. Reset when it goes away.
class Statement {
public:
    explicit Statement(Cursor& cursor) : cursor_(&cursor) {}
    ~Statement() {
        if (cursor_ != nullptr) cursor_->reset();
    }
    Statement(Statement&& other) noexcept : cursor_(std::exchange(other.cursor_, nullptr)) {}
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement& operator=(Statement&&) = delete;

    Statement& bind(std::int64_t number);
    Statement& bind(Id128 id);
    Statement& bind_flag(bool yes);
    Statement& bind_text(std::string_view text);
    Statement& bind_date(std::string_view iso);
    Statement& bind_blob(std::string_view bytes);
    Statement& bind_null();

    /// For answers too long to be held in memory. Until the last row was read, the connection does nothing else.
    void read_one_by_one() { cursor_->read_one_by_one(); }
    /// True while there is a row; false at the end or after a fault, which failed() then tells apart.
    bool step() { return cursor_->step(); }
    bool failed() const { return cursor_->failed(); }
    StorageFault fault() const { return cursor_->fault(); }
    /// For statements without rows. Within a transaction a fault may show only later, at the latest with its commit.
    Stored<Done> run() { return cursor_->run(); }

    bool is_null(int column) const { return cursor_->is_null(column); }
    std::int64_t number(int column) const { return cursor_->number(column); }
    std::string text(int column) const { return cursor_->text(column); }
    std::string blob(int column) const { return cursor_->blob(column); }
    std::optional<Id128> id(int column) const;

private:
    Cursor* cursor_;
};

class Connection {
public:
    virtual ~Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Prepared once per text, which must therefore not contain values. Values have the place `?`.
    virtual Statement prepare(std::string_view sql) = 0;
    virtual Stored<Done> execute(const std::string& sql) = 0;

    /// The first number of the first row; 0 if there is none.
    Stored<std::int64_t> number(std::string_view sql);

    /// A column for an entity's field; of money, the amount's.
    virtual std::string_view column_type(FieldType type) const = 0;
    /// Of tables of our own: a whole number, a text, bytes; and what ends a table's definition.
    virtual std::string in_own_words(std::string_view definition) const = 0;
    /// The columns of a table; none if there is no such table.
    virtual Stored<std::set<std::string>> columns(std::string_view table) = 0;
    /// The version of everything in the database; 0 when nothing of ours is there.
    virtual Stored<std::int64_t> format() = 0;
    virtual Stored<Done> set_format(std::int64_t format) = 0;

protected:
    Connection() = default;
};

/// 16 bytes, the high half first.
std::string id_bytes(Id128 id);

}  // namespace pupitre::host
