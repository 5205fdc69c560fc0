// What all fields share: label and hint lines, the box and its states, the page's text field over it.
// For the field widgets only.
#pragma once

#include <string>
#include <string_view>

#include "web-ui/widgets/field.h"
#include "web-ui/widgets/item.h"

namespace pupitre::ui::parts {

/// The line above the field.
void field_label(std::string_view label, const FieldOptions& options);
/// The line below: the error, else the hint, else nothing.
void field_foot(const FieldOptions& options);

struct BoxLook {
    bool focused = false;
    bool invalid = false;
    bool enabled = true;
    bool hovered = false;
};
void draw_field_box(const Box& box, const BoxLook& look);

/// A node for a text field with everything that FieldOptions say.
[[nodiscard]] mirror::Node field_node(const Item& item, mirror::Role role, std::string_view label,
                                      const FieldOptions& options);

/// Keeps what is being typed while a field has the focus, for fields whose value is not text.
struct Draft {
    std::string text;
    bool typing = false;  // The draft counts, not the value.
    bool edited = false;  // Something was typed since the focus came.
};
Draft& draft_of(mirror::NodeId id);
void drop_draft(mirror::NodeId id);

struct LineEdit {
    Edited edited;
    bool focused = false;
};
struct LineOptions {
    FieldOptions field = {};
    std::string_view type = "text";
    std::string_view autocomplete = "off";
    std::string_view input_mode = {};
    std::string_view suffix = {};
    bool masked = false;
    bool align_right = false;
    bool leaves_enter = false;  // Enter belongs to the list under the field.
    float trailing = 0;         // Room kept at the right for buttons inside the box.
    mirror::Role role = mirror::Role::textbox;
    float box_width = 0;
};
/// The one-line field itself, without label and foot. item receives the place it took.
LineEdit line_edit(std::string_view id, std::string_view label, std::string& text, const LineOptions& options,
                   Item& item);

/// The closed field of a choice or a picker. clicked means: open the list.
Item closed_list(std::string_view label, std::string_view shown, bool person, bool expanded, const FieldOptions& field,
                 float trailing);

}  // namespace pupitre::ui::parts
