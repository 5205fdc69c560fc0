// The firm's first rows are loaded, not commanded: somebody has to be there before the first command.
#include "tests/core/support/test_firm.h"

namespace pupitre {

TestFirm::TestFirm() {
    Firm firm;
    firm.id = the_firm;
    firm.name = "Cabinet Hélios";
    db.load(db.schema().index_of<Firm>(), &firm);
    const auto add_member = [&](TeamMemberId id, const std::string& name, TeamRole role) {
        TeamMember member;
        member.id = id;
        member.last_name = name;
        member.email = name + "@example.fr";
        member.role = role;
        db.load(db.schema().index_of<TeamMember>(), &member);
    };
    add_member(anna, "anna", TeamRole::administrator);
    add_member(bruno, "bruno", TeamRole::member);
    add_member(chloe, "chloe", TeamRole::reader);
}

Command TestFirm::command(std::string name, Json args) {
    Command made;
    made.id = {3, ++next_};
    made.name = std::move(name);
    made.args = std::move(args);
    made.at_ms = test_ms;
    made.today = test_day;
    return made;
}

Attempt TestFirm::give(const Command& command, TeamMemberId by, Role role) {
    return execute(db, domain_registry(), context_for(db, by, command, role), command);
}

std::vector<Conflict> TestFirm::undo(const ChangeSet& changes) {
    std::vector<Conflict> kept;
    for (const Json& args : undo_args(db.schema(), changes)) {
        const Attempt attempt = give("undo", args);
        REQUIRE(attempt.ok());
        kept.insert(kept.end(), attempt->conflicts.begin(), attempt->conflicts.end());
    }
    return kept;
}

}  // namespace pupitre
