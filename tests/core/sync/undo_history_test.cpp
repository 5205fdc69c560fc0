// Undo and redo of what a person did, by the commands themselves.
#include "core/sync/undo_history.h"

#include <doctest/doctest.h>

#include "core/command/execute.h"
#include "core/command/row_commands.h"
#include "core/crm/client.h"
#include "core/domain/domain.h"
#include "core/firm/firm.h"

using namespace pupitre;

namespace {

const TeamMemberId lea{{1, 1}};

struct Bench {
    Database db{domain_schema()};
    UndoHistory history{domain_schema()};
    std::uint64_t made = 0;

    Bench() {
        TeamMember member;
        member.id = lea;
        member.last_name = "Moreau";
        member.role = TeamRole::administrator;
        db.load(domain_schema().index_of<TeamMember>(), &member);
    }

    Outcome run(std::string name, Json args) {
        Command command;
        command.id = {7, ++made};
        command.name = std::move(name);
        command.args = std::move(args);
        const Attempt attempt = execute(db, domain_registry(), context_for(db, lea, command, Role::replica), command);
        REQUIRE(attempt.ok());
        return *attempt;
    }
    Client client(std::uint64_t number, std::string name) const {
        Client row;
        row.id = ClientId{{100, number}};
        row.name = std::move(name);
        return row;
    }
    std::uint64_t create(std::uint64_t number, std::string name) {
        const Client row = client(number, std::move(name));
        const Outcome outcome = run("client.create", create_args(entity_info<Client>(), &row));
        return history.add("create", 0, {{7, made}}, std::span(&outcome.changes, 1));
    }
    std::uint64_t rename(std::uint64_t number, std::string name) {
        const Client& before = db.get(ClientId{{100, number}});
        Client after = before;
        after.name = std::move(name);
        const auto edits = edits_between(entity_info<Client>(), &before, &after);
        const Outcome outcome = run("client.change", change_args(entity_info<Client>(), before.id.value, edits));
        return history.add("rename", 0, {{7, made}}, std::span(&outcome.changes, 1));
    }
    /// Carries out what turns an action over; gives how many fields were kept because somebody changed them.
    std::size_t turn(std::uint64_t number) {
        std::vector<ChangeSet> changes;
        std::vector<Id128> commands;
        std::size_t kept = 0;
        for (Json& args : history.turning_args(number)) {
            Outcome outcome = run("undo", std::move(args));
            kept += outcome.conflicts.size();
            changes.push_back(std::move(outcome.changes));
            commands.push_back({7, made});
        }
        history.turned(number, std::move(commands), changes);
        return kept;
    }
    std::string name_of(std::uint64_t number) const {
        const Client* row = db.find(ClientId{{100, number}});
        return row != nullptr ? row->name : "(none)";
    }
};

}  // namespace

TEST_CASE("undo history: the newest action goes back first, and comes again in the other order") {
    Bench bench;
    const std::uint64_t created = bench.create(1, "Guérin");
    const std::uint64_t renamed = bench.rename(1, "Boulangerie Guérin");
    const Hash128 digest = bench.db.digest();

    REQUIRE(bench.history.next_undo()->number == renamed);
    bench.turn(renamed);
    CHECK(bench.name_of(1) == "Guérin");
    REQUIRE(bench.history.next_undo()->number == created);
    bench.turn(created);
    CHECK(bench.name_of(1) == "(none)");
    CHECK(bench.history.next_undo() == nullptr);

    REQUIRE(bench.history.next_redo()->number == created);
    bench.turn(created);
    REQUIRE(bench.history.next_redo()->number == renamed);
    bench.turn(renamed);
    CHECK(bench.history.next_redo() == nullptr);
    CHECK(bench.db.digest() == digest);
}

TEST_CASE("undo history: any action of the list can be taken back on its own") {
    Bench bench;
    bench.create(1, "Guérin");
    const std::uint64_t renamed = bench.rename(1, "Boulangerie Guérin");
    bench.create(2, "Garage Bœuf");

    bench.turn(renamed);

    CHECK(bench.name_of(1) == "Guérin");
    CHECK(bench.name_of(2) == "Garage Bœuf");
    CHECK(bench.history.find(renamed)->undone);
}

TEST_CASE("undo history: what somebody changed since is kept and counted") {
    Bench bench;
    bench.create(1, "Guérin");
    const std::uint64_t renamed = bench.rename(1, "Boulangerie Guérin");
    bench.rename(1, "Guérin et fils");

    CHECK(bench.turn(renamed) == 1);
    CHECK(bench.name_of(1) == "Guérin et fils");
}

TEST_CASE("undo history: a new action ends what Ctrl+Shift+Z would do again, the list keeps it") {
    Bench bench;
    const std::uint64_t created = bench.create(1, "Guérin");
    bench.turn(created);
    bench.create(2, "Garage Bœuf");

    CHECK(bench.history.next_redo() == nullptr);
    bench.turn(created);
    CHECK(bench.name_of(1) == "Guérin");
}

TEST_CASE("undo history: a batch of hundreds of commands is one action, in slices") {
    Bench bench;
    const Hash128 empty = bench.db.digest();
    std::uint64_t import = 0;
    for (std::uint64_t slice = 0; slice < 6; ++slice) {
        std::vector<ChangeSet> changes;
        std::vector<Id128> commands;
        for (std::uint64_t i = 0; i < 100; ++i) {
            const Client row = bench.client(slice * 100 + i, "Client");
            changes.push_back(bench.run("client.create", create_args(entity_info<Client>(), &row)).changes);
            commands.push_back({7, bench.made});
        }
        if (import == 0) {
            import = bench.history.add("import", 0, commands, changes);
        } else {
            bench.history.extend(import, commands, changes);
        }
    }
    const Hash128 full = bench.db.digest();
    REQUIRE(bench.history.actions().size() == 1);
    CHECK(bench.history.find(import)->commands.size() == 600);

    bench.turn(import);
    CHECK(bench.db.digest() == empty);
    bench.turn(import);
    CHECK(bench.db.digest() == full);
}

TEST_CASE("undo history: the oldest actions go, the newest stays whatever its size") {
    Bench bench;
    bench.history = UndoHistory(domain_schema(), {.actions_max = 3, .bytes_max = std::size_t{1} << 20});
    for (std::uint64_t i = 1; i <= 5; ++i) bench.create(i, "Client");
    REQUIRE(bench.history.actions().size() == 3);
    CHECK(bench.history.actions().front().number == 3);

    bench.history = UndoHistory(domain_schema(), {.actions_max = 3, .bytes_max = 1});
    bench.create(8, "Client");
    const std::uint64_t newest = bench.create(9, "Client");
    REQUIRE(bench.history.actions().size() == 1);
    bench.turn(newest);
    CHECK(bench.name_of(9) == "(none)");
}

TEST_CASE("undo history: an action that changed nothing is not noted") {
    Bench bench;
    const ChangeSet nothing;
    CHECK(bench.history.add("nothing", 0, {{7, 1}}, std::span(&nothing, 1)) == 0);
    CHECK(bench.history.actions().empty());
}
