// The frame around every screen: navigation, top bar, strips, toasts, the sheet of keyboard shortcuts. It draws itself,
// says where content and panel go, and turns the shortcuts that work everywhere into intents.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "web-ui/screens/history.h"
#include "web-ui/screens/quick_search.h"
#include "web-ui/screens/screen.h"
#include "web-ui/screens/sync_words.h"
#include "web-ui/theme/draw.h"
#include "web-ui/widgets/surfaces.h"

namespace pupitre::ui {

/// What the frame shows, already worded. Rebuilt when data, state or language changes.
struct ShellView {
    std::string firm;
    std::string member;
    std::string email;
    bool demo = false;
    std::int64_t open_tasks = 0;
    std::int64_t clients = 0;
    std::int64_t pending = 0;
    std::int64_t to_settle = 0;
    std::int64_t unread = 0;  // Notices in the inbox.
    StateWords sync;
    std::optional<OfflineCard> offline;
    std::vector<Strip> strips;
};
ShellView shell_view(const Desk& desk, const SyncFacts& facts);

struct ShellState {
    QuickSearchState search;
    HistoryState history;
    Toasts toasts;
    std::optional<Intent> toast_intent;  // What the toast's action does.
    ThemeChoice theme = ThemeChoice::system;
    bool shortcuts_on = true;
    bool shortcuts_shown = false;
    double go_pressed_ms = -1;  // When "G" was pressed: the next letter says where to.
};

/// Where things stand on a page of this size.
struct ShellLayout {
    Box navigation;  // No width on a narrow page.
    Box top_bar;
    Box strips;
    Box content;
    Box panel;       // No width when closed.
    Box bottom_bar;  // No height on a wide page.
    bool panel_covers_page = false;
};
ShellLayout shell_layout(float width, float height, bool narrow, bool panel_open, std::size_t strips);

/// Everything but content and panel. Those are drawn by the caller between this and shell_overlays_ui.
void shell_ui(const Desk& desk, const ShellView& view, const ShellLayout& layout, const UndoHistory& history,
              ShellState& state, Intents& out);
/// Says at the foot of the page what was done or why it was not; at most one action, for at least ten seconds.
void notify(ShellState& state, std::string words, std::string action = {}, std::optional<Intent> intent = {});
/// What floats above content and panel.
void shell_overlays_ui(const Desk& desk, ShellState& state, Intents& out);

/// The shortcuts that work on every screen. Call after the screens, which take their own keys first.
void shell_shortcuts(const Desk& desk, ShellState& state, Intents& out);

}  // namespace pupitre::ui
