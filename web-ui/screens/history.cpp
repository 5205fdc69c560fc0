// The list of the last actions, newest first.
#include "web-ui/screens/history.h"

#include <cmath>

#include <imgui.h>

#include "core/text/format.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/popup.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr float padding = 14;

void action_ui(const Desk& desk, const UserAction& action, Intents& out) {
    const IdScope scope("action" + std::to_string(action.number));
    const std::string_view verb = desk.texts.label(action.undone ? "history.redo" : "history.undo");
    const float verb_width = std::ceil(text_width(TextStyle::body_medium, verb));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = available_width();
    const Color color = action.undone ? palette().faint : palette().text;
    text(action.title, {.color = color, .width = width - verb_width - 16});
    std::string when = format_time(action.at_ms, desk.utc_offset_minutes);
    if (action.commands.size() > 1) {
        when += " · " + desk.texts.count("history.commands", static_cast<std::int64_t>(action.commands.size()));
    }
    if (action.undone) when += " · " + std::string(desk.texts.label("history.undone"));
    text(when, {.style = TextStyle::small, .color = palette().soft, .width = width - verb_width - 16});
    const float bottom = ImGui::GetCursorScreenPos().y;
    ImGui::SetCursorScreenPos({at.x + width - verb_width, at.y + 9});
    if (link("turn", verb)) {
        if (action.undone) {
            out.push_back(Redo{action.number});
        } else {
            out.push_back(Undo{action.number});
        }
    }
    ImGui::SetCursorScreenPos({at.x, bottom});
    space(10);
}

void list_ui(const Desk& desk, const UndoHistory& history, HistoryState& state, Intents& out) {
    heading(3, desk.texts.label("history.title"));
    space(10);
    const std::vector<UserAction>& actions = history.actions();
    if (actions.empty())
        paragraph(desk.texts.label("history.empty"), {.style = TextStyle::small, .color = palette().soft});
    std::size_t left = state.shown;
    for (auto action = actions.rbegin(); action != actions.rend() && left > 0; ++action, --left)
        action_ui(desk, *action, out);
    if (actions.size() > state.shown && link("more", desk.texts.label("history.more"))) state.shown += 24;
}

}  // namespace

void history_button(const Desk& desk, const UndoHistory& history, HistoryState& state, Intents& out) {
    const bool open = popup_is_open("history_list");
    if (icon_button("history", Icon::history, desk.texts.label("history.title"),
                    {.expanded_known = true, .expanded = open})) {
        state.shown = HistoryState{}.shown;
        open_popup("history_list");
    }
    const Box button = box_of(ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
    const float width = std::min(380.0F, frame().width - 16);
    const Popup popup("history_list", button,
                      {.width = width,
                       .height_max = 460,
                       .padding = padding,
                       .align_right = true,
                       .focus_back = quiet_id("history")});
    if (popup.shown()) list_ui(desk, history, state, out);
}

}  // namespace pupitre::ui
