// The bar, and the small form in which one field of many rows is changed.
#include "web-ui/screens/list/bulk_bar.h"

#include <algorithm>
#include <iterator>

#include <imgui.h>

#include "web-ui/screens/form_values.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/popup.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr float bar_height = 56;
constexpr float editor_width = 340;
constexpr float editor_height = 480;
constexpr float editor_padding = 14;

/// Fields that many rows may have in common.
std::vector<const Field*> common_fields(const EntityInfo& info) {
    std::vector<const Field*> fields;
    for (const Field& field : info.fields) {
        if (field.edit != Edit::hidden && !field.unique) fields.push_back(&field);
    }
    return fields;
}

std::string count_words(const Desk& desk, const BulkOptions& options, std::size_t count) {
    return desk.texts.count(options.count_key, static_cast<std::int64_t>(count));
}

/// Sets the field in all rows in which it is another.
Do change_all(const Desk& desk, const EntityInfo& info, const std::vector<Id128>& rows, const FieldEdit& edit,
              const std::string& title) {
    Do deed{{}, title};
    const Table& table = desk.db.table(desk.schema().index_of(info.table));
    for (const Id128 id : rows) {
        const void* row = table.find(id);
        if (row == nullptr) continue;
        const Value before = info.fields[edit.field].get(row);
        if (before == edit.after) continue;
        Do one = change_record(desk, info, row, {{edit.field, before, edit.after}});
        std::ranges::move(one.acts, std::back_inserter(deed.acts));
    }
    return deed;
}

Do delete_all(const Desk& desk, const EntityInfo& info, const std::vector<Id128>& rows, std::string title) {
    Do deed{{}, std::move(title)};
    for (const Id128 id : rows) {
        Do one = delete_record(desk, info, id);
        std::ranges::move(one.acts, std::back_inserter(deed.acts));
    }
    return deed;
}

void field_choice(const Desk& desk, ListState& state, const EntityInfo& info) {
    std::vector<Option> options;
    for (const Field* field : common_fields(info)) {
        options.push_back(
            {.key = std::string(field->key), .label = std::string(desk.texts.label(label_key(info, *field)))});
    }
    if (choice("field", desk.texts.label("list.bulk_field"), state.bulk.field, options)) {
        state.bulk.form.clear();
        state.bulk.value = {};
    }
}

/// The value as it stands there now; nothing if it cannot be read.
std::optional<Value> value_ui(const Desk& desk, ListState& state, const EntityInfo& info, const Field& field) {
    AnyRow shown(info);
    field.set(shown.data(), state.bulk.value);
    Form form;
    form.info = &info;
    form.row = shown.data();
    const std::vector<FormSection> sections = {{{}, {{&field, nullptr, 1}}}};
    const std::vector<FieldEdit> edits = form_ui(form, sections, state.bulk.form, state.lookups, desk);
    if (!edits.empty()) state.bulk.value = edits.front().after;
    return typed_value(field, state.bulk.form, state.bulk.value, desk);
}

void edit_popup(const Desk& desk, ListState& state, const EntityInfo& info, const BulkOptions& options,
                const std::vector<Id128>& rows, const Box& anchor, Intents& out) {
    const Popup popup("editor", anchor,
                      {.width = editor_width,
                       .height_max = editor_height,
                       .padding = editor_padding,
                       .focus_back = quiet_id("edit")});
    if (!popup.shown()) return;
    const std::string count = count_words(desk, options, rows.size());
    heading(2, desk.texts.format("list.bulk_title", {count}));
    space(8);
    field_choice(desk, state, info);
    const Field* field = info.find_field(state.bulk.field);
    std::optional<Value> value;
    if (field != nullptr) {
        space(8);
        value = value_ui(desk, state, info, *field);
    }
    space(12);
    ButtonOptions look;
    look.kind = ButtonKind::primary;
    look.width = -1;
    // Left as it is, the field is emptied; a box that is not ticked and the first choice are values like others.
    const bool empties =
        value && is_absent(*value) && field->type != FieldType::boolean && field->type != FieldType::choice;
    look.enabled = value && state.bulk.form.errors.empty() && !(empties && field->need == Need::required);
    look.why_disabled = desk.texts.label("list.value_missing");
    const std::string_view words = empties ? "list.bulk_empty" : "list.bulk_apply";
    if (!button("apply", desk.texts.format(words, {count}), look)) return;
    const std::string label(desk.texts.label(label_key(info, *field)));
    const std::string title =
        desk.texts.format("list.bulk_changed", {label, value_words(desk.db, info, *field, *value, desk.texts), count});
    out.push_back(change_all(desk, info, rows, {info.index_of(*field), {}, *value}, title));
    state.bulk = {};
    close_popup();
}

}  // namespace

