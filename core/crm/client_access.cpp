// Given and withdrawn by whoever manages the firm.
#include "core/crm/client_access.h"

#include <algorithm>

#include "core/command/row_rules.h"
#include "core/crm/portal.h"
#include "core/firm/firm.h"
#include "core/notices/notice.h"

namespace pupitre {

namespace {

std::optional<Refusal> check_access(const Database&, const Context&, const void* row) {
    const auto& access = *static_cast<const ClientAccess*>(row);
    if (access.id == client_access_id(access.client, access.member)) return std::nullopt;
    const EntityInfo& info = entity_info<ClientAccess>();
    return refuse_field(RefusalCode::invalid_value, info, row, info.fields[0]);
}

}  // namespace

std::span<const Field> ClientAccess::fields() {
    static constexpr Field rows[] = {
        field<&ClientAccess::id>("id"),
        field<&ClientAccess::client>("client", Edit::hidden, Need::required).to("client", OnDelete::cascade),
        field<&ClientAccess::member>("member", Edit::hidden, Need::required).to("team_member", OnDelete::cascade),
        field<&ClientAccess::withdrawn>("withdrawn", Edit::yes_no),
    };
    static_assert(std::size(rows) == member_count<ClientAccess>(), "Every member needs a row.");
    return rows;
}

Id<ClientAccess> client_access_id(ClientId client, TeamMemberId member) {
    return {derived_id(client.value, "access:" + to_text(member.value))};
}

bool sees_scope(const Database& db, TeamMemberId member, ScopeId scope) {
    if (const PortalAccess* access = access_of(db, member)) {
        return !access->inactive && scope == scope_of_portal(access->portal);
    }
    if (db.find(member) == nullptr) return false;
    if (scope == ScopeId{} || scope == scope_of_inbox(inbox_of(member))) return true;
    const Portal* portal = db.find(PortalId{scope.value});
    const ClientId client = portal != nullptr ? portal->client : ClientId{scope.value};
    if (const ClientAccess* access = db.find(client_access_id(client, member))) return !access->withdrawn;
    if (const Client* made = db.find(client)) return made->created_by == member;
    // A portal whose row is gone does not say any more whose it was; its client still does.
    return std::ranges::binary_search(seen_scopes(db, member), scope);
}

std::vector<ScopeId> seen_scopes(const Database& db, TeamMemberId member) {
    if (const PortalAccess* access = access_of(db, member)) {
        return access->inactive ? std::vector<ScopeId>{} : std::vector{scope_of_portal(access->portal)};
    }
    if (db.find(member) == nullptr) return {};
    std::vector<ScopeId> scopes = {ScopeId{}, scope_of_inbox(inbox_of(member))};
    const auto add_file = [&](ClientId client) {
        scopes.push_back(ScopeId{client.value});
        scopes.push_back(scope_of_portal(portal_id(client)));
    };
    db.for_each_with<&ClientAccess::member>(member, [&](const ClientAccess& access) {
        if (!access.withdrawn) add_file(access.client);
    });
    db.for_each_with<&Client::created_by>(member, [&](const Client& client) {
        if (sees_scope(db, member, ScopeId{client.id.value})) add_file(client.id);
    });
    std::ranges::sort(scopes);
    const auto repeated = std::ranges::unique(scopes);
    scopes.erase(repeated.begin(), repeated.end());
    return scopes;
}

EntityRules client_access_rules() {
    EntityRules rules;
    rules.info = &entity_info<ClientAccess>();
    rules.write = rules.remove = Right::manage_firm;
    rules.check = check_access;
    return rules;
}

}  // namespace pupitre
