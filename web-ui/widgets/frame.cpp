// The frame's common state and Dear ImGui's style.
#include "web-ui/widgets/frame.h"

#include <algorithm>
#include <utility>

#include <imgui.h>
#include <imgui_internal.h>

#include "web-ui/mirror/tree.h"

namespace pupitre::ui {
namespace {

Frame current;
WidgetWords translated_words;
double asked_wait = -1;
ImVec2 wanted_scroll;

// The window under the pointer, or the nearest one around it that can move in this direction.
void scroll_under_pointer(ImVec2 delta) {
    ImGuiWindow* window = ImGui::GetCurrentContext()->HoveredWindow;
    ImGuiWindow* sideways = window;
    while (window != nullptr && window->ScrollMax.y <= 0 && (window->Flags & ImGuiWindowFlags_ChildWindow) != 0) {
        window = window->ParentWindow;
    }
    if (window != nullptr && delta.y != 0 && window->ScrollMax.y > 0) {
        ImGui::SetScrollY(window, std::clamp(window->Scroll.y + delta.y, 0.0F, window->ScrollMax.y));
    }
    while (sideways != nullptr && sideways->ScrollMax.x <= 0 && (sideways->Flags & ImGuiWindowFlags_ChildWindow) != 0) {
        sideways = sideways->ParentWindow;
    }
    if (sideways != nullptr && delta.x != 0 && sideways->ScrollMax.x > 0) {
        ImGui::SetScrollX(sideways, std::clamp(sideways->Scroll.x + delta.x, 0.0F, sideways->ScrollMax.x));
    }
}

// A popup or dialog that its screen no longer draws is over. Dear ImGui would keep it open, unseen, and a dialog's
// ghost would take every click.
void close_abandoned_popups() {
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    for (int level = 0; level < g.OpenPopupStack.Size; ++level) {
        const ImGuiPopupData& popup = g.OpenPopupStack[level];
        if (popup.Window == nullptr || popup.Window->LastFrameActive >= g.FrameCount - 1) continue;
        if (popup.OpenFrameCount >= g.FrameCount - 1) continue;
        ImGui::ClosePopupToLevel(level, true);
        return;
    }
}

}  // namespace

const Frame& frame() { return current; }
void set_frame(const Frame& next) { current = next; }
const WidgetWords& words() { return translated_words; }
void set_words(WidgetWords translated) { translated_words = std::move(translated); }

void ask_for_frame_in(double milliseconds) {
    if (asked_wait < 0 || milliseconds < asked_wait) asked_wait = milliseconds;
}

double take_asked_wait() { return std::exchange(asked_wait, -1); }

void scroll_by(float dx, float dy) {
    wanted_scroll.x += dx;
    wanted_scroll.y += dy;
}

void begin_interface() {
    if (wanted_scroll.x != 0 || wanted_scroll.y != 0) scroll_under_pointer(wanted_scroll);
    wanted_scroll = {};
    close_abandoned_popups();
    mirror::tree().begin_frame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({current.width, current.height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, palette().bg);
    ImGui::Begin("page", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav |
                     ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
}

void end_interface() {
    ImGui::End();
    mirror::tree().end_frame();
}

void apply_style() {
    const Palette& p = palette();
    ImGuiStyle style;
    style.FontSizeBase = 14;
    style.WindowPadding = {0, 0};
    style.FramePadding = {0, 0};
    style.ItemSpacing = {8, 0};
    style.ItemInnerSpacing = {8, 0};
    style.WindowBorderSize = 0;
    style.ChildBorderSize = 0;
    style.PopupBorderSize = 1;
    style.PopupRounding = size::radius_card;
    style.WindowRounding = 0;
    style.ChildRounding = 0;
    style.ScrollbarSize = 10;
    style.ScrollbarRounding = 5;
    style.DisabledAlpha = 1;
    style.HoverDelayNormal = 0.5F;
    style.WindowMinSize = {1, 1};
    style.AntiAliasedLinesUseTex = false;
    style.CurveTessellationTol = 0.6F;
    style.CircleTessellationMaxError = 0.15F;
    ImVec4* colors = style.Colors;
    const auto set = [colors](ImGuiCol slot, Color color) { colors[slot] = ImGui::ColorConvertU32ToFloat4(color); };
    set(ImGuiCol_Text, p.text);
    set(ImGuiCol_TextDisabled, p.faint);
    set(ImGuiCol_WindowBg, p.bg);
    set(ImGuiCol_ChildBg, 0);
    set(ImGuiCol_PopupBg, p.raised);
    set(ImGuiCol_Border, p.line);
    set(ImGuiCol_ScrollbarBg, 0);
    set(ImGuiCol_ScrollbarGrab, faded(p.faint, 0.45F));
    set(ImGuiCol_ScrollbarGrabHovered, faded(p.faint, 0.75F));
    set(ImGuiCol_ScrollbarGrabActive, p.faint);
    set(ImGuiCol_ModalWindowDimBg, p.veil);
    ImGui::GetStyle() = style;
}

}  // namespace pupitre::ui
