// One element of the accessibility mirror: what a widget is, says and allows, and where it stands on the page.
#pragma once

#include <cstdint>
#include <string>

namespace pupitre::ui::mirror {

/// Identity of a node: Dear ImGui's id of the widget. Zero is the page itself.
using NodeId = std::uint32_t;

/// Which HTML element stands for the node; the page's side of this list is in assets/shell/mirror.mjs, in this order.
enum class Role : std::uint8_t {
    group,
    region,
    navigation,
    main,
    banner,
    heading,
    text,
    button,
    link,
    textbox,
    searchbox,
    checkbox,
    toggle,
    radiogroup,
    radio,
    combobox,
    listbox,
    option,
    grid,
    row,
    columnheader,
    gridcell,
    tablist,
    tab,
    tabpanel,
    dialog,
    status,
    alert,
    progressbar,
    image,
    form,
    menu,
    menuitem,
    list,
    listitem,
    toolbar,
    note,
};

enum class State : std::uint8_t { absent, no, yes, mixed };

struct Rect {
    float x = 0, y = 0, w = 0, h = 0;
    bool operator==(const Rect&) const = default;
};

/// How the page's own text field must look and behave while it stands over its widget. Empty type: not a text field.
struct Editor {
    std::string type;          // text, email, tel, password, search, multiline
    std::string autocomplete;  // As HTML names them: username, current-password, off …
    std::string placeholder;
    std::string input_mode;  // numeric, decimal, or empty
    float font_size = 14;
    float line_height = 20;
    int weight = 400;
    float padding_left = 12, padding_right = 12, padding_top = 0;
    bool align_right = false;
    bool wants_enter = false;  // In a long text: Enter is the widget's, Shift+Enter makes a line.
    bool operator==(const Editor&) const = default;
};

struct Node {
    NodeId id = 0;
    NodeId parent = 0;
    Role role = Role::group;
    std::string name;         // What a person would call it.
    std::string value;        // Text in a field, chosen words of a list, value text of a bar.
    std::string description;  // Hint or error, read after the name.
    Rect rect;                // On the page, CSS pixels.
    Rect clip;                // The part of the page it may be seen through.

    bool focusable = false;
    bool disabled = false;
    bool required = false;
    bool invalid = false;
    bool modal = false;    // A dialog: everything else is out of reach.
    bool popup = false;    // Opens a list or a menu.
    bool covered = false;  // Something floats over it: its text field must not take the mouse.
    State checked = State::absent;
    State selected = State::absent;
    State expanded = State::absent;
    State pressed = State::absent;
    State current = State::absent;
    int level = 0;                                                         // Of a heading.
    int row_count = 0, column_count = 0, row_index = 0, column_index = 0;  // From 1, the table head is row 1.
    int sort = 0;                                                          // Column head: 1 upward, -1 downward.
    int percent = -1;                                                      // Of a progress bar.
    NodeId active = 0;  // The row or option the keyboard is on, inside a grid or list that has the focus.
    Editor editor;

    bool operator==(const Node&) const = default;
};

}  // namespace pupitre::ui::mirror
