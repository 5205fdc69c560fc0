// Rules, single dates more and less, together.
#include "core/calendar/recurrence/recurrence_set.h"

#include <set>

#include <doctest/doctest.h>

#include "core/calendar/recurrence/parse.h"
#include "tests/core/calendar/recurrence/random_rules.h"

using namespace pupitre;
using namespace pupitre::testing;

namespace {

LocalDateTime at(const char* text) { return read_written_time(text)->time; }
WrittenTime written(const char* text) { return *read_written_time(text); }
RecurrenceRule rule(const char* text) { return *parse_rule(text); }

RecurrenceSet made(const RecurrenceSetParts& parts) {
    auto set = RecurrenceSet::make(parts);
    REQUIRE(set.ok());
    return std::move(*set);
}

std::string all(const RecurrenceSet& set) {
    std::vector<std::int64_t> found(40);
    const auto count = set.expand(local_time_min, local_time_max, found);
    REQUIRE(count.ok());
    found.resize(*count);
    std::string text;
    for (const std::int64_t time : found) {
        if (!text.empty()) text += ' ';
        append_written_time(text, LocalDateTime::from_seconds(time), TimeForm::date_time);
    }
    return text;
}

}  // namespace

TEST_CASE("recurrence set: single dates come in between, once, and exceptions go after COUNT has counted") {
    RecurrenceSetParts parts;
    parts.start = {at("20260105T090000"), false};
    parts.rules = {rule("FREQ=WEEKLY;COUNT=4")};
    parts.extra = {
        {at("20260107T140000"), {}}, {at("20260112T090000"), {}}, {at("20260107T140000"), at("20260107T150000")}};
    parts.excluded = {written("20260119T090000"), written("20260301T090000")};
    const RecurrenceSet set = made(parts);
    CHECK(all(set) == "20260105T090000 20260107T140000 20260112T090000 20260126T090000");
    CHECK(*set.count_until(local_time_max) == 4);
    CHECK(**set.nth(4) == at("20260126T090000"));
    CHECK_FALSE(set.nth(5)->has_value());
    CHECK(set.end_of(at("20260107T140000")) == at("20260107T150000"));
    CHECK(**set.last_before(at("20260126T090000")) == at("20260112T090000"));
    CHECK(**set.next_after(at("20260112T090000")) == at("20260126T090000"));
    CHECK(set.has_start());
}

TEST_CASE("recurrence set: without a rule, DTSTART is an occurrence; an excluded day takes all of its times") {
    RecurrenceSetParts parts;
    parts.start = {at("20260105T090000"), false};
    parts.extra = {{at("20260105T170000"), {}}, {at("20260106T090000"), {}}};
    CHECK(all(made(parts)) == "20260105T090000 20260105T170000 20260106T090000");
    parts.excluded = {written("20260105")};
    CHECK(all(made(parts)) == "20260106T090000");
    CHECK(*made(parts).count_until(local_time_max) == 1);
    CHECK_FALSE(made(parts).has_start());
}

TEST_CASE("recurrence set: EXRULE takes away, and a search that finds nothing but exceptions says so") {
    RecurrenceSetParts parts;
    parts.start = {at("20260101T090000"), false};
    parts.rules = {rule("FREQ=DAILY;COUNT=10"), rule("FREQ=DAILY;BYHOUR=18;COUNT=2")};
    parts.excluded_rules = {rule("FREQ=DAILY;INTERVAL=2")};
    CHECK(all(made(parts)) ==
          "20260101T180000 20260102T090000 20260102T180000 20260104T090000 20260106T090000 20260108T090000 "
          "20260110T090000");
    CHECK(*made(parts).count_until(at("20260104T090000")) == 4);
    parts.rules = {rule("FREQ=MINUTELY")};
    parts.excluded_rules = {rule("FREQ=SECONDLY")};
    std::int64_t found = 0;
    const auto answer = made(parts).expand(local_time_min, local_time_max, {&found, 1});
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.error() == SetFault::search_limit);
}

