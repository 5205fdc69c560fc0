// Looks at every scope that an outcome touches, every row that it refers to, and every row that it speaks of.
#include "core/command/sight.h"

#include <algorithm>
#include <utility>

#include "core/store/change_scopes.h"
#include "core/store/changes.h"

namespace pupitre {

namespace {

bool is_hidden(const Database& db, const Context& by, std::string_view table, Id128 row) {
    const TableIndex index = db.schema().index_of(table);
    if (index >= db.schema().table_count()) return false;
    const void* found = db.table(index).find(row);
    return found != nullptr && !by.sees(db, scope_of(db.schema().entity(index), found));
}

/// A field of a changed row that now refers to a hidden row.
std::optional<Refusal> refuse_reference(const Database& db, const Context& by, const RowChange& change) {
    const EntityInfo& info = db.schema().entity(change.table);
    for (const FieldChange& each : change.fields) {
        const Field& field = info.fields[each.field];
        const auto* target = std::get_if<Id128>(&each.after);
        if (field.target.empty() || target == nullptr || !is_hidden(db, by, field.target, *target)) continue;
        return Refusal{RefusalCode::reference_missing, std::string(info.table), change.row, std::string(field.key), {}};
    }
    return std::nullopt;
}

std::optional<Refusal> refuse_what_it_says(const Database& db, const Context& by, const Outcome& outcome) {
    for (const Conflict& conflict : outcome.conflicts) {
        if (!is_hidden(db, by, conflict.table, conflict.row)) continue;
        return Refusal{RefusalCode::row_not_found, conflict.table, conflict.row, {}, {}};
    }
    for (const RowChange& change : outcome.changes.rows) {
        if (auto refusal = refuse_reference(db, by, change)) return refusal;
    }
    return std::nullopt;
}

struct Touched {
    ScopeId scope;
    const RowChange* change = nullptr;
};

/// The first change in each scope that the actor does not see behind the outcome.
std::vector<Touched> hidden_behind(const Database& db, const Context& by, const ChangeSet& changes) {
    std::vector<Touched> hidden;
    for (const ScopePart& part : parts_by_scope(db, changes)) {
        if (!by.sees(db, part.scope)) hidden.push_back({part.scope, part.changes.front()});
    }
    return hidden;
}

void carry_out(Database& db, const ChangeSet& changes) {
    Changes again(db);
    const bool applied = again.apply(changes);
    assert(applied);
    static_cast<void>(applied);
}

}  // namespace

const void* find_seen(const Database& db, const Context& by, TableIndex table, Id128 row) {
    const void* found = db.table(table).find(row);
    if (found == nullptr || !by.is_restricted()) return found;
    return by.sees(db, scope_of(db.schema().entity(table), found)) ? found : nullptr;
}

std::optional<Refusal> refuse_out_of_sight(Database& db, const Context& by, const Outcome& outcome) {
    auto refusal = refuse_what_it_says(db, by, outcome);
    const std::vector<Touched> hidden = hidden_behind(db, by, outcome.changes);
    if (!refusal && hidden.empty()) return std::nullopt;
    carry_out(db, inverse(outcome.changes));
    if (refusal) return refusal;
    // A file that the outcome has deleted was perhaps seen before.
    const auto unseen = std::ranges::find_if(hidden, [&](const Touched& each) { return !by.sees(db, each.scope); });
    if (unseen == hidden.end()) {
        carry_out(db, outcome.changes);
        return std::nullopt;
    }
    const std::string_view table = db.schema().entity(unseen->change->table).table;
    return Refusal{RefusalCode::not_permitted, std::string(table), unseen->change->row, {}, {}};
}

Refusal without_hidden(const Database& db, const Context& by, Refusal refusal) {
    if (is_hidden(db, by, refusal.table, refusal.row)) {
        return {RefusalCode::row_not_found, std::move(refusal.table), refusal.row, {}, {}};
    }
    if (is_hidden(db, by, refusal.cause.table, refusal.cause.row)) refusal.cause = {};
    return refusal;
}

}  // namespace pupitre
