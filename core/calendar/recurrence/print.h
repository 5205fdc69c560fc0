// Writes a rule in its one canonical form: parts in the order of RFC 5545's table, numbers sorted, defaults left out.
// Reading the text back gives the same rule.
#pragma once

#include <string>
#include <string_view>

#include "core/calendar/recurrence/rule.h"

namespace pupitre {

std::string to_text(const RecurrenceRule& rule);

/// "MO" … "SU".
std::string_view weekday_code(Weekday weekday);

}  // namespace pupitre
