// The written forms of a query, and the days of a period.
#include "core/query/list_query.h"

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

ListQuery example() {
    return {.search = "Bœuf & fils 100%",
            .conditions = {{"city", ListTest::is, {"Saint-Étienne", "a:b&c=d"}}, {"balance", ListTest::empty, {}}},
            .sorts = {{"balance", true}, {"name", false}},
            .group = "group"};
}

std::string days(DatePeriod period, std::string_view today) {
    const auto [first, last] = days_of(period, *parse_iso_date(today));
    return to_iso(first) + " " + to_iso(last);
}

}  // namespace

TEST_CASE("query: comes back from both of its written forms") {
    const ListQuery query = example();
    const std::string parameters = to_parameters(query);
    CHECK(
        parameters ==
        "q=B%C5%93uf%20%26%20fils%20100%25&f=city:is:Saint-%C3%89tienne:a%3Ab%26c%3Dd&f=balance:empty&s=-balance&s=name"
        "&g=group");
    CHECK(*list_query_from_parameters(parameters) == query);
    CHECK(*list_query_from_json(to_json(query)) == query);
    const ListQuery sign{.sorts = {{"-name", false}, {"-name", true}}};
    CHECK(to_parameters(sign) == "s=%2Dname&s=-%2Dname");
    CHECK(*list_query_from_parameters(to_parameters(sign)) == sign);
    CHECK(to_parameters({}).empty());
    CHECK(*list_query_from_parameters("") == ListQuery{});
    CHECK(*list_query_from_json(to_json(ListQuery{})) == ListQuery{});
}

TEST_CASE("query: what is no query is refused, with the part that is wrong") {
    const auto json = [](const char* text) { return list_query_from_json(Json::parse(text)); };
    CHECK(json("[]").error().where == "query");
    CHECK(json(R"({"search": 5})").error() == Error{ErrorCode::malformed, "search"});
    CHECK(json(R"({"group": "\u0000"})").error() == Error{ErrorCode::malformed, "group"});
    CHECK(json(R"({"sorts": [{"column": "a", "descending": 1}]})").error() == Error{ErrorCode::malformed, "sorts"});
    CHECK(json(R"({"conditions": [{"column": "a", "test": "smells"}]})").error().code == ErrorCode::unknown_name);
    CHECK(json(R"({"conditions": [{"column": "a", "test": "is", "values": [1]}]})").error().code ==
          ErrorCode::malformed);
    CHECK(json(R"({"conditions": [{"column": "a", "test": "is", "values": [""]}]})").error().code ==
          ErrorCode::malformed);
    for (const std::string bad :
         {"q=%", "q=%4", "q=%zz", "q=%FF", "q=%00", "f=city:smells:x", "f=%F", "s=%E9", "f=a:is:%C3"}) {
        CAPTURE(bad);
        CHECK(list_query_from_parameters(bad).error().code == ErrorCode::malformed);
    }
    // Parameters of others are not ours to judge.
    CHECK(list_query_from_parameters("panel=client&record=1&q=a")->search == "a");
}

TEST_CASE("query: has limits") {
    ListQuery query;
    query.search.assign(list_value_bytes_max, 'x');
    CHECK(list_query_from_parameters(to_parameters(query)).ok());
    query.search += 'x';
    CHECK(list_query_from_parameters(to_parameters(query)).error() == Error{ErrorCode::too_large, "search"});
    query = {};
    query.sorts.resize(list_sorts_max + 1, {"name", false});
    CHECK(list_query_from_json(to_json(query)).error() == Error{ErrorCode::too_large, "sorts"});
    query = {};
    query.conditions.resize(list_conditions_max + 1, {"name", ListTest::filled, {}});
    CHECK(list_query_from_json(to_json(query)).error() == Error{ErrorCode::too_large, "conditions"});
    query.conditions = {{"name", ListTest::is, std::vector<std::string>(list_values_max + 1, "x")}};
    CHECK(list_query_from_json(to_json(query)).error() == Error{ErrorCode::too_large, "conditions"});
}

TEST_CASE("query: periods seen from a day") {
    CHECK(days(DatePeriod::today, "2026-11-26") == "2026-11-26 2026-11-26");
    CHECK(days(DatePeriod::past, "2026-11-26") == "0001-01-01 2026-11-25");
    CHECK(days(DatePeriod::this_week, "2026-11-26") == "2026-11-23 2026-11-29");
    CHECK(days(DatePeriod::next_week, "2026-12-27") == "2026-12-28 2027-01-03");
    CHECK(days(DatePeriod::next_30_days, "2026-11-26") == "2026-11-26 2026-12-26");
    CHECK(days(DatePeriod::this_month, "2028-02-05") == "2028-02-01 2028-02-29");
    CHECK(days(DatePeriod::next_month, "2026-12-31") == "2027-01-01 2027-01-31");
    CHECK(days(DatePeriod::last_month, "2026-01-31") == "2025-12-01 2025-12-31");
    CHECK(days(DatePeriod::this_year, "2026-11-26") == "2026-01-01 2026-12-31");
    CHECK(days(DatePeriod::last_year, "2028-02-29") == "2027-01-01 2027-12-31");
}

TEST_CASE("query: each kind of column has tests, and a test that is stored has a name") {
    for (const ColumnKind kind : {ColumnKind::text, ColumnKind::number, ColumnKind::minutes, ColumnKind::amount,
                                  ColumnKind::date, ColumnKind::choice, ColumnKind::yes_no, ColumnKind::row}) {
        CHECK_FALSE(tests_of(kind).empty());
    }
}
