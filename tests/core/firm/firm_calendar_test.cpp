// On which days the firm works, as its row says it.
#include "core/firm/firm_calendar.h"

#include <doctest/doctest.h>

#include "tests/core/support/test_firm.h"

using namespace pupitre;

namespace {

Date day(std::int32_t year, std::int32_t month, std::int32_t of_month) {
    return *Date::from_ymd(year, month, of_month);
}

bool works_on(const Firm& firm, Date date) { return calendar_of(firm)->is_business_day(date); }

}  // namespace

TEST_CASE("firm calendar: the holidays of the country, or of the place chosen") {
    Firm firm;
    CHECK_FALSE(works_on(firm, day(2026, 7, 14)));
    firm.country = "CA";
    CHECK(works_on(firm, day(2026, 7, 14)));
    CHECK_FALSE(works_on(firm, day(2026, 7, 1)));
    CHECK(works_on(firm, day(2026, 6, 24)));
    firm.country = "RE";
    CHECK_FALSE(works_on(firm, day(2027, 12, 20)));
    firm.country = "CA";
    firm.holidays = holiday_choice(HolidayRegion::ca_qc);
    CHECK_FALSE(works_on(firm, day(2026, 6, 24)));
    firm.country = "FR";
    firm.holidays = holiday_choice(HolidayRegion::fr_alsace_moselle);
    CHECK_FALSE(works_on(firm, day(2026, 4, 3)));
    SUBCASE("no holidays of another country are taken for a country without any in common") {
        firm.holidays = HolidayChoice::by_country;
        for (const char* country : {"CH", "DE"}) {
            firm.country = country;
            CHECK(works_on(firm, day(2026, 7, 14)));
        }
    }
}

TEST_CASE("firm calendar: Saturdays, closing days and days worked all the same") {
    Firm firm;
    firm.country = "FR";
    CHECK_FALSE(works_on(firm, day(2026, 5, 16)));
    firm.works_on_saturdays = true;
    CHECK(works_on(firm, day(2026, 5, 16)));
    CHECK_FALSE(works_on(firm, day(2026, 5, 17)));
    firm.closing_days = "--12-24/--01-02\n2026-05-15";
    CHECK_FALSE(works_on(firm, day(2026, 5, 15)));
    CHECK(works_on(firm, day(2027, 5, 14)));
    CHECK_FALSE(works_on(firm, day(2029, 12, 28)));
    CHECK_FALSE(works_on(firm, day(2026, 5, 25)));  // Whit Monday.
    firm.worked_days = "2026-05-25";
    CHECK(works_on(firm, day(2026, 5, 25)));
}

TEST_CASE("firm calendar: a firm that would never be open is refused, and so is what is no list of days") {
    TestFirm firm;
    const auto set = [&](std::string_view text) { return firm.set(the_firm, &Firm::closing_days, std::string(text)); };
    CHECK(set("--12-24/--01-02").ok());
    CHECK_FALSE(firm_calendar(firm.db).is_business_day(day(2026, 12, 30)));
    CHECK(code_of(set("--01-01/--12-31")) == RefusalCode::never_open);
    CHECK(code_of(set("24/12")) == RefusalCode::invalid_value);
    CHECK(code_of(firm.set(the_firm, &Firm::worked_days, std::string("--05-25"))) == RefusalCode::invalid_value);
    CHECK(code_of(firm.set(the_firm, &Firm::country, std::string("France"))) == RefusalCode::invalid_value);
    CHECK(firm.db.get(the_firm).closing_days == "--12-24/--01-02");
}
