// The two written forms of a query, and what a period means today.
#include "core/query/list_query.h"

#include <algorithm>
#include <cassert>
#include <optional>

#include "core/base/text_fold.h"
#include "core/calendar/month.h"

namespace pupitre {

namespace {

constexpr std::string_view hex_digits = "0123456789ABCDEF";

bool stays_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
}

void append_escaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (stays_plain(c)) {
            out.push_back(c);
            continue;
        }
        const auto byte = static_cast<std::uint8_t>(c);
        out.push_back('%');
        out.push_back(hex_digits[byte >> 4U]);
        out.push_back(hex_digits[byte & 15U]);
    }
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

/// Nothing unless the result is valid text.
std::optional<std::string> unescaped(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            out.push_back(text[at]);
            continue;
        }
        if (at + 2 >= text.size()) return std::nullopt;
        const int high = hex_value(text[at + 1]);
        const int low = hex_value(text[at + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        out.push_back(static_cast<char>(high * 16 + low));
        at += 2;
    }
    if (!is_valid_text(out)) return std::nullopt;
    return out;
}

std::string_view take_until(std::string_view& rest, char separator) {
    const std::size_t at = rest.find(separator);
    const std::string_view part = rest.substr(0, at);
    rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 1);
    return part;
}

std::optional<ListTest> test_named(std::string_view name) {
    const auto found = std::ranges::find(list_test_names, name);
    if (found == list_test_names.end()) return std::nullopt;
    return static_cast<ListTest>(found - list_test_names.begin());
}

std::string_view name_of(ListTest test) { return list_test_names[static_cast<std::size_t>(test)]; }

/// What both written forms refuse: what is over a limit, and values without content.
std::optional<Error> refused(const ListQuery& query) {
    const auto too_long = [](const std::string& text) { return text.size() > list_value_bytes_max; };
    if (too_long(query.search)) return Error{ErrorCode::too_large, "search"};
    if (too_long(query.group)) return Error{ErrorCode::too_large, "group"};
    if (query.sorts.size() > list_sorts_max) return Error{ErrorCode::too_large, "sorts"};
    if (query.conditions.size() > list_conditions_max) return Error{ErrorCode::too_large, "conditions"};
    for (const ListCondition& condition : query.conditions) {
        if (condition.values.size() > list_values_max || too_long(condition.column) ||
            std::ranges::any_of(condition.values, too_long)) {
            return Error{ErrorCode::too_large, "conditions"};
        }
        if (std::ranges::any_of(condition.values, &std::string::empty))
            return Error{ErrorCode::malformed, "conditions"};
    }
    if (std::ranges::any_of(query.sorts, too_long, &ListSort::column)) return Error{ErrorCode::too_large, "sorts"};
    return std::nullopt;
}

/// False if there is something else than a text.
bool read_text(const Json& json, const char* key, std::string& into) {
    const auto found = json.find(key);
    if (found == json.end()) return true;
    if (!found->is_string()) return false;
    into = found->get<std::string>();
    return is_valid_text(into);
}

Result<ListCondition> condition_from(const Json& json) {
    const Error malformed{ErrorCode::malformed, "conditions"};
    if (!json.is_object()) return malformed;
    ListCondition condition;
    std::string test;
    if (!read_text(json, "column", condition.column) || !read_text(json, "test", test)) return malformed;
    const auto known = test_named(test);
    if (!known) return Error{ErrorCode::unknown_name, "conditions"};
    condition.test = *known;
    const auto values = json.find("values");
    if (values == json.end()) return condition;
    if (!values->is_array()) return malformed;
    for (const Json& value : *values) {
        if (!value.is_string() || !is_valid_text(value.get_ref<const std::string&>())) return malformed;
        condition.values.push_back(value.get<std::string>());
    }
    return condition;
}

std::optional<ListCondition> condition_from(std::string_view parameter) {
    const auto column = unescaped(take_until(parameter, ':'));
    const auto test = test_named(take_until(parameter, ':'));
    if (!column || !test) return std::nullopt;
    ListCondition condition{*column, *test};
    while (!parameter.empty()) {
        auto value = unescaped(take_until(parameter, ':'));
        if (!value) return std::nullopt;
        condition.values.push_back(*std::move(value));
    }
    return condition;
}

Date last_of_year(Date date) { return Date::from_ymd(date.ymd().year, 12, 31).value_or(date_max); }

std::pair<Date, Date> month_from(Date today, std::int64_t months) {
    const auto month = YearMonth::of(today).plus_months(months);
    return month ? std::pair{month->first_day(), month->last_day()} : std::pair{today, today};
}

}  // namespace

std::pair<Date, Date> days_of(DatePeriod period, Date today) {
    constexpr std::int32_t week = 7;
    const Date monday = today.week_start();
    const std::int32_t year = today.ymd().year;
    switch (period) {
    case DatePeriod::past: return {date_min, today.plus_days(-1)};
    case DatePeriod::today: return {today, today};
    case DatePeriod::this_week: return {monday, monday.plus_days(week - 1)};
    case DatePeriod::next_week: return {monday.plus_days(week), monday.plus_days(2 * week - 1)};
    case DatePeriod::next_30_days: return {today, today.plus_days(30)};
    case DatePeriod::this_month: return month_from(today, 0);
    case DatePeriod::next_month: return month_from(today, 1);
    case DatePeriod::last_month: return month_from(today, -1);
    case DatePeriod::this_year: return {Date::from_ymd(year, 1, 1).value_or(date_min), last_of_year(today)};
    case DatePeriod::last_year:
        return {Date::from_ymd(year - 1, 1, 1).value_or(date_min), Date::from_ymd(year - 1, 12, 31).value_or(date_min)};
    }
    assert(false);
    return {today, today};
}

