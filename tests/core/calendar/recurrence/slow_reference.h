// The recurrence rules once more, as slowly and plainly as the RFC's text: every period, every day, every time, one by one.
// Shares nothing with the engine but the rule's type and the filling in from DTSTART.
#pragma once

#include <cstdint>
#include <vector>

#include "core/calendar/recurrence/fill_in.h"

namespace pupitre::testing {

struct SlowAnswer {
    std::vector<std::int64_t> occurrences;  // Seconds since 1970, in order.
    std::int64_t known_until = 0;           // Everything up to this second is listed.
};

/// At most `limit` occurrences, none later than `years` after the start. COUNT and UNTIL are obeyed.
SlowAnswer expand_slowly(const RecurrenceRule& rule, const RecurrenceStart& start, std::size_t limit, int years,
                         YearlyReading reading = YearlyReading::from_start);

}  // namespace pupitre::testing
