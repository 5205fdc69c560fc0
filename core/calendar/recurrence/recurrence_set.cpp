// Merges sorted sources; counts by arithmetic as long as there is only one rule.
#include "core/calendar/recurrence/recurrence_set.h"

#include <algorithm>
#include <array>
#include <limits>

namespace pupitre {

namespace {

constexpr std::int64_t no_more = std::numeric_limits<std::int64_t>::max();

/// A plan's occurrences one by one, fetched a handful at a time.
class Source {
public:
    Source(const RecurrencePlan& plan, LocalDateTime first, LocalDateTime last) : plan_(&plan), last_(last) {
        fetch(first.seconds(), handful);
    }

    [[nodiscard]] std::int64_t next() const { return at_ < size_ ? buffer_[at_] : no_more; }
    void advance() {
        if (++at_ == size_ && has_more_) fetch(buffer_[size_ - 1] + 1, handful);
    }
    /// Leaves out what comes before the time.
    void skip_to(std::int64_t time) {
        if (next() >= time) return;
        if (has_more_ && buffer_[size_ - 1] < time) {
            // Who jumps once will jump again.
            fetch(time, 1);
        } else {
            while (next() < time) ++at_;
        }
    }

private:
    static constexpr std::size_t handful = 32;

    void fetch(std::int64_t from, std::size_t wanted) {
        size_ = plan_->expand(LocalDateTime::from_seconds(from), last_, std::span(buffer_).first(wanted));
        has_more_ = size_ == wanted;
        at_ = 0;
    }

