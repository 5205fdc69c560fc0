// Whose, for whom and which kind are conditions that stand as chips of their own; all others come from the list's bar.
#include "web-ui/screens/work_filters.h"

#include <algorithm>

#include "core/firm/firm.h"
#include "web-ui/screens/filter_chip.h"
#include "web-ui/screens/list/list_bar.h"
#include "web-ui/screens/list/views_menu.h"
#include "web-ui/screens/work_table.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"
#include "web-ui/widgets/toggles.h"

namespace pupitre::ui {

namespace {

constexpr float search_width = 220;
constexpr std::string_view all_key = "";
constexpr std::string_view none_key = "none";
constexpr std::array<std::string_view, 3> chip_columns = {"assignee", "client", "kind"};

/// What one of these chips can show: one value, or none given.
bool is_simple(const ListCondition& condition) {
    return condition.test == ListTest::empty || (condition.test == ListTest::is && condition.values.size() == 1);
}

const ListCondition* find_on(const ListQuery& query, std::string_view column) {
    const auto found = std::ranges::find_if(query.conditions, [&](const ListCondition& condition) {
        return condition.column == column && is_simple(condition);
    });
    return found != query.conditions.end() ? &*found : nullptr;
}

/// Whether it is the one that its column's chip shows.
bool stands_in_chip(const ListQuery& query, const ListCondition& condition) {
    if (std::ranges::find(chip_columns, condition.column) == chip_columns.end()) return false;
    return find_on(query, condition.column) == &condition;
}

/// The chosen key: of everything, of nothing given, or the value.
std::string chosen_on(const ListQuery& query, std::string_view column) {
    const ListCondition* condition = find_on(query, column);
    if (condition == nullptr) return std::string(all_key);
    return condition->test == ListTest::empty ? std::string(none_key) : condition->values.front();
}

void choose_on(ListQuery& query, std::string_view column, const std::string& key) {
    const ListCondition* present = find_on(query, column);
    std::vector<ListCondition>& conditions = query.conditions;
    if (present != nullptr) conditions.erase(conditions.begin() + (present - conditions.data()));
    if (key == all_key || conditions.size() >= list_conditions_max) return;
    ListCondition made{std::string(column), ListTest::is, {key}};
    if (key == none_key) made = {std::string(column), ListTest::empty, {}};
    conditions.insert(conditions.begin(), std::move(made));
}

struct QuickChip {
    std::string_view column;
    std::string_view label;
    std::string_view all;   // Message keys: of everything …
    std::string_view none;  // … and of nothing given; empty: cannot be asked.
    bool searched = false;
};

Id128 id_in(std::string_view key) {
    const Result<Id128> id = parse_id(key);
    return id.ok() ? *id : Id128{};
}

/// Draws the chip; `name` words a value, `find` gives those to choose from.
void chip_ui(const Desk& desk, WorkState& state, const QuickChip& look,
             const std::function<std::string(const std::string&)>& name,
             const std::function<std::vector<Option>(std::string_view)>& find) {
    const Texts& texts = desk.texts;
    ListQuery& query = state.list.query;
    const std::string chosen = chosen_on(query, look.column);
    const std::string value = chosen == all_key    ? std::string(texts.label(look.all))
                              : chosen == none_key ? std::string(texts.label(look.none))
                                                   : name(chosen);
    FilterChip chip{.id = look.column,
                    .label = texts.label(look.label),
                    .value = value,
                    .chosen = chosen,
                    .active = chosen != all_key,
                    .searched = look.searched};
    chip.find = [&](std::string_view typed) {
        std::vector<Option> options;
        if (typed.empty()) options.push_back({.key = {}, .label = std::string(texts.label(look.all))});
        if (typed.empty() && !look.none.empty()) {
            options.push_back({.key = std::string(none_key), .label = std::string(texts.label(look.none))});
        }
        for (Option& option : find(typed)) options.push_back(std::move(option));
        return options;
    };
    if (const auto taken = filter_chip(chip)) {
        choose_on(query, look.column, *taken);
        state.list.keep = true;
        ask_for_frame_in(0);
    }
}

void who_ui(const Desk& desk, WorkState& state) {
    chip_ui(
        desk, state, {"assignee", "work_list.team", "work_list.everybody", "work_list.nobody"},
        [&](const std::string& key) {
            return row_name(desk.db, TeamMember::table, key == list_me ? desk.by.actor.value : id_in(key));
        },
        [&](std::string_view typed) {
            std::vector<Option> options;
            options.push_back({.key = std::string(list_me), .label = std::string(desk.texts.label("work_list.me"))});
            for (Option& member : state.list.lookups.find(desk.db, TeamMember::table, typed, {})) {
                if (member.key != to_text(desk.by.actor.value)) options.push_back(std::move(member));
            }
            return options;
        });
}

void client_ui(const Desk& desk, WorkState& state) {
    chip_ui(
        desk, state, {"client", "task.client", "work_list.all_clients", "work_list.own_work", true},
        [&](const std::string& key) { return row_name(desk.db, Client::table, id_in(key)); },
        [&](std::string_view typed) { return state.list.lookups.find(desk.db, Client::table, typed, {}); });
}

void kind_ui(const Desk& desk, WorkState& state) {
    const auto words = [&](std::string_view kind) {
        return std::string(desk.texts.label("work_list.kind." + std::string(kind)));
    };
    chip_ui(
        desk, state, {"kind", "work_list.kind", "work_list.all_kinds", {}},
        [&](const std::string& key) { return words(key); },
        [&](std::string_view) {
            std::vector<Option> options;
            for (const std::string_view kind : enum_names<WorkKind>) {
                options.push_back({.key = std::string(kind), .label = words(kind)});
            }
            return options;
        });
}

/// The conditions that only the list knows wait there while something else is shown.
void resting_ui(const Desk& desk, WorkState& state) {
    if (state.display == WorkDisplay::list) return;
    const auto count = std::ranges::count_if(state.list.query.conditions, is_for_list_alone);
    if (count == 0) return;
    const std::string words = desk.texts.count("work_list.resting", count);
    flow_chip(chip_width({}, words, {.icon = Icon::list}));
    if (!chip("resting", {}, words, {.icon = Icon::list}).clicked) return;
    state.display = WorkDisplay::list;
    state.list.keep = true;
}

/// Whether cards show what waits in the clients' books. Off at first; kept for the person.
void books_ui(const Desk& desk, WorkState& state) {
    if (state.display != WorkDisplay::cards) return;
    const std::string_view words = desk.texts.label("books.switch");
    const ChipOptions look{.selected = state.books, .icon = state.books ? Icon::check : Icon::euro};
    flow_chip(chip_width({}, words, look));
    if (!chip("books", {}, words, look).clicked) return;
    state.books = !state.books;
    state.list.keep = true;
    ask_for_frame_in(0);
}

void clear_ui(const Desk& desk, WorkState& state) {
    if (state.list.query.conditions.empty() && state.list.query.search.empty()) return;
    const std::string_view words = desk.texts.label("work_list.clear_all");
    flow_chip(chip_width({}, words, {.icon = Icon::close}));
    if (chip("clear", {}, words, {.icon = Icon::close}).clicked) clear_question(state);
}

}  // namespace

ClientId asked_client(const ListQuery& query) {
    const ListCondition* condition = find_on(query, "client");
    return condition != nullptr && condition->test == ListTest::is ? ClientId{id_in(condition->values.front())}
                                                                   : ClientId{};
}

void clear_question(WorkState& state) {
    state.list.query.search.clear();
    state.list.query.conditions.clear();
    state.list.draft.reset();
    state.list.keep = true;
    ask_for_frame_in(0);
}

void work_filters_ui(const Desk& desk, WorkState& state, Intents& out) {
    ListState& list = state.list;
    const Group group("filters", mirror::Role::toolbar, desk.texts.label("list.filters"));
    TextFieldOptions search;
    search.kind = TextKind::search;
    search.field.label_hidden = true;
    search.field.placeholder = desk.texts.label("work_list.search_placeholder");
    search.field.width = frame().narrow ? 0 : search_width;
    search.field.take_focus = mirror::tree().take_shortcut("/");
    text_field("search", desk.texts.label("work_list.search"), list.query.search, search);
    who_ui(desk, state);
    client_ui(desk, state);
    kind_ui(desk, state);
    ConditionsLook look;
    look.stands_elsewhere = [&](const ListCondition& condition) {
        return stands_in_chip(list.query, condition) ||
               (state.display != WorkDisplay::list && is_for_list_alone(condition));
    };
    look.offers = [&](std::string_view column) {
        return state.display == WorkDisplay::list || !is_for_list_alone({std::string(column)});
    };
    const std::size_t before = list.query.conditions.size();
    conditions_ui(desk, list, look);
    if (list.query.conditions.size() != before) list.keep = true;
    resting_ui(desk, state);
    books_ui(desk, state);
    clear_ui(desk, state);
    views_menu(desk, list, work_list_name, out);
    if (frame().narrow || state.display != WorkDisplay::list) return;
    beside_right(icon_button_width);
    display_button(desk, list, work_looks());
}

}  // namespace pupitre::ui
