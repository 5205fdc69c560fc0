// Small marks: labels of states, initials of people, counts, keys of the keyboard, progress.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "web-ui/theme/draw.h"

namespace pupitre::ui {

/// A small filled label with a word: never colour alone.
void badge(std::string_view words, Tone tone = Tone::neutral);
[[nodiscard]] float badge_width(std::string_view words);
/// A round with the person's initials; the name is what is read and shown on hover.
void avatar(std::string_view name, float diameter = 26);
/// A small coloured point, always beside words that say the same.
void dot(Tone tone, float line = 20);
/// A key of the keyboard, as in "Ctrl K".
void key_hint(std::string_view words);

struct ProgressOptions {
    std::string_view count = {};   // "1 240 sur 20 000"
    std::string_view rate = {};    // "8 500 par seconde"
    std::string_view cancel = {};  // Words of the cancel button; none when empty.
};
/// A bar; a share below 0 is "working, no end known". Returns true when cancelled.
[[nodiscard]] bool progress(std::string_view id, std::string_view label, float share,
                            const ProgressOptions& options = {});

// The same marks drawn in a given box, for cells and fields.
void draw_badge(ImDrawList* list, const Box& box, std::string_view words, Tone tone);
void draw_avatar(ImDrawList* list, const Box& box, std::string_view name);
[[nodiscard]] std::string initials(std::string_view name);

}  // namespace pupitre::ui
