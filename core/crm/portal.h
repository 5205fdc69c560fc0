// What a client's own people may enter: the part of a client's file that is shared with them, and who of them may.
#pragma once

#include <span>
#include <string>

#include "core/crm/person.h"
#include "core/store/changes.h"

namespace pupitre {

/// The shared part of one client's file: a scope of its own, which this row opens and belongs to. It holds what the
/// portal shows of the firm and of the client, and nothing else of them.
struct Portal {
    static constexpr std::string_view table = "portal";
    static constexpr std::string_view scope_key = "id";

    Id<Portal> id;  // Follows from the client's.
    ClientId client;
    std::string firm_name;
    std::string client_name;

    static std::span<const Field> fields();
    bool operator==(const Portal&) const = default;
};
using PortalId = Id<Portal>;

/// That one of the client's people may enter. They act under this row's id, as members do under theirs. Their address
/// stands with the person, in the client's file, which the portal does not hold.
struct PortalAccess {
    static constexpr std::string_view table = "portal_access";
    static constexpr std::string_view scope_key = "portal";

    Id<PortalAccess> id;  // Follows from the person's.
    PortalId portal;
    PersonId person;
    std::string name;       // As it stood when access was given.
    bool inactive = false;  // Withdrawn.

    static std::span<const Field> fields();
    bool operator==(const PortalAccess&) const = default;
};
using PortalAccessId = Id<PortalAccess>;

/// The identity of a client's portal, which is also its scope.
PortalId portal_id(ClientId client);
constexpr ScopeId scope_of_portal(PortalId portal) { return {portal.value}; }
/// The identity of "this person may enter".
PortalAccessId portal_access_id(PersonId person);
/// Under which a person of the portal acts.
constexpr TeamMemberId actor_of(PortalAccessId access) { return {access.value}; }
/// The access under which somebody acts; null for the firm's members and for strangers.
const PortalAccess* access_of(const Database& db, TeamMemberId actor);

/// Makes the client's portal unless it is there.
PortalId ensure_portal(Changes& changes, ClientId client);
/// Carries the names over to the portals.
void follow_client_name(Changes& changes, const Context& by, const void* before, Id128 row);
void follow_firm_name(Changes& changes, const Context& by, const void* before, Id128 row);

EntityRules portal_rules();
EntityRules portal_access_rules();

}  // namespace pupitre
