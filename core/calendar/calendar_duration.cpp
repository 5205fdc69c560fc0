// Sums are made in 64 bits and checked once at the end.
#include "core/calendar/calendar_duration.h"

#include "core/calendar/digits.h"
#include "core/calendar/month.h"

namespace pupitre {

namespace {

std::optional<Date> plus_months_and_days(Date from, std::int64_t months, std::int64_t days) {
    const auto month = YearMonth::of(from).plus_months(months);
    if (!month) return std::nullopt;
    const std::int64_t day = day_in_month(month->year(), month->month(), from.ymd().day).days() + days;
    if (day < date_min.days() || day > date_max.days()) return std::nullopt;
    return Date::from_days(static_cast<std::int32_t>(day));
}

struct Unit {
    char letter;
    std::int32_t CalendarDuration::* member;
};
constexpr Unit units[] = {{'Y', &CalendarDuration::years},
                          {'M', &CalendarDuration::months},
                          {'W', &CalendarDuration::weeks},
                          {'D', &CalendarDuration::days}};

}  // namespace

std::optional<Date> plus_months(Date from, std::int64_t months) { return plus_months_and_days(from, months, 0); }

std::optional<Date> plus(Date from, const CalendarDuration& duration) { return plus_times(from, duration, 1); }

std::optional<Date> plus_times(Date anchor, const CalendarDuration& duration, std::int32_t count) {
    const std::int64_t months = std::int64_t{duration.years} * 12 + duration.months;
    const std::int64_t days = std::int64_t{duration.weeks} * 7 + duration.days;
    // Beyond ten million either leaves the years 1 to 9999 whatever the other is.
    constexpr std::int64_t sum_max = 10'000'000;
    if (count != 0 && (months < -sum_max || months > sum_max || days < -8 * sum_max || days > 8 * sum_max)) {
        return std::nullopt;
    }
    return plus_months_and_days(anchor, months * count, days * count);
}

CalendarDuration duration_between(Date from, Date to) {
    const std::int32_t sign = to < from ? -1 : 1;
    std::int32_t months = YearMonth::of(to).index() - YearMonth::of(from).index();
    // The last month may not be whole. Clamped days count as whole months: 31 January to 28 February is one month.
    auto reached = plus_months(from, months);
    if (reached && (sign > 0 ? *reached > to : *reached < to)) reached = plus_months(from, months -= sign);
    const std::int32_t days = reached ? days_between(*reached, to) : 0;
    return {.years = months / 12, .months = months % 12, .days = days};
}

std::string to_iso(const CalendarDuration& duration) {
    std::string text = "P";
    for (const Unit& unit : units) {
        const std::int32_t count = duration.*unit.member;
        if (count != 0) text += std::to_string(count) + unit.letter;
    }
    return text.size() == 1 ? "P0D" : text;
}

Result<CalendarDuration> parse_iso_duration(std::string_view text) {
    const auto fault = [](ErrorCode code, std::size_t at) {
        return Error{code, "duration", static_cast<std::int64_t>(at)};
    };
    if (text.size() < 3 || text[0] != 'P') return fault(ErrorCode::malformed, 0);
    CalendarDuration duration;
    std::size_t at = 1;
    for (const Unit& unit : units) {
        const std::size_t start = at;
        const bool negative = at < text.size() && text[at] == '-';
        if (negative) ++at;
        const std::size_t first_digit = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
        if (at == text.size() || text[at] != unit.letter) {
            at = start;  // Perhaps the next unit's.
            continue;
        }
        const std::string_view digits = text.substr(first_digit, at - first_digit);
        if (digits.empty()) return fault(ErrorCode::malformed, at);
        const auto count = digits_value(digits);
        if (!count || *count > duration_unit_max) return fault(ErrorCode::out_of_range, start);
        duration.*unit.member = negative ? -*count : *count;
        if (++at == text.size()) return duration;
    }
    return fault(ErrorCode::malformed, at);
}

}  // namespace pupitre
