// Every example of RFC 5545, 3.8.5.3, in its order, the rules and dates in the text of its other sections, and the examples of
// RFC 7529. Times are New York's wall clock, so UNTIL, which the RFC writes in UTC, is written as it stands on that clock.
#include <sstream>

#include <doctest/doctest.h>

#include "core/calendar/recurrence/parse.h"
#include "core/calendar/recurrence/plan.h"
#include "core/calendar/recurrence/recurrence_set.h"

using namespace pupitre;

namespace {

struct Example {
    const char* what;
    const char* start;
    const char* rule;
    const char* expected;  // Dates, or "date time" where the time is not the start's; " …" at the end: it goes on.
};

/// The first occurrences as text, in the form the example uses: as many as it names.
std::string expand(const Example& example) {
    const auto start = read_written_time(example.start);
    REQUIRE(start.has_value());
    const auto rule = parse_rule(example.rule);
    REQUIRE_MESSAGE(rule.ok(), example.rule);
    const auto plan = RecurrencePlan::compile(*rule, {start->time, start->form == TimeForm::date});
    REQUIRE(plan.ok());
    std::istringstream words{std::string(example.expected)};
    std::size_t named = 0;
    bool goes_on = false;
    for (std::string word; words >> word;) {
        if (word == "...")
            goes_on = true;
        else
            ++named;
    }
    std::vector<std::int64_t> found(named + 1);
    found.resize(plan->expand(found));
    std::string text;
    for (std::size_t index = 0; index < found.size() && index < named; ++index) {
        const LocalDateTime time = LocalDateTime::from_seconds(found[index]);
        if (!text.empty()) text += ' ';
        const bool is_starts = time.second_of_day() == start->time.second_of_day();
        append_written_time(text, time, is_starts ? TimeForm::date : TimeForm::date_time);
    }
    if (goes_on) text += found.size() > named ? " ..." : " (ended)";
    if (!goes_on && found.size() > named) text += " (goes on)";
    return text;
}

void check(const Example& example) {
    INFO(example.what, ": ", example.rule);
    CHECK(expand(example) == example.expected);
}

/// Dates from first to last with this many days between.
std::string every(const char* first, const char* last, int days) {
    std::string text;
    const LocalDateTime end = read_written_time(last)->time;
    for (LocalDateTime at = read_written_time(first)->time; at <= end;
         at = LocalDateTime::from_seconds(at.seconds() + days * seconds_per_day)) {
        if (!text.empty()) text += ' ';
        append_written_time(text, at, TimeForm::date);
    }
    return text;
}

}  // namespace

TEST_CASE("recurrence: the daily examples of RFC 5545") {
    check({"for 10 occurrences", "19970902T090000", "FREQ=DAILY;COUNT=10", every("19970902", "19970911", 1).c_str()});
    check({"until December 24", "19970902T090000", "FREQ=DAILY;UNTIL=19971223T190000",
           every("19970902", "19971223", 1).c_str()});
    check({"every other day", "19970902T090000", "FREQ=DAILY;INTERVAL=2",
           (every("19970902", "19971203", 2) + " ...").c_str()});
    check({"every 10 days, 5 occurrences", "19970902T090000", "FREQ=DAILY;INTERVAL=10;COUNT=5",
           "19970902 19970912 19970922 19971002 19971012"});
    const std::string januaries = every("19980101", "19980131", 1) + " " + every("19990101", "19990131", 1) + " " +
                                  every("20000101", "20000131", 1);
    check({"every day in January, for 3 years, yearly", "19980101T090000",
           "FREQ=YEARLY;UNTIL=20000131T140000;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA", januaries.c_str()});
    check({"every day in January, for 3 years, daily", "19980101T090000", "FREQ=DAILY;UNTIL=20000131T140000;BYMONTH=1",
           januaries.c_str()});
}

