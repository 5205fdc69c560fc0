// Everything a command may know of the world beside the data: who, when, on which side. Nothing asks for the time.
#pragma once

#include <cstdint>

#include "core/base/id.h"
#include "core/calendar/date.h"
#include "core/schema/entity.h"

namespace pupitre {

class Database;
struct TeamMember;
using TeamMemberId = Id<TeamMember>;

/// Where a command runs: on a device that guesses the outcome, or on the host that decides it.
enum class Role : std::uint8_t { replica, authority };

/// What a person may do. Bits of Context::rights.
enum class Right : std::uint32_t {
    nobody = 0,                 // What only the core itself writes.
    edit = 1u << 0u,            // Clients, people, notes, work.
    delete_clients = 1u << 1u,  // Taking clients away for good.
    manage_firm = 1u << 2u,     // The firm, its team, its groups.
    share = 1u << 3u,           // Answering requests and adding files to what is shared with a client.
};

/// Whether a person may see the rows of a scope, as the state gives it.
using SeesScope = bool (*)(const Database& db, TeamMemberId member, ScopeId scope);

struct Context {
    TeamMemberId actor;
    std::int64_t now_ms = 0;  // Milliseconds since 1970 UTC.
    Date today;               // The firm's civil day.
    Role role = Role::replica;
    std::uint32_t rights = 0;
    SeesScope sees_scope = nullptr;  // Null: everything.

    /// Whether some scopes are hidden from the actor.
    [[nodiscard]] bool is_restricted() const { return sees_scope != nullptr; }
    [[nodiscard]] bool sees(const Database& db, ScopeId scope) const {
        return sees_scope == nullptr || sees_scope(db, actor, scope);
    }
    [[nodiscard]] bool may(Right right) const { return (rights & static_cast<std::uint32_t>(right)) != 0; }
};

}  // namespace pupitre
