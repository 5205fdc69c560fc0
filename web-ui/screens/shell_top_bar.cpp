// The bar at the top: search, where things stand, the history, who is signed in; and the strips below it.
#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "web-ui/screens/shell_parts.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/option_list.h"
#include "web-ui/widgets/popup.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui::parts {

namespace {

constexpr float avatar_size = 28;

/// "● 3 en attente · à jour à 14:02": leads to what waits.
void sync_line_ui(const ShellView& view, float right, const Box& bar, Intents& out) {
    const float width = std::ceil(text_width(TextStyle::small, view.sync.words)) + 16;
    const Item item = item_at("sync", {right - width, bar.y + (bar.h - 28) / 2, width, 28});
    mirror::Node node = node_for(item, mirror::Role::button, view.sync.words);
    node.focusable = true;
    mirror::tree().add(std::move(node));
    const Color color = item.hovered ? palette().text : palette().soft;
    canvas()->AddCircleFilled({item.box.x + 4, item.box.y + item.box.h / 2}, 4, tone_color(view.sync.tone));
    draw_text_in(canvas(), {item.box.x + 16, item.box.y, width - 16, item.box.h}, TextStyle::small, color,
                 view.sync.words);
    if (item.ring) draw_focus_ring(canvas(), item.box.inset(-6, 0), size::radius);
    Route pending;
    pending.screen = Screen::pending;
    if (item.clicked) out.push_back(Go{pending});
}

std::vector<Option> theme_options(const Texts& texts) {
    return {{.key = "system", .label = std::string(texts.label("settings.theme.system"))},
            {.key = "light", .label = std::string(texts.label("settings.theme.light"))},
            {.key = "dark", .label = std::string(texts.label("settings.theme.dark"))}};
}

void account_menu(const Desk& desk, const ShellView& view, ShellState& state, Intents& out) {
    text(view.member, {.style = TextStyle::body_strong});
    text(view.email, {.style = TextStyle::small, .color = palette().soft});
    if (frame().narrow) text(view.sync.words, {.style = TextStyle::small, .color = tone_color(view.sync.tone)});
    space(12);
    text(desk.texts.label("settings.language"), {.style = TextStyle::small_medium, .color = palette().soft});
    space(4);
    const std::vector<Option> languages = {
        {.key = "fr", .label = std::string(desk.texts.label("settings.language.french"))},
        {.key = "en", .label = std::string(desk.texts.label("settings.language.english"))}};
    std::string language = desk.texts.language() == Language::french ? "fr" : "en";
    if (segmented("language", desk.texts.label("settings.language"), language, languages)) {
        out.push_back(SetLanguage{language == "fr" ? Language::french : Language::english});
    }
    space(12);
    text(desk.texts.label("settings.theme"), {.style = TextStyle::small_medium, .color = palette().soft});
    space(4);
    const char* const names[] = {"system", "light", "dark"};
    std::string theme = names[static_cast<std::size_t>(state.theme)];
    if (segmented("theme", desk.texts.label("settings.theme"), theme, theme_options(desk.texts))) {
        out.push_back(SetTheme{theme == "system"  ? ThemeChoice::system
                               : theme == "light" ? ThemeChoice::light
                                                  : ThemeChoice::dark});
    }
    separator(12);
    const std::vector<Option> actions = {
        {.key = "shortcuts",
         .label = std::string(desk.texts.label("shell.shortcuts")),
         .detail = "?",
         .icon = Icon::keyboard},
        {.key = "leave", .label = std::string(desk.texts.label("shell.sign_out")), .icon = Icon::log_out}};
    const auto taken = option_list("actions", {.options = actions, .label = view.member, .is_menu = true});
    if (!taken) return;
    close_popup();
    if (*taken == "shortcuts") state.shortcuts_shown = true;
    if (*taken == "leave") out.push_back(AskToLeave{});
}

/// The bell: how much is new, as a number; leads to the inbox.
void bell_ui(const Desk& desk, const ShellView& view, const Box& box, Intents& out) {
    const Item item = item_at("inbox", box);
    const std::string words =
        view.unread > 0 ? desk.texts.count("inbox.bell", view.unread) : std::string(desk.texts.label("inbox.title"));
    mirror::Node node = node_for(item, mirror::Role::button, words);
    node.focusable = true;
    mirror::tree().add(std::move(node));
    const bool here = desk.route.screen == Screen::inbox;
    if (item.hovered) fill_box(canvas(), item.box, palette().hover, size::radius);
    if (item.ring) draw_focus_ring(canvas(), item.box, size::radius);
    draw_icon_in(canvas(), item.box, Icon::bell, here ? palette().accent : palette().soft);
    if (item.hovered) tooltip(words);
    if (view.unread > 0) {
        const std::string count = view.unread > 99 ? "99+" : std::to_string(view.unread);
        const float width = std::max(16.0F, std::ceil(text_width(TextStyle::tiny, count)) + 8);
        const Box mark = {item.box.x + item.box.w / 2 + 2, item.box.y + item.box.h / 2 - 15, width, 16};
        fill_box(canvas(), mark, palette().accent, 8);
        draw_text_in(canvas(), mark, TextStyle::tiny, palette().on_accent, count, Align::center);
    }
    Route inbox;
    inbox.screen = Screen::inbox;
    if (item.clicked) out.push_back(Go{inbox});
}

void account_ui(const Desk& desk, const ShellView& view, float right, const Box& bar, ShellState& state, Intents& out) {
    const Box box = {right - avatar_size, bar.y + (bar.h - avatar_size) / 2, avatar_size, avatar_size};
    const Item item = item_at("account", box);
    mirror::Node node = node_for(item, mirror::Role::button, desk.texts.format("shell.account", {view.member}));
    node.focusable = true;
    node.popup = true;
    if (frame().narrow) node.description = view.sync.words;
    node.expanded = popup_is_open("account_menu") ? mirror::State::yes : mirror::State::no;
    mirror::tree().add(std::move(node));
    draw_avatar(canvas(), box, view.member);
    if (frame().narrow) {
        // No room for words: whether all is sent shows as a dot, the words stand in the menu.
        const ImVec2 corner = {box.right() - 4, box.bottom() - 4};
        canvas()->AddCircleFilled(corner, 6, palette().surface);
        canvas()->AddCircleFilled(corner, 4, tone_color(view.sync.tone));
    }
    if (item.ring) draw_focus_ring(canvas(), box, avatar_size / 2);
    if (item.clicked) open_popup("account_menu");
    const Popup popup("account_menu", box,
                      {.width = 264, .height_max = 480, .padding = 12, .align_right = true, .focus_back = item.id});
    if (popup.shown()) account_menu(desk, view, state, out);
}

}  // namespace

