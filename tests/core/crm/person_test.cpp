// People, their tags, addresses and notes.
#include "core/crm/person.h"

#include <doctest/doctest.h>

#include "core/crm/address.h"
#include "core/crm/note.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

struct WithClient : TestFirm {
    ClientId client;

    WithClient() {
        Client row;
        row.name = "Durand";
        client = add(row);
    }
    Person person(std::string last_name) const {
        Person row;
        row.client = client;
        row.last_name = std::move(last_name);
        return row;
    }
};

}  // namespace

TEST_CASE("person: a first or a last name is enough, none is not") {
    WithClient firm;
    Person person = firm.person("");
    person.id = firm.fresh<Person>();
    CHECK(code_of(firm.create(person)) == RefusalCode::field_required);
    person.first_name = "Anne";
    CHECK(firm.create(person).ok());
    CHECK(firm.db.get(person.id).full_name() == "Anne");
    CHECK(firm.db.get(firm.add(firm.person("Moreau"))).full_name() == "Moreau");
}

TEST_CASE("person: belongs to a client, after those who are there") {
    WithClient firm;
    Person homeless = firm.person("Moreau");
    homeless.client = {};
    homeless.id = firm.fresh<Person>();
    CHECK(code_of(firm.create(homeless)) == RefusalCode::field_required);
    const PersonId first = firm.add(firm.person("Moreau"));
    const PersonId second = firm.add(firm.person("Petit"));
    CHECK(firm.db.get(first).position < firm.db.get(second).position);
    CHECK(scope_of(entity_info<Person>(), &firm.db.get(first)) == ScopeId{firm.client.value});
}

TEST_CASE("tag: names are unique, and two devices can't give a person the same tag twice") {
    WithClient firm;
    Tag tag;
    tag.name = "Gérant";
    const TagId manager = firm.add(tag);
    Tag again = tag;
    again.id = firm.fresh<Tag>();
    CHECK(code_of(firm.create(again)) == RefusalCode::value_taken);
    const PersonId person = firm.add(firm.person("Moreau"));
    PersonTag link;
    link.id = person_tag_id(person, manager);
    link.client = firm.client;
    link.person = person;
    link.tag = manager;
    CHECK(firm.create(link).ok());
    CHECK(code_of(firm.create(link)) == RefusalCode::row_exists);
    CHECK(person_tag_id(person, manager) != person_tag_id(PersonId{{9, 9}}, manager));
    REQUIRE(firm.remove(manager).ok());
    CHECK(firm.db.find(link.id) == nullptr);
}

TEST_CASE("address: the main one, else the first one") {
    WithClient firm;
    CHECK(main_address(firm.db, firm.client) == nullptr);
    Address address;
    address.client = firm.client;
    address.kind = AddressKind::site;
    address.city = "Lille";
    const AddressId site = firm.add(address);
    CHECK(main_address(firm.db, firm.client)->id == site);
    address.kind = AddressKind::main;
    address.city = "Saint-Étienne";
    const AddressId main = firm.add(address);
    const AddressId later = firm.add(address);
    CHECK(main_address(firm.db, firm.client)->id == main);
    REQUIRE(firm.give("address.move", move_args(later.value, site.value)).ok());
    CHECK(main_address(firm.db, firm.client)->id == later);
}

TEST_CASE("note: signed by who wrote it, at the moment of writing, and never empty") {
    WithClient firm;
    Note note;
    note.client = firm.client;
    note.id = firm.fresh<Note>();
    CHECK(code_of(firm.create(note, firm.bruno)) == RefusalCode::field_required);
    note.text = "Préfère le téléphone.\nPas avant 10 h.";
    note.author = firm.anna;
    REQUIRE(firm.create(note, firm.bruno).ok());
    CHECK(firm.db.get(note.id).author == firm.bruno);
    CHECK(firm.db.get(note.id).written_at == test_ms);
    note.id = firm.fresh<Note>();
    note.text = std::string(long_text_max + 1, 'x');
    CHECK(code_of(firm.create(note, firm.bruno)) == RefusalCode::text_too_long);
    note.text = "x";
    note.written_at = instant_max + 1;
    CHECK(code_of(firm.create(note, firm.bruno)) == RefusalCode::invalid_value);
}
