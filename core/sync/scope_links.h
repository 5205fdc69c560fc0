// The links that a device needs to follow the chains of the scopes that changed: from the head it holds to the present
// one. Of the links in between it gets only their bodies; the last one it puts together itself, from the digest of the
// rows that it holds, and compares. So a chain that fits proves both: nobody changed the past, and these are the rows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/database.h"
#include "core/sync/chain_heads.h"
#include "core/sync/ledger.h"

namespace pupitre {

constexpr std::size_t patch_links_max = 20'000;  // With more, a snapshot is the shorter way.

/// Consecutive links of one scope.
struct ScopeLinks {
    ScopeId scope;
    Hash256 before;               // The hash of the link before the first of these; zero when that is the very first.
    std::vector<Hash256> bodies;  // Of all but the last one.
    std::int64_t number = 0;      // Of the last one …
    std::int64_t seq = 0;
    Hash256 content;
    Hash256 hash;  // The link itself.

    bool operator==(const ScopeLinks&) const = default;
};

/// Groups links, which are in the order in which they were made, by scope.
std::vector<ScopeLinks> links_by_scope(const std::vector<Link>& links);

/// The head after these links, if they go on from the head that is held (from any, if none is held) and end with rows of
/// this digest. Errors: checksum, with `where` "chain".
Result<ChainHead> follow_links(const ScopeLinks& links, const ChainHead* held, const Hash128& digest);

std::string encode(const std::vector<ScopeLinks>& links);
/// Errors: truncated, malformed, too_large.
Result<std::vector<ScopeLinks>> decode_scope_links(std::string_view bytes);

}  // namespace pupitre
