// The ledger's hashes: what an accepted command did in one scope becomes a link, and each link holds on to the one
// before. Nothing that was accepted can be changed, left out or put in later without every following hash showing it.
// The form is described for other programs in docs/ledger.md; tools/verify_ledger.py follows it.
//
//   leaf    = SHA-256(0, salt, content)      the command, each changed row, each changed field
//   content = SHA-256(1, seq, client, mid, actor, at_ms, leaves)
//   body    = SHA-256(2, scope, number, seq, digest, content)
//   link    = SHA-256(3, link before, body)
//
// A leaf's salt lets its value be erased for good: without the salt, its hash says nothing of a value that could be
// guessed, and the chain still holds.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/sha256.h"
#include "core/store/change_scopes.h"
#include "core/sync/chain_heads.h"

namespace pupitre {

/// Of one ledger entry. Each leaf's own salt follows from it, the scope and the leaf's place; that of the command, which is
/// the same leaf in each scope, from it alone.
using EntrySalt = std::array<std::uint8_t, 16>;

/// Which command an entry is about.
struct EntryHead {
    std::int64_t seq = 0;
    Id128 client;
    std::int64_t mid = 0;
    Id128 actor;
    std::int64_t at_ms = 0;

    bool operator==(const EntryHead&) const = default;
};

/// A value that a leaf stands for, with the salt that its hash was made with.
struct Leaf {
    std::string salt;
    std::string content;
};
Hash256 leaf_hash(const Leaf& leaf);

/// The command as it is stored: the first leaf in each scope.
Leaf command_leaf(std::string_view command, const EntrySalt& salt);
/// The further leaves of a command's part in one scope: each changed row, and each of its fields with the value before and
/// after.
std::vector<Leaf> leaves_of(const Schema& schema, const ScopePart& part, const EntrySalt& salt);

Hash256 content_hash(const EntryHead& head, const Hash256& command, const std::vector<Leaf>& leaves);

/// One link of a scope's chain: the number-th change of that scope (from 1), made by the firm's command seq, after which
/// the scope's rows have this digest.
struct Link {
    ScopeId scope;
    std::int64_t number = 0;
    std::int64_t seq = 0;
    Hash128 digest;
    Hash256 content;
    Hash256 before;  // The hash of the link before; zero for the first one.

    bool operator==(const Link&) const = default;
};

/// An accepted command with what it did.
struct AcceptedCommand {
    EntryHead head;
    std::string command;  // As it is stored.
    ChangeSet changes;
    EntrySalt salt{};
};

/// The links that a command adds, one for each scope in which it changed something, ascending by scope. `heads` are those
/// before it, `after` is the state behind it.
std::vector<Link> links_of(const ChainHeads& heads, const Database& after, const AcceptedCommand& accepted);

Hash256 body_hash(const Link& link);
Hash256 link_hash(const Hash256& before, const Hash256& body);
inline Hash256 link_hash(const Link& link) { return link_hash(link.before, body_hash(link)); }

}  // namespace pupitre
