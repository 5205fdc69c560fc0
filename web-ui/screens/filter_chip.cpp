// The chip, and its list in a popup.
#include "web-ui/screens/filter_chip.h"

#include <imgui.h>

#include "web-ui/widgets/field_parts.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/option_list.h"
#include "web-ui/widgets/popup.h"
#include "web-ui/widgets/text.h"
#include "web-ui/widgets/toggles.h"

namespace pupitre::ui {

namespace {

constexpr float list_width = 280;
constexpr float list_height = 360;

}  // namespace

bool flow(float width) {
    constexpr float gap = 8;
    const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
    const bool fits = ImGui::GetItemRectMax().x + gap + width <= right;
    if (fits) {
        beside(gap);
    } else {
        space(gap);
    }
    return fits;
}

void flow_chip(float width) {
    // The line's middle is that of what stands there already: the field at first, a chip after a break.
    const float middle = (ImGui::GetItemRectMin().y + ImGui::GetItemRectMax().y) / 2;
    if (!flow(width) || frame().narrow) return;
    ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, middle - size::chip / 2});
}

std::optional<std::string> filter_chip(const FilterChip& chip) {
    const ChipOptions look = {.removable = chip.active, .selected = chip.active};
    const float width = chip_width(chip.label, chip.value, look);
    flow_chip(width);
    const IdScope scope(chip.id);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ChipResult pressed = ui::chip("chip", chip.label, chip.value, look);
    std::optional<std::string> taken;
    if (pressed.removed) taken = std::string{};
    if (pressed.clicked) {
        parts::draft_of(quiet_id("search")).text.clear();
        open_popup("list");
    }
    const Box anchor = {at.x, at.y, width, size::chip};
    if (const Popup popup("list", anchor,
                          {.width = list_width, .height_max = list_height, .focus_back = quiet_id("chip")});
        popup.shown()) {
        parts::Draft& search = parts::draft_of(quiet_id("search"));
        Item box;
        if (chip.searched) {
            parts::LineOptions line;
            line.field = {.placeholder = words().search, .take_focus = popup.just_opened(), .icon = Icon::search};
            line.type = "search";
            line.role = mirror::Role::searchbox;
            parts::line_edit("search", words().search, search.text, line, box);
            space(4);
        }
        const std::vector<Option> options = chip.find(search.text);
        if (options.empty()) text(words().no_result, {.color = palette().soft, .line = 34});
        parts::OptionListInput input;
        input.options = options;
        input.chosen = chip.chosen;
        input.label = chip.label;
        input.keys_from = box.id;
        input.take_focus = popup.just_opened() && !chip.searched;
        if (auto key = parts::option_list("options", input)) {
            taken = std::move(*key);
            close_popup();
        }
    }
    return taken;
}

}  // namespace pupitre::ui
