// Drawing primitives: text on its line, icons, boxes, hairlines, the one shadow. They draw and measure; they are not
// widgets and leave no trace in the accessibility mirror.
#pragma once

#include <string_view>

#include <imgui.h>

#include "web-ui/theme/fonts.h"
#include "web-ui/theme/icons.h"
#include "web-ui/theme/tokens.h"

namespace pupitre::ui {

struct Box {
    float x = 0, y = 0, w = 0, h = 0;

    [[nodiscard]] float right() const { return x + w; }
    [[nodiscard]] float bottom() const { return y + h; }
    [[nodiscard]] ImVec2 min() const { return {x, y}; }
    [[nodiscard]] ImVec2 max() const { return {x + w, y + h}; }
    [[nodiscard]] Box inset(float dx, float dy) const { return {x + dx, y + dy, w - 2 * dx, h - 2 * dy}; }
    bool operator==(const Box&) const = default;
};

[[nodiscard]] float text_width(TextStyle style, std::string_view text);
/// Width and height of text broken into lines no wider than wrap_width.
[[nodiscard]] ImVec2 wrapped_size(TextStyle style, std::string_view text, float wrap_width);

/// Draws one line, its line box starting at top left. Returns its width.
float draw_text(ImDrawList* list, ImVec2 top_left, TextStyle style, Color color, std::string_view text);

enum class Align : std::uint8_t { left, center, right };
/// Draws text broken into lines no wider than wrap_width, each aligned within that width.
void draw_wrapped(ImDrawList* list, ImVec2 top_left, TextStyle style, Color color, std::string_view text,
                  float wrap_width, Align align = Align::left);
/// Draws one line in the vertical middle of box, cut with an ellipsis when it does not fit. Returns whether it was cut.
bool draw_text_in(ImDrawList* list, const Box& box, TextStyle style, Color color, std::string_view text,
                  Align align = Align::left);

/// Draws an icon in the middle of the box.
void draw_icon_in(ImDrawList* list, const Box& box, Icon icon, Color color, float icon_size = size::icon);

void fill_box(ImDrawList* list, const Box& box, Color color, float radius = 0);
/// A hairline inside the box's edge.
void stroke_box(ImDrawList* list, const Box& box, Color color, float radius = 0, float width = 1);
void draw_shadow(ImDrawList* list, const Box& box, float radius);
/// The same, leaving the box itself free: for when the box has been drawn already.
void draw_shadow_around(ImDrawList* list, const Box& box, float radius);
/// The focus ring: the accent's outline with a soft band of 3 px around it.
void draw_focus_ring(ImDrawList* list, const Box& box, float radius);
void horizontal_line(ImDrawList* list, float x, float y, float width, Color color);
void vertical_line(ImDrawList* list, float x, float y, float height, Color color);

}  // namespace pupitre::ui
