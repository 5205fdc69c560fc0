// Civil date arithmetic by the standard library's civil calendar (which has no zone and no clock).
#include "core/calendar/date.h"

#include <chrono>

#include "core/calendar/digits.h"
#include "core/calendar/month.h"

namespace pupitre {

std::optional<Date> Date::from_ymd(std::int32_t year, std::int32_t month, std::int32_t day) {
    if (year < year_min || year > year_max || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    const std::chrono::year_month_day civil{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                            std::chrono::day{static_cast<unsigned>(day)}};
    if (!civil.ok()) return std::nullopt;
    return Date(static_cast<std::int32_t>(std::chrono::sys_days{civil}.time_since_epoch().count()));
}

YearMonthDay Date::ymd() const {
    const std::chrono::year_month_day civil{std::chrono::sys_days{std::chrono::days{days_}}};
    return {static_cast<int>(civil.year()), static_cast<std::int32_t>(static_cast<unsigned>(civil.month())),
            static_cast<std::int32_t>(static_cast<unsigned>(civil.day()))};
}

std::int32_t days_in_month(std::int32_t year, std::int32_t month) {
    if (month == 2) return is_leap_year(year) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

std::string to_iso(Date date) {
    const YearMonthDay civil = date.ymd();
    return padded_digits(civil.year, 4) + '-' + padded_digits(civil.month, 2) + '-' + padded_digits(civil.day, 2);
}

Result<Date> parse_iso_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return Error{ErrorCode::malformed, "date", 0};
    const auto year = digits_value(text.substr(0, 4));
    const auto month = digits_value(text.substr(5, 2));
    const auto day = digits_value(text.substr(8, 2));
    if (!year || !month || !day) return Error{ErrorCode::malformed, "date", 0};
    const auto date = Date::from_ymd(*year, *month, *day);
    if (!date) return Error{ErrorCode::out_of_range, "date", 0};
    return *date;
}

Date date_of_instant(std::int64_t now_ms, std::int32_t utc_offset_minutes) {
    constexpr std::int64_t day_ms = 86'400'000;
    const std::int64_t local = now_ms + std::int64_t{utc_offset_minutes} * 60'000;
    const std::int64_t days = local >= 0 ? local / day_ms : -((-local + day_ms - 1) / day_ms);
    return Date::from_days(static_cast<std::int32_t>(days));
}

}  // namespace pupitre
