// Walks a change-set from its end back, since only the state behind it is known.
#include "core/store/change_scopes.h"

#include <algorithm>
#include <map>
#include <utility>

namespace pupitre {

namespace {

ScopeId scope_from(const Value& owner) {
    const auto* id = std::get_if<Id128>(&owner);
    return id != nullptr ? ScopeId{*id} : ScopeId{};
}

class BackwardWalk {
public:
    BackwardWalk(const Schema& schema, const ScopeBehind& behind) : schema_(&schema), behind_(&behind) {}

    /// Of the last change that was not asked for yet.
    ChangeScopes of(const RowChange& change) {
        const EntityInfo& info = schema_->entity(change.table);
        if (info.scope_field == no_field) return {};
        if (info.scope_field == 0) return {ScopeId{change.row}, ScopeId{change.row}};
        const auto moved = std::ranges::find(change.fields, info.scope_field, &FieldChange::field);
        const bool says = moved != change.fields.end();
        ChangeScopes scopes;
        switch (change.kind) {
        case RowChangeKind::insert:  // An absent value is not listed: then it is the firm's scope.
            if (says) scopes.after = scope_from(moved->after);
            return {scopes.after, scopes.after};
        case RowChangeKind::erase:
            if (says) scopes.before = scope_from(moved->before);
            scopes.after = scopes.before;
            break;
        case RowChangeKind::update:
            if (!says) {
                scopes.after = scope_behind(change);
                return {scopes.after, scopes.after};
            }
            scopes = {scope_from(moved->before), scope_from(moved->after)};
            break;
        }
        earlier_[{change.table, change.row}] = scopes.before;
        return scopes;
    }

private:
    /// Where the row is right behind a change that leaves its scope as it is.
    ScopeId scope_behind(const RowChange& change) const {
        const auto known = earlier_.find({change.table, change.row});
        return known != earlier_.end() ? known->second : (*behind_)(change.table, change.row);
    }

    const Schema* schema_;
    const ScopeBehind* behind_;
    std::map<std::pair<TableIndex, Id128>, ScopeId> earlier_;  // Before the changes already seen.
};

}  // namespace

std::vector<ChangeScopes> scopes_of(const Database& after, const ChangeSet& changes) {
    return scopes_of(after.schema(), changes, [&](TableIndex table, Id128 row) {
        const void* found = after.table(table).find(row);
        return found != nullptr ? scope_of(after.schema().entity(table), found) : ScopeId{};
    });
}

std::vector<ChangeScopes> scopes_of(const Schema& schema, const ChangeSet& changes, const ScopeBehind& scope_behind) {
    std::vector<ChangeScopes> scopes(changes.rows.size());
    BackwardWalk walk(schema, scope_behind);
    for (std::size_t place = changes.rows.size(); place-- > 0;) scopes[place] = walk.of(changes.rows[place]);
    return scopes;
}

std::vector<ScopePart> parts_by_scope(const Database& after, const ChangeSet& changes) {
    const std::vector<ChangeScopes> scopes = scopes_of(after, changes);
    std::vector<std::pair<ScopeId, const RowChange*>> places;
    places.reserve(scopes.size());
    for (std::size_t place = 0; place < scopes.size(); ++place) {
        places.emplace_back(scopes[place].before, &changes.rows[place]);
        if (scopes[place].after != scopes[place].before) places.emplace_back(scopes[place].after, &changes.rows[place]);
    }
    std::ranges::stable_sort(places, {}, &std::pair<ScopeId, const RowChange*>::first);
    std::vector<ScopePart> parts;
    for (const auto& [scope, change] : places) {
        if (parts.empty() || parts.back().scope != scope) parts.push_back({scope, {}});
        parts.back().changes.push_back(change);
    }
    return parts;
}

}  // namespace pupitre
