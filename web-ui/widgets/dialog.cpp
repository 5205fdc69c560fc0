// A question in front of everything.
#include <algorithm>
#include <string>

#include <imgui.h>

#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

Dialog::Dialog(std::string_view id, std::string_view title, float width) {
    const std::string key = "###" + std::string(id);
    if (!ImGui::IsPopupOpen(key.c_str())) ImGui::OpenPopup(key.c_str());
    const float fitted = std::min(width, frame().width - 24);
    ImGui::SetNextWindowPos({frame().width / 2, frame().height * 0.42F}, ImGuiCond_Always, {0.5F, 0.5F});
    ImGui::SetNextWindowSizeConstraints({fitted, 0}, {fitted, frame().height - 32});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {24, 20});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 12);
    ImGui::PushStyleColor(ImGuiCol_PopupBg, palette().raised);
    shown_ = ImGui::BeginPopupModal(key.c_str(), nullptr,
                                    ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_AlwaysAutoResize |
                                        ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                        ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::PopStyleColor();
    ImGui::PopStyleVar(2);
    if (!shown_) {
        ask_for_frame_in(0);
        return;
    }
    just_opened_ = ImGui::IsWindowAppearing();
    if (just_opened_) ask_for_frame_in(0);
    const ImVec2 at = ImGui::GetWindowPos();
    const ImVec2 extent = ImGui::GetWindowSize();
    mirror::Node node = node_for_box(quiet_id("dialog"), {at.x, at.y, extent.x, extent.y}, mirror::Role::dialog, title);
    node.modal = true;
    mirror::tree().open_on_page(std::move(node));
    text(title, {.style = TextStyle::panel_title, .width = fitted - 48 - 40, .line = icon_button_width, .level = 2});
    beside_right(icon_button_width - 8);
    closed_ = icon_button("close", Icon::close, words().close) || mirror::tree().take_shortcut("Escape");
    space(8);
}

void Dialog::actions(float total_width) {
    space(20);
    const float room = ImGui::GetContentRegionAvail().x;
    stacked_ = total_width > room;
    if (!stacked_) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + room - total_width);
}

void Dialog::next_action() const {
    if (stacked_)
        space(8);
    else
        beside(8);
}

Dialog::~Dialog() {
    if (!shown_) return;
    mirror::tree().close();
    // The caller simply stops making it; Dear ImGui closes a modal that was not submitted only when told.
    if (closed_) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
}

}  // namespace pupitre::ui
