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

/// The same, a block at a time, of a database that goes on changing meanwhile: what has changed in a block that was
/// made already makes it again.
class SnapshotSlices {
public:
    /// The database must outlive this.
    explicit SnapshotSlices(const Database& db);

    /// Makes one block that is missing or out of date. False when there is none: the blocks are the database as it is.
    bool step();
    /// The blocks, in schema and id order. After step() has returned false, and before the database changes again.
    [[nodiscard]] std::vector<std::string> take();

private:
    /// The rows of a table from one id up to the next block's.
    struct Block {
        TableIndex table = 0;
        Id128 first;
        std::string bytes;
        bool current = false;
    };

    void start();
    void follow_changes();
    void make(std::size_t place);

    const Database* db_;
    std::vector<Block> blocks_;
    std::uint64_t revision_ = 0;
};

/// Adds a block's rows to a database that does not have them yet. Errors: as decode_block; malformed for a row that is
/// there already (then nothing of the block was added) or for a block with deletions.
Result<std::size_t> load_block(Database& db, std::string_view bytes);

}  // namespace pupitre
