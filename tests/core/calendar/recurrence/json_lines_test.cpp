// Questions as JSON Lines: each line its answer, in order, whatever the line holds.
#include "core/calendar/recurrence/json_lines.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace pupitre;

namespace {

std::string name_itself(std::string_view name) { return "<" + std::string(name) + ">"; }

std::string answer(const std::string& line) { return answer_recurrence_line(line, name_itself); }

}  // namespace

TEST_CASE("recur lines: occurrences in DTSTART's form, and whether that is all") {
    CHECK(answer(R"({"id":1,"dtstart":"20260131T090000","rrule":"FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3"})") ==
          R"({"id":1,"occurrences":["20260131T090000","20260228T090000","20260331T090000"],"complete":true})");
    CHECK(answer(R"({"id":"a","dtstart":"20260131","rrule":"FREQ=MONTHLY","limit":2})") ==
          R"({"id":"a","occurrences":["20260131","20260331"],"complete":false})");
    CHECK(answer(R"({"id":null,"dtstart":"20260131","rrule":"FREQ=MONTHLY;COUNT=2","limit":2})") ==
          R"({"id":null,"occurrences":["20260131","20260331"],"complete":true})");
    CHECK(answer(R"({"id":[1],"dtstart":"20260131","rrule":"FREQ=MONTHLY","skip":"backward","limit":3})") ==
          R"({"id":[1],"occurrences":["20260131","20260228","20260331"],"complete":false})");
    CHECK(answer(R"({"dtstart":"20260131T090000Z","rrule":"FREQ=DAILY;COUNT=1"})") ==
          R"({"id":null,"occurrences":["20260131T090000Z"],"complete":true})");
    CHECK(answer(R"({"id":2,"dtstart":"20260131","rrule":"FREQ=DAILY","limit":0})") ==
          R"({"id":2,"occurrences":[],"complete":false})");
}

TEST_CASE("recur lines: both ends of the window are included") {
    CHECK(
        answer(
            R"({"id":1,"dtstart":"20260101T090000","rrule":"FREQ=DAILY","after":"20690601T090000","before":"20690602T090000"})") ==
        R"({"id":1,"occurrences":["20690601T090000","20690602T090000"],"complete":true})");
    CHECK(answer(R"({"id":1,"dtstart":"20260101","rrule":"FREQ=DAILY","after":"20260102","before":"20260103"})") ==
          R"({"id":1,"occurrences":["20260102","20260103"],"complete":true})");
    CHECK(
        answer(R"({"id":1,"dtstart":"20260101T090000","rrule":"FREQ=DAILY","after":"20260102","before":"20260102"})") ==
        R"({"id":1,"occurrences":["20260102T090000"],"complete":true})");
    CHECK(answer(R"({"id":1,"dtstart":"20260101","rrule":"FREQ=DAILY","after":"20260103","before":"20260102"})") ==
          R"({"id":1,"occurrences":[],"complete":true})");
}

TEST_CASE("recur lines: RDATE, also as periods, and EXDATE") {
    CHECK(
        answer(
            R"({"id":1,"dtstart":"20260101T090000","rrule":"FREQ=DAILY;COUNT=2","rdate":["20260105T100000","20260103T100000/PT2H30M","20260104T000000/20260104T010000"],"exdate":["20260102T090000"]})") ==
        R"({"id":1,"occurrences":["20260101T090000","20260103T100000","20260104T000000","20260105T100000"],"complete":true})");
    CHECK(answer(R"({"id":1,"dtstart":"20260101","rdate":["20260110"]})") ==
          R"({"id":1,"occurrences":["20260101","20260110"],"complete":true})");
    CHECK(answer(R"({"id":1,"dtstart":"20260101T090000","rrule":"FREQ=DAILY;COUNT=3","exdate":["20260102"]})") ==
          R"({"id":1,"occurrences":["20260101T090000","20260103T090000"],"complete":true})");
    CHECK(answer(R"({"id":1,"dtstart":"20260101","rrule":"FREQ=DAILY;COUNT=4","exrule":"FREQ=DAILY;INTERVAL=2"})") ==
          R"({"id":1,"occurrences":["20260102","20260104"],"complete":true})");
}

