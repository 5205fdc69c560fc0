// Rows of one table as one checksummed block: the same form for snapshots, patches and the device's segments.
//
//   block   = "PUPB" version:byte table:text columns:count {key:text type:byte} rows:count {id {value}}
//             deleted:count {id} checksum:8 bytes (XXH3-64 of all before)
//
// Columns carry their names, so a reader skips what it does not know and leaves empty what is missing.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/schema/entity.h"

namespace pupitre {

constexpr std::size_t block_rows_max = 1'000'000;

/// Writes rows (of info's entity) and the ids of deleted rows.
std::string encode_block(const EntityInfo& info, std::span<const void* const> rows, std::span<const Id128> deleted);

/// What is in a block.
struct RowBlock {
    TableIndex table = 0;
    std::vector<AnyRow> rows;
    std::vector<Id128> deleted;
};

/// Errors: truncated, checksum, unknown_version, unknown_name (table), malformed, too_large.
Result<RowBlock> decode_block(const Schema& schema, std::string_view bytes);

}  // namespace pupitre
