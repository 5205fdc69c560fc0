// The firm's civil day, at the edge where the clock is.
#pragma once

#include "core/calendar/date.h"

namespace pupitre::host {

/// Today where the firm is: the host's local time zone (TZ decides).
Date civil_today();

}  // namespace pupitre::host
