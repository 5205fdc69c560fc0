// The pieces of the frame, one file each. For the shell only.
#pragma once

#include "web-ui/screens/shell.h"

namespace pupitre::ui::parts {

/// An entry of the navigation: only places that exist today.
struct Place {
    Screen screen = Screen::work;
    Icon icon = Icon::none;
    std::string_view label_key;
    std::string_view short_key;  // For the bottom bar of a narrow page.
    std::int64_t count = -1;     // None when negative.
    bool attention = false;      // The count asks for something.
};
std::vector<Place> places(const ShellView& view);
[[nodiscard]] bool is_current(const Place& place, const Route& route);

void navigation_ui(const Desk& desk, const ShellView& view, const Box& box, Intents& out);
void bottom_bar_ui(const Desk& desk, const ShellView& view, const Box& box, Intents& out);
void top_bar_ui(const Desk& desk, const ShellView& view, const Box& box, const UndoHistory& history, ShellState& state,
                Intents& out);
void strips_ui(const ShellView& view, const Box& box, Intents& out);
void shortcuts_sheet_ui(const Desk& desk, ShellState& state);

}  // namespace pupitre::ui::parts
