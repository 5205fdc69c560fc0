// Filters rows, digests and chains by scope.
#include "server-stub/firm/sight.h"

#include <algorithm>

#include "core/crm/client_access.h"
#include "core/crm/portal.h"
#include "core/firm/firm.h"
#include "core/notices/notice.h"
#include "core/store/row_block.h"
#include "core/store/snapshot.h"

namespace pupitre::host {
namespace {

bool sees_every_file(const Database& db, TeamMemberId member) {
    // Somebody who is no member any more sees nothing but what all share.
    const TeamMember* row = db.find(member);
    return row != nullptr && row->sees_every_file();
}

/// All rows of one scope.
std::vector<ChangedRow> rows_of(const Database& db, ScopeId scope) {
    std::vector<ChangedRow> rows;
    for (TableIndex table = 0; table < db.schema().table_count(); ++table) {
        const EntityInfo& info = db.schema().entity(table);
        if (info.scope_field == no_field) continue;
        if (info.scope_field == 0) {
            if (db.table(table).find(scope.value) != nullptr) rows.push_back({table, scope.value, scope});
            continue;
        }
        for (const Id128 row : db.table(table).with(info.scope_field, Value{scope.value})) {
            rows.push_back({table, row, scope});
        }
    }
    return rows;
}

}  // namespace

Sight::Sight(const Database& db, TeamMemberId member) : db_(&db), every_file_(sees_every_file(db, member)) {
    if (every_file_) {
        db.for_each<TeamMember>([&](const TeamMember& other) {
            if (other.id != member) scopes_.insert(scope_of_inbox(inbox_of(other.id)));
        });
        return;
    }
    const std::vector<ScopeId> seen = seen_scopes(db, member);
    scopes_.insert(seen.begin(), seen.end());
}

Hash128 Sight::digest() const {
    Hash128 sum;
    for (const ScopeId scope : scopes_) sum += db_->digest(scope);
    if (!every_file_) return sum;
    Hash128 seen = db_->digest();
    seen -= sum;
    return seen;
}

bool Sight::sees_row(TableIndex table, const void* row) const {
    return sees(scope_of(db_->schema().entity(table), row));
}

std::vector<std::string> Sight::blocks(const ChainHeads& heads) const {
    std::vector<std::string> blocks;
    for (TableIndex table = 0; table < db_->schema().table_count(); ++table) {
        std::vector<const void*> rows;
        const auto end_block = [&] {
            if (!rows.empty()) blocks.push_back(encode_block(db_->schema().entity(table), rows, {}));
            rows.clear();
        };
        db_->table(table).for_each([&](const void* row) {
            if (sees_row(table, row)) rows.push_back(row);
            if (rows.size() == snapshot_block_rows) end_block();
        });
        end_block();
    }
    ChainHeads seen;
    heads.for_each([&](ScopeId scope, const ChainHead& head) {
        if (sees(scope)) seen.set(scope, head);
    });
    for (std::string& block : encode_heads(seen)) blocks.push_back(std::move(block));
    return blocks;
}

SeenChanges changes_seen(const Database& db, const Sight& sight, TeamMemberId member,
                         const std::vector<ChangedRow>& changed) {
    const TableIndex members = db.schema().index_of<TeamMember>();
    const TableIndex clients = db.schema().index_of<Client>();
    const TableIndex accesses = db.schema().index_of<ClientAccess>();
    const TableIndex portal_accesses = db.schema().index_of<PortalAccess>();
    SeenChanges seen;
    for (const ChangedRow& row : changed) {
        // Whether the member was restricted before is not known here.
        if (row.table == members && row.row == member.value) seen.lost_some = true;
        // Who saw a file that is gone is not known any more.
        const bool file_gone = row.table == clients && db.table(row.table).find(row.row) == nullptr;
        if (file_gone && !sight.every_file()) seen.lost_some = true;
        const bool own_access =
            row.table == accesses && row.row == client_access_id(ClientId{row.scope.value}, member).value;
        if (own_access && !sight.every_file()) {
            if (!sight.sees(row.scope)) seen.lost_some = true;
            const PortalId portal = portal_id(ClientId{row.scope.value});
            for (const ScopeId scope : {row.scope, scope_of_portal(portal)}) {
                for (const ChangedRow& each : rows_of(db, scope)) seen.rows.push_back(each);
            }
        }
        // What somebody of a portal held before their access changed is not known here.
        if (row.table == portal_accesses && row.row == member.value) seen.lost_some = true;
        if (sight.sees(row.scope)) seen.rows.push_back(row);
    }
    const auto place = [](const ChangedRow& row) { return std::pair{row.table, row.row}; };
    std::ranges::sort(seen.rows, {}, place);
    const auto repeated = std::ranges::unique(seen.rows, {}, place);
    seen.rows.erase(repeated.begin(), repeated.end());
    return seen;
}

}  // namespace pupitre::host
