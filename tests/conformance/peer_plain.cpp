// Answers questions about recurrences by the slow, plain reading of the RFC in tests/core: lines "dtstart<TAB>rrule<TAB>limit
// <TAB>milliseconds" in (the last is not needed), one line of occurrences out; then "until" and the last second that was looked at, because slowness sets it an end.
#include <cstdio>
#include <string>

#include "core/calendar/recurrence/parse.h"
#include "tests/core/calendar/recurrence/slow_reference.h"

int main() {
    using namespace pupitre;
    static char line[65'536];
    while (std::fgets(line, sizeof line, stdin) != nullptr) {
        const std::string text(line);
        const std::size_t first = text.find('\t');
        const std::size_t second = text.find('\t', first + 1);
        const auto start = read_written_time(text.substr(0, first));
        const auto rule = parse_rule(text.substr(first + 1, second - first - 1));
        if (!start || !rule) {
            std::puts("refused");
            std::fflush(stdout);
            continue;
        }
        const int limit = std::atoi(text.c_str() + second + 1);
        const auto slow = testing::expand_slowly(*rule, {start->time, start->form == TimeForm::date},
                                                 static_cast<std::size_t>(limit), 40);
        std::string answer;
        for (const std::int64_t time : slow.occurrences) {
            append_written_time(answer, LocalDateTime::from_seconds(time), start->form);
            answer += ' ';
        }
        answer += "until ";
        append_written_time(answer, LocalDateTime::from_seconds(slow.known_until), TimeForm::date_time);
        std::puts(answer.c_str());
        std::fflush(stdout);
    }
    return 0;
}
