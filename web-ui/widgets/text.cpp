// Headings, running text, tooltips.
#include "web-ui/widgets/text.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <imgui.h>

#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"

namespace pupitre::ui {
namespace {

// Texts have no identity of their own: their words and their place in the scope give one.
mirror::NodeId text_id(std::string_view words, ImVec2 at) {
    std::string key = "text:";
    key += words;
    key += '@';
    key += std::to_string(static_cast<int>(at.y + ImGui::GetScrollY()));
    key += ',';
    key += std::to_string(static_cast<int>(at.x));
    return quiet_id(key);
}

void mirror_text(const Box& box, mirror::Role role, std::string_view words, int level = 0) {
    mirror::Node node = node_for_box(text_id(words, box.min()), box, role, words);
    node.level = level;
    mirror::tree().add(std::move(node));
}

void one_line(std::string_view words, const TextOptions& options, mirror::Role role, int level) {
    const TextMetrics& m = metrics(options.style);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float natural = std::ceil(text_width(options.style, words));
    const float width = options.width > 0 ? options.width : natural;
    const float height = std::max(options.line, m.line_height);
    const Box box = {at.x, at.y, width, height};
    ImGui::Dummy({width, height});
    const bool cut =
        draw_text_in(canvas(), box, options.style, options.color.value_or(palette().text), words, options.align);
    if (cut) tooltip(words);
    mirror_text(box, role, words, level);
}

}  // namespace

void text(std::string_view words, const TextOptions& options) {
    if (words.empty()) return;
    one_line(words, options, options.level > 0 ? mirror::Role::heading : mirror::Role::text, options.level);
}

void paragraph(std::string_view words, const TextOptions& options) {
    if (words.empty()) return;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = options.width > 0 ? options.width : available_width();
    const ImVec2 needed = wrapped_size(options.style, words, width);
    ImGui::Dummy({width, needed.y});
    draw_wrapped(canvas(), at, options.style, options.color.value_or(palette().text), words, width, options.align);
    mirror_text({at.x, at.y, width, needed.y}, mirror::Role::text, words);
}

void heading(int level, std::string_view words, float width) {
    const TextStyle style = level == 1   ? TextStyle::page_title
                            : level == 2 ? TextStyle::panel_title
                                         : TextStyle::body_strong;
    // A page's title stands in the line of its buttons.
    const float height = level != 1 ? 0 : frame().narrow ? size::touch : size::button;
    one_line(words, {.style = style, .width = width, .line = height}, mirror::Role::heading, level);
}

void section(std::string_view words, std::string_view count) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = available_width();
    const Box box = {at.x, at.y, width, 20};
    ImGui::Dummy({width, box.h});
    draw_text_in(canvas(), box, TextStyle::body_strong, palette().text, words);
    std::string name(words);
    if (!count.empty()) {
        draw_text_in(canvas(), box, TextStyle::small, palette().soft, count, Align::right);
        name.append(" (").append(count) += ')';
    }
    mirror_text(box, mirror::Role::heading, name, 3);
}

void labelled(std::string_view label, std::string_view value) {
    text(label, {.style = TextStyle::small_medium, .color = palette().soft, .width = available_width()});
    space(2);
    paragraph(value.empty() ? "—" : value);
}

void separator(float gap) {
    space(gap);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    horizontal_line(canvas(), at.x, at.y, available_width(), palette().line);
    space(gap + 1);
}

void tooltip(std::string_view words) {
    if (words.empty() || frame().touch) return;
    if (!ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal | ImGuiHoveredFlags_AllowWhenDisabled |
                              ImGuiHoveredFlags_NoSharedDelay)) {
        if (ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) ask_for_frame_in(120);
        return;
    }
    constexpr float width_max = 320;
    const Palette& p = palette();
    const ImVec2 words_size = wrapped_size(TextStyle::small, words, width_max);
    Box box = {ImGui::GetMousePos().x + 12, ImGui::GetMousePos().y + 18, words_size.x + 20, words_size.y + 12};
    box.x = std::clamp(box.x, 4.0F, std::max(4.0F, frame().width - box.w - 4));
    if (box.bottom() > frame().height - 4) box.y = ImGui::GetMousePos().y - box.h - 8;
    ImDrawList* list = ImGui::GetForegroundDrawList();
    fill_box(list, box, p.toast, size::radius_label);
    draw_wrapped(list, {box.x + 10, box.y + 6}, TextStyle::small, p.toast_text, words, width_max);
}

}  // namespace pupitre::ui
