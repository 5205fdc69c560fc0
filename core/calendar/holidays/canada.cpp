// Canada: employers under federal law, the provinces and the territories.
//
//   federal  Canada Labour Code, RSC 1985 c L-2, s. 166, 195       NU  Labour Standards Act, RSNWT (Nu) 1988 c L-1
//   AB  Employment Standards Code, RSA 2000 c E-9, s. 25           ON  Employment Standards Act, 2000, SO 2000 c 41, s. 1
//   BC  Employment Standards Act, RSBC 1996 c 113, s. 1            PE  Employment Standards Act, RSPEI 1988 c E-6.2, s. 6
//   MB  Employment Standards Code, CCSM c E110, s. 21              QC  Loi sur les normes du travail, RLRQ c N-1.1, a. 60;
//   NB  Employment Standards Act, SNB 1982 c E-7.2                     Loi sur la fête nationale, RLRQ c F-1.1
//   NL  Labour Standards Act, RSNL 1990 c L-2, s. 14               SK  Saskatchewan Employment Act, SS 2013 c S-15.1, s. 2-30
//   NS  Labour Standards Code, RSNS 1989 c 246, s. 37              YT  Employment Standards Act, RSY 2002 c 72, s. 1
//   NT  Employment Standards Act, SNWT 2007 c 13, s. 1
//
// 1 July on a Sunday is kept on 2 July by law (Holidays Act, RSC 1985 c H-5, s. 3). For other weekends the acts leave
// another day to the employer; offices take the next weekday, which stands here as custom, like the days that acts on
// days of rest or shop closing name without pay.
#include "core/calendar/holidays/rules.h"

