// Questions about recurrences as JSON Lines, one answer a line, in order; the same for the host's command line and the
// browser build. Bytes in, bytes out: whoever calls reads and writes. No line, however wrong, ends it.
//   {"id":any,"dtstart":"20260131T090000" or "20260131","rrule":"FREQ=…","rdate":[…],"exdate":[…],"after":…,"before":…,
//    "limit":50,"skip":"OMIT"|"BACKWARD"|"FORWARD","exrule":"FREQ=…","lenient":false,"yearly":"from_start"|"every"}
//   → {"id":…,"occurrences":["20260131T090000",…],"complete":true|false}   complete: nothing is left out
//   → {"id":…,"error":"words","code":"name","part":"rrule","position":n}   n: bytes from the part's start
// "notes":["start_not_in_rule", …] is added when DTSTART is no occurrence, and for what lenient reading doubts.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace pupitre {

constexpr std::size_t recurrence_line_bytes_max = 1'048'576;
constexpr std::int64_t recurrence_limit_default = 1'000;
constexpr std::int64_t recurrence_limit_max = 1'000'000;
constexpr std::size_t recurrence_dates_max = 10'000;

/// Words for a person for the name of a fault.
using FaultWords = std::function<std::string(std::string_view name)>;

/// One answer, without the line's end.
std::string answer_recurrence_line(std::string_view line, const FaultWords& words);

/// Cuts a stream into lines and answers each. A line may come in pieces; one that is too long is answered and dropped.
class RecurrenceLines {
public:
    explicit RecurrenceLines(FaultWords words) : words_(std::move(words)) {}

    void feed(std::string_view bytes, std::string& answers);
    /// At the end of the stream: the last line, if it has no end of line.
    void finish(std::string& answers);

private:
    void answer(std::string_view line, std::string& answers) const;

    FaultWords words_;
    std::string begun_;
    bool is_too_long_ = false;
};

}  // namespace pupitre
