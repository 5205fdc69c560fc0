// A device's state: pending commands on top of what the host confirmed.
#include "core/sync/replica.h"

#include <doctest/doctest.h>

#include "core/crm/client.h"
#include "core/store/row_block.h"
#include "core/store/snapshot.h"
#include "tests/core/support/rebuild.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

const Id128 epoch{4, 4};

/// A host's state and a device that starts from it.
struct Pair {
    TestFirm host;
    Replica device{domain_schema(), domain_registry(), host.bruno};
    ClientId durand;
    std::int64_t seq = 0;

    Pair() {
        Client client;
        client.name = "Durand";
        durand = host.add(client);
        REQUIRE(device.load_base(epoch, seq, encode_snapshot(host.db), host.db.digest(), 0).ok());
    }

    Command rename(const Database& seen, std::string name) {
        Client after = seen.get(durand);
        after.name = std::move(name);
        const EntityInfo& info = entity_info<Client>();
        return host.command("client.change",
                            change_args(info, durand.value, edits_between(info, &seen.get(durand), &after)));
    }
    /// The host's rows of some tables as a patch from the device's base.
    Patch patch(std::vector<Id128> deleted = {}, std::int64_t last_mid = 0) {
        std::vector<const void*> rows;
        rows.reserve(host.db.table<Client>().size());
        for (std::size_t i = 0; i < host.db.table<Client>().size(); ++i) rows.push_back(host.db.table<Client>().at(i));
        return {epoch,           device.seq(), ++seq, last_mid, {encode_block(entity_info<Client>(), rows, deleted)},
                host.db.digest()};
    }
};

}  // namespace

TEST_CASE("replica: starts from a snapshot, and a damaged one changes nothing") {
    Pair pair;
    CHECK(pair.device.view().digest() == pair.host.db.digest());
    CHECK(pair.device.base_digest() == pair.host.db.digest());
    CHECK(pair.device.seq() == 0);
    std::vector<std::string> blocks = encode_snapshot(pair.host.db);
    blocks.back().back() ^= 1;
    CHECK(pair.device.load_base(epoch, 5, blocks, std::nullopt, 0).error().code == ErrorCode::checksum);
    blocks.pop_back();
    CHECK(pair.device.load_base(epoch, 5, blocks, pair.host.db.digest(), 0).error().code == ErrorCode::checksum);
    CHECK(pair.device.seq() == 0);
    CHECK(pair.device.view().digest() == pair.host.db.digest());
}

TEST_CASE("replica: a command is carried out and queued; a refused one leaves no trace") {
    Pair pair;
    REQUIRE(pair.device.submit(pair.rename(pair.device.view(), "Durand SARL")).ok());
    CHECK(pair.device.view().get(pair.durand).name == "Durand SARL");
    REQUIRE(pair.device.pending().size() == 1);
    CHECK(pair.device.pending()[0].queued.mid == 1);
    const Hash128 before = pair.device.view().digest();
    CHECK(code_of(pair.device.submit(pair.rename(pair.device.view(), ""))) == RefusalCode::field_required);
    Command large = pair.rename(pair.device.view(), "x");
    large.args["set"]["name"][1] = std::string(command_bytes_max, 'x');
    CHECK(code_of(pair.device.submit(large)) == RefusalCode::malformed_arguments);
    // What the host could not read is not queued, even where nobody looks at it.
    Command unreadable = pair.rename(pair.device.view(), "x");
    unreadable.args["unused"] = "\xFF";
    CHECK(code_of(pair.device.submit(unreadable)) == RefusalCode::malformed_arguments);
    CHECK(pair.device.view().digest() == before);
    CHECK(pair.device.pending().size() == 1);
    CHECK(pair.device.next_mid() == 2);
}

TEST_CASE("replica: a patch goes below what is pending") {
    Pair pair;
    REQUIRE(pair.device.submit(pair.rename(pair.device.view(), "Durand SARL")).ok());
    REQUIRE(pair.host.set(pair.durand, &Client::phone, std::string("+33477550228")).ok());
    Client added;
    added.name = "Lefèvre";
    const ClientId lefevre = pair.host.add(added);
    REQUIRE(pair.device.receive(pair.patch()).ok());
    CHECK(pair.device.view().get(pair.durand).name == "Durand SARL");
    CHECK(pair.device.view().get(pair.durand).phone == "+33477550228");
    CHECK(pair.device.view().find(lefevre) != nullptr);
    CHECK(pair.device.pending().size() == 1);
    CHECK(pair.device.base_digest() == pair.host.db.digest());
    CHECK(equals_rebuild(pair.device.view()));
}

