// The canvas: its size in CSS pixels, its device pixels, the WebGL context that draws on it, and the fonts.
#pragma once

namespace pupitre::ui::canvas {

/// Makes the WebGL 2 context, Dear ImGui and the fonts. False (and the page told) when there is no WebGL 2.
bool start();
void resize(float css_width, float css_height, float device_pixel_ratio);
[[nodiscard]] float width();
[[nodiscard]] float height();
/// False while the browser has taken the context away.
[[nodiscard]] bool can_draw();
/// Sharpens the glyphs and draws what Dear ImGui prepared.
void show();

}  // namespace pupitre::ui::canvas