TEST_CASE("recurrence set: a rule that EXRULE repeats has nothing left, however far one looks") {
    RecurrenceSetParts parts;
    parts.start = {at("20260101T090000"), false};
    parts.rules = {rule("FREQ=SECONDLY"), rule("FREQ=DAILY;COUNT=2;BYHOUR=18")};
    parts.excluded_rules = {rule("FREQ=SECONDLY;INTERVAL=1")};
    CHECK(all(made(parts)).empty());
    parts.rules.pop_back();
    CHECK(all(made(parts)).empty());
    CHECK_FALSE(made(parts).has_start());
    // Beside a longer one it only takes away its own part.
    parts.rules = {rule("FREQ=DAILY;COUNT=3")};
    parts.excluded_rules = {rule("FREQ=DAILY;COUNT=2")};
    CHECK(all(made(parts)) == "20260103T090000");
}

TEST_CASE("recurrence set: several rules are counted one by one, up to a limit that is an error and no answer") {
    RecurrenceSetParts parts;
    parts.start = {at("20260101T090000"), false};
    parts.rules = {rule("FREQ=MINUTELY"), rule("FREQ=DAILY;BYHOUR=18;BYMINUTE=0;BYSECOND=30")};
    CHECK(*made(parts).count_until(at("20260103T090000")) == 2 * 1'440 + 1 + 2);
    CHECK(*made(parts).nth(2 * 1'440 + 1 + 2) == at("20260103T090000"));
    CHECK(*made(parts).nth(1'000) == at("20260102T013800"));
    CHECK(made(parts).nth(set_search_max + 1).error() == SetFault::search_limit);
    CHECK(made(parts).count_until(at("20270101T000000")).error() == SetFault::search_limit);
}

TEST_CASE("recurrence set: made-up sets give rules plus extras minus exceptions, and count what they give") {
    Dice dice(11);
    for (int index = 0; index < 400; ++index) {
        const RandomCase one = make_random_case(dice);
        RecurrenceSetParts parts;
        parts.start = one.start;
        parts.rules = {one.rule};
        const auto plan = RecurrencePlan::compile(one.rule, one.start);
        REQUIRE(plan.ok());
        std::vector<std::int64_t> given(60);
        given.resize(plan->expand(given));
        if (given.size() < 5) continue;
        const std::int64_t last = given.back();
        std::set<std::int64_t> expected(given.begin(), given.end());
        for (int extra = 0; extra < 5; ++extra) {
            std::int64_t time = dice.roll(given.front(), last);
            if (dice.one_in(3)) time = given[static_cast<std::size_t>(dice.roll(0, std::ssize(given) - 1))];
            if (one.start.is_date) time -= LocalDateTime::from_seconds(time).second_of_day();
            parts.extra.push_back({LocalDateTime::from_seconds(time), {}});
            expected.insert(time);
        }
        for (int excluded = 0; excluded < 5; ++excluded) {
            std::int64_t time = given[static_cast<std::size_t>(dice.roll(0, std::ssize(given) - 1))];
            if (dice.one_in(3)) time = parts.extra[static_cast<std::size_t>(dice.roll(0, 4))].start.seconds();
            const LocalDateTime moment = LocalDateTime::from_seconds(time);
            if (dice.one_in(4)) {
                parts.excluded.push_back({LocalDateTime::at(moment.date(), 0), TimeForm::date});
                std::erase_if(expected, [&](std::int64_t other) {
                    return LocalDateTime::from_seconds(other).date() == moment.date();
                });
            } else {
                parts.excluded.push_back({moment, TimeForm::date_time});
                expected.erase(time);
            }
        }
        INFO("set ", index);
        const RecurrenceSet set = made(parts);
        std::vector<std::int64_t> found(100);
        const auto count = set.expand(local_time_min, LocalDateTime::from_seconds(last), found);
        REQUIRE(count.ok());
        found.resize(*count);
        REQUIRE(found == std::vector<std::int64_t>(expected.begin(), expected.end()));
        for (std::size_t place = 0; place < found.size(); place += 3) {
            const LocalDateTime time = LocalDateTime::from_seconds(found[place]);
            const auto rank = static_cast<std::int64_t>(place) + 1;
            REQUIRE(*set.count_until(time) == rank);
            REQUIRE(**set.nth(rank) == time);
            const auto previous = set.last_before(time);
            REQUIRE(previous->has_value() == (place > 0));
            if (place > 0) REQUIRE((*previous)->seconds() == found[place - 1]);
        }
    }
}
