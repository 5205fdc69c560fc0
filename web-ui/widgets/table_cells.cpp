// What can be put into a table's cells.
#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "web-ui/widgets/item.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/table.h"
#include "web-ui/widgets/text.h"
#include "web-ui/widgets/toggles.h"

namespace pupitre::ui {

Cells::Slot* Cells::slot(std::string_view column) {
    for (Slot& slot : slots_) {
        if (slot.column == column) return &slot;
    }
    return nullptr;
}

void Cells::text(std::string_view column, std::string_view words, const Look& look) {
    Slot* s = slot(column);
    if (s == nullptr || words.empty()) return;
    const Palette& p = palette();
    const TextStyle style = s->small                                        ? TextStyle::small
                            : look.strong || (strong_row_ && s->place == 0) ? TextStyle::body_strong
                                                                            : TextStyle::body;
    const Color color = look.tone != Tone::neutral ? tone_color(look.tone) : look.soft || s->small ? p.soft : p.text;
    const Box room = {s->box.x + s->used, s->box.y, s->box.w - s->used, s->box.h};
    // Behind other words, nothing is better than an ellipsis alone.
    constexpr float room_min = 24;
    const bool drawn = s->used == 0 || room.w >= std::min(room_min, text_width(style, words));
    const bool cut = drawn && draw_text_in(canvas(), room, style, color, words, s->align);
    if (cut && ImGui::IsMouseHoveringRect(room.min(), room.max())) tooltip(words);
    if (!s->words.empty()) s->words += " ";
    s->words += words;
    s->used += std::min(text_width(style, words), room.w) + 6;
}

void Cells::badge(std::string_view column, std::string_view words, Tone tone) {
    Slot* s = slot(column);
    if (s == nullptr || words.empty()) return;
    const float natural = badge_width(words);
    const float width = std::min(natural, s->box.w - s->used);
    // A label of which only a letter would be left is worse than none; the row's name still tells it.
    if (width > natural * 0.6F) {
        const float x = s->align == Align::right ? s->box.right() - width : s->box.x + s->used;
        draw_badge(canvas(), {x, s->box.y + std::floor((s->box.h - size::badge) / 2), width, size::badge}, words, tone);
    }
    if (!s->words.empty()) s->words += " ";
    s->words += words;
    s->used += width + 6;
}

void Cells::avatar(std::string_view column, std::string_view name) {
    Slot* s = slot(column);
    if (s == nullptr || name.empty()) return;
    constexpr float diameter = 24;
    const float x = s->align == Align::right ? s->box.right() - diameter : s->box.x + s->used;
    const Box box = {x, s->box.y + std::floor((s->box.h - diameter) / 2), diameter, diameter};
    draw_avatar(canvas(), box, name);
    if (ImGui::IsMouseHoveringRect(box.min(), box.max())) tooltip(name);
    if (!s->words.empty()) s->words += " ";
    s->words += name;
    s->used += diameter + 6;
}

void Cells::icon(std::string_view column, Icon icon, std::string_view name, Tone tone) {
    Slot* s = slot(column);
    if (s == nullptr) return;
    const float x = s->align == Align::right ? s->box.right() - size::icon : s->box.x + s->used;
    draw_icon_in(canvas(), {x, s->box.y, size::icon, s->box.h}, icon, tone_color(tone));
    if (!name.empty()) s->words += (s->words.empty() ? "" : " ") + std::string(name);
    s->used += size::icon + 6;
}

bool Cells::check(std::string_view column, std::string_view name, bool checked) {
    Slot* s = slot(column);
    if (s == nullptr) return false;
    // The box in the middle of its touch area stands where words would begin.
    const Box box = {s->box.x + s->used - 4, s->box.y + std::floor((s->box.h - 24) / 2), 24, 24};
    s->used += 24 + 2;
    const IdScope scope(column);
    return parts::check_box_at("check", box, name, checked ? mirror::State::yes : mirror::State::no, parts::Tick::done);
}

}  // namespace pupitre::ui
