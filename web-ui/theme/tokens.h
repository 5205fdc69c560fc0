// The design tokens: every colour and measure of the desk stands here once, for light and dark.
// Knows no widget. Colours are ABGR words as Dear ImGui packs them.
#pragma once

#include <cstdint>

namespace pupitre::ui {

using Color = std::uint32_t;

/// Writes a colour the way designers do: 0xRRGGBB.
constexpr Color rgb(std::uint32_t hex, std::uint32_t alpha = 255) {
    return (alpha << 24U) | ((hex & 0xFFU) << 16U) | (hex & 0xFF00U) | ((hex >> 16U) & 0xFFU);
}
/// The same colour, more transparent. share is 0 to 1.
Color faded(Color color, float share);
/// Between two colours; 0 gives from, 1 gives to.
Color blend(Color from, Color to, float share);

/// What a state means; each has a colour, a soft background, and always a word beside it.
enum class Tone : std::uint8_t { neutral, accent, ok, warn, bad, violet };

struct Palette {
    Color bg, surface, raised, line, line_soft, field_line;
    Color text, soft, faint;
    Color accent, accent_hover, accent_soft, on_accent;
    Color ok, ok_soft, warn, warn_soft, bad, bad_soft, violet, violet_soft;
    Color neutral_soft;  // Background of a neutral label.
    Color hover;         // Laid over a row or a quiet button under the pointer.
    Color head;          // Group heads in tables.
    Color toast, toast_text, toast_action;
    Color shadow, veil;  // Under what floats; over the page behind a dialog.
};

enum class Theme : std::uint8_t { light, dark };

void set_theme(Theme theme);
[[nodiscard]] Theme theme();
[[nodiscard]] const Palette& palette();
[[nodiscard]] Color tone_color(Tone tone);
[[nodiscard]] Color tone_soft(Tone tone);

/// Measures in CSS pixels, in steps of 4.
namespace size {
constexpr float step = 4;
constexpr float radius = 8;        // Fields, buttons.
constexpr float radius_card = 10;  // Tables, cards.
constexpr float radius_label = 6;  // Small filled labels.
constexpr float row = 38;
constexpr float row_compact = 30;
constexpr float row_narrow = 60;  // Two lines, on a phone.
constexpr float card = 92;        // Three lines and the gap below.
constexpr float group_head = 32;
constexpr float table_head = 34;
constexpr float field = 36;
constexpr float button = 34;
constexpr float touch = 44;  // Smallest target on a phone.
constexpr float chip = 28;
constexpr float badge = 22;
constexpr float icon = 16;
constexpr float cell_padding = 12;
constexpr float panel_padding = 20;
constexpr float navigation = 224;
constexpr float top_bar = 52;
constexpr float side_panel = 372;
constexpr float bottom_bar = 60;
constexpr float narrow_below = 720;  // Width of the page under which the phone layout is used.
}  // namespace size

/// How long a movement takes, in milliseconds.
constexpr double motion_ms = 140;

}  // namespace pupitre::ui
