// The ground under every widget: a place in the layout, the mouse's answer, the keyboard's click, the mirror's node.
// Screens use the finished widgets; a screen that needs this header wants a new widget.
#pragma once

#include <string>
#include <string_view>

#include "core/base/id.h"
#include "web-ui/mirror/tree.h"
#include "web-ui/theme/draw.h"
#include "web-ui/widgets/frame.h"

namespace pupitre::ui {

/// Gives everything drawn inside it the identity of one entity: two rows with equal words stay two rows.
class IdScope {
public:
    explicit IdScope(std::string_view key);
    explicit IdScope(Id128 id);
    template <class Entity>
    explicit IdScope(Id<Entity> id) : IdScope(id.value) {}
    ~IdScope();
    IdScope(const IdScope&) = delete;
    IdScope& operator=(const IdScope&) = delete;
};

struct Item {
    mirror::NodeId id = 0;
    Box box;
    bool hovered = false;
    bool held = false;
    bool clicked = false;  // By mouse, finger, keyboard or assistive technology.
    bool ring = false;     // The focus is here and should be seen.
    bool visible = false;  // Some part can be seen: worth drawing.
};

struct Place {
    float width = 0;
    float height = 0;
    bool enabled = true;
    bool mouse = true;  // Answers the mouse (a text field leaves that to the page's own field).
};

/// Takes the next place in the layout.
Item place_item(std::string_view id, const Place& place);
/// Makes an item of a box that is already laid out (a cell, an icon inside a field).
Item item_at(std::string_view id, const Box& box, bool enabled = true);

/// The node for an item, with its box, its clip, whether something covers it; the caller adds name and states.
[[nodiscard]] mirror::Node node_for(const Item& item, mirror::Role role, std::string_view name);
[[nodiscard]] mirror::Node node_for_box(mirror::NodeId id, const Box& box, mirror::Role role, std::string_view name);
/// An id below the current scope that no mouse ever uses: for headings, texts, groups.
[[nodiscard]] mirror::NodeId quiet_id(std::string_view key);

[[nodiscard]] ImDrawList* canvas();
[[nodiscard]] Box box_of(const ImVec2& min, const ImVec2& max);

}  // namespace pupitre::ui
