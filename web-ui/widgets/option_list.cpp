// Options under each other, for choices, pickers and menus.
#include "web-ui/widgets/option_list.h"

#include <algorithm>

#include <imgui.h>
#include <imgui_internal.h>

#include "core/base/text_fold.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui::parts {
namespace {

constexpr float line_height = 34;

int place_of(std::span<const Option> options, std::string_view key) {
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (options[i].key == key) return static_cast<int>(i);
    }
    return -1;
}

int fingerprint(std::span<const Option> options) {
    ImGuiID sum = static_cast<ImGuiID>(options.size());
    for (const Option& option : options) sum = ImHashData(option.key.data(), option.key.size(), sum);
    return static_cast<int>(sum);
}

// The next place in this direction that can be taken.
int step(std::span<const Option> options, int from, int direction) {
    const int count = static_cast<int>(options.size());
    for (int place = from + direction; place >= 0 && place < count; place += direction) {
        if (options[static_cast<std::size_t>(place)].enabled) return place;
    }
    return from;
}

int move_by_keys(const OptionListInput& input, mirror::NodeId from, int place) {
    mirror::Tree& tree = mirror::tree();
    const int count = static_cast<int>(input.options.size());
    while (tree.take_key(from, "ArrowDown")) place = step(input.options, place, 1);
    while (tree.take_key(from, "ArrowUp")) place = step(input.options, place, -1);
    if (input.keys_from == 0) {
        if (tree.take_key(from, "Home")) place = step(input.options, -1, 1);
        if (tree.take_key(from, "End")) place = step(input.options, count, -1);
        for (const mirror::KeyPress& press : tree.keys()) {
            if (press.focus != from || press.control || press.alt || press.key.size() != 1 || press.key == " ")
                continue;
            // A letter goes to the next option that starts with it.
            const std::string letter = fold(press.key);
            for (int i = 1; i <= count; ++i) {
                const int candidate = (std::max(place, 0) + i) % count;
                if (fold(input.options[static_cast<std::size_t>(candidate)].label).starts_with(letter)) {
                    place = candidate;
                    break;
                }
            }
        }
    }
    return place;
}

void draw_option(const Item& item, const Option& option, bool active, bool chosen) {
    const Palette& p = palette();
    ImDrawList* list = canvas();
    if (active || (item.hovered && option.enabled))
        fill_box(list, item.box, active ? p.accent_soft : p.hover, size::radius_label);
    Box inner = item.box.inset(10, 0);
    const Color words = !option.enabled ? p.faint : option.danger ? p.bad : p.text;
    if (option.person) {
        draw_avatar(list, {inner.x, item.box.y + (item.box.h - 22) / 2, 22, 22}, option.label);
        inner.x += 30;
        inner.w -= 30;
    } else if (option.icon != Icon::none) {
        draw_icon_in(list, {inner.x, inner.y, size::icon, inner.h}, option.icon, option.danger ? p.bad : p.soft);
        inner.x += 26;
        inner.w -= 26;
    }
    if (chosen) {
        draw_icon_in(list, {inner.right() - size::icon, inner.y, size::icon, inner.h}, Icon::check, p.accent);
        inner.w -= 24;
    }
    if (!option.detail.empty()) {
        const float width = std::min(text_width(TextStyle::small, option.detail), inner.w * 0.5F);
        draw_text_in(list, {inner.right() - width, inner.y, width, inner.h}, TextStyle::small, p.soft, option.detail,
                     Align::right);
        inner.w -= width + 12;
    }
    draw_text_in(list, inner, chosen ? TextStyle::body_medium : TextStyle::body, words, option.label);
}

/// One option of the list, in the picture and in the mirror; whether it was clicked.
bool place_option(const Option& option, const OptionListInput& input, float width, bool active) {
    const IdScope row(option.key);
    if (option.separated) separator(4);
    const Item item = place_item(
        "option", {.width = width, .height = frame().narrow ? size::touch : line_height, .enabled = option.enabled});
    if (!option.enabled) tooltip(option.why_disabled);
    const bool chosen = !input.is_menu && option.key == input.chosen;
    mirror::Node entry = node_for(item, input.is_menu ? mirror::Role::menuitem : mirror::Role::option, option.label);
    entry.description = option.enabled ? option.detail : option.why_disabled;
    entry.disabled = !option.enabled;
    if (!input.is_menu) entry.selected = chosen ? mirror::State::yes : mirror::State::no;
    mirror::tree().add(std::move(entry));
    if (item.visible) draw_option(item, option, active, chosen);
    return item.clicked;
}

}  // namespace

std::optional<std::string> option_list(std::string_view id, const OptionListInput& input) {
    const IdScope scope(id);
    mirror::Tree& tree = mirror::tree();
    const mirror::NodeId self = quiet_id("list");
    const mirror::NodeId from = input.keys_from != 0 ? input.keys_from : self;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    // Other options than before, because somebody types: the first fitting one is meant.
    const mirror::NodeId known = quiet_id("known");
    const int now = fingerprint(input.options);
    const bool others = input.keys_from != 0 && ImGui::GetStateStorage()->GetInt(known, now) != now;
    ImGui::GetStateStorage()->SetInt(known, now);
    int* place = ImGui::GetStateStorage()->GetIntRef(quiet_id("place"), -1);
    if (ImGui::IsWindowAppearing() || others)
        *place = std::max(place_of(input.options, input.chosen), input.keys_from != 0 ? 0 : -1);
    *place = std::min(*place, static_cast<int>(input.options.size()) - 1);
    const int before = *place;
    *place = move_by_keys(input, from, *place);
    if (input.take_focus) tree.move_focus(self);

    mirror::Node node = node_for_box(self, {at.x, at.y, width, static_cast<float>(input.options.size()) * line_height},
                                     input.is_menu ? mirror::Role::menu : mirror::Role::listbox, input.label);
    node.focusable = input.keys_from == 0;
    if (*place >= 0) {
        const IdScope row(input.options[static_cast<std::size_t>(*place)].key);
        node.active = quiet_id("option");
    }
    tree.open(std::move(node));
    std::optional<std::string> taken;
    const bool enter = tree.take_key(from, "Enter") || (input.keys_from == 0 && tree.take_key(from, " "));
    for (std::size_t i = 0; i < input.options.size(); ++i) {
        const Option& option = input.options[i];
        const bool active = *place == static_cast<int>(i);
        const bool clicked = place_option(option, input, width, active);
        if (active && before != *place) ImGui::SetScrollHereY(0.5F);
        if (clicked || (active && enter && option.enabled)) taken = option.key;
    }
    tree.close();
    return taken;
}

}  // namespace pupitre::ui::parts