TEST_CASE("recurrence: the weekly examples of RFC 5545") {
    check({"for 10 occurrences", "19970902T090000", "FREQ=WEEKLY;COUNT=10", every("19970902", "19971104", 7).c_str()});
    check({"until December 24", "19970902T090000", "FREQ=WEEKLY;UNTIL=19971223T190000",
           every("19970902", "19971223", 7).c_str()});
    check({"every other week", "19970902T090000", "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
           (every("19970902", "19980217", 14) + " ...").c_str()});
    const char* tuesdays_and_thursdays =
        "19970902 19970904 19970909 19970911 19970916 19970918 19970923 19970925 19970930 19971002";
    check({"Tuesday and Thursday for five weeks", "19970902T090000",
           "FREQ=WEEKLY;UNTIL=19971006T200000;WKST=SU;BYDAY=TU,TH", tuesdays_and_thursdays});
    check({"the same by count", "19970902T090000", "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", tuesdays_and_thursdays});
    check(
        {"every other week on three days until December 24", "19970901T090000",
         "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971223T190000;WKST=SU;BYDAY=MO,WE,FR",
         "19970901 19970903 19970905 19970915 19970917 19970919 19970929 19971001 19971003 19971013 19971015 19971017 "
         "19971027 19971029 19971031 19971110 19971112 19971114 19971124 19971126 19971128 19971208 19971210 19971212 "
         "19971222"});
    check({"every other week on Tuesday and Thursday, 8 occurrences", "19970902T090000",
           "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
           "19970902 19970904 19970916 19970918 19970930 19971002 19971014 19971016"});
}