TEST_CASE("replica: a patch that contains the device's own commands takes them out of the queue") {
    Pair pair;
    const Command rename = pair.rename(pair.device.view(), "Durand SARL");
    REQUIRE(pair.device.submit(rename).ok());
    REQUIRE(pair.device.submit(pair.rename(pair.device.view(), "Durand & Fils")).ok());
    REQUIRE(pair.host.give(rename, pair.host.bruno).ok());
    REQUIRE(pair.device.receive(pair.patch({}, 1)).ok());
    REQUIRE(pair.device.pending().size() == 1);
    CHECK(pair.device.pending()[0].queued.mid == 2);
    CHECK(pair.device.view().get(pair.durand).name == "Durand & Fils");
}

TEST_CASE("replica: two who changed the same field: the pending change waits as a conflict") {
    Pair pair;
    REQUIRE(pair.device.submit(pair.rename(pair.device.view(), "Durand SARL")).ok());
    REQUIRE(pair.host.set(pair.durand, &Client::name, std::string("Durand & Fils")).ok());
    REQUIRE(pair.device.receive(pair.patch()).ok());
    REQUIRE(pair.device.pending().size() == 1);
    CHECK(pair.device.pending()[0].conflicts ==
          std::vector<Conflict>{{"client", pair.durand.value, "name", "Durand", "Durand SARL", "Durand & Fils"}});
    CHECK(pair.device.view().get(pair.durand).name == "Durand & Fils");
}

TEST_CASE("replica: a pending command that no longer works stays queued; the host decides") {
    Pair pair;
    REQUIRE(pair.device.submit(pair.rename(pair.device.view(), "Durand SARL")).ok());
    REQUIRE(pair.host.remove(pair.durand).ok());
    REQUIRE(pair.device.receive(pair.patch({pair.durand.value})).ok());
    REQUIRE(pair.device.pending().size() == 1);
    CHECK(pair.device.pending()[0].refusal->code == RefusalCode::row_not_found);
    CHECK(pair.device.view().digest() == pair.host.db.digest());
}

TEST_CASE("replica: old and repeated patches are skipped, gaps and other epochs refused") {
    Pair pair;
    REQUIRE(pair.host.set(pair.durand, &Client::phone, std::string("+33477550228")).ok());
    const Patch first = pair.patch();
    REQUIRE(pair.device.receive(first).ok());
    REQUIRE(pair.host.set(pair.durand, &Client::phone, std::string("+33477550229")).ok());
    const Patch second = pair.patch();
    REQUIRE(pair.device.receive(second).ok());
    const Hash128 now = pair.device.view().digest();
    CHECK(*pair.device.receive(first) == 0);
    CHECK(pair.device.receive(second).ok());
    CHECK(pair.device.view().digest() == now);
    CHECK(pair.device.seq() == 2);
    Patch gap = pair.patch();
    gap.from = 9;
    gap.to = 10;
    CHECK(pair.device.receive(gap).error() == Error{ErrorCode::malformed, "seq", -1});
    Patch foreign = pair.patch();
    foreign.epoch = {5, 5};
    CHECK(pair.device.receive(foreign).error() == Error{ErrorCode::malformed, "epoch", -1});
    Replica empty(domain_schema(), domain_registry(), pair.host.bruno);
    Patch early = pair.patch();
    early.epoch = {};
    CHECK_FALSE(empty.receive(early).ok());
}

TEST_CASE("replica: a patch that leads elsewhere leaves everything as it was") {
    Pair pair;
    REQUIRE(pair.device.submit(pair.rename(pair.device.view(), "Durand SARL")).ok());
    const Hash128 before = pair.device.view().digest();
    REQUIRE(pair.host.set(pair.durand, &Client::phone, std::string("+33477550228")).ok());
    Patch wrong = pair.patch();
    wrong.digest.low ^= 1;
    CHECK(pair.device.receive(wrong).error() == Error{ErrorCode::checksum, "digest", -1});
    Patch damaged = pair.patch();
    damaged.blocks[0][20] ^= 1;
    CHECK(pair.device.receive(damaged).error().code == ErrorCode::checksum);
    CHECK(pair.device.view().digest() == before);
    CHECK(pair.device.seq() == 0);
    CHECK(pair.device.pending().size() == 1);
    CHECK(equals_rebuild(pair.device.view()));
}

TEST_CASE("replica: a new base drops what it contains and keeps the rest") {
    Pair pair;
    const Command rename = pair.rename(pair.device.view(), "Durand SARL");
    REQUIRE(pair.device.submit(rename).ok());
    REQUIRE(pair.device.submit(pair.rename(pair.device.view(), "Durand & Fils")).ok());
    REQUIRE(pair.host.give(rename, pair.host.bruno).ok());
    REQUIRE(pair.device.load_base({5, 5}, 30, encode_snapshot(pair.host.db), pair.host.db.digest(), 1).ok());
    CHECK(pair.device.seq() == 30);
    CHECK(pair.device.epoch() == Id128{5, 5});
    REQUIRE(pair.device.pending().size() == 1);
    CHECK(pair.device.view().get(pair.durand).name == "Durand & Fils");
    CHECK(pair.device.next_mid() == 3);
}

