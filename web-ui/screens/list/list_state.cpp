// Building of the view, and its memory.
#include "web-ui/screens/list/list_state.h"

#include <algorithm>

#include "core/text/format.h"
#include "web-ui/screens/table_memory.h"
#include "web-ui/widgets/frame.h"
#include "web-ui/widgets/layout.h"

namespace pupitre::ui {

namespace {

constexpr double address_pause_ms = 400;
constexpr float computed_width = 130;  // Of a column that the looks do not name.

bool is_shown(const ListState& state, std::string_view key) {
    return std::ranges::find(state.table.hidden, key) == state.table.hidden.end();
}

Column column_for(const ListColumn& column, std::span<const ColumnLook> looks, const Texts& texts) {
    Column made;
    made.key = column.key;
    made.label = texts.label(column.label);
    made.align = is_summed(column.kind) ? Align::right : Align::left;
    made.width = computed_width;
    const auto look = std::ranges::find(looks, column.key, &ColumnLook::key);
    if (look == looks.end()) return made;
    made.width = look->width;
    made.weight = look->weight;
    made.align = look->align;
    made.narrow = look->narrow;
    made.hideable = look->hideable;
    return made;
}

void build_columns(const Desk& desk, ListState& state, std::span<const ColumnLook> looks) {
    state.view.columns.clear();
    for (const ListColumn& column : state.view.list->model().columns) {
        if (!column.internal) state.view.columns.push_back(column_for(column, looks, desk.texts));
    }
}

/// "Solde 1 234,00 € · Tâches ouvertes 12" over a run of rows.
std::string sums_over(const Desk& desk, const ListState& state, std::size_t first, std::size_t count) {
    std::string words;
    for (const ListColumn& column : state.view.list->model().columns) {
        if (column.internal || !is_summed(column.kind) || !is_shown(state, column.key)) continue;
        const std::string sum = sum_words(column, state.view.list->sum(desk.db, column, first, count), desk.texts);
        if (sum.empty()) continue;
        if (!words.empty()) words += " · ";
        words += std::string(desk.texts.label(column.label)) + " " + sum;
    }
    return words;
}

void build_groups(const Desk& desk, ListState& state) {
    ListView& view = state.view;
    view.groups.clear();
    const ListColumn* column = view.list->model().find(state.query.group);
    if (column == nullptr) return;
    for (const ListGroup& group : view.list->groups(desk.db)) {
        std::string label = words_of(*column, desk.db, group.value, desk.texts);
        if (label.empty()) label = desk.texts.label("list.no_value");
        view.groups.push_back(
            {group.first, std::move(label), group.count, sums_over(desk, state, group.first, group.count)});
    }
}

/// All that the view depends on beside the data.
std::string question_of(const Desk& desk, const ListState& state) {
    std::string question = to_text(state.query);
    for (const std::string& key : state.table.hidden) question.append(",").append(key);
    question += to_iso(desk.by.today) + to_text(desk.by.actor.value);
    question += desk.texts.language() == Language::french ? 'f' : 'e';
    return question;
}

}  // namespace

void show_usual_columns(ListState& state, std::span<const ColumnLook> looks) {
    state.table.hidden.clear();
    for (const ColumnLook& look : looks) {
        if (!look.shown) state.table.hidden.emplace_back(look.key);
    }
}

bool refresh_list(const Desk& desk, ListState& state, const std::function<ListModel()>& model,
                  std::span<const ColumnLook> looks) {
    ListView& view = state.view;
    state.query.sorts.clear();
    for (const TableSort& sort : state.table.sorts) state.query.sorts.push_back({sort.column, sort.descending});
    std::string wanted = question_of(desk, state);
    if (view.db == &desk.db && view.revision == desk.revision && view.built_for == wanted) return false;
    if (view.db != &desk.db || view.today != desk.by.today) view.list = std::make_unique<RecordList>(model());
    view.db = &desk.db;
    view.today = desk.by.today;
    view.revision = desk.revision;
    view.built_for = std::move(wanted);
    view.list->ask(state.query, {desk.by.actor, desk.by.today});
    view.rows = view.list->rows(desk.db);
    view.total = view.list->total();
    build_columns(desk, state, looks);
    build_groups(desk, state);
    view.sums = sums_over(desk, state, 0, view.rows.size());
    return true;
}

std::vector<std::string> shown_columns(const ListState& state) {
    std::vector<std::string> keys;
    for (const std::size_t place : columns_in_order(state.view.columns, state.table)) {
        const std::string& key = state.view.columns[place].key;
        if (is_shown(state, key)) keys.push_back(key);
    }
    return keys;
}

std::vector<Column> columns_that_fit(const ListState& state, std::string_view name, float name_min) {
    constexpr float flexible_min = 120;
    float needed = 0;
    const auto width_of = [&](const Column& column) {
        return column.width > 0 ? column.width : column.key == name ? name_min : flexible_min;
    };
    std::vector<Column> columns;
    for (const std::size_t place : columns_in_order(state.view.columns, state.table)) {
        const Column& column = state.view.columns[place];
        if (is_shown(state, column.key)) columns.push_back(column);
    }
    for (const Column& column : columns) needed += width_of(column);
    for (std::size_t place = columns.size(); place-- > 0 && needed > available_width();) {
        if (columns[place].key == name) continue;
        needed -= width_of(columns[place]);
        columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(place));
    }
    return columns;
}

