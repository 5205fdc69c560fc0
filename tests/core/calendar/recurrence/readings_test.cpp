// One test for each reading of RFC 5545 that docs/decisions/0040 rules on, and for the ends of the calendar.
#include <doctest/doctest.h>

#include "core/calendar/recurrence/parse.h"
#include "core/calendar/recurrence/plan.h"
#include "core/calendar/recurrence/print.h"

using namespace pupitre;

namespace {

RecurrenceStart start_at(const char* text) {
    const auto start = read_written_time(text);
    REQUIRE(start.has_value());
    return {start->time, start->form == TimeForm::date};
}

RecurrencePlan plan_of(const char* start, const char* text, YearlyReading reading = YearlyReading::from_start) {
    const auto read = parse_rule_leniently(text);
    REQUIRE_MESSAGE(read.ok(), text);
    auto plan = RecurrencePlan::compile(read->rule, start_at(start), reading);
    REQUIRE(plan.ok());
    return std::move(*plan);
}

/// The first dates (with times where they are not midnight), at most so many.
std::string first(std::size_t count, const RecurrencePlan& plan) {
    std::vector<std::int64_t> found(count);
    found.resize(plan.expand(found));
    std::string text;
    for (const std::int64_t seconds : found) {
        const LocalDateTime time = LocalDateTime::from_seconds(seconds);
        if (!text.empty()) text += ' ';
        append_written_time(text, time, time.second_of_day() == 0 ? TimeForm::date : TimeForm::date_time);
    }
    return text;
}

std::string first(std::size_t count, const char* start, const char* text,
                  YearlyReading reading = YearlyReading::from_start) {
    return first(count, plan_of(start, text, reading));
}

}  // namespace

TEST_CASE(
    "reading 1: what YEARLY leaves open comes from DTSTART, or everything on demand; the filled-in rule says it") {
    CHECK(first(3, "20260315", "FREQ=YEARLY;BYMONTHDAY=15") == "20260315 20270315 20280315");
    CHECK(first(3, "20260315", "FREQ=YEARLY;BYMONTHDAY=15", YearlyReading::every) == "20260315 20260415 20260515");
    CHECK(first(3, "20260513", "FREQ=YEARLY;BYWEEKNO=20") == "20260513 20270519 20280517");
    CHECK(first(3, "20260513", "FREQ=YEARLY;BYWEEKNO=20", YearlyReading::every) == "20260513 20260514 20260515");
    const auto filled = [](const char* start, const char* text) {
        return to_text(with_start_filled_in(*parse_rule(text), start_at(start)));
    };
    CHECK(filled("20260315T090000", "FREQ=YEARLY;BYMONTHDAY=15") ==
          "FREQ=YEARLY;BYSECOND=0;BYMINUTE=0;BYHOUR=9;BYMONTHDAY=15;BYMONTH=3");
    CHECK(filled("20260513T090000", "FREQ=YEARLY;BYWEEKNO=20") ==
          "FREQ=YEARLY;BYSECOND=0;BYMINUTE=0;BYHOUR=9;BYDAY=WE;BYWEEKNO=20");
}

