// Drawing a plan. Each seed takes part of the faults only: what always happens together hides what happens alone.
#include "tests/simulation/plan.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

#include "tests/core/domain/command_maker.h"

namespace pupitre::simulation {

namespace {

using tests::Dice;

struct Share {
    Kind kind;
    std::string_view name;
    std::uint64_t weight;
};

// In the order of Kind.
constexpr std::array<Share, static_cast<std::size_t>(Kind::count)> shares = {{
    {Kind::work, "works", 60},
    {Kind::batch, "gives many commands at once", 2},
    {Kind::act_and_undo, "does something and takes it back", 6},
    {Kind::settle, "settles what waits", 4},
    {Kind::write_draft, "writes half a text", 2},
    {Kind::open_tab, "opens a tab", 5},
    {Kind::close_tab, "closes a tab", 3},
    {Kind::reload_tab, "loads a tab again", 4},
    {Kind::freeze_tab, "has a tab frozen", 3},
    {Kind::thaw_tab, "has a tab thawed", 3},
    {Kind::hide_tab, "hides or shows a tab", 2},
    {Kind::switch_user, "signs in as somebody else", 1},
    {Kind::sign_in_again, "signs in again", 2},
    {Kind::writes_late, "has late writes", 3},
    {Kind::writes_aborted, "has aborted writes", 3},
    {Kind::writes_without_room, "has no room", 2},
    {Kind::writes_unanswered, "has writes that are not answered", 3},
    {Kind::kill_browser, "has its browser killed", 4},
    {Kind::cut_power, "loses power", 3},
    {Kind::lose_store, "loses its store", 1},
    {Kind::keep_copy, "has its profile copied", 2},
    {Kind::restore_copy, "gets the copied profile back", 1},
    {Kind::damage_log, "has a broken log", 2},
    {Kind::damage_segment, "has a broken segment", 2},
    {Kind::damage_record, "has a broken record", 2},
    {Kind::damage_command, "has a broken command", 1},
    {Kind::rot_row, "has a row that rots", 1},
    {Kind::offline, "goes offline", 5},
    {Kind::deaf, "hears no answers", 4},
    {Kind::bad_line, "has a bad line", 5},
    {Kind::jump_clock, "has its clock set", 3},
    {Kind::suspend, "sleeps", 3},
    {Kind::kill_host, "a host is killed", 3},
    {Kind::kill_host_in_call, "the power goes in the middle of a host's call", 3},
    {Kind::kill_host_after_decision, "a host dies after its decision", 3},
    {Kind::cut_host_power, "the hosts lose power", 2},
    {Kind::fill_host_disk, "the hosts' disk is full or has room again", 2},
    {Kind::fail_host_call, "a call of the hosts' disk fails", 4},
    {Kind::back_up, "the database is backed up", 2},
    {Kind::restore, "the backup is restored", 1},
    {Kind::demote, "a member's role changes", 3},
    {Kind::leave_firm, "a member leaves or comes back", 2},
    {Kind::expire_sign_in, "is signed out by the host", 2},
    {Kind::old_program, "is too old for the host, or no more", 1},
    {Kind::new_program, "is newer than the host, or no more", 1},
    {Kind::give_at_host, "somebody works at the host itself", 3},
}};

}  // namespace

Plan make_plan(std::uint64_t seed) {
    // Neighbouring seeds would otherwise draw the same numbers one place further on.
    Dice dice(Dice(seed).roll());
    Plan plan;
    plan.seed = seed;
    plan.devices = 1 + static_cast<int>(dice.one_in(8) ? dice.below(12) : dice.below(4));
    plan.hosts = 1 + static_cast<int>(dice.one_in(3) ? dice.below(3) : 0);
    std::array<std::uint64_t, shares.size()> weights{};
    std::uint64_t all = 0;
    const std::uint64_t calm = 1 + dice.below(4);
    for (std::size_t place = 0; place < shares.size(); ++place) {
        const bool always = place <= static_cast<std::size_t>(Kind::settle);
        weights.at(place) = always || dice.below(4) >= calm ? shares.at(place).weight : 0;
        all += weights.at(place);
    }
    const std::uint64_t count = 20 + dice.below(140);
    std::int64_t at_ms = 2'000;
    const std::uint64_t pause_ms = dice.one_in(4) ? 8'000 : 900;
    for (std::uint64_t step = 0; step < count; ++step) {
        at_ms += static_cast<std::int64_t>(dice.below(pause_ms));
        std::uint64_t chance = dice.below(all);
        std::size_t place = 0;
        while (chance >= weights.at(place)) chance -= weights.at(place++);
        Step made;
        made.at_ms = at_ms;
        made.kind = shares.at(place).kind;
        made.device = static_cast<std::uint32_t>(dice.below(static_cast<std::uint64_t>(plan.devices)));
        made.tab = static_cast<std::uint32_t>(dice.below(4));
        made.amount = dice.roll() >> 1U;
        plan.steps.push_back(made);
    }
    plan.lasts_ms = at_ms + 2'000;
    return plan;
}

std::string describe(const Step& step) {
    const Share& share = shares.at(static_cast<std::size_t>(step.kind));
    std::array<char, 200> line{};
    std::snprintf(line.data(), line.size(), "%9.3f s  device %u, tab %u  %s (%llu)",
                  static_cast<double>(step.at_ms) / 1000.0, step.device, step.tab, std::string(share.name).c_str(),
                  static_cast<unsigned long long>(step.amount % 1000));
    return line.data();
}

}  // namespace pupitre::simulation
