// Grouping, checking and the binary form of links.
#include "core/sync/scope_links.h"

#include <map>
#include <utility>

#include "core/base/bytes.h"

namespace pupitre {

namespace {

Error broken_chain() { return {ErrorCode::checksum, "chain"}; }

Hash256 read_hash(ByteReader& reader) {
    const Result<Hash256> hash = hash256_from_bytes(reader.raw(Hash256::size));
    return hash ? *hash : Hash256{};
}

std::int64_t read_count(ByteReader& reader) {
    const std::uint64_t number = reader.varint();
    return std::in_range<std::int64_t>(number) ? static_cast<std::int64_t>(number) : -1;
}

}  // namespace

std::vector<ScopeLinks> links_by_scope(const std::vector<Link>& links) {
    std::map<ScopeId, std::vector<const Link*>> by_scope;
    for (const Link& link : links) by_scope[link.scope].push_back(&link);
    std::vector<ScopeLinks> grouped;
    grouped.reserve(by_scope.size());
    for (const auto& [scope, chain] : by_scope) {
        ScopeLinks group;
        group.scope = scope;
        group.before = chain.front()->before;
        for (std::size_t place = 0; place + 1 < chain.size(); ++place) group.bodies.push_back(body_hash(*chain[place]));
        group.number = chain.back()->number;
        group.seq = chain.back()->seq;
        group.content = chain.back()->content;
        group.hash = link_hash(*chain.back());
        grouped.push_back(std::move(group));
    }
    return grouped;
}

Result<ChainHead> follow_links(const ScopeLinks& links, const ChainHead* held, const Hash128& digest) {
    ChainHead at{links.number - 1 - std::ssize(links.bodies), links.before};
    if (at.number < 0 || (at.number == 0) != (at.hash == Hash256{})) return broken_chain();
    // Links that are known already may come again; they must lead through the head that is held.
    bool met = held == nullptr || *held == at;
    const auto advance = [&](const Hash256& body) {
        at = {at.number + 1, link_hash(at.hash, body)};
        met = met || *held == at;
    };
    for (const Hash256& body : links.bodies) advance(body);
    advance(body_hash({links.scope, links.number, links.seq, digest, links.content, {}}));
    if (!met || at.hash != links.hash) return broken_chain();
    return at;
}

std::string encode(const std::vector<ScopeLinks>& links) {
    std::string out;
    append_varint(out, links.size());
    for (const ScopeLinks& group : links) {
        append_id(out, group.scope.value);
        out += group.before.view();
        append_varint(out, static_cast<std::uint64_t>(group.number));
        append_varint(out, static_cast<std::uint64_t>(group.seq));
        out += group.content.view();
        out += group.hash.view();
        append_varint(out, group.bodies.size());
        for (const Hash256& body : group.bodies) out += body.view();
    }
    return out;
}

Result<std::vector<ScopeLinks>> decode_scope_links(std::string_view bytes) {
    ByteReader reader(bytes);
    const std::uint64_t count = reader.varint();
    if (count > patch_links_max) return Error{ErrorCode::too_large, "links"};
    std::vector<ScopeLinks> links;
    std::size_t in_all = 0;
    for (std::uint64_t i = 0; i < count && reader.ok(); ++i) {
        ScopeLinks group;
        group.scope = ScopeId{reader.id()};
        group.before = read_hash(reader);
        group.number = read_count(reader);
        group.seq = read_count(reader);
        group.content = read_hash(reader);
        group.hash = read_hash(reader);
        const std::uint64_t bodies = reader.varint();
        if (!reader.ok() || bodies > reader.left() / Hash256::size) return Error{ErrorCode::truncated, "links"};
        in_all += static_cast<std::size_t>(bodies) + 1;
        if (in_all > patch_links_max) return Error{ErrorCode::too_large, "links"};
        for (std::uint64_t body = 0; body < bodies; ++body) group.bodies.push_back(read_hash(reader));
        if (group.number < 1 || group.seq < 1) return Error{ErrorCode::malformed, "links"};
        links.push_back(std::move(group));
    }
    if (!reader.ok()) return Error{ErrorCode::truncated, "links"};
    if (!reader.at_end()) return Error{ErrorCode::malformed, "links"};
    return links;
}

}  // namespace pupitre
