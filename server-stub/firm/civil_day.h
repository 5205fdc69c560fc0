// The firm's civil day, at the edge where the clock is.
#pragma once

#include <cstdint>

#include "core/calendar/date.h"

namespace pupitre::host {

/// The day of a moment where the firm is: the host's local time zone (TZ decides).
Date civil_day(std::int64_t at_ms);
/// Today there.
Date civil_today();

}  // namespace pupitre::host
