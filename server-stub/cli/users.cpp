// pupitre user add | password | list
#include <cstdio>
#include <iostream>

#include <nlohmann/json.hpp>

#include "core/base/text_fold.h"
#include "core/command/row_commands.h"
#include "server-stub/auth/password.h"
#include "server-stub/base/clock.h"
#include "server-stub/base/crypto.h"
#include "server-stub/cli/accounts.h"
#include "server-stub/cli/firm_folder.h"
#include "server-stub/cli/orders.h"

namespace pupitre::host {
namespace {

struct NewPassword {
    std::string text;
    bool drawn = false;  // Then it must be shown.
};

/// From standard input if wished, else a random one. Nothing, with the reason said, when it is unfit.
std::optional<NewPassword> obtain_password(bool from_input, const Texts& texts) {
    if (!from_input) return NewPassword{random_password(), true};
    std::string line;
    std::getline(std::cin, line);
    if (line.ends_with('\r')) line.pop_back();
    if (code_points(line) < password_length_min) {
        print_error(texts.format("host.user.password_short", {std::to_string(password_length_min)}));
        return std::nullopt;
    }
    if (line.size() > password_length_max) {
        print_error(std::string(texts.label("host.user.password_long")));
        return std::nullopt;
    }
    return NewPassword{std::move(line), false};
}

void show(const NewPassword& password, const Texts& texts) {
    if (password.drawn) print_line(texts.format("host.user.password_shown", {password.text}));
}

/// The member, created if the firm does not have one with this address.
Stored<std::variant<TeamMemberId, Refusal>> obtain_member(const Authority& firm, LocalDevice& device,
                                                          const UserAddOrder& order) {
    if (const TeamMember* existing = find_actor(firm.db(), order.email))
        return std::variant<TeamMemberId, Refusal>{existing->id};
    TeamMember member;
    member.id = TeamMemberId{new_id()};
    member.first_name = order.first_name;
    member.last_name = order.last_name;
    member.email = order.email;
    for (std::size_t place = 0; place < std::size(enum_names<TeamRole>); ++place) {
        if (enum_names<TeamRole>[place] == order.role) member.role = static_cast<TeamRole>(place);
    }
    const auto created = device.run("team_member.create", create_args(entity_info<TeamMember>(), &member));
    if (!created) return created.error();
    if (!*created) return std::variant<TeamMemberId, Refusal>{created->error()};
    return std::variant<TeamMemberId, Refusal>{member.id};
}

}  // namespace

ExitCode run(const UserAddOrder& order, const Texts& texts) {
    Log log(LogFormat::text, LogLevel::error);
    auto opened = open_firm({order.data}, texts, log);
    if (const auto* code = std::get_if<ExitCode>(&opened)) return *code;
    Authority& firm = *std::get<std::unique_ptr<Authority>>(opened);
    const auto password = obtain_password(order.password_from_input, texts);
    if (!password) return ExitCode::usage;

    auto turn = Turn::begin(firm);
    if (!turn) return report(turn.error(), order.data, texts);
    LocalDevice device(**turn);
    device.set_up();
    const auto member = obtain_member(firm, device, order);
    if (!member) return report(member.error(), order.data, texts);
    if (const auto* refusal = std::get_if<Refusal>(&*member)) {
        print_error(texts.format("host.user.refused", {refusal_text(*refusal, texts)}));
        return ExitCode::refused;
    }
    const TeamMemberId id = std::get<TeamMemberId>(*member);
    const auto existing = firm.storage().user(id.value);
    if (!existing) return report(existing.error(), order.data, texts);
    if (*existing) {
        print_error(texts.format("host.user.exists", {order.email}));
        return ExitCode::refused;
    }
    auto done = store_password(**turn, id, password->text);
    if (done) done = (*turn)->commit();
    if (!done) return report(done.error(), order.data, texts);
    print_line(texts.format("host.user.added", {order.email}));
    show(*password, texts);
    return ExitCode::done;
}

ExitCode run(const UserPasswordOrder& order, const Texts& texts) {
    Log log(LogFormat::text, LogLevel::error);
    auto opened = open_firm({order.data}, texts, log);
    if (const auto* code = std::get_if<ExitCode>(&opened)) return *code;
    Authority& firm = *std::get<std::unique_ptr<Authority>>(opened);
    const TeamMember* member = find_actor(firm.db(), order.email);
    if (member == nullptr || order.email.empty()) {
        print_error(texts.format("host.user.unknown", {order.email}));
        return ExitCode::refused;
    }
    const auto password = obtain_password(order.password_from_input, texts);
    if (!password) return ExitCode::usage;
    auto turn = Turn::begin(firm);
    if (!turn) return report(turn.error(), order.data, texts);
    auto done = store_password(**turn, member->id, password->text);
    if (done) done = (*turn)->commit();
    if (!done) return report(done.error(), order.data, texts);
    print_line(texts.format("host.user.password_set", {order.email}));
    show(*password, texts);
    return ExitCode::done;
}

ExitCode run(const UserListOrder& order, const Texts& texts) {
    Log log(LogFormat::text, LogLevel::error);
    auto opened = open_firm({order.data}, texts, log);
    if (const auto* code = std::get_if<ExitCode>(&opened)) return *code;
    Authority& firm = *std::get<std::unique_ptr<Authority>>(opened);
    const auto users = firm.storage().users();
    if (!users) return report(users.error(), order.data, texts);
    for (const UserRecord& user : *users) {
        const TeamMember* member = firm.db().find(TeamMemberId{user.id});
        const auto sessions = firm.storage().sessions(user.id);
        if (!sessions) return report(sessions.error(), order.data, texts);
        const std::string email = member == nullptr ? to_text(user.id) : member->email;
        const std::string name = member == nullptr ? std::string{} : member->full_name();
        print_line(texts.format("host.user.line", {email, name, std::to_string(sessions->size())}));
        for (const SessionRecord& session : *sessions) print_line("    " + utc_text(session.seen_ms));
    }
    return ExitCode::done;
}

}  // namespace pupitre::host
