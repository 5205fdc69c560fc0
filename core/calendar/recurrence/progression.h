// Rules that repeat after a fixed stretch of time: every third day, Monday and Thursday of every other week, every 45
// seconds. An occurrence is base + n × step + one of a few offsets, so every question is a division.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace pupitre::recurrence {

/// The stretch of time a plan may answer for, both ends included, in seconds since 1 January 1970.
struct Bounds {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

class Progression {
public:
    /// The offsets are sorted, at least one, at least 0 and less than the step. The base is at or before the first bound.
    Progression(std::int64_t base, std::int64_t step, std::vector<std::int64_t> offsets, Bounds bounds);

    /// Ends after this many occurrences if it does not end before.
    void limit_count(std::int64_t count);

    [[nodiscard]] std::size_t expand(Bounds window, std::span<std::int64_t> out) const;
    [[nodiscard]] std::optional<std::int64_t> last_before(std::int64_t time) const;
    [[nodiscard]] std::int64_t count_before(std::int64_t time) const;
    /// From 0.
    [[nodiscard]] std::optional<std::int64_t> nth(std::int64_t rank) const;

private:
    /// How many members of the endless sequence from the base on lie before the time.
    [[nodiscard]] std::int64_t rank_of(std::int64_t time) const;
    [[nodiscard]] std::int64_t member(std::int64_t rank) const;

    std::int64_t base_;
    std::int64_t step_;
    std::vector<std::int64_t> offsets_;
    std::int64_t first_rank_ = 0;
    std::int64_t end_rank_ = 0;  // Not included.
};

}  // namespace pupitre::recurrence
