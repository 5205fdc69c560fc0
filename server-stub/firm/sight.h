// What one member sees of the firm at this moment: every file, or those entrusted to them, and always their own inbox alone. What is sent to a device goes
// through here.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/command/context.h"
#include "core/sync/chain_heads.h"
#include "core/sync/scope_links.h"
#include "server-stub/storage/storage.h"

namespace pupitre::host {

class Sight {
public:
    Sight(const Database& db, TeamMemberId member);

    /// Every file, and nothing but the inboxes of others is hidden.
    [[nodiscard]] bool every_file() const { return every_file_; }
    [[nodiscard]] bool sees(ScopeId scope) const { return scopes_.contains(scope) != every_file_; }
    /// Of the rows that are seen.
    [[nodiscard]] Hash128 digest() const;
    [[nodiscard]] bool same_as(const Sight& other) const {
        return every_file_ == other.every_file_ && scopes_ == other.scopes_;
    }
    [[nodiscard]] bool sees_row(TableIndex table, const void* row) const;
    /// The rows of the firm and where the chains stand, as far as they are seen.
    [[nodiscard]] std::vector<std::string> blocks(const ChainHeads& heads) const;

private:
    const Database* db_;
    bool every_file_;
    std::set<ScopeId> scopes_;  // Those that are seen; with every file, those that are not.
};

/// What a patch must hold for a member, made of the rows that changed.
struct SeenChanges {
    std::vector<ChangedRow> rows;  // In table order, each row once.
    bool lost_some = false;  // Something that was seen before is not seen any more: only a snapshot takes it away.
};

/// `changed` is in the order of Storage::changed_after. Files that were entrusted to the member meanwhile come whole.
SeenChanges changes_seen(const Database& db, const Sight& sight, TeamMemberId member,
                         const std::vector<ChangedRow>& changed);

}  // namespace pupitre::host
