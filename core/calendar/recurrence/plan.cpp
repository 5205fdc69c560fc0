// Hands each question to the shape the rule was given, and turns COUNT and UNTIL into the last moment.
#include "core/calendar/recurrence/plan.h"

#include <algorithm>

#include "core/calendar/recurrence/compile.h"

namespace pupitre {

namespace {

/// UNTIL as the last second it includes. A day without a time includes all of it, whatever DTSTART looks like.
LocalDateTime last_moment(const RecurrenceRule& rule) {
    if (!rule.until) return local_time_max;
    if (rule.until->form == TimeForm::date) return LocalDateTime::at(rule.until->time.date(), 86'399);
    return rule.until->time;
}

}  // namespace

Result<RecurrencePlan, PlanFault> RecurrencePlan::compile(const RecurrenceRule& rule, const RecurrenceStart& start,
                                                          YearlyReading reading) {
    if (start.is_date && rule.frequency < Frequency::daily) return PlanFault::hours_of_a_date;
    RecurrenceStart from = start;
    if (start.is_date) from.time = LocalDateTime::at(start.time.date(), 0);
    const RecurrenceRule filled = with_start_filled_in(rule, from, reading);
    const recurrence::Bounds bounds{from.time.seconds(), last_moment(rule).seconds()};
    if (bounds.first > bounds.last) return RecurrencePlan({}, from);
    RecurrencePlan plan(recurrence::choose_shape(filled, from.time, bounds), from);
    if (rule.count) {
        std::visit(
            [&](auto& shape) {
                if constexpr (!std::is_same_v<std::decay_t<decltype(shape)>, std::monostate>)
                    shape.limit_count(*rule.count);
            },
            plan.shape_);
    }
    return plan;
}

std::size_t RecurrencePlan::expand(LocalDateTime first, LocalDateTime last, std::span<std::int64_t> out) const {
    const recurrence::Bounds window{first.seconds(), last.seconds()};
    if (const auto* progression = std::get_if<recurrence::Progression>(&shape_))
        return progression->expand(window, out);
    if (const auto* days = std::get_if<recurrence::DayPlan>(&shape_)) return days->expand(window, out);
    if (const auto* phases = std::get_if<recurrence::PhasePlan>(&shape_)) return phases->expand(window, out);
    return 0;
}

std::optional<LocalDateTime> RecurrencePlan::next_after(LocalDateTime time) const {
    std::int64_t found = 0;
    if (time >= local_time_max) return std::nullopt;
    if (expand(LocalDateTime::from_seconds(time.seconds() + 1), local_time_max, {&found, 1}) == 0) return std::nullopt;
    return LocalDateTime::from_seconds(found);
}

std::optional<LocalDateTime> RecurrencePlan::last_before(LocalDateTime time) const {
    std::optional<std::int64_t> found;
    std::visit(
        [&](const auto& shape) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(shape)>, std::monostate>) {
                found = shape.last_before(time.seconds());
            }
        },
        shape_);
    if (!found) return std::nullopt;
    return LocalDateTime::from_seconds(*found);
}

std::int64_t RecurrencePlan::count_until(LocalDateTime time) const {
    std::int64_t count = 0;
    std::visit(
        [&](const auto& shape) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(shape)>, std::monostate>) {
                count = shape.count_before(time.seconds() + 1);
            }
        },
        shape_);
    return count;
}

std::optional<LocalDateTime> RecurrencePlan::nth(std::int64_t k) const {
    std::optional<std::int64_t> found;
    std::visit(
        [&](const auto& shape) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(shape)>, std::monostate>) found = shape.nth(k - 1);
        },
        shape_);
    if (!found) return std::nullopt;
    return LocalDateTime::from_seconds(*found);
}

bool RecurrencePlan::has(LocalDateTime time) const {
    std::int64_t found = 0;
    return expand(time, time, {&found, 1}) == 1;
}

}  // namespace pupitre
