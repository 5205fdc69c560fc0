// The indexes of the ledger: which commands touched a row, which were given in one go. Internal to server-stub/storage.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/schema/entity.h"
#include "server-stub/storage/sql.h"

namespace pupitre::host {

/// Notes that the command with this number touched the row.
Stored<Done> index_row(Connection& connection, std::string_view table, Id128 row, std::int64_t seq);

/// Notes that the command with this number belongs to the batch.
Stored<Done> index_batch(Connection& connection, Id128 batch, std::int64_t seq);

/// Indexes the batches of a whole ledger that has no such index yet.
Stored<Done> index_batches(Connection& connection);

/// Indexes a whole ledger by row that has no index yet. Entries that name tables of no version of ours are left out.
Stored<Done> index_ledger(Connection& connection, const Schema& schema);

}  // namespace pupitre::host
