// Series: due dates, why they are what they are, and what people do to them.
#include "tests/core/calendar/series/series_samples.h"

using namespace pupitre;

TEST_CASE("series: due dates move off closed days and say why, nominal dates stay") {
    const SeriesPlan plan = plan_of(series_of("FREQ=MONTHLY;BYMONTHDAY=20", "2026-11-20", {Placing::next, 0}));
    const auto next = plan.preview(date_of("2026-11-20"), 3);
    CHECK(dates(next) == "2026-12-20>2026-12-21 2027-01-20 2027-02-20>2027-02-22");
    REQUIRE(next.size() == 3);
    CHECK(next[0].reason == OccurrenceReason::shifted);
    CHECK(next[0].closed == Closed{Closed::Reason::weekday, {}});
    CHECK(next[1].reason == OccurrenceReason::planned);
    CHECK_FALSE(next[1].closed.has_value());
}

TEST_CASE("series: the preview has the next 24 dates") {
    const SeriesPlan plan = plan_of(series_of("FREQ=MONTHLY;BYMONTHDAY=24", "2026-11-24", {Placing::next, 0}));
    const auto next = plan.preview(date_of("2026-11-24"));
    REQUIRE(next.size() == preview_usual);
    CHECK(dates({next.begin(), next.begin() + 3}) == "2026-12-24 2027-01-24>2027-01-25 2027-02-24");
    CHECK(next.back().nominal == date_of("2028-11-24"));
    CHECK(plan.preview(date_of("2026-11-24"), 100'000).size() == preview_max);
}

TEST_CASE("[PRJ-18] series: every so many days, weeks, months and years; the 31st does not drift") {
    const auto three = [](std::string_view rule, std::string_view start) {
        return dates(plan_of(series_of(rule, start)).preview(date_of(start), 3));
    };
    CHECK(three("FREQ=DAILY;INTERVAL=10", "2026-01-25") == "2026-02-04 2026-02-14 2026-02-24");
    CHECK(three("FREQ=WEEKLY;INTERVAL=2", "2026-01-26") == "2026-02-09 2026-02-23 2026-03-09");
    CHECK(three("FREQ=MONTHLY;SKIP=BACKWARD", "2026-01-31") == "2026-02-28 2026-03-31 2026-04-30");
    CHECK(three("FREQ=YEARLY;SKIP=BACKWARD", "2024-02-29") == "2025-02-28 2026-02-28 2027-02-28");
}

TEST_CASE("series: business days after, before and within the month") {
    CHECK(
        dates(plan_of(series_of("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1", "2025-05-01", {Placing::business_days_after, 2}))
                  .preview(date_of("2025-05-01"), 2)) == "2026-05-01>2026-05-05 2027-05-01>2027-05-04");
    CHECK(dates(plan_of(series_of("FREQ=MONTHLY;BYMONTHDAY=15", "2026-11-15", {Placing::business_days_before, 3}))
                    .preview(date_of("2026-11-01"), 1)) == "2026-11-15>2026-11-10");
    // 31 January and 28 February 2027 are Sundays; Easter Monday 2027 is 29 March.
    CHECK(dates(plan_of(series_of("FREQ=MONTHLY;BYMONTHDAY=1", "2027-01-01", {Placing::business_day_of_month, -1}))
                    .preview(date_of("2026-12-31"), 2)) == "2027-01-01>2027-01-29 2027-02-01>2027-02-26");
    CHECK(dates(plan_of(series_of("FREQ=MONTHLY;BYMONTHDAY=1", "2027-02-01", {Placing::business_day_of_month, 40}))
                    .preview(date_of("2027-01-31"), 1)) == "2027-02-01>2027-02-26");
}

TEST_CASE("series: modified following keeps the nominal month; omitted dates are shown and give no work") {
    CHECK(dates(plan_of(series_of("FREQ=MONTHLY;BYMONTHDAY=31", "2027-01-31", {Placing::modified_following, 0}))
                    .preview(date_of("2027-01-30"), 1)) == "2027-01-31>2027-01-29");
    const auto days = plan_of(series_of("FREQ=DAILY", "2026-12-24", {Placing::omitted, 0}));
    const auto next = days.preview(date_of("2026-12-23"), 5);
    CHECK(dates(next) == "2026-12-24 2026-12-25! 2026-12-26! 2026-12-27! 2026-12-28");
    CHECK(next[1].closed->holiday == "christmas");
    CHECK(dates(*days.due_between(date_of("2026-12-24"), date_of("2026-12-28"))) == "2026-12-24 2026-12-28");
}

TEST_CASE("series: the work is created before it is due, in days and in business days") {
    const auto created = [](Lead lead) {
        const Series series = series_of("FREQ=MONTHLY;BYMONTHDAY=20", "2026-12-20", {Placing::next, 0}, lead);
        return to_iso(plan_of(series).at(series.start).create_on);
    };
    CHECK(created({}) == "2026-12-21");
    CHECK(created({Creation::days_before, 10}) == "2026-12-11");
    CHECK(created({Creation::business_days_before, 5}) == "2026-12-14");
    CHECK(created({Creation::business_days_before, 0}) == "2026-12-21");
}

TEST_CASE("series: a window of due dates finds what a shift brings in, from before the first date too") {
    // 1 January is closed: the work of the first date is due in the year before.
    const auto back = plan_of(series_of("FREQ=MONTHLY;BYMONTHDAY=1", "2027-01-01", {Placing::previous, 0}));
    CHECK(dates(*back.due_between(date_of("2026-12-31"), date_of("2026-12-31"))) == "2027-01-01>2026-12-31");
    CHECK(back.due_between(date_of("2027-01-01"), date_of("2027-01-31"))->empty());
    const auto next = plan_of(series_of("FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD", "2026-01-31", {Placing::next, 0}));
    CHECK(dates(*next.due_between(date_of("2026-02-01"), date_of("2026-02-27"))) == "2026-01-31>2026-02-02");
    CHECK(dates(*next.due_between(date_of("2026-05-31"), date_of("2026-06-01"))) == "2026-05-31>2026-06-01");
    CHECK(next.due_between(date_of("2026-02-02"), date_of("2026-02-01")).error().code == ErrorCode::out_of_range);
    CHECK(next.due_between(date_of("2026-01-01"), date_of("2037-01-01")).error().code == ErrorCode::out_of_range);
}

TEST_CASE("series: windows put side by side give every due date once") {
    for (const Placing placing : {Placing::as_is, Placing::next, Placing::previous, Placing::modified_following,
                                  Placing::nearest, Placing::omitted}) {
        const auto plan = plan_of(series_of("FREQ=WEEKLY;BYDAY=FR,SA,SU", "2025-06-01", {placing, 0}));
        const auto whole = plan.due_between(date_of("2025-05-25"), date_of("2027-05-25"));
        REQUIRE(whole.ok());
        std::vector<Occurrence> pieces;
        for (Date from = date_of("2025-05-25"); from <= date_of("2027-05-25"); from = from.plus_days(9)) {
            const auto piece = plan.due_between(from, std::min(from.plus_days(8), date_of("2027-05-25")));
            pieces.insert(pieces.end(), piece->begin(), piece->end());
        }
        CHECK(pieces == *whole);
    }
}

TEST_CASE("series: skipping and moving belong to the nominal date; COUNT counts skipped ones") {
    const Series start = series_of("FREQ=MONTHLY;BYMONTHDAY=20;COUNT=4", "2026-11-20", {Placing::next, 0});
    const auto skipped = skip(plan_of(start), date_of("2026-12-20"));
    REQUIRE(skipped.ok());
    const auto moved = move_one(plan_of(*skipped), date_of("2027-02-20"), date_of("2027-01-08"));
    REQUIRE(moved.ok());
    const SeriesPlan plan = plan_of(*moved);
    CHECK(dates(plan.preview(date_of("2026-11-19"))) == "2026-11-20 2026-12-20! 2027-01-20 2027-02-20>2027-01-08");
    CHECK(dates(*plan.due_between(date_of("2026-11-01"), date_of("2027-12-31"))) ==
          "2026-11-20 2027-02-20>2027-01-08 2027-01-20");
    CHECK(restore(restore(*moved, date_of("2026-12-20")), date_of("2027-02-20")) == start);
    CHECK(skip(plan, date_of("2026-12-21")).error().where == "nominal");
    CHECK(move_one(plan, date_of("2026-12-20"), date_max.plus_days(1)).error().where == "to");
}

TEST_CASE("series: this and following gives the same dates in two series") {
    for (const std::string_view rule :
         {"FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31;SKIP=FORWARD",
          "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=20", "FREQ=DAILY;INTERVAL=17;UNTIL=20270601"}) {
        CAPTURE(rule);
        Series one = series_of(rule, "2026-01-29", {Placing::next, 0});
        for (int place : {2, 5}) {
            const auto all = plan_of(one).preview(date_of("2026-01-01"), 8);
            one = *skip(plan_of(one), all[static_cast<std::size_t>(place)].nominal);
        }
        const auto all = plan_of(one).preview(date_of("2026-01-01"), preview_max);
        const auto parts = split(plan_of(one), all[4].nominal);
        REQUIRE(parts.ok());
        CHECK(parts->before.exceptions.size() == 1);
        CHECK(parts->after.exceptions.size() == 1);
        auto both = plan_of(parts->before).preview(date_of("2026-01-01"), preview_max);
        CHECK(both.size() == 4);
        const auto rest = plan_of(parts->after).preview(date_of("2026-01-01"), all.size() - 4);
        both.insert(both.end(), rest.begin(), rest.end());
        CHECK(both == all);
    }
    const SeriesPlan plan = plan_of(series_of("FREQ=DAILY", "2026-01-29"));
    CHECK_FALSE(split(plan, date_of("2026-01-29")).ok());
    CHECK_FALSE(split(plan, date_of("2026-01-28")).ok());
}

TEST_CASE("series: a pause leaves dates out, the end is a date or a count") {
    const Series start = series_of("FREQ=WEEKLY;BYDAY=MO", "2026-11-02");
    const Series paused = pause(start, date_of("2026-11-16"));
    CHECK(dates(plan_of(paused).preview(date_of("2026-11-01"))) == "2026-11-02 2026-11-09");
    CHECK(pause(paused, date_of("2026-11-09")) == paused);
    const Series resumed = resume(paused, date_of("2026-12-01"));
    CHECK(dates(plan_of(resumed).preview(date_of("2026-11-09"), 2)) == "2026-12-07 2026-12-14");
    CHECK(resume(start, date_of("2026-12-01")) == start);
    const Series ended = end_on(plan_of(start), date_of("2026-11-10"));
    CHECK(dates(plan_of(ended).preview(date_of("2026-11-01"))) == "2026-11-02 2026-11-09");
    const Series counted = series_of("FREQ=WEEKLY;BYDAY=MO;COUNT=2", "2026-11-02");
    CHECK(end_on(plan_of(counted), date_of("2026-12-31")) == counted);
    CHECK(dates(plan_of(end_on(plan_of(counted), date_of("2026-11-03"))).preview(date_of("2026-11-01"))) ==
          "2026-11-02");
    CHECK(end_on(plan_of(ended), date_of("2026-12-31")) == ended);
}

TEST_CASE("series: from completion, the next date is reckoned from the day the work was finished") {
    Series series = series_of("FREQ=MONTHLY;COUNT=3", "2026-01-31", {Placing::next, 0});
    series.from_completion = true;
    const SeriesPlan plan = plan_of(series);
    CHECK(plan.next_from_completion(date_of("2026-02-10"), 1)->due == date_of("2026-03-10"));
    CHECK(plan.next_from_completion(date_of("2026-01-31"), 1)->nominal == date_of("2026-02-28"));
    CHECK(plan.next_from_completion(date_of("2026-01-31"), 1)->due == date_of("2026-03-02"));
    CHECK_FALSE(plan.next_from_completion(date_of("2026-02-10"), 3).has_value());
    CHECK(plan.preview(date_of("2026-01-31")).size() == 3);
}

TEST_CASE("series: an occurrence has the same identity on every device, and another than its neighbours") {
    const Id128 series{7, 9};
    const Date date = date_of("2026-11-24");
    CHECK(occurrence_id(series, date) == occurrence_id(series, date));
    CHECK(occurrence_id(series, date) == derived_id(series, "2026-11-24"));
    CHECK(occurrence_id(series, date) != occurrence_id(series, date.plus_days(1)));
    CHECK(occurrence_id(series, date) != successor_id(series, 1));
    CHECK(following_series_id(series, date) != occurrence_id(series, date));
}

TEST_CASE("series: what cannot be used is refused with the field's name") {
    const auto where = [](const Series& series) {
        const auto plan = SeriesPlan::compile(series, BusinessCalendar{});
        return plan ? std::string{} : plan.error().where;
    };
    CHECK(where(series_of("FREQ=HOURLY", "2026-11-24")) == "rule");
    CHECK(where(series_of("FREQ=DAILY", "2026-11-24", {Placing::business_days_after, 0})) == "placing");
    CHECK(where(series_of("FREQ=DAILY", "2026-11-24", {Placing::business_days_before, -1})) == "placing");
    CHECK(where(series_of("FREQ=DAILY", "2026-11-24", {Placing::business_day_of_month, -1})).empty());
    CHECK(where(series_of("FREQ=DAILY", "2026-11-24", {}, {Creation::days_before, 367})) == "lead");
    Series series = series_of("FREQ=DAILY", "2026-11-24");
    series.exceptions = {{date_of("2026-11-25"), {}}, {date_of("2026-11-25"), {}}};
    CHECK(where(series) == "exceptions");
    series.exceptions.assign(series_exceptions_max + 1, {});
    CHECK(where(series) == "exceptions");
}

TEST_CASE(
    "series: a calendar that is closed for years leaves the nominal date, and rules that never happen give nothing") {
    BusinessCalendarRules rules;
    rules.closed = {{date_of("2026-01-01"), date_of("2029-12-31")}};
    const auto plan =
        SeriesPlan::compile(series_of("FREQ=YEARLY", "2026-06-01", {Placing::next, 0}), *BusinessCalendar::make(rules));
    REQUIRE(plan.ok());
    CHECK(plan->at(date_of("2027-06-01")).reason == OccurrenceReason::no_business_day);
    CHECK(plan->at(date_of("2027-06-01")).due == date_of("2027-06-01"));
    CHECK(plan_of(series_of("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-01-01")).preview(date_min).empty());
}
