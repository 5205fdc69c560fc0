// Boxes to tick, switches, chips.
#include "web-ui/widgets/toggles.h"

#include <cmath>
#include <string>

#include <imgui.h>

#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {
namespace parts {

void draw_check_box(ImDrawList* list, const Box& around, mirror::State state, bool hovered, bool enabled, Tick tick) {
    constexpr float side = 16;
    const float radius = tick == Tick::done ? side / 2 : 5;
    const Palette& p = palette();
    const Box box = {std::round(around.x + (around.w - side) / 2), std::round(around.y + (around.h - side) / 2), side,
                     side};
    if (state == mirror::State::no || state == mirror::State::absent) {
        fill_box(list, box, enabled ? p.surface : p.bg, radius);
        stroke_box(list, box, hovered && enabled ? p.accent : p.faint, radius, 1.2F);
        return;
    }
    const Color fill = enabled ? p.accent : p.faint;
    fill_box(list, box, fill, radius);
    if (state == mirror::State::mixed) {
        fill_box(list, {box.x + 4, box.y + 7, 8, 2}, p.on_accent, 1);
        return;
    }
    const ImVec2 points[3] = {{box.x + 4, box.y + 8.3F}, {box.x + 7, box.y + 11.2F}, {box.x + 12.2F, box.y + 5.2F}};
    list->AddPolyline(points, 3, p.on_accent, 0, 1.8F);
}

bool check_box_at(std::string_view id, const Box& box, std::string_view name, mirror::State state, Tick tick) {
    const Item item = item_at(id, box);
    mirror::Node node = node_for(item, mirror::Role::checkbox, name);
    node.focusable = true;
    node.checked = state;
    mirror::tree().add(std::move(node));
    if (item.visible) {
        draw_check_box(canvas(), box, state, item.hovered, true, tick);
        if (item.ring) draw_focus_ring(canvas(), box.inset(3, 3), tick == Tick::done ? 9 : 5);
    }
    return item.clicked;
}

}  // namespace parts

namespace {

/// The height of the lines below the label; none without a detail.
float detail_height(std::string_view detail, float width) {
    return detail.empty() ? 0 : std::ceil(wrapped_size(TextStyle::small, detail, width).y) + 2;
}

}  // namespace

bool checkbox(std::string_view id, std::string_view label, bool& checked, const ToggleOptions& options) {
    const float room = available_width();
    const float words_room = room - 26;
    const float line = frame().narrow ? size::touch : 28.0F;
    const float height = line + detail_height(options.detail, words_room);
    const float natural = std::ceil(text_width(TextStyle::body, label)) + 26;
    const float width = options.detail.empty() ? std::min(natural, room) : room;
    const Item item = place_item(id, {.width = width, .height = height, .enabled = options.enabled});
    if (!options.enabled) tooltip(options.why_disabled);
    if (item.clicked) checked = !checked;
    const mirror::State state = checked ? mirror::State::yes : mirror::State::no;
    mirror::Node node = node_for(item, mirror::Role::checkbox, label);
    node.focusable = true;
    node.disabled = !options.enabled;
    node.checked = state;
    node.description = options.enabled ? options.detail : options.why_disabled;
    mirror::tree().add(std::move(node));
    if (!item.visible) return item.clicked;
    parts::draw_check_box(canvas(), {item.box.x, item.box.y, 16, line}, state, item.hovered, options.enabled);
    const bool faded_words = !options.enabled || (options.done_look && checked);
    draw_text_in(canvas(), {item.box.x + 26, item.box.y, words_room, line}, TextStyle::body,
                 faded_words ? palette().faint : palette().text, label);
    if (!options.detail.empty()) {
        draw_wrapped(canvas(), {item.box.x + 26, item.box.y + line - 4}, TextStyle::small, palette().soft,
                     options.detail, words_room);
    }
    if (item.ring) draw_focus_ring(canvas(), {item.box.x, item.box.y + std::round((line - 16) / 2), 16, 16}, 5);
    return item.clicked;
}

