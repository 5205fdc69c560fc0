// Clients: their compulsory fields, their references, their families, their suspension.
#include "core/crm/client.h"

#include <doctest/doctest.h>

#include "core/crm/person.h"
#include "core/work/task.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

Client client_named(std::string name) {
    Client client;
    client.name = std::move(name);
    return client;
}

Client below(ClientId parent, std::string name) {
    Client client = client_named(std::move(name));
    client.parent = parent;
    return client;
}

}  // namespace

TEST_CASE("[CRM-12] client: a name is compulsory, the group has a default, nothing else is asked for") {
    TestFirm firm;
    ClientGroup group;
    group.name = "Artisans";
    const Id<ClientGroup> first = firm.add(group);
    group.name = "Associations";
    firm.add(group);
    const ClientId id = firm.add(client_named("Durand"));
    CHECK(firm.db.get(id).group == first);
    CHECK(code_of(firm.set(id, &Client::name, std::string())) == RefusalCode::field_required);
    CHECK(code_of(firm.create([&] {
              Client nameless;
              nameless.id = firm.fresh<Client>();
              return nameless;
          }())) == RefusalCode::field_required);
}

TEST_CASE("[CRM-18] group: belongs to whoever manages the firm, and can't be deleted while it is used") {
    TestFirm firm;
    ClientGroup group;
    group.name = "Artisans";
    const Id<ClientGroup> id = firm.add(group);
    const ClientId client = firm.add(client_named("Durand"));
    const Attempt used = firm.remove(id);
    CHECK(code_of(used) == RefusalCode::row_in_use);
    CHECK(used.error().detail == "client");
    CHECK(code_of(firm.remove(id, firm.bruno)) == RefusalCode::not_permitted);
    REQUIRE(firm.remove(client).ok());
    CHECK(firm.remove(id).ok());
}

TEST_CASE("[CRM-19] reference: a duplicate is refused, none at all is not") {
    TestFirm firm;
    Client first = client_named("Durand");
    first.reference = "C-012";
    const ClientId durand = firm.add(first);
    Client second = client_named("Lefèvre");
    second.reference = "C-012";
    second.id = firm.fresh<Client>();
    const Attempt attempt = firm.create(second);
    CHECK(code_of(attempt) == RefusalCode::value_taken);
    CHECK(field_of(attempt) == "reference");
    CHECK(attempt.error().detail == "C-012");
    CHECK(attempt.error().cause.row == durand.value);
    second.reference = "";
    CHECK(firm.create(second).ok());
    firm.add(client_named("Martin"));
    CHECK(code_of(firm.set(second.id, &Client::reference, std::string("C-012"))) == RefusalCode::value_taken);
    // Its own reference is no duplicate, and a reference that was given back is free.
    CHECK(firm.set(durand, &Client::name, std::string("Durand SARL")).ok());
    REQUIRE(firm.set(durand, &Client::reference, std::string("C-013")).ok());
    CHECK(firm.set(second.id, &Client::reference, std::string("C-012")).ok());
}

TEST_CASE("[CRM-20] [CRM-21] family: any depth, never a cycle") {
    TestFirm firm;
    const ClientId head = firm.add(client_named("Siège"));
    ClientId last = head;
    for (int depth = 0; depth < 50; ++depth) last = firm.add(below(last, "Agence"));
    CHECK(is_descendant(firm.db, last, head));
    CHECK_FALSE(is_descendant(firm.db, head, last));
    CHECK_FALSE(is_descendant(firm.db, head, head));
    for (const ClientId parent : {last, head, firm.db.get(last).parent}) {
        const Attempt attempt = firm.set(head, &Client::parent, parent);
        CHECK(code_of(attempt) == RefusalCode::reference_cycle);
        CHECK(field_of(attempt) == "parent");
    }
    CHECK(firm.set(last, &Client::parent, head).ok());
    Client own_parent = client_named("x");
    own_parent.id = firm.fresh<Client>();
    own_parent.parent = own_parent.id;
    CHECK(code_of(firm.create(own_parent)) == RefusalCode::reference_missing);
}

