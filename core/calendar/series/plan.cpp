// Nominal dates come from the recurrence plan one by one; everything else is decided for a single date.
#include "core/calendar/series/plan.h"

#include <algorithm>

namespace pupitre {

namespace {

Shift shift_of(Placing placing) {
    switch (placing) {
    case Placing::next: return Shift::next;
    case Placing::previous: return Shift::previous;
    case Placing::modified_following: return Shift::modified_following;
    case Placing::nearest: return Shift::nearest;
    case Placing::as_is:
    case Placing::omitted:
    case Placing::business_days_after:
    case Placing::business_days_before:
    case Placing::business_day_of_month: break;
    }
    return Shift::none;
}

std::optional<Error> fault_in(const Series& series) {
    if (series.rule.frequency < Frequency::daily) return Error{ErrorCode::malformed, "rule"};
    if (series.start < date_min || series.start > date_max) return Error{ErrorCode::out_of_range, "start"};
    if (counts_business_days(series.due.placing)) {
        const std::int32_t days = series.due.business_days;
        const bool from_end = days < 0 && series.due.placing == Placing::business_day_of_month;
        const std::int32_t amount = from_end ? -days : days;
        if (amount < 1 || amount > placing_days_max) return Error{ErrorCode::out_of_range, "placing"};
    }
    if (series.lead.days < 0 || series.lead.days > lead_days_max) return Error{ErrorCode::out_of_range, "lead"};
    if (series.exceptions.size() > series_exceptions_max) return Error{ErrorCode::too_large, "exceptions"};
    const auto unordered =
        std::adjacent_find(series.exceptions.begin(), series.exceptions.end(),
                           [](const SeriesException& a, const SeriesException& b) { return !(a.nominal < b.nominal); });
    if (unordered != series.exceptions.end()) return Error{ErrorCode::malformed, "exceptions"};
    return std::nullopt;
}

RecurrenceStart day_start(Date date) { return {LocalDateTime::at(date, 0), true}; }

Date within_calendar(std::int64_t days) {
    return Date::from_days(static_cast<std::int32_t>(std::clamp<std::int64_t>(days, date_min.days(), date_max.days())));
}

}  // namespace

Result<SeriesPlan> SeriesPlan::compile(Series series, BusinessCalendar calendar) {
    if (auto fault = fault_in(series)) return *fault;
    auto nominal = RecurrencePlan::compile(series.rule, day_start(series.start));
    if (!nominal) return Error{ErrorCode::malformed, "rule"};
    return SeriesPlan(std::move(series), std::move(*nominal), std::move(calendar));
}

const SeriesException* SeriesPlan::exception_on(Date nominal) const {
    const auto found = std::lower_bound(series_.exceptions.begin(), series_.exceptions.end(), nominal,
                                        [](const SeriesException& one, Date date) { return one.nominal < date; });
    return found != series_.exceptions.end() && found->nominal == nominal ? &*found : nullptr;
}

Result<Date> SeriesPlan::placed(Date nominal) const {
    const std::int32_t days = series_.due.business_days;
    switch (series_.due.placing) {
    case Placing::as_is:
    case Placing::omitted: return nominal;
    case Placing::next:
    case Placing::previous:
    case Placing::modified_following:
    case Placing::nearest: return calendar_.shifted(nominal, shift_of(series_.due.placing));
    case Placing::business_days_after: return calendar_.after(nominal, days);
    case Placing::business_days_before: return calendar_.before(nominal, days);
    case Placing::business_day_of_month: {
        const YearMonth month = YearMonth::of(nominal);
        const std::int32_t there = calendar_.count(month.first_day(), month.last_day());
        if (there == 0) return Error{ErrorCode::out_of_range, "business_day"};
        // A month that is too short for the 23rd business day has its last one.
        return calendar_.nth_of_month(month, std::clamp(days, -there, there));
    }
    }
    return nominal;
}

Date SeriesPlan::created_on(Date due) const {
    if (series_.lead.creation == Creation::business_days_before && series_.lead.days > 0) {
        if (const auto day = calendar_.before(due, series_.lead.days)) return *day;
    }
    if (series_.lead.creation == Creation::when_previous_is_done) return due;
    return within_calendar(std::int64_t{due.days()} - series_.lead.days);
}

Occurrence SeriesPlan::at(Date nominal) const {
    Occurrence found{nominal, nominal, nominal, OccurrenceReason::planned, std::nullopt};
    if (const SeriesException* exception = exception_on(nominal)) {
        found.reason = exception->moved_to ? OccurrenceReason::moved : OccurrenceReason::skipped;
        found.due = exception->moved_to.value_or(nominal);
    } else if (const auto due = placed(nominal); !due || std::abs(days_between(nominal, *due)) > due_reach_days_max) {
        found.reason = OccurrenceReason::no_business_day;
    } else {
        found.due = *due;
        const bool counted = counts_business_days(series_.due.placing);
        if (series_.due.placing == Placing::omitted) found.closed = calendar_.why_closed(nominal);
        if (*due != nominal && !counted) found.closed = calendar_.why_closed(nominal);
        if (found.closed) found.reason = *due != nominal ? OccurrenceReason::shifted : OccurrenceReason::closed;
    }
    found.create_on = created_on(found.due);
    return found;
}

bool SeriesPlan::has(Date nominal) const {
    if (series_.first && nominal < *series_.first) return false;
    if (series_.paused_since && nominal >= *series_.paused_since) return false;
    return nominal_.has(LocalDateTime::at(nominal, 0));
}

std::optional<Date> SeriesPlan::nominal_after(Date date) const {
    if (series_.first && date < *series_.first) date = series_.first->plus_days(-1);
    const auto next = nominal_.next_after(LocalDateTime::at(date, 0));
    if (!next || (series_.paused_since && next->date() >= *series_.paused_since)) return std::nullopt;
    return next->date();
}

std::optional<Occurrence> SeriesPlan::next_after(Date nominal) const {
    const auto next = nominal_after(nominal);
    return next ? std::optional(at(*next)) : std::nullopt;
}

std::optional<Occurrence> SeriesPlan::last_before(Date nominal) const {
    if (series_.paused_since) nominal = std::min(nominal, *series_.paused_since);
    const auto last = nominal_.last_before(LocalDateTime::at(nominal, 0));
    if (!last || (series_.first && last->date() < *series_.first)) return std::nullopt;
    return at(last->date());
}

std::optional<Occurrence> SeriesPlan::next_from_completion(Date finished_on, std::int64_t created) const {
    if (series_.rule.count && created >= *series_.rule.count) return std::nullopt;
    RecurrenceRule rule = series_.rule;
    rule.count.reset();
    // "A month after the 31st" is the end of the next month, never a month left out.
    if (rule.skip == Skip::omit) rule.skip = Skip::backward;
    const auto plan = RecurrencePlan::compile(rule, day_start(finished_on));
    if (!plan) return std::nullopt;
    const auto next = plan->next_after(LocalDateTime::at(finished_on, 0));
    if (!next || (series_.paused_since && next->date() >= *series_.paused_since)) return std::nullopt;
    return at(next->date());
}

Result<std::vector<Occurrence>> SeriesPlan::due_between(Date first, Date last) const {
    if (last < first || days_between(first, last) > due_window_days_max) {
        return Error{ErrorCode::out_of_range, "window"};
    }
    std::vector<Occurrence> found;
    const auto take = [&](const Occurrence& one) {
        if (gives_work(one.reason) && first <= one.due && one.due <= last) found.push_back(one);
    };
    const Date from = within_calendar(std::int64_t{first.days()} - due_reach_days_max - 1);
    const Date to = within_calendar(std::int64_t{last.days()} + due_reach_days_max);
    for (auto nominal = nominal_after(from); nominal && *nominal <= to; nominal = nominal_after(*nominal)) {
        const Occurrence one = at(*nominal);
        if (one.reason != OccurrenceReason::moved) take(one);
    }
    // What somebody moved may come from anywhere.
    for (const SeriesException& exception : series_.exceptions) {
        if (exception.moved_to && has(exception.nominal)) take(at(exception.nominal));
    }
    std::sort(found.begin(), found.end(), [](const Occurrence& a, const Occurrence& b) {
        return a.due != b.due ? a.due < b.due : a.nominal < b.nominal;
    });
    return found;
}

std::vector<Occurrence> SeriesPlan::preview(Date nominal, std::size_t count) const {
    std::vector<Occurrence> dates;
    count = std::min(count, preview_max);
    auto next = series_.from_completion ? next_from_completion(nominal, 0) : next_after(nominal);
    while (next && dates.size() < count) {
        dates.push_back(*next);
        next = series_.from_completion ? next_from_completion(next->due, static_cast<std::int64_t>(dates.size()))
                                       : next_after(next->nominal);
    }
    return dates;
}

}  // namespace pupitre
