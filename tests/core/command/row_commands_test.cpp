// Create, change, delete and move: what they refuse, in the order of the checks, and what they do.
#include "core/command/row_commands.h"

#include <doctest/doctest.h>

#include "core/crm/client.h"
#include "core/crm/note.h"
#include "core/crm/person.h"
#include "core/work/task.h"
#include "tests/core/support/rebuild.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

Json with(Json json, const char* key, Json value) {
    json[key] = std::move(value);
    return json;
}

Client client_named(std::string name) {
    Client client;
    client.name = std::move(name);
    return client;
}

}  // namespace

TEST_CASE("create: refusals, in the order they are checked") {
    TestFirm firm;
    const ClientId taken = firm.add(client_named("Durand"));
    const Json good{{"id", to_text(Id128{9, 1})}, {"name", "Lefèvre"}};
    const Hash128 before = firm.db.digest();
    struct Row {
        const char* when;
        TeamMemberId by;
        Json args;
        RefusalCode code;
        const char* field;
    };
    const Row rows[] = {
        {"without the right", firm.chloe, good, RefusalCode::not_permitted, ""},
        {"somebody unknown", {{9, 9}}, good, RefusalCode::not_permitted, ""},
        {"no object", firm.bruno, Json::array(), RefusalCode::malformed_arguments, "client"},
        {"unknown field", firm.bruno, with(good, "colour", 1), RefusalCode::malformed_arguments, "colour"},
        {"wrong type", firm.bruno, with(good, "prospect", "yes"), RefusalCode::malformed_arguments, "prospect"},
        {"without identity", firm.bruno, Json{{"name", "x"}}, RefusalCode::malformed_arguments, "id"},
        {"identity taken", firm.bruno, with(good, "id", to_text(taken.value)), RefusalCode::row_exists, ""},
        {"empty name", firm.bruno, with(good, "name", ""), RefusalCode::field_required, "name"},
        {"name too long", firm.bruno, with(good, "name", std::string(301, 'x')), RefusalCode::text_too_long, "name"},
        {"e-mail without @", firm.bruno, with(good, "email", "durand.fr"), RefusalCode::invalid_value, "email"},
        {"wrong SIREN", firm.bruno, with(good, "siren", "732829321"), RefusalCode::invalid_value, "siren"},
        {"no such group", firm.bruno, with(good, "group", to_text(Id128{9, 9})), RefusalCode::reference_missing,
         "group"},
        {"number too large", firm.bruno, with(good, "balance", {{"minor", number_max + 1}, {"currency", "eur"}}),
         RefusalCode::invalid_value, "balance"},
        {"month 13", firm.bruno, with(good, "year_end_month", 13), RefusalCode::invalid_value, "year_end_month"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.when);
        const Attempt attempt = firm.give("client.create", row.args, row.by);
        CHECK(code_of(attempt) == row.code);
        CHECK(field_of(attempt) == row.field);
        CHECK(firm.db.digest() == before);
    }
    CHECK(firm.give("client.create", good, firm.bruno).ok());
    CHECK(firm.db.get(ClientId{{9, 1}}).name == "Lefèvre");
    CHECK(equals_rebuild(firm.db));
}

TEST_CASE("create: a text may have as many characters as the limit says, whatever their bytes") {
    TestFirm firm;
    std::string accents;
    for (int i = 0; i < short_text_max; ++i) accents += "é";
    CHECK(firm.create([&] {
                  Client client = client_named(accents);
                  client.id = firm.fresh<Client>();
                  return client;
              }())
              .ok());
}

TEST_CASE("create: on a device and on the host the same arguments give the same row") {
    TestFirm device;
    TestFirm host;
    const Json args{{"id", to_text(Id128{9, 1})}, {"name", "Lefèvre"}};
    const Command command = device.command("client.create", args);
    CHECK(device.give(command, device.bruno, Role::replica)->changes == host.give(command, host.bruno)->changes);
    CHECK(device.db.digest() == host.db.digest());
}