bool toggle(std::string_view id, std::string_view label, bool& on, const ToggleOptions& options) {
    constexpr float track = 36;
    const float room = available_width();
    const float words_room = room - track - 12;
    const float line = frame().narrow ? size::touch : 32.0F;
    const float height = line + detail_height(options.detail, words_room);
    const Item item = place_item(id, {.width = room, .height = height, .enabled = options.enabled});
    if (!options.enabled) tooltip(options.why_disabled);
    if (item.clicked) on = !on;
    mirror::Node node = node_for(item, mirror::Role::toggle, label);
    node.focusable = true;
    node.disabled = !options.enabled;
    node.checked = on ? mirror::State::yes : mirror::State::no;
    node.description = options.enabled ? options.detail : options.why_disabled;
    mirror::tree().add(std::move(node));
    if (!item.visible) return item.clicked;
    const Palette& p = palette();
    draw_text_in(canvas(), {item.box.x, item.box.y, words_room, line}, TextStyle::body,
                 options.enabled ? p.text : p.faint, label);
    if (!options.detail.empty()) {
        draw_wrapped(canvas(), {item.box.x, item.box.y + line - 4}, TextStyle::small, p.soft, options.detail,
                     words_room);
    }
    const Box bar = {item.box.right() - track, item.box.y + std::round((line - 20) / 2), track, 20};
    fill_box(canvas(), bar, on ? (options.enabled ? p.accent : p.faint) : p.field_line, 10);
    canvas()->AddCircleFilled({on ? bar.right() - 10 : bar.x + 10, bar.y + 10}, 7.5F, on ? p.on_accent : p.surface);
    if (item.ring) draw_focus_ring(canvas(), bar, 10);
    return item.clicked;
}

float chip_width(std::string_view label, std::string_view value, const ChipOptions& options) {
    const std::string head = label.empty() ? std::string() : std::string(label) + "\u00A0: ";
    const float icon = options.icon == Icon::none ? 0 : 20;
    return std::ceil(text_width(TextStyle::small, head) + text_width(TextStyle::small_medium, value) + icon) + 20 +
           (options.removable ? 20.0F : 0.0F);
}

ChipResult chip(std::string_view id, std::string_view label, std::string_view value, const ChipOptions& options) {
    const IdScope scope(id);
    const Palette& p = palette();
    const std::string head = label.empty() ? std::string() : std::string(label) + "\u00A0: ";
    const float head_width = head.empty() ? 0 : text_width(TextStyle::small, head);
    const float value_width = text_width(TextStyle::small_medium, value);
    const float icon = options.icon == Icon::none ? 0 : 20;
    const float width = chip_width(label, value, options);
    ImGui::SetNextItemAllowOverlap();
    const Item item = place_item("chip", {.width = width, .height = size::chip});
    ChipResult result;
    mirror::Node node = node_for(item, mirror::Role::button, head + std::string(value));
    node.focusable = true;
    node.pressed = options.selected ? mirror::State::yes : mirror::State::absent;
    mirror::tree().add(std::move(node));
    if (item.visible) {
        const Color line = options.selected ? p.accent : item.hovered ? p.faint : p.field_line;
        fill_box(canvas(), item.box, options.selected ? p.accent_soft : p.surface, 14);
        stroke_box(canvas(), item.box, line, 14);
        float x = item.box.x + 10;
        if (icon > 0) draw_icon_in(canvas(), {x, item.box.y, 14, item.box.h}, options.icon, p.soft, 14);
        x += icon;
        draw_text_in(canvas(), {x, item.box.y, head_width + 1, item.box.h}, TextStyle::small, p.soft, head);
        draw_text_in(canvas(), {x + head_width, item.box.y, value_width + 1, item.box.h}, TextStyle::small_medium,
                     options.selected ? p.accent : p.text, value);
        if (item.ring) draw_focus_ring(canvas(), item.box, 14);
    }
    if (options.removable) {
        const Box box = {item.box.right() - 25, item.box.y + 4, 20, 20};
        const Item cross = item_at("remove", box);
        mirror::Node remove = node_for(cross, mirror::Role::button, words().remove + " " + head + std::string(value));
        remove.focusable = true;
        mirror::tree().add(std::move(remove));
        if (cross.visible) {
            if (cross.hovered) fill_box(canvas(), box, p.hover, 10);
            draw_icon_in(canvas(), box, Icon::close, p.soft, 12);
            if (cross.ring) draw_focus_ring(canvas(), box, 10);
        }
        result.removed = cross.clicked;
    }
    result.clicked = item.clicked && !result.removed;
    return result;
}

}  // namespace pupitre::ui
