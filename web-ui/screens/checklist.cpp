// One row per item: a box to tick, its words, a menu.
#include "web-ui/screens/checklist.h"

#include <algorithm>

#include <imgui.h>

#include "core/command/row_commands.h"
#include "core/exchange/plain_text.h"
#include "core/text/format.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"
#include "web-ui/widgets/toggles.h"

namespace pupitre::ui {

namespace {

constexpr float box_side = 24;

Act change_item(const ChecklistItem& before, const ChecklistItem& after) {
    const EntityInfo& info = entity_info<ChecklistItem>();
    return {"checklist_item.change", change_args(info, before.id.value, edits_between(info, &before, &after))};
}

float row_height() { return frame().narrow ? size::touch : 32; }

/// The box and the words of a row, with room for a menu at the right. True when the box was pressed.
bool row_ui(std::string_view words, bool done, bool may_edit, float trailing) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = available_width();
    const Box box = {at.x - 4, at.y + (row_height() - box_side) / 2, box_side, box_side};
    const bool pressed = parts::check_box_at("done", box, words, done ? mirror::State::yes : mirror::State::no);
    ImGui::SetCursorScreenPos({at.x + box_side + 2, at.y});
    TextOptions look;
    look.width = width - box_side - trailing - 6;
    look.line = row_height();
    if (done) look.color = palette().soft;
    text(words, look);
    return pressed && may_edit;
}

std::string menu_ui(const Texts& texts, std::size_t place, std::size_t items) {
    std::vector<Option> actions;
    actions.push_back({.key = "rename", .label = std::string(texts.label("checklist.rename")), .icon = Icon::pencil});
    add_moves(place, items, texts, actions);
    actions.push_back({.key = "delete",
                       .label = std::string(texts.label("list.delete")),
                       .icon = Icon::trash,
                       .danger = true,
                       .separated = true});
    return menu_button("menu", Icon::more, texts.label("list.actions"), actions);
}

void act_on(const std::string& action, const std::vector<const ChecklistItem*>& items, std::size_t place,
            ChecklistState& state, const Desk& desk, Intents& out) {
    const ChecklistItem& item = *items[place];
    if (action == "rename") {
        state.renamed = item.id.value;
        state.renaming = item.text;
    } else if (action == "delete") {
        out.push_back(Do{{{"checklist_item.delete", delete_args(item.id.value)}},
                         desk.texts.format("checklist.deleted", {item.text})});
    } else if (auto moved =
                   move_record(desk, entity_info<ChecklistItem>(), ids_of<ChecklistItem>(items), place, action)) {
        out.push_back(*std::move(moved));
    }
}

void rename_ui(const ChecklistItem& item, ChecklistState& state, const Desk& desk, Intents& out) {
    TextFieldOptions options;
    options.field.label_hidden = true;
    const Edited edited = text_field("text", desk.texts.label("checklist_item.text"), state.renaming, options);
    if (!edited.committed && !edited.submitted) return;
    ChecklistItem after = item;
    after.text = trimmed(state.renaming);
    state.renamed = {};
    if (after.text.empty() || after.text == item.text) return;
    out.push_back(Do{{change_item(item, after)}, desk.texts.format("checklist.renamed", {after.text})});
}

/// The field at the end of the list. Gives the line when Enter was pressed or the field was left.
std::optional<std::string> add_ui(ChecklistState& state, const Texts& texts, std::string_view words) {
    TextFieldOptions options;
    options.field.label_hidden = true;
    options.field.placeholder = texts.label(words);
    options.field.icon = Icon::plus;
    const Edited edited = text_field("add", texts.label(words), state.added, options);
    if (!edited.committed && !edited.submitted) return std::nullopt;
    std::string line(trimmed(state.added));
    state.added.clear();
    if (line.empty()) return std::nullopt;
    return line;
}

void head_ui(const Texts& texts, std::string_view title, std::size_t done, std::size_t all) {
    text(texts.label(title), {.style = TextStyle::small_medium, .color = palette().soft});
    if (all > 0) {
        const std::string count = texts.format("checklist.count", {std::to_string(done), std::to_string(all)});
        beside_right(text_width(TextStyle::small, count) + 1);
        text(count, {.style = TextStyle::small, .color = palette().soft});
    }
    space(4);
}

}  // namespace

void checklist_ui(const Desk& desk, const Task& task, bool may_edit, ChecklistState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const std::vector<const ChecklistItem*> items = checklist_of(desk.db, task.id);
    const auto done = std::count_if(items.begin(), items.end(), [](const ChecklistItem* item) { return item->done; });
    const Group group("checklist", mirror::Role::list, texts.label("checklist.title"));
    head_ui(texts, "checklist.title", static_cast<std::size_t>(done), items.size());
    for (std::size_t place = 0; place < items.size(); ++place) {
        const ChecklistItem& item = *items[place];
        const IdScope scope(item.id);
        if (state.renamed == item.id.value) {
            rename_ui(item, state, desk, out);
            space(4);
            continue;
        }
        const float menu = may_edit ? icon_button_width : 0;
        if (row_ui(item.text, item.done, may_edit, menu)) {
            ChecklistItem after = item;
            after.done = !item.done;
            out.push_back(Do{{change_item(item, after)},
                             texts.format(after.done ? "checklist.ticked" : "checklist.unticked", {item.text})});
        }
        if (!may_edit) continue;
        beside_right(menu);
        act_on(menu_ui(texts, place, items.size()), items, place, state, desk, out);
    }
    if (!may_edit) return;
    if (const auto line = add_ui(state, texts, "checklist.add")) {
        ChecklistItem item;
        item.id.value = desk.new_id();
        item.client = task.client;
        item.task = task.id;
        item.text = *line;
        out.push_back(Do{{{"checklist_item.create", create_args(entity_info<ChecklistItem>(), &item)}},
                         texts.format("checklist.added", {*line})});
    }
}

bool lines_draft_ui(const Desk& desk, std::vector<std::string>& lines, ChecklistState& state, const LinesWords& words) {
    const Group group("checklist", mirror::Role::list, desk.texts.label(words.title));
    head_ui(desk.texts, words.title, 0, 0);
    std::optional<std::size_t> removed;
    for (std::size_t place = 0; place < lines.size(); ++place) {
        // Lines of a draft have no identity yet; their place is all there is.
        const IdScope scope(std::to_string(place));
        text(lines[place], {.width = available_width() - icon_button_width - 4, .line = row_height()});
        beside_right(icon_button_width);
        if (icon_button("remove", Icon::close, desk.texts.format("checklist.remove", {lines[place]}))) removed = place;
    }
    if (removed) lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(*removed));
    const auto added = add_ui(state, desk.texts, words.add);
    if (added) lines.push_back(*added);
    return removed.has_value() || added.has_value();
}

}  // namespace pupitre::ui
