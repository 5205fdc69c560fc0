// A year is six words of bits; whole years are counted and skipped, so that no walk is longer than the years it
// crosses.
#include "core/calendar/business_calendar.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace pupitre {

namespace {

// Kept ready, since most questions are about them; other years are computed when they are asked for.
constexpr std::int32_t prepared_first = 2015;
constexpr std::int32_t prepared_last = 2045;

constexpr std::int32_t days_in_year(std::int32_t year) { return is_leap_year(year) ? 366 : 365; }

Date new_year(std::int32_t year) { return day_in_month(year, Month::january, 1); }

struct Bit {
    std::size_t word;
    std::uint64_t mask;
};
constexpr Bit bit_of(std::int32_t day_of_year) {
    const auto day = static_cast<std::size_t>(day_of_year);
    return {day / 64, std::uint64_t{1} << (day % 64)};
}

template <class Days>
void set_open(Days& days, std::int32_t day_of_year, bool open) {
    const Bit bit = bit_of(day_of_year);
    days[bit.word] = open ? days[bit.word] | bit.mask : days[bit.word] & ~bit.mask;
}

/// The part of the days from first to last that lies in the year that starts at `start`.
template <class Days>
void set_span(Days& days, Date start, std::int32_t length, const DaySpan& span, bool open) {
    const std::int32_t from = std::max(days_between(start, span.first), 0);
    const std::int32_t to = std::min(days_between(start, span.last), length - 1);
    for (std::int32_t day = from; day <= to; ++day) set_open(days, day, open);
}

template <class Days>
std::int32_t count_open(const Days& days, std::int32_t from, std::int32_t to) {
    std::int32_t sum = 0;
    for (std::int32_t word = from / 64; word <= to / 64; ++word) {
        std::uint64_t bits = days[static_cast<std::size_t>(word)];
        if (word == from / 64) bits &= ~std::uint64_t{0} << (from % 64);
        if (word == to / 64) bits &= ~std::uint64_t{0} >> (63 - to % 64);
        sum += std::popcount(bits);
    }
    return sum;
}

bool is_day_of_some_year(Month month, std::int32_t day) {
    return day >= 1 && day <= (month == Month::february ? 29 : days_in_month(2023, month_number(month)));
}

std::optional<Error> fault_in(const BusinessCalendarRules& rules) {
    for (const std::size_t size : {rules.closed_yearly.size(), rules.closed.size(), rules.open.size()}) {
        if (size > business_calendar_spans_max) return Error{ErrorCode::too_large, "closing_days", -1};
    }
    for (const YearlySpan& span : rules.closed_yearly) {
        if (!is_day_of_some_year(span.first_month, span.first_day) ||
            !is_day_of_some_year(span.last_month, span.last_day)) {
            return Error{ErrorCode::out_of_range, "closing_days", &span - rules.closed_yearly.data()};
        }
    }
    for (const std::vector<DaySpan>* spans : {&rules.closed, &rules.open}) {
        for (const DaySpan& span : *spans) {
            if (span.last < span.first || span.first < date_min || span.last > date_max) {
                return Error{ErrorCode::out_of_range, "closing_days", &span - spans->data()};
            }
        }
    }
    return std::nullopt;
}

Error none_found() { return {ErrorCode::out_of_range, "business_day", -1}; }

}  // namespace

BusinessCalendar::BusinessCalendar() : BusinessCalendar(BusinessCalendarRules{}) {}

BusinessCalendar::BusinessCalendar(BusinessCalendarRules rules) : rules_(std::move(rules)) {
    std::vector<OpenDays> prepared;
    prepared.reserve(prepared_last - prepared_first + 1);
    for (std::int32_t year = prepared_first; year <= prepared_last; ++year) prepared.push_back(compute(year));
    prepared_ = std::move(prepared);
}

Result<BusinessCalendar> BusinessCalendar::make(BusinessCalendarRules rules) {
    if (const auto fault = fault_in(rules)) return *fault;
    BusinessCalendar calendar(std::move(rules));
    // These years have every weekday on every day of the year, but for single days: what is closed in all is closed.
    const bool some_open = std::ranges::any_of(calendar.prepared_, [](const OpenDays& days) {
        return std::ranges::any_of(days, [](std::uint64_t word) { return word != 0; });
    });
    if (!some_open && calendar.rules_.open.empty()) return Error{ErrorCode::malformed, "closing_days", -1};
    return calendar;
}

BusinessCalendar::OpenDays BusinessCalendar::compute(std::int32_t year) const {
    const Date start = new_year(year);
    const std::int32_t length = days_in_year(year);
    OpenDays days{};
    auto weekday = static_cast<std::size_t>(start.weekday());
    for (std::int32_t day = 0; day < length; ++day, weekday = (weekday + 1) % 7) {
        if (!rules_.closed_weekdays[weekday]) set_open(days, day, true);
    }
    if (rules_.region) {
        for (const Holiday& holiday : holidays_in_year(*rules_.region, year)) {
            if (holiday.standing == Standing::custom && !rules_.keeps_customary_holidays) continue;
            set_open(days, days_between(start, holiday.date), false);
        }
    }
    const Date end = start.plus_days(length - 1);
    for (const YearlySpan& span : rules_.closed_yearly) {
        const Date first = day_in_month(year, span.first_month, span.first_day);
        const Date last = day_in_month(year, span.last_month, span.last_day);
        if (first <= last) {
            set_span(days, start, length, {first, last}, false);
        } else {
            set_span(days, start, length, {start, last}, false);
            set_span(days, start, length, {first, end}, false);
        }
    }
    for (const DaySpan& span : rules_.closed) set_span(days, start, length, span, false);
    for (const DaySpan& span : rules_.open) set_span(days, start, length, span, true);
    return days;
}

