// Ranks in the endless sequence are the whole story; the bounds are ranks too.
#include "core/calendar/recurrence/progression.h"

#include <algorithm>

namespace pupitre::recurrence {

Progression::Progression(std::int64_t base, std::int64_t step, std::vector<std::int64_t> offsets, Bounds bounds) :
    base_(base), step_(step), offsets_(std::move(offsets)) {
    first_rank_ = rank_of(bounds.first);
    end_rank_ = std::max(first_rank_, rank_of(bounds.last + 1));
}

void Progression::limit_count(std::int64_t count) { end_rank_ = std::min(end_rank_, first_rank_ + count); }

std::int64_t Progression::rank_of(std::int64_t time) const {
    const std::int64_t since = time - base_;
    if (since <= 0) return 0;
    const std::int64_t steps = since / step_;
    if (offsets_.size() == 1) return steps + (since - steps * step_ > offsets_.front() ? 1 : 0);
    const auto inside = std::ranges::lower_bound(offsets_, since - steps * step_) - offsets_.begin();
    return steps * static_cast<std::int64_t>(offsets_.size()) + inside;
}

std::int64_t Progression::member(std::int64_t rank) const {
    const auto width = static_cast<std::int64_t>(offsets_.size());
    if (width == 1) return base_ + rank * step_ + offsets_.front();
    return base_ + rank / width * step_ + offsets_[static_cast<std::size_t>(rank % width)];
}

std::size_t Progression::expand(Bounds window, std::span<std::int64_t> out) const {
    const std::int64_t first = std::max(first_rank_, rank_of(window.first));
    const std::int64_t end = std::min(end_rank_, rank_of(window.last + 1));
    if (first >= end) return 0;
    const auto count = static_cast<std::size_t>(std::min(end - first, static_cast<std::int64_t>(out.size())));
    const std::size_t width = offsets_.size();
    if (width == 1) {
        std::int64_t time = member(first);
        for (std::size_t index = 0; index < count; ++index, time += step_) out[index] = time;
        return count;
    }
    std::int64_t base = base_ + first / static_cast<std::int64_t>(width) * step_;
    std::size_t place = static_cast<std::size_t>(first % static_cast<std::int64_t>(width));
    std::size_t index = 0;
    while (index < count) {
        const std::size_t here = std::min(width - place, count - index);
        for (std::size_t at = 0; at < here; ++at) out[index + at] = base + offsets_[place + at];
        index += here;
        place = 0;
        base += step_;
    }
    return count;
}

std::optional<std::int64_t> Progression::last_before(std::int64_t time) const {
    const std::int64_t rank = std::min(end_rank_, rank_of(time));
    if (rank <= first_rank_) return std::nullopt;
    return member(rank - 1);
}

std::int64_t Progression::count_before(std::int64_t time) const {
    return std::clamp(rank_of(time), first_rank_, end_rank_) - first_rank_;
}

std::optional<std::int64_t> Progression::nth(std::int64_t rank) const {
    if (rank < 0 || rank >= end_rank_ - first_rank_) return std::nullopt;
    return member(first_rank_ + rank);
}

}  // namespace pupitre::recurrence
