// A rule as a form shows it: common rules both ways, uncommon ones untouched.
#include "core/calendar/series/form.h"

#include "tests/core/calendar/series/series_samples.h"

using namespace pupitre;

namespace {

RepeatForm month_on(RepeatOn on, std::int32_t number) {
    RepeatForm form;
    form.on = on;
    (on == RepeatOn::day ? form.day : form.ordinal) = number;
    return form;
}

std::string rule_text_of(const RepeatForm& form) {
    const auto repeat = rule_of(form);
    return repeat ? repeat->rule : "error: " + repeat.error().where;
}

}  // namespace

TEST_CASE("form: what it expresses comes back as it was") {
    std::vector<RepeatForm> forms;
    RepeatForm form;
    form.unit = RepeatUnit::day;
    form.interval = 3;
    forms.push_back(form);
    form.unit = RepeatUnit::business_day;
    forms.push_back(form);
    form.unit = RepeatUnit::week;
    form.weekdays = 0b1001;
    forms.push_back(form);
    for (const RepeatUnit unit : {RepeatUnit::month, RepeatUnit::quarter, RepeatUnit::year}) {
        for (const std::int32_t day : {1, 24, 29, 30, 31}) forms.push_back(month_on(RepeatOn::day, day));
        forms.push_back(month_on(RepeatOn::last_day, 1));
        for (const std::int32_t ordinal : {1, 4, -1}) forms.push_back(month_on(RepeatOn::weekday, ordinal));
        for (const std::int32_t ordinal : {1, 20, -1, -5}) forms.push_back(month_on(RepeatOn::business_day, ordinal));
        for (auto place = forms.end() - 13; place != forms.end(); ++place) {
            place->unit = unit;
            place->month = 3;
            place->weekday = place->on == RepeatOn::weekday ? Weekday::tuesday : Weekday::monday;
        }
    }
    const std::size_t plain = forms.size();
    for (std::size_t place = 0; place < plain; ++place) {
        RepeatForm with_end = forms[place];
        with_end.end = place % 2 == 0 ? RepeatEnd::on_date : RepeatEnd::after_count;
        with_end.until = place % 2 == 0 ? date_of("2028-12-31") : Date{};
        with_end.count = place % 2 == 0 ? 1 : 12;
        with_end.lead = {Creation::business_days_before, 5};
        if (with_end.unit != RepeatUnit::business_day && with_end.on != RepeatOn::business_day) {
            with_end.due = {Placing::modified_following, 0};
        }
        forms.push_back(with_end);
    }
    for (const RepeatForm& one : forms) {
        const auto repeat = rule_of(one);
        REQUIRE(repeat.ok());
        CAPTURE(repeat->rule);
        CHECK(parse_rule(repeat->rule).ok());
        const auto again = form_of(*repeat, date_of("2026-11-25"));
        CHECK(again.unit == one.unit);
        CHECK(rule_of(again).value() == *repeat);
    }
}

TEST_CASE("form: the rules it writes") {
    RepeatForm form = month_on(RepeatOn::day, 31);
    CHECK(rule_text_of(form) == "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD");
    form.unit = RepeatUnit::quarter;
    form.on = RepeatOn::last_day;
    form.month = 3;
    CHECK(rule_text_of(form) == "FREQ=MONTHLY;BYMONTHDAY=-1;BYMONTH=3,6,9,12");
    form.unit = RepeatUnit::year;
    form.on = RepeatOn::day;
    CHECK(rule_text_of(form) == "FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=3");
    form.month = 2;
    CHECK(rule_text_of(form) == "error: day");
    form.day = 29;
    CHECK(rule_text_of(form) == "RSCALE=GREGORIAN;FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2;SKIP=BACKWARD");
}

