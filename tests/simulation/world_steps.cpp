// What each step of a plan does.
#include "core/command/row_commands.h"
#include "core/command/undo.h"
#include "core/crm/client.h"
#include "core/firm/firm.h"
#include "tests/core/support/inboxes.h"
#include "tests/simulation/world.h"

namespace pupitre::simulation {

using namespace pupitre::ui;

namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::size_t pending_most = 1'200;

}  // namespace

void World::carry_out(const Step& step) {
    Device& device = *devices_[step.device % devices_.size()];
    if (step.kind <= Kind::write_draft) return of_people(step, device);
    if (step.kind <= Kind::sign_in_again) return of_tabs(step, device);
    if (step.kind <= Kind::rot_row) return of_storage(step, device);
    if (step.kind <= Kind::suspend) return of_lines(step, device);
    if (step.kind <= Kind::restore) return of_hosts(step);
    if (step.kind <= Kind::leave_firm) return of_members(step);
    Line& line = network_.line(device.number);
    switch (step.kind) {
    case Kind::expire_sign_in: line.cookie = {}; break;
    case Kind::old_program: line.old_program = line.old_program == 0 ? 1 : 0; break;
    case Kind::new_program: line.new_program = line.new_program == 0 ? 1 : 0; break;
    default: {
        const Deed deed = device.workload.next(oracle_.state(),
                                               Date::from_days(static_cast<std::int32_t>(timeline_.now_ms() / day_ms)));
        hosts_.give(team()[step.amount % 2], deed.name, deed.args);
        if (hosts_.changed()) network_.on_change();
    }
    }
}

