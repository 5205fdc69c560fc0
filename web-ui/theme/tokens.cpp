// The two columns of the token table, and which one is in use.
#include "web-ui/theme/tokens.h"

#include <array>
#include <cassert>
#include <cmath>

namespace pupitre::ui {
namespace {

constexpr Palette light = {
    .bg = rgb(0xF6F7F9),
    .surface = rgb(0xFFFFFF),
    .raised = rgb(0xFFFFFF),
    .line = rgb(0xE4E7EC),
    .line_soft = rgb(0xEEF0F3),
    .field_line = rgb(0xD5DAE2),
    .text = rgb(0x1B2130),
    .soft = rgb(0x5C667A),
    .faint = rgb(0x8A93A6),
    .accent = rgb(0x2F5FE0),
    .accent_hover = rgb(0x264FC2),
    .accent_soft = rgb(0xE9EFFD),
    .on_accent = rgb(0xFFFFFF),
    .ok = rgb(0x1A7A4D),
    .ok_soft = rgb(0xE4F5EC),
    .warn = rgb(0x9A5B00),
    .warn_soft = rgb(0xFCF1DF),
    .bad = rgb(0xC93A3A),
    .bad_soft = rgb(0xFCE9E8),
    .violet = rgb(0x6B4BC9),
    .violet_soft = rgb(0xEFEBFB),
    .neutral_soft = rgb(0xEEF0F3),
    .hover = rgb(0x1B2130, 10),
    .head = rgb(0xF6F7F9),
    .toast = rgb(0x1B2130),
    .toast_text = rgb(0xFFFFFF),
    .toast_action = rgb(0x7C9DFF),
    .shadow = rgb(0x141A28, 38),
    .veil = rgb(0x141A28, 92),
};

constexpr Palette dark = {
    .bg = rgb(0x12151C),
    .surface = rgb(0x181C25),
    .raised = rgb(0x1E2330),
    .line = rgb(0x2A3040),
    .line_soft = rgb(0x232938),
    .field_line = rgb(0x363E52),
    .text = rgb(0xE8EBF2),
    .soft = rgb(0xA3ADC0),
    .faint = rgb(0x737D92),
    .accent = rgb(0x7C9DFF),
    .accent_hover = rgb(0x95B0FF),
    .accent_soft = rgb(0x22305A),
    .on_accent = rgb(0x0F1420),
    .ok = rgb(0x5BC794),
    .ok_soft = rgb(0x183527),
    .warn = rgb(0xE3AC55),
    .warn_soft = rgb(0x3A2C14),
    .bad = rgb(0xF08080),
    .bad_soft = rgb(0x42201F),
    .violet = rgb(0xB09BF5),
    .violet_soft = rgb(0x2C2450),
    .neutral_soft = rgb(0x262C3A),
    .hover = rgb(0xE8EBF2, 12),
    .head = rgb(0x141821),
    .toast = rgb(0xE8EBF2),
    .toast_text = rgb(0x1B2130),
    .toast_action = rgb(0x2F5FE0),
    .shadow = rgb(0x000000, 110),
    .veil = rgb(0x05070B, 150),
};

Theme current = Theme::light;

std::uint32_t channel(Color color, unsigned shift) { return (color >> shift) & 0xFFU; }

}  // namespace

Color faded(Color color, float share) {
    const auto alpha = static_cast<std::uint32_t>(std::lround(static_cast<float>(color >> 24U) * share));
    return (color & 0x00FFFFFFU) | (alpha << 24U);
}

Color blend(Color from, Color to, float share) {
    Color result = 0;
    for (const unsigned shift : {0U, 8U, 16U, 24U}) {
        const auto a = static_cast<float>(channel(from, shift));
        const auto b = static_cast<float>(channel(to, shift));
        result |= static_cast<std::uint32_t>(std::lround(a + (b - a) * share)) << shift;
    }
    return result;
}

void set_theme(Theme theme) { current = theme; }
Theme theme() { return current; }
const Palette& palette() { return current == Theme::light ? light : dark; }

Color tone_color(Tone tone) {
    const Palette& p = palette();
    switch (tone) {
    case Tone::neutral: return p.soft;
    case Tone::accent: return p.accent;
    case Tone::ok: return p.ok;
    case Tone::warn: return p.warn;
    case Tone::bad: return p.bad;
    case Tone::violet: return p.violet;
    }
    assert(false);
    return p.text;
}

Color tone_soft(Tone tone) {
    const Palette& p = palette();
    switch (tone) {
    case Tone::neutral: return p.neutral_soft;
    case Tone::accent: return p.accent_soft;
    case Tone::ok: return p.ok_soft;
    case Tone::warn: return p.warn_soft;
    case Tone::bad: return p.bad_soft;
    case Tone::violet: return p.violet_soft;
    }
    assert(false);
    return p.neutral_soft;
}

}  // namespace pupitre::ui
