// The whole state as a list of row blocks: what a new device loads and what a device keeps as its base.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/store/database.h"

namespace pupitre {

/// Rows per block when a snapshot is made: small enough to send, check and decode within a frame or two.
constexpr std::size_t snapshot_block_rows = 4'000;

/// One block for each run of up to snapshot_block_rows rows, in schema and id order. Empty tables give none.
std::vector<std::string> encode_snapshot(const Database& db);

/// Adds a block's rows to a database that does not have them yet. Errors: as decode_block; malformed for a row that is
/// there already (then nothing of the block was added) or for a block with deletions.
Result<std::size_t> load_block(Database& db, std::string_view bytes);

}  // namespace pupitre
