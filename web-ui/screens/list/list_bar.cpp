// Chips with their editor, and the list of columns to ask about.
#include "web-ui/screens/list/list_bar.h"

#include <imgui.h>

#include "core/base/text_fold.h"
#include "web-ui/screens/filter_chip.h"
#include "web-ui/screens/list/condition_editor.h"
#include "web-ui/screens/list/condition_words.h"
#include "web-ui/widgets/field_parts.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/option_list.h"
#include "web-ui/widgets/popup.h"
#include "web-ui/widgets/text.h"
#include "web-ui/widgets/toggles.h"

namespace pupitre::ui {

namespace {

constexpr float editor_width = 300;
constexpr float editor_height = 520;
constexpr float editor_padding = 14;
constexpr float columns_width = 260;
constexpr float columns_height = 380;
constexpr float words_max = 260;  // Of what a chip says.

/// As much of the words as a chip has room for.
std::string cut(std::string words) {
    if (text_width(TextStyle::small_medium, words) <= words_max) return words;
    std::size_t end = words.size();
    while (end > 0 && text_width(TextStyle::small_medium, words.substr(0, end) + "…") > words_max) {
        --end;
        while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end;
    }
    return words.substr(0, end) + "…";
}

void begin_draft(ListState& state, ListCondition condition, std::size_t place) {
    state.value_typed.clear();
    state.draft = ConditionDraft{std::move(condition), place};
}

/// The columns that can be asked about, found by what is typed.
std::optional<std::string> columns_ui(const Desk& desk, ListState& state, const ConditionsLook& look,
                                      bool just_opened) {
    parts::LineOptions line;
    line.field = {
        .placeholder = desk.texts.label("list.search_columns"), .take_focus = just_opened, .icon = Icon::search};
    line.type = "search";
    line.role = mirror::Role::searchbox;
    Item box;
    parts::line_edit("search", desk.texts.label("list.search_columns"), state.column_typed, line, box);
    space(4);
    std::vector<Option> options;
    const std::string query = fold(state.column_typed);
    for (const ListColumn& column : state.view.list->model().columns) {
        if (column.internal || (look.offers && !look.offers(column.key))) continue;
        const std::string_view label = desk.texts.label(column.label);
        if (matches_folded(fold(label), query)) {
            options.push_back({.key = std::string(column.key), .label = std::string(label)});
        }
    }
    if (options.empty()) text(words().no_result, {.color = palette().soft, .line = 34});
    parts::OptionListInput input;
    input.options = options;
    input.label = desk.texts.label("list.add_condition");
    input.keys_from = box.id;
    return parts::option_list("columns", input);
}

void apply_draft(ListState& state) {
    std::vector<ListCondition>& conditions = state.query.conditions;
    if (state.draft->place < conditions.size()) {
        conditions[state.draft->place] = state.draft->condition;
    } else if (conditions.size() < list_conditions_max) {
        conditions.push_back(state.draft->condition);
    }
    state.draft.reset();
    ask_for_frame_in(0);
}

/// The popup of a chip: first the column, unless it is known, then the condition.
void editor_popup(const Desk& desk, ListState& state, const ConditionsLook& look, const Box& anchor,
                  std::size_t place) {
    const bool choosing = !state.draft || state.draft->place != place;
    const Popup popup("editor", anchor,
                      {.width = choosing ? columns_width : editor_width,
                       .height_max = choosing ? columns_height : editor_height,
                       .padding = choosing ? 4 : editor_padding,
                       .focus_back = quiet_id("chip")});
    if (!popup.shown()) return;
    if (choosing) {
        const auto column = columns_ui(desk, state, look, popup.just_opened());
        const ListColumn* found = column ? state.view.list->model().find(*column) : nullptr;
        if (found == nullptr) return;
        begin_draft(state, {std::string(found->key), tests_of(found->kind).front(), {}}, place);
        state.draft_is_new = true;
        ask_for_frame_in(0);
        return;
    }
    const bool fresh = std::exchange(state.draft_is_new, false);
    if (fresh) ImGui::SetScrollY(0);  // The list of columns may have been scrolled.
    if (!condition_editor_ui(desk, state, popup.just_opened() || fresh)) return;
    apply_draft(state);
    mirror::tree().move_focus(quiet_id("chip"));
    close_popup();
}

void condition_chip(const Desk& desk, ListState& state, const ConditionsLook& look, std::size_t place,
                    std::optional<std::size_t>& removed) {
    const ListModel& model = state.view.list->model();
    const ListCondition& condition = state.query.conditions[place];
    const std::string label = condition_label(desk, model, condition);
    const std::string value = cut(condition_words(desk, model, condition));
    const float width = chip_width(label, value, {.removable = true});
    flow_chip(width);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ChipResult pressed = chip("chip", label, value, {.removable = true, .selected = true});
    if (pressed.removed) removed = place;
    if (pressed.clicked && fault_of(model, condition) == ConditionFault::none) {
        begin_draft(state, condition, place);
        open_popup("editor");
    }
    editor_popup(desk, state, look, {at.x, at.y, width, size::chip}, place);
}

}  // namespace

void conditions_ui(const Desk& desk, ListState& state, const ConditionsLook& look) {
    std::optional<std::size_t> removed;
    for (std::size_t place = 0; place < state.query.conditions.size(); ++place) {
        if (look.stands_elsewhere && look.stands_elsewhere(state.query.conditions[place])) continue;
        const IdScope scope("condition " + std::to_string(place));
        condition_chip(desk, state, look, place, removed);
    }
    if (removed) {
        state.query.conditions.erase(state.query.conditions.begin() + static_cast<std::ptrdiff_t>(*removed));
        state.draft.reset();
        ask_for_frame_in(0);
    }
    if (state.query.conditions.size() >= list_conditions_max) return;
    const IdScope scope("new condition");
    const std::string_view add = desk.texts.label("list.add_condition");
    const float width = chip_width({}, add, {.icon = Icon::filter});
    flow_chip(width);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (chip("chip", {}, add, {.icon = Icon::filter}).clicked) {
        state.draft.reset();
        state.column_typed.clear();
        open_popup("editor");
    }
    editor_popup(desk, state, look, {at.x, at.y, width, size::chip}, state.query.conditions.size());
}

}  // namespace pupitre::ui
