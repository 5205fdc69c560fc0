// The times of day of a rule, sorted: every unit (an hour, a minute, a second of the day) with every offset in it.
// Kept as two short lists, never as their product, so that 86,400 times a day cost no more than a few.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace pupitre::recurrence {

class TimeSet {
public:
    TimeSet() = default;
    /// Both lists sorted, without repeats; an offset is less than the distance of any two units.
    TimeSet(std::vector<std::int32_t> units, std::vector<std::int32_t> offsets) :
        units_(std::move(units)), offsets_(std::move(offsets)) {
        size_ = static_cast<std::int64_t>(units_.size()) * static_cast<std::int64_t>(offsets_.size());
    }

    [[nodiscard]] std::int64_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] std::int32_t first() const { return units_.front() + offsets_.front(); }

    /// The second of the day with this rank, from 0; the rank is less than size().
    [[nodiscard]] std::int32_t at(std::int64_t rank) const {
        if (size_ == 1) return first();
        const auto width = static_cast<std::int64_t>(offsets_.size());
        return units_[static_cast<std::size_t>(rank / width)] + offsets_[static_cast<std::size_t>(rank % width)];
    }
    /// How many of the times are before this second of the day.
    [[nodiscard]] std::int64_t count_before(std::int32_t second) const {
        if (size_ == 0) return 0;
        if (size_ == 1) return second > first() ? 1 : 0;
        const auto unit = std::ranges::upper_bound(units_, second);
        if (unit == units_.begin()) return 0;
        const std::int32_t rest = second - *(unit - 1);
        const auto inside = std::ranges::lower_bound(offsets_, rest) - offsets_.begin();
        return (unit - units_.begin() - 1) * static_cast<std::int64_t>(offsets_.size()) + inside;
    }

    /// Writes base + time for the times from this rank on, as many as there are or as fit.
    [[nodiscard]] std::size_t expand(std::int64_t rank, std::int64_t base, std::span<std::int64_t> out) const {
        if (rank >= size_) return 0;
        const std::size_t width = offsets_.size();
        auto unit = static_cast<std::size_t>(rank) / width;
        auto offset = static_cast<std::size_t>(rank) % width;
        std::size_t count = 0;
        for (; unit < units_.size() && count < out.size(); ++unit, offset = 0) {
            const std::int64_t unit_base = base + units_[unit];
            const std::size_t here = std::min(width - offset, out.size() - count);
            for (std::size_t at = 0; at < here; ++at) out[count + at] = unit_base + offsets_[offset + at];
            count += here;
        }
        return count;
    }

private:
    std::vector<std::int32_t> units_;
    std::vector<std::int32_t> offsets_;
    std::int64_t size_ = 0;
};

}  // namespace pupitre::recurrence
