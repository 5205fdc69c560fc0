// French groups digits by U+202F and puts U+00A0 before the currency sign.
#include "core/text/format.h"

#include <array>

namespace pupitre {

namespace {

constexpr std::string_view narrow_space = "\u202F";
constexpr std::string_view no_break_space = "\u00A0";

constexpr std::array<std::string_view, 7> french_days = {"lundi",    "mardi",  "mercredi", "jeudi",
                                                         "vendredi", "samedi", "dimanche"};
constexpr std::array<std::string_view, 7> english_days = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                          "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> french_months = {"janvier",   "février", "mars",     "avril",
                                                            "mai",       "juin",    "juillet",  "août",
                                                            "septembre", "octobre", "novembre", "décembre"};
constexpr std::array<std::string_view, 12> english_months = {"January",   "February", "March",    "April",
                                                             "May",       "June",     "July",     "August",
                                                             "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> french_short_days = {"lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."};
constexpr std::array<std::string_view, 7> english_short_days = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<std::string_view, 12> french_short_months = {"janv.", "févr.", "mars",  "avr.", "mai",  "juin",
                                                                  "juil.", "août",  "sept.", "oct.", "nov.", "déc."};
constexpr std::array<std::string_view, 12> english_short_months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, currency_names.size()> currency_signs = {"€", "$", "US$", "£", "CHF"};

std::string two_digits(std::int64_t number) {
    std::string digits = std::to_string(number);
    return digits.size() < 2 ? '0' + digits : digits;
}

std::string grouped(std::string digits, std::string_view separator) {
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, separator);
    }
    return digits;
}

/// The digits without a sign; also right for the smallest number, which has no positive twin.
std::string magnitude(std::int64_t number) {
    std::string digits = std::to_string(number);
    if (number < 0) digits.erase(0, 1);
    return digits;
}

std::string day_number(std::int32_t day, Language language) {
    // French writes the first of the month as an ordinal.
    if (day == 1 && language == Language::french) return "1ᵉʳ";
    return std::to_string(day);
}

template <std::size_t Count>
std::string_view pick(const std::array<std::string_view, Count>& french,
                      const std::array<std::string_view, Count>& english, std::size_t place, Language language) {
    return language == Language::french ? french[place] : english[place];
}

}  // namespace

std::string format_number(std::int64_t number, Language language) {
    const std::string digits = grouped(magnitude(number), language == Language::french ? narrow_space : ",");
    return number < 0 ? '-' + digits : digits;
}

std::string_view currency_sign(Currency currency) { return currency_signs[static_cast<std::size_t>(currency)]; }

std::string format_amount(std::int64_t minor, Language language) {
    const bool french = language == Language::french;
    std::string digits = magnitude(minor);
    while (digits.size() < 3) digits.insert(digits.begin(), '0');
    const std::string whole = grouped(digits.substr(0, digits.size() - 2), french ? narrow_space : ",");
    return (minor < 0 ? "-" : "") + whole + (french ? ',' : '.') + digits.substr(digits.size() - 2);
}

std::string format_money(Money amount, Language language) {
    std::string text = format_amount(amount.minor, language);
    const std::string sign(currency_sign(amount.currency));
    if (language == Language::french) return text + std::string(no_break_space) + sign;
    return text.insert(amount.minor < 0 ? 1 : 0, sign);
}

std::string_view weekday_name(Weekday weekday, Language language) {
    return pick(french_days, english_days, static_cast<std::size_t>(weekday), language);
}

std::string_view month_name(Month month, Language language) {
    return pick(french_months, english_months, static_cast<std::size_t>(month_number(month) - 1), language);
}

std::string format_date(Date date, Language) {
    const YearMonthDay civil = date.ymd();
    return two_digits(civil.day) + '/' + two_digits(civil.month) + '/' + std::to_string(civil.year);
}

std::string format_weekday_day(Date date, Language language) {
    std::string text(pick(french_short_days, english_short_days, static_cast<std::size_t>(date.weekday()), language));
    text += no_break_space;
    return text += day_number(date.ymd().day, language);
}

std::string format_short_date(Date date, Date today, Language language) {
    const YearMonthDay civil = date.ymd();
    std::string text = format_weekday_day(date, language);
    text += no_break_space;
    text += pick(french_short_months, english_short_months, static_cast<std::size_t>(civil.month - 1), language);
    if (civil.year != today.ymd().year) {
        text += no_break_space;
        text += std::to_string(civil.year);
    }
    return text;
}

std::string format_long_date(Date date, Language language) {
    const YearMonthDay civil = date.ymd();
    std::string text(weekday_name(date.weekday(), language));
    text += ' ';
    text += day_number(civil.day, language);
    text += ' ';
    text += month_name(static_cast<Month>(civil.month), language);
    text += ' ';
    text += std::to_string(civil.year);
    return text;
}

std::string format_time(std::int64_t instant_ms, std::int32_t utc_offset_minutes) {
    constexpr std::int64_t minutes_per_day = 24 * 60;
    const std::int64_t minutes = instant_ms / 60'000 + utc_offset_minutes;
    const std::int64_t of_day = (minutes % minutes_per_day + minutes_per_day) % minutes_per_day;
    return two_digits(of_day / 60) + ':' + two_digits(of_day % 60);
}

std::string format_duration(std::int64_t minutes) {
    std::string text = std::to_string(minutes / 60) + std::string(no_break_space) + 'h';
    if (minutes % 60 != 0) text += std::string(no_break_space) + two_digits(minutes % 60);
    return text;
}

}  // namespace pupitre
