// One line and several lines of text.
#include <algorithm>
#include <cassert>

#include <imgui.h>

#include "web-ui/widgets/button.h"
#include "web-ui/widgets/field_parts.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {
namespace {

struct KindWords {
    std::string_view type, autocomplete;
};

KindWords words_of(TextKind kind) {
    switch (kind) {
    case TextKind::text: return {"text", "off"};
    case TextKind::email: return {"email", "email"};
    case TextKind::phone: return {"tel", "tel"};
    case TextKind::password: return {"password", "current-password"};
    case TextKind::new_password: return {"password", "new-password"};
    case TextKind::user_name: return {"email", "username"};
    case TextKind::search: return {"search", "off"};
    case TextKind::url: return {"url", "url"};
    }
    assert(false);
    return {"text", "off"};
}

// A small button inside the field's right end.
bool inner_button(std::string_view id, const Box& field, Icon icon, std::string_view label) {
    const Box box = {field.right() - 32, field.y + (field.h - 28) / 2, 28, 28};
    const Item item = item_at(id, box);
    mirror::Node node = node_for(item, mirror::Role::button, label);
    node.focusable = true;
    mirror::tree().add(std::move(node));
    if (item.visible) {
        if (item.hovered) fill_box(canvas(), box, palette().hover, size::radius_label);
        draw_icon_in(canvas(), box, icon, palette().soft);
        if (item.ring) draw_focus_ring(canvas(), box, size::radius_label);
    }
    return item.clicked;
}

}  // namespace

Edited text_field(std::string_view id, std::string_view label, std::string& value, const TextFieldOptions& options) {
    const IdScope scope(id);
    ImGui::BeginGroup();
    parts::field_label(label, options.field);
    const bool secret = options.kind == TextKind::password || options.kind == TextKind::new_password;
    const bool search = options.kind == TextKind::search;
    bool* shown = ImGui::GetStateStorage()->GetBoolRef(quiet_id("shown"), false);
    const KindWords kind = words_of(options.kind);
    parts::LineOptions line;
    line.field = options.field;
    if (search && line.field.icon == Icon::none) line.field.icon = Icon::search;
    line.type = secret && *shown ? "text" : kind.type;
    line.leaves_enter = options.leaves_enter;
    line.autocomplete = options.autocomplete.empty() ? kind.autocomplete : options.autocomplete;
    line.masked = secret && !*shown;
    line.trailing = secret || (search && !value.empty()) ? 34 : 0;
    line.role = search ? mirror::Role::searchbox : mirror::Role::textbox;
    Item item;
    Edited edited = parts::line_edit("field", label, value, line, item).edited;
    if (secret && inner_button("show", item.box, *shown ? Icon::eye_off : Icon::eye,
                               *shown ? words().hide_password : words().show_password)) {
        *shown = !*shown;
    }
    if (search && line.trailing > 0 && inner_button("clear", item.box, Icon::close, words().clear)) {
        value.clear();
        edited.changed = edited.committed = true;
        mirror::tree().move_focus(item.id);
    }
    parts::field_foot(options.field);
    ImGui::EndGroup();
    return edited;
}

Edited long_text(std::string_view id, std::string_view label, std::string& value, int rows,
                 const FieldOptions& options) {
    const IdScope scope(id);
    mirror::Tree& tree = mirror::tree();
    ImGui::BeginGroup();
    parts::field_label(label, options);
    const float width = options.width > 0 ? options.width : available_width();
    const float height = static_cast<float>(rows) * 20 + 16;
    const Item item =
        place_item("field", {.width = width, .height = height, .enabled = options.enabled, .mouse = false});
    const bool focused = tree.has_focus(item.id);
    if (options.take_focus) tree.move_focus(item.id);
    Edited edited;
    if (auto typed = tree.take_text(item.id); typed && options.enabled) {
        edited.changed = *typed != value;
        value = std::move(*typed);
        if (edited.changed) parts::draft_of(item.id).edited = true;
    }
    edited.submitted = focused && tree.take_shortcut("Enter", true);
    if ((tree.take_blur(item.id) || edited.submitted) && parts::draft_of(item.id).edited) {
        edited.committed = true;
        parts::draft_of(item.id).edited = false;
    }
    mirror::Node node = parts::field_node(item, mirror::Role::textbox, label, options);
    node.value = value;
    node.editor.type = "multiline";
    node.editor.placeholder = options.placeholder;
    node.editor.padding_top = 8;
    tree.add(std::move(node));
    if (item.visible) {
        parts::draw_field_box(item.box, {focused, !options.error.empty(), options.enabled, item.hovered});
        if (!focused) {
            const bool empty = value.empty();
            ImGui::PushClipRect({item.box.x, item.box.y + 4}, {item.box.right(), item.box.bottom() - 4}, true);
            draw_wrapped(canvas(), {item.box.x + 12, item.box.y + 8}, TextStyle::body,
                         empty ? palette().faint : palette().text,
                         empty ? options.placeholder : std::string_view(value), width - 24);
            ImGui::PopClipRect();
        }
    }
    parts::field_foot(options);
    ImGui::EndGroup();
    return edited;
}

}  // namespace pupitre::ui
