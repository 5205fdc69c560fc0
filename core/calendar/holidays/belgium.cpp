// Belgium.
//
// Law of 4 January 1974 on public holidays, royal decree of 18 April 1974, art. 1. A holiday on a Sunday is replaced by
// a working day that the joint committee or the employer chooses (art. 6 to 10 of the law): no date can be computed.
#include "core/calendar/holidays/rules.h"

namespace pupitre {

std::span<const HolidayRule> holiday_rules_belgium() {
    using enum Month;
    static constexpr RegionSet all = HolidayRegion::be;
    static constexpr HolidayRule rules[] = {
        {.name = "new_year", .where = all, .day = on(january, 1)},
        {.name = "easter_monday", .where = all, .day = easter(1)},
        {.name = "labour_day", .where = all, .day = on(may, 1)},
        {.name = "ascension", .where = all, .day = easter(39)},
        {.name = "whit_monday", .where = all, .day = easter(50)},
        {.name = "belgium_day", .where = all, .day = on(july, 21)},
        {.name = "assumption", .where = all, .day = on(august, 15)},
        {.name = "all_saints", .where = all, .day = on(november, 1)},
        {.name = "armistice_1918", .where = all, .day = on(november, 11)},
        {.name = "christmas", .where = all, .day = on(december, 25)},
    };
    return rules;
}

}  // namespace pupitre
