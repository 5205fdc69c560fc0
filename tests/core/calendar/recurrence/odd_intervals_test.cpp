// INTERVALs that fit into no day, month or year, beside the plainest reading there is: step after step from DTSTART, each looked
// at. Then the questions about occurrences too far away to walk to, which must agree with one another.
#include <algorithm>
#include <iterator>

#include <doctest/doctest.h>

#include "core/calendar/recurrence/plan.h"
#include "core/calendar/recurrence/print.h"
#include "tests/core/calendar/recurrence/random_rules.h"

using namespace pupitre;
using namespace pupitre::testing;

namespace {

constexpr std::int32_t odd_intervals[] = {5,      7,      11,     13,     17,      25,      49,         61,
                                          97,     127,    175,    773,    997,     1'441,   4'099,      10'007,
                                          43'199, 65'537, 86'399, 86'401, 172'801, 561'001, 10'000'019, 2'147'483'647};

RandomCase odd_case(Dice& dice, Frequency shortest, Frequency longest) {
    RandomCase made;
    made.rule.frequency = static_cast<Frequency>(dice.roll(static_cast<int>(shortest), static_cast<int>(longest)));
    made.rule.interval = odd_intervals[dice.roll(0, std::ssize(odd_intervals) - 1)];
    if (dice.one_in(2)) made.rule.by_month = some_bits<std::uint16_t>(dice, 1, 12, 6);
    if (dice.one_in(3)) made.rule.by_day.every = some_bits<std::uint8_t>(dice, 0, 6, 5);
    if (made.rule.frequency != Frequency::weekly && dice.one_in(4)) {
        for (int left = 0; left < 12; ++left) made.rule.by_month_day.add(static_cast<int>(dice.roll(1, 31)));
    }
    if (dice.one_in(2)) made.rule.by_hour = some_bits<std::uint32_t>(dice, 0, 23, 12);
    if (dice.one_in(2)) made.rule.by_minute = some_bits<std::uint64_t>(dice, 0, 59, 40);
    if (dice.one_in(2)) made.rule.by_second = some_bits<std::uint64_t>(dice, 0, 59, 40);
    const Date day = Date::from_days(static_cast<std::int32_t>(dice.roll(-130'000, 40'000)));
    made.start.time = LocalDateTime::at(day, static_cast<std::int32_t>(dice.roll(0, 86'399)));
    return made;
}

std::string describe(const RandomCase& made) {
    return to_text(WrittenTime{made.start.time, TimeForm::date_time}) + " " + to_text(made.rule);
}

/// Steps of an hourly, minutely or secondly rule from its start on that the rule's parts let pass, up to a number of steps.
std::vector<std::int64_t> step_by_step(const RandomCase& made, std::int64_t steps, std::size_t wanted) {
    const RecurrenceRule rule = with_start_filled_in(made.rule, made.start);
    const std::int64_t unit = rule.frequency == Frequency::hourly     ? 3600
                              : rule.frequency == Frequency::minutely ? 60
                                                                      : 1;
    const std::int64_t first = made.start.time.seconds() - made.start.time.second_of_day() % unit;
    std::vector<std::int64_t> found;
    for (std::int64_t step = 0; step < steps && found.size() < wanted; ++step) {
        const std::int64_t begun = first + step * unit * rule.interval;
        if (begun > local_time_max.seconds()) break;
        for (std::int64_t second = begun; second < begun + unit; ++second) {
            const LocalDateTime time = LocalDateTime::from_seconds(second);
            const std::int32_t of_day = time.second_of_day();
            const YearMonthDay civil = time.date().ymd();
            const bool fits =
                time >= made.start.time && (rule.by_month == 0 || (rule.by_month >> civil.month & 1) != 0) &&
                (rule.by_day.every == 0 || (rule.by_day.every >> static_cast<int>(time.date().weekday()) & 1) != 0) &&
                (rule.by_month_day.empty() || rule.by_month_day.has(civil.day)) &&
                (rule.by_hour == 0 || (rule.by_hour >> (of_day / 3600) & 1) != 0) &&
                (rule.by_minute == 0 || (rule.by_minute >> (of_day / 60 % 60) & 1) != 0) &&
                (rule.by_second == 0 || (rule.by_second >> (of_day % 60) & 1) != 0);
            if (fits) found.push_back(second);
        }
    }
    return found;
}

}  // namespace

TEST_CASE("recurrence: an odd INTERVAL gives what going step by step gives") {
    Dice dice(421);
    int with_occurrences = 0;
    for (int index = 0; index < 250; ++index) {
        const RandomCase made = odd_case(dice, Frequency::secondly, Frequency::hourly);
        INFO(describe(made));
        const std::int64_t steps = made.rule.frequency == Frequency::hourly ? 100 : 3'000;
        const std::vector<std::int64_t> slow = step_by_step(made, steps, 300);
        const auto plan = RecurrencePlan::compile(made.rule, made.start);
        REQUIRE(plan.ok());
        std::vector<std::int64_t> fast(slow.size());
        REQUIRE(plan->expand(fast) == slow.size());
        REQUIRE(fast == slow);
        with_occurrences += slow.size() > 4 ? 1 : 0;
        for (std::size_t place = 0; place < slow.size(); place += 9) {
            const LocalDateTime time = LocalDateTime::from_seconds(slow[place]);
            REQUIRE(plan->nth(static_cast<std::int64_t>(place) + 1) == time);
            REQUIRE(plan->count_until(time) == static_cast<std::int64_t>(place) + 1);
            const auto previous = plan->last_before(time);
            REQUIRE(previous.has_value() == (place > 0));
            if (place > 0) REQUIRE(previous->seconds() == slow[place - 1]);
        }
    }
    CHECK(with_occurrences > 90);
}

TEST_CASE("recurrence: with an odd INTERVAL, the millionth and the billionth occurrence are known without walking") {
    Dice dice(422);
    int far_away = 0;
    for (int index = 0; index < 90; ++index) {
        RandomCase made = odd_case(dice, Frequency::secondly, Frequency::yearly);
        INFO(describe(made));
        const auto plan = RecurrencePlan::compile(made.rule, made.start);
        REQUIRE(plan.ok());
        const std::int64_t all = plan->count_until(local_time_max);
        REQUIRE_FALSE(plan->nth(all + 1).has_value());
        for (std::int64_t k : {std::int64_t{1'000}, std::int64_t{1'000'000}, std::int64_t{1'000'000'000}, all}) {
            if (k > all || k == 0) continue;
            const auto time = plan->nth(k);
            REQUIRE(time.has_value());
            REQUIRE(plan->count_until(*time) == k);
            REQUIRE(plan->has(*time));
            if (k == 1) continue;
            const auto previous = plan->last_before(*time);
            REQUIRE(previous.has_value());
            REQUIRE(plan->nth(k - 1) == previous);
            REQUIRE(plan->next_after(*previous) == time);
            made.rule.count = k;
            const auto limited = RecurrencePlan::compile(made.rule, made.start);
            REQUIRE(limited.ok());
            REQUIRE(limited->count_until(local_time_max) == k);
            REQUIRE(limited->nth(k) == time);
            REQUIRE_FALSE(limited->next_after(*time).has_value());
            ++far_away;
        }
    }
    CHECK(far_away > 90);
}
