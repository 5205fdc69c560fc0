// The navigation at the left; on a narrow page the bar at the bottom.
#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "web-ui/screens/shell_parts.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/navigation.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui::parts {

namespace {

constexpr float edge = 12;

void draw_logo(const Box& box) {
    fill_box(canvas(), box, palette().accent, size::radius);
    draw_text_in(canvas(), box, TextStyle::body_strong, palette().on_accent, "P", Align::center);
}

NavigationEntry entry_of(const Desk& desk, const Place& place, std::string_view label_key) {
    return {.icon = place.icon,
            .label = desk.texts.label(label_key),
            .count = static_cast<int>(place.count),
            .selected = is_current(place, desk.route),
            .attention = place.attention};
}

void go_to(const Place& place, Intents& out) {
    Route route;
    route.screen = place.screen;
    out.push_back(Go{route});
}

void offline_card_ui(const OfflineCard& card, const Box& navigation) {
    const float width = navigation.w - 2 * edge;
    const float words_height = wrapped_size(TextStyle::small, card.words, width - 24).y;
    const float height = words_height + 46;
    ImGui::SetCursorScreenPos({navigation.x + edge, navigation.bottom() - edge - height});
    const Card frame_of_card("offline", 12);
    dot(Tone::warn, 20);
    beside(8);
    text(card.title, {.style = TextStyle::body_strong});
    space(2);
    paragraph(card.words, {.style = TextStyle::small, .color = palette().soft});
}

}  // namespace

std::vector<Place> places(const ShellView& view) {
    std::vector<Place> all = {
        {Screen::work, Icon::work, "shell.nav.work", "shell.nav.work_short", view.open_tasks},
        {Screen::clients, Icon::clients, "shell.nav.clients", "shell.nav.clients", view.clients},
        {Screen::import_clients, Icon::upload, "shell.nav.import", "shell.nav.import", -1},
    };
    if (view.to_settle > 0) {
        all.push_back(
            {Screen::pending, Icon::to_settle, "shell.nav.to_settle", "shell.nav.to_settle", view.to_settle, true});
    } else {
        all.push_back({Screen::pending, Icon::send, "shell.nav.pending", "shell.nav.pending",
                       view.pending > 0 ? view.pending : -1, view.pending > 0});
    }
    all.push_back({Screen::settings, Icon::settings, "shell.nav.settings", "shell.nav.settings", -1});
    return all;
}

bool is_current(const Place& place, const Route& route) {
    return place.screen == route.screen || (place.screen == Screen::clients && route.screen == Screen::client);
}

void navigation_ui(const Desk& desk, const ShellView& view, const Box& box, Intents& out) {
    const Area area("navigation", box,
                    {.padding_x = edge,
                     .scrolls = false,
                     .background = palette().surface,
                     .role = mirror::Role::navigation,
                     .name = desk.texts.label("shell.navigation")});
    vertical_line(canvas(), box.right() - 1, box.y, box.h, palette().line);
    draw_logo({box.x + 20, box.y + 18, 28, 28});
    ImGui::SetCursorScreenPos({box.x + 58, box.y + 22});
    text(view.firm, {.style = TextStyle::body_strong, .width = box.w - 58 - edge});
    ImGui::SetCursorScreenPos({box.x + edge, box.y + 62});
    for (const Place& place : places(view)) {
        // What is asked for daily stands apart from what is set up once.
        if (place.screen == Screen::import_clients) space(14);
        if (navigation_entry(place.label_key, entry_of(desk, place, place.label_key))) go_to(place, out);
        space(2);
    }
    if (view.offline) offline_card_ui(*view.offline, box);
}

void bottom_bar_ui(const Desk& desk, const ShellView& view, const Box& box, Intents& out) {
    const Area area("bottom", box,
                    {.scrolls = false,
                     .background = palette().surface,
                     .role = mirror::Role::navigation,
                     .name = desk.texts.label("shell.navigation")});
    horizontal_line(canvas(), box.x, box.y, box.w, palette().line);
    const std::vector<Place> all = places(view);
    const float width = std::floor(box.w / static_cast<float>(all.size()));
    ImGui::SetCursorScreenPos({box.x, box.y});
    for (const Place& place : all) {
        if (bottom_entry(place.label_key, entry_of(desk, place, place.short_key), width)) go_to(place, out);
        beside(0);
    }
}

}  // namespace pupitre::ui::parts