std::vector<Id128> selected_rows(const ListState& state) {
    std::vector<Id128> rows;
    // Asked in each frame while something is selected: the few keys are read, not the many rows written.
    std::vector<Id128> selected;
    for (const std::string& key : state.table.selected) {
        if (const Result<Id128> id = parse_id(key)) selected.push_back(*id);
    }
    if (selected.empty()) return rows;
    std::ranges::sort(selected);
    std::ranges::copy_if(state.view.rows, std::back_inserter(rows),
                         [&](Id128 id) { return std::ranges::binary_search(selected, id); });
    return rows;
}

float bulk_height(const ListState& state) { return state.table.selected.empty() ? 0 : bar_height; }

std::string bulk_bar(const Desk& desk, ListState& state, const EntityInfo& info, const BulkOptions& options,
                     Intents& out) {
    if (state.table.selected.empty()) return {};
    const IdScope scope("bulk");
    const std::vector<Id128> rows = selected_rows(state);
    const Group group("actions", mirror::Role::toolbar, desk.texts.label("list.bulk"));
    const std::string count = count_words(desk, options, rows.size());
    space((bar_height - size::button) / 2);
    text(desk.texts.format("list.bulk_selected", {count}), {.style = TextStyle::body_medium, .line = size::button});
    const std::string_view change = desk.texts.label("list.bulk_edit");
    const std::string_view erase = desk.texts.label("list.delete");
    const std::string_view release = desk.texts.label("list.bulk_clear");
    float width = button_width(change, Icon::pencil) + button_width(erase, Icon::trash) + button_width(release) + 16;
    for (const Option& option : options.more) width += button_width(option.label, option.icon) + 8;
    // At the right: messages about what was done stand in the middle.
    beside_right(width);
    const bool too_many = rows.size() > bulk_rows_max;
    const std::string limit = desk.texts.count("list.bulk_too_many", static_cast<std::int64_t>(bulk_rows_max));
    ButtonOptions may;
    may.enabled = desk.by.may(Right::edit) && !rows.empty() && !too_many;
    may.why_disabled = too_many ? std::string_view(limit) : desk.texts.label("refusal.not_permitted");
    std::string taken;
    for (const Option& option : options.more) {
        ButtonOptions look = may;
        look.icon = option.icon;
        if (may.enabled && !option.enabled) look.why_disabled = options.why_not;
        look.enabled = may.enabled && option.enabled;
        if (button(option.key, option.label, look)) taken = option.key;
        beside(8);
    }
    ButtonOptions edit = may;
    edit.icon = Icon::pencil;
    if (may.enabled && !options.why_not.empty()) edit.why_disabled = options.why_not;
    edit.enabled = may.enabled && options.why_not.empty();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (button("edit", change, edit)) {
        state.bulk = {};
        open_popup("editor");
    }
    edit_popup(desk, state, info, options, rows, box_of(at, ImGui::GetItemRectMax()), out);
    beside(8);
    ButtonOptions remove = edit;
    remove.icon = Icon::trash;
    remove.enabled = edit.enabled && desk.by.may(options.delete_right);
    if (button("delete", erase, remove)) {
        out.push_back(delete_all(desk, info, rows, desk.texts.format("list.bulk_deleted", {count})));
    }
    beside(8);
    ButtonOptions clear;
    clear.kind = ButtonKind::quiet;
    if (button("clear", release, clear)) state.table.selected.clear();
    return taken;
}

}  // namespace pupitre::ui
