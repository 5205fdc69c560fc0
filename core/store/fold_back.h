// The past from the present: change-sets taken back one after the other, the newest first. Knows neither who made them
// nor where they are kept.
#pragma once

#include <memory>
#include <optional>

#include "core/store/changes.h"

namespace pupitre {

/// The same rows in a database of its own.
std::unique_ptr<Database> copy_of(const Database& db);

/// Takes back the newest change-set that is in `db`. False, and nothing happens, if it does not fit the state: then it is
/// not the newest one.
[[nodiscard]] bool fold_back(Database& db, const ChangeSet& newest);

/// One row on its way back through its own changes.
class RowFold {
public:
    /// As it is now; a null row is not there.
    RowFold(const EntityInfo& info, Id128 row, const void* now);

    /// Takes back what a change-set, the newest first, did to this row.
    void take_back(TableIndex table, const ChangeSet& newest);

    /// The row as it was by then; nothing if it was not there.
    [[nodiscard]] const std::optional<AnyRow>& row() const { return state_; }

private:
    void take_back(const RowChange& change);

    const EntityInfo* info_;
    Id128 row_;
    std::optional<AnyRow> state_;
};

}  // namespace pupitre
