// One real table per entity, with columns derived from its field table. Internal to server-stub/storage.
#pragma once

#include <functional>
#include <string_view>

#include "core/store/change_set.h"
#include "core/store/database.h"
#include "server-stub/storage/sql.h"

namespace pupitre::host {

/// Creates missing tables and adds missing columns. Columns that this version does not know stay as they are.
Stored<Done> prepare_entity_tables(Connection& connection, const Schema& schema);

/// Reads every row of every table; rows that do not fit their entity are reported and left out.
Stored<Done> load_entities(Connection& connection, Database& db,
                           const std::function<void(std::string_view table, Id128 row)>& unreadable);

/// Stores the row as it is now, or removes it if it is gone.
Stored<Done> write_entity(Connection& connection, const Database& db, TableIndex table, Id128 row);

}  // namespace pupitre::host
