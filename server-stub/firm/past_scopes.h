// In which scopes an entry of the ledger shows, long after: rows may have moved to another file since, or be gone.
#pragma once

#include <cstdint>
#include <vector>

#include "core/store/change_scopes.h"
#include "server-stub/storage/storage.h"

namespace pupitre::host {

class PastScopes {
public:
    /// Both must outlive this. `db` is the present state.
    PastScopes(Storage& storage, const Database& db) : storage_(&storage), db_(&db) {}

    /// One entry for each change of the command with this number, in their order. Scopes that cannot be told within
    /// bounds are `unknown`.
    Stored<std::vector<ChangeScopes>> of(std::int64_t seq, const ChangeSet& changes);

    /// A scope that nobody sees and that is nobody's file.
    static constexpr ScopeId unknown{{~std::uint64_t{0}, ~std::uint64_t{0}}};

private:
    Stored<ScopeId> behind(std::int64_t seq, TableIndex table, Id128 row);

    Storage* storage_;
    const Database* db_;
    std::int64_t looked_up_ = 0;
};

}  // namespace pupitre::host
