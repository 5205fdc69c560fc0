// In which scopes a change-set shows. Knows no entity by name: its table says which field holds the scope.
#pragma once

#include <functional>
#include <vector>

#include "core/store/database.h"

namespace pupitre {

/// The scope that a changed row was in before and is in after; they differ only where a row moves from one to another.
/// A row that is inserted or erased has one scope, twice.
struct ChangeScopes {
    ScopeId before;
    ScopeId after;

    bool operator==(const ChangeScopes&) const = default;
};

/// One entry for each change, in their order. `after` is the state that the whole change-set led to.
std::vector<ChangeScopes> scopes_of(const Database& after, const ChangeSet& changes);
/// The same where that state is not at hand: `scope_behind` tells the scope that a row was in behind the whole change-set,
/// and is asked only for rows whose changes do not say it themselves.
using ScopeBehind = std::function<ScopeId(TableIndex table, Id128 row)>;
std::vector<ChangeScopes> scopes_of(const Schema& schema, const ChangeSet& changes, const ScopeBehind& scope_behind);

/// What a change-set did in one scope: the places of its changes, in order. A row that moves is in both scopes.
struct ScopePart {
    ScopeId scope;
    std::vector<const RowChange*> changes;
};

/// Ascending by scope. Points into `changes`.
std::vector<ScopePart> parts_by_scope(const Database& after, const ChangeSet& changes);

}  // namespace pupitre
