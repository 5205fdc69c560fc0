// Things that are on or off: boxes to tick, switches, filter chips.
#pragma once

#include <string_view>

#include "web-ui/mirror/node.h"
#include "web-ui/theme/draw.h"

namespace pupitre::ui {

struct ToggleOptions {
    bool enabled = true;
    std::string_view why_disabled = {};
    std::string_view detail = {};  // A softer line below.
    bool done_look = false;        // Ticked means done: the words fade.
};
/// Returns true when it was changed.
[[nodiscard]] bool checkbox(std::string_view id, std::string_view label, bool& checked,
                            const ToggleOptions& options = {});
/// The same for a setting that takes effect at once; the switch stands at the right edge.
[[nodiscard]] bool toggle(std::string_view id, std::string_view label, bool& on, const ToggleOptions& options = {});

struct ChipResult {
    bool clicked = false;
    bool removed = false;
};
struct ChipOptions {
    bool removable = false;
    bool selected = false;
    Icon icon = Icon::none;
};
/// How wide chip() will be, so that a row of chips knows when to break.
[[nodiscard]] float chip_width(std::string_view label, std::string_view value, const ChipOptions& options = {});
/// "Équipe : Léa Moreau ×". label may be empty.
[[nodiscard]] ChipResult chip(std::string_view id, std::string_view label, std::string_view value,
                              const ChipOptions& options = {});

namespace parts {
/// What a tick means: chosen, or done. A table may have both side by side: what is done has a round box.
enum class Tick : unsigned char { chosen, done };
/// The bare box to tick, for cells of a table.
bool check_box_at(std::string_view id, const Box& box, std::string_view name, mirror::State state,
                  Tick tick = Tick::chosen);
void draw_check_box(ImDrawList* list, const Box& around, mirror::State state, bool hovered, bool enabled,
                    Tick tick = Tick::chosen);
}  // namespace parts

}  // namespace pupitre::ui
