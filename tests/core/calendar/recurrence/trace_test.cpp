// What thousands of made-up rules give, as one number: the native build and the browser's must come to the same.
#include <cstdio>

#include <doctest/doctest.h>

#include "core/base/hash.h"
#include "core/calendar/recurrence/plan.h"
#include "core/calendar/recurrence/print.h"
#include "tests/core/calendar/recurrence/random_rules.h"

using namespace pupitre;
using namespace pupitre::testing;

TEST_CASE("recurrence: trace of made-up rules, near and far") {
    Dice dice(2026);
    std::string told;
    for (int index = 0; index < 3'000; ++index) {
        const RandomCase made = make_random_case(dice);
        const auto plan = RecurrencePlan::compile(made.rule, made.start);
        REQUIRE(plan.ok());
        std::vector<std::int64_t> found(20);
        found.resize(plan->expand(found));
        told += to_text(made.rule);
        for (const std::int64_t time : found)
            append_written_time(told += ' ', LocalDateTime::from_seconds(time), TimeForm::date_time);
        const LocalDateTime far =
            LocalDateTime::at(Date::from_days(static_cast<std::int32_t>(dice.roll(30'000, 90'000))), 0);
        if (const auto next = plan->next_after(far)) append_written_time(told += " far ", *next, TimeForm::date_time);
        if (const auto last = plan->last_before(far))
            append_written_time(told += " before ", *last, TimeForm::date_time);
        told += '\n';
    }
    std::printf("trace digest: recurrence %s\n", to_text(hash_bytes(told)).c_str());
}
