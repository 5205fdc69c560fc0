// France.
//
// Code du travail, art. L. 3133-1 (the eleven holidays), L. 3134-13 (Alsace and Moselle, from the ordinance of 16
// August 1892) and L. 3422-2 (commemorations of the abolition of slavery overseas; before 2016 law 83-550 of 30 June
// 1983 with decree 83-1003 of 23 November 1983, changed by decree 2012-553). A holiday on a weekend is not made up for.
#include "core/calendar/holidays/rules.h"

namespace pupitre {

std::span<const HolidayRule> holiday_rules_france() {
    using enum HolidayRegion;
    using enum Month;
    static constexpr RegionSet all = RegionSet::range(fr, fr_saint_martin);
    static constexpr std::string_view abolition = "abolition_of_slavery";
    static constexpr HolidayRule rules[] = {
        {.name = "new_year", .where = all, .day = on(january, 1)},
        {.name = "easter_monday", .where = all, .day = easter(1)},
        {.name = "labour_day", .where = all, .day = on(may, 1)},
        {.name = "victory_1945", .where = all, .day = on(may, 8)},
        {.name = "ascension", .where = all, .day = easter(39)},
        // From 2005 to 2007 it was the day of solidarity, worked unless an agreement chose another day (law 2004-626 of
        // 30 June 2004, art. 2); law 2008-351 of 16 April 2008 gave it back.
        {.name = "whit_monday", .where = all, .day = easter(50), .until = 2004},
        {.name = "whit_monday", .where = all, .day = easter(50), .from = 2008},
        {.name = "bastille_day", .where = all, .day = on(july, 14)},
        {.name = "assumption", .where = all, .day = on(august, 15)},
        {.name = "all_saints", .where = all, .day = on(november, 1)},
        {.name = "armistice_1918", .where = all, .day = on(november, 11)},
        {.name = "christmas", .where = all, .day = on(december, 25)},

        // The article says: in the communes that have a Protestant church or one shared by both confessions.
        {.name = "good_friday", .where = fr_alsace_moselle, .day = easter(-2)},
        {.name = "saint_stephen", .where = fr_alsace_moselle, .day = on(december, 26)},

        {.name = abolition, .where = fr_mayotte, .day = on(april, 27)},
        {.name = abolition, .where = fr_martinique, .day = on(may, 22)},
        {.name = abolition, .where = fr_guadeloupe, .day = on(may, 27)},
        {.name = abolition, .where = fr_guyane, .day = on(june, 10)},
        {.name = abolition, .where = fr_reunion, .day = on(december, 20)},
        // A commune of Guadeloupe until 2007; its own day by decree 2012-553 of 23 April 2012.
        {.name = abolition, .where = fr_saint_barthelemy, .day = on(may, 27), .until = 2011},
        {.name = abolition, .where = fr_saint_barthelemy, .day = on(october, 9), .from = 2012},
        // Law 2017-256 of 28 February 2017 and the circular of 4 May 2018 moved the day that the article still calls
        // 27 May.
        {.name = abolition, .where = fr_saint_martin, .day = on(may, 27), .until = 2017},
        {.name = abolition, .where = fr_saint_martin, .day = on(may, 28), .from = 2018},

        // Closed by agreements and usage, in no law.
        {.name = "good_friday",
         .where = {fr_guadeloupe, fr_guyane, fr_martinique},
         .day = easter(-2),
         .standing = Standing::custom},
        {.name = "victor_schoelcher",
         .where = {fr_guadeloupe, fr_martinique},
         .day = on(july, 21),
         .standing = Standing::custom},
    };
    return rules;
}

}  // namespace pupitre
