// Words of conditions.
#include "web-ui/screens/list/condition_words.h"

#include <algorithm>
#include <charconv>

#include "core/text/format.h"

namespace pupitre::ui {

namespace {

constexpr std::size_t values_named_max = 2;  // The others are counted.

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::string list_of_values(const Desk& desk, const ListColumn& column, const ListCondition& condition) {
    std::string words;
    const std::size_t named = std::min(condition.values.size(), values_named_max);
    for (std::size_t place = 0; place < named; ++place) {
        if (!words.empty()) words += ", ";
        words += condition_value_words(desk, column, condition.test, condition.values[place]);
    }
    if (condition.values.size() > named) words += " +" + std::to_string(condition.values.size() - named);
    return words;
}

}  // namespace

std::string test_key(ColumnKind kind, ListTest test) {
    const std::string name(list_test_names[static_cast<std::size_t>(test)]);
    const bool is_day = kind == ColumnKind::date && (test == ListTest::at_least || test == ListTest::at_most);
    return (is_day ? "list.test.day_" : "list.test.") + name;
}

std::string condition_value_words(const Desk& desk, const ListColumn& column, ListTest test, std::string_view value) {
    const Texts& texts = desk.texts;
    if (test == ListTest::period) return std::string(texts.label("list.period." + std::string(value)));
    switch (column.kind) {
    case ColumnKind::text: return std::string(value);
    case ColumnKind::number: return format_number(number_of(value).value_or(0), texts.language());
    case ColumnKind::minutes: return format_duration(number_of(value).value_or(0));
    case ColumnKind::amount: return format_amount(number_of(value).value_or(0), texts.language());
    case ColumnKind::date: {
        const Result<Date> date = parse_iso_date(value);
        return date ? format_date(*date, texts.language()) : std::string(value);
    }
    case ColumnKind::choice: return std::string(texts.label(std::string(column.choice_label) + std::string(value)));
    case ColumnKind::yes_no: return std::string(texts.label(value == "yes" ? "list.yes" : "list.no"));
    case ColumnKind::row: {
        if (value == list_me) return std::string(texts.label("list.me"));
        const Result<Id128> id = parse_id(value);
        const std::string name = id && column.name != nullptr ? column.name(desk.db, *id) : std::string{};
        return name.empty() ? std::string(texts.label("list.row_gone")) : name;
    }
    }
    assert(false);
    return {};
}

std::string condition_label(const Desk& desk, const ListModel& model, const ListCondition& condition) {
    const ListColumn* column = model.find(condition.column);
    return column != nullptr ? std::string(desk.texts.label(column->label)) : condition.column;
}

std::string condition_words(const Desk& desk, const ListModel& model, const ListCondition& condition) {
    if (fault_of(model, condition) != ConditionFault::none) {
        return std::string(desk.texts.label("list.condition_unreadable"));
    }
    const ListColumn& column = *model.find(condition.column);
    if (!takes_values(condition.test)) return std::string(desk.texts.label(test_key(column.kind, condition.test)));
    std::string values = list_of_values(desk, column, condition);
    if (condition.test == ListTest::is || condition.test == ListTest::period) return values;
    if (condition.test == ListTest::at_least && column.kind != ColumnKind::date) return "≥ " + values;
    if (condition.test == ListTest::at_most && column.kind != ColumnKind::date) return "≤ " + values;
    return std::string(desk.texts.label(test_key(column.kind, condition.test))) + " " + values;
}

}  // namespace pupitre::ui
