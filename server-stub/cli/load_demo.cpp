// Carries the example firm's commands out in one turn, and gives its members the public password.
#include "core/crm/client.h"
#include "core/demo/demo_firm.h"
#include "core/work/task.h"
#include "server-stub/base/clock.h"
#include "server-stub/cli/accounts.h"
#include "server-stub/cli/demo_clients_file.h"
#include "server-stub/cli/firm_folder.h"
#include "server-stub/cli/first_start.h"
#include "server-stub/firm/civil_day.h"

namespace pupitre::host {
namespace {

Stored<std::optional<Refusal>> give_orders(LocalDevice& device, const std::vector<DemoOrder>& orders) {
    for (const DemoOrder& order : orders) {
        if (order.setting_up) {
            device.set_up();
        } else {
            device.act_as(order.actor);
        }
        const auto attempt = device.run(order.command);
        if (!attempt) return attempt.error();
        if (!*attempt) return std::optional(attempt->error());
    }
    return std::optional<Refusal>{};
}

Stored<Done> store_demo_passwords(Turn& turn) {
    std::vector<TeamMemberId> members;
    turn.db().for_each<TeamMember>([&](const TeamMember& member) {
        if (!member.inactive) members.push_back(member.id);
    });
    for (const TeamMemberId member : members) {
        const auto stored = store_password(turn, member, std::string(demo_password));
        if (!stored) return stored.error();
    }
    return Done{};
}

}  // namespace

ExitCode load_demo(Authority& firm, const std::string& folder, const Texts& texts) {
    auto turn = Turn::begin(firm);
    if (!turn) return report(turn.error(), folder, texts);
    // Another host may have met the empty database at the same moment.
    if (!is_empty(firm)) return ExitCode::done;
    LocalDevice device(**turn);
    const auto refusal = give_orders(device, demo_orders({civil_today(), now_ms(), demo_clients_file()}));
    if (!refusal) return report(refusal.error(), folder, texts);
    if (*refusal) {
        print_error(refusal_text(**refusal, texts));
        return ExitCode::internal;
    }
    auto done = store_demo_passwords(**turn);
    if (done) done = (*turn)->commit();
    if (!done) return report(done.error(), folder, texts);
    print_line(texts.format("host.demo.loaded", {std::to_string(firm.db().table<Client>().size()),
                                                 std::to_string(firm.db().table<Task>().size())}));
    return ExitCode::done;
}

}  // namespace pupitre::host
