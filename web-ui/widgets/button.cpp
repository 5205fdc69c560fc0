// How buttons look and answer.
#include "web-ui/widgets/button.h"

#include <cassert>
#include <cmath>

#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {
namespace {

constexpr float padding = 13;
constexpr float padding_min = 8;  // Beside a label that had to be cut.
constexpr float icon_gap = 7;

struct Look {
    Color fill, line, words;
};

Look look_of(const ButtonOptions& options, bool hovered, bool held) {
    const Palette& p = palette();
    if (!options.enabled) {
        const bool filled = options.kind == ButtonKind::primary || options.kind == ButtonKind::danger;
        return {filled ? p.neutral_soft : 0, options.kind == ButtonKind::quiet ? 0 : p.line, p.faint};
    }
    switch (options.kind) {
    case ButtonKind::primary: {
        const Color fill = held ? blend(p.accent_hover, p.text, 0.12F) : hovered ? p.accent_hover : p.accent;
        return {fill, 0, p.on_accent};
    }
    case ButtonKind::danger: {
        const Color fill = hovered || held ? blend(p.bad, p.text, 0.12F) : p.bad;
        return {fill, 0, p.on_accent};
    }
    case ButtonKind::secondary: {
        if (options.pressed) return {p.accent_soft, p.accent, p.accent};
        const Color over = held ? p.line_soft : hovered ? blend(p.surface, p.line_soft, 0.7F) : p.surface;
        return {over, p.field_line, p.text};
    }
    case ButtonKind::quiet: {
        if (options.pressed) return {p.accent_soft, 0, p.accent};
        return {hovered || held ? p.hover : 0, 0, p.soft};
    }
    }
    assert(false);
    return {};
}

void tell_mirror(const Item& item, std::string_view label, const ButtonOptions& options) {
    mirror::Node node = node_for(item, mirror::Role::button, label);
    node.focusable = true;
    node.disabled = !options.enabled;
    node.description = options.enabled ? options.hint : options.why_disabled;
    if (options.pressed_known) node.pressed = options.pressed ? mirror::State::yes : mirror::State::no;
    if (options.expanded_known) {
        node.expanded = options.expanded ? mirror::State::yes : mirror::State::no;
        node.popup = true;
    }
    mirror::tree().add(std::move(node));
}

/// Returns whether the label was cut.
bool draw(const Item& item, std::string_view label, const ButtonOptions& options) {
    const Look look = look_of(options, item.hovered, item.held);
    ImDrawList* list = canvas();
    if ((look.fill >> 24U) != 0) fill_box(list, item.box, look.fill, size::radius);
    if ((look.line >> 24U) != 0) stroke_box(list, item.box, look.line, size::radius);
    const bool with_icon = options.icon != Icon::none;
    const float words = label.empty() ? 0 : text_width(TextStyle::body_medium, label);
    const float content = std::min(words + (with_icon ? size::icon : 0) + (with_icon && words > 0 ? icon_gap : 0),
                                   item.box.w - (words > 0 ? 2 * padding_min : 0));
    Box inner = {item.box.x + std::floor(std::max(0.0F, item.box.w - content) / 2), item.box.y, content, item.box.h};
    if (with_icon) {
        draw_icon_in(list, {inner.x, inner.y, size::icon, inner.h}, options.icon, look.words);
        inner.x += size::icon + icon_gap;
        inner.w -= size::icon + icon_gap;
    }
    const bool cut = words > 0 && draw_text_in(list, inner, TextStyle::body_medium, look.words, label);
    if (item.ring) draw_focus_ring(list, item.box, size::radius);
    return cut;
}

float height_here() { return frame().narrow ? size::touch : size::button; }

}  // namespace

float button_width(std::string_view label, Icon icon) {
    const float with_icon = icon == Icon::none ? 0 : size::icon + icon_gap;
    return std::ceil(text_width(TextStyle::body_medium, label) + with_icon + 2 * padding);
}

bool button(std::string_view id, std::string_view label, const ButtonOptions& options) {
    float width = options.width > 0 ? options.width : button_width(label, options.icon);
    if (options.width < 0) width = available_width();
    const Item item = place_item(id, {.width = width, .height = height_here(), .enabled = options.enabled});
    tell_mirror(item, label, options);
    const bool cut = item.visible && draw(item, label, options);
    const std::string_view hint = options.hint.empty() && cut ? label : options.hint;
    tooltip(options.enabled ? hint : options.why_disabled);
    return item.clicked && options.enabled;
}

bool icon_button(std::string_view id, Icon icon, std::string_view label, const ButtonOptions& options) {
    ButtonOptions shown = options;
    shown.icon = icon;
    if (shown.kind == ButtonKind::secondary && !options.pressed_known) shown.kind = ButtonKind::quiet;
    const float side = frame().narrow ? size::touch : icon_button_width;
    const Item item = place_item(id, {.width = side, .height = side, .enabled = options.enabled});
    tooltip(options.enabled ? label : options.why_disabled);
    tell_mirror(item, label, shown);
    if (item.visible) draw(item, {}, shown);
    return item.clicked && options.enabled;
}

bool link(std::string_view id, std::string_view label) {
    const float width = std::ceil(text_width(TextStyle::body_medium, label));
    const Item item = place_item(id, {.width = width, .height = 20});
    mirror::Node node = node_for(item, mirror::Role::button, label);
    node.focusable = true;
    mirror::tree().add(std::move(node));
    if (item.visible) {
        draw_text_in(canvas(), item.box, TextStyle::body_medium,
                     item.hovered ? palette().accent_hover : palette().accent, label);
        if (item.hovered)
            horizontal_line(canvas(), item.box.x, item.box.bottom() - 2, item.box.w, palette().accent_hover);
        if (item.ring) draw_focus_ring(canvas(), item.box.inset(-3, 0), 4);
    }
    return item.clicked;
}

}  // namespace pupitre::ui
