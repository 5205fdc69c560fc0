// `pupitre recur` as a process: one answer a line, in order, whatever the lines are.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/host/support/child_process.h"

namespace pupitre::host {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begun = 0; begun < text.size();) {
        const std::size_t end = text.find('\n', begun);
        REQUIRE(end != std::string::npos);
        lines.push_back(text.substr(begun, end - begun));
        begun = end + 1;
    }
    return lines;
}

std::string code_of(const std::string& line) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    REQUIRE(json.is_object());
    return json.value("code", "");
}

}  // namespace

TEST_CASE("recur: good and bad lines are answered in order, and the program ends well") {
    using namespace std::string_literals;
    struct Row {
        std::string line;
        std::string code;  // Empty: an answer.
    };
    const Row rows[] = {
        {R"({"id":1,"dtstart":"20260131","rrule":"FREQ=MONTHLY","limit":2})", ""},
        {"", "json_malformed"},
        {"FREQ=DAILY", "json_malformed"},
        {R"({"id":2,"dtstart":"20260131")", "json_malformed"},
        {"[1,2,3]", "json_malformed"},
        {"\0\0\0"s, "json_malformed"},
        {R"({"id":3,"dtstart":"2026)"s + '\0' + R"(131","rrule":"FREQ=DAILY"})", "json_malformed"},
        {"{\"id\":\"\xFF\xFE\",\"dtstart\":\"20260131\"}", "json_malformed"},
        {R"({"id":4,"dtstart":20260131,"rrule":"FREQ=DAILY"})", "time_malformed"},
        {R"({"id":5,"dtstart":"20260131","rrule":["FREQ=DAILY"]})", "text_expected"},
        {R"({"id":6,"dtstart":"20260131","rrule":"FREQ=DAILY","limit":"ten"})", "limit_out_of_range"},
        {R"({"id":7,"dtstart":"20260131","rrule":"FREQ=DAILY","exdate":7})", "time_malformed"},
        {R"({"id":8,"dtstart":"20260230","rrule":"FREQ=DAILY"})", "time_malformed"},
        {R"({"id":9,"dtstart":"20260131","rrule":"FREQ=DAILY;BYMONTH=13"})", "number_out_of_range"},
        {R"({"id":10})", "start_missing"},
        {"{\"id\":11,\"dtstart\":\"20260131\"}\r", ""},
        {std::string(3'000'000, 'x'), "line_too_long"},
        {std::string(500'000, '['), "json_too_deep"},
        {R"({"id":{"of":["any",null,1.5]},"dtstart":"20260131T090000","rrule":"FREQ=DAILY;COUNT=1"})", ""},
        // The last line has no end.
        {R"({"id":"last","dtstart":"20260131","rrule":"FREQ=YEARLY;COUNT=1"})", ""},
    };
    std::string input;
    for (const Row& row : rows) input += (input.empty() ? "" : "\n") + row.line;
    const Finished finished = run_pupitre({"recur"}, input);
    CHECK(finished.code == 0);
    CHECK(finished.err.empty());
    const std::vector<std::string> answers = lines_of(finished.out);
    REQUIRE(answers.size() == std::size(rows));
    for (std::size_t index = 0; index < answers.size(); ++index) {
        INFO(index, ": ", answers[index].substr(0, 200));
        CHECK(code_of(answers[index]) == rows[index].code);
    }
    CHECK(answers[0] == R"({"id":1,"occurrences":["20260131","20260331"],"complete":false})");
    CHECK(answers[9].find("\"id\":5,") != std::string::npos);
    CHECK(answers[15] == R"({"id":11,"occurrences":["20260131"],"complete":true})");
    CHECK(answers[18] == R"({"id":{"of":["any",null,1.5]},"occurrences":["20260131T090000"],"complete":true})");
    CHECK(answers[19] == R"({"id":"last","occurrences":["20260131"],"complete":true})");
    // Nothing asked, nothing answered.
    const Finished nothing = run_pupitre({"recur"});
    CHECK(nothing.code == 0);
    CHECK(nothing.out.empty());
}

TEST_CASE("recur: errors speak the language that was asked for") {
    const std::string line = R"({"id":1,"dtstart":"20260131","rrule":"FREQ=DAILY;COUNT=0"})";
    CHECK(run_pupitre({"recur"}, line).out.find("outside what this part permits") != std::string::npos);
    CHECK(run_pupitre({"recur", "--lang", "fr"}, line).out.find("hors des limites") != std::string::npos);
}

TEST_CASE("recur: 50,000 lines, some of them bad, keep their order") {
    constexpr int line_count = 50'000;
    std::string input;
    for (int line = 0; line < line_count; ++line) {
        input += "{\"id\":" + std::to_string(line) + ",\"dtstart\":";
        if (line % 1'000 == 999) {
            input += "\"soon\"}\n";
        } else if (line % 50 == 0) {
            const std::string year = std::to_string(2030 + line % 5'000);
            input += R"("20260105T090000","rrule":"FREQ=WEEKLY;BYDAY=MO,TH","limit":2,"after":")" + year +
                     "0101T000000\"}\n";
        } else {
            input += "\"20260105\"}\n";
        }
    }
    const Finished finished = run_pupitre({"recur"}, input);
    CHECK(finished.code == 0);
    const std::vector<std::string> answers = lines_of(finished.out);
    REQUIRE(answers.size() == line_count);
    int errors = 0;
    for (int line = 0; line < line_count; ++line) {
        const std::string& answer = answers[static_cast<std::size_t>(line)];
        if (!answer.starts_with("{\"id\":" + std::to_string(line) + ","))
            FAIL("line ", line, " is answered by ", answer);
        errors += answer.find("\"error\"") != std::string::npos ? 1 : 0;
    }
    CHECK(errors == line_count / 1'000);
}

}  // namespace pupitre::host
