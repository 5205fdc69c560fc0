// Most commands show in one scope, which its link names. Only where there are several does a row's own later history tell
// where it was.
#include "server-stub/firm/past_scopes.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace pupitre::host {
namespace {

constexpr std::int64_t look_ups_max = 500;  // Of rows, for one question.
constexpr std::int64_t read_at_once = 32;
constexpr std::int64_t entries_max = 512;  // Of one row's history.

/// The scope that the row was in before these changes, if one of them says it.
std::optional<ScopeId> scope_before(const EntityInfo& info, TableIndex table, Id128 row, const ChangeSet& changes) {
    for (const RowChange& change : changes.rows) {
        if (change.table != table || change.row != row || change.kind == RowChangeKind::insert) continue;
        const auto said = std::ranges::find(change.fields, info.scope_field, &FieldChange::field);
        if (said != change.fields.end()) {
            const auto* owner = std::get_if<Id128>(&said->before);
            return owner != nullptr ? ScopeId{*owner} : ScopeId{};
        }
        // Of a row that goes, an absent value is not listed: then it is the firm's.
        if (change.kind == RowChangeKind::erase) return ScopeId{};
    }
    return std::nullopt;
}

}  // namespace

Stored<std::vector<ChangeScopes>> PastScopes::of(std::int64_t seq, const ChangeSet& changes) {
    auto links = storage_->links_after(LinkPlace::behind(seq - 1), 2);
    if (!links) return links.error();
    std::erase_if(*links, [seq](const Link& link) { return link.seq != seq; });
    if (links->size() == 1) {
        const ScopeId only = links->front().scope;
        return std::vector<ChangeScopes>(changes.rows.size(), ChangeScopes{only, only});
    }
    std::optional<StorageFault> fault;
    auto scopes = scopes_of(db_->schema(), changes, [&](TableIndex table, Id128 row) {
        const auto found = behind(seq, table, row);
        if (!found) fault = found.error();
        return found ? *found : unknown;
    });
    if (fault) return *fault;
    return scopes;
}

/// The next later change that says where it found the row; without one, the row is where it was.
Stored<ScopeId> PastScopes::behind(std::int64_t seq, TableIndex table, Id128 row) {
    const EntityInfo& info = db_->schema().entity(table);
    if (++looked_up_ > look_ups_max) return unknown;
    const void* present = db_->table(table).find(row);
    ScopeId scope = present != nullptr ? scope_of(info, present) : unknown;
    std::int64_t before = std::numeric_limits<std::int64_t>::max();
    for (std::int64_t read = 0; read < entries_max; read += read_at_once) {
        const auto entries = storage_->ledger_of_row(info.table, row, before, read_at_once);
        if (!entries) return entries.error();
        for (const LedgerEntry& entry : *entries) {
            before = entry.head.seq;
            if (before <= seq) return scope;
            const auto changes = decode_change_set(db_->schema(), entry.changes);
            if (!changes) return unknown;
            scope = scope_before(info, table, row, *changes).value_or(scope);
        }
        if (std::ssize(*entries) < read_at_once) return scope;
    }
    return unknown;
}

}  // namespace pupitre::host
