// Layout of the frame, its view, and the shortcuts that work everywhere.
#include "web-ui/screens/shell.h"

#include <algorithm>

#include "core/crm/portal.h"
#include "core/firm/firm.h"
#include "core/work/task.h"
#include "web-ui/mirror/tree.h"
#include "web-ui/screens/inbox.h"
#include "web-ui/screens/shell_parts.h"
#include "web-ui/widgets/frame.h"

namespace pupitre::ui {

namespace {

constexpr float strip_height = 40;
constexpr float content_width_min = 420;  // Below this the panel stands over the content instead of beside it.
constexpr double go_wait_ms = 1500;       // How long "G" waits for its second letter.

std::int64_t open_tasks_of(const Database& db, TeamMemberId member) {
    std::int64_t count = 0;
    db.for_each_with<&Task::assignee>(member, [&](const Task& task) {
        count += task.status != WorkStatus::done && task.status != WorkStatus::cancelled ? 1 : 0;
    });
    return count;
}

std::int64_t active_clients(const Database& db) {
    std::int64_t count = 0;
    db.for_each<Client>([&](const Client& client) { count += client.inactive ? 0 : 1; });
    return count;
}

void go_to(Screen screen, Intents& out) {
    Route route;
    route.screen = screen;
    out.push_back(Go{route});
}

/// "C": a new client among clients, otherwise a new task, in the open client's file if there is one.
void create(const Desk& desk, Intents& out) {
    Route route = desk.route;
    route.panel = {};
    route.panel.table = route.screen == Screen::clients ? "client" : "task";
    if (route.screen == Screen::client) route.panel.client = route.record;
    if (route.screen != Screen::clients && route.screen != Screen::client && route.screen != Screen::work) {
        route.screen = Screen::work;
        route.query.clear();
    }
    out.push_back(Go{route});
}

void go_by_letters(ShellState& state, Intents& out) {
    mirror::Tree& tree = mirror::tree();
    // Both letters may come in one frame: the first of them first.
    if (tree.take_shortcut("g")) state.go_pressed_ms = frame().now_ms;
    const bool waiting = state.go_pressed_ms >= 0 && frame().now_ms - state.go_pressed_ms < go_wait_ms;
    if (waiting) {
        const std::pair<const char*, Screen> ways[] = {{"c", Screen::clients},        {"t", Screen::work},
                                                       {"i", Screen::import_clients}, {"a", Screen::pending},
                                                       {"n", Screen::inbox},          {"p", Screen::settings}};
        for (const auto& [letter, screen] : ways) {
            if (!tree.take_shortcut(letter)) continue;
            state.go_pressed_ms = -1;
            go_to(screen, out);
            return;
        }
    }
}

}  // namespace

ShellView shell_view(const Desk& desk, const SyncFacts& facts) {
    ShellView view;
    if (const Firm* firm = desk.db.find(the_firm)) {
        view.firm = firm->name;
        view.demo = firm->demo;
    }
    if (const TeamMember* member = desk.db.find(desk.by.actor)) {
        view.member = member->full_name();
        view.email = member->email;
    }
    if (const PortalAccess* access = access_of(desk.db, desk.by.actor)) {
        const Portal* portal = desk.db.find(access->portal);
        view.firm = portal != nullptr ? portal->firm_name : std::string{};
        view.member = access->name;
    }
    view.open_tasks = open_tasks_of(desk.db, desk.by.actor);
    view.clients = active_clients(desk.db);
    view.unread = unread_notices(desk.db, desk.by.actor);
    view.pending = static_cast<std::int64_t>(facts.pending + facts.unsaved);
    view.to_settle = static_cast<std::int64_t>(facts.to_settle + facts.broken);
    view.sync = sync_line(facts, desk.texts, desk.utc_offset_minutes);
    view.offline = offline_card(facts, desk.texts);
    view.strips = sync_strips(facts, desk.texts);
    if (view.demo) {
        Route settings;
        settings.screen = Screen::settings;
        settings.tab = "demo";
        view.strips.push_back({"demo", Tone::violet, Icon::info, std::string(desk.texts.label("shell.strip.demo")),
                               std::string(desk.texts.label("shell.strip.demo_action")), Go{settings}});
    }
    return view;
}

ShellLayout shell_layout(float width, float height, bool narrow, bool panel_open, std::size_t strips) {
    ShellLayout layout;
    if (narrow && panel_open) {
        layout.panel = {0, 0, width, height};
        layout.panel_covers_page = true;
        return layout;
    }
    const float left = narrow ? 0 : size::navigation;
    const float top = narrow ? size::top_bar + 8 : size::top_bar;
    const float foot = narrow ? size::bottom_bar : 0;
    if (!narrow) layout.navigation = {0, 0, left, height};
    layout.top_bar = {left, 0, width - left, top};
    layout.strips = {left, top, width - left, static_cast<float>(strips) * strip_height};
    layout.content = {left, layout.strips.bottom(), width - left, height - layout.strips.bottom() - foot};
    layout.bottom_bar = {0, height - foot, width, foot};
    if (panel_open) {
        const float panel = std::min(size::side_panel, layout.content.w);
        layout.panel = {width - panel, layout.content.y, panel, layout.content.h};
        if (layout.content.w - panel >= content_width_min) layout.content.w -= panel;
    }
    return layout;
}

void shell_ui(const Desk& desk, const ShellView& view, const ShellLayout& layout, const UndoHistory& history,
              ShellState& state, Intents& out) {
    if (layout.panel_covers_page) return;
    if (layout.navigation.w > 0) parts::navigation_ui(desk, view, layout.navigation, out);
    parts::top_bar_ui(desk, view, layout.top_bar, history, state, out);
    if (layout.strips.h > 0) parts::strips_ui(view, layout.strips, out);
    if (layout.bottom_bar.h > 0) parts::bottom_bar_ui(desk, view, layout.bottom_bar, out);
}

void shell_overlays_ui(const Desk& desk, ShellState& state, Intents& out) {
    if (state.shortcuts_shown) parts::shortcuts_sheet_ui(desk, state);
    if (!toasts_ui(state.toasts).empty() && state.toast_intent) out.push_back(*state.toast_intent);
}

void notify(ShellState& state, std::string words, std::string action, std::optional<Intent> intent) {
    state.toast_intent = std::move(intent);
    show_toast(state.toasts, {.key = "toast", .words = std::move(words), .action = std::move(action)});
}

void shell_shortcuts(const Desk& desk, ShellState& state, Intents& out) {
    mirror::Tree& tree = mirror::tree();
    if (tree.take_shortcut("z", true, true) || tree.take_shortcut("Z", true, true) || tree.take_shortcut("y", true)) {
        out.push_back(Redo{});
    }
    if (tree.take_shortcut("z", true)) out.push_back(Undo{});
    if (tree.take_shortcut("s", true)) out.push_back(SyncNow{});
    if (tree.take_shortcut("Escape")) {
        if (state.shortcuts_shown) {
            state.shortcuts_shown = false;
        } else {
            out.push_back(GoBack{});
        }
    }
    if (!state.shortcuts_on) return;
    if (tree.take_shortcut("?")) state.shortcuts_shown = !state.shortcuts_shown;
    go_by_letters(state, out);
    if (tree.take_shortcut("c")) create(desk, out);
}

}  // namespace pupitre::ui