TEST_CASE("change: refusals, in the order they are checked") {
    TestFirm firm;
    const ClientId id = firm.add(client_named("Durand"));
    const auto change = [&](Json set) { return Json{{"id", to_text(id.value)}, {"set", std::move(set)}}; };
    const Hash128 before = firm.db.digest();
    struct Row {
        const char* when;
        TeamMemberId by;
        Json args;
        RefusalCode code;
        const char* field;
    };
    const Row rows[] = {
        {"without the right", firm.chloe, change({{"name", {"Durand", "x"}}}), RefusalCode::not_permitted, ""},
        {"no arguments", firm.bruno, Json::object(), RefusalCode::malformed_arguments, "id"},
        {"set is no object", firm.bruno, change(Json::array()), RefusalCode::malformed_arguments, "id"},
        {"unknown field", firm.bruno, change({{"colour", {1, 2}}}), RefusalCode::malformed_arguments, "colour"},
        {"the identity", firm.bruno, change({{"id", {to_text(id.value), to_text(Id128{9, 9})}}}),
         RefusalCode::malformed_arguments, "id"},
        {"no pair", firm.bruno, change({{"name", "x"}}), RefusalCode::malformed_arguments, "name"},
        {"three values", firm.bruno, change({{"name", {"a", "b", "c"}}}), RefusalCode::malformed_arguments, "name"},
        {"wrong type before", firm.bruno, change({{"name", {1, "x"}}}), RefusalCode::malformed_arguments, "name"},
        {"wrong type after", firm.bruno, change({{"name", {"Durand", 1}}}), RefusalCode::malformed_arguments, "name"},
        {"unknown row", firm.bruno, Json{{"id", to_text(Id128{9, 9})}, {"set", Json::object()}},
         RefusalCode::row_not_found, ""},
        {"number out of the member's range", firm.bruno, change({{"year_end_month", {12, std::int64_t{1} << 40}}}),
         RefusalCode::malformed_arguments, "year_end_month"},
        {"emptied name", firm.bruno, change({{"name", {"Durand", ""}}}), RefusalCode::field_required, "name"},
        {"no such parent", firm.bruno, change({{"parent", {nullptr, to_text(Id128{9, 9})}}}),
         RefusalCode::reference_missing, "parent"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.when);
        const Attempt attempt = firm.give("client.change", row.args, row.by);
        CHECK(code_of(attempt) == row.code);
        CHECK(field_of(attempt) == row.field);
        CHECK(firm.db.digest() == before);
    }
}

TEST_CASE("merge: two people who change different fields both get their way") {
    TestFirm firm;
    const ClientId id = firm.add(client_named("Durand"));
    const Client seen = firm.db.get(id);
    Client annas = seen;
    annas.phone = "+33477550228";
    annas.prospect = true;
    Client brunos = seen;
    brunos.email = "contact@durand.fr";
    CHECK(firm.change(seen, annas, firm.anna)->conflicts.empty());
    CHECK(firm.change(seen, brunos, firm.bruno)->conflicts.empty());
    CHECK(firm.db.get(id).phone == "+33477550228");
    CHECK(firm.db.get(id).prospect);
    CHECK(firm.db.get(id).email == "contact@durand.fr");
}

TEST_CASE("merge: the same field stays as the first one left it, and all three values are told") {
    TestFirm firm;
    const ClientId id = firm.add(client_named("Durand"));
    const Client seen = firm.db.get(id);
    Client annas = seen;
    annas.name = "Durand SARL";
    Client brunos = seen;
    brunos.name = "Durand & Fils";
    brunos.phone = "+33477550228";
    CHECK(firm.change(seen, annas, firm.anna).ok());
    const Attempt second = firm.change(seen, brunos, firm.bruno);
    REQUIRE(second.ok());
    CHECK(second->conflicts ==
          std::vector<Conflict>{{"client", id.value, "name", "Durand", "Durand & Fils", "Durand SARL"}});
    CHECK(firm.db.get(id).name == "Durand SARL");
    CHECK(firm.db.get(id).phone == "+33477550228");
}

