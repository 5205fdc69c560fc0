// United Kingdom.
//
// Banking and Financial Dealings Act 1971, section 1 and schedule 1, with the yearly royal proclamations under it
// (early May, 12 July, Saturdays, 26 December in Scotland, days of one year only). Good Friday and Christmas Day are
// holidays by common law outside Scotland. A bank holiday on a weekend is made up for on the next weekday that is none.
#include "core/calendar/holidays/rules.h"

namespace pupitre {

std::span<const HolidayRule> holiday_rules_united_kingdom() {
    using enum HolidayRegion;
    using enum Month;
    using enum Weekday;
    static constexpr RegionSet all = RegionSet::range(gb_england_wales, gb_scotland);
    static constexpr RegionSet south = {gb_england_wales, gb_northern_ireland};
    static constexpr Substitute next = Substitute::weekend_next;
    static constexpr HolidayRule rules[] = {
        {.name = "new_year", .where = all, .day = on(january, 1), .substitute = next},
        {.name = "second_january", .where = gb_scotland, .day = on(january, 2), .substitute = next},
        {.name = "saint_patrick", .where = gb_northern_ireland, .day = on(march, 17), .substitute = next},
        {.name = "good_friday", .where = all, .day = easter(-2)},
        {.name = "easter_monday", .where = south, .day = easter(1)},

        // The first Monday in May, moved to 8 May for fifty and seventy-five years of peace in Europe.
        {.name = "early_may_bank_holiday", .where = all, .day = nth(1, monday, may), .until = 1994},
        {.name = "early_may_bank_holiday", .where = all, .day = on(may, 8), .from = 1995, .until = 1995},
        {.name = "early_may_bank_holiday", .where = all, .day = nth(1, monday, may), .from = 1996, .until = 2019},
        {.name = "early_may_bank_holiday", .where = all, .day = on(may, 8), .from = 2020, .until = 2020},
        {.name = "early_may_bank_holiday", .where = all, .day = nth(1, monday, may), .from = 2021},
        {.name = "coronation", .where = all, .day = on(may, 8), .from = 2023, .until = 2023},

        // The last Monday in May, moved beside the day of a jubilee.
        {.name = "spring_bank_holiday", .where = all, .day = nth(-1, monday, may), .until = 2001},
        {.name = "spring_bank_holiday", .where = all, .day = on(june, 4), .from = 2002, .until = 2002},
        {.name = "spring_bank_holiday", .where = all, .day = nth(-1, monday, may), .from = 2003, .until = 2011},
        {.name = "spring_bank_holiday", .where = all, .day = on(june, 4), .from = 2012, .until = 2012},
        {.name = "spring_bank_holiday", .where = all, .day = nth(-1, monday, may), .from = 2013, .until = 2021},
        {.name = "spring_bank_holiday", .where = all, .day = on(june, 2), .from = 2022, .until = 2022},
        {.name = "spring_bank_holiday", .where = all, .day = nth(-1, monday, may), .from = 2023},
        {.name = "royal_jubilee", .where = all, .day = on(june, 3), .from = 2002, .until = 2002},
        {.name = "royal_jubilee", .where = all, .day = on(june, 5), .from = 2012, .until = 2012},
        {.name = "royal_jubilee", .where = all, .day = on(june, 3), .from = 2022, .until = 2022},

        // Royal proclamation of 4 February 2026.
        {.name = "world_cup", .where = gb_scotland, .day = on(june, 15), .from = 2026, .until = 2026},
        {.name = "battle_of_the_boyne", .where = gb_northern_ireland, .day = on(july, 12), .substitute = next},
        {.name = "summer_bank_holiday", .where = gb_scotland, .day = nth(1, monday, august)},
        {.name = "summer_bank_holiday", .where = south, .day = nth(-1, monday, august)},
        // St Andrew's Day Bank Holiday (Scotland) Act 2007.
        {.name = "saint_andrew", .where = gb_scotland, .day = on(november, 30), .substitute = next, .from = 2007},
        {.name = "christmas", .where = all, .day = on(december, 25), .substitute = next},
        {.name = "boxing_day", .where = all, .day = on(december, 26), .substitute = next},

        {.name = "millennium", .where = all, .day = on(december, 31), .from = 1999, .until = 1999},
        {.name = "royal_wedding", .where = all, .day = on(april, 29), .from = 2011, .until = 2011},
        {.name = "royal_funeral", .where = all, .day = on(september, 19), .from = 2022, .until = 2022},
    };
    return rules;
}

}  // namespace pupitre
