// Taking back what a command did, also when others have worked on.
#include "core/command/undo.h"

#include <doctest/doctest.h>

#include "core/catalogue/service.h"
#include "core/crm/client.h"
#include "core/crm/note.h"
#include "core/crm/person.h"
#include "core/work/task.h"
#include "tests/core/support/rebuild.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

Client client_named(std::string name) {
    Client client;
    client.name = std::move(name);
    return client;
}

ChangeSet changes_of(const Attempt& attempt) {
    REQUIRE(attempt.ok());
    return attempt->changes;
}

}  // namespace

TEST_CASE("undo: each kind of command, one after the other, back to the start") {
    TestFirm firm;
    std::vector<ChangeSet> done;
    std::vector<Hash128> digests;
    const auto note_down = [&](const Attempt& attempt) {
        done.push_back(changes_of(attempt));
        CHECK_FALSE(done.back().empty());
    };
    const auto before = [&] { digests.push_back(firm.db.digest()); };

    Client client = client_named("Durand");
    client.id = firm.fresh<Client>();
    before();
    note_down(firm.create(client));
    Task task;
    task.id = firm.fresh<Task>();
    task.client = client.id;
    task.title = "Déclaration";
    before();
    note_down(firm.create(task));
    ChecklistItem item;
    item.task = task.id;
    item.text = "Relevés reçus";
    item.id = firm.fresh<ChecklistItem>();
    Task other = task;
    other.id = firm.fresh<Task>();
    before();
    note_down(firm.create(item));
    before();
    note_down(firm.create(other));
    before();
    note_down(firm.set(client.id, &Client::name, std::string("Durand SARL")));
    before();
    note_down(firm.give(std::string(CompleteTask::name), CompleteTask{task.id}.to_json()));
    before();
    note_down(firm.give(std::string(ReopenTask::name), ReopenTask{task.id}.to_json()));
    before();
    note_down(firm.give("task.move", move_args(task.id.value, {})));
    before();
    note_down(firm.remove(task.id));
    before();
    note_down(firm.remove(other.id));
    before();
    note_down(firm.remove(client.id));

    while (!done.empty()) {
        CAPTURE(done.size());
        CHECK(firm.undo(done.back()).empty());
        CHECK(firm.db.digest() == digests.back());
        CHECK(equals_rebuild(firm.db));
        done.pop_back();
        digests.pop_back();
    }
}

TEST_CASE("undo: what somebody changed since is kept and told, the rest is taken back") {
    TestFirm firm;
    const ClientId id = firm.add(client_named("Durand"));
    const Client seen = firm.db.get(id);
    Client annas = seen;
    annas.name = "Durand SARL";
    annas.phone = "+33477550228";
    const ChangeSet first = changes_of(firm.change(seen, annas, firm.anna));
    REQUIRE(firm.set(id, &Client::name, std::string("Durand & Fils")).ok());
    const std::vector<Conflict> kept = firm.undo(first);
    CHECK(kept == std::vector<Conflict>{{"client", id.value, "name", "Durand SARL", "Durand", "Durand & Fils"}});
    CHECK(firm.db.get(id).name == "Durand & Fils");
    CHECK(firm.db.get(id).phone.empty());
}

TEST_CASE("undo: a new row that somebody changed or worked on since stays") {
    TestFirm firm;
    Client client = client_named("Durand");
    client.id = firm.fresh<Client>();
    const ChangeSet created = changes_of(firm.create(client));
    SUBCASE("changed") {
        REQUIRE(firm.set(client.id, &Client::phone, std::string("+33477550228")).ok());
        const auto kept = firm.undo(created);
        REQUIRE(kept.size() == 1);
        CHECK(kept[0].row == client.id.value);
        CHECK(kept[0].theirs["phone"] == "+33477550228");
        CHECK(firm.db.find(client.id) != nullptr);
    }
    SUBCASE("a note was written") {
        Note note;
        note.client = client.id;
        note.text = "À rappeler.";
        const NoteId written = firm.add(note);
        CHECK(firm.undo(created).size() == 1);
        CHECK(firm.db.find(client.id) != nullptr);
        CHECK(firm.db.find(written) != nullptr);
    }
    SUBCASE("another client was put below it") {
        Client branch = client_named("Durand Lille");
        branch.parent = client.id;
        const ClientId below = firm.add(branch);
        CHECK(firm.undo(created).size() == 1);
        CHECK(firm.db.get(below).parent == client.id);
    }
    SUBCASE("it is gone already") {
        REQUIRE(firm.remove(client.id).ok());
        CHECK(firm.undo(created).empty());
    }
    CHECK(equals_rebuild(firm.db));
}

