// A day without a year is read as one of a leap year, so that 29 February is a day.
#include "core/exchange/closing_days.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

#include "core/base/text_fold.h"
#include "core/exchange/date_text.h"
#include "core/exchange/plain_text.h"

namespace pupitre {
namespace {

constexpr std::string_view any_year = "2000";
constexpr std::size_t iso_date_size = 10;        // 2026-05-15
constexpr std::size_t iso_day_of_year_size = 7;  // --12-24

/// A day, of one year or of each.
struct SpanEnd {
    Date date;  // In any_year, if of each.
    bool yearly = false;
};
using ReadEnd = Result<SpanEnd, ClosingDaysProblem>;

ClosingDaysProblem problem_of(DateProblem problem) {
    return problem == DateProblem::not_a_date ? ClosingDaysProblem::not_a_day : ClosingDaysProblem::no_such_day;
}

ReadEnd read_end(std::string_view text) {
    const auto whole = read_date(text);
    if (whole.ok()) return SpanEnd{*whole, false};
    if (whole.error() != DateProblem::not_a_date) return problem_of(whole.error());
    const char between = text.find('/') != std::string_view::npos   ? '/'
                         : text.find('.') != std::string_view::npos ? '.'
                                                                    : ' ';
    const auto day = read_date(std::string(text) + between + std::string(any_year));
    if (!day.ok()) return problem_of(day.error());
    return SpanEnd{*day, true};
}

std::string_view without_front(std::string_view text, std::initializer_list<std::string_view> fronts) {
    for (const std::string_view front : fronts) {
        if (text.starts_with(front)) return trimmed(text.substr(front.size()));
    }
    return text;
}

/// Where one end stops and the other begins: at a word, a long dash, a dash with spaces, or the only dash between days with
/// slashes or points.
std::optional<std::pair<std::string_view, std::string_view>> two_ends(std::string_view text) {
    constexpr std::array<std::string_view, 6> marks = {" au ", " to ", " until ", "–", "—", " - "};
    for (const std::string_view mark : marks) {
        const std::size_t place = text.find(mark);
        if (place != std::string_view::npos) {
            return std::pair(trimmed(text.substr(0, place)), trimmed(text.substr(place + mark.size())));
        }
    }
    const bool dashes_divide_days = text.find_first_of("/.") == std::string_view::npos;
    const std::size_t dash = text.find('-');
    if (dashes_divide_days || dash == std::string_view::npos || text.find('-', dash + 1) != std::string_view::npos) {
        return std::nullopt;
    }
    return std::pair(trimmed(text.substr(0, dash)), trimmed(text.substr(dash + 1)));
}

YearlySpan yearly_span(Date first, Date last) {
    const YearMonthDay from = first.ymd();
    const YearMonthDay to = last.ymd();
    return {*month_of_number(from.month), from.day, *month_of_number(to.month), to.day};
}

/// The same day in another year; nothing for 29 February where there is none.
std::optional<Date> in_year(Date day, std::int32_t year) {
    const YearMonthDay civil = day.ymd();
    return Date::from_ymd(year, civil.month, civil.day);
}

/// A day without a year beside one with a year lies next to it.
std::optional<Date> with_year_of(const SpanEnd& end, Date other, bool is_first) {
    if (!end.yearly) return end.date;
    const std::int32_t year = other.ymd().year;
    const std::optional<Date> same = in_year(end.date, year);
    if (same && (is_first ? *same <= other : *same >= other)) return same;
    return in_year(end.date, is_first ? year - 1 : year + 1);
}

/// "3" of "3 au 21 août": the month and the year stand with the other end.
bool is_day_alone(std::string_view text) { return !text.empty() && text.size() <= 2 && all_ascii_digits(text); }

std::optional<ClosingDaysProblem> read_entry(std::string_view text, ClosingDays& days) {
    const std::string folded = fold(text);
    const std::string_view entry = without_front(folded, {"du ", "le ", "les ", "from ", "on "});
    const auto ends = two_ends(entry);
    const std::string_view last_text = ends ? without_front(ends->second, {"le ", "the "}) : entry;
    std::string first_text(ends ? ends->first : entry);
    if (is_day_alone(first_text))
        first_text += last_text.substr(std::min(last_text.find_first_not_of("0123456789"), last_text.size()));
    const ReadEnd first = read_end(first_text);
    if (!first.ok()) return first.error();
    const ReadEnd last = read_end(last_text);
    if (!last.ok()) return last.error();
    if (first->yearly && last->yearly) {
        days.yearly.push_back(yearly_span(first->date, last->date));
        return std::nullopt;
    }
    const std::optional<Date> from = with_year_of(*first, last->date, true);
    const std::optional<Date> to = with_year_of(*last, first->date, false);
    if (!from || !to) return ClosingDaysProblem::no_such_day;
    if (*to < *from) return ClosingDaysProblem::end_before_start;
    days.once.push_back({*from, *to});
    return std::nullopt;
}

auto order_of(const YearlySpan& span) {
    return std::tuple(span.first_month, span.first_day, span.last_month, span.last_day);
}

void put_in_order(ClosingDays& days) {
    std::ranges::sort(days.yearly, {}, [](const YearlySpan& span) { return order_of(span); });
    std::ranges::sort(days.once, {}, [](const DaySpan& span) { return std::tuple(span.first, span.last); });
    const auto yearly_again = std::ranges::unique(days.yearly);
    days.yearly.erase(yearly_again.begin(), yearly_again.end());
    const auto again = std::ranges::unique(days.once);
    days.once.erase(again.begin(), again.end());
}

std::string two_digits(std::int32_t number) {
    std::string digits = std::to_string(number);
    return digits.size() < 2 ? '0' + digits : digits;
}

/// One line a span, whose ends are written by the two functions.
std::string lines_of(const ClosingDays& days, std::string_view between, auto&& write_day_of_year, auto&& write_date) {
    std::string lines;
    const auto add = [&](const std::string& first, const std::string& last) {
        if (!lines.empty()) lines += '\n';
        lines += first;
        if (last != first) lines.append(between).append(last);
    };
    for (const YearlySpan& span : days.yearly) {
        add(write_day_of_year(span.first_month, span.first_day), write_day_of_year(span.last_month, span.last_day));
    }
    for (const DaySpan& span : days.once) add(write_date(span.first), write_date(span.last));
    return lines;
}

/// One end in its stored form.
std::optional<SpanEnd> stored_end(std::string_view text) {
    const bool yearly = text.size() == iso_day_of_year_size && text.starts_with("--");
    if (!yearly && text.size() != iso_date_size) return std::nullopt;
    const auto date = read_date(yearly ? std::string(any_year) + std::string(text.substr(1)) : std::string(text));
    if (!date) return std::nullopt;
    return SpanEnd{*date, yearly};
}

}  // namespace

Result<ClosingDays, ClosingDaysProblem> read_closing_days(std::string_view typed) {
    ClosingDays days;
    while (!typed.empty()) {
        const std::size_t end = typed.find_first_of("\n,;");
        const std::string_view entry = trimmed(typed.substr(0, end));
        if (!entry.empty()) {
            if (const auto problem = read_entry(entry, days)) return *problem;
        }
        if (std::max(days.yearly.size(), days.once.size()) > business_calendar_spans_max) {
            return ClosingDaysProblem::too_many_days;
        }
        typed.remove_prefix(end == std::string_view::npos ? typed.size() : end + 1);
    }
    put_in_order(days);
    return days;
}

std::string write_closing_days(const ClosingDays& days) {
    const auto day_of_year = [](Month month, std::int32_t day) {
        return two_digits(day) + '/' + two_digits(month_number(month));
    };
    const auto date = [&](Date day) {
        const YearMonthDay civil = day.ymd();
        std::string year = std::to_string(civil.year);
        year.insert(0, 4 - year.size(), '0');
        return two_digits(civil.day) + '/' + two_digits(civil.month) + '/' + year;
    };
    return lines_of(days, " – ", day_of_year, date);
}

std::string to_stored(const ClosingDays& days) {
    const auto day_of_year = [](Month month, std::int32_t day) {
        return "--" + two_digits(month_number(month)) + '-' + two_digits(day);
    };
    return lines_of(days, "/", day_of_year, [](Date day) { return to_iso(day); });
}

Result<ClosingDays> closing_days_from_stored(std::string_view stored) {
    ClosingDays days;
    for (std::string_view rest = stored; !rest.empty();) {
        const std::size_t end = rest.find('\n');
        const std::string_view line = rest.substr(0, end);
        const std::size_t slash = line.find('/');
        const auto first = stored_end(line.substr(0, slash));
        const auto last = slash == std::string_view::npos ? first : stored_end(line.substr(slash + 1));
        if (!first || !last || first->yearly != last->yearly) return Error{ErrorCode::malformed, "closing_days"};
        if (first->yearly) {
            days.yearly.push_back(yearly_span(first->date, last->date));
        } else {
            days.once.push_back({first->date, last->date});
        }
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    const bool too_many = std::max(days.yearly.size(), days.once.size()) > business_calendar_spans_max;
    const bool backwards = std::ranges::any_of(days.once, [](const DaySpan& span) { return span.last < span.first; });
    put_in_order(days);
    if (too_many || backwards || to_stored(days) != stored) return Error{ErrorCode::malformed, "closing_days"};
    return days;
}

bool is_closing_days(std::string_view stored) { return closing_days_from_stored(stored).ok(); }

bool is_days_once(std::string_view stored) {
    const auto days = closing_days_from_stored(stored);
    return days.ok() && days->yearly.empty();
}

}  // namespace pupitre
