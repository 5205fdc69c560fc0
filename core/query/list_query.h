// What somebody wants to see of a list: words to search, conditions, order, groups. A value: kept in views, written in
// addresses, sent between devices. Knows no list; whether a list has such columns shows when it is asked.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/query/list_column.h"
#include "core/schema/json_codec.h"

namespace pupitre {

/// How a condition looks at a column. The names are stored.
enum class ListTest : std::uint8_t { contains, is, is_not, at_least, at_most, period, empty, filled };
constexpr std::array<std::string_view, 8> list_test_names = {"contains", "is",     "is_not", "from",
                                                             "to",       "period", "empty",  "filled"};

/// Days seen from today. The names are stored.
enum class DatePeriod : std::uint8_t {
    past,
    today,
    this_week,
    next_week,
    next_30_days,
    this_month,
    next_month,
    last_month,
    this_year,
    last_year
};
constexpr std::array<std::string_view, 10> date_period_names = {
    "past",       "today",      "this_week",  "next_week", "next_30_days",
    "this_month", "next_month", "last_month", "this_year", "last_year"};
/// The first and the last day. `past` ends yesterday.
std::pair<Date, Date> days_of(DatePeriod period, Date today);

/// One condition: each value is an alternative. Texts as typed, whole numbers, minutes, amounts in minor units, days as
/// 2026-11-24, names of choices and periods, "yes" and "no", ids, and "me" for who asks. None is empty.
struct ListCondition {
    std::string column;
    ListTest test = ListTest::is;
    std::vector<std::string> values = {};

    bool operator==(const ListCondition&) const = default;
};

struct ListSort {
    std::string column;
    bool descending = false;

    bool operator==(const ListSort&) const = default;
};

/// All conditions hold at once. Without sorts, a list has an order of its own.
struct ListQuery {
    std::string search = {};
    std::vector<ListCondition> conditions = {};
    std::vector<ListSort> sorts = {};  // The first one counts most.
    std::string group = {};            // Key of a column.

    bool operator==(const ListQuery&) const = default;
};

constexpr std::size_t list_conditions_max = 20;
constexpr std::size_t list_values_max = 50;  // In one condition.
constexpr std::size_t list_sorts_max = 4;
constexpr std::size_t list_value_bytes_max = 300;

/// The value of a condition that stands for who asks.
constexpr std::string_view list_me = "me";

/// The tests that make sense for a kind, the usual one first.
std::span<const ListTest> tests_of(ColumnKind kind);
/// Whether a test needs values.
constexpr bool takes_values(ListTest test) { return test != ListTest::empty && test != ListTest::filled; }

Json to_json(const ListQuery& query);
/// The same as one line of text; bytes that are no text are replaced.
std::string to_text(const ListQuery& query);
/// Errors: malformed, unknown_name (a test), too_large (over one of the limits). `where` is the part.
Result<ListQuery> list_query_from_json(const Json& json);

/// For a page's address: "q=dupont&f=city:is:Lyon:Paris&s=-balance&g=group". Everything but letters, digits, `-`, `_` and `.` is
/// written as %XX. Empty for an empty query.
std::string to_parameters(const ListQuery& query);
/// Takes what it knows; parts that it does not know are left out. Errors: malformed, too_large.
Result<ListQuery> list_query_from_parameters(std::string_view parameters);

}  // namespace pupitre
