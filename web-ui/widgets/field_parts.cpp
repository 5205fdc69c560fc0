// The shared parts of fields.
#include "web-ui/widgets/field_parts.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <imgui.h>

#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui::parts {
namespace {

std::map<mirror::NodeId, Draft>& drafts() {
    static std::map<mirror::NodeId, Draft> all;
    return all;
}

std::string masked_text(std::string_view text) {
    std::string dots;
    for (const char c : text) {
        // One dot for each letter, not for each byte of it.
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) dots += "•";
    }
    return dots;
}

}  // namespace

void field_label(std::string_view label, const FieldOptions& options) {
    if (options.label_hidden) return;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float room = options.width > 0 ? options.width : available_width();
    const float star = options.required ? text_width(TextStyle::small_medium, " *") : 0;
    const float width = std::min(std::ceil(text_width(TextStyle::small_medium, label)), room - star);
    ImGui::Dummy({room, 18});
    draw_text_in(canvas(), {at.x, at.y, width, 18}, TextStyle::small_medium, palette().soft, label);
    if (options.required) draw_text(canvas(), {at.x + width, at.y}, TextStyle::small_medium, palette().bad, " *");
    space(4);
}

void field_foot(const FieldOptions& options) {
    const bool wrong = !options.error.empty();
    const std::string_view shown = wrong ? options.error : options.hint;
    if (shown.empty()) return;
    space(4);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float room = options.width > 0 ? options.width : available_width();
    const float indent = wrong ? 19 : 0;
    const ImVec2 needed = wrapped_size(TextStyle::small, shown, room - indent);
    ImGui::Dummy({room, needed.y});
    const Color color = wrong ? palette().bad : palette().soft;
    if (wrong) draw_icon_in(canvas(), {at.x, at.y, 14, 18}, Icon::circle_alert, color, 14);
    draw_wrapped(canvas(), {at.x + indent, at.y}, TextStyle::small, color, shown, room - indent);
    // A hint is read with the field; what is wrong is read out as soon as it appears.
    if (!wrong) return;
    const Box box = {at.x, at.y, room, needed.y};
    mirror::tree().add(node_for_box(quiet_id("error"), box, mirror::Role::alert, shown));
}

void draw_field_box(const Box& box, const BoxLook& look) {
    const Palette& p = palette();
    ImDrawList* list = canvas();
    fill_box(list, box, look.enabled ? p.surface : p.bg, size::radius);
    if (look.focused) {
        draw_focus_ring(list, box, size::radius);
        if (look.invalid) stroke_box(list, box, p.bad, size::radius, 1.5F);
        return;
    }
    const Color line = look.invalid                   ? p.bad
                       : look.hovered && look.enabled ? blend(p.field_line, p.faint, 0.6F)
                                                      : p.field_line;
    stroke_box(list, box, line, size::radius);
}

mirror::Node field_node(const Item& item, mirror::Role role, std::string_view label, const FieldOptions& options) {
    mirror::Node node = node_for(item, role, label);
    node.focusable = options.enabled;
    node.disabled = !options.enabled;
    node.required = options.required;
    node.invalid = !options.error.empty();
    node.description = options.error.empty() ? options.hint : options.error;
    return node;
}

Draft& draft_of(mirror::NodeId id) { return drafts()[id]; }
void drop_draft(mirror::NodeId id) { drafts().erase(id); }

namespace {

/// What the person typed into the page's field since the last frame.
Edited take_typing(const Item& item, std::string& text, const LineOptions& options) {
    mirror::Tree& tree = mirror::tree();
    Edited edited;
    if (auto typed = tree.take_text(item.id); typed && options.field.enabled) {
        edited.changed = *typed != text;
        text = std::move(*typed);
        if (edited.changed) draft_of(item.id).edited = true;
    }
    edited.submitted = !options.leaves_enter && tree.take_key(item.id, "Enter");
    if ((tree.take_blur(item.id) || edited.submitted) && draft_of(item.id).edited) {
        edited.committed = true;
        draft_of(item.id).edited = false;
    }
    return edited;
}

}  // namespace

LineEdit line_edit(std::string_view id, std::string_view label, std::string& text, const LineOptions& options,
                   Item& item) {
    mirror::Tree& tree = mirror::tree();
    const FieldOptions& field = options.field;
    const float width = options.box_width > 0 ? options.box_width : field.width > 0 ? field.width : available_width();
    const float height = frame().narrow ? size::touch : size::field;
    item = place_item(id, {.width = width, .height = height, .enabled = field.enabled, .mouse = false});
    LineEdit result;
    result.focused = tree.has_focus(item.id);
    if (field.take_focus) tree.move_focus(item.id);
    result.edited = take_typing(item, text, options);

    const float left = field.icon == Icon::none ? size::cell_padding : 36;
    const float suffix = options.suffix.empty() ? 0 : std::ceil(text_width(TextStyle::body, options.suffix)) + 6;
    Item editor = item;
    editor.box.w -= options.trailing + (suffix > 0 ? suffix + 6 : 0);
    mirror::Node node = field_node(editor, options.role, label, field);
    node.value = text;
    node.editor.type = options.type;
    node.editor.autocomplete = options.autocomplete;
    node.editor.placeholder = field.placeholder;
    node.editor.input_mode = options.input_mode;
    node.editor.padding_left = left;
    node.editor.padding_right = options.trailing > 0 ? 4 : suffix > 0 ? 0 : size::cell_padding;
    node.editor.align_right = options.align_right;
    tree.add(std::move(node));

    if (!item.visible) return result;
    draw_field_box(item.box, {result.focused, !field.error.empty(), field.enabled, item.hovered});
    const Palette& p = palette();
    if (field.icon != Icon::none)
        draw_icon_in(canvas(), {item.box.x + 10, item.box.y, size::icon, height}, field.icon, p.soft);
    if (suffix > 0) {
        draw_text_in(canvas(), {item.box.right() - options.trailing - suffix - 6, item.box.y, suffix, height},
                     TextStyle::body, p.soft, options.suffix, Align::center);
    }
    if (result.focused) return result;
    // As wide as the page's own field will show it, so that words do not jump when the field gets the focus.
    const float right = options.trailing > 0 ? 4 : suffix > 0 ? 0 : options.align_right ? size::cell_padding : 4;
    const Box inner = {editor.box.x + left, item.box.y, editor.box.w - left - right, height};
    const Align align = options.align_right ? Align::right : Align::left;
    if (text.empty()) {
        draw_text_in(canvas(), inner, TextStyle::body, p.faint, field.placeholder, align);
    } else {
        draw_text_in(canvas(), inner, TextStyle::body, field.enabled ? p.text : p.soft,
                     options.masked ? masked_text(text) : text, align);
    }
    return result;
}

}  // namespace pupitre::ui::parts
