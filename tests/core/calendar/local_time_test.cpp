// Days with a time on the wall.
#include "core/calendar/local_time.h"

#include <doctest/doctest.h>

using namespace pupitre;

TEST_CASE("local time: a number and its day and second belong together, also before 1970") {
    for (const std::int32_t day : {date_min.days(), -1, 0, 1, 20'000, date_max.days()}) {
        for (const std::int32_t second : {0, 1, 43'200, 86'399}) {
            const LocalDateTime time = LocalDateTime::at(Date::from_days(day), second);
            REQUIRE(time.date().days() == day);
            REQUIRE(time.second_of_day() == second);
            REQUIRE(LocalDateTime::from_seconds(time.seconds()) == time);
        }
    }
    CHECK(LocalDateTime::at(Date::from_days(3), 86'399) < LocalDateTime::at(Date::from_days(4), 0));
}

TEST_CASE("local time: written forms read back as they were") {
    for (const char* text : {"20260131", "20260131T090000", "00010101T000000", "99991231T235959", "19970714T133000Z"}) {
        const auto written = read_written_time(text);
        REQUIRE_MESSAGE(written.has_value(), text);
        CHECK(to_text(*written) == text);
    }
    CHECK(read_written_time("20260131T090060")->time == read_written_time("20260131T090059")->time);
}

TEST_CASE("local time: what is no moment is refused") {
    for (const char* text :
         {"", "2026", "20260230", "20260131T", "20260131T2400", "20260131T240000", "20260131T096000", "20260131 090000",
          "2026013100900000", "00000101", "2026-01-31", "20260131T09000x", "2026013l"}) {
        INFO(text);
        CHECK_FALSE(read_written_time(text).has_value());
    }
}