    const RecurrencePlan* plan_;
    LocalDateTime last_;
    std::array<std::int64_t, handful> buffer_{};
    std::size_t size_ = 0;
    std::size_t at_ = 0;
    bool has_more_ = false;
};

Result<std::vector<RecurrencePlan>, PlanFault> compile_all(const std::vector<RecurrenceRule>& rules,
                                                           const RecurrenceSetParts& parts) {
    std::vector<RecurrencePlan> plans;
    plans.reserve(rules.size());
    for (const RecurrenceRule& rule : rules) {
        auto plan = RecurrencePlan::compile(rule, parts.start, parts.reading);
        if (!plan) return plan.error();
        plans.push_back(std::move(*plan));
    }
    return plans;
}

template <class Number>
void sort_once(std::vector<Number>& numbers) {
    std::ranges::sort(numbers);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

}  // namespace

Result<RecurrenceSet, PlanFault> RecurrenceSet::make(const RecurrenceSetParts& parts) {
    RecurrenceSet set(parts.start);
    // A rule that is also taken away as a whole has no occurrence left.
    std::vector<RecurrenceRule> rules = parts.rules;
    std::erase_if(rules, [&](const RecurrenceRule& rule) {
        return std::ranges::find(parts.excluded_rules, rule) != parts.excluded_rules.end();
    });
    auto plans = compile_all(rules, parts);
    if (!plans) return plans.error();
    set.plans_ = std::move(*plans);
    auto excluded_plans = compile_all(parts.excluded_rules, parts);
    if (!excluded_plans) return excluded_plans.error();
    set.excluded_plans_ = std::move(*excluded_plans);
    set.extra_ = parts.extra;
    if (parts.rules.empty()) set.extra_.push_back({parts.start.time, std::nullopt});
    // The same moment twice is one occurrence; the one that knows its end is kept.
    std::ranges::stable_sort(set.extra_, [](const ExtraDate& a, const ExtraDate& b) {
        return a.start != b.start ? a.start < b.start : a.end.has_value() && !b.end.has_value();
    });
    const auto same_start = [](const ExtraDate& a, const ExtraDate& b) { return a.start == b.start; };
    set.extra_.erase(std::unique(set.extra_.begin(), set.extra_.end(), same_start), set.extra_.end());
    for (const WrittenTime& excluded : parts.excluded) {
        if (excluded.form == TimeForm::date && !parts.start.is_date) {
            set.excluded_days_.push_back(excluded.time.date().days());
        } else {
            const LocalDateTime time = parts.start.is_date ? LocalDateTime::at(excluded.time.date(), 0) : excluded.time;
            set.excluded_.push_back(time.seconds());
        }
    }
    sort_once(set.excluded_);
    sort_once(set.excluded_days_);
    return set;
}

bool RecurrenceSet::is_excluded_singly(std::int64_t time) const {
    return std::ranges::binary_search(excluded_, time) ||
           (!excluded_days_.empty() &&
            std::ranges::binary_search(excluded_days_, LocalDateTime::from_seconds(time).date().days()));
}

bool RecurrenceSet::is_excluded(std::int64_t time) const {
    const LocalDateTime moment = LocalDateTime::from_seconds(time);
    return is_excluded_singly(time) ||
           std::ranges::any_of(excluded_plans_, [&](const RecurrencePlan& plan) { return plan.has(moment); });
}

bool RecurrenceSet::any_plan_has(std::int64_t time) const {
    const LocalDateTime moment = LocalDateTime::from_seconds(time);
    return std::ranges::any_of(plans_, [&](const RecurrencePlan& plan) { return plan.has(moment); });
}

Result<std::size_t, SetFault> RecurrenceSet::expand(LocalDateTime first, LocalDateTime last,
                                                    std::span<std::int64_t> out) const {
    if (is_single_plan()) return plans_.front().expand(first, last, out);
    std::vector<Source> sources;
    sources.reserve(plans_.size());
    for (const RecurrencePlan& plan : plans_) sources.emplace_back(plan, first, last);
    std::vector<Source> excluded;
    excluded.reserve(excluded_plans_.size());
    for (const RecurrencePlan& plan : excluded_plans_) excluded.emplace_back(plan, first, last);
    const auto is_taken_away = [&](std::int64_t time) {
        bool taken = is_excluded_singly(time);
        for (Source& source : excluded) {
            source.skip_to(time);
            taken = taken || source.next() == time;
        }
        return taken;
    };
    auto extra = std::ranges::lower_bound(extra_, first, {}, &ExtraDate::start);
    std::size_t count = 0;
    std::int64_t taken_away = 0;
    while (count < out.size()) {
        std::int64_t time = extra != extra_.end() && extra->start <= last ? extra->start.seconds() : no_more;
        for (const Source& source : sources) time = std::min(time, source.next());
        if (time == no_more) break;
        if (extra != extra_.end() && extra->start.seconds() == time) ++extra;
        for (Source& source : sources) {
            if (source.next() == time) source.advance();
        }
        if (!is_taken_away(time)) {
            out[count++] = time;
            taken_away = 0;
        } else if (++taken_away > set_search_max) {
            return SetFault::search_limit;
        }
    }
    return count;
}

Result<std::optional<LocalDateTime>, SetFault> RecurrenceSet::next_after(LocalDateTime time) const {
    std::int64_t found = 0;
    if (time >= local_time_max) return std::optional<LocalDateTime>{};
    const auto count = expand(LocalDateTime::from_seconds(time.seconds() + 1), local_time_max, {&found, 1});
    if (!count) return count.error();
    return *count == 0 ? std::optional<LocalDateTime>{} : std::optional(LocalDateTime::from_seconds(found));
}

Result<std::optional<LocalDateTime>, SetFault> RecurrenceSet::last_before(LocalDateTime time) const {
    for (std::int64_t step = 0; step <= set_search_max; ++step) {
        std::optional<LocalDateTime> best;
        for (const RecurrencePlan& plan : plans_) best = std::max(best, plan.last_before(time));
        const auto extra = std::ranges::lower_bound(extra_, time, {}, &ExtraDate::start);
        if (extra != extra_.begin()) best = std::max(best, std::optional((extra - 1)->start));
        if (!best || !is_excluded(best->seconds())) return best;
        time = *best;
    }
    return SetFault::search_limit;
}

std::int64_t RecurrenceSet::count_by_arithmetic(LocalDateTime time) const {
    const auto in_plans = [&](LocalDateTime until) { return plans_.empty() ? 0 : plans_.front().count_until(until); };
    std::int64_t count = in_plans(time);
    for (const ExtraDate& extra : extra_) {
        if (extra.start > time) break;
        if (!any_plan_has(extra.start.seconds())) ++count;
    }
    const auto has_extra = [&](LocalDateTime moment) {
        return std::ranges::binary_search(extra_, moment, {}, &ExtraDate::start);
    };
    for (const std::int64_t excluded : excluded_) {
        const LocalDateTime moment = LocalDateTime::from_seconds(excluded);
        if (moment > time) break;
        if (std::ranges::binary_search(excluded_days_, moment.date().days())) continue;
        if (any_plan_has(excluded) || has_extra(moment)) --count;
    }
    for (const std::int32_t day : excluded_days_) {
        const LocalDateTime first = LocalDateTime::at(Date::from_days(day), 0);
        const LocalDateTime last = std::min(time, LocalDateTime::at(Date::from_days(day), 86'399));
        if (first > time) break;
        count -= in_plans(last) - in_plans(LocalDateTime::from_seconds(first.seconds() - 1));
        auto extra = std::ranges::lower_bound(extra_, first, {}, &ExtraDate::start);
        for (; extra != extra_.end() && extra->start <= last; ++extra) {
            if (!any_plan_has(extra->start.seconds())) --count;
        }
    }
    return count;
}

Result<std::int64_t, SetFault> RecurrenceSet::count_until(LocalDateTime time) const {
    if (counts_by_arithmetic()) return count_by_arithmetic(time);
    std::array<std::int64_t, 256> found{};
    std::int64_t count = 0;
    LocalDateTime from = local_time_min;
    while (count <= set_search_max) {
        const auto here = expand(from, time, found);
        if (!here) return here.error();
        count += static_cast<std::int64_t>(*here);
        if (*here < found.size()) return count;
        from = LocalDateTime::from_seconds(found.back() + 1);
    }
    return SetFault::search_limit;
}

Result<std::optional<LocalDateTime>, SetFault> RecurrenceSet::nth(std::int64_t k) const {
    if (k < 1) return std::optional<LocalDateTime>{};
    if (is_single_plan()) return plans_.front().nth(k);
    if (counts_by_arithmetic()) {
        // The first moment up to which there are k: at most 39 halvings of the calendar's seconds.
        if (count_by_arithmetic(local_time_max) < k) return std::optional<LocalDateTime>{};
        std::int64_t low = local_time_min.seconds();
        std::int64_t high = local_time_max.seconds();
        while (low < high) {
            const std::int64_t middle = low + (high - low) / 2;
            if (count_by_arithmetic(LocalDateTime::from_seconds(middle)) >= k) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return std::optional(LocalDateTime::from_seconds(low));
    }
    if (k > set_search_max) return SetFault::search_limit;
    std::array<std::int64_t, 256> found{};
    LocalDateTime from = local_time_min;
    for (auto rest = static_cast<std::size_t>(k); true; rest -= found.size()) {
        const auto here = expand(from, local_time_max, found);
        if (!here) return here.error();
        if (*here >= rest) return std::optional(LocalDateTime::from_seconds(found[rest - 1]));
        if (*here < found.size()) return std::optional<LocalDateTime>{};
        from = LocalDateTime::from_seconds(found.back() + 1);
    }
}

std::optional<LocalDateTime> RecurrenceSet::end_of(LocalDateTime occurrence) const {
    const auto extra = std::ranges::lower_bound(extra_, occurrence, {}, &ExtraDate::start);
    return extra != extra_.end() && extra->start == occurrence ? extra->end : std::nullopt;
}

bool RecurrenceSet::has_start() const {
    const std::int64_t start = start_.time.seconds();
    const bool given = any_plan_has(start) || std::ranges::binary_search(extra_, start_.time, {}, &ExtraDate::start);
    return given && !is_excluded(start);
}

}  // namespace pupitre
