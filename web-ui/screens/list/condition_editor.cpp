// One editor per kind of column.
#include "web-ui/screens/list/condition_editor.h"

#include <algorithm>
#include <charconv>

#include "web-ui/screens/form.h"
#include "web-ui/screens/list/condition_words.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"
#include "web-ui/widgets/toggles.h"

namespace pupitre::ui {

namespace {

bool has_value(const ListCondition& condition, std::string_view value) {
    return std::ranges::find(condition.values, value) != condition.values.end();
}

void set_value(ListCondition& condition, std::string_view value, bool wanted) {
    std::erase(condition.values, value);
    if (wanted) condition.values.emplace_back(value);
}

/// A box to tick for one of the values; the boxes together are alternatives.
void value_box(ListCondition& condition, std::string_view value, std::string_view label) {
    bool wanted = has_value(condition, value);
    if (checkbox(value, label, wanted)) set_value(condition, value, wanted);
}

std::string first_value(const ListCondition& condition) {
    return condition.values.empty() ? std::string{} : condition.values.front();
}

void set_only(ListCondition& condition, std::string value) {
    condition.values.clear();
    if (!value.empty()) condition.values.push_back(std::move(value));
}

bool text_ui(const Desk& desk, ListCondition& condition, bool take_focus) {
    std::string value = first_value(condition);
    TextFieldOptions look;
    look.field.take_focus = take_focus;
    const Edited edited = text_field("value", desk.texts.label("list.value"), value, look);
    set_only(condition, std::move(value));
    return edited.submitted;
}

bool number_ui(const Desk& desk, const ListColumn& column, ListCondition& condition, bool take_focus) {
    std::optional<std::int64_t> number;
    const std::string value = first_value(condition);
    std::int64_t known = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), known);
    if (!value.empty() && error == std::errc{} && end == value.data() + value.size()) number = known;
    NumberOptions look;
    look.field.take_focus = take_focus;
    look.amount = column.kind == ColumnKind::amount;
    look.language = desk.texts.language();
    look.suffix = column.kind == ColumnKind::minutes ? desk.texts.label("list.minutes") : std::string_view{};
    look.unreadable = desk.texts.label("form.not_a_number");
    const Edited edited = number_field("value", desk.texts.label("list.value"), number, look);
    set_only(condition, number ? std::to_string(*number) : std::string{});
    return edited.submitted;
}

bool date_ui(const Desk& desk, ListCondition& condition, bool take_focus) {
    const Result<Date> known = parse_iso_date(first_value(condition));
    std::optional<Date> date = known ? std::optional<Date>(*known) : std::nullopt;
    DateOptions look;
    look.field.take_focus = take_focus;
    look.parse = [&](std::string_view typed) { return typed_date(desk, typed); };
    look.unreadable = desk.texts.label("form.not_a_date");
    const Edited edited = date_field("value", desk.texts.label("list.value"), date, look);
    set_only(condition, date ? to_iso(*date) : std::string{});
    return edited.submitted;
}

/// Those already chosen first, then what fits the search.
void rows_ui(const Desk& desk, ListState& state, const ListColumn& column, ListCondition& condition, bool take_focus) {
    const std::vector<std::string> chosen = condition.values;
    for (const std::string& value : chosen) {
        value_box(condition, value, condition_value_words(desk, column, condition.test, value));
    }
    TextFieldOptions search;
    search.kind = TextKind::search;
    search.field.label_hidden = true;
    search.field.take_focus = take_focus;
    search.field.placeholder = desk.texts.label("list.search_values");
    text_field("search", desk.texts.label("list.search_values"), state.value_typed, search);
    space(4);
    const std::string me(list_me);
    if (column.target == "team_member" && state.value_typed.empty() && !has_value(condition, me)) {
        value_box(condition, me, desk.texts.label("list.me"));
    }
    constexpr std::size_t offered_max = 8;
    std::size_t offered = 0;
    for (const Option& option : state.lookups.find(desk.db, column.target, state.value_typed, {})) {
        if (offered == offered_max) break;
        if (has_value(condition, option.key)) continue;
        value_box(condition, option.key, option.label);
        ++offered;
    }
    if (offered == 0) text(desk.texts.label("list.no_more_values"), {.color = palette().soft, .line = 30});
}

bool values_ui(const Desk& desk, ListState& state, const ListColumn& column, ListCondition& condition,
               bool take_focus) {
    if (condition.test == ListTest::period) {
        for (const std::string_view name : date_period_names) {
            value_box(condition, name, desk.texts.label("list.period." + std::string(name)));
        }
        return false;
    }
    switch (column.kind) {
    case ColumnKind::text: return text_ui(desk, condition, take_focus);
    case ColumnKind::number:
    case ColumnKind::minutes:
    case ColumnKind::amount: return number_ui(desk, column, condition, take_focus);
    case ColumnKind::date: return date_ui(desk, condition, take_focus);
    case ColumnKind::choice:
        for (const std::string_view name : column.choices) {
            value_box(condition, name, condition_value_words(desk, column, condition.test, name));
        }
        return false;
    case ColumnKind::yes_no: {
        const Option answers[] = {{.key = "yes", .label = std::string(desk.texts.label("list.yes"))},
                                  {.key = "no", .label = std::string(desk.texts.label("list.no"))}};
        std::string answer = first_value(condition);
        if (segmented("value", desk.texts.label("list.value"), answer, answers)) set_only(condition, answer);
        return false;
    }
    case ColumnKind::row: rows_ui(desk, state, column, condition, take_focus); return false;
    }
    assert(false);
    return false;
}

void test_ui(const Desk& desk, const ListColumn& column, ListCondition& condition) {
    const std::span<const ListTest> tests = tests_of(column.kind);
    if (tests.size() < 2) return;
    std::vector<Option> options;
    options.reserve(tests.size());
    for (const ListTest test : tests) {
        options.push_back({.key = std::string(list_test_names[static_cast<std::size_t>(test)]),
                           .label = std::string(desk.texts.label(test_key(column.kind, test)))});
    }
    std::string key(list_test_names[static_cast<std::size_t>(condition.test)]);
    FieldOptions look;
    look.label_hidden = true;
    if (choice("test", desk.texts.label("list.test"), key, options, look)) {
        const auto found = std::ranges::find(list_test_names, key);
        const auto test = static_cast<ListTest>(found - list_test_names.begin());
        // Days and the names of periods are different things; nothing of one is left for the other.
        const bool other_values = (test == ListTest::period) != (condition.test == ListTest::period);
        if (other_values || !takes_values(test)) condition.values.clear();
        condition.test = test;
    }
    space(8);
}

}  // namespace

bool condition_editor_ui(const Desk& desk, ListState& state, bool just_opened) {
    ListCondition& condition = state.draft->condition;
    const ListModel& model = state.view.list->model();
    const ListColumn* column = model.find(condition.column);
    if (column == nullptr) return false;
    heading(2, desk.texts.label(column->label));
    space(8);
    test_ui(desk, *column, condition);
    bool apply = false;
    if (takes_values(condition.test)) apply = values_ui(desk, state, *column, condition, just_opened);
    space(10);
    ButtonOptions look;
    look.kind = ButtonKind::primary;
    look.width = -1;
    look.enabled = fault_of(model, condition) == ConditionFault::none;
    look.why_disabled = desk.texts.label("list.value_missing");
    if (button("apply", desk.texts.label("list.apply"), look)) apply = true;
    return apply && look.enabled;
}

}  // namespace pupitre::ui