void follow_address(const Desk& desk, ListState& state, const std::function<void(std::string_view)>& further) {
    const std::string& query = desk.route.query;
    if (query.empty() || query == state.address) return;
    state.address = query;
    const Result<ListQuery> asked = list_query_from_parameters(query);
    if (!asked) return;  // Then the address is told what is shown.
    state.query = *asked;
    state.table.sorts.clear();
    for (const ListSort& sort : asked->sorts) state.table.sorts.push_back({sort.column, sort.descending});
    state.table.selected.clear();
    state.draft.reset();
    state.opened = true;  // A link says more than the view that opens first.
    state.keep = true;
    if (further) further(query);
}

void tell_address(const Desk& desk, ListState& state, std::string_view further, Intents& out) {
    std::string wanted = to_parameters(state.query);
    if (!further.empty()) wanted.append(wanted.empty() ? "" : "&").append(further);
    if (wanted == desk.route.query) {
        state.address = wanted;
        return;
    }
    if (wanted != state.next_address) {
        state.next_address = wanted;
        state.next_address_ms = frame().now_ms + address_pause_ms;
    }
    // Browsers allow an address to change only so often: typing a word is one change.
    if (frame().now_ms < state.next_address_ms) {
        ask_for_frame_in(state.next_address_ms - frame().now_ms);
        return;
    }
    state.address = wanted;
    out.push_back(ShowQuery{desk.route.screen, std::move(wanted)});
}

Json to_json(const ListState& state) {
    Json kept = to_json(state.table);
    kept["group"] = state.query.group;
    return kept;
}

void restore(ListState& state, const Json& kept) {
    if (!kept.is_object()) return;
    restore(state.table, kept);
    const auto group = kept.find("group");
    if (group != kept.end() && group->is_string()) state.query.group = group->get<std::string>();
}

std::string sum_words(const ListColumn& column, const ListSum& sum, const Texts& texts) {
    if (column.kind == ColumnKind::minutes) return sum.number == 0 ? std::string{} : format_duration(sum.number);
    if (column.kind == ColumnKind::number) {
        return sum.number == 0 ? std::string{} : format_number(sum.number, texts.language());
    }
    std::string words;
    for (const Money& amount : sum.amounts) {
        if (!words.empty()) words += " + ";
        words += format_money(amount, texts.language());
    }
    return words;
}

}  // namespace pupitre::ui
