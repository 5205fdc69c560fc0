// Which members work on which client's file, for members who do not see all of them.
#pragma once

#include <span>

#include "core/crm/client.h"

namespace pupitre {

/// That a client's file is entrusted to a member, or expressly not. Without such a row a restricted member sees the
/// clients that they made themselves. Its id is derived from both, so that two devices can't say it twice.
struct ClientAccess {
    static constexpr std::string_view table = "client_access";
    static constexpr std::string_view scope_key = "client";

    Id<ClientAccess> id;
    ClientId client;
    TeamMemberId member;
    bool withdrawn = false;

    static std::span<const Field> fields();
    bool operator==(const ClientAccess&) const = default;
};

/// The identity of "this member and this client's file".
Id<ClientAccess> client_access_id(ClientId client, TeamMemberId member);

/// Whether somebody who does not see everything sees a scope. A restricted member sees the firm's, and the files that are
/// entrusted to them with what is shared of these; a person of a portal sees that portal alone; a stranger nothing.
bool sees_scope(const Database& db, TeamMemberId member, ScopeId scope);
/// The scopes that such a person sees, ascending; the firm's first.
std::vector<ScopeId> seen_scopes(const Database& db, TeamMemberId member);

EntityRules client_access_rules();

}  // namespace pupitre
