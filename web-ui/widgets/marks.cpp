// Labels, initials, keys, bars.
#include "web-ui/widgets/marks.h"

#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "web-ui/widgets/button.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {
namespace {

void mirror_mark(const Box& box, mirror::Role role, std::string_view words) {
    std::string key = "mark:";
    key += words;
    key +=
        std::to_string(static_cast<int>(box.x)) + "," + std::to_string(static_cast<int>(box.y + ImGui::GetScrollY()));
    mirror::tree().add(node_for_box(quiet_id(key), box, role, words));
}

// The first letter of a word as UTF-8, in capitals where that is plain.
std::string first_letter(std::string_view word) {
    if (word.empty()) return {};
    const auto lead = static_cast<unsigned char>(word[0]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    std::string letter(word.substr(0, length));
    if (length == 1 && letter[0] >= 'a' && letter[0] <= 'z') letter[0] = static_cast<char>(letter[0] - 'a' + 'A');
    // Latin-1 small letters (é, à, ç …) stand 0x20 above their capitals.
    const auto second = letter.size() == 2 ? static_cast<unsigned char>(letter[1]) : 0U;
    if (letter.size() == 2 && lead == 0xC3 && second >= 0xA0 && second <= 0xBE && second != 0xB7)
        letter[1] = static_cast<char>(second - 0x20);
    return letter;
}

}  // namespace

std::string initials(std::string_view name) {
    std::string_view first;
    std::string_view last;
    std::size_t at = 0;
    while (at < name.size()) {
        const std::size_t start = name.find_first_not_of(" -", at);
        if (start == std::string_view::npos) break;
        const std::size_t end = std::min(name.find_first_of(" -", start), name.size());
        (first.empty() ? first : last) = name.substr(start, end - start);
        at = end;
    }
    return first_letter(first) + first_letter(last);
}

float badge_width(std::string_view words) { return std::ceil(text_width(TextStyle::tiny, words)) + 14; }

void draw_badge(ImDrawList* list, const Box& box, std::string_view words, Tone tone) {
    fill_box(list, box, tone_soft(tone), size::radius_label);
    draw_text_in(list, box.inset(7, 0), TextStyle::tiny, tone_color(tone), words, Align::center);
}

void draw_avatar(ImDrawList* list, const Box& box, std::string_view name) {
    const Palette& p = palette();
    list->AddCircleFilled({box.x + box.w / 2, box.y + box.h / 2}, box.w / 2, p.violet_soft);
    const std::string letters = initials(name);
    // Two letters must fit in a small round: they are set smaller than any text.
    const float letter_size = box.w >= 26 ? 11.0F : 10.0F;
    ImFont* face = font(Face::semibold);
    const ImVec2 needed = face->CalcTextSizeA(letter_size, FLT_MAX, 0, letters.data(), letters.data() + letters.size());
    const float rise = face->GetFontBaked(letter_size)->Ascent - std::round(letter_size * 0.8635F);
    list->AddText(face, letter_size,
                  {std::round(box.x + (box.w - needed.x) / 2), std::round(box.y + (box.h - letter_size) / 2) - rise},
                  p.violet, letters.data(), letters.data() + letters.size());
}

void badge(std::string_view words, Tone tone) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Box box = {at.x, at.y, badge_width(words), size::badge};
    ImGui::Dummy({box.w, box.h});
    draw_badge(canvas(), box, words, tone);
    mirror_mark(box, mirror::Role::text, words);
}

void avatar(std::string_view name, float diameter) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Box box = {at.x, at.y, diameter, diameter};
    ImGui::Dummy({diameter, diameter});
    draw_avatar(canvas(), box, name);
    tooltip(name);
    mirror_mark(box, mirror::Role::image, name);
}

void dot(Tone tone, float line) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy({8, line});
    canvas()->AddCircleFilled({at.x + 4, at.y + line / 2}, 4, tone_color(tone));
}

void key_hint(std::string_view words) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Box box = {at.x, at.y, std::ceil(text_width(TextStyle::tiny, words)) + 12, 20};
    ImGui::Dummy({box.w, box.h});
    stroke_box(canvas(), box, palette().line, 4);
    draw_text_in(canvas(), box, TextStyle::tiny, palette().soft, words, Align::center);
}

bool progress(std::string_view id, std::string_view label, float share, const ProgressOptions& options) {
    const IdScope scope(id);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = available_width();
    text(label, {.style = TextStyle::body_medium});
    space(6);
    const ImVec2 bar_at = ImGui::GetCursorScreenPos();
    const Box bar = {bar_at.x, bar_at.y, width, 6};
    ImGui::Dummy({width, 6});
    fill_box(canvas(), bar, palette().line, 3);
    if (share >= 0) {
        fill_box(canvas(), {bar.x, bar.y, std::max(6.0F, width * std::min(share, 1.0F)), 6}, palette().accent, 3);
    } else {
        const auto phase = frame().reduced_motion ? 0.35F : static_cast<float>(std::fmod(frame().now_ms / 1400.0, 1.0));
        canvas()->PushClipRect(bar.min(), bar.max(), true);
        fill_box(canvas(), {bar.x + (width * 1.3F) * phase - width * 0.3F, bar.y, width * 0.3F, 6}, palette().accent,
                 3);
        canvas()->PopClipRect();
        if (!frame().reduced_motion) ask_for_frame_in(33);
    }
    mirror::Node node = node_for_box(quiet_id("bar"), {at.x, at.y, width, 32}, mirror::Role::progressbar, label);
    node.percent = share < 0 ? -1 : static_cast<int>(std::min(share, 1.0F) * 100);
    node.value = options.count;
    mirror::tree().add(std::move(node));
    if (options.count.empty() && options.rate.empty() && options.cancel.empty()) return false;
    space(8);
    text(options.count, {.style = TextStyle::small, .color = palette().soft, .line = size::button});
    if (!options.rate.empty()) {
        beside(12);
        text(options.rate, {.style = TextStyle::small, .color = palette().soft, .line = size::button});
    }
    if (options.cancel.empty()) return false;
    beside_right(button_width(options.cancel));
    return button("cancel", options.cancel);
}

}  // namespace pupitre::ui
