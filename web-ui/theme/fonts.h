// The typefaces and the few text styles the desk uses. Sizes are CSS pixels; the shipped fonts are cut so that one em is
// one size (see tools/setup/subset_fonts.py).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

struct ImFont;

namespace pupitre::ui {

enum class Face : std::uint8_t { regular, medium, semibold, icons };
constexpr std::size_t face_count = 4;

enum class TextStyle : std::uint8_t {
    body,          // 14/20
    body_medium,   // 14/20, buttons and chosen values
    body_strong,   // 14/20, the current row
    small,         // 13/18, hints and second lines
    small_medium,  // 13/18, labels of fields
    tiny,          // 12/16, labels of states
    table_head,    // 12/16
    panel_title,   // 16/22
    page_title,    // 20/28
};

struct TextMetrics {
    Face face;
    float size;
    float line_height;
};
[[nodiscard]] const TextMetrics& metrics(TextStyle style);

/// Hands a font file to Dear ImGui, which keeps a pointer to the bytes: they must stay. Call once per face.
void load_face(Face face, std::span<const std::byte> file);
[[nodiscard]] ImFont* font(Face face);

}  // namespace pupitre::ui
