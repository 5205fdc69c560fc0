// Where the chain of each scope stands: how many links it has, and the hash of the last one. The host has it beside its
// ledger; a device keeps it beside its base, so that what comes later must go on from there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/sha256.h"
#include "core/schema/entity.h"
#include "core/store/sorted_blocks.h"

namespace pupitre {

struct ChainHead {
    std::int64_t number = 0;  // Of the last link; 0 when there is none.
    Hash256 hash;

    bool operator==(const ChainHead&) const = default;
};

class ChainHeads {
public:
    /// Nothing if the scope is not known.
    [[nodiscard]] const ChainHead* find(ScopeId scope) const;
    void set(ScopeId scope, const ChainHead& head);
    void erase(ScopeId scope);
    void clear() { entries_.clear(); }
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    /// Calls visit(ScopeId, const ChainHead&) in the order of the scopes.
    template <class Visit>
    void for_each(Visit visit) const {
        for (auto place = entries_.begin(); place != entries_.end(); place = entries_.next(place)) {
            visit(entries_[place].scope, entries_[place].head);
        }
    }

private:
    struct Entry {
        ScopeId scope;
        ChainHead head;
    };
    [[nodiscard]] SortedBlocks<Entry>::Place place_of(ScopeId scope) const;

    SortedBlocks<Entry> entries_;
};

/// The heads as checksummed blocks, beside the row blocks of a snapshot:
///   block = "PUPC" version:byte heads:count {scope:id number:varint hash:32 bytes} checksum:8 bytes (XXH3-64)
std::vector<std::string> encode_heads(const ChainHeads& heads);
[[nodiscard]] bool is_heads_block(std::string_view block);
/// Adds a block's heads. Errors: truncated, checksum, unknown_version, malformed; then nothing was added.
Result<std::size_t> load_heads(ChainHeads& heads, std::string_view block);

}  // namespace pupitre
