// A device holds on to the chains of its base, whichever way a patch comes to it.
#include <doctest/doctest.h>

#include "core/store/snapshot.h"
#include "core/sync/replica.h"
#include "core/work/task.h"
#include "tests/core/support/recorded_firm.h"

using namespace pupitre;

namespace {

const Id128 epoch{4, 4};

/// A host that records, and a device that starts from it.
struct ChainedPair {
    RecordedFirm host;
    Replica device{domain_schema(), domain_registry(), host.firm.anna};
    ClientId durand = host.add("Durand");

    ChainedPair() { REQUIRE(device.load_base(epoch, host.seq, blocks(), host.firm.db.digest(), 0).ok()); }

    std::vector<std::string> blocks() const {
        std::vector<std::string> all = encode_snapshot(host.firm.db);
        for (std::string& heads : encode_heads(host.heads)) all.push_back(std::move(heads));
        return all;
    }
    /// All clients as they are at the host now.
    Patch patch(std::int64_t last_mid = 0) const {
        std::vector<const void*> rows;
        host.firm.db.for_each<Client>([&](const Client& client) { rows.push_back(&client); });
        Patch patch{epoch,
                    device.seq(),
                    host.seq,
                    last_mid,
                    {encode_block(entity_info<Client>(), rows, {})},
                    host.firm.db.digest()};
        patch.links = host.told_after(device.seq());
        return patch;
    }
    Json renaming(const Database& seen, const std::string& name) const {
        const Client& before = seen.get(durand);
        Client after = before;
        after.name = name;
        const EntityInfo& info = entity_info<Client>();
        return change_args(info, durand.value, edits_between(info, &before, &after));
    }
    void rename_here(const std::string& name) {
        REQUIRE(device.submit(host.firm.command("client.change", renaming(device.view(), name))).ok());
    }
    /// The host accepts what the device gave.
    void accept(std::size_t place) {
        const Command& command = device.pending()[place].queued.command;
        host.record(host.accept(command.name, command.args));
    }
    bool heads_agree() const { return encode_heads(device.heads()) == encode_heads(host.heads); }
};

}  // namespace

TEST_CASE("replica: takes the heads of chains over with its base") {
    const ChainedPair pair;
    CHECK(pair.device.heads().size() == 1);
    CHECK(pair.heads_agree());
}

TEST_CASE("replica: follows the chains through the work of others, through its own, and through both") {
    ChainedPair pair;
    pair.host.rename(pair.durand, "Durand 1");
    pair.host.add("Martin");
    REQUIRE(pair.device.receive(pair.patch()).ok());
    CHECK(pair.heads_agree());

    // Its own alone: nothing is carried out again, and commands behind it wait.
    pair.rename_here("Durand 2");
    pair.rename_here("Durand 3");
    pair.rename_here("Durand 4");
    pair.accept(0);
    pair.accept(1);
    REQUIRE(pair.device.receive(pair.patch(2)).ok());
    CHECK(pair.device.pending().size() == 1);
    CHECK(pair.heads_agree());

    pair.host.add("Bernard");
    pair.accept(0);
    REQUIRE(pair.device.receive(pair.patch(3)).ok());
    CHECK(pair.device.pending().empty());
    CHECK(pair.heads_agree());
    CHECK(pair.device.view().digest() == pair.host.firm.db.digest());
}

TEST_CASE("replica: a past that was rewritten is refused, and what waits stays") {
    ChainedPair pair;
    pair.rename_here("Durand SARL");
    pair.host.add("Martin");
    Patch patch = pair.patch();
    const Hash128 view = pair.device.view().digest();
    SUBCASE("the link before is another one") {
        pair.host.rename(pair.durand, "Durand 1");
        ChainHead head = *pair.host.heads.find(ScopeId{pair.durand.value});
        head.hash.bytes[7] ^= 1U;
        pair.host.heads.set(ScopeId{pair.durand.value}, head);
        patch = pair.patch();
        patch.links->front().before.bytes[7] ^= 1U;
    }
    SUBCASE("the content is another one") { patch.links->front().content.bytes[0] ^= 1U; }
    SUBCASE("the end is another one") { patch.links->back().hash.bytes[0] ^= 1U; }
    const auto received = pair.device.receive(patch);
    REQUIRE_FALSE(received.ok());
    CHECK(received.error() == Error{ErrorCode::checksum, "chain"});
    CHECK(pair.device.seq() == 1);
    CHECK(pair.device.pending().size() == 1);
    CHECK(pair.device.view().digest() == view);
    CHECK(pair.device.heads().size() == 1);
}

TEST_CASE("replica: its own work with a chain that does not fit is not taken as confirmed") {
    ChainedPair pair;
    pair.rename_here("Durand SARL");
    pair.accept(0);
    Patch patch = pair.patch(1);
    patch.links->front().content.bytes[0] ^= 1U;
    CHECK_FALSE(pair.device.receive(patch).ok());
    CHECK(pair.device.pending().size() == 1);
    CHECK(pair.device.view().get(pair.durand).name == "Durand SARL");
}

TEST_CASE("replica: after a patch from before there were chains, it takes the next heads as they come") {
    ChainedPair pair;
    pair.host.rename(pair.durand, "Durand 1");
    Patch old = pair.patch();
    old.links.reset();
    REQUIRE(pair.device.receive(old).ok());
    CHECK(pair.device.heads().size() == 0);
    pair.host.rename(pair.durand, "Durand 2");
    REQUIRE(pair.device.receive(pair.patch()).ok());
    CHECK(pair.heads_agree());
}

TEST_CASE("replica: a row that moves between files leads both chains on") {
    ChainedPair pair;
    const ClientId martin = pair.host.add("Martin");
    Task task;
    task.id = pair.host.firm.fresh<Task>();
    task.client = pair.durand;
    task.title = "TVA";
    pair.host.record(pair.host.accept("task.create", create_args(entity_info<Task>(), &task)));
    const std::int64_t durand_before = pair.host.heads.find(ScopeId{pair.durand.value})->number;
    const std::int64_t martin_before = pair.host.heads.find(ScopeId{martin.value})->number;
    Task moved = pair.host.firm.db.get(task.id);
    const Task before = moved;
    moved.client = martin;
    const EntityInfo& info = entity_info<Task>();
    pair.host.record(
        pair.host.accept("task.change", change_args(info, task.id.value, edits_between(info, &before, &moved))));
    CHECK(pair.host.heads.find(ScopeId{pair.durand.value})->number == durand_before + 1);
    CHECK(pair.host.heads.find(ScopeId{martin.value})->number == martin_before + 1);
}
