// United States, federal holidays.
//
// 5 U.S.C. 6103(a). A Saturday is kept on the Friday before (6103(b)), a Sunday on the Monday after (executive order
// 11582 of 11 February 1971). Days of mourning declared by executive order are not holidays of the act.
#include "core/calendar/holidays/rules.h"

namespace pupitre {

std::span<const HolidayRule> holiday_rules_united_states() {
    using enum Month;
    using enum Weekday;
    static constexpr RegionSet all = HolidayRegion::us;
    static constexpr Substitute nearest = Substitute::nearest;
    static constexpr HolidayRule rules[] = {
        {.name = "new_year", .where = all, .day = on(january, 1), .substitute = nearest},
        // Public law 98-144, first kept in 1986.
        {.name = "martin_luther_king", .where = all, .day = nth(3, monday, january), .from = 1986},
        {.name = "washington_birthday", .where = all, .day = nth(3, monday, february)},
        {.name = "memorial_day", .where = all, .day = nth(-1, monday, may)},
        // Public law 117-17 of 17 June 2021.
        {.name = "juneteenth", .where = all, .day = on(june, 19), .substitute = nearest, .from = 2021},
        {.name = "independence_day", .where = all, .day = on(july, 4), .substitute = nearest},
        {.name = "labour_day", .where = all, .day = nth(1, monday, september)},
        {.name = "columbus_day", .where = all, .day = nth(2, monday, october)},
        {.name = "veterans_day", .where = all, .day = on(november, 11), .substitute = nearest},
        {.name = "thanksgiving", .where = all, .day = nth(4, thursday, november)},
        {.name = "christmas", .where = all, .day = on(december, 25), .substitute = nearest},
    };
    return rules;
}

}  // namespace pupitre