BusinessCalendar::OpenDays BusinessCalendar::open_days(std::int32_t year) const {
    if (year >= prepared_first && year <= prepared_last) {
        return prepared_[static_cast<std::size_t>(year - prepared_first)];
    }
    return compute(year);
}

bool BusinessCalendar::is_business_day(Date date) const {
    const std::int32_t year = date.ymd().year;
    const std::int32_t day = days_between(new_year(year), date);
    return count_open(open_days(year), day, day) == 1;
}

std::optional<Closed> BusinessCalendar::why_closed(Date date) const {
    if (is_business_day(date)) return std::nullopt;
    if (rules_.region) {
        for (const Holiday& holiday : holidays_in_year(*rules_.region, date.ymd().year)) {
            const bool kept = holiday.standing == Standing::law || rules_.keeps_customary_holidays;
            if (kept && holiday.date == date) return Closed{Closed::Reason::holiday, holiday.name};
        }
    }
    const bool by_weekday = rules_.closed_weekdays[static_cast<std::size_t>(date.weekday())];
    return Closed{by_weekday ? Closed::Reason::weekday : Closed::Reason::firm, {}};
}

std::optional<Date> BusinessCalendar::find(Date from, std::int32_t step, std::int32_t k, std::int32_t days_max) const {
    // Whole years are skipped by their count; within the last one, days.
    const std::int32_t last_day = std::clamp(from.days() + step * days_max, date_min.days(), date_max.days());
    Date at = from;
    while (at >= date_min && at <= date_max && (step > 0 ? at.days() <= last_day : at.days() >= last_day)) {
        const std::int32_t year = at.ymd().year;
        const Date start = new_year(year);
        const std::int32_t length = days_in_year(year);
        const OpenDays days = open_days(year);
        std::int32_t day = days_between(start, at);
        const std::int32_t edge = step > 0 ? length - 1 : 0;
        const std::int32_t here = count_open(days, std::min(day, edge), std::max(day, edge));
        if (here < k) {
            k -= here;
            at = start.plus_days(step > 0 ? length : -1);
            continue;
        }
        for (; k > 0; day += step) k -= count_open(days, day, day);
        const Date found = start.plus_days(day - step);
        const bool within = step > 0 ? found.days() <= last_day : found.days() >= last_day;
        return within ? std::optional(found) : std::nullopt;
    }
    return std::nullopt;
}

Result<Date> BusinessCalendar::shifted(Date nominal, Shift shift) const {
    if (shift == Shift::none || is_business_day(nominal)) return nominal;
    const auto next = find(nominal, 1, 1, business_gap_days_max);
    const auto previous = find(nominal, -1, 1, business_gap_days_max);
    std::optional<Date> chosen;
    switch (shift) {
    case Shift::none: break;
    case Shift::next: chosen = next; break;
    case Shift::previous: chosen = previous; break;
    case Shift::modified_following:
        chosen = next && YearMonth::of(*next) == YearMonth::of(nominal) ? next : previous;
        break;
    case Shift::nearest:
        chosen =
            next && (!previous || days_between(nominal, *next) <= days_between(*previous, nominal)) ? next : previous;
        break;
    }
    if (!chosen) return none_found();
    return *chosen;
}

Result<Date> BusinessCalendar::after(Date date, std::int32_t k) const {
    if (k < 1 || k > business_days_max || date >= date_max) return none_found();
    const auto found = find(date.plus_days(1), 1, k, business_gap_days_max * k);
    if (!found) return none_found();
    return *found;
}

Result<Date> BusinessCalendar::before(Date date, std::int32_t k) const {
    if (k < 1 || k > business_days_max || date <= date_min) return none_found();
    const auto found = find(date.plus_days(-1), -1, k, business_gap_days_max * k);
    if (!found) return none_found();
    return *found;
}

Result<Date> BusinessCalendar::nth(Date first, Date last, std::int32_t n) const {
    if (n == 0 || n > business_days_max || n < -business_days_max || last < first) return none_found();
    const std::int32_t length = days_between(first, last);
    const auto found = n > 0 ? find(first, 1, n, length) : find(last, -1, -n, length);
    if (!found) return none_found();
    return *found;
}

Result<Date> BusinessCalendar::nth_of_month(YearMonth month, std::int32_t n) const {
    return nth(month.first_day(), month.last_day(), n);
}

std::int32_t BusinessCalendar::count(Date first, Date last) const {
    std::int32_t sum = 0;
    for (std::int32_t year = first.ymd().year; first <= last && year <= last.ymd().year; ++year) {
        const Date start = new_year(year);
        const std::int32_t from = std::max(days_between(start, first), 0);
        const std::int32_t to = std::min(days_between(start, last), days_in_year(year) - 1);
        sum += count_open(open_days(year), from, to);
    }
    return sum;
}

}  // namespace pupitre