void top_bar_ui(const Desk& desk, const ShellView& view, const Box& box, const UndoHistory& history, ShellState& state,
                Intents& out) {
    const bool narrow = frame().narrow;
    const Area area("top", box, {.scrolls = false, .background = palette().surface, .role = mirror::Role::banner});
    horizontal_line(canvas(), box.x, box.bottom() - 1, box.w, palette().line);
    const float margin = narrow ? 12 : size::panel_padding;
    const float history_width = narrow ? size::touch : icon_button_width;
    float right = box.right() - margin;

    const float search_right = narrow ? right - avatar_size - 2 * history_width - 12 : box.x + margin + 420;
    const float field_height = narrow ? size::touch : size::field;
    quick_search_ui(
        desk, {box.x + margin, box.y + (box.h - 1 - field_height) / 2, search_right - box.x - margin, field_height},
        state.search, state.shortcuts_on, out);

    const float history_x = right - avatar_size - 8 - history_width;
    const float bell_x = history_x - history_width - (narrow ? 0.0F : 8.0F);
    if (!narrow) sync_line_ui(view, bell_x - 6, box, out);
    bell_ui(desk, view, {bell_x, box.y + (box.h - 1 - history_width) / 2, history_width, history_width}, out);
    ImGui::SetCursorScreenPos({history_x, box.y + (box.h - 1 - history_width) / 2});
    history_button(desk, history, state.history, out);
    account_ui(desk, view, right, box, state, out);
}

void strips_ui(const ShellView& view, const Box& box, Intents& out) {
    const Area area("strips", box, {.scrolls = false, .role = mirror::Role::group});
    const float height = box.h / static_cast<float>(view.strips.size());
    const float margin = frame().narrow ? 12 : size::panel_padding;
    float y = box.y;
    for (const Strip& strip : view.strips) {
        const IdScope scope(strip.id);
        const Box line = {box.x, y, box.w, height};
        fill_box(canvas(), line, tone_soft(strip.tone));
        draw_icon_in(canvas(), {line.x + margin, line.y, size::icon, height}, strip.icon, tone_color(strip.tone));
        const float action =
            strip.action.empty() ? 0 : std::ceil(text_width(TextStyle::body_medium, strip.action)) + 16;
        ImGui::SetCursorScreenPos({line.x + margin + 26, line.y});
        text(strip.words, {.style = TextStyle::small, .width = line.w - 2 * margin - 26 - action, .line = height});
        if (action > 0) {
            ImGui::SetCursorScreenPos({line.right() - margin - action + 16, line.y + (height - 20) / 2});
            if (link("action", strip.action)) out.push_back(strip.intent);
        }
        y += height;
    }
}

}  // namespace pupitre::ui::parts
