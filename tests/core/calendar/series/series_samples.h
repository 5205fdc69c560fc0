// Short ways to write series in tests.
#pragma once

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/calendar/recurrence/parse.h"
#include "core/calendar/series/operations.h"
#include "tests/core/support/dates.h"

namespace pupitre {

inline Series series_of(std::string_view rule, std::string_view start, DuePlacing due = {}, Lead lead = {}) {
    auto parsed = parse_rule_leniently(rule);
    REQUIRE(parsed.ok());
    Series series;
    series.rule = parsed->rule;
    series.start = date_of(start);
    series.due = due;
    series.lead = lead;
    return series;
}

inline SeriesPlan plan_of(const Series& series) {
    auto calendar = BusinessCalendar::make({.region = HolidayRegion::fr});
    REQUIRE(calendar.ok());
    auto plan = SeriesPlan::compile(series, *std::move(calendar));
    REQUIRE(plan.ok());
    return *std::move(plan);
}

/// "2026-12-20>2026-12-21": nominal date and due date; one date if they are the same, with "!" if there is no work.
inline std::string dates(const std::vector<Occurrence>& occurrences) {
    std::string text;
    for (const Occurrence& one : occurrences) {
        if (!text.empty()) text += ' ';
        text += to_iso(one.nominal);
        if (one.due != one.nominal) text += '>' + to_iso(one.due);
        if (!gives_work(one.reason)) text += '!';
    }
    return text;
}

}  // namespace pupitre
