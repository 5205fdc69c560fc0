// Switzerland: ten cantons. A canton treats up to eight days like Sundays (labour act, RS 822.11, art. 20a), besides
// the national day. What else is usually closed there is custom.
//
//   BE  Gesetz über die Ruhe an öffentlichen Feiertagen (BSG 555.1)
//   BS  Gesetz über öffentliche Ruhetage (SG 811.100)
//   FR  Loi sur l'emploi et le marché du travail (RSF 866.1.1)
//   GE  Loi sur les jours fériés (RSG J 1 45)
//   JU  Loi sur les jours fériés officiels et le repos dominical, 31 August 2022, art. 3; before, one of the same days
//   NE  Loi sur le dimanche et les jours fériés (RSN 941.02)
//   TI  Legge concernente i giorni festivi ufficiali, 15 December 2009; before, decree of 10 July 1934
//   VD  Loi sur l'emploi (BLV 822.11), art. 47
//   VS  Loi concernant le repos du dimanche et des jours de fête (RS/VS 822.2)
//   ZH  Ruhetags- und Ladenöffnungsgesetz, 26 June 2000 (LS 822.4), § 1; before, act of 14 March 1971, § 1
//
// VD: the people made 2 January and Whit Monday holidays on 17 June 2007; they were usually closed before, too.
// FR: in the reformed communes of the Lac district other days apply; a firm there enters its own closing days.
#include "core/calendar/holidays/rules.h"

namespace pupitre {

std::span<const HolidayRule> holiday_rules_switzerland() {
    using enum HolidayRegion;
    using enum Month;
    using enum Weekday;
    static constexpr RegionSet all = RegionSet::range(ch_be, ch_zh);
    static constexpr RegionSet geneva = ch_ge;
    static constexpr Standing custom = Standing::custom;
    // Geneva's act gives the day after a Sunday to those whom the labour act does not cover, and its public service
    // keeps it for three of the days (art. 1 al. 2; RPAC, RSG B 5 05.01, art. 32).
    static constexpr Substitute geneva_sunday = Substitute::sunday_next_by_custom;
    static constexpr HolidayRule rules[] = {
        {.name = "new_year", .where = all.without(geneva), .day = on(january, 1)},
        {.name = "new_year", .where = geneva, .day = on(january, 1), .substitute = geneva_sunday},
        {.name = "second_january", .where = {ch_be, ch_ju}, .day = on(january, 2)},
        {.name = "second_january", .where = ch_vd, .day = on(january, 2), .standing = custom, .until = 2007},
        {.name = "second_january", .where = ch_vd, .day = on(january, 2), .from = 2008},
        // Only when 1 January is a Sunday.
        {.name = "second_january", .where = ch_ne, .day = on(january, 2).only_on(monday)},
        {.name = "second_january",
         .where = {ch_fr, ch_ge, ch_ne, ch_vs, ch_zh},
         .day = on(january, 2),
         .standing = custom},
        {.name = "epiphany", .where = ch_ti, .day = on(january, 6)},
        {.name = "neuchatel_republic", .where = ch_ne, .day = on(march, 1)},
        {.name = "saint_joseph", .where = {ch_ti, ch_vs}, .day = on(march, 19)},
        {.name = "good_friday", .where = all.without({ch_ti, ch_vs}), .day = easter(-2)},
        {.name = "easter_monday", .where = all.without({ch_fr, ch_ne, ch_vs}), .day = easter(1)},
        {.name = "easter_monday", .where = {ch_fr, ch_ne, ch_vs}, .day = easter(1), .standing = custom},
        {.name = "labour_day", .where = {ch_bs, ch_ju, ch_ne, ch_ti, ch_zh}, .day = on(may, 1)},
        {.name = "ascension", .where = all, .day = easter(39)},
        {.name = "whit_monday", .where = all.without({ch_fr, ch_ne, ch_vd, ch_vs}), .day = easter(50)},
        {.name = "whit_monday", .where = ch_vd, .day = easter(50), .standing = custom, .until = 2007},
        {.name = "whit_monday", .where = ch_vd, .day = easter(50), .from = 2008},
        {.name = "whit_monday", .where = {ch_fr, ch_ne, ch_vs}, .day = easter(50), .standing = custom},
        {.name = "corpus_christi", .where = {ch_fr, ch_ju, ch_ti, ch_vs}, .day = easter(60)},
        {.name = "jura_independence", .where = ch_ju, .day = on(june, 23)},
        {.name = "saints_peter_and_paul", .where = ch_ti, .day = on(june, 29)},
        // Federal constitution, art. 116bis of 26 September 1993 (today art. 110) and the ordinance of 30 May 1994
        // (RS 116). Before, each canton had its own half or whole day.
        {.name = "swiss_day", .where = all.without(geneva), .day = on(august, 1), .from = 1994},
        {.name = "swiss_day", .where = geneva, .day = on(august, 1), .substitute = geneva_sunday, .from = 1994},
        {.name = "assumption", .where = {ch_fr, ch_ju, ch_ti, ch_vs}, .day = on(august, 15)},
        // The Thursday after the first Sunday of September.
        {.name = "geneva_fast", .where = geneva, .day = nth(1, sunday, september).plus(4)},
        // The Monday after the third Sunday of September.
        {.name = "federal_fast_monday", .where = ch_vd, .day = nth(3, sunday, september).plus(1)},
        {.name = "federal_fast_monday", .where = ch_ne, .day = nth(3, sunday, september).plus(1), .standing = custom},
        {.name = "all_saints", .where = {ch_fr, ch_ju, ch_ti, ch_vs}, .day = on(november, 1)},
        {.name = "immaculate_conception", .where = {ch_fr, ch_ti, ch_vs}, .day = on(december, 8)},
        {.name = "christmas", .where = all.without(geneva), .day = on(december, 25)},
        {.name = "christmas", .where = geneva, .day = on(december, 25), .substitute = geneva_sunday},
        {.name = "saint_stephen", .where = {ch_be, ch_bs, ch_ti, ch_zh}, .day = on(december, 26)},
        // Only when 25 December is a Sunday.
        {.name = "saint_stephen", .where = ch_ne, .day = on(december, 26).only_on(monday)},
        {.name = "saint_stephen", .where = {ch_fr, ch_ne, ch_vs}, .day = on(december, 26), .standing = custom},
        {.name = "geneva_restoration", .where = geneva, .day = on(december, 31)},
    };
    return rules;
}

}  // namespace pupitre
