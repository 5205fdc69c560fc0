// A rule and its start, made ready for questions. Each question is answered from where it is asked, not from the start: the
// calendar repeats after 400 years, so counts far away are sums, and a rule that gives nothing is known to give nothing.
// The year 9999 ends everything.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <variant>

#include "core/base/result.h"
#include "core/calendar/recurrence/day_plan.h"
#include "core/calendar/recurrence/fill_in.h"
#include "core/calendar/recurrence/phase_plan.h"
#include "core/calendar/recurrence/progression.h"
#include "core/calendar/recurrence/rule.h"

namespace pupitre {

/// Why a rule cannot be used with its start.
enum class PlanFault : std::uint8_t { hours_of_a_date };  // HOURLY, MINUTELY, SECONDLY from a day without a time.

/// What is nominal only: no shift to a working day, no exception. DTSTART is an occurrence only if the rule gives it.
class RecurrencePlan {
public:
    static Result<RecurrencePlan, PlanFault> compile(const RecurrenceRule& rule, const RecurrenceStart& start,
                                                     YearlyReading reading = YearlyReading::from_start);

    /// Writes occurrences from `first` to `last`, both included, in order, as seconds since 1 January 1970 (the packed form
    /// of LocalDateTime). Returns how many; if that is all of `out`, there may be more after out's last.
    [[nodiscard]] std::size_t expand(LocalDateTime first, LocalDateTime last, std::span<std::int64_t> out) const;
    /// The same from the start.
    [[nodiscard]] std::size_t expand(std::span<std::int64_t> out) const {
        return expand(local_time_min, local_time_max, out);
    }
    [[nodiscard]] std::optional<LocalDateTime> next_after(LocalDateTime time) const;
    [[nodiscard]] std::optional<LocalDateTime> last_before(LocalDateTime time) const;
    /// Occurrences at or before the time.
    [[nodiscard]] std::int64_t count_until(LocalDateTime time) const;
    /// The k-th occurrence, from 1.
    [[nodiscard]] std::optional<LocalDateTime> nth(std::int64_t k) const;
    [[nodiscard]] bool has(LocalDateTime time) const;
    /// True: proved to have no occurrence at all.
    [[nodiscard]] bool is_empty() const { return !next_after(LocalDateTime::from_seconds(start_.time.seconds() - 1)); }

    [[nodiscard]] const RecurrenceStart& start() const { return start_; }

private:
    using Shape = std::variant<std::monostate, recurrence::Progression, recurrence::DayPlan, recurrence::PhasePlan>;

    RecurrencePlan(Shape shape, const RecurrenceStart& start) : shape_(std::move(shape)), start_(start) {}

    Shape shape_;  // Nothing: no occurrence.
    RecurrenceStart start_;
};

}  // namespace pupitre
