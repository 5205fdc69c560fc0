// What people type into date fields.
#include "core/calendar/natural_date.h"

#include <string>

#include <doctest/doctest.h>

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
