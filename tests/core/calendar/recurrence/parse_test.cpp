// The text of rules: what is read, what is refused and where, what lenient reading lets pass.
#include "core/calendar/recurrence/parse.h"

#include <doctest/doctest.h>

#include "core/calendar/recurrence/print.h"

using namespace pupitre;

namespace {

std::string canonical(std::string_view text) {
    const auto rule = parse_rule(text);
    REQUIRE_MESSAGE(rule.ok(), std::string(text));
    return to_text(*rule);
}

}  // namespace

TEST_CASE("rule text: one canonical form for everything that means the same") {
    CHECK(canonical("FREQ=MONTHLY") == "FREQ=MONTHLY");
    CHECK(canonical("byday=fr,Mo,+1we;freq=monthly;interval=1") == "FREQ=MONTHLY;BYDAY=MO,1WE,FR");
    CHECK(canonical("BYMONTHDAY=-1,31,1,1;FREQ=MONTHLY;WKST=MO") == "FREQ=MONTHLY;BYMONTHDAY=1,31,-1");
    CHECK(canonical("FREQ=YEARLY;BYSETPOS=-1;BYMONTH=12,1;BYDAY=-53SU,2TU") ==
          "FREQ=YEARLY;BYDAY=2TU,-53SU;BYMONTH=1,12;BYSETPOS=-1");
    CHECK(canonical("RSCALE=gregorian;FREQ=MONTHLY;SKIP=backward;COUNT=04") ==
          "RSCALE=GREGORIAN;FREQ=MONTHLY;COUNT=4;SKIP=BACKWARD");
    CHECK(canonical("RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=OMIT") == "FREQ=MONTHLY");
    CHECK(canonical("FREQ=SECONDLY;INTERVAL=45;UNTIL=20261224T000000Z;WKST=SU") ==
          "FREQ=SECONDLY;UNTIL=20261224T000000Z;INTERVAL=45;WKST=SU");
    CHECK(canonical("FREQ=YEARLY;BYWEEKNO=1,-53;BYHOUR=23,0;BYMINUTE=59;BYSECOND=0,30;UNTIL=20301231") ==
          "FREQ=YEARLY;UNTIL=20301231;BYSECOND=0,30;BYMINUTE=59;BYHOUR=0,23;BYWEEKNO=1,-53");
    CHECK(*parse_rule("FREQ=WEEKLY;BYDAY=MO,TU") == *parse_rule("BYDAY=TU,MO,MO;FREQ=WEEKLY;INTERVAL=1"));
}

