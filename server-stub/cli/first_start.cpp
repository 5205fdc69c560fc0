// What happens to a data folder that holds no firm yet.
#include "server-stub/cli/first_start.h"

#include "server-stub/base/crypto.h"
#include "server-stub/cli/accounts.h"
#include "server-stub/cli/firm_folder.h"

namespace pupitre::host {

ExitCode create_empty_firm(Authority& firm, const std::string& folder, const Texts& texts) {
    auto turn = Turn::begin(firm);
    if (!turn) return report(turn.error(), folder, texts);
    // Another host may have met the empty database at the same moment.
    if (!is_empty(firm)) return ExitCode::done;
    LocalDevice device(**turn);
    const std::string email(administrator_email);
    const std::string password = random_password();
    const auto created = create_first_administrator(**turn, device, email, password, texts);
    if (!created) return report(created.error(), folder, texts);
    if (!*created) {
        print_error(refusal_text(created->error(), texts));
        return ExitCode::internal;
    }
    const auto committed = (*turn)->commit();
    if (!committed) return report(committed.error(), folder, texts);
    print_line(texts.format("host.serve.admin_login", {email, password}));
    return ExitCode::done;
}

std::optional<std::string> demo_login(const Authority& firm) {
    const auto* row = firm.db().find(the_firm);
    if (row == nullptr || !row->demo) return std::nullopt;
    std::optional<std::string> email;
    firm.db().for_each<TeamMember>([&](const TeamMember& member) {
        if (!email && member.demo && !member.inactive && member.role == TeamRole::administrator) email = member.email;
    });
    return email;
}

}  // namespace pupitre::host
