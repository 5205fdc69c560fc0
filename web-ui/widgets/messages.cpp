// Toasts, banners and empty pages.
#include <algorithm>
#include <cmath>

#include <imgui.h>
#include <imgui_internal.h>

#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

void show_toast(Toasts& toasts, Toast toast) {
    mirror::tree().announce(toast.words);
    // The newest is what the person just did: it takes the place of the one before.
    toasts.waiting.clear();
    toasts.waiting.push_back(std::move(toast));
    ask_for_frame_in(0);
}

std::string toasts_ui(Toasts& toasts) {
    if (toasts.waiting.empty()) return {};
    Toast& toast = toasts.waiting.front();
    if (toast.until_ms <= 0) toast.until_ms = frame().now_ms + toast.shown_ms;
    if (frame().now_ms >= toast.until_ms) {
        toasts.waiting.pop_front();
        ask_for_frame_in(0);
        return {};
    }
    ask_for_frame_in(toast.until_ms - frame().now_ms + 5);
    const Palette& p = palette();
    const float action = toast.action.empty() ? 0 : std::ceil(text_width(TextStyle::body_strong, toast.action)) + 24;
    const float words_width =
        std::min(std::ceil(text_width(TextStyle::body, toast.words)), frame().width - 48 - action);
    const float above = frame().narrow ? size::bottom_bar + 12 : 24;
    const Box box = {std::round((frame().width - words_width - action - 28) / 2), frame().height - above - 42,
                     words_width + action + 28, 42};

    // No larger than what is seen: what stands beside the message must stay within reach.
    ImGui::SetNextWindowPos(box.min());
    ImGui::SetNextWindowSize({box.w, box.h});
    ImGui::Begin("toast", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    canvas()->PushClipRectFullScreen();
    draw_shadow_around(canvas(), box, size::radius);
    canvas()->PopClipRect();
    fill_box(canvas(), box, p.toast, size::radius);
    draw_text_in(canvas(), {box.x + 14, box.y, words_width + 1, box.h}, TextStyle::body, p.toast_text, toast.words);
    mirror::tree().open(node_for_box(quiet_id("toast"), box, mirror::Role::status, toast.words));
    std::string pressed;
    if (action > 0) {
        const Item item = item_at("action", {box.right() - action, box.y + 4, action - 4, box.h - 8});
        mirror::Node node = node_for(item, mirror::Role::button, toast.action);
        node.focusable = true;
        mirror::tree().add(std::move(node));
        draw_text_in(canvas(), item.box, TextStyle::body_strong,
                     item.hovered ? blend(p.toast_action, p.toast_text, 0.3F) : p.toast_action, toast.action,
                     Align::center);
        if (item.ring) stroke_box(canvas(), item.box, p.toast_action, size::radius_label, 2);
        if (item.clicked) pressed = toast.key;
    }
    mirror::tree().close();
    ImGui::End();
    if (!pressed.empty()) toasts.waiting.pop_front();
    return pressed;
}

BannerResult banner(std::string_view id, Tone tone, std::string_view words_shown, const BannerOptions& options) {
    const IdScope scope(id);
    const float room = available_width();
    const float action =
        options.action.empty() ? 0 : std::ceil(text_width(TextStyle::body_medium, options.action)) + 16;
    const float cross = options.closable ? 34 : 0;
    const float words_width = room - 44 - action - cross - 12;
    const float height = std::max(40.0F, wrapped_size(TextStyle::body, words_shown, words_width).y + 20);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Box box = {at.x, at.y, room, height};
    ImGui::Dummy({room, height});
    const ImVec2 after = ImGui::GetCursorScreenPos();
    fill_box(canvas(), box, tone_soft(tone), size::radius);
    draw_icon_in(canvas(), {box.x + 12, box.y + 2, size::icon, 36}, options.icon, tone_color(tone));
    draw_wrapped(canvas(), {box.x + 40, box.y + 10}, TextStyle::body, palette().text, words_shown, words_width);
    mirror::tree().open(node_for_box(quiet_id("banner"), box,
                                     tone == Tone::bad ? mirror::Role::alert : mirror::Role::status, words_shown));
    BannerResult result;
    if (action > 0) {
        ImGui::SetCursorScreenPos({box.right() - cross - action, box.y + 10});
        result.acted = link("action", options.action);
    }
    if (options.closable) {
        ImGui::SetCursorScreenPos({box.right() - 37, box.y + 3});
        result.closed = icon_button("close", Icon::close, words().close);
    }
    mirror::tree().close();
    ImGui::SetCursorScreenPos(after);
    return result;
}

EmptyStateResult empty_state(std::string_view id, std::string_view title, std::string_view words_shown,
                             const EmptyStateOptions& options) {
    const IdScope scope(id);
    const Palette& p = palette();
    const float room = available_width();
    const float column = std::min(420.0F, room - 32);
    const float left = std::floor((room - column) / 2);
    EmptyStateResult result;
    space(40);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    canvas()->AddCircleFilled({at.x + room / 2, at.y + 28}, 28, p.accent_soft);
    draw_icon_in(canvas(), {at.x + room / 2 - 28, at.y, 56, 56}, options.icon, p.accent, 24);
    space(72);
    ImGui::Indent(left);
    text(title, {.style = TextStyle::panel_title, .width = column, .align = Align::center});
    space(6);
    paragraph(words_shown, {.color = p.soft, .width = column, .align = Align::center});
    space(20);
    const float first = options.action.empty() ? 0 : button_width(options.action, options.action_icon);
    const float second = options.second_action.empty() ? 0 : button_width(options.second_action);
    const float gap = first > 0 && second > 0 ? 8.0F : 0.0F;
    const ImVec2 buttons_at = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({buttons_at.x + std::floor((column - first - second - gap) / 2), buttons_at.y});
    if (first > 0)
        result.acted = button("action", options.action, {.kind = ButtonKind::primary, .icon = options.action_icon});
    if (second > 0) {
        if (first > 0) beside(gap);
        result.second = button("second", options.second_action);
    }
    ImGui::Unindent(left);
    return result;
}

}  // namespace pupitre::ui
