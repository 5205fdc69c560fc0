// The ledger's chains: every change of the past shows, and what a device is told leads on from where it stands.
#include "core/sync/ledger.h"

#include <doctest/doctest.h>

#include "tests/core/support/recorded_firm.h"

using namespace pupitre;

namespace {

constexpr const char* broken = "chain";

}  // namespace

TEST_CASE("ledger: each scope has a chain of its own, numbered from 1") {
    RecordedFirm recorded;
    const ClientId durand = recorded.add("Durand");
    const ClientId martin = recorded.add("Martin");
    recorded.rename(durand, "Durand SARL");
    REQUIRE(recorded.links.size() == 3);
    CHECK(recorded.links[0].number == 1);
    CHECK(recorded.links[0].before == Hash256{});
    CHECK(recorded.links[1].number == 1);
    CHECK(recorded.links[1].scope == ScopeId{martin.value});
    CHECK(recorded.links[2].number == 2);
    CHECK(recorded.links[2].before == link_hash(recorded.links[0]));
    CHECK(recorded.links[2].digest == recorded.firm.db.digest(ScopeId{durand.value}));
    CHECK(recorded.heads.size() == 2);
}

TEST_CASE("ledger: whatever is altered in an entry gives another hash") {
    RecordedFirm recorded;
    const ClientId durand = recorded.add("Durand");
    const Client before = recorded.firm.db.get(durand);
    Client after = before;
    after.name = "Durand SARL";
    const EntityInfo& info = entity_info<Client>();
    const AcceptedCommand entry =
        recorded.accept("client.change", change_args(info, durand.value, edits_between(info, &before, &after)));
    const auto hash = [&](const AcceptedCommand& accepted) {
        const std::vector<Link> links = links_of(recorded.heads, recorded.firm.db, accepted);
        REQUIRE(links.size() == 1);
        return link_hash(links[0]);
    };
    const Hash256 whole = hash(entry);
    CHECK(hash(entry) == whole);
    std::vector<AcceptedCommand> others(9, entry);
    others[0].head.seq += 1;
    others[1].head.client.low ^= 1U;
    others[2].head.mid += 1;
    others[3].head.actor.low ^= 1U;
    others[4].head.at_ms += 1;
    others[5].command += " ";
    others[6].salt[0] ^= 1U;
    others[7].changes.rows[0].fields[0].after = Value{std::string("Durand SA")};
    others[8].changes.rows[0].fields[0].before = Value{std::string("Dupont")};
    for (std::size_t place = 0; place < others.size(); ++place) {
        CAPTURE(place);
        CHECK(hash(others[place]) != whole);
    }
    // The rows that it led to, and the past that it holds on to.
    Link link = links_of(recorded.heads, recorded.firm.db, entry)[0];
    link.digest.low ^= 1U;
    CHECK(link_hash(link) != whole);
    link.digest.low ^= 1U;
    link.before.bytes[31] ^= 1U;
    CHECK(link_hash(link) != whole);
}

TEST_CASE("ledger: a value can be erased: its leaf's hash alone keeps the entry's hash, and no two salts are equal") {
    RecordedFirm recorded;
    Client client;
    client.id = recorded.firm.fresh<Client>();
    client.name = "Durand";
    client.email = "durand@exemple.fr";
    const AcceptedCommand accepted = recorded.accept("client.create", create_args(entity_info<Client>(), &client));
    const std::vector<ScopePart> parts = parts_by_scope(recorded.firm.db, accepted.changes);
    REQUIRE(parts.size() == 1);
    const std::vector<Leaf> leaves = leaves_of(domain_schema(), parts[0], accepted.salt);
    const Leaf command = command_leaf(accepted.command, accepted.salt);
    std::vector<std::string> salts = {command.salt};
    for (const Leaf& leaf : leaves) salts.push_back(leaf.salt);
    std::ranges::sort(salts);
    CHECK(std::ranges::adjacent_find(salts) == salts.end());
    CHECK(salts.front().size() == 16);
    CHECK(leaf_hash(leaves[0]) != leaf_hash(leaves[1]));
    CHECK(std::ranges::any_of(
        leaves, [](const Leaf& leaf) { return leaf.content.find("durand@exemple.fr") != std::string::npos; }));
}

TEST_CASE("chain heads: kept in blocks, and a damaged block adds nothing") {
    ChainHeads heads;
    for (std::uint64_t each = 0; each < 4'100; ++each) {
        heads.set(ScopeId{{each % 7, each}}, {static_cast<std::int64_t>(each) + 1, sha256(std::to_string(each))});
    }
    const std::vector<std::string> blocks = encode_heads(heads);
    REQUIRE(blocks.size() == 2);
    ChainHeads read;
    for (const std::string& block : blocks) {
        CHECK(is_heads_block(block));
        CHECK(load_heads(read, block).ok());
    }
    CHECK(encode_heads(read) == blocks);
    CHECK(encode_heads(ChainHeads{}).empty());

    std::string damaged = blocks[1];
    damaged[20] = static_cast<char>(damaged[20] ^ 1);
    ChainHeads none;
    CHECK(load_heads(none, damaged).error().code == ErrorCode::checksum);
    for (std::size_t size = 0; size < 100; ++size) CHECK_FALSE(load_heads(none, blocks[1].substr(0, size)).ok());
    CHECK(none.size() == 0);
    CHECK_FALSE(is_heads_block("PUPB"));
}