TEST_CASE("merge: two people who want the same value agree") {
    TestFirm firm;
    const ClientId id = firm.add(client_named("Durand"));
    const Client seen = firm.db.get(id);
    Client wanted = seen;
    wanted.name = "Durand SARL";
    CHECK(firm.change(seen, wanted, firm.anna).ok());
    const Attempt second = firm.change(seen, wanted, firm.bruno);
    REQUIRE(second.ok());
    CHECK(second->conflicts.empty());
    CHECK(second->changes.empty());
}

TEST_CASE("change: a row stays in the file that it was made in") {
    TestFirm firm;
    const ClientId first = firm.add(client_named("Durand"));
    const ClientId second = firm.add(client_named("Lefèvre"));
    Person person;
    person.client = first;
    person.last_name = "Moreau";
    const PersonId id = firm.add(person);
    const Attempt attempt = firm.set(id, &Person::client, second);
    CHECK(code_of(attempt) == RefusalCode::invalid_value);
    CHECK(field_of(attempt) == "client");
}

TEST_CASE("change: an older fault in another field does not stand in the way") {
    TestFirm firm;
    Client old;
    old.id = {{9, 1}};
    old.name = "Durand";
    old.email = "not an address";
    firm.db.load(firm.db.schema().index_of<Client>(), &old);
    CHECK(firm.set(old.id, &Client::name, std::string("Durand SARL")).ok());
    CHECK(code_of(firm.set(old.id, &Client::email, std::string("still none"))) == RefusalCode::invalid_value);
}

TEST_CASE("delete: refusals, and what goes with a row") {
    TestFirm firm;
    const ClientId id = firm.add(client_named("Durand"));
    const ClientId branch = firm.add([&] {
        Client client = client_named("Durand Lille");
        client.parent = id;
        return client;
    }());
    Person person;
    person.client = id;
    person.last_name = "Moreau";
    const PersonId moreau = firm.add(person);
    REQUIRE(firm.set(id, &Client::main_person, moreau).ok());
    Note note;
    note.client = id;
    note.text = "Préfère le téléphone.";
    const NoteId reminder = firm.add(note);
    Task task;
    task.client = id;
    task.title = "Déclaration";
    const TaskId work = firm.add(task);

    CHECK(code_of(firm.remove(id, firm.bruno)) == RefusalCode::not_permitted);
    CHECK(code_of(firm.give("client.delete", Json::object())) == RefusalCode::malformed_arguments);
    CHECK(code_of(firm.remove(ClientId{{9, 9}})) == RefusalCode::row_not_found);
    const Hash128 before = firm.db.digest();
    const Attempt used = firm.remove(id);
    CHECK(code_of(used) == RefusalCode::row_in_use);
    CHECK(used.error().detail == "task");
    CHECK(used.error().cause.row == work.value);
    CHECK(firm.db.digest() == before);

    REQUIRE(firm.remove(work).ok());
    const Hash128 full = firm.db.digest();
    const Attempt gone = firm.remove(id);
    REQUIRE(gone.ok());
    CHECK(firm.db.find(id) == nullptr);
    CHECK(firm.db.find(moreau) == nullptr);
    CHECK(firm.db.find(reminder) == nullptr);
    CHECK(firm.db.get(branch).parent.is_nil());
    CHECK(equals_rebuild(firm.db));
    // All of it comes back: the file, its people with the main one, its notes, and its place above the branch.
    CHECK(firm.undo(gone->changes).empty());
    CHECK(firm.db.digest() == full);
    CHECK(firm.db.get(id).main_person == moreau);
    CHECK(firm.db.get(branch).parent == id);
}

