// The list of a firm's closing days: as people type it, as it is stored and as it is shown.
#include "core/exchange/closing_days.h"

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

struct Row {
    const char* typed;
    const char* stored;
    const char* shown;
};

}  // namespace

TEST_CASE("closing days: read in French and English, stored in one form, shown in another") {
    const Row rows[] = {
        {"", "", ""},
        {"14/07", "--07-14", "14/07"},
        {"24/12-2/1", "--12-24/--01-02", "24/12 – 02/01"},
        {"24/12 – 02/01", "--12-24/--01-02", "24/12 – 02/01"},
        {"du 24 décembre au 2 janvier", "--12-24/--01-02", "24/12 – 02/01"},
        {"from 24 Dec to 2 Jan", "--12-24/--01-02", "24/12 – 02/01"},
        {"29 février", "--02-29", "29/02"},
        {"le 1er mai", "--05-01", "01/05"},
        {"15/05/2026", "2026-05-15", "15/05/2026"},
        {"2026-05-15", "2026-05-15", "15/05/2026"},
        {"2026-08-03 to 2026-08-21", "2026-08-03/2026-08-21", "03/08/2026 – 21/08/2026"},
        {"du 3 au 21 août 2026", "2026-08-03/2026-08-21", "03/08/2026 – 21/08/2026"},
        {"3 – 21/08", "--08-03/--08-21", "03/08 – 21/08"},
        {"3/8 - 21/8/2026", "2026-08-03/2026-08-21", "03/08/2026 – 21/08/2026"},
        {"24/12 – 02/01/2027", "2026-12-24/2027-01-02", "24/12/2026 – 02/01/2027"},
        {"24/12/2026 – 02/01", "2026-12-24/2027-01-02", "24/12/2026 – 02/01/2027"},
        {"15/05/2026, 24/12 - 02/01; 14/07\n\n14/07", "--07-14\n--12-24/--01-02\n2026-05-15",
         "14/07\n24/12 – 02/01\n15/05/2026"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.typed);
        const auto read = read_closing_days(row.typed);
        REQUIRE(read.ok());
        CHECK(to_stored(*read) == row.stored);
        CHECK(write_closing_days(*read) == row.shown);
        const auto shown = read_closing_days(row.shown);
        REQUIRE(shown.ok());
        CHECK(*shown == *read);
        const auto stored = closing_days_from_stored(row.stored);
        REQUIRE(stored.ok());
        CHECK(*stored == *read);
    }
}

TEST_CASE("closing days: what is wrong is said") {
    CHECK(read_closing_days("Noël").error() == ClosingDaysProblem::not_a_day);
    CHECK(read_closing_days("24/12 –").error() == ClosingDaysProblem::not_a_day);
    CHECK(read_closing_days("– 24/12").error() == ClosingDaysProblem::not_a_day);
    CHECK(read_closing_days("31/04").error() == ClosingDaysProblem::no_such_day);
    CHECK(read_closing_days("29/02/2026").error() == ClosingDaysProblem::no_such_day);
    CHECK(read_closing_days("15/05/2026 – 14/05/2026").error() == ClosingDaysProblem::end_before_start);
    std::string many;
    for (std::size_t day = 0; day <= business_calendar_spans_max; ++day) many += "14/07/2026\n";
    CHECK(read_closing_days(many).error() == ClosingDaysProblem::too_many_days);
}

TEST_CASE("closing days: only one stored form") {
    CHECK(is_closing_days("--12-24/--01-02\n2026-05-15"));
    CHECK(is_closing_days("--02-29"));
    for (const char* wrong :
         {"24/12", "--12-24 ", "2026-05-15\n--12-24", "2026-05-15\n", "2026-05-15\n2026-05-15", "2026-05-15/2026-05-15",
          "2026-05-16/2026-05-15", "--12-24/2027-01-02", "--13-01", "--02-30", "2026-02-29", "-12-24", "\n"}) {
        CAPTURE(wrong);
        CHECK_FALSE(is_closing_days(wrong));
    }
    CHECK(is_days_once("2026-05-25"));
    CHECK_FALSE(is_days_once("--05-25"));
}
