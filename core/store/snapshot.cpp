// Snapshots are made of row blocks.
#include "core/store/snapshot.h"

#include <algorithm>

#include "core/store/row_block.h"

namespace pupitre {

std::vector<std::string> encode_snapshot(const Database& db) {
    std::vector<std::string> blocks;
    for (TableIndex index = 0; index < db.schema().table_count(); ++index) {
        const Table& table = db.table(index);
        for (std::size_t start = 0; start < table.size(); start += snapshot_block_rows) {
            const std::size_t end = std::min(table.size(), start + snapshot_block_rows);
            std::vector<const void*> rows;
            rows.reserve(end - start);
            for (std::size_t place = start; place < end; ++place) rows.push_back(table.at(place));
            blocks.push_back(encode_block(table.info(), rows, {}));
        }
    }
    return blocks;
}

Result<std::size_t> load_block(Database& db, std::string_view bytes) {
    const Result<RowBlock> block = decode_block(db.schema(), bytes);
    if (!block) return block.error();
    if (!block->deleted.empty()) return Error{ErrorCode::malformed, "deleted"};
    const Table& table = db.table(block->table);
    for (std::size_t i = 0; i < block->rows.size(); ++i) {
        const Id128 id = block->rows[i].id();
        if (table.find(id) != nullptr || (i > 0 && block->rows[i - 1].id() >= id)) {
            return Error{ErrorCode::malformed, "rows", static_cast<std::int64_t>(i)};
        }
    }
    for (const AnyRow& row : block->rows) db.load(block->table, row.data());
    return block->rows.size();
}

}  // namespace pupitre