std::span<const ListTest> tests_of(ColumnKind kind) {
    using enum ListTest;
    static constexpr std::array of_text = {contains, is, is_not, empty, filled};
    static constexpr std::array of_number = {is, at_least, at_most, empty, filled};
    static constexpr std::array of_date = {period, at_least, at_most, is, empty, filled};
    static constexpr std::array of_choice = {is, is_not};
    static constexpr std::array of_yes_no = {is};
    static constexpr std::array of_row = {is, is_not, empty, filled};
    switch (kind) {
    case ColumnKind::text: return of_text;
    case ColumnKind::number:
    case ColumnKind::minutes:
    case ColumnKind::amount: return of_number;
    case ColumnKind::date: return of_date;
    case ColumnKind::choice: return of_choice;
    case ColumnKind::yes_no: return of_yes_no;
    case ColumnKind::row: return of_row;
    }
    assert(false);
    return {};
}

Json to_json(const ListQuery& query) {
    Json json = Json::object();
    if (!query.search.empty()) json["search"] = query.search;
    if (!query.group.empty()) json["group"] = query.group;
    for (const ListCondition& condition : query.conditions) {
        Json entry{{"column", condition.column}, {"test", name_of(condition.test)}};
        if (!condition.values.empty()) entry["values"] = condition.values;
        json["conditions"].push_back(std::move(entry));
    }
    for (const ListSort& sort : query.sorts) {
        Json entry{{"column", sort.column}};
        if (sort.descending) entry["descending"] = true;
        json["sorts"].push_back(std::move(entry));
    }
    return json;
}

std::string to_text(const ListQuery& query) {
    return to_json(query).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<ListQuery> list_query_from_json(const Json& json) {
    if (!json.is_object()) return Error{ErrorCode::malformed, "query"};
    ListQuery query;
    if (!read_text(json, "search", query.search)) return Error{ErrorCode::malformed, "search"};
    if (!read_text(json, "group", query.group)) return Error{ErrorCode::malformed, "group"};
    if (const auto conditions = json.find("conditions"); conditions != json.end()) {
        if (!conditions->is_array()) return Error{ErrorCode::malformed, "conditions"};
        for (const Json& each : *conditions) {
            Result<ListCondition> condition = condition_from(each);
            if (!condition) return condition.error();
            query.conditions.push_back(*std::move(condition));
        }
    }
    if (const auto sorts = json.find("sorts"); sorts != json.end()) {
        if (!sorts->is_array()) return Error{ErrorCode::malformed, "sorts"};
        for (const Json& each : *sorts) {
            ListSort sort;
            if (!each.is_object() || !read_text(each, "column", sort.column)) {
                return Error{ErrorCode::malformed, "sorts"};
            }
            const auto descending = each.find("descending");
            if (descending != each.end() && !descending->is_boolean()) return Error{ErrorCode::malformed, "sorts"};
            sort.descending = descending != each.end() && descending->get<bool>();
            query.sorts.push_back(std::move(sort));
        }
    }
    if (const auto error = refused(query)) return *error;
    return query;
}

std::string to_parameters(const ListQuery& query) {
    std::string out;
    const auto begin = [&](std::string_view name) {
        if (!out.empty()) out.push_back('&');
        out.append(name).push_back('=');
    };
    if (!query.search.empty()) {
        begin("q");
        append_escaped(out, query.search);
    }
    for (const ListCondition& condition : query.conditions) {
        begin("f");
        append_escaped(out, condition.column);
        out.append(":").append(name_of(condition.test));
        for (const std::string& value : condition.values) {
            out.push_back(':');
            append_escaped(out, value);
        }
    }
    for (const ListSort& sort : query.sorts) {
        begin("s");
        if (sort.descending) out.push_back('-');
        // A sign that begins the name is not the one for "descending".
        const bool sign = sort.column.starts_with('-');
        if (sign) out += "%2D";
        append_escaped(out, std::string_view(sort.column).substr(sign ? 1 : 0));
    }
    if (!query.group.empty()) {
        begin("g");
        append_escaped(out, query.group);
    }
    return out;
}

Result<ListQuery> list_query_from_parameters(std::string_view parameters) {
    ListQuery query;
    while (!parameters.empty()) {
        std::string_view parameter = take_until(parameters, '&');
        const std::string_view name = take_until(parameter, '=');
        if (name == "f") {
            auto condition = condition_from(parameter);
            if (!condition) return Error{ErrorCode::malformed, "f"};
            query.conditions.push_back(*std::move(condition));
            continue;
        }
        if (name != "q" && name != "s" && name != "g") continue;
        const bool descending = name == "s" && parameter.starts_with('-');
        auto text = unescaped(parameter.substr(descending ? 1 : 0));
        if (!text) return Error{ErrorCode::malformed, std::string(name)};
        if (name == "q")
            query.search = *std::move(text);
        else if (name == "g")
            query.group = *std::move(text);
        else
            query.sorts.push_back({*std::move(text), descending});
    }
    if (const auto error = refused(query)) return *error;
    return query;
}

}  // namespace pupitre
