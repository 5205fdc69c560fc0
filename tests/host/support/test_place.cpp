// Where a test keeps its firm.
#include "tests/host/support/test_place.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include "tests/host/support/postgres_cluster.h"

namespace pupitre::host {

Backend each_backend() {
    Backend backend = Backend::sqlite;
    SUBCASE("SQLite") { backend = Backend::sqlite; }
    SUBCASE("PostgreSQL") { backend = Backend::postgres; }
    return backend;
}

TestPlace::TestPlace(Backend backend) :
    backend_(backend), path_(backend == Backend::postgres ? postgres_cluster().new_database() : folder_.path()) {}

void TestPlace::run_sql(const std::string& sql) const {
    if (is_postgres()) return postgres_cluster().run_sql(path_, sql);
    sqlite3* connection = nullptr;
    REQUIRE(sqlite3_open(folder_.file("pupitre.sqlite").c_str(), &connection) == SQLITE_OK);
    char* error = nullptr;
    const int code = sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, &error);
    CAPTURE(error);
    CHECK(code == SQLITE_OK);
    sqlite3_close(connection);
}

}  // namespace pupitre::host
