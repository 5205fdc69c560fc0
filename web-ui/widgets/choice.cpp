// The field that opens a short list, and the button that opens a menu.
#include "web-ui/widgets/choice.h"

#include <imgui.h>

#include "web-ui/widgets/button.h"
#include "web-ui/widgets/field_parts.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/option_list.h"
#include "web-ui/widgets/popup.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {
namespace parts {

Item closed_list(std::string_view label, std::string_view shown, bool person, bool expanded, const FieldOptions& field,
                 float trailing) {
    const float width = field.width > 0 ? field.width : available_width();
    const float height = frame().narrow ? size::touch : size::field;
    Item item = place_item("field", {.width = width, .height = height, .enabled = field.enabled});
    if (field.take_focus) mirror::tree().move_focus(item.id);
    item.clicked = item.clicked || mirror::tree().take_key(item.id, "ArrowDown");
    mirror::Node node = field_node(item, mirror::Role::combobox, label, field);
    node.value = shown;
    node.popup = true;
    node.expanded = expanded ? mirror::State::yes : mirror::State::no;
    mirror::tree().add(std::move(node));
    if (!item.visible) return item;
    draw_field_box(item.box, {item.ring || expanded, !field.error.empty(), field.enabled, item.hovered});
    const Palette& p = palette();
    Box inner = {item.box.x + 12, item.box.y, item.box.w - 12 - 32 - trailing, item.box.h};
    if (person && !shown.empty()) {
        draw_avatar(canvas(), {inner.x, item.box.y + (item.box.h - 22) / 2, 22, 22}, shown);
        inner.x += 30;
        inner.w -= 30;
    } else if (field.icon != Icon::none) {
        draw_icon_in(canvas(), {inner.x, inner.y, size::icon, inner.h}, field.icon, p.soft);
        inner.x += 26;
        inner.w -= 26;
    }
    draw_text_in(canvas(), inner, TextStyle::body,
                 shown.empty()   ? p.faint
                 : field.enabled ? p.text
                                 : p.soft,
                 shown.empty() ? field.placeholder : shown);
    draw_icon_in(canvas(), {item.box.right() - 28, item.box.y, size::icon, item.box.h}, Icon::chevron_down, p.soft);
    return item;
}

}  // namespace parts

bool choice(std::string_view id, std::string_view label, std::string& key, std::span<const Option> options,
            const FieldOptions& field) {
    const IdScope scope(id);
    ImGui::BeginGroup();
    parts::field_label(label, field);
    const Option* chosen = nullptr;
    for (const Option& option : options) {
        if (option.key == key) chosen = &option;
    }
    FieldOptions shown = field;
    if (chosen != nullptr && chosen->icon != Icon::none) shown.icon = chosen->icon;
    const Item item =
        parts::closed_list(label, chosen == nullptr ? std::string_view() : std::string_view(chosen->label),
                           chosen != nullptr && chosen->person, popup_is_open("list"), shown, 0);
    if (item.clicked) open_popup("list");
    bool changed = false;
    if (const Popup popup("list", item.box, {.focus_back = item.id}); popup.shown()) {
        const auto taken = parts::option_list(
            "options", {.options = options, .chosen = key, .label = label, .take_focus = popup.just_opened()});
        if (taken) {
            changed = *taken != key;
            key = *taken;
            mirror::tree().move_focus(item.id);
            close_popup();
        }
    }
    parts::field_foot(field);
    ImGui::EndGroup();
    return changed;
}

std::string menu_button(std::string_view id, Icon icon, std::string_view label, std::span<const Option> actions,
                        bool label_shown) {
    const IdScope scope(id);
    const ButtonOptions look = {.icon = icon, .expanded_known = true, .expanded = popup_is_open("menu")};
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool open = label_shown ? button("button", label, look) : icon_button("button", icon, label, look);
    const Box anchor = box_of(at, ImGui::GetItemRectMax());
    if (open) open_popup("menu");
    std::string result;
    const mirror::NodeId self = quiet_id("button");
    if (const Popup popup("menu", anchor, {.width = 240, .align_right = at.x > frame().width / 2, .focus_back = self});
        popup.shown()) {
        const auto taken = parts::option_list(
            "actions", {.options = actions, .label = label, .is_menu = true, .take_focus = popup.just_opened()});
        if (taken) {
            result = *taken;
            mirror::tree().move_focus(self);
            close_popup();
        }
    }
    return result;
}

}  // namespace pupitre::ui