TEST_CASE("reading 2: BYSETPOS counts in the whole period of DTSTART, which cuts afterwards") {
    // October 2026    Mo Tu We Th Fr Sa Su
    //                 28 29 30  1  2  3  4    The week's 1st of Monday, Wednesday, Friday is Monday, before the start.
    CHECK(first(3, "20260930", "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1") == "20261005 20261012 20261019");
    CHECK(first(3, "20260930", "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2") == "20260930 20261007 20261014");
    CHECK(first(2, "20260115", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1,2") == "20260202 20260203");
}

TEST_CASE("reading 3: BYMONTH limits the days of a weekly rule, not its weeks") {
    CHECK(first(4, "20260827", "FREQ=WEEKLY;BYMONTH=9;BYDAY=MO,TH") == "20260903 20260907 20260910 20260914");
    CHECK(first(3, "20260929", "FREQ=WEEKLY;BYMONTH=9;BYDAY=TU,WE,TH") == "20260929 20260930 20270901");
    CHECK(first(2, "20260924", "FREQ=WEEKLY;BYMONTH=9;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1") == "20260925 20260930");
}

TEST_CASE("reading 4: DTSTART is an occurrence only if the rule gives it, and only then counts") {
    const RecurrencePlan plan = plan_of("20260101", "FREQ=MONTHLY;BYMONTHDAY=20;COUNT=2");
    CHECK(first(9, plan) == "20260120 20260220");
    CHECK_FALSE(plan.has(start_at("20260101").time));
}

TEST_CASE("reading 5: parts that each choose days choose those in common") {
    CHECK(first(2, "20260101", "FREQ=YEARLY;BYYEARDAY=60;BYMONTHDAY=29") == "20280229 20320229");
    CHECK(first(3, "20260101", "FREQ=YEARLY;BYWEEKNO=1;BYMONTH=12;BYDAY=MO") == "20291231 20301230 20311229");
    CHECK(first(2, "20260213", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13") == "20260213 20260313");
}

TEST_CASE("reading 6: a day has the number of its week; from the end, weeks count in the year that owns them") {
    // 1 January 2027 is a Friday, in week 53 of 2026.
    CHECK(first(4, "20261228", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO,FR") == "20261228 20270101 20321227 20321231");
    CHECK(first(3, "20261228", "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=FR") == "20270101 20271231 20281229");
    CHECK(first(3, "20260104", "FREQ=YEARLY;BYWEEKNO=1;BYDAY=SU;WKST=SU") == "20260104 20270103 20280102");
}

TEST_CASE("reading 7: lenient reading takes second 60 for 59, SKIP alone, and COUNT beside UNTIL") {
    CHECK(first(1, "20260101T000000", "FREQ=DAILY;BYSECOND=60") == "20260101T000059");
    CHECK(first(3, "20260131", "FREQ=MONTHLY;SKIP=BACKWARD") == "20260131 20260228 20260331");
    CHECK(first(9, "20260101", "FREQ=DAILY;COUNT=3;UNTIL=20260102") == "20260101 20260102");
    CHECK(first(9, "20260101", "FREQ=DAILY;COUNT=2;UNTIL=20260105") == "20260101 20260102");
}

TEST_CASE("reading 8: UNTIL is included; a day without a time means all of that day") {
    CHECK(first(9, "20260101T090000", "FREQ=DAILY;UNTIL=20260103T090000") ==
          "20260101T090000 20260102T090000 20260103T090000");
    CHECK(first(9, "20260101T090000", "FREQ=DAILY;UNTIL=20260103T085959") == "20260101T090000 20260102T090000");
    CHECK(first(9, "20260101T090000", "FREQ=DAILY;UNTIL=20260102") == "20260101T090000 20260102T090000");
    CHECK(first(9, "20260101", "FREQ=DAILY;UNTIL=20260102T120000") == "20260101 20260102");
    CHECK(first(9, "20260101", "FREQ=DAILY;UNTIL=20251231") == "");
}

TEST_CASE("reading 9: SKIP moves what does not exist, before BYDAY, and two days that meet are one") {
    CHECK(first(4, "20260131", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;SKIP=BACKWARD;BYHOUR=0") ==
          "20260131 20260228 20260328 20260329");
    CHECK(first(4, "20260131", "FREQ=MONTHLY;BYMONTHDAY=1,31;SKIP=FORWARD") == "20260131 20260201 20260301 20260331");
    CHECK(first(3, "20260131", "FREQ=MONTHLY;BYMONTHDAY=-31;SKIP=BACKWARD") == "20260131 20260301 20260331");
    CHECK(first(3, "20270101", "FREQ=YEARLY;BYYEARDAY=366;SKIP=FORWARD") == "20270101 20280101 20281231");
    CHECK(first(3, "20261231", "FREQ=YEARLY;BYYEARDAY=366;SKIP=BACKWARD") == "20261231 20271231 20281231");
    // 28 February 2026 is a Saturday, 1 March a Sunday.
    CHECK(first(1, "20260201", "FREQ=MONTHLY;BYMONTHDAY=30;BYDAY=SU;SKIP=FORWARD") == "20260301");
    CHECK(first(2, "20260131", "FREQ=MONTHLY;BYMONTHDAY=31;BYSETPOS=1;SKIP=FORWARD") == "20260131 20260301");
}

TEST_CASE("reading 10: a date has no times, so parts for hours are ignored and hourly rules refused") {
    CHECK(first(2, "20260101", "FREQ=DAILY;BYHOUR=9,17") == "20260101 20260102");
    const auto plan = RecurrencePlan::compile(*parse_rule("FREQ=HOURLY"), start_at("20260101"));
    REQUIRE_FALSE(plan.ok());
    CHECK(plan.error() == PlanFault::hours_of_a_date);
}

TEST_CASE("recurrence: rules that never happen are known to") {
    for (const char* text :
         {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
          "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
          "FREQ=MONTHLY;BYDAY=1TH;BYSETPOS=2", "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6;BYDAY=MO",
          "FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1", "FREQ=HOURLY;INTERVAL=24;BYHOUR=5",
          "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=8", "FREQ=MONTHLY;INTERVAL=12;BYMONTH=2",
          "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29", "FREQ=DAILY;INTERVAL=7;BYDAY=MO;BYMONTH=3",
          "FREQ=SECONDLY;INTERVAL=86400;BYHOUR=5;BYMONTH=7", "FREQ=MONTHLY;INTERVAL=18;BYMONTH=2"}) {
        INFO(text);
        CHECK(plan_of("20250101T090000", text).is_empty());
    }
}

TEST_CASE("recurrence: a cycle that the calendar's end cuts short still counts") {
    for (const char* text : {"FREQ=MONTHLY;INTERVAL=10;COUNT=38", "FREQ=DAILY;INTERVAL=2;BYMONTH=3;COUNT=38"}) {
        INFO(text);
        const RecurrencePlan plan = plan_of("98070315", text);
        CHECK(plan.count_until(local_time_max) == 38);
        CHECK(plan.last_before(local_time_max) == plan.nth(38));
        CHECK_FALSE(plan.nth(39).has_value());
    }
}

TEST_CASE("recurrence: the calendar's last day ends everything, and far away is as near as here") {
    CHECK(first(9, "99991230", "FREQ=DAILY") == "99991230 99991231");
    CHECK(first(9, "99991231T235900", "FREQ=MINUTELY;BYMONTH=12") == "99991231T235900");
    const RecurrencePlan seconds = plan_of("00010101T000000", "FREQ=SECONDLY");
    CHECK(seconds.nth(1'000'000'000)->seconds() == local_time_min.seconds() + 999'999'999);
    CHECK(seconds.last_before(local_time_max)->seconds() == local_time_max.seconds() - 1);
    const RecurrencePlan leap_days = plan_of("00040229", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29");
    CHECK(leap_days.count_until(local_time_max) == 2424);
    CHECK(leap_days.nth(2424) == start_at("99960229").time);
    CHECK_FALSE(leap_days.nth(2425).has_value());
    CHECK_FALSE(leap_days.nth(0).has_value());
    const RecurrencePlan dense = plan_of("20250101T000000",
                                         "FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYDAY=MO,TU,WE,TH,FR,SA,SU;"
                                         "BYHOUR=0,6,12,18;BYMINUTE=0,30;BYSETPOS=-1,1");
    CHECK(first(3, dense) == "20250101 20251231T183000 20260101");
}
