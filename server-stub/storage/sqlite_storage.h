// The storage in one SQLite file. Only the start of the program includes this; everything else knows storage.h.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "server-stub/storage/storage.h"

namespace pupitre::host {

/// The file's name in the data folder.
constexpr std::string_view database_file_name = "pupitre.sqlite";

struct SqliteOptions {
    bool create = false;         // When there is no database yet.
    std::int64_t pages_max = 0;  // The largest file, in pages; 0: what the disk holds.
};

/// Opens the database of a data folder and brings its tables up to this version.
Stored<std::unique_ptr<Storage>> open_sqlite(const std::string& folder, const Schema& schema, SqliteOptions options);

/// The same for a file that its caller has found or is about to make; the file system is SQLite's affair alone.
Stored<std::unique_ptr<Storage>> open_sqlite_file(const std::string& file, const Schema& schema,
                                                  const SqliteOptions& options);

/// What SQLite finds wrong with a file that open_sqlite calls corrupt, in SQLite's words. Changes nothing.
std::vector<std::string> problems_of_file(const std::string& folder);

}  // namespace pupitre::host
