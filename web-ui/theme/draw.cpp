// How text, icons and boxes land on the canvas.
#include "web-ui/theme/draw.h"

#include <cmath>
#include <cstring>
#include <string>

namespace pupitre::ui {
namespace {

const char* begin_of(std::string_view text) { return text.data() == nullptr ? "" : text.data(); }
const char* end_of(std::string_view text) { return begin_of(text) + text.size(); }

// Dear ImGui rounds a font's ascent up to whole pixels; text set by that would sit low. This is the difference.
float rounded_up_ascent(ImFont* face, float size) {
    const float ascent = face->Sources.empty() ? 0.0F : face->GetFontBaked(size)->Ascent;
    constexpr float ascent_per_em = 0.8635F;
    return ascent - std::round(size * ascent_per_em);
}

// How far from the left edge of a room words of this width start.
float start_of(Align align, float width, float room) {
    if (align == Align::left) return 0;
    return std::floor(align == Align::center ? (room - width) / 2 : room - width);
}

ImVec2 text_origin(ImVec2 top_left, const TextMetrics& m) {
    const float gap = std::floor((m.line_height - m.size) / 2);
    return {std::round(top_left.x), std::round(top_left.y + gap) - rounded_up_ascent(font(m.face), m.size)};
}

}  // namespace

float text_width(TextStyle style, std::string_view text) {
    const TextMetrics& m = metrics(style);
    return font(m.face)->CalcTextSizeA(m.size, FLT_MAX, 0, begin_of(text), end_of(text)).x;
}

ImVec2 wrapped_size(TextStyle style, std::string_view text, float wrap_width) {
    const TextMetrics& m = metrics(style);
    const ImVec2 raw = font(m.face)->CalcTextSizeA(m.size, FLT_MAX, wrap_width, begin_of(text), end_of(text));
    const float lines = std::max(1.0F, std::round(raw.y / m.size));
    return {raw.x, lines * m.line_height};
}

float draw_text(ImDrawList* list, ImVec2 top_left, TextStyle style, Color color, std::string_view text) {
    const TextMetrics& m = metrics(style);
    list->AddText(font(m.face), m.size, text_origin(top_left, m), color, begin_of(text), end_of(text));
    return text_width(style, text);
}

void draw_wrapped(ImDrawList* list, ImVec2 top_left, TextStyle style, Color color, std::string_view text,
                  float wrap_width, Align align) {
    const TextMetrics& m = metrics(style);
    ImFont* face = font(m.face);
    const char* line = begin_of(text);
    const char* end = end_of(text);
    while (line < end) {
        const char* stop = face->CalcWordWrapPosition(m.size, line, end, wrap_width);
        if (stop == line) ++stop;  // Not even one letter fits: go on all the same.
        const char* newline = static_cast<const char*>(std::memchr(line, '\n', static_cast<std::size_t>(stop - line)));
        if (newline != nullptr) stop = newline;
        const std::string_view words = {line, static_cast<std::size_t>(stop - line)};
        const float start = start_of(align, text_width(style, words), wrap_width);
        draw_text(list, {top_left.x + start, top_left.y}, style, color, words);
        top_left.y += m.line_height;
        line = stop;
        if (line < end && *line == '\n') {
            ++line;
        } else {
            while (line < end && *line == ' ') ++line;
        }
    }
}

bool draw_text_in(ImDrawList* list, const Box& box, TextStyle style, Color color, std::string_view text, Align align) {
    const TextMetrics& m = metrics(style);
    const float top = box.y + std::floor((box.h - m.line_height) / 2);
    const float width = text_width(style, text);
    if (width <= box.w + 0.5F) {
        draw_text(list, {box.x + start_of(align, width, box.w), top}, style, color, text);
        return false;
    }
    constexpr std::string_view dots = "…";
    const float room = box.w - text_width(style, dots);
    const char* cut = begin_of(text);
    if (room > 0) font(m.face)->CalcTextSizeA(m.size, room, 0, begin_of(text), end_of(text), &cut);
    std::string shown(begin_of(text), cut);
    while (!shown.empty() && shown.back() == ' ') shown.pop_back();
    shown += dots;
    draw_text(list, {box.x, top}, style, color, shown);
    return true;
}

void draw_icon_in(ImDrawList* list, const Box& box, Icon icon, Color color, float icon_size) {
    if (icon == Icon::none) return;
    const IconText glyph = icon_text(icon);
    ImFont* face = font(Face::icons);
    const ImFontBaked* baked = face->GetFontBaked(icon_size);
    // The icon font's em box is its drawing: ascent 1 em, descent 0, after cutting.
    const float extra = baked->Ascent - icon_size;
    const ImVec2 at = {std::round(box.x + (box.w - icon_size) / 2),
                       std::round(box.y + (box.h - icon_size) / 2) - extra};
    list->AddText(face, icon_size, at, color, glyph.bytes.data());
}

void fill_box(ImDrawList* list, const Box& box, Color color, float radius) {
    list->AddRectFilled(box.min(), box.max(), color, radius);
}

void stroke_box(ImDrawList* list, const Box& box, Color color, float radius, float width) {
    const float half = width / 2 - 0.5F;
    list->AddRect({box.x + half, box.y + half}, {box.right() - half, box.bottom() - half}, color, radius, 0, width);
}

void draw_shadow(ImDrawList* list, const Box& box, float radius) {
    // A few growing rounded boxes make a soft edge without a texture.
    constexpr int layers = 8;
    for (int layer = layers; layer > 0; --layer) {
        const auto spread = static_cast<float>(layer) * 2;
        const Box grown = {box.x - spread, box.y - spread + 6, box.w + 2 * spread, box.h + 2 * spread};
        fill_box(list, grown, faded(palette().shadow, 0.16F), radius + spread);
    }
}

void draw_shadow_around(ImDrawList* list, const Box& box, float radius) {
    constexpr int layers = 14;
    for (int layer = 0; layer < layers; ++layer) {
        const auto out = static_cast<float>(layer) + 0.5F;
        const float share = 1 - out / layers;
        // Each ring hangs a little lower than the one inside it: the light comes from above.
        const Box ring = {box.x - out, box.y - out * 0.6F, box.w + 2 * out, box.h + 2 * out};
        list->AddRect(ring.min(), ring.max(), faded(palette().shadow, share * share * 0.6F), radius + out, 0, 1.5F);
    }
}

void draw_focus_ring(ImDrawList* list, const Box& box, float radius) {
    const Palette& p = palette();
    const Box around = box.inset(-2, -2);
    list->AddRect({around.x, around.y}, {around.right(), around.bottom()}, p.accent_soft, radius + 2, 0, 3);
    stroke_box(list, box, p.accent, radius, 1.5F);
}

void horizontal_line(ImDrawList* list, float x, float y, float width, Color color) {
    list->AddRectFilled({x, y}, {x + width, y + 1}, color);
}

void vertical_line(ImDrawList* list, float x, float y, float height, Color color) {
    list->AddRectFilled({x, y}, {x + 1, y + height}, color);
}

}  // namespace pupitre::ui
