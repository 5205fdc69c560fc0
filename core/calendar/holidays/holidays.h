// The public holidays of a place in a year, computed.
// Knows no firm: whether it works on a day is asked of core/calendar/business_calendar.h.
#pragma once

#include <string_view>
#include <vector>

#include "core/calendar/date.h"
#include "core/calendar/holidays/region.h"
#include "core/calendar/holidays/rules.h"

namespace pupitre {

struct Holiday {
    Date date;
    std::string_view name;  // The message "holiday.<name>".
    Standing standing = Standing::law;
    bool substitute = false;  // Free in place of the holiday, which fell on a weekend.

    bool operator==(const Holiday&) const = default;
};

/// All holidays of a place whose date lies in the year, by date, one a date: what the law names before what is custom,
/// then a holiday before a substitute. The year is 1 to 9999. Weekends are included as they fall.
std::vector<Holiday> holidays_in_year(HolidayRegion region, std::int32_t year);

}  // namespace pupitre
