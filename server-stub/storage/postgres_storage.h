// The storage in a PostgreSQL database, which several hosts may serve at once. Only the start of the program includes
// this; everything else knows storage.h.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "server-stub/storage/storage.h"

namespace pupitre::host {

/// True for what names a PostgreSQL database: "postgres://…", "postgresql://…" or libpq's "host=… dbname=…".
bool is_postgres(std::string_view place);
/// The same without a password, to show and to log.
std::string shown_postgres(std::string_view place);

struct PostgresOptions {
    bool create = false;  // The tables, when there are none yet. The database itself must be there.
};

/// Opens the database and brings its tables up to this version.
Stored<std::unique_ptr<Storage>> open_postgres(const std::string& place, const Schema& schema, PostgresOptions options);

/// True while a host serves the database.
Stored<bool> is_served(const std::string& place);

}  // namespace pupitre::host
