// On which days somebody works: weekends, the public holidays of a place, the firm's own closing days. And what is
// reckoned with that: due dates moved off closed days, the n-th business day, so many business days later.
//
// French law has two counts: "jours ouvrés" (closed on Saturday and Sunday, the default) and "jours ouvrables" (closed
// on Sunday only).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/calendar/date.h"
#include "core/calendar/holidays/holidays.h"
#include "core/calendar/month.h"

namespace pupitre {

/// Days on which the firm itself is closed (or, in the calendar's second list, open against the rule).
struct DaySpan {
    Date first;
    Date last;  // Included; the same as first for one day.

    bool operator==(const DaySpan&) const = default;
};

/// Closed from one day of each year to another: 24 December to 2 January. Both are included; a span may cross the
/// year's end. 29 February stands for the month's last day.
struct YearlySpan {
    Month first_month = Month::january;
    std::int32_t first_day = 1;
    Month last_month = Month::january;
    std::int32_t last_day = 1;

    bool operator==(const YearlySpan&) const = default;
};

struct BusinessCalendarRules {
    std::array<bool, 7> closed_weekdays = {false, false, false, false, false, true, true};  // From Monday.
    std::optional<HolidayRegion> region = {};
    bool keeps_customary_holidays = false;  // Days that no law closes, too.
    std::vector<YearlySpan> closed_yearly = {};
    std::vector<DaySpan> closed = {};
    std::vector<DaySpan> open = {};  // Worked whatever the rest says: a day of solidarity on Whit Monday.

    bool operator==(const BusinessCalendarRules&) const = default;
};

/// Each list of a calendar's rules has at most this many entries.
constexpr std::size_t business_calendar_spans_max = 500;
/// A business day is looked for this far away. A calendar that is closed for longer answers with an error.
constexpr std::int32_t business_gap_days_max = 366;
/// The largest number of business days that can be asked for at once: more than there are in a century.
constexpr std::int32_t business_days_max = 40'000;

/// What becomes of a due date that falls on a closed day.
enum class Shift : std::uint8_t {
    none,                // It stays.
    next,                // The next business day.
    previous,            // The business day before.
    modified_following,  // The next one, but the one before if the next lies in another month than the date.
    nearest,             // Whichever is nearer; the next one if both are equally near.
};

/// Why a day is closed, in this order if there are several reasons.
struct Closed {
    enum class Reason : std::uint8_t { holiday, weekday, firm };

    Reason reason = Reason::weekday;
    std::string_view holiday;  // The message "holiday.<name>", if it is one.

    bool operator==(const Closed&) const = default;
};

class BusinessCalendar {
public:
    /// Monday to Friday, no holidays.
    BusinessCalendar();
    /// Errors: out_of_range (a span that ends before it starts, a day that a month does not have), too_large (over
    /// business_calendar_spans_max), malformed (no day of any year would be open).
    static Result<BusinessCalendar> make(BusinessCalendarRules rules);

    [[nodiscard]] const BusinessCalendarRules& rules() const { return rules_; }
    /// The dates below are 1 January 1 to 31 December 9999.
    [[nodiscard]] bool is_business_day(Date date) const;
    /// Nothing on a business day.
    [[nodiscard]] std::optional<Closed> why_closed(Date date) const;

    /// The date itself if it is a business day, otherwise as the policy says. Errors: out_of_range, when there is no
    /// business day within business_gap_days_max, or none in the years 1 to 9999.
    [[nodiscard]] Result<Date> shifted(Date nominal, Shift shift) const;

    /// The k-th business day after the date, the date not counted; k is 1 to business_days_max. "The 2nd business day
    /// after 1 May" is after(1 May, 2). Errors: out_of_range, also when it is further than k times
    /// business_gap_days_max.
    [[nodiscard]] Result<Date> after(Date date, std::int32_t k) const;
    /// The k-th business day before the date, the date not counted. Errors: out_of_range.
    [[nodiscard]] Result<Date> before(Date date, std::int32_t k) const;
    /// The n-th business day of the days from first to last, both included, or from the end if n is negative: 1 is the
    /// first, -1 the last. Errors: out_of_range (n is 0, there are not so many, or the end is before the start).
    [[nodiscard]] Result<Date> nth(Date first, Date last, std::int32_t n) const;
    [[nodiscard]] Result<Date> nth_of_month(YearMonth month, std::int32_t n) const;
    /// How many business days there are from first to last, both included. 0 if last is before first.
    [[nodiscard]] std::int32_t count(Date first, Date last) const;

private:
    /// A bit for each day of a year, 1 if it is a business day.
    using OpenDays = std::array<std::uint64_t, 6>;

    explicit BusinessCalendar(BusinessCalendarRules rules);
    [[nodiscard]] OpenDays compute(std::int32_t year) const;
    [[nodiscard]] OpenDays open_days(std::int32_t year) const;
    /// The k-th business day from this day on (counted) in either direction, if it lies within the number of days.
    [[nodiscard]] std::optional<Date> find(Date from, std::int32_t step, std::int32_t k, std::int32_t days_max) const;

    BusinessCalendarRules rules_;
    std::vector<OpenDays> prepared_;  // Years that are asked for most.
};

}  // namespace pupitre