TEST_CASE("move: by hand, before another row, to the end, and numbered anew when there is no room") {
    TestFirm firm;
    const TaskId task = firm.add([] {
        Task made;
        made.title = "Bilan";
        return made;
    }());
    std::vector<ChecklistItemId> items;
    for (const char* text : {"a", "b", "c", "d"}) {
        ChecklistItem item;
        item.task = task;
        item.text = text;
        items.push_back(firm.add(item));
    }
    const auto order = [&] {
        std::string letters;
        for (const ChecklistItem* item : checklist_of(firm.db, task)) letters += item->text;
        return letters;
    };
    const auto move = [&](std::size_t row, Id128 before) {
        return firm.give("checklist_item.move", move_args(items[row].value, before), firm.bruno);
    };
    CHECK(order() == "abcd");
    CHECK(move(3, items[1].value)->changes.rows.size() == 1);
    CHECK(order() == "adbc");
    CHECK(move(0, {}).ok());
    CHECK(order() == "dbca");
    CHECK(move(1, items[1].value)->changes.empty());
    CHECK(order() == "dbca");
    // Right before the same row until there is no room left.
    REQUIRE(move(3, items[2].value).ok());
    for (int i = 0; i < 60; ++i) {
        REQUIRE(move(i % 2 == 0 ? 0 : 3, items[2].value).ok());
        REQUIRE(order() == (i % 2 == 0 ? "bdac" : "badc"));
        REQUIRE(equals_rebuild(firm.db));
    }
    CHECK(code_of(firm.give("checklist_item.move", Json{{"id", to_text(items[0].value)}})) ==
          RefusalCode::malformed_arguments);
    CHECK(code_of(firm.give("checklist_item.move", Json{{"id", to_text(items[0].value)}, {"before", 7}})) ==
          RefusalCode::malformed_arguments);
    CHECK(code_of(firm.give("checklist_item.move", move_args({9, 9}, {}))) == RefusalCode::row_not_found);
    CHECK(code_of(firm.give("checklist_item.move", move_args(items[0].value, {}), firm.chloe)) ==
          RefusalCode::not_permitted);
}

TEST_CASE("move: positions at the end of the range do no harm") {
    TestFirm firm;
    Task first;
    first.title = "x";
    first.position = number_max;
    firm.add(first);
    first.position = number_max + 1;
    first.id = firm.fresh<Task>();
    CHECK(code_of(firm.create(first)) == RefusalCode::invalid_value);
    first.position = -number_max;
    const TaskId low = firm.add(first);
    first.position = 0;
    first.id = {};
    const TaskId last = firm.add(first);
    CHECK(firm.db.get(last).position == number_max);
    CHECK(firm.give("task.move", move_args(last.value, low.value)).ok());
    CHECK(firm.give("task.move", move_args(low.value, {})).ok());
    CHECK(equals_rebuild(firm.db));
}

TEST_CASE("execute: an unknown command, and one of a newer version, is told apart from a wrong one") {
    TestFirm firm;
    CHECK(code_of(firm.give("client.paint", Json::object())) == RefusalCode::unknown_command);
    CHECK(firm.give("client.paint", Json::object()).error().detail == "client.paint");
    Command newer = firm.command("client.create", Json{{"id", to_text(Id128{9, 1})}, {"name", "x"}});
    newer.version = 2;
    CHECK(code_of(firm.give(newer, firm.anna)) == RefusalCode::unknown_command);
    CHECK(code_of(firm.give("firm.move", move_args({0, 1}, {}))) == RefusalCode::unknown_command);
}

TEST_CASE("execute: no command of the product does harm with arguments of the wrong kind") {
    TestFirm firm;
    const Hash128 before = firm.db.digest();
    const Json id = to_text(the_firm.value);
    const Json wrong[] = {nullptr,
                          true,
                          -1,
                          1.5,
                          "x",
                          Json::array(),
                          Json::object(),
                          Json::array({Json::array()}),
                          {{"id", nullptr}},
                          {{"id", id}, {"set", {{"id", {id, id}}}}},
                          {{"rows", {nullptr}}},
                          {{"rows", {{{"table", "client"}, {"kind", "update"}, {"id", id}, {"set", 1}}}}},
                          {{"task", 1}},
                          {{"task", id}},
                          {{"id", id}, {"before", id}, {"set", {{"", {}}}}}};
    for (const auto& [name, type] : domain_registry().commands()) {
        CAPTURE(name);
        for (const Json& args : wrong) {
            CAPTURE(args.dump());
            firm.give(name, args);
            REQUIRE(equals_rebuild(firm.db));
        }
    }
    // Nothing above asks for anything that exists, apart from deleting the firm, which nobody forbids an administrator.
    if (firm.db.find(the_firm) != nullptr) CHECK(firm.db.digest() == before);
}