TEST_CASE("[CRM-26] suspension: the reason is compulsory") {
    TestFirm firm;
    const ClientId id = firm.add(client_named("Durand"));
    const Attempt without = firm.set(id, &Client::suspended, true);
    CHECK(code_of(without) == RefusalCode::field_required);
    CHECK(field_of(without) == "suspension_reason");
    Client suspended = firm.db.get(id);
    suspended.suspended = true;
    suspended.suspension_reason = "Impayé de mai";
    suspended.suspension_scope = SuspensionScope::family;
    CHECK(firm.change(firm.db.get(id), suspended, firm.bruno).ok());
    CHECK(code_of(firm.set(id, &Client::suspension_reason, std::string())) == RefusalCode::field_required);
    CHECK(firm.set(id, &Client::suspended, false).ok());
}

TEST_CASE("[CRM-38] prospect: every new client is one if the firm says so") {
    TestFirm firm;
    CHECK_FALSE(firm.db.get(firm.add(client_named("Durand"))).prospect);
    REQUIRE(firm.set(the_firm, &Firm::new_clients_are_prospects, true).ok());
    const ClientId id = firm.add(client_named("Lefèvre"));
    CHECK(firm.db.get(id).prospect);
    CHECK(firm.set(id, &Client::prospect, false).ok());
}

TEST_CASE("[CRM-45] delete: refused with what uses the client") {
    TestFirm firm;
    const ClientId id = firm.add(client_named("Durand"));
    Project project;
    project.client = id;
    project.title = "Bilan 2026";
    const ProjectId bilan = firm.add(project);
    CHECK(firm.remove(id).error().detail == "project");
    REQUIRE(firm.remove(bilan).ok());
    CHECK(firm.remove(id).ok());
}

TEST_CASE("[PPL-07] main person: one of the client's own people, and not an inactive one") {
    TestFirm firm;
    const ClientId durand = firm.add(client_named("Durand"));
    const ClientId other = firm.add(client_named("Lefèvre"));
    Person person;
    person.client = durand;
    person.last_name = "Moreau";
    const PersonId moreau = firm.add(person);
    const PersonId petit = firm.add([&] {
        person.last_name = "Petit";
        return person;
    }());
    CHECK(code_of(firm.set(other, &Client::main_person, moreau)) == RefusalCode::invalid_value);
    CHECK(firm.set(durand, &Client::main_person, moreau).ok());
    REQUIRE(firm.set(petit, &Person::inactive, true).ok());
    const Attempt inactive = firm.set(durand, &Client::main_person, petit);
    CHECK(code_of(inactive) == RefusalCode::invalid_value);
    CHECK(field_of(inactive) == "main_person");
    SUBCASE("one who becomes inactive later does not lock the client") {
        REQUIRE(firm.set(moreau, &Person::inactive, true).ok());
        CHECK(firm.set(durand, &Client::phone, std::string("+33477550228")).ok());
    }
    SUBCASE("one who is deleted is the main person no more, until undo") {
        const Attempt gone = firm.remove(moreau);
        REQUIRE(gone.ok());
        CHECK(firm.db.get(durand).main_person.is_nil());
        CHECK(firm.undo(gone->changes).empty());
        CHECK(firm.db.get(durand).main_person == moreau);
    }
}

TEST_CASE("client: the fiscal year ends in a month of the year") {
    TestFirm firm;
    const ClientId id = firm.add(client_named("Durand"));
    CHECK(firm.db.get(id).year_end_month == 12);
    CHECK(code_of(firm.set(id, &Client::year_end_month, 13)) == RefusalCode::invalid_value);
    CHECK(code_of(firm.set(id, &Client::year_end_month, 0)) == RefusalCode::invalid_value);
    CHECK(firm.set(id, &Client::year_end_month, 6).ok());
}

TEST_CASE("client: accounting identifiers need their checksums") {
    TestFirm firm;
    const ClientId id = firm.add(client_named("Durand"));
    CHECK(firm.set(id, &Client::siren, std::string("732829320")).ok());
    CHECK(firm.set(id, &Client::siret, std::string("73282932000074")).ok());
    CHECK(firm.set(id, &Client::vat_number, std::string("FR44732829320")).ok());
    CHECK(code_of(firm.set(id, &Client::siren, std::string("732829321"))) == RefusalCode::invalid_value);
    CHECK(code_of(firm.set(id, &Client::siret, std::string("73282932000075"))) == RefusalCode::invalid_value);
    CHECK(code_of(firm.set(id, &Client::vat_number, std::string("FR45732829320"))) == RefusalCode::invalid_value);
    // As people type it is for the screens; stored is the plain form.
    CHECK(code_of(firm.set(id, &Client::siren, std::string("732 829 320"))) == RefusalCode::invalid_value);
}
