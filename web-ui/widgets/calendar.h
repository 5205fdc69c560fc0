// A month of days to choose from, week from Monday with ISO week numbers. For the date field.
#pragma once

#include <optional>
#include <string_view>

#include "core/calendar/date.h"

namespace pupitre::ui::parts {

/// The day taken in this frame, if any.
std::optional<Date> calendar(std::string_view id, std::optional<Date> chosen, bool just_opened);

/// The same day so many months later, the last of the month if that is shorter.
Date month_later(Date date, int months);

/// ISO 8601: the week of the year's first Thursday is week 1.
int iso_week(Date date);

}  // namespace pupitre::ui::parts
