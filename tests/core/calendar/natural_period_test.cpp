// What people type for months, weeks and lengths of time.
#include "core/calendar/natural_period.h"

#include <string>

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

const Date today = *Date::from_ymd(2026, 11, 21);

std::string month(std::string_view typed) {
    const auto read = read_natural_month(typed, today);
    return read ? to_iso(*read) : "";
}
std::string week(std::string_view typed) {
    const auto read = read_natural_week(typed, today);
    return read ? to_iso(*read) : "";
}
std::string length(std::string_view typed) {
    const auto read = read_natural_duration(typed);
    return read ? to_iso(*read) : "";
}

}  // namespace

TEST_CASE("natural month: figures and names") {
    CHECK(month("10/2026") == "2026-10");
    CHECK(month("10/26") == "2026-10");
    CHECK(month("2026-10") == "2026-10");
    CHECK(month("oct. 2026") == "2026-10");
    CHECK(month("Décembre 2027") == "2027-12");
    CHECK(month("october 26") == "2026-10");
    CHECK(month("octobre") == "2026-10");
    CHECK(month("mars") == "2027-03");
    CHECK(month("mai") == "2027-05");
    CHECK(month("juin") == "2026-06");
    for (const char* typed : {"", "13/2026", "0/2026", "10", "2026", "10/10/2026", "abc", "oct x", "10/123"}) {
        CAPTURE(typed);
        CHECK(month(typed).empty());
    }
}

TEST_CASE("natural week: numbers with their word") {
    CHECK(week("S42") == "2026-W42");
    CHECK(week("semaine 42") == "2026-W42");
    CHECK(week("sem. 1 de 2027") == "2027-W01");
    CHECK(week("week 42 2027") == "2027-W42");
    CHECK(week("2026-W42") == "2026-W42");
    CHECK(week("w53") == "2026-W53");
    for (const char* typed : {"", "42", "S54", "S0", "s", "S42 S43", "week 53 2027", "42 S"}) {
        CAPTURE(typed);
        CHECK(week(typed).empty());
    }
}

TEST_CASE("natural duration: one unit or several, in both languages") {
    CHECK(length("3 j") == "P3D");
    CHECK(length("3") == "P3D");
    CHECK(length("2 semaines") == "P2W");
    CHECK(length("1 an et 6 mois") == "P1Y6M");
    CHECK(length("18 months") == "P18M");
    CHECK(length("a week and 2 days") == "P1W2D");
    CHECK(length("un trimestre") == "P3M");
    CHECK(length("quinze jours") == "P15D");
    CHECK(length("trois") == "P3D");
    for (const char* typed : {"", "j", "3 x", "3 4 j", "5 jo", "et 3 j", "3 j et", "99999 j"}) {
        CAPTURE(typed);
        CHECK(length(typed).empty());
    }
}
