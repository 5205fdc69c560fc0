// Copy, fold back, encode.
#include "server-stub/firm/past_state.h"

#include <algorithm>

#include "core/store/fold_back.h"
#include "core/store/row_block.h"
#include "core/store/snapshot.h"

namespace pupitre::host {
namespace {

constexpr std::int64_t slice_entries = 64;
constexpr std::size_t states_kept = 4;
constexpr std::int64_t state_kept_ms = 5 * 60'000;

std::vector<std::string> blocks_of(const Database& db, const Sight& sight) {
    std::vector<std::string> blocks;
    for (TableIndex table = 0; table < db.schema().table_count(); ++table) {
        std::vector<const void*> rows;
        const auto end_block = [&] {
            if (!rows.empty()) blocks.push_back(encode_block(db.schema().entity(table), rows, {}));
            rows.clear();
        };
        db.table(table).for_each([&](const void* row) {
            if (sight.sees_row(table, row)) rows.push_back(row);
            if (rows.size() == snapshot_block_rows) end_block();
        });
        end_block();
    }
    return blocks;
}

Hash128 digest_of(const Database& db, const Sight& sight) {
    Hash128 sum;
    for (const auto& [scope, digest] : db.scope_digests()) {
        if (sight.sees(scope)) sum += digest;
    }
    return sum;
}

}  // namespace

StateReckoning::StateReckoning(const Authority& authority, const StateQuestion& question, TeamMemberId reader) :
    authority_(authority),
    question_(question),
    sight_(authority.db(), reader),
    epoch_(authority.epoch()),
    seq_(authority.seq()) {}

Stored<bool> StateReckoning::refuse(PastRefusal refusal) {
    refusal_ = refusal;
    past_.reset();
    return false;
}

bool StateReckoning::is_reached(const EntryHead& head) const {
    return question_.seq > 0 ? head.seq <= question_.seq : head.at_ms <= question_.at_ms;
}

Stored<bool> StateReckoning::step() {
    // The database was restored or replaced meanwhile: its past is another one.
    if (authority_.epoch() != epoch_) return refuse(PastRefusal::overloaded);
    if (question_.seq > seq_ && past_ == nullptr) return refuse(PastRefusal::not_found);
    if (past_ == nullptr) {
        // The state may have moved on between asking and beginning.
        seq_ = authority_.seq();
        past_ = copy_of(authority_.db());
        return true;
    }
    if (reached_) {
        finish();
        return false;
    }
    const auto entries = authority_.storage().ledger_before({}, seq_ + 1, slice_entries);
    if (!entries) return entries.error();
    if (entries->empty()) return refuse(PastRefusal::not_found);  // Before the firm's first day.
    for (const LedgerEntry& newest : *entries) {
        if (is_reached(newest.head)) {
            reached_ = true;
            at_ms_ = newest.head.at_ms;
            return true;
        }
        if (++taken_back_ > state_entries_max) return refuse(PastRefusal::too_far);
        const auto changes = decode_change_set(past_->schema(), newest.changes);
        if (newest.head.seq != seq_ || !changes || !fold_back(*past_, *changes))
            return StorageFault{FaultKind::corrupt, "the ledger does not lead to the present state"};
        --seq_;
    }
    return true;
}

void StateReckoning::finish() {
    ReckonedState state{epoch_, seq_, at_ms_, blocks_of(*past_, sight_), digest_of(*past_, sight_), sight_};
    past_.reset();
    state_ = std::make_shared<const ReckonedState>(std::move(state));
}

std::shared_ptr<const ReckonedState> StatesKept::find(Id128 epoch, std::int64_t seq, const Sight& sight,
                                                      std::int64_t at_ms) {
    forget_old(at_ms);
    for (Kept& kept : kept_) {
        const ReckonedState& state = *kept.state;
        if (state.epoch != epoch || state.seq != seq || !state.sight.same_as(sight)) continue;
        kept.used_ms = at_ms;
        return kept.state;
    }
    return nullptr;
}

void StatesKept::keep(std::shared_ptr<const ReckonedState> state, std::int64_t at_ms) {
    forget_old(at_ms);
    if (kept_.size() == states_kept) kept_.erase(std::ranges::min_element(kept_, {}, &Kept::used_ms));
    kept_.push_back({std::move(state), at_ms});
}

void StatesKept::forget_old(std::int64_t at_ms) {
    std::erase_if(kept_, [at_ms](const Kept& kept) { return at_ms - kept.used_ms > state_kept_ms; });
}

std::optional<StatePart> part_of(const ReckonedState& state, std::int32_t part) {
    const auto parts = std::max<std::int32_t>(1, static_cast<std::int32_t>(state.blocks.size()));
    if (part < 0 || part >= parts) return std::nullopt;
    StatePart made;
    made.epoch = state.epoch;
    made.seq = state.seq;
    made.at_ms = state.at_ms;
    made.part = part;
    made.parts = parts;
    if (!state.blocks.empty()) made.block = state.blocks[static_cast<std::size_t>(part)];
    made.digest = state.digest;
    return made;
}

}  // namespace pupitre::host
