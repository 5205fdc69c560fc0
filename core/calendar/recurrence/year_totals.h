// How many occurrences the first years of a rule have, as sums, so that counting to a far year and finding the billionth
// occurrence are look-ups. The sums are made when a question first counts. Knows no rule and no year: only visits, from 0.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace pupitre::recurrence {

class YearTotals {
public:
    /// Visits come round again after the cycle, at least 1.
    void set_cycle(std::int64_t visits) { cycle_ = visits; }

    /// Occurrences of the first visits; count_in says how many one visit has.
    template <class CountIn>
    [[nodiscard]] std::int64_t before(std::int64_t visits, CountIn count_in) const {
        if (visits == 0) return 0;
        make(count_in);
        return visits / cycle_ * sums_.back() + sums_[static_cast<std::size_t>(visits % cycle_)];
    }

    struct Place {
        std::int64_t visit = 0;
        std::int64_t rank = 0;  // In the visit, from 0.
    };
    /// Where the occurrence of a rank is; the visit may lie after the calendar's end. Nothing: no visit has any.
    template <class CountIn>
    [[nodiscard]] std::optional<Place> find(std::int64_t rank, CountIn count_in) const {
        Place place{0, rank};
        if (sums_.empty()) {
            // Near the start, which is what most COUNTs ask for, the sums would cost more than they are worth.
            for (; place.visit < std::min(walked_max, cycle_); ++place.visit) {
                if (place.visit == walked_at_first && place.rank > (rank - place.rank) * walked_times_first) break;
                const std::int64_t here = count_in(place.visit);
                if (place.rank < here) return place;
                place.rank -= here;
            }
            place.rank = rank;
            make(count_in);
        }
        if (sums_.back() == 0) return std::nullopt;
        const std::int64_t cycles = rank / sums_.back();
        place.rank -= cycles * sums_.back();
        const auto sum = std::ranges::upper_bound(sums_, place.rank) - 1;
        place.visit = cycles * cycle_ + (sum - sums_.begin());
        place.rank -= *sum;
        return place;
    }

private:
    static constexpr std::int64_t walked_max = 256;
    // After a few visits it is plain whether walking gets there.
    static constexpr std::int64_t walked_at_first = 8;
    static constexpr std::int64_t walked_times_first = walked_max / walked_at_first;

    template <class CountIn>
    void make(CountIn count_in) const {
        if (!sums_.empty()) return;
        sums_.resize(static_cast<std::size_t>(cycle_) + 1);
        for (std::int64_t visit = 0; visit < cycle_; ++visit) {
            const auto at = static_cast<std::size_t>(visit);
            sums_[at + 1] = sums_[at] + count_in(visit);
        }
    }

    std::int64_t cycle_ = 1;
    // Of the first n visits. Answers do not depend on when they are made, and the core has no threads.
    mutable std::vector<std::int64_t> sums_;
};

}  // namespace pupitre::recurrence
