// What must hold after every command, whatever it is: proved on made-up commands. A failure names its seed and step.
#include <doctest/doctest.h>

#include "core/command/execute.h"
#include "core/command/undo.h"
#include "core/domain/domain.h"
#include "core/store/snapshot.h"
#include "tests/core/domain/command_maker.h"
#include "tests/core/support/inboxes.h"
#include "tests/core/support/rebuild.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;
using namespace pupitre::tests;

namespace {

constexpr std::uint32_t every_right = 7;

Attempt give(Database& db, const Command& command) {
    Context context = context_for(db, {{1, 1}}, command, Role::authority);
    context.rights = every_right;
    return execute(db, domain_registry(), context, command);
}

Command undo_command_of(const Json& args) {
    Command command;
    command.id = {9, 9};
    command.name = "undo";
    command.args = args;
    command.today = test_day;
    return command;
}

}  // namespace

TEST_CASE("property: after each command indexes, counts and digests are what the rows give") {
    for (const std::uint64_t seed : {1u, 2u, 3u}) {
        CAPTURE(seed);
        TestFirm firm;
        CommandMaker maker(domain_registry(), seed);
        for (int step = 0; step < 400; ++step) {
            CAPTURE(step);
            const Command command = maker.next(firm.db);
            const Hash128 before = firm.db.digest();
            const std::uint64_t revision = firm.db.revision();
            const Attempt attempt = give(firm.db, command);
            if (attempt) maker.remember(attempt->changes);
            const bool nothing_done = !attempt || attempt->changes.empty();
            if (nothing_done) REQUIRE(firm.db.digest() == before);
            if (attempt && !attempt->changes.empty()) REQUIRE(firm.db.revision() > revision);
            REQUIRE(equals_rebuild(firm.db));
        }
    }
}

TEST_CASE("property: a change-set carries a command's whole effect to another database") {
    for (const std::uint64_t seed : {11u, 12u}) {
        CAPTURE(seed);
        TestFirm one;
        TestFirm other;
        CommandMaker maker(domain_registry(), seed);
        for (int step = 0; step < 800; ++step) {
            CAPTURE(step);
            const Attempt attempt = give(one.db, maker.next(one.db));
            if (!attempt) continue;
            maker.remember(attempt->changes);
            const Result<ChangeSet> read =
                decode_change_set(one.db.schema(), encode(one.db.schema(), attempt->changes));
            REQUIRE(read.ok());
            REQUIRE(*read == attempt->changes);
            Changes changes(other.db);
            REQUIRE(changes.apply(*read));
            REQUIRE(other.db.digest() == one.db.digest());
        }
        Database loaded(domain_schema());
        for (const std::string& block : encode_snapshot(one.db)) REQUIRE(load_block(loaded, block).ok());
        CHECK(loaded.scope_digests() == other.db.scope_digests());
        CHECK(equals_rebuild(other.db));
    }
}

TEST_CASE("property: undo in the reverse order takes everything back, step by step") {
    for (const std::uint64_t seed : {21u, 22u, 23u}) {
        CAPTURE(seed);
        TestFirm firm;
        CommandMaker maker(domain_registry(), seed);
        struct Step {
            ChangeSet changes;
            Hash128 before;
            std::string name;
        };
        std::vector<Step> done;
        while (done.size() < 500) {
            const Command command = maker.next(firm.db);
            const Hash128 before = digest_beside_inboxes(firm.db);
            Attempt attempt = give(firm.db, command);
            if (!attempt || attempt->changes.empty()) continue;
            maker.remember(attempt->changes);
            done.push_back({std::move(attempt->changes), before, command.name});
        }
        for (auto step = done.rbegin(); step != done.rend(); ++step) {
            const std::int64_t left = done.rend() - step;
            CAPTURE(left);
            CAPTURE(step->name);
            for (const Json& args : undo_args(firm.db.schema(), step->changes)) {
                const Attempt undone = give(firm.db, undo_command_of(args));
                REQUIRE(code_of(undone) == std::nullopt);
                REQUIRE(undone->conflicts.empty());
            }
            REQUIRE(digest_beside_inboxes(firm.db) == step->before);
        }
        CHECK(equals_rebuild(firm.db));
        CHECK(digest_beside_inboxes(firm.db) == digest_beside_inboxes(TestFirm().db));
    }
}

TEST_CASE("property: what a plain member did alone, they can take back alone") {
    constexpr TeamMemberId bruno{{1, 2}};
    for (const std::uint64_t seed : {41u, 42u, 45u}) {
        CAPTURE(seed);
        TestFirm firm;
        CommandMaker maker(domain_registry(), seed);
        struct Step {
            ChangeSet changes;
            Hash128 before;
        };
        std::vector<Step> done;
        std::size_t clients_made = 0;
        for (int count = 0; count < 2'000; ++count) {
            const Hash128 before = digest_beside_inboxes(firm.db);
            Attempt attempt = firm.give(maker.next(firm.db), bruno);
            if (!attempt || attempt->changes.empty()) continue;
            for (const RowChange& row : attempt->changes.rows) {
                const bool client = firm.db.schema().entity(row.table).table == "client";
                clients_made += client && row.kind == RowChangeKind::insert ? 1 : 0;
            }
            maker.remember(attempt->changes);
            done.push_back({std::move(attempt->changes), before});
        }
        CHECK(clients_made > 5);
        for (auto step = done.rbegin(); step != done.rend(); ++step) {
            const std::int64_t left = done.rend() - step;
            CAPTURE(left);
            for (const Json& args : undo_args(firm.db.schema(), step->changes)) {
                const Attempt undone = firm.give(undo_command_of(args), bruno);
                REQUIRE(code_of(undone) == std::nullopt);
                REQUIRE(undone->conflicts.empty());
            }
            REQUIRE(digest_beside_inboxes(firm.db) == step->before);
        }
        CHECK(digest_beside_inboxes(firm.db) == digest_beside_inboxes(TestFirm().db));
    }
}

TEST_CASE("property: no row points at a row that is not there") {
    TestFirm firm;
    CommandMaker maker(domain_registry(), 31);
    for (int step = 0; step < 2'000; ++step) {
        const Attempt attempt = give(firm.db, maker.next(firm.db));
        if (attempt) maker.remember(attempt->changes);
    }
    for (TableIndex table = 0; table < firm.db.schema().table_count(); ++table) {
        const EntityInfo& info = firm.db.schema().entity(table);
        for (const Field& field : info.fields) {
            if (field.target.empty()) continue;
            CAPTURE(info.table);
            CAPTURE(field.key);
            const Table& target = firm.db.table(firm.db.schema().index_of(field.target));
            for (std::size_t place = 0; place < firm.db.table(table).size(); ++place) {
                const Value value = field.get(firm.db.table(table).at(place));
                if (const auto* id = std::get_if<Id128>(&value)) REQUIRE(target.find(*id) != nullptr);
            }
        }
    }
}
