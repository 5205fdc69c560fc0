// One popup: the views to take, and below them what can be done with the present one.
#include "web-ui/screens/list/views_menu.h"

#include <imgui.h>

#include "core/views/saved_view.h"
#include "web-ui/screens/filter_chip.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/screens/table_memory.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/option_list.h"
#include "web-ui/widgets/popup.h"
#include "web-ui/widgets/text.h"
#include "web-ui/widgets/toggles.h"

namespace pupitre::ui {

namespace {

constexpr float menu_width = 320;
constexpr float menu_height = 520;
constexpr float menu_padding = 12;
constexpr std::string_view save_key = "save";
constexpr std::string_view update_key = "update";
constexpr std::string_view edit_key = "edit";
constexpr std::string_view delete_key = "delete";
constexpr std::string_view back_key = "back";
constexpr std::string_view leave_key = "leave";

const EntityInfo& info() { return entity_info<SavedView>(); }

/// What would be kept now. The search is of the moment, and the order is the table's.
ViewContent present_content(const ListState& state) {
    ViewContent content{state.query, to_json(state.table)};
    content.query.search.clear();
    content.query.sorts.clear();
    return content;
}

bool is_changed(const ListState& state, const SavedView& view) {
    const Result<ViewContent> kept = read_view(view);
    if (!kept) return false;
    // What the view does not speak of is not changed by it.
    TableState table = state.table;
    restore(table, kept->table);
    const ViewContent present = present_content(state);
    return present.query != kept->query || to_json(table) != present.table;
}

void take_view(ListState& state, const SavedView& view) {
    const Result<ViewContent> content = read_view(view);
    if (!content) return;
    state.query = content->query;
    restore(state.table, content->table);
    state.table.selected.clear();
    state.view_taken = view.id.value;
    state.keep = true;
    ask_for_frame_in(0);
}

bool may_change(const Desk& desk, const SavedView& view) {
    return desk.by.may(Right::edit) &&
           (view.owner == desk.by.actor || (view.shared && desk.by.may(Right::manage_firm)));
}

std::vector<Option> view_options(const Desk& desk, const std::vector<const SavedView*>& views) {
    std::vector<Option> options;
    bool own = true;
    for (const SavedView* view : views) {
        const bool theirs = view->owner == desk.by.actor;
        Option option{.key = to_text(view->id.value), .label = view->name};
        option.icon = theirs ? Icon::star : Icon::people;
        option.enabled = read_view(*view).ok();
        option.why_disabled = desk.texts.label("list.view_unreadable");
        option.separated = own && !theirs && !options.empty();
        own = theirs;
        if (view->opens_first) option.detail = desk.texts.label("saved_view.opens_first");
        options.push_back(std::move(option));
    }
    return options;
}

void add_actions(const Desk& desk, const ListState& state, const SavedView* present, std::vector<Option>& options) {
    const auto add = [&](std::string_view key, std::string label, Icon icon) {
        options.push_back({.key = std::string(key), .label = std::move(label), .icon = icon});
    };
    const std::size_t first = options.size();
    const Texts& texts = desk.texts;
    const bool changed = present != nullptr && is_changed(state, *present);
    if (changed && may_change(desk, *present)) {
        add(update_key, texts.format("list.view_update", {present->name}), Icon::check);
    }
    if (changed) add(back_key, texts.format("list.view_back", {present->name}), Icon::undo);
    if (desk.by.may(Right::edit)) add(save_key, std::string(texts.label("list.view_save")), Icon::plus);
    if (present != nullptr && may_change(desk, *present)) {
        add(edit_key, std::string(texts.label("list.view_edit")), Icon::pencil);
        add(delete_key, std::string(texts.label("list.delete")), Icon::trash);
    }
    if (present != nullptr) add(leave_key, std::string(texts.label("list.view_leave")), Icon::close);
    if (first > 0 && options.size() > first) options[first].separated = true;
}

void begin_form(ListState& state, const SavedView* view) {
    state.view_form = ViewForm{};
    state.view_form->just_begun = true;
    ask_for_frame_in(0);
    if (view == nullptr) return;
    state.view_form->changed = view->id.value;
    state.view_form->name = view->name;
    state.view_form->shared = view->shared;
    state.view_form->opens_first = view->opens_first;
}

void save_form(const Desk& desk, ListState& state, std::string_view list, Intents& out) {
    const ViewForm form = *std::exchange(state.view_form, std::nullopt);
    const SavedView* present = desk.db.find(SavedViewId{form.changed});
    SavedView view;
    if (present != nullptr) view = *present;
    view.name = form.name;
    view.shared = form.shared;
    view.opens_first = form.opens_first;
    const std::string title = desk.texts.format("list.view_saved", {form.name});
    if (present != nullptr) {
        out.push_back(Do{change_record(desk, info(), present, edits_between(info(), present, &view)).acts, title});
        return;
    }
    view.id.value = desk.new_id();
    view.list = list;
    view.content = view_text(present_content(state));
    out.push_back(Do{{{"saved_view.create", create_args(info(), &view)}}, title});
    state.view_taken = view.id.value;
}

void form_popup_ui(const Desk& desk, ListState& state, std::string_view list, Intents& out) {
    ViewForm& form = *state.view_form;
    const Texts& texts = desk.texts;
    heading(2, texts.label(form.changed.is_nil() ? "list.view_save_title" : "list.view_edit"));
    space(8);
    TextFieldOptions look;
    look.field.required = true;
    look.field.take_focus = std::exchange(form.just_begun, false);
    const bool entered = text_field("name", texts.label("saved_view.name"), form.name, look).submitted;
    space(8);
    static_cast<void>(checkbox("shared", texts.label("saved_view.shared"), form.shared,
                               {.detail = texts.label("list.view_shared_why")}));
    static_cast<void>(checkbox("opens_first", texts.label("saved_view.opens_first"), form.opens_first,
                               {.detail = texts.label("list.view_opens_first_why")}));
    space(10);
    ButtonOptions primary;
    primary.kind = ButtonKind::primary;
    primary.width = -1;
    primary.enabled = !form.name.empty();
    primary.why_disabled = texts.label("list.value_missing");
    const bool pressed = button("save", texts.label("list.view_save_title"), primary);
    if (!primary.enabled || !(pressed || entered)) return;
    save_form(desk, state, list, out);
    mirror::tree().move_focus(quiet_id("chip"));
    close_popup();
}

void act_on(const Desk& desk, ListState& state, const SavedView* present, std::string_view key, Intents& out) {
    if (key == save_key) return begin_form(state, nullptr);
    if (key == edit_key && present != nullptr) return begin_form(state, present);
    close_popup();
    if (key == leave_key) {
        state.view_taken = {};
    } else if (key == delete_key && present != nullptr) {
        out.push_back(delete_record(desk, info(), present->id.value));
        state.view_taken = {};
    } else if (key == back_key && present != nullptr) {
        take_view(state, *present);
    } else if (key == update_key && present != nullptr) {
        SavedView view = *present;
        view.content = view_text(present_content(state));
        out.push_back(Do{change_record(desk, info(), present, edits_between(info(), present, &view)).acts,
                         desk.texts.format("list.view_updated", {view.name})});
    } else if (const Result<Id128> id = parse_id(key)) {
        if (const SavedView* view = desk.db.find(SavedViewId{*id})) take_view(state, *view);
    }
}

void menu_popup_ui(const Desk& desk, ListState& state, std::string_view list, const SavedView* present,
                   bool just_opened, Intents& out) {
    const std::vector<const SavedView*> views = views_for(desk.db, list, desk.by.actor);
    if (views.empty()) {
        ImGui::Indent(menu_padding);
        space(menu_padding - 4);
        paragraph(desk.texts.label("list.views_none"), {.color = palette().soft});
        ImGui::Unindent(menu_padding);
        space(6);
    }
    std::vector<Option> options = view_options(desk, views);
    add_actions(desk, state, present, options);
    const std::string chosen = present != nullptr ? to_text(present->id.value) : std::string{};
    parts::OptionListInput input;
    input.options = options;
    input.chosen = chosen;
    input.label = desk.texts.label("list.views");
    input.is_menu = true;
    input.take_focus = just_opened;
    if (const auto key = parts::option_list("views", input)) act_on(desk, state, present, *key, out);
}

}  // namespace

void views_menu(const Desk& desk, ListState& state, std::string_view list, Intents& out) {
    const IdScope scope("views menu");
    const SavedView* present = desk.db.find(SavedViewId{state.view_taken});
    std::string value(desk.texts.label("list.views"));
    if (present != nullptr) {
        value = present->name;
        if (is_changed(state, *present)) value += " (" + std::string(desk.texts.label("list.view_changed")) + ")";
    }
    const float width = chip_width({}, value, {.icon = Icon::star});
    flow_chip(width);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (chip("chip", {}, value, {.selected = present != nullptr, .icon = Icon::star}).clicked) {
        state.view_form.reset();
        open_popup("menu");
    }
    const bool form = state.view_form.has_value();
    const Popup popup("menu", {at.x, at.y, width, size::chip},
                      {.width = menu_width,
                       .height_max = menu_height,
                       .padding = form ? menu_padding + 2 : 4,
                       .focus_back = quiet_id("chip")});
    if (!popup.shown()) return;
    if (form) {
        form_popup_ui(desk, state, list, out);
    } else {
        menu_popup_ui(desk, state, list, present, popup.just_opened(), out);
    }
}

void open_first_view(const Desk& desk, ListState& state, std::string_view list) {
    if (std::exchange(state.opened, true)) return;
    const SavedView* first = first_view(views_for(desk.db, list, desk.by.actor));
    if (first != nullptr) take_view(state, *first);
}

}  // namespace pupitre::ui
