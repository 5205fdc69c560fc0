// How a list is displayed: by what it is grouped, in which order, with which columns.
#include <algorithm>

#include <imgui.h>

#include "web-ui/screens/list/list_bar.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/popup.h"
#include "web-ui/widgets/text.h"
#include "web-ui/widgets/toggles.h"

namespace pupitre::ui {

namespace {

constexpr float popup_width = 320;
constexpr float popup_height = 560;
constexpr float popup_padding = 14;

std::vector<Option> column_options(const Desk& desk, const ListState& state, std::string_view none) {
    std::vector<Option> options = {{.key = {}, .label = std::string(desk.texts.label(none))}};
    for (const ListColumn& column : state.view.list->model().columns) {
        if (column.internal) continue;
        options.push_back({.key = std::string(column.key), .label = std::string(desk.texts.label(column.label))});
    }
    return options;
}

void group_ui(const Desk& desk, ListState& state) {
    const std::vector<Option> options = column_options(desk, state, "list.no_group");
    if (choice("group", desk.texts.label("list.group_by"), state.query.group, options)) state.keep = true;
}

/// One line per column that orders, and one more to add another.
void sorts_ui(const Desk& desk, ListState& state) {
    std::vector<TableSort>& sorts = state.table.sorts;
    const std::size_t lines = std::min(sorts.size() + 1, table_sorts_max);
    for (std::size_t place = 0; place < lines; ++place) {
        const IdScope scope("sort " + std::to_string(place));
        if (place > 0) space(8);
        const std::string_view label = desk.texts.label(place == 0 ? "list.sort_by" : "list.then_by");
        const bool known = place < sorts.size();
        std::string key = known ? sorts[place].column : std::string{};
        FieldOptions look;
        look.width = known ? available_width() - icon_button_width - 8 : 0;
        const std::vector<Option> options =
            column_options(desk, state, place == 0 ? "list.own_order" : "list.no_more_sorts");
        if (choice("column", label, key, options, look)) {
            if (key.empty())
                sorts.erase(sorts.begin() + static_cast<std::ptrdiff_t>(place));
            else if (known)
                sorts[place].column = key;
            else
                sorts.push_back({key, false});
            state.keep = true;
            ask_for_frame_in(0);
            return;  // The lines are others now.
        }
        if (!known) continue;
        beside(8);
        // At the field's height, below its label.
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() + 20);
        const bool down = sorts[place].descending;
        if (icon_button("turn", down ? Icon::arrow_down : Icon::arrow_up,
                        desk.texts.label(down ? "list.descending" : "list.ascending"))) {
            sorts[place].descending = !down;
            state.keep = true;
        }
    }
}

void move_column(ListState& state, std::size_t from, std::size_t to) {
    const std::vector<std::size_t> places = columns_in_order(state.view.columns, state.table);
    state.table.order.clear();
    for (const std::size_t place : places) state.table.order.push_back(state.view.columns[place].key);
    std::swap(state.table.order[from], state.table.order[to]);
    state.keep = true;
    ask_for_frame_in(0);
}

void column_ui(const Desk& desk, ListState& state, std::size_t place, std::size_t position, std::size_t count) {
    const Column& column = state.view.columns[place];
    const IdScope scope(column.key);
    std::vector<std::string>& hidden = state.table.hidden;
    const auto found = std::ranges::find(hidden, column.key);
    bool shown = found == hidden.end();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::string label = column.label;
    const float right = at.x + available_width();
    ToggleOptions look;
    look.enabled = column.hideable;
    look.why_disabled = desk.texts.label("list.column_stays");
    if (checkbox("shown", label, shown, look)) {
        if (shown)
            hidden.erase(found);
        else
            hidden.push_back(column.key);
        state.keep = true;
    }
    const ImVec2 next = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({right - 2 * icon_button_width, at.y});
    ButtonOptions up;
    up.kind = ButtonKind::quiet;
    up.enabled = position > 0;
    if (icon_button("up", Icon::chevron_up, desk.texts.format("list.column_up", {label}), up)) {
        move_column(state, position, position - 1);
    }
    ImGui::SetCursorScreenPos({right - icon_button_width, at.y});
    ButtonOptions down = up;
    down.enabled = position + 1 < count;
    if (icon_button("down", Icon::chevron_down, desk.texts.format("list.column_down", {label}), down)) {
        move_column(state, position, position + 1);
    }
    ImGui::SetCursorScreenPos({next.x, std::max(next.y, at.y + icon_button_width)});
}

}  // namespace

void display_button(const Desk& desk, ListState& state, std::span<const ColumnLook> looks) {
    const IdScope scope("display");
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ButtonOptions look = {.expanded_known = true, .expanded = popup_is_open("options")};
    if (icon_button("button", Icon::columns, desk.texts.label("list.display"), look)) open_popup("options");
    const Box anchor = box_of(at, ImGui::GetItemRectMax());
    const Popup popup("options", anchor,
                      {.width = popup_width,
                       .height_max = popup_height,
                       .padding = popup_padding,
                       .align_right = true,
                       .focus_back = quiet_id("button")});
    if (!popup.shown()) return;
    group_ui(desk, state);
    space(8);
    sorts_ui(desk, state);
    space(12);
    section(desk.texts.label("list.columns"));
    space(4);
    {
        const Group group("columns", mirror::Role::group, desk.texts.label("list.columns"));
        const std::vector<std::size_t> places = columns_in_order(state.view.columns, state.table);
        for (std::size_t position = 0; position < places.size(); ++position) {
            column_ui(desk, state, places[position], position, places.size());
        }
    }
    space(8);
    if (!link("usual", desk.texts.label("list.usual_display"))) return;
    show_usual_columns(state, looks);
    state.table.order.clear();
    state.table.widths.clear();
    state.table.sorts.clear();
    state.query.group = state.own_group;
    state.keep = true;
}

}  // namespace pupitre::ui
