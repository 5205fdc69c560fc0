// Heads by scope, and their blocks.
#include "core/sync/chain_heads.h"

#include <utility>

#include "core/base/bytes.h"
#include "core/base/hash.h"

namespace pupitre {

namespace {

constexpr std::string_view magic = "PUPC";
constexpr std::uint8_t format_version = 1;
constexpr std::size_t checksum_bytes = 8;
constexpr std::size_t heads_in_block = 4'000;

/// A block that is being filled.
class HeadsBlock {
public:
    [[nodiscard]] bool full() const { return count_ == heads_in_block; }
    [[nodiscard]] bool empty() const { return count_ == 0; }
    void add(ScopeId scope, const ChainHead& head) {
        append_id(heads_, scope.value);
        append_varint(heads_, static_cast<std::uint64_t>(head.number));
        heads_ += head.hash.view();
        ++count_;
    }
    std::string finish() {
        std::string block(magic);
        block.push_back(static_cast<char>(format_version));
        append_varint(block, std::exchange(count_, 0));
        block += std::exchange(heads_, {});
        append_fixed64(block, checksum(block));
        return block;
    }

private:
    std::string heads_;
    std::size_t count_ = 0;
};

}  // namespace

SortedBlocks<ChainHeads::Entry>::Place ChainHeads::place_of(ScopeId scope) const {
    return entries_.lower_bound([&](const Entry& entry) { return entry.scope < scope; });
}

const ChainHead* ChainHeads::find(ScopeId scope) const {
    const auto place = place_of(scope);
    if (place == entries_.end() || entries_[place].scope != scope) return nullptr;
    return &entries_[place].head;
}

void ChainHeads::set(ScopeId scope, const ChainHead& head) {
    const auto place = place_of(scope);
    if (place == entries_.end() || entries_[place].scope != scope)
        entries_.insert(place, {scope, head});
    else
        entries_.replace(place, {scope, head});
}

void ChainHeads::erase(ScopeId scope) {
    const auto place = place_of(scope);
    if (place != entries_.end() && entries_[place].scope == scope) entries_.erase(place);
}

std::vector<std::string> encode_heads(const ChainHeads& heads) {
    std::vector<std::string> blocks;
    HeadsBlock block;
    heads.for_each([&](ScopeId scope, const ChainHead& head) {
        block.add(scope, head);
        if (block.full()) blocks.push_back(block.finish());
    });
    if (!block.empty()) blocks.push_back(block.finish());
    return blocks;
}

bool is_heads_block(std::string_view block) { return block.starts_with(magic); }

Result<std::size_t> load_heads(ChainHeads& heads, std::string_view block) {
    if (block.size() < magic.size() + checksum_bytes) return Error{ErrorCode::truncated, "heads"};
    const std::string_view content = block.substr(0, block.size() - checksum_bytes);
    ByteReader tail(block.substr(content.size()));
    if (tail.fixed64() != checksum(content)) return Error{ErrorCode::checksum, "heads"};
    ByteReader reader(content);
    if (reader.raw(magic.size()) != magic) return Error{ErrorCode::malformed, "heads"};
    if (reader.byte() != format_version) return Error{ErrorCode::unknown_version, "heads"};
    const std::uint64_t count = reader.varint();
    if (!reader.ok() || count > reader.left()) return Error{ErrorCode::truncated, "heads"};
    std::vector<std::pair<ScopeId, ChainHead>> read;
    read.reserve(static_cast<std::size_t>(count));
    for (std::uint64_t i = 0; i < count; ++i) {
        const ScopeId scope{reader.id()};
        const std::uint64_t number = reader.varint();
        const Result<Hash256> hash = hash256_from_bytes(reader.raw(Hash256::size));
        if (!reader.ok() || !hash || !std::in_range<std::int64_t>(number)) return Error{ErrorCode::malformed, "heads"};
        read.emplace_back(scope, ChainHead{static_cast<std::int64_t>(number), *hash});
    }
    if (!reader.at_end()) return Error{ErrorCode::malformed, "heads"};
    for (const auto& [scope, head] : read) heads.set(scope, head);
    return read.size();
}

}  // namespace pupitre
