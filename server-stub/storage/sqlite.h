// SQLite with automatic clean-up. Internal to server-stub/storage.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "server-stub/storage/sql.h"

struct sqlite3;

namespace pupitre::host {

class SqliteCursor;

class SqliteConnection final : public Connection {
public:
    static Stored<std::unique_ptr<SqliteConnection>> open(const std::string& file, bool create);
    ~SqliteConnection() override;

    Statement prepare(std::string_view sql) override;
    Stored<Done> execute(const std::string& sql) override;
    std::string_view column_type(FieldType type) const override;
    std::string in_own_words(std::string_view definition) const override { return std::string(definition); }
    Stored<std::set<std::string>> columns(std::string_view table) override;
    Stored<std::int64_t> format() override { return number("PRAGMA user_version"); }
    Stored<Done> set_format(std::int64_t format) override;

    bool in_transaction() const;

private:
    explicit SqliteConnection(sqlite3* connection);

    sqlite3* connection_;
    std::map<std::string, std::unique_ptr<SqliteCursor>, std::less<>> cursors_;
};

}  // namespace pupitre::host