TEST_CASE("undo: rows that name each other go together, or stay together") {
    // As an import makes them: a client and its main person in one command.
    TestFirm firm;
    const Hash128 before = firm.db.digest();
    const ClientId client{{9, 1}};
    const PersonId person{{9, 2}};
    Changes changes(firm.db);
    Client durand = client_named("Durand");
    durand.id = client;
    durand.main_person = person;
    changes.put(durand);
    Person moreau;
    moreau.id = person;
    moreau.client = client;
    moreau.last_name = "Moreau";
    changes.put(moreau);
    const ChangeSet created = changes.take();
    SUBCASE("untouched") {
        CHECK(firm.undo(created).empty());
        CHECK(firm.db.digest() == before);
    }
    SUBCASE("the client was changed since: its main person stays, too") {
        REQUIRE(firm.set(client, &Client::phone, std::string("+33477550228")).ok());
        CHECK(firm.undo(created).size() == 2);
        CHECK(firm.db.get(client).main_person == person);
        CHECK(firm.db.find(person) != nullptr);
    }
    SUBCASE("the person was changed since: the client stays, too") {
        REQUIRE(firm.set(person, &Person::phone, std::string("+33477550228")).ok());
        CHECK(firm.undo(created).size() == 2);
        CHECK(firm.db.find(client) != nullptr);
    }
    CHECK(equals_rebuild(firm.db));
}

TEST_CASE("undo: of an undo does it again") {
    TestFirm firm;
    Client client = client_named("Durand");
    client.id = firm.fresh<Client>();
    const ChangeSet created = changes_of(firm.create(client));
    const Hash128 after = firm.db.digest();
    const ChangeSet undone = changes_of(firm.give("undo", undo_args(firm.db.schema(), created).front()));
    CHECK(firm.db.find(client.id) == nullptr);
    CHECK(firm.undo(undone).empty());
    CHECK(firm.db.digest() == after);
}

TEST_CASE("undo: of a deletion is refused when what it needs is gone or taken") {
    TestFirm firm;
    Client client = client_named("Durand");
    client.reference = "C-012";
    client.id = firm.fresh<Client>();
    REQUIRE(firm.create(client).ok());
    Note note;
    note.client = client.id;
    note.text = "À rappeler.";
    const NoteId written = firm.add(note);
    const ChangeSet note_gone = changes_of(firm.remove(written));
    const ChangeSet client_gone = changes_of(firm.remove(client.id));
    const auto refused = [&](const ChangeSet& changes) {
        return firm.give("undo", undo_args(firm.db.schema(), changes).front());
    };
    CHECK(code_of(refused(note_gone)) == RefusalCode::reference_missing);
    Client other = client_named("Lefèvre");
    other.reference = "C-012";
    firm.add(other);
    CHECK(code_of(refused(client_gone)) == RefusalCode::value_taken);
    CHECK(field_of(refused(client_gone)) == "reference");
    CHECK(equals_rebuild(firm.db));
}

TEST_CASE("undo: can't be used to do what the rules forbid") {
    TestFirm firm;
    const ClientId id = firm.add(client_named("Durand"));
    const Json row = row_to_json(entity_info<Client>(), &firm.db.get(id));
    SUBCASE("deleting without the right to delete") {
        const std::string hash = to_text(row_hash(entity_info<Client>(), &firm.db.get(id)));
        const Json rows{{{"table", "client"}, {"kind", "erase"}, {"id", to_text(id.value)}, {"hash", hash}}};
        CHECK(code_of(firm.give("undo", Json{{"rows", rows}}, firm.bruno)) == RefusalCode::not_permitted);
        CHECK(firm.give("undo", Json{{"rows", rows}}, firm.anna).ok());
    }
    SUBCASE("a cycle of parents") {
        const ClientId branch = firm.add([&] {
            Client client = client_named("Durand Lille");
            client.parent = id;
            return client;
        }());
        // Once the head office was below the branch; that can't come back while the branch is below it.
        const Json set{{"parent", {nullptr, to_text(branch.value)}}};
        const Json rows{{{"table", "client"}, {"kind", "update"}, {"id", to_text(id.value)}, {"set", set}}};
        CHECK(code_of(firm.give("undo", Json{{"rows", rows}})) == RefusalCode::reference_cycle);
    }
    SUBCASE("leaving the firm without an administrator") {
        const ChangeSet promoted = changes_of(firm.set(firm.bruno, &TeamMember::role, TeamRole::administrator));
        REQUIRE(
            firm.give("team_member.change",
                      change_args(entity_info<TeamMember>(), firm.anna.value, {{5, Value{std::int64_t{1}}, Value{}}}),
                      firm.bruno)
                .ok());
        const Json args = undo_args(firm.db.schema(), promoted).front();
        CHECK(code_of(firm.give("undo", args, firm.bruno)) == RefusalCode::last_administrator);
    }
    SUBCASE("values that are no such values") {
        const Json set{{"email", {nullptr, "no address"}}};
        const Json rows{{{"table", "client"}, {"kind", "update"}, {"id", to_text(id.value)}, {"set", set}}};
        CHECK(code_of(firm.give("undo", Json{{"rows", rows}})) == RefusalCode::invalid_value);
    }
    CHECK(equals_rebuild(firm.db));
}

