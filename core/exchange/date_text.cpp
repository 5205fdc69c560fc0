// A text is cut into numbers and words; the shape of that list says which kind of date it is.
#include "core/exchange/date_text.h"

#include <array>
#include <cassert>
#include <cstdint>
#include <optional>
#include <string>

#include "core/base/text_fold.h"
#include "core/exchange/plain_text.h"

namespace pupitre {
namespace {

constexpr std::int32_t year_min = 1800;
constexpr std::int32_t year_max = 2199;
constexpr std::int32_t excel_first_serial = 61;          // 1 March 1900; before it, Excel counts a day that never was.
constexpr std::int32_t excel_last_serial = 109'574;      // 31 December 2199.
constexpr std::int32_t excel_day_zero_offset = -25'569;  // Excel's 0 is 30 December 1899.

// Folded names; three letters are enough but for juin and juillet, and sep. is written with three or four.
struct MonthName {
    std::string_view name;
    std::int32_t month;
};
constexpr MonthName month_names[] = {
    {"janvier", 1}, {"fevrier", 2},  {"mars", 3},      {"avril", 4},    {"mai", 5},       {"juin", 6},
    {"juillet", 7}, {"aout", 8},     {"septembre", 9}, {"octobre", 10}, {"novembre", 11}, {"decembre", 12},
    {"january", 1}, {"february", 2}, {"march", 3},     {"april", 4},    {"may", 5},       {"june", 6},
    {"july", 7},    {"august", 8},   {"september", 9}, {"october", 10}, {"november", 11}, {"december", 12},
};
constexpr std::string_view weekday_names[] = {"lundi",    "mardi",    "mercredi", "jeudi",   "vendredi",
                                              "samedi",   "dimanche", "monday",   "tuesday", "wednesday",
                                              "thursday", "friday",   "saturday", "sunday"};

struct Part {
    std::string_view text;
    bool is_number = false;
};

struct Parts {
    std::array<Part, 4> part;
    std::size_t count = 0;
};

bool is_word_of(std::string_view word, std::string_view name) { return word.size() >= 3 && name.starts_with(word); }

// "jui" could be June or July.
std::optional<std::int32_t> month_of(std::string_view word) {
    if (word == "jui") return std::nullopt;
    for (const MonthName& month : month_names) {
        if (is_word_of(word, month.name)) return month.month;
    }
    return std::nullopt;
}

bool is_weekday(std::string_view word) {
    for (const std::string_view name : weekday_names) {
        if (is_word_of(word, name)) return true;
    }
    return false;
}

// A time of day behind the date, as databases write it: "t08:30:00z", " 08:30", " 0:00:00.000".
std::string_view without_time(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon < 3) return text;
    std::size_t start = colon;
    while (start > 0 && is_ascii_digit(text[start - 1])) --start;
    if (start == colon || colon - start > 2 || start == 0) return text;
    if (text[start - 1] != ' ' && text[start - 1] != 't') return text;
    for (std::size_t at = colon; at < text.size(); ++at) {
        if (!is_ascii_digit(text[at]) && std::string_view(":.z+- amp").find(text[at]) == std::string_view::npos)
            return text;
    }
    return text.substr(0, start - 1);
}

// Cuts "1er mai 2020" into 1, mai, 2020. Nothing if there are other characters or more parts than a date has.
std::optional<Parts> cut(std::string_view text) {
    Parts parts;
    std::size_t at = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == ' ' || c == '/' || c == '-' || c == '.' || c == ',') {
            ++at;
            continue;
        }
        const bool number = is_ascii_digit(c);
        const std::size_t begin = at;
        while (at < text.size() && (number ? is_ascii_digit(text[at]) : is_ascii_letter(text[at]))) ++at;
        if (at == begin) return std::nullopt;
        const std::string_view part = text.substr(begin, at - begin);
        const bool ordinal = part == "er" || part == "st" || part == "nd" || part == "rd" || part == "th";
        if (ordinal && parts.count > 0 && parts.part[parts.count - 1].is_number) continue;
        if (!number && parts.count == 0 && is_weekday(part)) continue;
        if (parts.count == parts.part.size()) return std::nullopt;
        parts.part[parts.count++] = {part, number};
    }
    return parts;
}

std::int32_t number_of(std::string_view digits) {
    std::int32_t number = 0;
    for (const char c : digits) number = number * 10 + (c - '0');
    return number;
}

Result<Date, DateProblem> day(std::string_view year_digits, std::int32_t month, std::int32_t day_of_month) {
    if (year_digits.size() != 2 && year_digits.size() != 4) return DateProblem::not_a_date;
    std::int32_t year = number_of(year_digits);
    if (year_digits.size() == 2) year += year < 30 ? 2000 : 1900;
    const auto date = Date::from_ymd(year, month, day_of_month);
    if (!date.has_value()) return DateProblem::no_such_day;
    if (year < year_min || year > year_max) return DateProblem::year_out_of_range;
    return *date;
}

Result<Date, DateProblem> read_three(const Parts& parts, DateOrder order) {
    const auto& [a, b, c, unused] = parts.part;
    const auto small = [](const Part& part) { return part.is_number && part.text.size() <= 2; };
    if (a.is_number && !b.is_number && c.is_number) {  // 12 mars 2019
        const auto month = month_of(b.text);
        if (!month.has_value() || !small(a)) return DateProblem::not_a_date;
        return day(c.text, *month, number_of(a.text));
    }
    if (!a.is_number && small(b) && c.is_number) {  // March 12, 2019
        const auto month = month_of(a.text);
        if (!month.has_value()) return DateProblem::not_a_date;
        return day(c.text, *month, number_of(b.text));
    }
    if (!a.is_number || !small(b) || !c.is_number) return DateProblem::not_a_date;
    if (a.text.size() == 4 && small(c)) return day(a.text, number_of(b.text), number_of(c.text));  // 2024-05-06
    if (!small(a)) return DateProblem::not_a_date;
    const bool day_first = order == DateOrder::day_first;
    return day(c.text, number_of(day_first ? b.text : a.text), number_of(day_first ? a.text : b.text));
}

}  // namespace

std::string_view problem_name(DateProblem problem) {
    switch (problem) {
    case DateProblem::not_a_date: return "not_a_date";
    case DateProblem::no_such_day: return "no_such_day";
    case DateProblem::year_out_of_range: return "year_out_of_range";
    }
    assert(false);
    return "";
}

Result<Date, DateProblem> read_date(std::string_view text, const DateReading& reading) {
    const std::string folded = fold(text);
    const auto parts = cut(without_time(folded));
    if (!parts.has_value()) return DateProblem::not_a_date;
    if (parts->count == 3) return read_three(*parts, reading.order);
    if (parts->count == 1 && parts->part[0].is_number && reading.excel_serials && parts->part[0].text.size() <= 6) {
        const std::int32_t serial = number_of(parts->part[0].text);
        if (serial < excel_first_serial || serial > excel_last_serial) return DateProblem::year_out_of_range;
        return Date::from_days(serial + excel_day_zero_offset);
    }
    return DateProblem::not_a_date;
}

}  // namespace pupitre
