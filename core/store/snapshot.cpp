// Snapshots are made of row blocks.
#include "core/store/snapshot.h"

#include <algorithm>

#include "core/store/row_block.h"

namespace pupitre {

std::vector<std::string> encode_snapshot(const Database& db) {
    SnapshotSlices slices(db);
    while (slices.step()) {}
    return slices.take();
}

SnapshotSlices::SnapshotSlices(const Database& db) : db_(&db) { start(); }

void SnapshotSlices::start() {
    blocks_.clear();
    for (TableIndex index = 0; index < db_->schema().table_count(); ++index) blocks_.push_back({index, {}, {}, false});
    revision_ = db_->revision();
}

bool SnapshotSlices::step() {
    follow_changes();
    const auto next = std::find_if(blocks_.begin(), blocks_.end(), [](const Block& block) { return !block.current; });
    if (next == blocks_.end()) return false;
    make(static_cast<std::size_t>(next - blocks_.begin()));
    return true;
}

std::vector<std::string> SnapshotSlices::take() {
    assert(revision_ == db_->revision());
    std::vector<std::string> all;
    for (Block& block : blocks_) {
        if (!block.bytes.empty()) all.push_back(std::move(block.bytes));
    }
    blocks_.clear();
    return all;
}

void SnapshotSlices::follow_changes() {
    if (revision_ == db_->revision()) return;
    const auto changes = db_->changes_since(revision_);
    if (!changes) return start();  // Too many to know.
    revision_ = db_->revision();
    for (const ChangedRow& change : *changes) {
        // The last block that begins at or before the row; the first of each table begins before all.
        const auto after = std::upper_bound(
            blocks_.begin(), blocks_.end(), std::pair{change.table, change.row},
            [](const auto& row, const Block& block) { return row < std::pair{block.table, block.first}; });
        std::prev(after)->current = false;
    }
}

void SnapshotSlices::make(std::size_t place) {
    const TableIndex index = blocks_[place].table;
    const Table& table = db_->table(index);
    const bool last = place + 1 == blocks_.size() || blocks_[place + 1].table != index;
    const std::size_t start = table.place_from(blocks_[place].first);
    std::size_t end = last ? table.size() : table.place_from(blocks_[place + 1].first);
    if (end - start > snapshot_block_rows) {
        end = start + snapshot_block_rows;
        const Block rest{index, id_of(table.at(end)), {}, false};
        blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(place) + 1, rest);
    }
    std::vector<const void*> rows;
    rows.reserve(end - start);
    for (std::size_t row = start; row < end; ++row) rows.push_back(table.at(row));
    Block& block = blocks_[place];
    block.bytes = rows.empty() ? std::string{} : encode_block(table.info(), rows, {});
    block.current = true;
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