TEST_CASE("form: rules of other programs are understood where they say the same") {
    const auto form = [](std::string rule, std::string_view start, DuePlacing due = {}) {
        return form_of({std::move(rule), false, due, {}}, date_of(start));
    };
    CHECK(form("FREQ=MONTHLY", "2026-11-24").day == 24);
    CHECK(form("FREQ=MONTHLY;BYMONTHDAY=24", "2026-11-24").unit == RepeatUnit::month);
    CHECK(form("FREQ=MONTHLY;BYMONTHDAY=24", "2026-11-24").month == 11);  // If it becomes yearly.
    CHECK(form("FREQ=WEEKLY;BYDAY=MO", "2026-11-24").day == 24);
    CHECK(form("FREQ=WEEKLY", "2026-11-24").weekdays == 0b10);
    CHECK(form("FREQ=YEARLY", "2026-11-24").month == 11);
    CHECK(form("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15", "2026-12-15").unit == RepeatUnit::quarter);
    CHECK(form("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", "2026-12-15").interval == 3);
    CHECK(form("FREQ=MONTHLY;BYDAY=2TU", "2026-12-08").ordinal == 2);
    CHECK(form("FREQ=DAILY", "2026-12-08", {Placing::omitted, 0}).unit == RepeatUnit::business_day);
    CHECK(form("FREQ=MONTHLY;BYMONTHDAY=1", "2026-12-01", {Placing::business_day_of_month, -1}).on ==
          RepeatOn::business_day);
}

TEST_CASE("form: uncommon rules are special and come back byte for byte") {
    for (const std::string_view rule :
         {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=1,15",
          "freq=monthly;byday=FR;bymonthday=13", "FREQ=YEARLY;BYYEARDAY=100", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
          "FREQ=MONTHLY;BYDAY=5MO", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU", "FREQ=DAILY;BYMONTH=1",
          "FREQ=MONTHLY;BYDAY=MO", "FREQ=YEARLY;INTERVAL=2;BYMONTH=3,6,9,12;BYMONTHDAY=15", "FREQ=HOURLY",
          "FREQ=MONTHLY;COUNT=3;UNTIL=20270101", "nonsense", "", "FREQ=MONTHLY;X-OWN=1", "FREQ=DAILY;INTERVAL=1000"}) {
        CAPTURE(rule);
        const RepeatRule repeat{std::string(rule), false, {Placing::next, 0}, {Creation::days_before, 9}};
        const RepeatForm form = form_of(repeat, date_of("2026-11-25"));
        CHECK(form.unit == RepeatUnit::special);
        CHECK(rule_of(form).value() == repeat);
    }
    const RepeatRule after{"FREQ=MONTHLY;BYMONTHDAY=1", false, {Placing::business_days_after, 2}, {}};
    CHECK(rule_of(form_of(after, date_of("2026-11-01"))).value() == after);
}

TEST_CASE("form: from completion, so long after") {
    for (const RepeatUnit unit : {RepeatUnit::day, RepeatUnit::week, RepeatUnit::month, RepeatUnit::year}) {
        RepeatForm form = usual_form(date_of("2026-11-25"));
        form.unit = unit;
        form.interval = 2;
        form.from_completion = true;
        const auto repeat = rule_of(form);
        REQUIRE(repeat.ok());
        CHECK(form_of(*repeat, date_of("2026-11-25")) == form);
    }
    RepeatForm quarter;
    quarter.unit = RepeatUnit::quarter;
    quarter.from_completion = true;
    CHECK(rule_text_of(quarter) == "FREQ=MONTHLY;INTERVAL=3");
    const RepeatRule mondays{"FREQ=WEEKLY;BYDAY=MO", true, {}, {}};
    CHECK(form_of(mondays, date_of("2026-11-25")).unit == RepeatUnit::special);
}

TEST_CASE("form: what cannot be meant is refused with the choice's name") {
    const auto where = [](auto change) {
        RepeatForm form;
        change(form);
        const auto repeat = rule_of(form);
        return repeat ? std::string("none") : repeat.error().where;
    };
    CHECK(where([](RepeatForm& form) { form.interval = 0; }) == "interval");
    CHECK(where([](RepeatForm& form) { form.interval = 1000; }) == "interval");
    CHECK(where([](RepeatForm& form) { form.unit = RepeatUnit::week; }) == "weekdays");
    CHECK(where([](RepeatForm& form) { form.day = 32; }) == "day");
    CHECK(where([](RepeatForm& form) { form = month_on(RepeatOn::weekday, 5); }) == "ordinal");
    CHECK(where([](RepeatForm& form) { form = month_on(RepeatOn::business_day, 0); }) == "ordinal");
    CHECK(where([](RepeatForm& form) {
              form.unit = RepeatUnit::quarter;
              form.month = 4;
          }) == "month");
    CHECK(where([](RepeatForm& form) {
              form.end = RepeatEnd::after_count;
              form.count = 0;
          }) == "count");
    CHECK(where([](RepeatForm& form) {
              form.end = RepeatEnd::on_date;
              form.until = date_max.plus_days(1);
          }) == "until");
}
