// Members with passwords, as the command line creates them.
#include "server-stub/cli/accounts.h"

#include "core/command/row_commands.h"
#include "server-stub/auth/password.h"
#include "server-stub/base/clock.h"

namespace pupitre::host {

Stored<Done> store_password(Turn& turn, TeamMemberId member, const std::string& password) {
    const std::string hash = hash_password(password);
    if (hash.empty()) return StorageFault{FaultKind::internal, "no memory for the password"};
    const auto stored = turn.storage().put_user({member.value, hash, now_ms()});
    if (!stored) return stored.error();
    return turn.storage().erase_sessions_of(member.value);
}

Stored<Attempt> create_first_administrator(Turn& turn, LocalDevice& device, const std::string& email,
                                           const std::string& password, const Texts& texts) {
    device.set_up();
    Firm firm;
    firm.id = the_firm;
    firm.name = texts.label("host.firm.unnamed");
    firm.country = "FR";
    auto created = device.run("firm.create", create_args(entity_info<Firm>(), &firm));
    if (!created || !*created) return created;
    TeamMember administrator;
    administrator.id = TeamMemberId{new_id()};
    administrator.last_name = texts.label("host.firm.administrator");
    administrator.email = email;
    administrator.role = TeamRole::administrator;
    created = device.run("team_member.create", create_args(entity_info<TeamMember>(), &administrator));
    if (!created || !*created) return created;
    const auto stored = store_password(turn, administrator.id, password);
    if (!stored) return stored.error();
    return created;
}

}  // namespace pupitre::host