namespace pupitre {

std::span<const HolidayRule> holiday_rules_canada() {
    using enum HolidayRegion;
    using enum Month;
    using enum Weekday;
    static constexpr RegionSet all = RegionSet::range(ca, ca_yt);
    static constexpr RegionSet boxing_by_law = {ca, ca_on};
    static constexpr RegionSet victoria = {ca, ca_ab, ca_bc, ca_mb, ca_nt, ca_nu, ca_on, ca_sk, ca_yt};
    static constexpr RegionSet thanksgiving_by_law = {ca,    ca_ab, ca_bc, ca_mb, ca_nt,
                                                      ca_nu, ca_on, ca_qc, ca_sk, ca_yt};
    static constexpr Standing custom = Standing::custom;
    static constexpr Substitute usual = Substitute::weekend_next_by_custom;
    static constexpr DayRule third_monday_of_february = nth(3, monday, february);
    static constexpr HolidayRule rules[] = {
        {.name = "new_year", .where = all, .day = on(january, 1), .substitute = usual},

        // Alberta: Family Day Act 1990. Ontario: proclamation of 12 October 2007. British Columbia moved it in 2019.
        {.name = "family_day", .where = ca_ab, .day = third_monday_of_february, .from = 1990},
        {.name = "family_day", .where = ca_sk, .day = third_monday_of_february, .from = 2007},
        {.name = "family_day", .where = ca_on, .day = third_monday_of_february, .from = 2008},
        {.name = "family_day", .where = ca_bc, .day = nth(2, monday, february), .from = 2013, .until = 2018},
        {.name = "family_day", .where = ca_bc, .day = third_monday_of_february, .from = 2019},
        {.name = "family_day", .where = ca_nb, .day = third_monday_of_february, .from = 2018},
        {.name = "louis_riel_day", .where = ca_mb, .day = third_monday_of_february, .from = 2008},
        {.name = "islander_day", .where = ca_pe, .day = nth(2, monday, february), .from = 2009, .until = 2009},
        {.name = "islander_day", .where = ca_pe, .day = third_monday_of_february, .from = 2010},
        {.name = "heritage_day", .where = ca_ns, .day = third_monday_of_february, .from = 2015},
        // The Friday before the last Sunday of February.
        {.name = "heritage_day", .where = ca_yt, .day = nth(-1, sunday, february).plus(-2), .standing = custom},

        // Québec: Good Friday or Easter Monday, as the employer chooses; most offices close on both.
        {.name = "good_friday", .where = all, .day = easter(-2)},
        {.name = "easter_monday", .where = ca_qc, .day = easter(1), .standing = custom},

        // The Monday before 25 May; in Québec the patriots' since order 1322-2002.
        {.name = "victoria_day", .where = victoria, .day = until(monday, may, 24)},
        {.name = "victoria_day", .where = ca_qc, .day = until(monday, may, 24), .until = 2002},
        {.name = "patriots_day", .where = ca_qc, .day = until(monday, may, 24), .from = 2003},
        {.name = "victoria_day", .where = ca_nb, .day = until(monday, may, 24), .standing = custom},

        // Northwest Territories: National Aboriginal Day Act 2001. Yukon: National Aboriginal Day Act 2017.
        {.name = "indigenous_peoples_day", .where = ca_nt, .day = on(june, 21), .from = 2001},
        {.name = "indigenous_peoples_day", .where = ca_yt, .day = on(june, 21), .from = 2017},
        // On a Sunday those who do not work then have 25 June (a. 2 of the act).
        {.name = "quebec_day", .where = ca_qc, .day = on(june, 24), .substitute = Substitute::sunday_next},
        {.name = "canada_day",
         .where = all.without(ca_nl),
         .day = on(july, 1),
         .substitute = Substitute::sunday_next_saturday_next_by_custom},
        {.name = "canada_memorial_day", .where = ca_nl, .day = on(july, 1), .substitute = usual},
        // First for public employees, for all since 2020 (bill 29 of 2019, amending the Labour Standards Act).
        {.name = "nunavut_day", .where = ca_nu, .day = on(april, 1), .standing = custom, .from = 2000, .until = 2000},
        {.name = "nunavut_day",
         .where = ca_nu,
         .day = on(july, 9),
         .substitute = Substitute::sunday_next_by_custom,
         .standing = custom,
         .from = 2001,
         .until = 2019},
        {.name = "nunavut_day",
         .where = ca_nu,
         .day = on(july, 9),
         .substitute = Substitute::sunday_next_by_custom,
         .from = 2020},

        {.name = "british_columbia_day", .where = ca_bc, .day = nth(1, monday, august)},
        {.name = "new_brunswick_day", .where = ca_nb, .day = nth(1, monday, august)},
        {.name = "saskatchewan_day", .where = ca_sk, .day = nth(1, monday, august)},
        {.name = "civic_holiday", .where = {ca_nt, ca_nu}, .day = nth(1, monday, august)},
        {.name = "civic_holiday", .where = {ca_on, ca_mb}, .day = nth(1, monday, august), .standing = custom},
        {.name = "alberta_heritage_day", .where = ca_ab, .day = nth(1, monday, august), .standing = custom},
        {.name = "yukon_discovery_day", .where = ca_yt, .day = nth(3, monday, august)},
        {.name = "labour_day", .where = all, .day = nth(1, monday, september)},

        // Federal: SC 2021 c 11. Prince Edward Island and the territories by their acts of 2022, British Columbia by
        // the National Day for Truth and Reconciliation Act of 9 March 2023, Manitoba by SM 2023 c 50 of 7 December
        // 2023.
        {.name = "truth_and_reconciliation", .where = ca, .day = on(september, 30), .substitute = usual, .from = 2021},
        {.name = "truth_and_reconciliation", .where = {ca_nt, ca_nu, ca_pe}, .day = on(september, 30), .from = 2022},
        {.name = "truth_and_reconciliation", .where = {ca_bc, ca_yt}, .day = on(september, 30), .from = 2023},
        {.name = "truth_and_reconciliation", .where = ca_mb, .day = on(september, 30), .from = 2024},

        {.name = "thanksgiving", .where = thanksgiving_by_law, .day = nth(2, monday, october)},
        {.name = "thanksgiving", .where = {ca_nb, ca_ns}, .day = nth(2, monday, october), .standing = custom},
        // Manitoba and Nova Scotia by acts of its own name, with closing.
        {.name = "remembrance_day", .where = ca, .day = on(november, 11), .substitute = usual},
        {.name = "remembrance_day", .where = {ca_ab, ca_bc, ca_mb, ca_nb, ca_nu, ca_yt}, .day = on(november, 11)},
        {.name = "remembrance_day",
         .where = {ca_nl, ca_ns, ca_nt, ca_pe},
         .day = on(november, 11),
         .substitute = Substitute::sunday_next_by_custom},
        {.name = "remembrance_day", .where = ca_sk, .day = on(november, 11), .substitute = Substitute::sunday_next},
        {.name = "christmas", .where = all, .day = on(december, 25), .substitute = usual},
        {.name = "boxing_day", .where = boxing_by_law, .day = on(december, 26), .substitute = usual},
        {.name = "boxing_day",
         .where = all.without(boxing_by_law),
         .day = on(december, 26),
         .substitute = usual,
         .standing = custom},
        // A holiday of all employers on the island only (order of 2022); elsewhere of public services.
        {.name = "royal_funeral", .where = ca_pe, .day = on(september, 19), .from = 2022, .until = 2022},
    };
    return rules;
}

}  // namespace pupitre
