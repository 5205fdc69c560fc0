// Where a test keeps its firm: a folder with SQLite, or a PostgreSQL database of its own.
#pragma once

#include <cstdint>
#include <string>

#include "tests/host/support/temp_folder.h"

namespace pupitre::host {

enum class Backend : std::uint8_t { sqlite, postgres };

/// Lets the test run twice, once with each kind of database. Called once, at its start.
Backend each_backend();

class TestPlace {
public:
    explicit TestPlace(Backend backend = Backend::sqlite);

    /// What --data or --database takes.
    const std::string& path() const { return path_; }
    bool is_postgres() const { return backend_ == Backend::postgres; }
    /// Works on the stored tables behind the program's back.
    void run_sql(const std::string& sql) const;

private:
    Backend backend_;
    TempFolder folder_;
    std::string path_;
};

}  // namespace pupitre::host
