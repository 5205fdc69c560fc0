// Reads the ledger from its beginning, carries every recorded change out again on nothing, and holds each entry against
// the chains: the one place that knows what a whole ledger looks like. Writes nothing.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "core/store/changes.h"
#include "server-stub/storage/storage.h"

namespace pupitre::host {

/// What the first broken entry suffers from. The wording is message key "host.ledger.<name>".
enum class LedgerFault : std::uint8_t {
    missing,     // An entry is not there.
    unreadable,  // Its changes cannot be read, or do not fit the state before it.
    no_link,     // A scope that it changed has no link of it, or a scope that it did not change has one.
    altered,     // It is not what its link was made of.
    chain,       // Its link does not hold on to the link before.
    rows,        // The rows of a scope are not those that its link was made of.
    head,        // The chain ends elsewhere than the stored head.
    state,       // The stored rows are not what the entries lead to.
};
std::string_view ledger_fault_name(LedgerFault fault);

struct BrokenEntry {
    LedgerFault fault = LedgerFault::missing;
    std::int64_t seq = 0;
    ScopeId scope;
};

/// One scope's part of an entry, as it was recorded and as it was recomputed.
struct WalkedLink {
    const AcceptedCommand& accepted;
    const ScopePart& part;
    const Link& link;
};

struct LedgerFacts {
    std::int64_t entries = 0;
    std::int64_t links = 0;
    ChainHeads heads;
    std::optional<BrokenEntry> broken;  // The first one; nothing behind it was looked at.
};

/// `stored` are the database's rows as they are now. Calls `visit`, if there is one, for each sound link in the order of
/// seq and scope.
Stored<LedgerFacts> walk_ledger(Storage& storage, const Database& stored,
                                const std::function<void(const WalkedLink&)>& visit = nullptr);

}  // namespace pupitre::host
