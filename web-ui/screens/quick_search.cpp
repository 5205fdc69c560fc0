// Searching two lists and showing the best of both below the field, and then the actions.
#include "web-ui/screens/quick_search.h"

#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "core/crm/client_list.h"
#include "core/text/format.h"
#include "core/work/work_list.h"
#include "web-ui/screens/quick_actions.h"
#include "web-ui/screens/work_look.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/option_list.h"
#include "web-ui/widgets/popup.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr std::size_t shown_max = 6;  // Of each kind.

Option client_option(const Client& client, const Texts& texts) {
    return {.key = "client:" + to_text(client.id.value),
            .label = client.name,
            .detail = client.reference.empty() ? std::string(texts.label("client")) : client.reference,
            .icon = Icon::clients};
}

Option work_option(const Database& db, const WorkItem& item, const Texts& texts, Date today) {
    const Client* client = db.find(item.client);
    const std::string_view table = table_of(item.kind);
    std::string detail = client != nullptr ? client->name : std::string(texts.label(table));
    if (item.due_on) detail += " · " + format_short_date(*item.due_on, today, texts.language());
    return {.key = std::string(table) + ":" + to_text(item.id),
            .label = item.title,
            .detail = std::move(detail),
            .icon = icon_of(item.kind)};
}

void draw_shortcut(const Box& box) {
    const float width = std::ceil(text_width(TextStyle::tiny, "Ctrl K")) + 12;
    ImGui::SetCursorScreenPos({box.right() - width - 8, box.y + (box.h - 20) / 2});
    key_hint("Ctrl K");
}

void counts_ui(const QuickResults& found, const Texts& texts) {
    separator(4);
    ImGui::Indent(10);
    const std::string counts = texts.count("shell.search.clients", static_cast<std::int64_t>(found.clients)) + " · " +
                               texts.count("shell.search.work", static_cast<std::int64_t>(found.work));
    text(counts, {.style = TextStyle::small, .color = palette().soft, .line = 28});
    ImGui::Unindent(10);
}

void results_ui(const Desk& desk, mirror::NodeId field, QuickSearchState& state, Intents& out) {
    const QuickResults& found = state.found;
    if (found.options.empty()) {
        ImGui::Indent(10);
        text(desk.texts.label("shell.search.nothing"), {.color = palette().soft, .line = 34});
        ImGui::Unindent(10);
        return;
    }
    const auto taken = parts::option_list(
        "results", {.options = found.options, .label = desk.texts.label("shell.search"), .keys_from = field});
    if (!state.typed.empty()) counts_ui(found, desk.texts);
    if (!taken) return;
    if (is_quick_action(*taken)) {
        take_quick_action(desk, *taken, out);
    } else {
        out.push_back(Go{route_of_result(*taken)});
    }
    state.typed.clear();
    state.called = false;
    close_popup();
}
void results_popup_ui(const Desk& desk, const Box& box, mirror::NodeId field, QuickSearchState& state, Intents& out) {
    const float width = frame().narrow ? frame().width - 24 : std::max(box.w, 420.0F);
    const Popup popup("quick_results", box, {.width = width, .height_max = 520, .focus_back = field});
    if (!popup.shown()) return;
    if (state.typed.empty() && !state.called) {
        close_popup();
        return;
    }
    if (state.found_for != state.typed || state.found_at != desk.revision) {
        if (state.search == nullptr) state.search = std::make_unique<QuickSearch>(desk.schema());
        state.found =
            state.typed.empty() ? QuickResults{} : state.search->find(desk.db, state.typed, desk.texts, desk.by.today);
        std::vector<Option> actions = quick_actions(desk, state.typed);
        if (!actions.empty()) actions.front().separated = !state.found.options.empty();
        std::ranges::move(actions, std::back_inserter(state.found.options));
        state.found_for = state.typed;
        state.found_at = desk.revision;
    }
    results_ui(desk, field, state, out);
}

}  // namespace

QuickSearch::QuickSearch(const Schema& schema) :
    clients_(client_list_model(schema).sources), work_(work_list_model(schema, {}).sources) {
    clients_.set_order(list_order(client_list_model(schema), {}));
    const ListModel work = work_list_model(schema, {});
    work_.set_order(list_order(work, {}));
    work_.set_filter(list_filter(work, {unfinished_work()}, {}));
}

QuickResults QuickSearch::find(const Database& db, std::string_view typed, const Texts& texts, Date today) {
    QuickResults results;
    clients_.set_search(typed);
    work_.set_search(typed);
    const std::vector<Id128>& clients = clients_.rows(db);
    const std::vector<Id128>& work = work_.rows(db);
    results.clients = clients.size();
    results.work = work.size();
    for (std::size_t i = 0; i < std::min(shown_max, clients.size()); ++i) {
        results.options.push_back(client_option(db.get(ClientId{clients[i]}), texts));
    }
    for (std::size_t i = 0; i < std::min(shown_max, work.size()); ++i) {
        const auto item = work_item(db, work[i]);
        if (!item) continue;
        results.options.push_back(work_option(db, *item, texts, today));
        if (i == 0 && !clients.empty()) results.options.back().separated = true;
    }
    return results;
}

Route route_of_result(std::string_view key) {
    Route route;
    const std::size_t colon = key.find(':');
    if (colon == std::string_view::npos) return route;
    const Result<Id128> id = parse_id(key.substr(colon + 1));
    if (!id) return route;
    if (key.starts_with("client")) {
        route.screen = Screen::client;
        route.record = *id;
    } else {
        route.panel.table = key.substr(0, colon);
        route.panel.record = *id;
    }
    return route;
}

void quick_search_ui(const Desk& desk, const Box& box, QuickSearchState& state, bool show_shortcut, Intents& out) {
    ImGui::SetCursorScreenPos(box.min());
    const bool called = mirror::tree().take_shortcut("k", true);
    TextFieldOptions options;
    options.kind = TextKind::search;
    options.field = {.placeholder = desk.texts.label("shell.search.placeholder"),
                     .label_hidden = true,
                     .take_focus = called,
                     .width = box.w,
                     .icon = Icon::search};
    options.leaves_enter = true;
    const Edited edited = text_field("quick_search", desk.texts.label("shell.search"), state.typed, options);
    mirror::NodeId field = 0;
    {
        const IdScope scope("quick_search");
        field = quiet_id("field");
    }
    const bool focused = mirror::tree().has_focus(field);
    if (show_shortcut && !frame().narrow && !focused && state.typed.empty()) draw_shortcut(box);
    if (called) state.called = true;
    if (called || edited.changed) state.dismissed = false;
    // A late press of the mouse that chose the field closes what floats; the results belong to the field and stay with it.
    const bool something = !state.typed.empty() || state.called;
    const bool wanted = (focused || called || edited.changed) && something && !state.dismissed;
    if (wanted && !popup_is_open("quick_results")) open_popup("quick_results");
    results_popup_ui(desk, box, field, state, out);
    if (wanted && !popup_is_open("quick_results")) {
        state.dismissed = true;
        state.called = false;
    }
}

}  // namespace pupitre::ui
