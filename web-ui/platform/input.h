// Mouse, wheel, fingers and keys, from the page to Dear ImGui and the mirror. The page's listeners are in
// assets/shell/input.mjs; they call the exported functions of input.cpp.
#pragma once

namespace pupitre::ui::input {

void start();
/// Moves what is still moving: the wheel's eased way, the swing after a finger left.
void advance(double now_ms);
[[nodiscard]] bool is_moving();
/// Something was scrolled within the last moments.
[[nodiscard]] bool is_scrolling();
/// The focus is in a text field of the page.
[[nodiscard]] bool is_typing();
[[nodiscard]] bool by_touch();
void show_cursor();

}  // namespace pupitre::ui::input
