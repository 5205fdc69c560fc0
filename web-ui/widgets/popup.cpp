// Where a popup stands, and how it closes.
#include "web-ui/widgets/popup.h"

#include <algorithm>
#include <string>

#include <imgui.h>
#include <imgui_internal.h>

#include "web-ui/widgets/item.h"

namespace pupitre::ui {

void open_popup(std::string_view id) {
    ImGui::OpenPopupEx(quiet_id(id), ImGuiPopupFlags_None);
    ask_for_frame_in(0);
}

bool popup_is_open(std::string_view id) { return ImGui::IsPopupOpen(quiet_id(id), ImGuiPopupFlags_None); }

void close_popup() {
    ImGui::CloseCurrentPopup();
    ask_for_frame_in(0);
}

Popup::Popup(std::string_view id, const Box& anchor, const PopupOptions& options) {
    const ImGuiID key = quiet_id(id);
    if (!ImGui::IsPopupOpen(key, ImGuiPopupFlags_None)) return;
    const float width = options.width > 0 ? options.width : anchor.w;
    // Its height is known from the frame before; the first one guesses.
    float* height = ImGui::GetStateStorage()->GetFloatRef(key, 0);
    const float expected = *height > 0 ? *height : options.height_max;
    ImVec2 at = {options.align_right ? anchor.right() - width : anchor.x, anchor.bottom() + 4};
    at.x = std::clamp(at.x, 4.0F, std::max(4.0F, frame().width - width - 4));
    if (at.y + expected > frame().height - 4 && anchor.y - 4 - expected > 4) at.y = anchor.y - 4 - expected;
    ImGui::SetNextWindowPos(at);
    ImGui::SetNextWindowSizeConstraints({width, 0}, {width, options.height_max});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {options.padding, options.padding});
    const bool shown = ImGui::BeginPopupEx(key, ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoTitleBar |
                                                    ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                                    ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::PopStyleVar();
    if (!shown) return;
    shown_ = true;
    room_.emplace();
    just_opened_ = ImGui::IsWindowAppearing();
    if (just_opened_) ask_for_frame_in(0);
    const ImVec2 window_size = ImGui::GetWindowSize();
    // Its content has grown or shrunk: it may have to stand elsewhere.
    if (*height != window_size.y) ask_for_frame_in(0);
    *height = window_size.y;
    // The shadow lies outside the popup's own clip.
    ImGui::PushClipRect({0, 0}, {frame().width, frame().height}, false);
    draw_shadow_around(canvas(), box_of(ImGui::GetWindowPos(), {at.x + window_size.x, at.y + window_size.y}),
                       size::radius_card);
    ImGui::PopClipRect();
    // A list or calendar that was opened from inside closes first.
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    const bool innermost = context.OpenPopupStack.Size == context.BeginPopupStack.Size;
    if (innermost && mirror::tree().take_shortcut("Escape")) {
        if (options.focus_back != 0) mirror::tree().move_focus(options.focus_back);
        close_popup();
    }
}

Popup::~Popup() {
    if (shown_) ImGui::EndPopup();
}

}  // namespace pupitre::ui
