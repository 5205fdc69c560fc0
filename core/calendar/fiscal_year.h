// Fiscal years of a client, whatever day they close on, and the months, quarters and half-years they are cut into.
// Knows no client and no tax; labels for people stand in core/text/period_label.h.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/calendar/date.h"
#include "core/calendar/month.h"

namespace pupitre {

/// The days from first to last, both included.
struct Period {
    Date first;
    Date last;

    [[nodiscard]] std::int32_t days() const { return days_between(first, last) + 1; }
    [[nodiscard]] bool has(Date date) const { return first <= date && date <= last; }
    bool operator==(const Period&) const = default;
};

/// How long the periods are for which something is declared or reported.
enum class PeriodLength : std::uint8_t { month, quarter, half_year, year };
/// 1, 3, 6 or 12.
std::int32_t months_in(PeriodLength length);

/// The calendar's month, quarter, half-year or year in which a date lies.
Period calendar_period(PeriodLength length, Date date);

/// The day on which accounts are closed each year. The last day of February, in leap years too, is written 28 or 29
/// February: a year of account ends with the month.
class ClosingDay {
public:
    /// 31 December.
    constexpr ClosingDay() = default;
    /// Nothing if the month has no such day.
    static std::optional<ClosingDay> from(Month month, std::int32_t day);

    [[nodiscard]] constexpr Month month() const { return month_; }
    /// 1 to 31; 29 for the last day of February.
    [[nodiscard]] constexpr std::int32_t day() const { return day_; }
    [[nodiscard]] bool is_month_end() const;
    [[nodiscard]] Date in_year(std::int32_t year) const;
    /// The day of a month on which a period that fits this closing day ends.
    [[nodiscard]] Date in_month(YearMonth month) const;

    bool operator==(const ClosingDay&) const = default;

private:
    constexpr ClosingDay(Month month, std::int32_t day) : month_(month), day_(day) {}
    Month month_ = Month::december;
    std::int32_t day_ = 31;
};

/// From its first day on a client closes on this day. A client that was founded, or that changes its closing day, has a
/// first year that is shorter or longer than twelve months.
struct ClosingRule {
    Date first_day;
    ClosingDay closing;
    /// The end of the first year. Without it, the first closing day that comes.
    std::optional<Date> first_closing = {};

    bool operator==(const ClosingRule&) const = default;
};

/// A fiscal year is at most this long. (A company founded late in a year may close at the end of the next.)
constexpr std::int32_t fiscal_year_months_max = 24;
constexpr std::size_t closing_rules_max = 50;

class FiscalYears {
public:
    /// The same closing day always: as many years back and ahead as the calendar has.
    explicit FiscalYears(ClosingDay closing = {}) : unbounded_(closing) {}
    /// Rules in order, each from its first day; nothing before the first rule's. A year that is running when the next
    /// rule starts ends the day before. Errors: malformed (no rule, or not in order), too_large (over
    /// closing_rules_max), out_of_range (a first year that ends before it starts or is longer than
    /// fiscal_year_months_max), with the rule's place.
    static Result<FiscalYears> make(std::vector<ClosingRule> rules);

    /// The fiscal year in which a date lies. Errors: out_of_range (before the first year, or the year would reach
    /// beyond the years 1 to 9999).
    [[nodiscard]] Result<Period> year_of(Date date) const;
    /// Errors: out_of_range, as above.
    [[nodiscard]] Result<Period> next(const Period& year) const;
    [[nodiscard]] Result<Period> previous(const Period& year) const;

    /// The fiscal year cut into months, quarters or half-years that end with the closing day: closing on 30 June gives
    /// quarters that end in September, December, March and June. What is left over in an irregular year is a shorter
    /// period at its start. At most fiscal_year_months_max + 1 periods.
    [[nodiscard]] std::vector<Period> periods_of(const Period& year, PeriodLength length) const;

private:
    [[nodiscard]] ClosingDay closing_on(Date date) const;

    ClosingDay unbounded_;            // Without rules.
    std::vector<ClosingRule> rules_;  // By first day.
};

}  // namespace pupitre
