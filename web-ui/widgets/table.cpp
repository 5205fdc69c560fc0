// The table itself: head, rows that can be seen, selection and keys.
#include "web-ui/widgets/table.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <imgui.h>
#include <imgui_internal.h>

#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/popup.h"
#include "web-ui/widgets/table_layout.h"
#include "web-ui/widgets/text.h"
#include "web-ui/widgets/toggles.h"

namespace pupitre::ui {

class TablePainter {
public:
    TablePainter(std::string_view label, std::span<const Column> columns, const TableView& view, TableState& state,
                 const TableOptions& options) :
        label_(label),
        columns_(columns),
        view_(view),
        state_(state),
        options_(options),
        narrow_(frame().narrow || options.cards),
        row_height_(options.cards     ? size::card
                    : narrow_         ? size::row_narrow
                    : options.compact ? size::row_compact
                                      : size::row),
        head_height_(narrow_ ? 0 : size::table_head),
        check_width_(options.selectable && !narrow_ ? 38.0F : 0.0F),
        places_(view.rows, view.groups, row_height_, size::group_head) {}

    TableResult run();

private:
    void find_current();
    void move_by_keys();
    void move_to(std::size_t row, bool extend);
    void toggle_row(std::size_t row, bool extend);
    void draw_rows();
    void draw_row(std::size_t row, const Box& box);
    static void draw_card(const Box& box, bool chosen, bool hovered);
    void draw_group(std::size_t group, const Box& box);
    void fill_slots(Cells& cells, const Box& box) const;
    void draw_head();
    void sort_by(const std::string& key, bool add);
    void draw_head_cell(const parts::ColumnPlace& place);
    void keep_visible(std::size_t row);
    [[nodiscard]] bool is_current(const std::string& key) const {
        return !state_.current.empty() && key == state_.current;
    }
    [[nodiscard]] mirror::NodeId row_id(const std::string& key) const {
        const IdScope scope(key);
        return quiet_id("row");
    }

