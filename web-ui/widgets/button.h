// Buttons. One primary button per screen; a button that asks for more ends in "…"; one that can't be pressed says why.
#pragma once

#include <string_view>

#include "web-ui/theme/icons.h"

namespace pupitre::ui {

enum class ButtonKind : unsigned char { primary, secondary, quiet, danger };

struct ButtonOptions {
    ButtonKind kind = ButtonKind::secondary;
    Icon icon = Icon::none;
    bool enabled = true;
    std::string_view why_disabled = {};  // Shown as a tooltip and read out when not enabled.
    std::string_view hint = {};          // Tooltip.
    float width = 0;                     // 0: as wide as its words; negative: all there is.
    bool pressed_known = false;          // A button that stays in (a toggle).
    bool pressed = false;
    bool expanded_known = false;  // A button that opens something.
    bool expanded = false;
};

[[nodiscard]] bool button(std::string_view id, std::string_view label, const ButtonOptions& options = {});
/// Only an icon; the label is its accessible name and its tooltip.
[[nodiscard]] bool icon_button(std::string_view id, Icon icon, std::string_view label,
                               const ButtonOptions& options = {});
/// Words that act, in the accent colour, inside text.
[[nodiscard]] bool link(std::string_view id, std::string_view label);

/// For aligning to the right: how wide a button will be.
[[nodiscard]] float button_width(std::string_view label, Icon icon = Icon::none);
constexpr float icon_button_width = 34;

}  // namespace pupitre::ui