TEST_CASE("chain heads: set, replaced, erased") {
    ChainHeads heads;
    CHECK(heads.find({}) == nullptr);
    heads.set({}, {1, sha256("a")});
    heads.set({{1, 1}}, {1, sha256("b")});
    heads.set({}, {2, sha256("c")});
    CHECK(heads.size() == 2);
    REQUIRE(heads.find({}) != nullptr);
    CHECK(*heads.find({}) == ChainHead{2, sha256("c")});
    heads.erase({});
    heads.erase({});
    CHECK(heads.find({}) == nullptr);
    CHECK(heads.size() == 1);
}

TEST_CASE("scope links: lead from any head of the past to the present one") {
    RecordedFirm recorded;
    const ClientId durand = recorded.add("Durand");
    std::vector<ChainHead> past = {ChainHead{}, *recorded.heads.find(ScopeId{durand.value})};
    for (int turn = 0; turn < 5; ++turn) {
        recorded.rename(durand, "Durand " + std::to_string(turn));
        past.push_back(*recorded.heads.find(ScopeId{durand.value}));
    }
    const Hash128 digest = recorded.firm.db.digest(ScopeId{durand.value});
    for (std::int64_t from = 0; from < recorded.seq; ++from) {
        CAPTURE(from);
        const std::vector<ScopeLinks> told = recorded.told_after(from);
        REQUIRE(told.size() == 1);
        CHECK(std::ssize(told[0].bodies) == recorded.seq - from - 1);
        CHECK(follow_links(told[0], nullptr, digest).value() == past.back());
        // From the head it starts at, and from every later one: what is known already may come again.
        for (std::size_t held = static_cast<std::size_t>(from); held < past.size(); ++held) {
            CHECK(follow_links(told[0], &past[held], digest).value() == past.back());
        }
        for (std::size_t held = 0; held < static_cast<std::size_t>(from); ++held) {
            CHECK(follow_links(told[0], &past[held], digest).error().where == broken);
        }
    }
}

TEST_CASE("scope links: another past, other rows, or a hole are found") {
    RecordedFirm recorded;
    const ClientId durand = recorded.add("Durand");
    const ChainHead held = *recorded.heads.find(ScopeId{durand.value});
    recorded.rename(durand, "Durand 2");
    recorded.rename(durand, "Durand 3");
    const Hash128 digest = recorded.firm.db.digest(ScopeId{durand.value});
    const ScopeLinks told = recorded.told_after(1).at(0);
    REQUIRE(follow_links(told, &held, digest).ok());

    Hash128 other_rows = digest;
    other_rows.high ^= 1U;
    CHECK(follow_links(told, &held, other_rows).error().where == broken);
    ChainHead other_past = held;
    other_past.hash.bytes[0] ^= 1U;
    CHECK(follow_links(told, &other_past, digest).error().where == broken);
    std::vector<ScopeLinks> others(8, told);
    others[0].before.bytes[3] ^= 1U;
    others[1].bodies[0].bytes[3] ^= 1U;
    others[2].bodies.clear();
    others[3].number += 1;
    others[4].seq += 1;
    others[5].content.bytes[3] ^= 1U;
    others[6].hash.bytes[3] ^= 1U;
    others[7].scope.value.low ^= 1U;
    for (std::size_t place = 0; place < others.size(); ++place) {
        CAPTURE(place);
        CHECK(follow_links(others[place], &held, digest).error().where == broken);
    }
    // A chain that begins has nothing before it, and one that has begun has something.
    ScopeLinks first = recorded.told_after(0).at(0);
    first.before.bytes[0] = 1;
    CHECK_FALSE(follow_links(first, nullptr, digest).ok());
}

TEST_CASE("scope links: there and back as bytes, and nothing else is taken") {
    RecordedFirm recorded;
    const ClientId durand = recorded.add("Durand");
    recorded.add("Martin");
    recorded.rename(durand, "Durand 2");
    const std::vector<ScopeLinks> told = recorded.told_after(0);
    const std::string bytes = encode(told);
    CHECK(decode_scope_links(bytes).value() == told);
    CHECK(decode_scope_links(encode(std::vector<ScopeLinks>{})).value().empty());
    for (std::size_t size = 0; size < bytes.size(); ++size) CHECK_FALSE(decode_scope_links(bytes.substr(0, size)).ok());
    CHECK_FALSE(decode_scope_links(bytes + "x").ok());
    CHECK(decode_scope_links(encode(std::vector<ScopeLinks>(patch_links_max + 1, told[0]))).error().code ==
          ErrorCode::too_large);
}
