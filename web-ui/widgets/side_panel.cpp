// The panel for one record.
#include <algorithm>

#include <imgui.h>

#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

Box side_panel_box(const Box& content) {
    if (frame().narrow) return content;
    const float width = std::min(size::side_panel, content.w);
    return {content.right() - width, content.y, width, content.h};
}

SidePanel::SidePanel(std::string_view id, std::string_view title, const Box& box) : box_(box) {
    const std::string key(id);
    const Palette& p = palette();
    const bool narrow = frame().narrow;
    const float padding = narrow ? 16 : size::panel_padding;
    ImGui::SetCursorScreenPos(box.min());
    ImGui::PushStyleColor(ImGuiCol_ChildBg, p.raised);
    ImGui::BeginChild(key.c_str(), {box.w, box.h}, 0,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav);
    ImGui::PopStyleColor();
    mirror::tree().open(node_for_box(quiet_id("panel"), box, mirror::Role::region, title));
    if (!narrow) vertical_line(canvas(), box.x, box.y, box.h, p.line);
    const float head = narrow ? 56 : 54;
    ImGui::SetCursorScreenPos({box.x + padding - (narrow ? 10 : 0), box.y + (narrow ? 6 : 10)});
    if (narrow) {
        closed_ = icon_button("close", Icon::arrow_left, words().close);
        beside(4);
        text(title, {.style = TextStyle::panel_title, .width = box.w - 80, .line = size::touch, .level = 2});
    } else {
        ImGui::SetCursorScreenPos({box.x + padding, box.y + 16});
        heading(2, title, box.w - 2 * padding - 40);
        ImGui::SetCursorScreenPos({box.right() - padding - 26, box.y + 10});
        closed_ = icon_button("close", Icon::close, words().close);
    }
    ImGui::SetCursorScreenPos({box.x, box.y + head});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {padding, 4});
    // A foot that was there in the last frame takes its room from the scrolling part.
    const float foot_height = ImGui::GetStateStorage()->GetFloat(quiet_id("foot"), 0);
    ImGui::BeginChild("body", {box.w, box.h - head - foot_height}, ImGuiChildFlags_AlwaysUseWindowPadding,
                      ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav);
    ImGui::PopStyleVar();
}

void SidePanel::foot(float height) {
    space(16);
    ImGui::EndChild();
    in_foot_ = true;
    float* known = ImGui::GetStateStorage()->GetFloatRef(quiet_id("foot"), 0);
    if (*known != height) ask_for_frame_in(0);
    *known = height;
    const float padding = frame().narrow ? 16 : size::panel_padding;
    ImGui::SetCursorScreenPos({box_.x, box_.bottom() - height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {padding, 12});
    ImGui::BeginChild("foot", {box_.w, height}, ImGuiChildFlags_AlwaysUseWindowPadding,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav);
    ImGui::PopStyleVar();
    horizontal_line(canvas(), box_.x + 1, box_.bottom() - height, box_.w - 1, palette().line_soft);
}

SidePanel::~SidePanel() {
    if (!in_foot_) space(16);
    ImGui::EndChild();
    mirror::tree().close();
    ImGui::EndChild();
}

}  // namespace pupitre::ui