TEST_CASE("rule text: strict reading refuses with the place") {
    struct Row {
        const char* text;
        RuleFault fault;
        int position;
    };
    const Row rows[] = {
        {"", RuleFault::frequency_missing, 0},
        {"INTERVAL=2", RuleFault::frequency_missing, 0},
        {"FREQ=FORTNIGHTLY", RuleFault::frequency_unknown, 5},
        {"FREQ=", RuleFault::frequency_unknown, 5},
        {"FREQ", RuleFault::part_malformed, 0},
        {"FREQ=DAILY;", RuleFault::part_malformed, 11},
        {"FREQ=DAILY;;COUNT=1", RuleFault::part_malformed, 11},
        {"FREQ=DAILY COUNT=1", RuleFault::part_malformed, 10},
        {"RRULE:FREQ=DAILY", RuleFault::part_unknown, 0},
        {"FREQ=DAILY;X-FOO=1", RuleFault::part_unknown, 11},
        {"FREQ=DAILY;COUNT=1;COUNT=2", RuleFault::part_repeated, 19},
        {"FREQ=DAILY;INTERVAL=0", RuleFault::number_out_of_range, 20},
        {"FREQ=DAILY;INTERVAL=-1", RuleFault::number_malformed, 20},
        {"FREQ=DAILY;INTERVAL=99999999999999999999", RuleFault::number_out_of_range, 20},
        {"FREQ=DAILY;COUNT=1e9", RuleFault::part_malformed, 18},
        {"FREQ=DAILY;COUNT=0", RuleFault::number_out_of_range, 17},
        {"FREQ=MONTHLY;BYMONTHDAY=1,32", RuleFault::number_out_of_range, 26},
        {"FREQ=MONTHLY;BYMONTHDAY=0", RuleFault::number_out_of_range, 24},
        {"FREQ=MONTHLY;BYMONTHDAY=1,", RuleFault::number_malformed, 26},
        {"FREQ=YEARLY;BYMONTH=13", RuleFault::number_out_of_range, 20},
        {"FREQ=YEARLY;BYMONTH=-1", RuleFault::number_malformed, 20},
        {"FREQ=DAILY;BYHOUR=24", RuleFault::number_out_of_range, 18},
        {"FREQ=DAILY;BYSECOND=61", RuleFault::number_out_of_range, 20},
        {"FREQ=YEARLY;BYWEEKNO=54", RuleFault::number_out_of_range, 21},
        {"FREQ=YEARLY;BYYEARDAY=-367", RuleFault::number_out_of_range, 22},
        {"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367", RuleFault::number_out_of_range, 31},
        {"FREQ=WEEKLY;BYDAY=MO,XX", RuleFault::weekday_malformed, 21},
        {"FREQ=WEEKLY;BYDAY=", RuleFault::weekday_malformed, 18},
        {"FREQ=MONTHLY;BYDAY=54MO", RuleFault::number_out_of_range, 19},
        {"FREQ=MONTHLY;BYDAY=0MO", RuleFault::number_out_of_range, 19},
        {"FREQ=WEEKLY;WKST=1MO", RuleFault::weekday_malformed, 17},
        {"FREQ=DAILY;UNTIL=20260230", RuleFault::until_malformed, 17},
        {"FREQ=DAILY;UNTIL=tomorrow", RuleFault::until_malformed, 17},
        {"RSCALE=HEBREW;FREQ=YEARLY", RuleFault::scale_unknown, 7},
        {"RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=SIDEWAYS", RuleFault::skip_unknown, 34},
        {"FREQ=YEARLY;SKIP=FORWARD", RuleFault::skip_without_scale, 12},
        {"FREQ=DAILY;COUNT=3;UNTIL=20261231", RuleFault::count_with_until, 19},
        {"FREQ=DAILY;UNTIL=20261231;COUNT=3", RuleFault::count_with_until, 26},
        {"FREQ=MINUTELY;BYSECOND=0,60", RuleFault::leap_second, 25},
        {"FREQ=MONTHLY;BYWEEKNO=20", RuleFault::part_not_allowed, 13},
        {"FREQ=MONTHLY;BYYEARDAY=20", RuleFault::part_not_allowed, 13},
        {"FREQ=WEEKLY;BYMONTHDAY=20", RuleFault::part_not_allowed, 12},
        {"FREQ=WEEKLY;BYDAY=2TU", RuleFault::weekday_number, 12},
        {"FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", RuleFault::weekday_number, 24},
        {"FREQ=MONTHLY;BYSETPOS=1", RuleFault::position_alone, 13},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        const auto read = parse_rule(row.text);
        REQUIRE_FALSE(read.ok());
        CHECK(rule_fault_name(read.error().fault) == rule_fault_name(row.fault));
        CHECK(read.error().position == row.position);
    }
    const auto endless = parse_rule(std::string(rule_text_bytes_max + 1, 'X'));
    REQUIRE_FALSE(endless.ok());
    CHECK(endless.error().fault == RuleFault::too_long);
}

TEST_CASE("rule text: lenient reading takes what is meant, and says what it doubts") {
    struct Row {
        const char* text;
        const char* read_as;
        std::vector<RuleProblem> warnings;
    };
    const Row rows[] = {
        {"RRULE:FREQ=DAILY;COUNT=3;", "FREQ=DAILY;COUNT=3", {}},
        {" FREQ = WEEKLY ; BYDAY = MO , TU ", "FREQ=WEEKLY;BYDAY=MO,TU", {}},
        {"FREQ=DAILY;;COUNT=3", "FREQ=DAILY;COUNT=3", {{RuleFault::part_malformed, 11}}},
        {"FREQ=DAILY;X-WHO=me;COUNT=3", "FREQ=DAILY;COUNT=3", {{RuleFault::part_unknown, 11}}},
        {"FREQ=WEEKLY;BYDAY=MO;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU", {{RuleFault::part_repeated, 21}}},
        {"FREQ=DAILY;COUNT=3;UNTIL=20261231", "FREQ=DAILY;UNTIL=20261231;COUNT=3", {{RuleFault::count_with_until, 19}}},
        {"FREQ=YEARLY;SKIP=FORWARD",
         "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD",
         {{RuleFault::skip_without_scale, 12}}},
        {"FREQ=MINUTELY;BYSECOND=60", "FREQ=MINUTELY;BYSECOND=59", {{RuleFault::leap_second, 23}}},
        {"FREQ=WEEKLY;BYDAY=2TU", "FREQ=WEEKLY;BYDAY=TU", {{RuleFault::weekday_number, 12}}},
        {"FREQ=MONTHLY;BYSETPOS=1", "FREQ=MONTHLY;BYSETPOS=1", {{RuleFault::position_alone, 13}}},
        {"FREQ=MONTHLY;BYWEEKNO=20", "FREQ=MONTHLY;BYWEEKNO=20", {{RuleFault::part_not_allowed, 13}}},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        const auto read = parse_rule_leniently(row.text);
        REQUIRE(read.ok());
        CHECK(to_text(read->rule) == row.read_as);
        CHECK(read->warnings == row.warnings);
    }
    for (const char* text :
         {"FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;COUNT=", "RSCALE=CHINESE;FREQ=YEARLY", "FREQ=OFTEN", ";;"}) {
        INFO(text);
        CHECK_FALSE(parse_rule_leniently(text).ok());
    }
}
