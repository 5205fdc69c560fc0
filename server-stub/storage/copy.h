// All that one database holds, copied into another, of whichever kind each is.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server-stub/storage/storage.h"

namespace pupitre::host {

/// What was copied, as the copy says it when it is read back.
struct CopyFacts {
    std::int64_t seq = 0;  // The last command in it.
    Hash128 digest;
    std::int64_t rows = 0;     // Of entities.
    std::int64_t records = 0;  // Of our own tables: ledger, devices, results, accounts …
    std::vector<std::string>
        left;  // "table.column" that a newer version had added: this version cannot take them along.
};

/// True for a database that holds no firm, or nothing at all.
Stored<bool> is_vacant(Storage& storage);

/// Copies everything, sessions excepted, under the same epoch. Both have begun a transaction, and the caller commits what
/// was written to the empty `to`. It is read back before this returns. Faults: corrupt if what is read is not what was
/// stored, in one or the other.
Stored<CopyFacts> copy_all(Storage& from, Storage& to, const Schema& schema);

}  // namespace pupitre::host
