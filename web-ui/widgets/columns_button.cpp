// The list of a table's columns, to show and hide.
#include <algorithm>

#include <imgui.h>

#include "web-ui/widgets/button.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/popup.h"
#include "web-ui/widgets/table.h"
#include "web-ui/widgets/toggles.h"

namespace pupitre::ui {

bool columns_button(std::string_view id, std::span<const Column> columns, TableState& state) {
    const IdScope scope(id);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (icon_button("button", Icon::columns, words().columns,
                    {.expanded_known = true, .expanded = popup_is_open("list")})) {
        open_popup("list");
    }
    bool changed = false;
    const Box anchor = box_of(at, ImGui::GetItemRectMax());
    if (const Popup popup("list", anchor,
                          {.width = 240, .padding = 10, .align_right = true, .focus_back = quiet_id("button")});
        popup.shown()) {
        const Group group("columns", mirror::Role::group, words().columns);
        for (const Column& column : columns) {
            if (!column.hideable) continue;
            const auto hidden = std::find(state.hidden.begin(), state.hidden.end(), column.key);
            bool shown = hidden == state.hidden.end();
            if (!checkbox(column.key, column.label, shown)) continue;
            changed = true;
            if (shown) {
                state.hidden.erase(hidden);
            } else {
                state.hidden.push_back(column.key);
            }
        }
    }
    return changed;
}

}  // namespace pupitre::ui
