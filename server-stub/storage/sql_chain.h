// The chains of the ledger in the database: one row for each link, one for each scope's head. Internal to server-stub/storage.
#pragma once

#include <vector>

#include "server-stub/storage/sql.h"
#include "server-stub/storage/storage.h"

namespace pupitre::host {

Stored<Done> store_links(Connection& connection, const std::vector<Link>& links);
Stored<std::vector<Link>> stored_links(Connection& connection, const LinkPlace& place, std::int64_t count);
Stored<ChainHeads> stored_heads(Connection& connection);

/// Gives the entries of a ledger that has no chains their links. What cannot be carried out again stays without: then
/// `pupitre verify` says so.
Stored<Done> chain_ledger(Connection& connection, const Schema& schema);

}  // namespace pupitre::host
