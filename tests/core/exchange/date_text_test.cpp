// Days as they stand in spreadsheets.
#include "core/exchange/date_text.h"

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

std::string read(std::string_view text, const DateReading& reading = {}) {
    const auto date = read_date(text, reading);
    return date.ok() ? to_iso(*date) : std::string(problem_name(date.error()));
}

}  // namespace

TEST_CASE("date text: the spellings people and programs use") {
    struct Row {
        const char* text;
        const char* day;
    };
    const Row rows[] = {
        {"27/07/2011", "2011-07-27"},
        {"7/3/24", "2024-03-07"},
        {"01/01/29", "2029-01-01"},
        {"01/01/30", "1930-01-01"},
        {"27.07.2011", "2011-07-27"},
        {"27-07-2011", "2011-07-27"},
        {"27 07 2011", "2011-07-27"},
        {"2024-05-06", "2024-05-06"},
        {"2024/5/6", "2024-05-06"},
        {" 2024-05-06 ", "2024-05-06"},
        {"2024-05-06T08:30:00Z", "2024-05-06"},
        {"27/07/2011 00:00", "2011-07-27"},
        {"27/07/2011 8:05:00", "2011-07-27"},
        {"12 mars 2019", "2019-03-12"},
        {"12 Mars 2019", "2019-03-12"},
        {"12\u00A0mars\u202F2019", "2019-03-12"},
        {"1er mai 2020", "2020-05-01"},
        {"mardi 12 mars 2019", "2019-03-12"},
        {"dim. 1er déc. 2024", "2024-12-01"},
        {"12-févr.-19", "2019-02-12"},
        {"3 août 2024", "2024-08-03"},
        {"3 juin 2024", "2024-06-03"},
        {"3 juil. 2024", "2024-07-03"},
        {"12 March 2019", "2019-03-12"},
        {"March 12, 2019", "2019-03-12"},
        {"12th March 2019", "2019-03-12"},
        {"Fri, 3 May 2024", "2024-05-03"},
        {"29/02/2024", "2024-02-29"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(read(row.text) == row.day);
    }
}

TEST_CASE("date text: what is wrong is said") {
    struct Row {
        const char* text;
        const char* problem;
    };
    const Row rows[] = {
        {"", "not_a_date"},
        {"31/02/2020", "no_such_day"},
        {"29/02/2023", "no_such_day"},
        {"00/05/2020", "no_such_day"},
        {"12/25/2020", "no_such_day"},
        {"2020-13-01", "no_such_day"},
        {"31 avril 2020", "no_such_day"},
        {"27/07/0211", "year_out_of_range"},
        {"27/07/3011", "year_out_of_range"},
        {"27/07/211", "not_a_date"},
        {"27/07", "not_a_date"},
        {"mars 2019", "not_a_date"},
        {"12 jui 2019", "not_a_date"},
        {"12 foo 2019", "not_a_date"},
        {"hier", "not_a_date"},
        {"?", "not_a_date"},
        {"12/03/2019/4", "not_a_date"},
        {"45000", "not_a_date"},
        {"99999999999999999999/1/2020", "not_a_date"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(read(row.text) == row.problem);
    }
}

TEST_CASE("date text: month first and Excel's day numbers only when asked for") {
    CHECK(read("03/12/2019", {.order = DateOrder::month_first}) == "2019-03-12");
    CHECK(read("2019-03-12", {.order = DateOrder::month_first}) == "2019-03-12");
    CHECK(read("45000", {.excel_serials = true}) == "2023-03-15");
    CHECK(read("61", {.excel_serials = true}) == "1900-03-01");
    CHECK(read("109574", {.excel_serials = true}) == "2199-12-31");
    CHECK(read("109575", {.excel_serials = true}) == "year_out_of_range");
    CHECK(read("12", {.excel_serials = true}) == "year_out_of_range");
}
