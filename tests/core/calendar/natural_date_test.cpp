// What people type into date fields.
#include "core/calendar/natural_date.h"

#include <string>

#include <doctest/doctest.h>

#include "core/calendar/business_calendar.h"

using namespace pupitre;

namespace {

// November 2026   Mo Tu We Th Fr Sa Su
//                 16 17 18 19 20 21 22    today is Saturday the 21st
//                 23 24 25 26 27 28 29
//                 30
const Date today = *Date::from_ymd(2026, 11, 21);

std::string read(std::string_view typed) {
    const auto date = read_natural_date(typed, today);
    return date ? to_iso(*date) : "";
}

}  // namespace

TEST_CASE("natural date: days in figures, with or without a year") {
    CHECK(read("24/11/2026") == "2026-11-24");
    CHECK(read("24.11.26") == "2026-11-24");
    CHECK(read(" 24-11 ") == "2026-11-24");
    CHECK(read("31/12") == "2026-12-31");
    CHECK(read("2026-11-24") == "2026-11-24");
    CHECK(read("01/03") == "2027-03-01");
}

TEST_CASE("natural date: a day without a year may lie a little back, not long ago") {
    CHECK(read("15/11") == "2026-11-15");
    CHECK(read("30/06") == "2027-06-30");
    CHECK(read("29/02") == "2028-02-29");
}

TEST_CASE("natural date: a day alone is the next one of that number") {
    CHECK(read("24") == "2026-11-24");
    CHECK(read("21") == "2026-11-21");
    CHECK(read("5") == "2026-12-05");
}

TEST_CASE("natural date: months by name, in French and English, cut short or not") {
    CHECK(read("24 nov") == "2026-11-24");
    CHECK(read("1er déc.") == "2026-12-01");
    CHECK(read("24 novembre 2027") == "2027-11-24");
    CHECK(read("mars 3") == "2027-03-03");
    CHECK(read("3 juin") == "2027-06-03");
    CHECK(read("Dec 25") == "2026-12-25");
}

TEST_CASE("natural date: steps from today") {
    CHECK(read("+3j") == "2026-11-24");
    CHECK(read("+3") == "2026-11-24");
    CHECK(read("+ 2 s") == "2026-12-05");
    CHECK(read("+1m") == "2026-12-21");
    CHECK(read("+3 mois") == "2027-02-21");
    CHECK(read("-1j") == "2026-11-20");
    CHECK(read("+2w") == "2026-12-05");
    // A month after 31 January is the last day of February.
    CHECK(to_iso(*read_natural_date("+1m", *Date::from_ymd(2026, 1, 31))) == "2026-02-28");
}

TEST_CASE("natural date: words") {
    CHECK(read("auj") == "2026-11-21");
    CHECK(read("Aujourd’hui") == "2026-11-21");
    CHECK(read("demain") == "2026-11-22");
    CHECK(read("après-demain") == "2026-11-23");
    CHECK(read("lun") == "2026-11-23");
    CHECK(read("samedi") == "2026-11-28");
    CHECK(read("tue") == "2026-11-24");
    CHECK(read("mar") == "2026-11-24");
    CHECK(read("fin de mois") == "2026-11-30");
    CHECK(read("fin d’année") == "2026-12-31");
    CHECK(read("fin de semaine") == "2026-11-27");
    CHECK(read("end of month") == "2026-11-30");
}

TEST_CASE("natural date: what is no day gives nothing") {
    for (const char* typed : {"", "  ", "31/11", "32", "0", "abc", "12/13/14/15", "+", "+3x", "30/02/2026", "20261124",
                              "24/11/123", "99999j"}) {
        CAPTURE(typed);
        CHECK(read(typed).empty());
    }
}

