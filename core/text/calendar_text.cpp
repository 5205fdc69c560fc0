// Labels are put together from the catalogue's patterns ("period.…", "fiscal_year.…", "duration.…").
#include "core/text/calendar_text.h"

#include <cassert>
#include <vector>

#include "core/text/format.h"

namespace pupitre {

namespace {

constexpr std::string_view no_break_space = "\u00A0";

/// The length of the calendar's period that these days are; nothing if they are none.
std::optional<PeriodLength> calendar_length(const Period& period) {
    for (const PeriodLength length :
         {PeriodLength::month, PeriodLength::quarter, PeriodLength::half_year, PeriodLength::year}) {
        if (calendar_period(length, period.first) == period) return length;
    }
    return std::nullopt;
}

/// "T3 2026": the quarter or half-year with this number of what is called so.
std::string numbered(PeriodLength length, std::int64_t number, std::string_view of, const Texts& texts) {
    const std::string_view key = length == PeriodLength::quarter ? "period.quarter" : "period.half_year";
    return texts.format(key, {std::to_string(number), of});
}

std::string years_of(const Period& year, Language language) {
    std::string first = std::to_string(year.first.ymd().year);
    const std::string last = std::to_string(year.last.ymd().year);
    if (first == last) return first;
    return first + (language == Language::french ? "-" : "\u2013") + last;
}

std::string joined(const std::vector<std::string>& parts, const Texts& texts) {
    std::string text;
    for (std::size_t place = 0; place < parts.size(); ++place) {
        if (place == 0) {
            text = parts[place];
        } else if (place + 1 < parts.size()) {
            text += ", " + parts[place];
        } else {
            text = texts.format("duration.and", {text, parts[place]});
        }
    }
    return text;
}

}  // namespace

std::string format_year_month(YearMonth month, Language language) {
    return std::string(month_name(month.month(), language)) + ' ' + std::to_string(month.year());
}

std::string format_short_year_month(YearMonth month) {
    const std::string number = std::to_string(month_number(month.month()));
    return (number.size() < 2 ? '0' + number : number) + '/' + std::to_string(month.year());
}

std::string format_iso_week(IsoWeek week, const Texts& texts) {
    return texts.format("period.week", {std::to_string(week.number()), std::to_string(week.year())});
}

std::string format_calendar_duration(const CalendarDuration& duration, const Texts& texts) {
    std::vector<std::string> parts;
    const auto add = [&](std::string_view key, std::int32_t count) {
        if (count != 0) parts.push_back(texts.count(key, count));
    };
    add("duration.years", duration.years);
    add("duration.months", duration.months);
    add("duration.weeks", duration.weeks);
    add("duration.days", duration.days);
    if (parts.empty()) return texts.count("duration.days", 0);
    return joined(parts, texts);
}

std::string period_label(const Period& period, const Texts& texts) {
    const auto length = calendar_length(period);
    if (!length) {
        return texts.format("period.range",
                            {format_date(period.first, texts.language()), format_date(period.last, texts.language())});
    }
    const YearMonth start = YearMonth::of(period.first);
    std::string year = std::to_string(start.year());
    const std::int32_t number = start.index() % 12 / months_in(*length) + 1;
    switch (*length) {
    case PeriodLength::month: return format_short_year_month(start);
    case PeriodLength::quarter:
    case PeriodLength::half_year: return numbered(*length, number, year, texts);
    case PeriodLength::year: return year;
    }
    assert(false);
    return year;
}

std::string named_period_label(std::string_view name, const Period& period, const Texts& texts) {
    return std::string(name) + std::string(no_break_space) + period_label(period, texts);
}

std::string fiscal_year_label(const Period& year, const Texts& texts) {
    return texts.format("fiscal_year.label", {years_of(year, texts.language())});
}

std::string fiscal_period_label(const Period& year, const Period& period, PeriodLength length, std::size_t place,
                                const Texts& texts) {
    if (length == PeriodLength::month || calendar_length(year) == PeriodLength::year) {
        return period_label(period, texts);
    }
    if (length == PeriodLength::year) return fiscal_year_label(year, texts);
    return numbered(length, static_cast<std::int64_t>(place) + 1, years_of(year, texts.language()), texts);
}

std::string_view holiday_label(std::string_view holiday_name, const Texts& texts) {
    return texts.label("holiday." + std::string(holiday_name));
}

std::string_view holiday_region_label(HolidayRegion region, const Texts& texts) {
    return texts.label("choice.firm.holidays." + std::string(holiday_region_name(region)));
}

std::string closed_reason_text(const Closed& closed, Date date, const Texts& texts) {
    switch (closed.reason) {
    case Closed::Reason::holiday: return std::string(holiday_label(closed.holiday, texts));
    case Closed::Reason::weekday: return std::string(weekday_name(date.weekday(), texts.language()));
    case Closed::Reason::firm: return std::string(texts.label("calendar.firm_closed"));
    }
    assert(false);
    return {};
}

std::string shifted_date_text(Date nominal, Date effective, const BusinessCalendar& calendar, const Texts& texts) {
    std::string date = format_date(effective, texts.language());
    const auto closed = calendar.why_closed(nominal);
    if (nominal == effective || !closed) return date;
    return texts.format("calendar.shifted",
                        {format_date(nominal, texts.language()), closed_reason_text(*closed, nominal, texts), date});
}

}  // namespace pupitre
