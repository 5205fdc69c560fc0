// Everything that a run is made of, drawn from its seed before anything happens: who is there, what people do, what goes
// wrong and when. Steps can be left out one by one, which is how a failing history is made short.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pupitre::simulation {

/// What is done to the world. The names in the history are those of plan.cpp.
enum class Kind : std::uint8_t {
    work,
    batch,
    act_and_undo,
    settle,
    write_draft,
    open_tab,
    close_tab,
    reload_tab,
    freeze_tab,
    thaw_tab,
    hide_tab,
    switch_user,
    sign_in_again,
    writes_late,
    writes_aborted,
    writes_without_room,
    writes_unanswered,
    kill_browser,
    cut_power,
    lose_store,
    keep_copy,
    restore_copy,
    damage_log,
    damage_segment,
    damage_record,
    damage_command,
    rot_row,
    offline,
    deaf,
    bad_line,
    jump_clock,
    suspend,
    kill_host,
    kill_host_in_call,
    kill_host_after_decision,
    cut_host_power,
    fill_host_disk,
    fail_host_call,
    back_up,
    restore,
    demote,
    leave_firm,
    expire_sign_in,
    old_program,
    new_program,
    give_at_host,
    count
};

struct Step {
    std::int64_t at_ms = 0;
    Kind kind = Kind::work;
    std::uint32_t device = 0;
    std::uint32_t tab = 0;
    std::uint64_t amount = 0;  // Its meaning depends on the kind.
};

struct Plan {
    std::uint64_t seed = 0;
    int devices = 1;
    int hosts = 1;
    std::int64_t lasts_ms = 0;
    std::vector<Step> steps;
};

Plan make_plan(std::uint64_t seed);
std::string describe(const Step& step);

}  // namespace pupitre::simulation