TEST_CASE("natural date: lengths of time in a sentence") {
    CHECK(read("dans 2 semaines") == "2026-12-05");
    CHECK(read("in 2 weeks") == "2026-12-05");
    CHECK(read("dans une semaine") == "2026-11-28");
    CHECK(read("in a month") == "2026-12-21");
    CHECK(read("Dans un mois et 3 jours") == "2026-12-24");
    CHECK(read("2 semaines") == "2026-12-05");
    CHECK(read("3j") == "2026-11-24");
    CHECK(read("J+3") == "2026-11-24");
    CHECK(read("J-2") == "2026-11-19");
    CHECK(read("il y a 3 jours") == "2026-11-18");
    CHECK(read("3 days ago") == "2026-11-18");
    CHECK(read("2 semaines plus tard") == "2026-12-05");
    CHECK(read("3 months later") == "2027-02-21");
    CHECK(read("+1a") == "2027-11-21");
    CHECK(read("+1 an") == "2027-11-21");
    CHECK(read("in 2 years") == "2028-11-21");
    CHECK(read("+1t") == "2027-02-21");
    CHECK(read("+9999 ans").empty());
}

TEST_CASE("natural date: weekdays near and a week later") {
    CHECK(read("lundi prochain") == "2026-11-23");
    CHECK(read("next monday") == "2026-11-23");
    CHECK(read("lundi en huit") == "2026-11-30");
    CHECK(read("lundi dernier") == "2026-11-16");
    CHECK(read("last saturday") == "2026-11-14");
    CHECK(read("ce samedi") == "2026-11-21");
    CHECK(read("this friday") == "2026-11-27");
    CHECK(read("mardi 24 novembre") == "2026-11-24");
    CHECK(read("Tuesday 24/11/2026") == "2026-11-24");
    CHECK(read("lundi 24 novembre").empty());
}

TEST_CASE("natural date: starts and ends of periods, weeks by number") {
    CHECK(read("fin du mois") == "2026-11-30");
    CHECK(read("fin du mois prochain") == "2026-12-31");
    CHECK(read("end of next month") == "2026-12-31");
    CHECK(read("début du mois prochain") == "2026-12-01");
    CHECK(read("fin de trimestre") == "2026-12-31");
    CHECK(read("end of quarter") == "2026-12-31");
    CHECK(read("fin du semestre") == "2026-12-31");
    CHECK(read("fin de l’année") == "2026-12-31");
    CHECK(read("start of next year") == "2027-01-01");
    CHECK(read("mois prochain") == "2026-12-01");
    CHECK(read("le mois prochain") == "2026-12-01");
    CHECK(read("next month") == "2026-12-01");
    CHECK(read("semaine prochaine") == "2026-11-23");
    CHECK(read("la semaine prochaine") == "2026-11-23");
    CHECK(read("next week") == "2026-11-23");
    CHECK(read("fin de la semaine prochaine") == "2026-11-27");
    CHECK(read("S50") == "2026-12-07");
    CHECK(read("semaine 2 de 2027") == "2027-01-11");
}

TEST_CASE("natural date: business days with a calendar only") {
    const auto calendar = BusinessCalendar::make({.region = HolidayRegion::fr});
    REQUIRE(calendar.ok());
    const auto with = [&](std::string_view typed) {
        const auto date = read_natural_date(typed, *Date::from_ymd(2026, 12, 24), &*calendar);
        return date ? to_iso(*date) : "";
    };
    CHECK(with("+1jo") == "2026-12-28");
    CHECK(with("dans 3 jours ouvrés") == "2026-12-30");
    CHECK(with("in 2 business days") == "2026-12-29");
    CHECK(with("-1jo") == "2026-12-23");
    CHECK(with("J+5 jo") == "2027-01-04");
    CHECK(read("+3jo").empty());
}

TEST_CASE("natural date: after the calendar's last day there is nothing") {
    CHECK_FALSE(read_natural_date("année prochaine", date_max).has_value());
    CHECK_FALSE(read_natural_date("fin du mois prochain", date_max).has_value());
    CHECK_FALSE(read_natural_date("next quarter", date_max).has_value());
    CHECK_FALSE(read_natural_date("demain", date_max).has_value());
    CHECK_FALSE(read_natural_date("hier", date_min).has_value());
    CHECK(read_natural_date("fin de mois", date_max) == date_max);
}
