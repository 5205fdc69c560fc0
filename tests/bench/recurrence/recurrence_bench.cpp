// How long recurrences take, natively and in the browser build: expansion, windows near and far, counting, reading a rule,
// saying it in words.
// Prints "figure: NAME VALUE"; geometric means, in nanoseconds. Ratios to other libraries: run_peers.sh beside this file.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <span>
#include <string>
#include <vector>

#include "core/calendar/recurrence/parse.h"
#include "core/calendar/recurrence/plan.h"
#include "core/text/recurrence_text.h"

namespace {

using namespace pupitre;

struct Example {
    const char* start;
    const char* rule;
};

constexpr Example examples[] = {
    {"20250101T090000", "FREQ=DAILY"},                                  // every day
    {"20250101T090000", "FREQ=DAILY;INTERVAL=3"},                       // every third day
    {"20250101T090000", "FREQ=DAILY;BYHOUR=9,13,17;BYMINUTE=0,30"},     // six times a day
    {"20250101T090000", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"},             // every working day, as a daily rule
    {"20250101T090000", "FREQ=WEEKLY"},                                 // weekly
    {"20250101T090000", "FREQ=WEEKLY;BYDAY=MO,WE,FR"},                  // weekly on three days
    {"20250107T090000", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH"},  // every other week, payroll
    {"20250120T090000", "FREQ=MONTHLY;BYMONTHDAY=20"},                  // VAT return on the 20th
    {"20250131T090000", "FREQ=MONTHLY;BYMONTHDAY=-1"},                  // month end
    {"20250131T090000", "FREQ=MONTHLY;BYMONTHDAY=31"},                  // 31st, short months left out
    {"20250131T090000",
     "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"},  // 31st or month end (the SKIP=BACKWARD work-around)
    {"20250114T090000", "FREQ=MONTHLY;BYDAY=2TU"},        // second Tuesday
    {"20250131T090000", "FREQ=MONTHLY;BYDAY=-1FR"},       // last Friday
    {"20250131T090000", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"},  // last working day
    {"20250101T090000", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"},   // first working day
    {"20250613T090000", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"},            // Friday the 13th
    {"20250120T090000", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20"},          // quarterly return
    {"20250120T090000", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=20"},     // quarterly return, as a yearly rule
    {"20250331T090000", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31"},            // year end + 3 months
    {"20250101T090000", "FREQ=YEARLY;BYYEARDAY=1,100,200,-1"},             // days of the year
    {"20250512T090000", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO"},               // Monday of ISO week 20
    {"20250519T090000", "FREQ=YEARLY;BYDAY=20MO"},                         // 20th Monday of the year
    {"20280229T090000", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"},            // 29 February
    {"20250101T090000", "FREQ=HOURLY;INTERVAL=6"},                         // every six hours
    {"20250101T090000", "FREQ=HOURLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,10,11,12,13,14,15,16,17"},  // office hours
    {"20250101T090000", "FREQ=MINUTELY;INTERVAL=15;BYHOUR=9,10,11,12"},  // every 15 minutes in the morning
    {"20250101T090000", "FREQ=SECONDLY;INTERVAL=45"},                    // every 45 seconds
};

// INTERVALs that fit into no year, for counting far ahead.
constexpr Example odd_examples[] = {
    {"20250101T090000", "FREQ=DAILY;INTERVAL=11;BYMONTH=1,2"},
    {"20250101T090000", "FREQ=WEEKLY;INTERVAL=7;BYMONTH=3;BYDAY=MO,TH"},
    {"20250131T090000", "FREQ=MONTHLY;INTERVAL=7;BYMONTHDAY=31"},
    {"20250101T090000", "FREQ=HOURLY;INTERVAL=7;BYMONTH=2"},
    {"20250101T090000", "FREQ=MINUTELY;INTERVAL=1439;BYMONTH=2,3,4;BYDAY=MO,TU,WE,TH,FR"},
    {"20250101T090000", "FREQ=SECONDLY;INTERVAL=4099;BYMONTH=1,6;BYHOUR=0,2,4,6,8;BYMINUTE=0,15,30,45"},
    {"20250101T090000", "FREQ=SECONDLY;INTERVAL=86399;BYMONTH=1,3,5;BYHOUR=9,10,11,12"},
    {"20250101T090000", "FREQ=SECONDLY;INTERVAL=561001;BYMONTH=2"},
};

// Keeps the compiler from leaving out what is measured.
volatile std::int64_t sink = 0;

// Wall time in nanoseconds, the least of five samples: fractions count, so a floating number.
template <class Call>
double least_ns(Call call) {
    using Clock = std::chrono::steady_clock;
    const auto measure = [&](int repeats) {
        const auto started = Clock::now();
        for (int repeat = 0; repeat < repeats; ++repeat) call();
        return static_cast<double>(std::chrono::nanoseconds(Clock::now() - started).count()) / repeats;
    };
    const int repeats = static_cast<int>(3e6 / std::max(measure(10), 2.0)) + 1;
    double least = 1e300;
    for (int sample = 0; sample < 5; ++sample) least = std::min(least, measure(repeats));
    return least;
}

class Mean {
public:
    explicit Mean(std::string name) : name_(std::move(name)) {}
    Mean(const Mean&) = delete;
    Mean& operator=(const Mean&) = delete;
    ~Mean() {
        std::printf("figure: recurrence_%s_ns %.2f\n", name_.c_str(), std::exp(logarithms_ / count_));
        std::printf("figure: recurrence_%s_worst_ns %.2f\n", name_.c_str(), worst_);
    }
    void add(double ns) {
        logarithms_ += std::log(ns);
        worst_ = std::max(worst_, ns);
        ++count_;
    }

private:
    std::string name_;
    double logarithms_ = 0;
    double worst_ = 0;
    int count_ = 0;
};

std::vector<RecurrencePlan> plans_of(std::span<const Example> chosen, std::string_view end = "") {
    std::vector<RecurrencePlan> plans;
    for (const Example& example : chosen) {
        const auto start = read_written_time(example.start);
        const auto rule = parse_rule(std::string(example.rule) + std::string(end));
        auto plan = RecurrencePlan::compile(*rule, {start->time, false});
        if (plan) plans.push_back(std::move(*plan));
    }
    return plans;
}

/// A month of a year, for every rule.
void measure_windows(const std::string& name, const std::vector<RecurrencePlan>& plans, int year) {
    const LocalDateTime first = LocalDateTime::at(*Date::from_ymd(year, 6, 1), 0);
    const LocalDateTime last = LocalDateTime::at(*Date::from_ymd(year, 6, 30), 86'399);
    Mean mean(name + "_" + std::to_string(year));
    std::vector<std::int64_t> out(32);
    for (const RecurrencePlan& plan : plans) {
        mean.add(least_ns([&] { sink = sink + static_cast<std::int64_t>(plan.expand(first, last, out)); }));
    }
}

void measure_counting(const std::string& which, const std::vector<RecurrencePlan>& plans) {
    Mean nth(which + "nth");
    Mean count(which + "count_until");
    Mean previous(which + "previous");
    for (const RecurrencePlan& plan : plans) {
        const LocalDateTime far = LocalDateTime::at(*Date::from_ymd(9876, 5, 4), 11);
        const std::int64_t all = plan.count_until(local_time_max);
        for (const std::int64_t k : {all / 3 + 1, std::min<std::int64_t>(all, 1'000'000'000)}) {
            nth.add(least_ns([&] { sink = sink + plan.nth(k)->seconds(); }));
        }
        count.add(least_ns([&] { sink = sink + plan.count_until(far); }));
        previous.add(least_ns([&] { sink = sink + plan.last_before(far)->seconds(); }));
    }
}

void measure_preparing(const std::string& which, std::span<const Example> chosen) {
    Mean parse(which + "parse");
    Mean prepare(which + "prepare");
    Mean with_count(which + "prepare_with_count");
    for (const Example& example : chosen) {
        const RecurrenceStart start{read_written_time(example.start)->time, false};
        auto rule = *parse_rule(example.rule);
        parse.add(least_ns([&] { sink = sink + (parse_rule(example.rule).ok() ? 1 : 0); }));
        prepare.add(least_ns([&] { sink = sink + (RecurrencePlan::compile(rule, start).ok() ? 1 : 0); }));
        rule.count = 1'000'000'000;
        with_count.add(least_ns([&] { sink = sink + (RecurrencePlan::compile(rule, start).ok() ? 1 : 0); }));
    }
}

void measure_words() {
    Mean french("words_french");
    Mean english("words_english");
    for (const Example& example : examples) {
        const RecurrenceStart start{read_written_time(example.start)->time, false};
        const auto rule = *parse_rule(example.rule);
        const auto length = [&](Language language) {
            return static_cast<std::int64_t>(rule_text(rule, start, language).size());
        };
        french.add(least_ns([&] { sink = sink + length(Language::french); }));
        english.add(least_ns([&] { sink = sink + length(Language::english); }));
    }
}

}  // namespace

int main() {
    const std::vector<RecurrencePlan> plans = plans_of(examples);
    {
        Mean mean("expand_an_occurrence");
        std::vector<std::int64_t> out(1'000);
        for (const RecurrencePlan& plan : plans) {
            mean.add(least_ns([&] { sink = sink + static_cast<std::int64_t>(plan.expand(out)) + out[0]; }) / 1'000);
        }
    }
    for (const int year : {2026, 2069, 2169, 9000}) measure_windows("window", plans, year);
    measure_windows("window_until", plans_of(examples, ";UNTIL=99990101T000000"), 9000);
    measure_windows("window_count", plans_of(examples, ";COUNT=1000000000"), 9000);
    measure_counting("", plans);
    measure_counting("odd_", plans_of(odd_examples));
    measure_words();
    measure_preparing("", examples);
    measure_preparing("odd_", odd_examples);
    return 0;
}
