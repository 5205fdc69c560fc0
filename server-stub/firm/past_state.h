// The firm's data as they were: the present state, copied, with the ledger's later entries taken back one by one. That can
// be long work, so it is done in slices between which the firm goes on. Used on the firm's thread only.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/sync/past_messages.h"
#include "server-stub/firm/authority.h"
#include "server-stub/firm/sight.h"

namespace pupitre::host {

constexpr std::int64_t state_entries_max = 300'000;  // A state that lies further back is not reckoned.

/// A state that is complete, as it is sent.
struct ReckonedState {
    Id128 epoch;
    std::int64_t seq = 0;
    std::int64_t at_ms = 0;  // When its last command was accepted.
    std::vector<std::string> blocks;
    Hash128 digest;
    Sight sight;  // Whose it is: what this member sees now, as it was then.
};

class StateReckoning {
public:
    /// `authority` must outlive this. The question is about the state behind a command or, if that is 0, at a moment.
    StateReckoning(const Authority& authority, const StateQuestion& question, TeamMemberId reader);

    /// Does a slice. True while there is more to do; then state() or refusal() says what came of it.
    Stored<bool> step();
    [[nodiscard]] std::shared_ptr<const ReckonedState> state() const { return state_; }
    [[nodiscard]] std::optional<PastRefusal> refusal() const { return refusal_; }

private:
    Stored<bool> refuse(PastRefusal refusal);
    [[nodiscard]] bool is_reached(const EntryHead& head) const;
    void finish();

    const Authority& authority_;
    StateQuestion question_;
    Sight sight_;
    Id128 epoch_;
    std::int64_t seq_;  // What `past_` is the state behind.
    std::unique_ptr<Database> past_;
    std::int64_t taken_back_ = 0;
    std::int64_t at_ms_ = 0;
    bool reached_ = false;
    std::shared_ptr<const ReckonedState> state_;
    std::optional<PastRefusal> refusal_;
};

/// States that were asked for lately: each is fetched in several parts.
class StatesKept {
public:
    /// Nothing if the state behind that command is not kept for somebody who sees just this.
    [[nodiscard]] std::shared_ptr<const ReckonedState> find(Id128 epoch, std::int64_t seq, const Sight& sight,
                                                            std::int64_t at_ms);
    void keep(std::shared_ptr<const ReckonedState> state, std::int64_t at_ms);

private:
    struct Kept {
        std::shared_ptr<const ReckonedState> state;
        std::int64_t used_ms = 0;
    };
    void forget_old(std::int64_t at_ms);

    std::vector<Kept> kept_;
};

/// Nothing if there is no such part.
std::optional<StatePart> part_of(const ReckonedState& state, std::int32_t part);

}  // namespace pupitre::host