TEST_CASE("replica: a patch that only confirms one's own commands leaves the view alone and becomes the base") {
    Pair pair;
    static_cast<void>(pair.device.view().digest());
    const Command rename = pair.rename(pair.device.view(), "Durand SARL");
    REQUIRE(pair.device.submit(rename).ok());
    REQUIRE(pair.device.submit(pair.rename(pair.device.view(), "Durand & Fils")).ok());
    const std::uint64_t revision = pair.device.view().revision();
    const Attempt decided = pair.host.give(rename, pair.host.bruno);
    REQUIRE(decided.ok());
    REQUIRE(pair.device.receive(pair.patch({pair.durand.value}, 1)).ok());
    CHECK(pair.device.view().revision() == revision);
    CHECK(pair.device.base_digest() == pair.host.db.digest());
    REQUIRE(pair.device.pending().size() == 1);
    CHECK(pair.device.view().get(pair.durand).name == "Durand & Fils");
    pair.device.set_pending({});
    CHECK(pair.device.view().digest() == pair.host.db.digest());
}

TEST_CASE("replica: work of one's own is known again, however much was done between") {
    Pair pair;
    // Many changes, so that the end of the view's memory of them falls into one of the last commands.
    while (pair.device.view().revision() % noted_changes_max < noted_changes_max - 20) {
        pair.device.take_back(pair.device.submit(pair.rename(pair.device.view(), "Durand SARL")).ok() ? 1 : 0);
    }
    static_cast<void>(pair.device.view().digest());
    std::vector<Command> commands;
    for (int i = 0; i < 40; ++i) {
        commands.push_back(pair.rename(pair.device.view(), "Durand " + std::to_string(i)));
        REQUIRE(pair.device.submit(commands.back()).ok());
    }
    const std::uint64_t revision = pair.device.view().revision();
    for (const Command& command : commands) {
        REQUIRE(pair.host.give(command, pair.host.bruno).ok());
        REQUIRE(pair.device.receive(pair.patch({}, pair.seq + 1)).ok());
    }
    CHECK(pair.device.view().revision() == revision);
    CHECK(pair.device.pending().empty());
}

TEST_CASE("replica: reopening queues stored commands again, whatever becomes of them") {
    Pair pair;
    REQUIRE(pair.device.submit(pair.rename(pair.device.view(), "Durand SARL")).ok());
    Replica reopened(domain_schema(), domain_registry(), pair.host.bruno);
    REQUIRE(reopened.load_base(epoch, 0, encode_snapshot(pair.host.db), std::nullopt, 0).ok());
    reopened.restore(pair.device.pending()[0].queued);
    CHECK(reopened.view().digest() == pair.device.view().digest());
    CHECK(reopened.next_mid() == 2);
    QueuedCommand impossible{2, pair.host.command("client.delete", delete_args({9, 9})), std::nullopt};
    reopened.restore(impossible);
    REQUIRE(reopened.pending().size() == 2);
    CHECK(reopened.pending()[1].refusal->code == RefusalCode::not_permitted);
    reopened.set_pending({pair.device.pending()[0].queued});
    CHECK(reopened.pending().size() == 1);
    CHECK(reopened.view().digest() == pair.device.view().digest());
    reopened.set_pending({});
    CHECK(reopened.view().digest() == pair.host.db.digest());
    CHECK(reopened.next_mid() == 3);
}

TEST_CASE("replica: a new identity numbers the queue from one and remembers where each command came from") {
    Pair pair;
    REQUIRE(pair.device.submit(pair.rename(pair.device.view(), "Durand SARL")).ok());
    REQUIRE(pair.device.submit(pair.rename(pair.device.view(), "Durand & Fils")).ok());
    REQUIRE(pair.device.receive(pair.patch({}, 0)).ok());
    pair.device.set_pending({pair.device.pending()[1].queued});
    pair.device.renumber({8, 8});
    REQUIRE(pair.device.pending().size() == 1);
    CHECK(pair.device.pending()[0].queued.mid == 1);
    CHECK(pair.device.pending()[0].queued.origin == Origin{{8, 8}, 2});
    CHECK(pair.device.next_mid() == 2);
    pair.device.renumber({8, 9});
    CHECK(pair.device.pending()[0].queued.origin == Origin{{8, 8}, 2});
}
