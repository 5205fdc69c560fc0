// The engine against the slow reference, and the laws that its questions must keep among themselves.
#include <algorithm>

#include <doctest/doctest.h>

#include "core/calendar/recurrence/parse.h"
#include "core/calendar/recurrence/plan.h"
#include "core/calendar/recurrence/print.h"
#include "tests/core/calendar/recurrence/random_rules.h"
#include "tests/core/calendar/recurrence/slow_reference.h"

using namespace pupitre;
using namespace pupitre::testing;

namespace {

constexpr int rules_per_seed = 600;
constexpr std::size_t compared = 40;
constexpr int compared_years = 24;

std::string words(const std::vector<std::int64_t>& times) {
    std::string text;
    for (const std::int64_t time : times) {
        append_written_time(text, LocalDateTime::from_seconds(time), TimeForm::date_time);
        text += ' ';
    }
    return text;
}

std::string describe(const RandomCase& made) {
    return to_text(WrittenTime{made.start.time, made.start.is_date ? TimeForm::date : TimeForm::date_time}) + " " +
           to_text(made.rule);
}

std::vector<std::int64_t> all_between(const RecurrencePlan& plan, std::int64_t first, std::int64_t last) {
    std::vector<std::int64_t> found(512);
    found.resize(plan.expand(LocalDateTime::from_seconds(first), LocalDateTime::from_seconds(last), found));
    return found;
}

RecurrencePlan compiled(const RandomCase& made, YearlyReading reading = YearlyReading::from_start) {
    auto plan = RecurrencePlan::compile(made.rule, made.start, reading);
    REQUIRE(plan.ok());
    return std::move(*plan);
}

/// next, previous, nth and count_until must tell the same story as the list.
void check_laws(const RecurrencePlan& plan, const std::vector<std::int64_t>& list, Dice& dice) {
    for (std::size_t place = 0; place < list.size(); place += static_cast<std::size_t>(dice.roll(1, 7))) {
        const LocalDateTime time = LocalDateTime::from_seconds(list[place]);
        const auto rank = static_cast<std::int64_t>(place) + 1;
        REQUIRE(plan.nth(rank) == time);
        REQUIRE(plan.count_until(time) == rank);
        REQUIRE(plan.count_until(LocalDateTime::from_seconds(time.seconds() - 1)) == rank - 1);
        REQUIRE(plan.has(time));
        REQUIRE(plan.next_after(LocalDateTime::from_seconds(time.seconds() - 1)) == time);
        const auto previous = plan.last_before(time);
        REQUIRE(previous.has_value() == (place > 0));
        if (place > 0) REQUIRE(previous->seconds() == list[place - 1]);
    }
}

}  // namespace

TEST_CASE("recurrence: random rules give what the slow reference gives") {
    int with_occurrences = 0;
    for (const std::uint64_t seed : {1, 2, 3, 4, 5, 6}) {
        Dice dice(seed);
        for (int index = 0; index < rules_per_seed; ++index) {
            const RandomCase made = make_random_case(dice);
            const YearlyReading reading = dice.one_in(6) ? YearlyReading::every : YearlyReading::from_start;
            INFO("seed ", seed, ", rule ", index, ": ", describe(made));
            const SlowAnswer slow = expand_slowly(made.rule, made.start, compared, compared_years, reading);
            const RecurrencePlan plan = compiled(made, reading);
            std::vector<std::int64_t> fast = all_between(plan, made.start.time.seconds(), slow.known_until);
            INFO("slow ", words(slow.occurrences));
            INFO("fast ", words(fast));
            REQUIRE(fast == slow.occurrences);
            with_occurrences += fast.size() > 4 ? 1 : 0;
            check_laws(plan, fast, dice);
            // A window in the middle, with ends exactly on an occurrence.
            if (fast.size() > 4) {
                const auto inside = all_between(plan, fast[1], fast[fast.size() - 2]);
                REQUIRE(inside == std::vector<std::int64_t>(fast.begin() + 1, fast.end() - 1));
            }
        }
    }
    // Rules that give nothing prove little.
    CHECK(with_occurrences > 1'800);
}

TEST_CASE("recurrence: far from the start, the questions still agree with one another") {
    Dice dice(77);
    for (int index = 0; index < 1'500; ++index) {
        RandomCase made = make_random_case(dice);
        if (made.rule.frequency < Frequency::daily && dice.one_in(2)) continue;
        made.rule.count.reset();
        made.rule.until.reset();
        INFO("rule ", index, ": ", describe(made));
        const RecurrencePlan plan = compiled(made);
        const std::int64_t day = dice.roll(40'000, 2'900'000);
        const LocalDateTime far = LocalDateTime::at(Date::from_days(static_cast<std::int32_t>(day)), 0);
        const auto next = plan.next_after(far);
        const auto previous = plan.last_before(far);
        const std::int64_t count = plan.count_until(LocalDateTime::from_seconds(far.seconds() - 1));
        if (previous) {
            REQUIRE(*previous < far);
            REQUIRE(plan.nth(count) == previous);
        } else {
            REQUIRE(count == 0);
        }
        if (next) {
            REQUIRE(*next > far);
            REQUIRE(plan.nth(plan.has(far) ? count + 2 : count + 1) == next);
            // COUNT ends exactly there, though nobody walked.
            made.rule.count = plan.count_until(*next);
            const RecurrencePlan limited = compiled(made);
            REQUIRE(limited.has(*next));
            REQUIRE_FALSE(limited.next_after(*next).has_value());
            REQUIRE(limited.last_before(local_time_max) == next);
        }
    }
}

TEST_CASE("recurrence: the text of a rule reads back as the same rule, and the form is canonical") {
    Dice dice(5);
    for (int index = 0; index < 3'000; ++index) {
        const RandomCase made = make_random_case(dice);
        const std::string text = to_text(made.rule);
        INFO(text);
        const auto read = parse_rule(text);
        REQUIRE(read.ok());
        REQUIRE(*read == made.rule);
        REQUIRE(to_text(*read) == text);
        const auto lenient = parse_rule_leniently(text);
        REQUIRE(lenient.ok());
        REQUIRE(lenient->rule == made.rule);
        REQUIRE(lenient->warnings.empty());
    }
}
