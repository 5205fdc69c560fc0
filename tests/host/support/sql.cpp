// SQLite without any of our own code.
#include "tests/host/support/sql.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

namespace pupitre::host {

int run_sql(const std::string& data, const std::string& sql) {
    sqlite3* connection = nullptr;
    REQUIRE(sqlite3_open((data + "/pupitre.sqlite").c_str(), &connection) == SQLITE_OK);
    char* error = nullptr;
    const int code = sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, &error);
    CAPTURE(error);
    CHECK(code == SQLITE_OK);
    sqlite3_free(error);
    const int changed = sqlite3_changes(connection);
    sqlite3_close(connection);
    return changed;
}

}  // namespace pupitre::host
