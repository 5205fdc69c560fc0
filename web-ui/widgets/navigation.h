// The parts of the frame around every screen: the entries at the left (or along the bottom of a phone), group titles, and
// the boxes each part of the page stands in.
#pragma once

#include <string_view>

#include "web-ui/theme/draw.h"

namespace pupitre::ui {

struct NavigationEntry {
    Icon icon = Icon::none;
    std::string_view label = {};
    int count = -1;  // Shown at the right when not negative.
    bool selected = false;
    bool attention = false;  // The count asks for something: coloured.
    std::string_view shortcut = {};
};
/// One entry of the left navigation.
[[nodiscard]] bool navigation_entry(std::string_view id, const NavigationEntry& entry);
/// One of the five places of the bottom bar, this wide.
[[nodiscard]] bool bottom_entry(std::string_view id, const NavigationEntry& entry, float width);
/// A small title over a group of entries.
void navigation_title(std::string_view words);

/// Where the parts of the page stand.
struct PageBoxes {
    Box navigation;  // Empty on a narrow page.
    Box top_bar;
    Box content;     // Between them; the side panel takes its right part.
    Box bottom_bar;  // Empty on a wide page.
};
[[nodiscard]] PageBoxes page_boxes();

}  // namespace pupitre::ui