TEST_CASE("recurrence: the monthly examples of RFC 5545") {
    const Example examples[] = {
        {"first Friday, 10 occurrences", "19970905T090000", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
         "19970905 19971003 19971107 19971205 19980102 19980206 19980306 19980403 19980501 19980605"},
        {"first Friday until December 24", "19970905T090000", "FREQ=MONTHLY;UNTIL=19971223T190000;BYDAY=1FR",
         "19970905 19971003 19971107 19971205"},
        {"every other month on the first and last Sunday", "19970907T090000",
         "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
         "19970907 19970928 19971102 19971130 19980104 19980125 19980301 19980329 19980503 19980531"},
        {"second-to-last Monday for 6 months", "19970922T090000", "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
         "19970922 19971020 19971117 19971222 19980119 19980216"},
        {"third-to-the-last day", "19970928T090000", "FREQ=MONTHLY;BYMONTHDAY=-3",
         "19970928 19971029 19971128 19971229 19980129 19980226 ..."},
        {"2nd and 15th, 10 occurrences", "19970902T090000", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
         "19970902 19970915 19971002 19971015 19971102 19971115 19971202 19971215 19980102 19980115"},
        {"first and last day, 10 occurrences", "19970930T090000", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
         "19970930 19971001 19971031 19971101 19971130 19971201 19971231 19980101 19980131 19980201"},
        {"every 18 months on the 10th to 15th", "19970910T090000",
         "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
         "19970910 19970911 19970912 19970913 19970914 19970915 19990310 19990311 19990312 19990313"},
        {"every Tuesday, every other month", "19970902T090000", "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
         "19970902 19970909 19970916 19970923 19970930 19971104 19971111 19971118 19971125 19980106 19980113 19980120 "
         "19980127 19980303 19980310 19980317 19980324 19980331 ..."},
        {"every Friday the 13th", "19970902T090000", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
         "19980213 19980313 19981113 19990813 20001013 ..."},
        {"first Saturday after the first Sunday", "19970913T090000",
         "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
         "19970913 19971011 19971108 19971213 19980110 19980207 19980307 19980411 19980509 19980613 ..."},
        {"third Tuesday, Wednesday or Thursday, 3 occurrences", "19970904T090000",
         "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "19970904 19971007 19971106"},
        {"second-to-last weekday", "19970929T090000", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
         "19970929 19971030 19971127 19971230 19980129 19980226 19980330 ..."},
        {"an invalid date is ignored", "20070115T090000", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
         "20070115 20070130 20070215 20070315 20070330"},
    };
    for (const Example& example : examples) check(example);
}

TEST_CASE("recurrence: the yearly examples of RFC 5545") {
    const Example examples[] = {
        {"June and July, 10 occurrences", "19970610T090000", "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
         "19970610 19970710 19980610 19980710 19990610 19990710 20000610 20000710 20010610 20010710"},
        {"every other year on January, February and March", "19970310T090000",
         "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
         "19970310 19990110 19990210 19990310 20010110 20010210 20010310 20030110 20030210 20030310"},
        {"every third year on the 1st, 100th and 200th day", "19970101T090000",
         "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
         "19970101 19970410 19970719 20000101 20000409 20000718 20030101 20030410 20030719 20060101"},
        {"20th Monday of the year", "19970519T090000", "FREQ=YEARLY;BYDAY=20MO", "19970519 19980518 19990517 ..."},
        {"Monday of week 20", "19970512T090000", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "19970512 19980511 19990517 ..."},
        {"every Thursday in March", "19970313T090000", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
         "19970313 19970320 19970327 19980305 19980312 19980319 19980326 19990304 19990311 19990318 19990325 ..."},
        {"every Thursday in June, July and August", "19970605T090000", "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
         "19970605 19970612 19970619 19970626 19970703 19970710 19970717 19970724 19970731 19970807 19970814 19970821 "
         "19970828 19980604 19980611 19980618 19980625 19980702 19980709 19980716 19980723 19980730 19980806 19980813 "
         "19980820 19980827 19990603 19990610 19990617 19990624 19990701 19990708 19990715 19990722 19990729 19990805 "
         "19990812 19990819 19990826 ..."},
        {"election day", "19961105T090000", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
         "19961105 20001107 20041102 ..."},
    };
    for (const Example& example : examples) check(example);
}

TEST_CASE("recurrence: the examples of RFC 5545 within a day") {
    const Example examples[] = {
        {"every 3 hours until 5 pm", "19970902T090000", "FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000",
         "19970902 19970902T120000 19970902T150000"},
        {"every 15 minutes, 6 occurrences", "19970902T090000", "FREQ=MINUTELY;INTERVAL=15;COUNT=6",
         "19970902 19970902T091500 19970902T093000 19970902T094500 19970902T100000 19970902T101500"},
        {"every hour and a half, 4 occurrences", "19970902T090000", "FREQ=MINUTELY;INTERVAL=90;COUNT=4",
         "19970902 19970902T103000 19970902T120000 19970902T133000"},
    };
    for (const Example& example : examples) check(example);
}

TEST_CASE("recurrence: every 20 minutes from 9 to 4:40 pm, two ways of RFC 5545") {
    std::string expected;
    for (const char* day : {"19970902", "19970903"}) {
        const LocalDateTime midnight = read_written_time(day)->time;
        for (int minute = 9 * 60; minute <= 16 * 60 + 40; minute += 20) {
            const LocalDateTime time = LocalDateTime::from_seconds(midnight.seconds() + minute * 60);
            if (!expected.empty()) expected += ' ';
            append_written_time(expected, time, minute == 9 * 60 ? TimeForm::date : TimeForm::date_time);
        }
    }
    expected += " ...";
    check({"daily", "19970902T090000", "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40", expected.c_str()});
    check({"minutely", "19970902T090000", "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16", expected.c_str()});
}

TEST_CASE("recurrence: WKST makes a difference, as in RFC 5545") {
    check({"Monday", "19970805T090000", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
           "19970805 19970810 19970819 19970824"});
    check({"Sunday", "19970805T090000", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
           "19970805 19970817 19970819 19970831"});
}

TEST_CASE("recurrence: the rules in the text of RFC 5545, 3.3.10") {
    const Example examples[] = {
        {"10 occurrences that occur every other day", "19970902T090000", "FREQ=DAILY;COUNT=10;INTERVAL=2",
         "19970902 19970904 19970906 19970908 19970910 19970912 19970914 19970916 19970918 19970920"},
        {"DAILY with BYMONTH: the days of January", "19980130T090000", "FREQ=DAILY;BYMONTH=1",
         "19980130 19980131 19990101 19990102 ..."},
        {"YEARLY with BYMONTH: the day comes from DTSTART", "19980115T090000", "FREQ=YEARLY;BYMONTH=1,2",
         "19980115 19980215 19990115 19990215 ..."},
        {"last work day of the month", "20260130T090000", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
         "20260130 20260227 20260331 ..."},
        {"every Sunday in January at 8:30 and 9:30, every other year", "19970105T083000",
         "FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYDAY=SU;BYHOUR=8,9;BYMINUTE=30",
         "19970105 19970105T093000 19970112 19970112T093000 19970119 19970119T093000 19970126 19970126T093000 19990103 "
         "..."},
    };
    for (const Example& example : examples) check(example);
}

TEST_CASE("recurrence: the time zone rules of RFC 5545, 3.6.5") {
    const Example examples[] = {
        {"standard time, last Sunday of October until 2006", "19671029T020000",
         "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T020000",
         "19671029 19681027 19691026 19701025 19711031 19721029 19731028 19741027 19751026 19761031 19771030 19781029 "
         "19791028 19801026 19811025 19821031 19831030 19841028 19851027 19861026 19871025 19881030 19891029 19901028 "
         "19911027 19921025 19931031 19941030 19951029 19961027 19971026 19981025 19991031 20001029 20011028 20021027 "
         "20031026 20041031 20051030 20061029"},
        {"standard time since 2007", "20071104T020000", "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
         "20071104 20081102 20091101 20101107 ..."},
        {"daylight time, first Sunday of April until 2006", "19870405T020000",
         "FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T020000",
         "19870405 19880403 19890402 19900401 19910407 19920405 19930404 19940403 19950402 19960407 19970406 19980405 "
         "19990404 20000402 20010401 20020407 20030406 20040404 20050403 20060402"},
        {"daylight time since 2007", "20070311T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
         "20070311 20080309 20090308 20100314 ..."},
    };
    for (const Example& example : examples) check(example);
}

TEST_CASE("recurrence: the single dates of RFC 5545, 3.8.5.1 to 3.8.5.3") {
    const auto moment = [](const char* text) { return read_written_time(text)->time; };
    const auto all = [](const RecurrenceSetParts& parts) {
        const auto set = RecurrenceSet::make(parts);
        REQUIRE(set.ok());
        std::vector<std::int64_t> found(12);
        found.resize(*set->expand(local_time_min, local_time_max, found));
        std::string text;
        for (const std::int64_t time : found) {
            if (!text.empty()) text += ' ';
            append_written_time(text, LocalDateTime::from_seconds(time),
                                parts.start.is_date ? TimeForm::date : TimeForm::date_time);
        }
        return text;
    };
    RecurrenceSetParts excluded;
    excluded.start = {moment("19960401T010000"), false};
    excluded.rules = {*parse_rule("FREQ=DAILY;COUNT=6")};
    for (const char* text : {"19960402T010000Z", "19960403T010000Z", "19960404T010000Z"})
        excluded.excluded.push_back(*read_written_time(text));
    CHECK(all(excluded) == "19960401T010000 19960405T010000 19960406T010000");
    RecurrenceSetParts periods;
    periods.start = {moment("19960403T020000"), false};
    periods.extra = {{moment("19960403T020000"), moment("19960403T040000")},
                     {moment("19960404T010000"), moment("19960404T040000")}};
    CHECK(all(periods) == "19960403T020000 19960404T010000");
    CHECK(RecurrenceSet::make(periods)->end_of(moment("19960404T010000")) == moment("19960404T040000"));
    RecurrenceSetParts days;
    days.start = {moment("19970101"), true};
    const char* holidays =
        "19970101 19970120 19970217 19970421 19970526 19970704 19970901 19971014 19971128 19971129 19971225";
    std::istringstream words{std::string(holidays)};
    for (std::string word; words >> word;) days.extra.push_back({moment(word.c_str()), {}});
    CHECK(all(days) == holidays);
    // Friday the 13th, with its DTSTART taken away.
    RecurrenceSetParts fridays;
    fridays.start = {moment("19970902T090000"), false};
    fridays.rules = {*parse_rule("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13")};
    fridays.excluded = {*read_written_time("19970902T090000")};
    CHECK(all(fridays).starts_with("19980213T090000 19980313T090000 19981113T090000 19990813T090000 20001013T090000"));
}

TEST_CASE("recurrence: the examples of RFC 7529 in other calendars are refused, with the place") {
    for (const char* rule : {"RSCALE=CHINESE;FREQ=YEARLY", "RSCALE=ETHIOPIC;FREQ=MONTHLY;BYMONTH=13",
                             "RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=8;SKIP=FORWARD"}) {
        INFO(rule);
        const auto read = parse_rule(rule);
        REQUIRE_FALSE(read.ok());
        CHECK(read.error().fault == RuleFault::scale_unknown);
        CHECK(read.error().position == 7);
    }
}

TEST_CASE("recurrence: the Gregorian examples of RFC 7529") {
    const Example examples[] = {
        {"leap day, left out by default", "20120229", "FREQ=YEARLY", "20120229 20160229 20200229 ..."},
        {"leap day, forward", "20120229", "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD",
         "20120229 20130301 20140301 20150301 20160229 20170301 ..."},
        {"leap day, backward", "20120229", "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=BACKWARD",
         "20120229 20130228 20140228 20150228 20160229 20170228 ..."},
        {"31st, left out", "20140131", "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=OMIT;COUNT=4",
         "20140131 20140331 20140531 20140731"},
        {"31st, backward", "20140131", "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;COUNT=4",
         "20140131 20140228 20140331 20140430"},
        {"31st, forward", "20140131", "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD;COUNT=4",
         "20140131 20140301 20140331 20140501"},
    };
    for (const Example& example : examples) check(example);
}
