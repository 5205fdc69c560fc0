// Luxembourg.
//
// Code du travail, art. L. 232-2 (before: law of 10 April 1976). A holiday on a Sunday gives a day off that the
// employee takes within three months (art. L. 232-6): no date can be computed.
#include "core/calendar/holidays/rules.h"

namespace pupitre {

std::span<const HolidayRule> holiday_rules_luxembourg() {
    using enum Month;
    static constexpr RegionSet all = HolidayRegion::lu;
    static constexpr HolidayRule rules[] = {
        {.name = "new_year", .where = all, .day = on(january, 1)},
        {.name = "easter_monday", .where = all, .day = easter(1)},
        {.name = "labour_day", .where = all, .day = on(may, 1)},
        // Law of 25 April 2019 (Mémorial A 271).
        {.name = "europe_day", .where = all, .day = on(may, 9), .from = 2019},
        {.name = "ascension", .where = all, .day = easter(39)},
        {.name = "whit_monday", .where = all, .day = easter(50)},
        {.name = "luxembourg_day", .where = all, .day = on(june, 23)},
        {.name = "assumption", .where = all, .day = on(august, 15)},
        {.name = "all_saints", .where = all, .day = on(november, 1)},
        {.name = "christmas", .where = all, .day = on(december, 25)},
        {.name = "saint_stephen", .where = all, .day = on(december, 26)},
    };
    return rules;
}

}  // namespace pupitre
