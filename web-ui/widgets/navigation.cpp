// Navigation entries and the page's division.
#include "web-ui/widgets/navigation.h"

#include <cmath>
#include <string>

#include <imgui.h>

#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {
namespace {

void tell_mirror(const Item& item, const NavigationEntry& entry) {
    mirror::Node node = node_for(item, mirror::Role::link, entry.label);
    node.focusable = true;
    node.current = entry.selected ? mirror::State::yes : mirror::State::absent;
    if (entry.count >= 0) node.description = std::to_string(entry.count);
    mirror::tree().add(std::move(node));
}

}  // namespace

bool navigation_entry(std::string_view id, const NavigationEntry& entry) {
    const Palette& p = palette();
    const Item item = place_item(id, {.width = available_width(), .height = 34});
    tooltip(entry.shortcut);
    tell_mirror(item, entry);
    if (!item.visible) return item.clicked;
    if (entry.selected) {
        fill_box(canvas(), item.box, p.accent_soft, size::radius);
    } else if (item.hovered) {
        fill_box(canvas(), item.box, p.hover, size::radius);
    }
    const Color color = entry.selected ? p.accent : p.soft;
    draw_icon_in(canvas(), {item.box.x + 10, item.box.y, size::icon, item.box.h}, entry.icon, color);
    Box words = {item.box.x + 36, item.box.y, item.box.w - 46, item.box.h};
    if (entry.count >= 0) {
        const std::string count = std::to_string(entry.count);
        draw_text_in(canvas(), words, entry.attention ? TextStyle::small_medium : TextStyle::small,
                     entry.attention ? p.warn : p.soft, count, Align::right);
        words.w -= text_width(TextStyle::small, count) + 8;
    }
    draw_text_in(canvas(), words, entry.selected ? TextStyle::body_strong : TextStyle::body, color, entry.label);
    if (item.ring) draw_focus_ring(canvas(), item.box.inset(1, 1), size::radius);
    return item.clicked;
}

bool bottom_entry(std::string_view id, const NavigationEntry& entry, float width) {
    const Palette& p = palette();
    const Item item = place_item(id, {.width = width, .height = size::bottom_bar});
    tell_mirror(item, entry);
    if (!item.visible) return item.clicked;
    const Color color = entry.selected ? p.accent : p.soft;
    draw_icon_in(canvas(), {item.box.x, item.box.y + 8, item.box.w, 24}, entry.icon, color, 20);
    draw_text_in(canvas(), {item.box.x + 2, item.box.y + 34, item.box.w - 4, 16}, TextStyle::tiny, color, entry.label,
                 Align::center);
    if (entry.attention) canvas()->AddCircleFilled({item.box.x + item.box.w / 2 + 12, item.box.y + 12}, 4, p.warn);
    if (item.ring) draw_focus_ring(canvas(), item.box.inset(4, 4), size::radius);
    return item.clicked;
}

void navigation_title(std::string_view words_shown) {
    space(16);
    ImGui::Indent(10);
    text(words_shown, {.style = TextStyle::table_head, .color = palette().soft});
    ImGui::Unindent(10);
    space(6);
}

PageBoxes page_boxes() {
    const Frame& f = frame();
    if (f.narrow) {
        return {{},
                {0, 0, f.width, size::top_bar},
                {0, size::top_bar, f.width, f.height - size::top_bar - size::bottom_bar},
                {0, f.height - size::bottom_bar, f.width, size::bottom_bar}};
    }
    return {{0, 0, size::navigation, f.height},
            {size::navigation, 0, f.width - size::navigation, size::top_bar},
            {size::navigation, size::top_bar, f.width - size::navigation, f.height - size::top_bar},
            {}};
}

}  // namespace pupitre::ui
