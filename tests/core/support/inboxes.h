// The firm beside what members were told: who was told something stays told, also when its reason is taken back.
#pragma once

#include <algorithm>

#include "core/notices/notice.h"

namespace pupitre {

/// Whether it is a scope that only one member sees.
inline bool is_inbox(const Database& db, ScopeId scope) {
    bool found = false;
    db.for_each<TeamMember>(
        [&](const TeamMember& member) { found = found || scope == scope_of_inbox(inbox_of(member.id)); });
    return found;
}

/// The digest of everything else.
inline Hash128 digest_beside_inboxes(const Database& db) {
    Hash128 sum;
    for (const auto& [scope, digest] : db.scope_digests()) {
        if (!is_inbox(db, scope)) sum += digest;
    }
    return sum;
}

}  // namespace pupitre