TEST_CASE("undo: who may not delete takes their own creation back, while nobody changed or needs it") {
    TestFirm firm;
    Client client = client_named("Durand");
    client.id = firm.fresh<Client>();
    client.created_by = firm.anna;  // Whatever a device says: the maker is who gave the command.
    const Hash128 before = firm.db.digest();
    const ChangeSet created = changes_of(firm.create(client, firm.bruno));
    REQUIRE(firm.db.get(client.id).created_by == firm.bruno);
    const Json args = undo_args(firm.db.schema(), created).front();
    SUBCASE("nobody did: as if it had never been, and there again when that is taken back, too") {
        const Hash128 there = firm.db.digest();
        const ChangeSet undone = changes_of(firm.give("undo", args, firm.bruno));
        CHECK(firm.db.digest() == before);
        const ChangeSet redone = changes_of(firm.give("undo", undo_args(firm.db.schema(), undone).front(), firm.bruno));
        CHECK(firm.db.digest() == there);
        CHECK(firm.give("undo", undo_args(firm.db.schema(), redone).front(), firm.bruno).ok());
        CHECK(firm.db.digest() == before);
    }
    SUBCASE("somebody changed it: it stays, and the change is told") {
        REQUIRE(firm.set(client.id, &Client::phone, std::string("+33477550228")).ok());
        const Attempt kept = firm.give("undo", args, firm.bruno);
        REQUIRE(kept.ok());
        CHECK(kept->changes.empty());
        REQUIRE(kept->conflicts.size() == 1);
        CHECK(kept->conflicts[0].theirs["phone"] == "+33477550228");
    }
    SUBCASE("somebody needs it: it stays, and what needs it is named") {
        Task task;
        task.client = client.id;
        task.title = "Bilan";
        const TaskId needs = firm.add(task);
        const Attempt kept = firm.give("undo", args, firm.bruno);
        REQUIRE(kept.ok());
        CHECK(kept->changes.empty());
        REQUIRE(kept->conflicts.size() == 1);
        CHECK(kept->conflicts[0].cause.table == "task");
        CHECK(kept->conflicts[0].cause.row == needs.value);
        CHECK(kept->conflicts[0].cause.field == "client");
    }
    SUBCASE("somebody deleted it: nothing is left to do") {
        REQUIRE(firm.remove(client.id).ok());
        const Attempt undone = firm.give("undo", args, firm.bruno);
        REQUIRE(undone.ok());
        CHECK(undone->changes.empty());
    }
    SUBCASE("a reader may not, nor another member, nor by deleting") {
        REQUIRE(firm.set(firm.chloe, &TeamMember::role, TeamRole::member).ok());
        CHECK(code_of(firm.give("undo", args, firm.chloe)) == RefusalCode::not_permitted);
        REQUIRE(firm.set(firm.bruno, &TeamMember::role, TeamRole::reader).ok());
        CHECK(code_of(firm.give("undo", args, firm.bruno)) == RefusalCode::not_permitted);
        CHECK(code_of(firm.remove(client.id, firm.bruno)) == RefusalCode::not_permitted);
    }
    SUBCASE("nobody makes a row their own afterwards") {
        const Json set{{"created_by", {to_text(firm.bruno.value), to_text(firm.anna.value)}}};
        CHECK(code_of(firm.give("client.change", Json{{"id", to_text(client.id.value)}, {"set", set}})) ==
              RefusalCode::invalid_value);
        const Json rows{{{"table", "client"}, {"kind", "update"}, {"id", to_text(client.id.value)}, {"set", set}}};
        CHECK(code_of(firm.give("undo", Json{{"rows", rows}})) == RefusalCode::malformed_arguments);
    }
    CHECK(equals_rebuild(firm.db));
}

TEST_CASE("undo: a large change-set is several commands within the limit") {
    TestFirm firm;
    const ClientId id = firm.add(client_named("Durand"));
    for (int i = 0; i < 60; ++i) {
        Note note;
        note.client = id;
        note.text = std::string(long_text_max, static_cast<char>('a' + i % 26));
        firm.add(note);
    }
    const Hash128 before = firm.db.digest();
    const Attempt gone = firm.remove(id);
    REQUIRE(gone.ok());
    const std::vector<Json> parts = undo_args(firm.db.schema(), gone->changes);
    CHECK(parts.size() > 10);
    for (const Json& args : parts) CHECK(json_bytes(args) <= command_bytes_max);
    CHECK(firm.undo(gone->changes).empty());
    CHECK(firm.db.digest() == before);
    CHECK(undo_args(firm.db.schema(), ChangeSet{}).empty());
}
