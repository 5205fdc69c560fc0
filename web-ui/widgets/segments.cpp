// Buttons side by side, and tabs.
#include <cmath>
#include <string>
#include <vector>

#include <imgui.h>

#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {
namespace {

float segment_width(const Option& option) {
    const float icon = option.icon == Icon::none ? 0 : 23;
    return std::ceil(text_width(TextStyle::body_medium, option.label)) + icon + 26;
}

// Arrow keys go to the neighbour, as in any group of radio buttons.
const Option* neighbour_by_key(mirror::NodeId from, std::span<const Option> options, std::size_t place) {
    mirror::Tree& tree = mirror::tree();
    if (tree.take_key(from, "ArrowRight") && place + 1 < options.size()) return &options[place + 1];
    if (tree.take_key(from, "ArrowLeft") && place > 0) return &options[place - 1];
    return nullptr;
}

mirror::NodeId option_id(const Option& option) {
    const IdScope scope(option.key);
    return quiet_id("option");
}

/// Only the outer corners of the row are round.
ImDrawFlags corners_of(std::size_t place, std::size_t count) {
    if (count == 1) return ImDrawFlags_RoundCornersAll;
    if (place == 0) return ImDrawFlags_RoundCornersLeft;
    return place + 1 == count ? ImDrawFlags_RoundCornersRight : ImDrawFlags_RoundCornersNone;
}

void draw_segment(const Item& item, const Option& option, bool in, ImDrawFlags corners) {
    const Palette& p = palette();
    if (in) {
        canvas()->AddRectFilled(item.box.min(), item.box.max(), p.accent_soft, size::radius, corners);
    } else if (item.hovered) {
        fill_box(canvas(), item.box.inset(1, 1), p.hover, size::radius);
    }
    const Color color = in ? p.accent : option.enabled ? p.soft : p.faint;
    Box inner = item.box.inset(13, 0);
    if (option.icon != Icon::none) {
        draw_icon_in(canvas(), {inner.x, inner.y, size::icon, inner.h}, option.icon, color);
        inner.x += 23;
    }
    inner.w = item.box.right() - 8 - inner.x;
    draw_text_in(canvas(), inner, in ? TextStyle::body_strong : TextStyle::body_medium, color, option.label);
}

/// Left and right go to the neighbour and choose it.
void follow_arrows(std::string& key, std::span<const Option> options) {
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (const Option* next = neighbour_by_key(option_id(options[i]), options, i)) {
            key = next->key;
            mirror::tree().move_focus(option_id(*next));
        }
    }
}

float tab_words_width(const Option& option) { return std::ceil(text_width(TextStyle::body_medium, option.label)); }

/// One beside the other; what does not fit goes on in the next line.
std::vector<Box> tab_boxes(const ImVec2& at, float width, std::span<const Option> options) {
    constexpr float height = 38;
    constexpr float gap = 20;
    std::vector<Box> boxes;
    Box next = {at.x, at.y, 0, height};
    for (const Option& option : options) {
        const float count = option.detail.empty() ? 0 : std::ceil(text_width(TextStyle::small, option.detail)) + 6;
        next.w = tab_words_width(option) + count;
        if (next.right() > at.x + width && next.x > at.x) next = {at.x, next.bottom(), next.w, height};
        boxes.push_back(next);
        next.x = next.right() + gap;
    }
    return boxes;
}

}  // namespace

float segmented_width(std::span<const Option> options) {
    float width = 0;
    for (const Option& option : options) width += segment_width(option);
    return width;
}

bool segmented(std::string_view id, std::string_view label, std::string& key, std::span<const Option> options) {
    const IdScope scope(id);
    const Palette& p = palette();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = frame().narrow ? size::touch : size::button;
    const Box whole = {at.x, at.y, segmented_width(options), height};
    fill_box(canvas(), whole, p.surface, size::radius);
    mirror::tree().open(node_for_box(quiet_id("group"), whole, mirror::Role::radiogroup, label));
    const std::string before = key;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const Option& option = options[i];
        const IdScope part(option.key);
        if (i > 0) beside(0);
        const Item item =
            place_item("option", {.width = segment_width(option), .height = height, .enabled = option.enabled});
        tooltip(option.enabled ? option.detail : option.why_disabled);
        const bool in = option.key == key;
        mirror::Node node = node_for(item, mirror::Role::radio, option.label);
        node.checked = in ? mirror::State::yes : mirror::State::no;
        node.focusable = in || key.empty();
        node.disabled = !option.enabled;
        mirror::tree().add(std::move(node));
        draw_segment(item, option, in, corners_of(i, options.size()));
        if (i > 0) vertical_line(canvas(), item.box.x, at.y, height, p.field_line);
        if (item.ring) draw_focus_ring(canvas(), item.box.inset(2, 2), size::radius - 2);
        if (item.clicked) key = option.key;
    }
    follow_arrows(key, options);
    stroke_box(canvas(), whole, p.field_line, size::radius);
    mirror::tree().close();
    return key != before;
}

bool tabs(std::string_view id, std::string_view label, std::string& key, std::span<const Option> options) {
    const IdScope scope(id);
    const Palette& p = palette();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::vector<Box> boxes = tab_boxes(at, available_width(), options);
    const float bottom = boxes.empty() ? at.y : boxes.back().bottom();
    const Box whole = {at.x, at.y, available_width(), bottom - at.y};
    mirror::tree().open(node_for_box(quiet_id("tabs"), whole, mirror::Role::tablist, label));
    const std::string before = key;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const Option& option = options[i];
        const Box& box = boxes[i];
        const IdScope part(option.key);
        ImGui::SetCursorScreenPos(box.min());
        if (box.x == whole.x) horizontal_line(canvas(), whole.x, box.bottom() - 1, whole.w, p.line);
        const Item item = place_item("option", {.width = box.w, .height = box.h});
        const bool in = option.key == key;
        mirror::Node node = node_for(item, mirror::Role::tab, option.label);
        node.description = option.detail;
        node.selected = in ? mirror::State::yes : mirror::State::no;
        node.focusable = in;
        mirror::tree().add(std::move(node));
        const Color color = in ? p.accent : item.hovered ? p.text : p.soft;
        const float words_width = tab_words_width(option);
        draw_text_in(canvas(), {item.box.x, item.box.y, words_width + 1, box.h}, TextStyle::body_medium, color,
                     option.label);
        if (!option.detail.empty()) {
            draw_text_in(canvas(), {item.box.x + words_width + 6, item.box.y, box.w - words_width - 6, box.h},
                         TextStyle::small, p.soft, option.detail);
        }
        if (in) fill_box(canvas(), {item.box.x, box.bottom() - 2, item.box.w, 2}, p.accent);
        if (item.ring) draw_focus_ring(canvas(), item.box.inset(-4, 5), 4);
        if (item.clicked) key = option.key;
    }
    follow_arrows(key, options);
    mirror::tree().close();
    return key != before;
}

}  // namespace pupitre::ui
