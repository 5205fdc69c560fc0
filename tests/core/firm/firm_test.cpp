// The firm's team: what each role may do, and that somebody can always manage the firm.
#include "core/firm/firm.h"

#include <doctest/doctest.h>

#include "core/crm/client.h"
#include "tests/core/support/test_firm.h"

using namespace pupitre;

TEST_CASE("team: what each role may do") {
    TestFirm firm;
    const auto may = [&](TeamMemberId member, Right right) {
        return (rights_of(firm.db, member) & static_cast<std::uint32_t>(right)) != 0;
    };
    CHECK(may(firm.anna, Right::edit));
    CHECK(may(firm.anna, Right::delete_clients));
    CHECK(may(firm.anna, Right::manage_firm));
    CHECK(may(firm.bruno, Right::edit));
    CHECK_FALSE(may(firm.bruno, Right::delete_clients));
    CHECK_FALSE(may(firm.bruno, Right::manage_firm));
    CHECK(rights_of(firm.db, firm.chloe) == 0);
    CHECK(rights_of(firm.db, TeamMemberId{}) == 0);
    CHECK(rights_of(firm.db, TeamMemberId{{9, 9}}) == 0);
    REQUIRE(firm.set(firm.bruno, &TeamMember::inactive, true).ok());
    CHECK(rights_of(firm.db, firm.bruno) == 0);
}

TEST_CASE("[SYS-05] deleting a client needs the right to do so") {
    TestFirm firm;
    Client client;
    client.name = "Durand";
    const ClientId id = firm.add(client);
    CHECK(code_of(firm.remove(id, firm.chloe)) == RefusalCode::not_permitted);
    CHECK(code_of(firm.remove(id, firm.bruno)) == RefusalCode::not_permitted);
    CHECK(firm.remove(id, firm.anna).ok());
}

TEST_CASE("team: a command runs with its author's moment and rights, those of the state it meets") {
    TestFirm firm;
    const Command command = firm.command("client.create", Json::object());
    const Context context = context_for(firm.db, firm.bruno, command, Role::replica);
    CHECK(context.actor == firm.bruno);
    CHECK(context.now_ms == test_ms);
    CHECK(context.today == test_day);
    CHECK(context.role == Role::replica);
    CHECK(context.rights == rights_of(firm.db, firm.bruno));
}

TEST_CASE("team: only who manages the firm changes it, its team, its groups and its services") {
    TestFirm firm;
    const std::string id = to_text(Id128{9, 1});
    for (const char* table : {"team_member", "client_group", "service"}) {
        CAPTURE(table);
        const Json args{{"id", id}, {"name", "x"}};
        CHECK(code_of(firm.give(std::string(table) + ".create", args, firm.bruno)) == RefusalCode::not_permitted);
    }
    const Json change{{"id", to_text(the_firm.value)}, {"set", {{"name", {"Cabinet Hélios", "Cabinet Soleil"}}}}};
    CHECK(code_of(firm.give("firm.change", change, firm.bruno)) == RefusalCode::not_permitted);
    CHECK(firm.give("firm.change", change, firm.anna).ok());
}

TEST_CASE("team: the last administrator can't be demoted, made inactive or deleted") {
    TestFirm firm;
    CHECK(code_of(firm.set(firm.anna, &TeamMember::role, TeamRole::member)) == RefusalCode::last_administrator);
    CHECK(code_of(firm.set(firm.anna, &TeamMember::inactive, true)) == RefusalCode::last_administrator);
    CHECK(code_of(firm.remove(firm.anna)) == RefusalCode::last_administrator);
    CHECK(firm.set(firm.anna, &TeamMember::job_title, std::string("Associée")).ok());
    SUBCASE("somebody inactive does not count as another one") {
        REQUIRE(firm.set(firm.bruno, &TeamMember::inactive, true).ok());
        REQUIRE(firm.set(firm.bruno, &TeamMember::role, TeamRole::administrator).ok());
        CHECK(code_of(firm.remove(firm.anna)) == RefusalCode::last_administrator);
    }
    SUBCASE("with another one she may go") {
        REQUIRE(firm.set(firm.bruno, &TeamMember::role, TeamRole::administrator).ok());
        CHECK(firm.set(firm.anna, &TeamMember::role, TeamRole::reader).ok());
        CHECK(firm.remove(firm.anna, firm.bruno).ok());
        CHECK(code_of(firm.remove(firm.bruno, firm.bruno)) == RefusalCode::last_administrator);
    }
}

TEST_CASE("team: an e-mail address is somebody's log-in, so it is compulsory, well formed and unique") {
    TestFirm firm;
    TeamMember member;
    member.last_name = "Petit";
    member.id = firm.fresh<TeamMember>();
    CHECK(code_of(firm.create(member)) == RefusalCode::field_required);
    member.email = "petit";
    CHECK(code_of(firm.create(member)) == RefusalCode::invalid_value);
    member.email = "bruno@example.fr";
    CHECK(code_of(firm.create(member)) == RefusalCode::value_taken);
    member.email = "petit@example.fr";
    CHECK(firm.create(member).ok());
    CHECK(firm.db.get(member.id).full_name() == "Petit");
}
