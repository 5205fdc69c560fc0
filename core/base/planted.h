// Defects on a switch, by which the simulator proves that it would see them. In every build of the product a defect is
// `false` when it is compiled, and nothing of it remains; only the simulator compiles these places so that one can be
// switched on. See docs/decisions/0038.
#pragma once

#include <cstdint>

namespace pupitre {

/// Named after what then goes wrong.
enum class Planted : std::uint8_t {
    none,
    // Of the host.
    ack_without_commit,
    lmid_past_a_fault,
    command_decided_twice,
    results_forgotten_unseen,
    origin_not_deduped,
    deletion_not_sent,
    snapshot_mixed_with_later_rows,
    snapshot_continued_by_number_alone,
    hidden_rows_sent,
    other_hosts_not_followed,
    epoch_ignored,
    deletion_not_noted,
    memory_kept_after_roll_back,
    moment_not_clamped,
    deletions_not_stored,
    scope_digest_not_updated,
    // Of a device.
    digest_copied,
    pending_taken_back_in_wrong_order,
    conflict_dropped,
    refusal_not_shown,
    results_dropped_on_reload,
    result_seen_too_early,
    sent_before_durable,
    saved_too_early,
    outbox_pruned_early,
    snapshot_drops_pending,
    identity_renewed_without_origin,
    unsaved_lost_on_reopening,
    follower_lost_at_hand_over,
    ids_from_the_wall_clock,
    back_off_never_ends,
    poke_taken_for_everything,
    base_takes_later_log,
    copied_profile_not_noticed,
    // Of the core.
    undo_leaves_a_field,
    // Of the browser's side, as the simulator has it.
    stale_lease_accepted,
    prune_without_patch,
    flip_before_segments,
    count
};

#ifdef PUPITRE_PLANTED
// A name of its own, since the same inline function must not have two meanings in one program.
inline namespace switchable {
Planted planted_now();
void plant(Planted defect);
inline bool planted(Planted defect) { return planted_now() == defect; }
}  // namespace switchable
#else
inline namespace as_shipped {
constexpr bool planted(Planted) { return false; }
}  // namespace as_shipped
#endif

}  // namespace pupitre
