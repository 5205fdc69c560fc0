// The field with a searchable list.
#include <imgui.h>

#include "web-ui/widgets/button.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/field_parts.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/option_list.h"
#include "web-ui/widgets/popup.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

Picked picker(std::string_view id, std::string_view label, std::string& key,
              const std::function<std::vector<Option>(std::string_view)>& find, const PickerOptions& options) {
    const IdScope scope(id);
    ImGui::BeginGroup();
    parts::field_label(label, options.field);
    const bool clearable = options.may_clear && !key.empty() && options.field.enabled;
    const Item item = parts::closed_list(label, key.empty() ? std::string_view() : options.chosen, options.person,
                                         popup_is_open("list"), options.field, clearable ? 28 : 0);
    Picked result;
    parts::Draft& search = parts::draft_of(quiet_id("search"));
    bool cleared = false;
    if (clearable) {
        const Box box = {item.box.right() - 58, item.box.y + (item.box.h - 26) / 2, 26, 26};
        ImGui::SetNextItemAllowOverlap();
        const Item cross = item_at("clear", box);
        mirror::Node node = node_for(cross, mirror::Role::button, words().clear + " " + std::string(label));
        node.focusable = true;
        mirror::tree().add(std::move(node));
        if (cross.hovered) fill_box(canvas(), box, palette().hover, size::radius_label);
        draw_icon_in(canvas(), box, Icon::close, palette().faint, 14);
        if (cross.clicked) {
            key.clear();
            result.changed = cleared = true;
        }
    }
    if (item.clicked && !cleared) {
        search.text.clear();
        open_popup("list");
    }
    const float width = std::max(item.box.w, 280.0F);
    if (const Popup popup("list", item.box, {.width = width, .height_max = 360, .focus_back = item.id});
        popup.shown()) {
        parts::LineOptions line;
        line.field = {.placeholder = words().search, .take_focus = popup.just_opened(), .icon = Icon::search};
        line.type = "search";
        line.role = mirror::Role::searchbox;
        line.leaves_enter = true;
        Item box;
        parts::line_edit("search", words().search, search.text, line, box);
        space(4);
        std::vector<Option> found = find(search.text);
        const bool nothing = found.empty();
        constexpr const char* create_key = "\x01new";
        if (!options.create.empty() && !search.text.empty()) {
            found.push_back(
                {.key = create_key, .label = std::string(options.create) + " " + search.text, .icon = Icon::plus});
        }
        if (nothing) {
            ImGui::Indent(10);
            text(words().no_result, {.color = palette().soft, .line = 34});
            ImGui::Unindent(10);
        }
        const auto taken =
            parts::option_list("options", {.options = found, .chosen = key, .label = label, .keys_from = box.id});
        if (taken) {
            if (*taken == create_key) {
                result.create = search.text;
            } else {
                result.changed = *taken != key;
                key = *taken;
            }
            mirror::tree().move_focus(item.id);
            close_popup();
        }
    }
    parts::field_foot(options.field);
    ImGui::EndGroup();
    return result;
}

}  // namespace pupitre::ui
