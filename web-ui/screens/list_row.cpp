// Lays the parts of a row out from left to right; the words get what the others leave.
#include "web-ui/screens/list_row.h"

#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "web-ui/widgets/button.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/text.h"
#include "web-ui/widgets/toggles.h"

namespace pupitre::ui {

namespace {

constexpr float padding = 14;
constexpr float avatar_side = 30;
constexpr float check_side = 24;

float row_height(const ListRow& row) { return row.detail.empty() ? (frame().narrow ? 52.0F : 44.0F) : 58.0F; }

void words_ui(const ListRow& row, Box room) {
    const Palette& p = palette();
    ImDrawList* list = canvas();
    float labels = row.mark == Icon::none ? 0 : 22;
    for (const auto& [words, tone] : row.labels) labels += badge_width(words) + 6;
    const bool two = !row.detail.empty();
    const Box upper = {room.x, two ? room.y + 9 : room.y, room.w, two ? 20 : room.h};
    const float title =
        std::min(std::ceil(text_width(TextStyle::body_medium, row.title)), std::max(40.0F, room.w - labels - 4));
    draw_text_in(list, {upper.x, upper.y, title + 1, upper.h}, TextStyle::body_medium, row.faded ? p.faint : p.text,
                 row.title);
    float x = upper.x + title + 8;
    if (row.mark != Icon::none) {
        draw_icon_in(list, {x, upper.y, size::icon, upper.h}, row.mark, p.accent);
        x += 22;
    }
    for (const auto& [words, tone] : row.labels) {
        const float width = std::min(badge_width(words), room.right() - x);
        if (width > 24) {
            draw_badge(list, {x, upper.y + std::floor((upper.h - size::badge) / 2), width, size::badge}, words, tone);
        }
        x += width + 6;
    }
    if (two)
        draw_text_in(list, {room.x, room.y + 29, room.w, 20}, TextStyle::small, row.faded ? p.faint : p.soft,
                     row.detail);
}

std::string full_name(const ListRow& row) {
    std::string name = row.title;
    for (const auto& [words, tone] : row.labels) name += ", " + words;
    if (!row.right.empty()) name += ", " + row.right;
    return name;
}

}  // namespace

ListRowResult list_row_ui(const ListRow& row, std::string_view actions_name, bool last) {
    const Palette& p = palette();
    ListRowResult result;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = row_height(row);
    ImGui::SetNextItemAllowOverlap();
    const Item item = place_item("row", {.width = available_width(), .height = height});
    const ImVec2 after = ImGui::GetCursorScreenPos();
    mirror::Node node = node_for(item, mirror::Role::button, full_name(row));
    node.description = row.detail;
    node.focusable = true;
    mirror::tree().add(std::move(node));
    if (item.hovered) fill_box(canvas(), item.box, p.hover);
    if (item.ring) stroke_box(canvas(), item.box, p.accent, 4, 2);
    if (!last)
        horizontal_line(canvas(), item.box.x + padding, item.box.bottom() - 1, item.box.w - 2 * padding, p.line_soft);

    float left = item.box.x + padding;
    float right = item.box.right() - padding;
    if (row.checked) {
        const Box box = {left - 4, at.y + (height - check_side) / 2, check_side, check_side};
        result.checked = parts::check_box_at("check", box, row.check_name,
                                             *row.checked ? mirror::State::yes : mirror::State::no, parts::Tick::done);
        left += check_side + 6;
    }
    if (!row.avatar.empty()) {
        draw_avatar(canvas(), {left, at.y + std::floor((height - avatar_side) / 2), avatar_side, avatar_side},
                    row.avatar);
        left += avatar_side + 12;
    } else if (row.icon != Icon::none) {
        draw_icon_in(canvas(), {left, at.y, size::icon, height}, row.icon, p.soft);
        left += size::icon + 12;
    }
    if (!row.actions.empty()) {
        const float side = frame().narrow ? size::touch : icon_button_width;
        ImGui::SetCursorScreenPos({right - side + 6, at.y + (height - side) / 2});
        result.action = menu_button("menu", Icon::more, actions_name, row.actions);
        right -= side;
    }
    if (!row.right.empty()) {
        const float width = std::ceil(text_width(TextStyle::small, row.right));
        const Color color = row.right_tone == Tone::neutral ? p.soft : tone_color(row.right_tone);
        draw_text_in(canvas(), {right - width - 4, at.y, width + 1, height}, TextStyle::small, color, row.right);
        right -= width + 12;
    }
    words_ui(row, {left, at.y, right - left, height});
    ImGui::SetCursorScreenPos(after);
    result.opened = item.clicked && !result.checked && result.action.empty();
    return result;
}

}  // namespace pupitre::ui
