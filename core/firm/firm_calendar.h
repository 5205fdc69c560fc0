// On which days the firm works: the holidays of its country.
#pragma once

#include "core/calendar/business_calendar.h"
#include "core/firm/firm.h"

namespace pupitre {

/// Monday to Friday without the public holidays of the firm's country; of France if it names none that we know.
BusinessCalendar firm_calendar(const Database& db);

}  // namespace pupitre
