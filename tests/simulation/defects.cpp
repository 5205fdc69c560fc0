// The names, in the order of Planted.
#include "tests/simulation/defects.h"

#include <algorithm>
#include <array>

#include "core/base/planted.h"

namespace pupitre {

namespace {

// One for the whole program, set once before anything runs.
Planted the_defect = Planted::none;

}  // namespace

Planted switchable::planted_now() { return the_defect; }
void switchable::plant(Planted defect) { the_defect = defect; }

}  // namespace pupitre

namespace pupitre::simulation {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Planted::count) - 1> names = {
    "ack_without_commit",
    "lmid_past_a_fault",
    "command_decided_twice",
    "results_forgotten_unseen",
    "origin_not_deduped",
    "deletion_not_sent",
    "snapshot_mixed_with_later_rows",
    "snapshot_continued_by_number_alone",
    "hidden_rows_sent",
    "other_hosts_not_followed",
    "epoch_ignored",
    "deletion_not_noted",
    "memory_kept_after_roll_back",
    "moment_not_clamped",
    "deletions_not_stored",
    "scope_digest_not_updated",
    "digest_copied",
    "pending_taken_back_in_wrong_order",
    "conflict_dropped",
    "refusal_not_shown",
    "results_dropped_on_reload",
    "result_seen_too_early",
    "sent_before_durable",
    "saved_too_early",
    "outbox_pruned_early",
    "snapshot_drops_pending",
    "identity_renewed_without_origin",
    "unsaved_lost_on_reopening",
    "follower_lost_at_hand_over",
    "ids_from_the_wall_clock",
    "back_off_never_ends",
    "poke_taken_for_everything",
    "base_takes_later_log",
    "copied_profile_not_noticed",
    "undo_leaves_a_field",
    "stale_lease_accepted",
    "prune_without_patch",
    "flip_before_segments",
};
static_assert(!names.back().empty(), "Each defect has a name.");

}  // namespace

std::vector<std::string_view> defect_names() { return {names.begin(), names.end()}; }

bool plant_by_name(std::string_view name) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return false;
    plant(static_cast<Planted>(found - names.begin() + 1));
    return true;
}

}  // namespace pupitre::simulation
