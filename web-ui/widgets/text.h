// Words on the page: headings, running text, a label with its value. All of them are in the mirror.
#pragma once

#include <optional>
#include <string_view>

#include "web-ui/theme/draw.h"

namespace pupitre::ui {

struct TextOptions {
    TextStyle style = TextStyle::body;
    std::optional<Color> color = {};  // The palette's text colour when not given.
    float width = 0;                  // Cut with an ellipsis (and a tooltip) beyond it; 0: as wide as it is.
    float line = 0;                   // Height of the line it is centred in, for text beside a field or a button.
    Align align = Align::left;
    int level = 0;  // A heading of this level, in the look of the style.
};
void text(std::string_view words, const TextOptions& options = {});
/// Running text, broken at the area's width.
void paragraph(std::string_view words, const TextOptions& options = {});
/// Level 1 is the page's title, 2 a panel's, 3 a section's.
void heading(int level, std::string_view words, float width = 0);
/// A small heading over a group of things, with how many there are when that is said.
void section(std::string_view words, std::string_view count = {});
/// "Échéance" above "24/11/2026": for reading, not for editing.
void labelled(std::string_view label, std::string_view value);
/// A hairline across the area.
void separator(float gap = 12);

/// Words beside the pointer while it rests on the last thing drawn.
void tooltip(std::string_view words);

}  // namespace pupitre::ui