void World::of_people(const Step& step, Device& device) {
    Tab* tab = device.tab(step.tab);
    if (tab == nullptr || tab->frozen() || !tab->session().ready()) return;
    if (timeline_.now_ms() < device.suspended_until_ms) return;
    Session& session = tab->session();
    if (session.pending_count() > pending_most) return;
    switch (step.kind) {
    case Kind::work: return work(device, *tab, 1 + step.amount % 12);
    case Kind::batch: return submit_batch(device, *tab, 2 + step.amount % (step.amount % 7 == 0 ? 1'000 : 40));
    case Kind::act_and_undo: return act_and_undo(device, *tab);
    case Kind::settle: return settle(device, session, step.amount);
    default: session.set_draft("note", "texte " + std::to_string(step.amount % 100)); break;
    }
}

bool World::submit_one(Device& device, Tab& tab) {
    Session& session = tab.session();
    const bool imagined = device.newer && commands_ % 16 == 0;
    const Deed deed = imagined ? device.workload.of_tomorrow() : device.workload.next(session.view(), session.today());
    const std::size_t before = session.pending_count();
    const Attempt attempt = session.submit(deed.name, deed.args);
    if (!attempt) {
        verdict_.require(session.pending_count() == before, 1, "a refused command is queued");
        return false;
    }
    ++commands_;
    device.workload.remember(attempt->changes);
    oracle_.given(session.pending(session.pending_count() - 1).queued.command.id, device.number, deed.name,
                  tab.sitting());
    return true;
}

void World::work(Device& device, Tab& tab, std::uint64_t count) {
    for (; count > 0; --count) submit_one(device, tab);
}

void World::submit_batch(Device& device, Tab& tab, std::uint64_t count) {
    Session& session = tab.session();
    std::vector<NamedCommand> commands;
    for (; count > 0; --count) {
        Client client;
        client.id = ClientId{session.new_id()};
        client.name = "Lot " + std::to_string(count);
        commands.push_back({"client.create", create_args(entity_info<Client>(), &client)});
    }
    const std::size_t given = commands.size();
    if (session.submit_all(std::move(commands))) return;
    commands_ += given;
    for (std::size_t place = session.pending_count() - given; place < session.pending_count(); ++place) {
        oracle_.given(session.pending(place).queued.command.id, device.number, "client.create", tab.sitting());
    }
}

/// Undone at once, before anybody else could do anything, an action leaves nothing. What a member does with their own inbox
/// is no action that could be taken back.
void World::act_and_undo(Device& device, Tab& tab) {
    Session& session = tab.session();
    const Hash128 before = digest_beside_inboxes(session.view());
    if (!submit_one(device, tab)) return;
    const ChangeSet changes = session.pending(session.pending_count() - 1).changes;
    const std::vector<Json> undone = undo_args(session.view().schema(), changes);
    bool all = true;
    for (const Json& args : undone) {
        const Attempt attempt = session.submit("undo", args);
        all = all && attempt.ok() && attempt->conflicts.empty();
        if (!attempt) continue;
        ++commands_;
        oracle_.given(session.pending(session.pending_count() - 1).queued.command.id, device.number, "undo",
                      tab.sitting());
    }
    if (all) verdict_.require(digest_beside_inboxes(session.view()) == before, 6, "undo leaves something behind");
}

void World::settle(Device& device, Session& session, std::uint64_t chance) {
    static_cast<void>(device);
    if (session.to_settle().empty()) return;
    const Id128 command = session.to_settle()[chance % session.to_settle().size()].command.id;
    oracle_.dismissed(command);
    session.dismiss(command);
}

void World::of_tabs(const Step& step, Device& device) {
    Tab* tab = device.tab(step.tab);
    switch (step.kind) {
    case Kind::open_tab:
        if (device.tab_count() < 4) device.open_tab();
        return;
    case Kind::close_tab: return device.close_tab(step.tab);
    case Kind::reload_tab:
        device.close_tab(step.tab);
        device.open_tab();
        return;
    default: break;
    }
    if (tab == nullptr) return;
    switch (step.kind) {
    case Kind::freeze_tab:
        // Often in the middle of something.
        if (!tab->frozen() && tab->session().ready() && step.amount % 2 == 0) work(device, *tab, 1);
        tab->freeze(true);
        break;
    case Kind::thaw_tab: tab->freeze(false); break;
    case Kind::hide_tab: tab->session().visibility_changed(step.amount % 2 == 0); break;
    case Kind::switch_user: switch_user(device, *tab, step.amount); break;
    default:
        if (!tab->frozen() && tab->session().account())
            network_.line(device.number).cookie = tab->session().account()->member;
        tab->session().told("signed_in");
        break;
    }
}

void World::switch_user(Device& device, Tab& tab, std::uint64_t chance) {
    if (tab.frozen()) return;
    const std::string email = "m" + std::to_string(chance % team().size()) + "@example.org";
    static_cast<void>(device);
    tab.session().sign_out(false, [] {});
    tab.later(500, [&tab, email] { tab.session().sign_in(email, "mot de passe", [](SignIn, std::int64_t) {}); });
}

void World::of_storage(const Step& step, Device& device) {
    const auto fail = [&](WriteFault fault) {
        StoreOnDisk* store = device.store();
        if (store == nullptr) return;
        store->fault = fault;
        store->faults = 1 + static_cast<int>(step.amount % 3);
    };
    switch (step.kind) {
    case Kind::writes_late: return fail(WriteFault::late);
    case Kind::writes_aborted: return fail(WriteFault::aborted);
    case Kind::writes_without_room: return fail(WriteFault::quota);
    case Kind::writes_unanswered: return fail(WriteFault::done_unanswered);
    case Kind::kill_browser: device.close_all(); break;
    case Kind::cut_power: device.cut_power(); break;
    case Kind::lose_store: device.lose_store(); break;
    case Kind::keep_copy: return device.keep_copy();
    case Kind::restore_copy: device.restore_copy(); break;
    case Kind::damage_log: device.damage_log(); break;
    case Kind::damage_segment: device.damage_segment(); break;
    case Kind::damage_record: device.damage_record(); break;
    case Kind::damage_command: device.damage_command(); break;
    default: device.rot_row(); break;
    }
    if (device.tab_count() == 0) device.open_tab();
}

void World::of_lines(const Step& step, Device& device) {
    Line& line = network_.line(device.number);
    const auto amount = static_cast<std::int64_t>(step.amount);
    const std::int64_t until_ms = timeline_.now_ms() + amount % 60'000;
    switch (step.kind) {
    case Kind::offline:
        line.offline_until_ms = until_ms;
        line.was_offline = true;
        for (const auto& tab : device.tabs()) tab->session().online_changed(false);
        break;
    case Kind::deaf: line.deaf_until_ms = until_ms; break;
    case Kind::bad_line: line.bad_until_ms = until_ms; break;
    case Kind::jump_clock: device.jump_clock(amount % (20 * day_ms) - 10 * day_ms, amount % 2'000 - 1'000); break;
    default: device.suspend(amount % 90'000); break;
    }
}

void World::of_hosts(const Step& step) {
    const std::size_t host = step.amount % hosts_.hosts();
    const int calls = 1 + static_cast<int>(step.amount % 60);
    switch (step.kind) {
    case Kind::kill_host: hosts_.kill(host); break;
    case Kind::kill_host_in_call: hosts_.fail_call(calls, SQLITE_IOERR, true); break;
    case Kind::kill_host_after_decision: network_.kill_after_decision(); break;
    case Kind::cut_host_power: hosts_.cut_power(); break;
    case Kind::fill_host_disk: hosts_.set_full(step.amount % 2 == 0); break;
    case Kind::fail_host_call: hosts_.fail_call(calls, step.amount % 3 == 0 ? SQLITE_BUSY : SQLITE_IOERR, false); break;
    case Kind::back_up: hosts_.back_up(); break;
    default: {
        std::set<std::string> waiting;
        for (const auto& device : devices_) waiting.merge(device->waiting());
        if (!hosts_.restore(waiting)) return;
        // Nobody stays signed in.
        for (const auto& device : devices_) network_.line(device->number).cookie = {};
        break;
    }
    }
}

void World::change_member(TeamMemberId member, const std::string& key, const Value& value) {
    const EntityInfo& info = entity_info<TeamMember>();
    const TeamMember* row = oracle_.state().find(member);
    const Field* field = info.find_field(key);
    if (row == nullptr || field == nullptr) return;
    TeamMember after = *row;
    field->set(&after, value);
    const Json args = change_args(info, member.value, edits_between(info, row, &after));
    hosts_.give(administrator(), "team_member.change", args);
}

void World::of_members(const Step& step) {
    const TeamMemberId member = team()[step.amount % team().size()];
    if (step.kind == Kind::demote)
        change_member(member, "role", Value{static_cast<std::int64_t>(step.amount / 7 % 3)});
    else
        change_member(member, "inactive", step.amount / 7 % 2 == 0 ? Value{true} : Value{});
    if (hosts_.changed()) network_.on_change();
}

}  // namespace pupitre::simulation
