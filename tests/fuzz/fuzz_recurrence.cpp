// Rules of any bytes: what reads is printed and read again as the same; what compiles answers near and far, in order, within
// its bounds, in bounded time and memory; lines of any bytes get one answer each.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "core/calendar/recurrence/json_lines.h"
#include "core/calendar/recurrence/parse.h"
#include "core/calendar/recurrence/plan.h"
#include "core/calendar/recurrence/print.h"

using namespace pupitre;

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

/// A shipped build has 10 ms for any request; with sanitizers everything takes up to ten times as long. Writing what was found
/// comes on top. Processor time, so that a busy machine fails nothing.
class TimeLimit {
public:
    void check(std::size_t written) const {
        constexpr double seconds_max = 0.1;
        constexpr double seconds_a_byte = 2e-7;
        const double took = static_cast<double>(std::clock() - begun_) / CLOCKS_PER_SEC;
        must(took < seconds_max + seconds_a_byte * static_cast<double>(written));
    }

private:
    std::clock_t begun_ = std::clock();
};

/// The start comes from the first bytes; the rest is the rule.
RecurrenceStart start_from(std::string_view& bytes) {
    std::uint64_t number = 0;
    for (int index = 0; index < 6 && !bytes.empty(); ++index) {
        number = number << 8 | static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
    }
    const std::int64_t days = std::int64_t{date_max.days()} - date_min.days();
    const auto day = static_cast<std::int32_t>(date_min.days() + static_cast<std::int64_t>(number >> 20) % days);
    const bool is_date = (number & 1) != 0;
    return {LocalDateTime::at(Date::from_days(day), is_date ? 0 : static_cast<std::int32_t>(number >> 1) % 86'400),
            is_date};
}

void ask(const RecurrencePlan& plan, const RecurrenceStart& start) {
    std::vector<std::int64_t> found(64);
    found.resize(plan.expand(found));
    for (std::size_t at = 1; at < found.size(); ++at) must(found[at - 1] < found[at]);
    must(plan.is_empty() == found.empty());
    if (found.empty()) {
        must(!plan.last_before(local_time_max) && plan.count_until(local_time_max) == 0);
        return;
    }
    must(found.front() >= start.time.seconds() && found.back() <= local_time_max.seconds());
    const auto size = static_cast<std::int64_t>(found.size());
    const LocalDateTime last = LocalDateTime::from_seconds(found.back());
    must(plan.nth(size) == last && plan.count_until(last) == size && plan.has(last));
    const auto previous = plan.last_before(last);
    must(previous.has_value() == (size > 1));
    if (size > 1) must(previous->seconds() == found[found.size() - 2]);
    const LocalDateTime middle =
        LocalDateTime::from_seconds(last.seconds() + (local_time_max.seconds() - last.seconds()) / 2);
    const auto next = plan.next_after(middle);
    must(!next || *next > middle);
    const std::int64_t all = plan.count_until(local_time_max);
    must(all >= size && plan.nth(all).has_value() && !plan.nth(all + 1));
    const std::int64_t billionth = std::min<std::int64_t>(all, 1'000'000'000);
    must(plan.count_until(*plan.nth(billionth)) == billionth);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const TimeLimit answering;
    const std::string answer = answer_recurrence_line(bytes, [](std::string_view name) { return std::string(name); });
    answering.check(answer.size());
    must(answer.starts_with("{\"id\":") && answer.ends_with('}') && answer.find('\n') == std::string::npos);
    const RecurrenceStart start = start_from(bytes);
    const auto strict = parse_rule(bytes);
    const auto lenient = parse_rule_leniently(bytes);
    if (strict) {
        must(lenient.ok() && lenient->rule == *strict && lenient->warnings.empty());
        const std::string text = to_text(*strict);
        const auto again = parse_rule(text);
        must(again.ok() && *again == *strict && to_text(*again) == text);
    }
    if (!lenient) return 0;
    const TimeLimit asking;
    const auto plan = RecurrencePlan::compile(lenient->rule, start);
    if (plan) ask(*plan, start);
    asking.check(0);
    return 0;
}
