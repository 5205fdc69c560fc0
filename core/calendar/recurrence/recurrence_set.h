// All that says when something recurs: DTSTART, rules, single dates more (RDATE), single dates less (EXDATE), rules less
// (EXRULE, which newer calendars no longer write). Dates are nominal: COUNT counts before exceptions take away.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/calendar/recurrence/plan.h"

namespace pupitre {

/// An RDATE. A period also says when this one occurrence ends.
struct ExtraDate {
    LocalDateTime start;
    std::optional<LocalDateTime> end;

    bool operator==(const ExtraDate&) const = default;
};

struct RecurrenceSetParts {
    RecurrenceStart start;
    std::vector<RecurrenceRule> rules;  // None: DTSTART itself is an occurrence.
    std::vector<ExtraDate> extra;
    /// A date beside a DTSTART with a time takes away all of that day.
    std::vector<WrittenTime> excluded;
    std::vector<RecurrenceRule> excluded_rules;
    YearlyReading reading = YearlyReading::from_start;
};

/// A search that is given up rather than answered wrongly, within some milliseconds: after so many occurrences in a row that
/// EXRULE takes away, or so many counted one by one because several rules meet (what two rules have in common is no rule).
enum class SetFault : std::uint8_t { search_limit };
constexpr std::int64_t set_search_max = 100'000;

class RecurrenceSet {
public:
    static Result<RecurrenceSet, PlanFault> make(const RecurrenceSetParts& parts);

    /// As RecurrencePlan::expand.
    [[nodiscard]] Result<std::size_t, SetFault> expand(LocalDateTime first, LocalDateTime last,
                                                       std::span<std::int64_t> out) const;
    [[nodiscard]] Result<std::optional<LocalDateTime>, SetFault> next_after(LocalDateTime time) const;
    [[nodiscard]] Result<std::optional<LocalDateTime>, SetFault> last_before(LocalDateTime time) const;
    /// Occurrences at or before the time. By arithmetic for one rule with single dates.
    [[nodiscard]] Result<std::int64_t, SetFault> count_until(LocalDateTime time) const;
    /// The k-th occurrence, from 1.
    [[nodiscard]] Result<std::optional<LocalDateTime>, SetFault> nth(std::int64_t k) const;
    /// When an occurrence that an RDATE period gave ends; nothing for all others.
    [[nodiscard]] std::optional<LocalDateTime> end_of(LocalDateTime occurrence) const;
    /// Whether DTSTART is one of the occurrences.
    [[nodiscard]] bool has_start() const;

private:
    explicit RecurrenceSet(const RecurrenceStart& start) : start_(start) {}

    [[nodiscard]] bool is_single_plan() const {
        return plans_.size() == 1 && extra_.empty() && excluded_.empty() && excluded_days_.empty() &&
               excluded_plans_.empty();
    }
    [[nodiscard]] bool counts_by_arithmetic() const { return plans_.size() <= 1 && excluded_plans_.empty(); }
    [[nodiscard]] bool is_excluded(std::int64_t time) const;
    [[nodiscard]] bool is_excluded_singly(std::int64_t time) const;
    [[nodiscard]] bool any_plan_has(std::int64_t time) const;
    [[nodiscard]] std::int64_t count_by_arithmetic(LocalDateTime time) const;

    RecurrenceStart start_;
    std::vector<RecurrencePlan> plans_;
    std::vector<RecurrencePlan> excluded_plans_;
    std::vector<ExtraDate> extra_;             // Sorted by start, each start once.
    std::vector<std::int64_t> excluded_;       // Sorted.
    std::vector<std::int32_t> excluded_days_;  // Sorted; whole days.
};

}  // namespace pupitre
