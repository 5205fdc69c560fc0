// On which days the firm works: what its row says of holidays, Saturdays and closing days.
#pragma once

#include "core/calendar/business_calendar.h"
#include "core/firm/firm.h"

namespace pupitre {

/// Errors: malformed when no day would be open.
Result<BusinessCalendar> calendar_of(const Firm& firm);

/// Of the database's firm; Monday to Friday without the holidays of France if there is none.
BusinessCalendar firm_calendar(const Database& db);

}  // namespace pupitre
