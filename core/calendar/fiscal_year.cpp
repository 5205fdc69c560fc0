// A fiscal year is found from its date by looking at the closing days around it; nothing is walked.
#include "core/calendar/fiscal_year.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/calendar/calendar_duration.h"

namespace pupitre {

namespace {

Error outside() { return {ErrorCode::out_of_range, "fiscal_year", -1}; }

/// The first closing day on or after a date. Nothing after the year 9999.
std::optional<Date> closing_from(ClosingDay closing, Date date) {
    const std::int32_t year = date.ymd().year;
    const Date same_year = closing.in_year(year);
    if (same_year >= date) return same_year;
    if (year == year_max) return std::nullopt;
    return closing.in_year(year + 1);
}

/// The last closing day before a date. Nothing before the year 1.
std::optional<Date> closing_before(ClosingDay closing, Date date) {
    const std::int32_t year = date.ymd().year;
    const Date same_year = closing.in_year(year);
    if (same_year < date) return same_year;
    if (year == year_min) return std::nullopt;
    return closing.in_year(year - 1);
}

std::optional<Error> fault_in(const std::vector<ClosingRule>& rules) {
    if (rules.empty()) return Error{ErrorCode::malformed, "closing_day", 0};
    if (rules.size() > closing_rules_max) return Error{ErrorCode::too_large, "closing_day", -1};
    for (std::size_t place = 0; place < rules.size(); ++place) {
        const ClosingRule& rule = rules[place];
        const auto at = static_cast<std::int64_t>(place);
        if (place > 0 && rule.first_day <= rules[place - 1].first_day) {
            return Error{ErrorCode::malformed, "closing_day", at};
        }
        if (rule.first_day < date_min || rule.first_day > date_max) {
            return Error{ErrorCode::out_of_range, "closing_day", at};
        }
        const auto latest = plus_months(rule.first_day, fiscal_year_months_max);
        if (rule.first_closing && (*rule.first_closing < rule.first_day || !latest || *rule.first_closing >= *latest)) {
            return Error{ErrorCode::out_of_range, "closing_day", at};
        }
    }
    return std::nullopt;
}

}  // namespace

std::int32_t months_in(PeriodLength length) {
    switch (length) {
    case PeriodLength::month: return 1;
    case PeriodLength::quarter: return 3;
    case PeriodLength::half_year: return 6;
    case PeriodLength::year: return 12;
    }
    assert(false);
    return 12;
}

Period calendar_period(PeriodLength length, Date date) {
    const YearMonth month = YearMonth::of(date);
    const std::int32_t size = months_in(length);
    const std::int32_t first = month.index() % 12 / size * size;
    const auto month_at = [&](std::int32_t place) {
        return *YearMonth::from(month.year(), static_cast<Month>(place + 1));
    };
    return {month_at(first).first_day(), month_at(first + size - 1).last_day()};
}

std::optional<ClosingDay> ClosingDay::from(Month month, std::int32_t day) {
    constexpr std::int32_t common_year = 2023;
    if (month == Month::february) {
        if (day < 1 || day > 29) return std::nullopt;
        return ClosingDay(month, day >= 28 ? 29 : day);
    }
    if (day < 1 || day > days_in_month(common_year, month_number(month))) return std::nullopt;
    return ClosingDay(month, day);
}

bool ClosingDay::is_month_end() const {
    constexpr std::int32_t leap_year = 2024;
    return day_ == days_in_month(leap_year, month_number(month_));
}

Date ClosingDay::in_year(std::int32_t year) const { return day_in_month(year, month_, day_); }

Date ClosingDay::in_month(YearMonth month) const {
    return is_month_end() ? month.last_day() : day_in_month(month.year(), month.month(), day_);
}

Result<FiscalYears> FiscalYears::make(std::vector<ClosingRule> rules) {
    if (const auto fault = fault_in(rules)) return *fault;
    FiscalYears years;
    years.rules_ = std::move(rules);
    return years;
}

ClosingDay FiscalYears::closing_on(Date date) const {
    ClosingDay closing = rules_.empty() ? unbounded_ : rules_.front().closing;
    for (const ClosingRule& rule : rules_) {
        if (rule.first_day <= date) closing = rule.closing;
    }
    return closing;
}

Result<Period> FiscalYears::year_of(Date date) const {
    const auto after = std::ranges::upper_bound(rules_, date, {}, &ClosingRule::first_day);
    if (!rules_.empty() && after == rules_.begin()) return outside();
    const ClosingRule* rule = rules_.empty() ? nullptr : &*std::prev(after);
    const ClosingDay closing = rule != nullptr ? rule->closing : unbounded_;

    std::optional<Date> first;
    std::optional<Date> last;
    if (rule != nullptr && rule->first_closing && date <= *rule->first_closing) {
        first = rule->first_day;
        last = rule->first_closing;
    } else {
        last = closing_from(closing, date);
        if (const auto before = closing_before(closing, date)) first = before->plus_days(1);
        if (rule != nullptr) {
            const Date start = rule->first_closing ? rule->first_closing->plus_days(1) : rule->first_day;
            first = first ? std::max(*first, start) : start;
        }
    }
    if (!first || !last) return outside();
    if (after != rules_.end()) last = std::min(*last, after->first_day.plus_days(-1));
    return Period{*first, *last};
}

Result<Period> FiscalYears::next(const Period& year) const {
    if (year.last >= date_max) return outside();
    return year_of(year.last.plus_days(1));
}

Result<Period> FiscalYears::previous(const Period& year) const {
    if (year.first <= date_min) return outside();
    return year_of(year.first.plus_days(-1));
}

std::vector<Period> FiscalYears::periods_of(const Period& year, PeriodLength length) const {
    const ClosingDay closing = closing_on(year.first);
    const std::int32_t size = months_in(length);
    // The first end of a regular period that is not before the year's end: both are the same in a regular year.
    const YearMonth closed = YearMonth::of(year.last);
    const std::int32_t ahead = (month_number(closing.month()) - month_number(closed.month()) + 12) % size;
    auto end = closed.plus_months(ahead);
    if (end && closing.in_month(*end) < year.last) end = end->plus_months(size);

    std::vector<Period> periods;
    Date last = year.last;
    for (std::int32_t count = 0; end && count <= fiscal_year_months_max; ++count) {
        end = end->plus_months(-size);
        const auto before = end ? std::optional(closing.in_month(*end)) : std::nullopt;
        if (!before || *before < year.first) break;
        periods.push_back({before->plus_days(1), last});
        last = *before;
    }
    periods.push_back({year.first, last});
    std::ranges::reverse(periods);
    return periods;
}

}  // namespace pupitre