    std::string_view label_;
    std::span<const Column> columns_;
    const TableView& view_;
    TableState& state_;
    const TableOptions& options_;
    bool narrow_;
    float row_height_, head_height_, check_width_;
    parts::RowPlaces places_;
    std::vector<parts::ColumnPlace> column_places_;
    std::optional<std::size_t> current_;
    mirror::NodeId self_ = 0;
    Box outer_, body_;
    TableResult result_;
};

TableResult TablePainter::run() {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = available_width();
    const float room = options_.height > 0 ? options_.height : std::max(120.0F, ImGui::GetContentRegionAvail().y);
    const float height = std::min(room, static_cast<float>(places_.total()) + head_height_ + 1);
    outer_ = {at.x, at.y, width, height};
    if (!options_.cards) fill_box(canvas(), outer_, palette().surface, narrow_ ? 0 : size::radius_card);

    ImGui::BeginChild(
        "table", {width, height}, 0,
        ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_HorizontalScrollbar);
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    column_places_ = parts::place_columns(columns_, state_, check_width_, window->InnerRect.GetWidth());
    const float content_width =
        narrow_ || column_places_.empty() ? width : column_places_.back().x + column_places_.back().width;
    // The scrolled area is laid out by hand; Dear ImGui only needs to know how large it is.
    const ImVec2 origin = window->DC.CursorStartPos;
    window->DC.CursorMaxPos = {origin.x + (content_width > width ? content_width : 1),
                               origin.y + static_cast<float>(places_.total()) + head_height_};
    body_ = {window->InnerRect.Min.x, window->InnerRect.Min.y + head_height_, window->InnerRect.GetWidth(),
             window->InnerRect.GetHeight() - head_height_};

    self_ = result_.grid = quiet_id("grid");
    mirror::Node grid = node_for_box(self_, outer_, mirror::Role::grid, label_);
    grid.focusable = true;
    grid.row_count = static_cast<int>(view_.rows) + (narrow_ ? 0 : 1);
    grid.column_count = static_cast<int>(column_places_.size());
    find_current();
    move_by_keys();
    if (current_) grid.active = row_id(state_.current);
    mirror::tree().open(std::move(grid));
    // The head first, as it is read.
    if (!narrow_) draw_head();
    draw_rows();
    mirror::tree().close();

    ImGui::PushClipRect(outer_.min(), outer_.max(), false);
    if (!narrow_) stroke_box(canvas(), outer_, palette().line, size::radius_card);
    if (mirror::tree().shows_focus(self_)) stroke_box(canvas(), outer_, palette().accent, size::radius_card, 2);
    ImGui::PopClipRect();
    ImGui::EndChild();
    return std::move(result_);
}

void TablePainter::find_current() {
    if (state_.current.empty() || view_.rows == 0) return;
    if (state_.current_row < view_.rows && view_.key(state_.current_row) == state_.current) {
        current_ = state_.current_row;
        return;
    }
    for (std::size_t row = 0; row < view_.rows; ++row) {
        if (view_.key(row) != state_.current) continue;
        current_ = state_.current_row = row;
        return;
    }
    // The row is filtered away or gone.
    state_.current.clear();
}

void TablePainter::keep_visible(std::size_t row) {
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    const auto top = static_cast<float>(places_.top_of(row));
    const float above = row == 0 ? 0 : top - size::group_head;
    if (above < window->Scroll.y) {
        ImGui::SetScrollY(window, std::max(0.0F, above));
    } else if (top + row_height_ > window->Scroll.y + body_.h) {
        ImGui::SetScrollY(window, top + row_height_ - body_.h);
    }
    ask_for_frame_in(0);
}

void TablePainter::toggle_row(std::size_t row, bool extend) {
    const std::string key = view_.key(row);
    std::optional<std::size_t> from;
    if (extend && !state_.anchor.empty()) {
        for (std::size_t i = 0; i < view_.rows && !from; ++i) {
            if (view_.key(i) == state_.anchor) from = i;
        }
    }
    if (from) {
        for (std::size_t i = std::min(*from, row); i <= std::max(*from, row); ++i) state_.selected.insert(view_.key(i));
    } else {
        if (state_.selected.erase(key) == 0) state_.selected.insert(key);
        state_.anchor = key;
    }
    result_.selection_changed = true;
}

void TablePainter::move_to(std::size_t row, bool extend) {
    if (extend && options_.selectable) {
        if (state_.anchor.empty() && current_) state_.anchor = state_.current;
        toggle_row(row, true);
    }
    state_.current = view_.key(row);
    state_.current_row = row;
    current_ = row;
    keep_visible(row);
}

void TablePainter::move_by_keys() {
    if (view_.rows == 0) return;
    mirror::Tree& tree = mirror::tree();
    // Without a focus anywhere, the page's main list answers the arrows too.
    const mirror::NodeId from = tree.has_focus(self_) || !options_.main || tree.focus() != 0 ? self_ : 0;
    bool extend = false;
    for (const mirror::KeyPress& press : tree.keys()) extend = extend || press.shift;
    const std::size_t last = view_.rows - 1;
    const auto page = static_cast<std::size_t>(std::max(1.0F, body_.h / row_height_ - 1));
    const auto here = [&] { return current_.value_or(0); };
    const auto key = [&](std::string_view name) { return tree.take_key(from, name); };
    const bool letters = options_.main;
    // Keys come faster than frames: each press counts.
    while (key("ArrowDown") || (letters && tree.take_shortcut("j")))
        move_to(current_ ? std::min(last, here() + 1) : 0, extend);
    while (key("ArrowUp") || (letters && tree.take_shortcut("k"))) move_to(here() > 0 ? here() - 1 : 0, extend);
    while (key("PageDown")) move_to(std::min(last, here() + page), extend);
    while (key("PageUp")) move_to(here() > page ? here() - page : 0, extend);
    if (key("Home")) move_to(0, extend);
    if (key("End")) move_to(last, extend);
    if (!current_) return;
    if (key("Enter")) result_.opened = state_.current;
    if (options_.selectable && (key(" ") || (letters && tree.take_shortcut("x")))) toggle_row(*current_, false);
}

void TablePainter::draw_rows() {
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    const double scroll = window->Scroll.y;
    ImGui::PushClipRect(body_.min(), body_.max(), true);
    const auto screen_y = [&](double y) { return body_.y + static_cast<float>(std::round(y - scroll)); };
    const std::size_t first = places_.row_at(scroll);
    for (std::size_t group = 0; group < view_.groups.size(); ++group) {
        const float y = screen_y(places_.top_of_group(group));
        if (y + size::group_head < body_.y || y > body_.bottom()) continue;
        draw_group(group, {body_.x, y, body_.w, size::group_head});
    }
    for (std::size_t row = first; row < view_.rows; ++row) {
        const float y = screen_y(places_.top_of(row));
        if (y > body_.bottom()) break;
        draw_row(row, {body_.x, y, body_.w, row_height_});
    }
    ImGui::PopClipRect();
}

void TablePainter::draw_group(std::size_t group, const Box& box) {
    const TableGroup& head = view_.groups[group];
    const Palette& p = palette();
    fill_box(canvas(), {box.x + 1, box.y, box.w - 2, box.h}, p.head);
    horizontal_line(canvas(), box.x, box.bottom() - 1, box.w, p.line);
    const std::string words = head.label + " · " + std::to_string(head.count);
    Box inner = box.inset(size::cell_padding, 0);
    draw_text_in(canvas(), inner, TextStyle::table_head, p.soft, words);
    const float detail = text_width(TextStyle::small_medium, head.detail);
    if (!head.detail.empty() && text_width(TextStyle::table_head, words) + detail + 16 <= inner.w) {
        inner.x = inner.right() - detail;
        draw_text_in(canvas(), inner, TextStyle::small_medium, p.soft, head.detail);
    }
    const IdScope scope(head.label);
    const std::string spoken = head.detail.empty() ? words : words + " · " + head.detail;
    mirror::Node node = node_for_box(quiet_id("group"), box, mirror::Role::row, spoken);
    node.row_index = static_cast<int>(head.first_row) + 2;
    mirror::tree().add(std::move(node));
}

void TablePainter::fill_slots(Cells& cells, const Box& box) const {
    const float scroll_x = ImGui::GetCurrentWindow()->Scroll.x;
    if (!narrow_) {
        int order = 0;
        for (const parts::ColumnPlace& place : column_places_) {
            const Column& column = columns_[place.column];
            const Box cell = {box.x + place.x - scroll_x + size::cell_padding, box.y,
                              place.width - 2 * size::cell_padding, box.h};
            cells.slots_.push_back({column.key, cell, column.align, false, 0, {}, order++});
        }
        return;
    }
    const float margin = options_.cards ? size::cell_padding : 16;
    const Box inner = {box.x + margin, box.y, box.w - 2 * margin, box.h};
    const float upper = inner.y + 8;
    const bool has_first_right = std::any_of(columns_.begin(), columns_.end(), [](const Column& column) {
        return column.narrow == NarrowPlace::first_right;
    });
    for (const Column& column : columns_) {
        const auto add = [&](float x, float y, float w, Align align, bool small, int order) {
            cells.slots_.push_back({column.key, {x, y, w, 22}, align, small, 0, {}, order});
        };
        switch (column.narrow) {
        case NarrowPlace::hidden: break;
        case NarrowPlace::first:
            add(inner.x, upper, inner.w - (has_first_right ? 96.0F : 0.0F), Align::left, false, 0);
            break;
        case NarrowPlace::first_right: add(inner.right() - 92, upper, 92, Align::right, false, 1); break;
        case NarrowPlace::second:
            add(inner.x, upper + 22, inner.w - (options_.cards ? 0.0F : 132.0F), Align::left, true, 2);
            break;
        case NarrowPlace::second_right: add(inner.right() - 128, upper + 22, 128, Align::right, true, 3); break;
        case NarrowPlace::third:
            if (options_.cards) add(inner.x, upper + 44, inner.w - 34, Align::left, true, 4);
            break;
        case NarrowPlace::third_right:
            if (options_.cards) add(inner.right() - 30, upper + 44, 30, Align::right, true, 5);
            break;
        }
    }
}

void TablePainter::draw_card(const Box& box, bool chosen, bool hovered) {
    const Palette& p = palette();
    fill_box(canvas(), box, chosen ? p.accent_soft : p.surface, size::radius);
    if (hovered && !chosen) fill_box(canvas(), box, p.hover, size::radius);
    stroke_box(canvas(), box, chosen ? p.accent : p.line, size::radius);
}

void TablePainter::draw_row(std::size_t row, const Box& box) {
    const std::string key = view_.key(row);
    const IdScope scope(key);
    const Palette& p = palette();
    ImGui::SetNextItemAllowOverlap();
    const Item item = item_at("row", box);
    const bool selected = state_.selected.contains(key);
    const bool current = is_current(key);
    if (options_.cards) {
        draw_card({box.x, box.y, box.w, box.h - 8}, current || selected, item.hovered);
    } else {
        const Box inside = {box.x + 1, box.y, box.w - 2, box.h};
        if (current || selected) {
            fill_box(canvas(), inside, p.accent_soft);
        } else if (item.hovered) {
            fill_box(canvas(), inside, p.hover);
        }
        if (row + 1 < view_.rows) horizontal_line(canvas(), box.x, box.bottom() - 1, box.w, p.line_soft);
    }

    mirror::Node node = node_for(item, mirror::Role::row, view_.name(row));
    node.row_index = static_cast<int>(row) + (narrow_ ? 1 : 2);
    node.selected = options_.selectable ? (selected ? mirror::State::yes : mirror::State::no) : mirror::State::absent;
    node.current = current ? mirror::State::yes : mirror::State::absent;
    mirror::tree().open(std::move(node));
    if (check_width_ > 0) {
        const Box tick = {box.x + 8, box.y + (box.h - 24) / 2, 24, 24};
        if (parts::check_box_at("select", tick, view_.name(row), selected ? mirror::State::yes : mirror::State::no)) {
            toggle_row(row, ImGui::GetIO().KeyShift);
        }
    }
    Cells cells;
    cells.strong_row_ = current;
    fill_slots(cells, box);
    view_.draw(row, cells);
    for (std::size_t i = 0; i < cells.slots_.size(); ++i) {
        Cells::Slot& slot = cells.slots_[i];
        const IdScope cell(slot.column);
        mirror::Node words = node_for_box(quiet_id("cell"), slot.box, mirror::Role::gridcell, slot.words);
        words.column_index = static_cast<int>(i) + 1;
        mirror::tree().add(std::move(words));
    }
    mirror::tree().close();
    if (!item.clicked) return;
    mirror::tree().move_focus(self_);
    if (options_.selectable && (ImGui::GetIO().KeyCtrl || ImGui::GetIO().KeyShift)) {
        toggle_row(row, ImGui::GetIO().KeyShift);
        return;
    }
    state_.current = key;
    state_.current_row = row;
    result_.opened = key;
}

void TablePainter::draw_head() {
    const Palette& p = palette();
    const Box head = {body_.x, outer_.y, body_.w, head_height_};
    ImGui::PushClipRect(head.min(), head.max(), true);
    fill_box(canvas(), {head.x + 1, head.y + 1, head.w - 2, head.h - 1}, p.surface, size::radius_card);
    horizontal_line(canvas(), head.x, head.bottom() - 1, head.w, p.line);
    mirror::Node row = node_for_box(quiet_id("head"), head, mirror::Role::row, {});
    row.row_index = 1;
    mirror::tree().open(std::move(row));
    if (check_width_ > 0) {
        const bool any = !state_.selected.empty();
        const bool all = any && state_.selected.size() >= view_.rows;
        const mirror::State mark = all ? mirror::State::yes : any ? mirror::State::mixed : mirror::State::no;
        if (parts::check_box_at("all", {head.x + 8, head.y + 5, 24, 24}, words().selected_all, mark)) {
            state_.selected.clear();
            for (std::size_t i = 0; !any && i < view_.rows; ++i) state_.selected.insert(view_.key(i));
            result_.selection_changed = true;
        }
    }
    for (const parts::ColumnPlace& place : column_places_) draw_head_cell(place);
    mirror::tree().close();
    ImGui::PopClipRect();
}

/// The same column again turns the order round; with Shift a column is added behind the others.
void TablePainter::sort_by(const std::string& key, bool add) {
    const auto known = std::ranges::find(state_.sorts, key, &TableSort::column);
    const bool is_there = known != state_.sorts.end();
    const bool several = add && options_.sorts_max > 1;
    if (several && is_there) {
        known->descending = !known->descending;
    } else if (several && state_.sorts.size() < options_.sorts_max) {
        state_.sorts.push_back({key, false});
    } else if (!several) {
        const bool turned = is_there && known == state_.sorts.begin() && !known->descending;
        state_.sorts = {{key, turned}};
    }
    result_.sort_changed = true;
}

void TablePainter::draw_head_cell(const parts::ColumnPlace& place) {
    const Column& column = columns_[place.column];
    const IdScope scope(column.key);
    const Palette& p = palette();
    const float x = body_.x + place.x - ImGui::GetCurrentWindow()->Scroll.x;
    const Box box = {x, outer_.y, place.width, head_height_};
    ImGui::SetNextItemAllowOverlap();
    const Item item = item_at("column", box, column.sortable);
    const auto sort = std::ranges::find(state_.sorts, column.key, &TableSort::column);
    const bool sorted = sort != state_.sorts.end();
    const bool descending = sorted && sort->descending;
    mirror::Node node = node_for(item, mirror::Role::columnheader, column.label);
    node.focusable = column.sortable;
    node.sort = !sorted ? 0 : descending ? -1 : 1;
    node.column_index = static_cast<int>(&place - column_places_.data()) + 1;
    mirror::tree().add(std::move(node));
    Box inner = box.inset(size::cell_padding, 0);
    const float arrow = sorted ? 16 : 0;
    const float width = std::min(text_width(TextStyle::table_head, column.label), inner.w - arrow);
    const Color color = sorted ? p.text : item.hovered && column.sortable ? p.text : p.soft;
    if (column.align == Align::right) inner.x = inner.right() - width - arrow;
    inner.w = width + 1;
    draw_text_in(canvas(), inner, TextStyle::table_head, color, column.label);
    if (sorted)
        draw_icon_in(canvas(), {inner.right() + 2, box.y, 14, box.h}, descending ? Icon::arrow_down : Icon::arrow_up,
                     p.accent, 13);
    if (item.ring) draw_focus_ring(canvas(), box.inset(3, 4), 4);
    if (item.clicked && column.sortable) sort_by(column.key, ImGui::GetIO().KeyShift);
    const Item edge = item_at("edge", {box.right() - 4, box.y, 8, box.h});
    if (edge.hovered || edge.held) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
        vertical_line(canvas(), box.right() - 1, box.y + 8, box.h - 16, p.accent);
    }
    const float moved = ImGui::GetIO().MouseDelta.x;
    if (!edge.held || moved == 0) return;
    const float resized = std::max(48.0F, place.width + moved);
    const auto known = std::find_if(state_.widths.begin(), state_.widths.end(),
                                    [&](const auto& entry) { return entry.first == column.key; });
    if (known == state_.widths.end()) {
        state_.widths.emplace_back(column.key, resized);
    } else {
        known->second = resized;
    }
    result_.columns_changed = true;
}

TableResult table(std::string_view id, std::string_view label, std::span<const Column> columns, const TableView& view,
                  TableState& state, const TableOptions& options) {
    const IdScope scope(id);
    return TablePainter(label, columns, view, state, options).run();
}

}  // namespace pupitre::ui