TEST_CASE("recur lines: the answer says when DTSTART is no occurrence, and what lenient reading doubts") {
    CHECK(answer(R"({"id":1,"dtstart":"20260101","rrule":"FREQ=MONTHLY;BYMONTHDAY=20;COUNT=1"})") ==
          R"({"id":1,"occurrences":["20260120"],"complete":true,"notes":["start_not_in_rule"]})");
    CHECK(answer(R"({"id":1,"dtstart":"20260101","rrule":"FREQ=DAILY;COUNT=2;UNTIL=20261231","lenient":true})") ==
          R"({"id":1,"occurrences":["20260101","20260102"],"complete":true,"notes":["count_with_until"]})");
    CHECK(answer(R"({"id":1,"dtstart":"20260115","rrule":"FREQ=YEARLY;BYMONTHDAY=15;COUNT=2","yearly":"every"})") ==
          R"({"id":1,"occurrences":["20260115","20260215"],"complete":true})");
}

TEST_CASE("recur lines: a bad line gets its error and its place") {
    struct Row {
        const char* line;
        const char* code;
        const char* part;
        int position;
    };
    const Row rows[] = {
        {"", "json_malformed", "", 0},
        {"[]", "json_malformed", "", 0},
        {"{\"id\":1,}", "json_malformed", "", 8},
        {"{\"id\":\"\xff\"}", "json_malformed", "", 7},
        {R"({"id":7})", "start_missing", "dtstart", 0},
        {R"({"id":7,"dtstart":20260131})", "time_malformed", "dtstart", 0},
        {R"({"id":7,"dtstart":"20260230"})", "time_malformed", "dtstart", 0},
        {R"({"id":7,"dtstart":"20260131","rrule":"FREQ=DAILY;INTERVAL=0"})", "number_out_of_range", "rrule", 20},
        {R"({"id":7,"dtstart":"20260131","rrule":"FREQ=DAILY;COUNT=2;UNTIL=20261231"})", "count_with_until", "rrule",
         19},
        {R"({"id":7,"dtstart":"20260131","rrule":12})", "text_expected", "rrule", 0},
        {R"({"id":7,"dtstart":"20260131","rrule":"FREQ=HOURLY"})", "hours_of_a_date", "rrule", 0},
        {R"({"id":7,"dtstart":"20260131","rdate":["20260201","soon"]})", "time_malformed", "rdate", 1},
        {R"({"id":7,"dtstart":"20260131","rdate":["20260201T000000/-PT1H"]})", "time_malformed", "rdate", 0},
        {R"({"id":7,"dtstart":"20260131","exdate":{"a":1}})", "time_malformed", "exdate", 0},
        {R"({"id":7,"dtstart":"20260131","before":"later"})", "time_malformed", "before", 0},
        {R"({"id":7,"dtstart":"20260131","limit":-1})", "limit_out_of_range", "limit", 0},
        {R"({"id":7,"dtstart":"20260131","limit":1.5})", "limit_out_of_range", "limit", 0},
        {R"({"id":7,"dtstart":"20260131","skip":"sideways"})", "skip_unknown", "skip", 0},
        {R"({"id":7,"dtstart":"20260131","lenient":1})", "option_unknown", "lenient", 0},
        {R"({"id":7,"dtstart":"20260131T000000","rrule":"FREQ=MINUTELY","exrule":"FREQ=SECONDLY"})", "search_limit",
         "exrule", 0},
    };
    for (const Row& row : rows) {
        INFO(row.line);
        const auto json = nlohmann::json::parse(answer(row.line));
        CHECK(json["code"] == row.code);
        CHECK(json["error"] == name_itself(row.code));
        CHECK(json.value("part", "") == row.part);
        CHECK(json["position"] == row.position);
    }
    const std::string deep = "{\"id\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}";
    CHECK(nlohmann::json::parse(answer(deep))["code"] == "json_too_deep");
}

TEST_CASE("recur lines: a stream in pieces gives the same answers, one a line, and survives any line") {
    const std::string good = R"({"id":1,"dtstart":"20260131","rrule":"FREQ=DAILY;COUNT=1"})";
    const std::string stream =
        good + "\r\n\nnonsense\n" + std::string(recurrence_line_bytes_max + 5, 'x') + "\n" + good;
    std::string whole;
    RecurrenceLines lines(name_itself);
    lines.feed(stream, whole);
    lines.finish(whole);
    const std::string ok = R"({"id":1,"occurrences":["20260131"],"complete":true})";
    CHECK(std::count(whole.begin(), whole.end(), '\n') == 5);
    CHECK(whole.starts_with(ok + "\n"));
    CHECK(whole.ends_with("\n" + ok + "\n"));
    CHECK(whole.find("line_too_long") != std::string::npos);
    for (const std::size_t size : {1UL, 7UL, 4096UL}) {
        std::string pieces;
        RecurrenceLines again(name_itself);
        for (std::size_t at = 0; at < stream.size(); at += size)
            again.feed(std::string_view(stream).substr(at, size), pieces);
        again.finish(pieces);
        CHECK(pieces == whole);
    }
}
