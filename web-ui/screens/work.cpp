// The page: title, filters, and the display that was chosen.
#include "web-ui/screens/work.h"

#include <algorithm>
#include <array>

#include <imgui.h>

#include "core/text/format.h"
#include "web-ui/screens/list/views_menu.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/screens/work_filters.h"
#include "web-ui/screens/work_table.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr std::size_t summed_rows_max = 20'000;  // Adding up costs a look at each row.
constexpr std::array<std::string_view, 5> list_columns = {"status", "request_state", "when", "due_on", "completed_on"};
constexpr float one_line_from = 1'000;  // Width for title, displays and buttons beside each other.
constexpr std::array<Icon, 3> display_icons = {Icon::grid, Icon::list, Icon::calendar};

std::string_view name_of(WorkDisplay display) { return work_display_names[static_cast<std::size_t>(display)]; }

std::string address_of_display(WorkDisplay display) { return "d=" + std::string(name_of(display)); }

/// The noun that fits what is asked for: "tâches", "projets", "éléments".
std::string_view count_key(const ListQuery& query) {
    for (const ListCondition& condition : query.conditions) {
        if (condition.column != "kind" || condition.test != ListTest::is || condition.values.size() != 1) continue;
        if (condition.values.front() == name_of(WorkKind::task)) return "work_list.tasks";
        if (condition.values.front() == name_of(WorkKind::project)) return "work_list.projects";
        if (condition.values.front() == name_of(WorkKind::request)) return "work_list.requests";
    }
    return "work_list.items";
}

/// "38 tâches · 64 h 30 prévues".
std::string count_words(const Desk& desk, const WorkState& state, std::size_t count) {
    std::string words = desk.texts.count(count_key(state.list.query), static_cast<std::int64_t>(count));
    if (state.display == WorkDisplay::list && state.minutes > 0) words += " · " + format_duration(state.minutes);
    return words;
}

void display_ui(const Desk& desk, WorkState& state, std::span<const Option> displays) {
    std::string display(name_of(state.display));
    if (!segmented("display", desk.texts.label("work_list.display"), display, displays)) return;
    const auto found = std::ranges::find(work_display_names, display);
    state.display = static_cast<WorkDisplay>(found - work_display_names.begin());
    state.list.keep = true;
    ask_for_frame_in(0);
}

std::vector<Option> display_options(const Desk& desk) {
    std::vector<Option> options;
    for (std::size_t place = 0; place < work_display_names.size(); ++place) {
        const std::string_view name = work_display_names[place];
        options.push_back({.key = std::string(name),
                           .label = std::string(desk.texts.label("work_list.display." + std::string(name))),
                           .icon = display_icons[place]});
    }
    return options;
}

std::vector<Option> more_actions(const Desk& desk, const WorkState& state) {
    const auto rows = static_cast<std::int64_t>(state.list.view.rows.size());
    std::vector<Option> actions;
    const auto create = [&](std::string_view key, std::string_view words, Icon icon) {
        actions.push_back({.key = std::string(key),
                           .label = std::string(desk.texts.label(words)),
                           .icon = icon,
                           .enabled = desk.by.may(Right::edit),
                           .why_disabled = std::string(desk.texts.label("refusal.not_permitted"))});
    };
    // A phone has room for one button only, that of a new task.
    if (frame().narrow) create("project", "panel.new.project", Icon::plus);
    create("request", "requests.create", Icon::message);
    actions.push_back({.key = "export",
                       .label = desk.texts.count("work_list.export_count", rows),
                       .icon = Icon::spreadsheet,
                       .enabled = rows > 0 && state.display == WorkDisplay::list,
                       .why_disabled = std::string(desk.texts.label("work_list.export_list_only"))});
    return actions;
}

void create_ui(const Desk& desk, const WorkState& state, Intents& out) {
    const Texts& texts = desk.texts;
    ButtonOptions look;
    look.icon = Icon::plus;
    look.enabled = desk.by.may(Right::edit);
    look.why_disabled = texts.label("refusal.not_permitted");
    const ClientId client = asked_client(state.list.query);
    if (button("new_project", texts.label("work_list.new_project"), look)) {
        open_record(desk, Project::table, {}, client, out);
    }
    beside(8);
    look.kind = ButtonKind::primary;
    if (button("new_task", texts.label("work_list.new_task"), look)) open_record(desk, Task::table, {}, client, out);
}

void more_ui(const Desk& desk, const WorkState& state, Intents& out) {
    const std::string taken =
        menu_button("more", Icon::more, desk.texts.label("list.more_actions"), more_actions(desk, state));
    if (taken == "export") export_work(desk, state, out);
    if (taken == "project") open_record(desk, Project::table, {}, asked_client(state.list.query), out);
    if (taken == "request") open_record(desk, ClientRequest::table, {}, asked_client(state.list.query), out);
}

void title_ui(const Desk& desk, WorkState& state, std::size_t count, Intents& out) {
    const Texts& texts = desk.texts;
    const std::string words = count_words(desk, state, count);
    const std::vector<Option> displays = display_options(desk);
    heading(1, texts.label("work_list.title"));
    if (frame().narrow) {
        beside_right(icon_button_width);
        more_ui(desk, state, out);
        text(words, {.style = TextStyle::small, .color = palette().soft});
        space(4);
        display_ui(desk, state, displays);
        return;
    }
    beside(12);
    text(words, {.color = palette().soft, .line = size::button + 2});
    const float buttons = icon_button_width + 16 + button_width(texts.label("work_list.new_project"), Icon::plus) +
                          button_width(texts.label("work_list.new_task"), Icon::plus);
    // Beside the panel the displays go on a line of their own.
    const bool one_line = available_width() >= one_line_from;
    beside_right(buttons + (one_line ? segmented_width(displays) + 8 : 0));
    if (one_line) {
        display_ui(desk, state, displays);
        beside(8);
    }
    more_ui(desk, state, out);
    beside(8);
    create_ui(desk, state, out);
    if (one_line) return;
    space(10);
    display_ui(desk, state, displays);
}

/// Nothing to show: because of what is asked, because nothing is due soon, or because there is no work yet.
void nothing_ui(const Desk& desk, WorkState& state, std::size_t total, Intents& out) {
    const Texts& texts = desk.texts;
    EmptyStateOptions look;
    const ListQuery& query = state.list.query;
    const bool asked = !query.search.empty() || !query.conditions.empty();
    if (total > 0 && asked) {
        look.icon = Icon::search;
        look.action = texts.label("list.remove_filters");
        look.action_icon = Icon::close;
        if (empty_state("filtered", texts.label("work_list.none_found"), texts.label("work_list.none_found_why"), look)
                .acted) {
            clear_question(state);
        }
        return;
    }
    look.icon = Icon::work;
    look.action = texts.label("work_list.first_task");
    look.second_action = texts.label("work_list.first_project");
    const auto pressed = empty_state("empty", texts.label("work_list.empty"), texts.label("work_list.empty_why"), look);
    if (pressed.acted) open_record(desk, Task::table, {}, {}, out);
    if (pressed.second) open_record(desk, Project::table, {}, {}, out);
}

/// What opens in the panel, from wherever, is the current row; afterwards the keyboard may leave it.
void follow_panel(const Desk& desk, WorkState& state) {
    const Id128 shown = desk.route.panel.is_open() ? desk.route.panel.record : Id128{};
    if (shown == state.opened) return;
    state.opened = shown;
    if (shown.is_nil()) return;
    const std::string key = to_text(shown);
    state.list.table.current = key;
    for (TableState& table : state.cards.tables) table.current = key;
}

void refresh_rows(const Desk& desk, WorkState& state) {
    const auto model = [&] { return work_list_model(desk.schema(), desk.by.today); };
    if (!refresh_list(desk, state.list, model, work_looks())) return;
    const ListView& view = state.list.view;
    const ListColumn* estimate = view.list->model().find("estimate");
    const bool summed = view.rows.size() <= summed_rows_max;
    state.minutes = summed ? view.list->sum(desk.db, *estimate, 0, view.rows.size()).number : 0;
}

/// What the chosen display shows, up to date; how much it is.
std::size_t refresh(const Desk& desk, WorkState& state) {
    switch (state.display) {
    case WorkDisplay::cards:
        refresh_books_cards(desk, state.list.query, state.books, state.cards);
        return refresh_cards(desk, state.list.query, state.cards);
    case WorkDisplay::calendar: return refresh_calendar(desk, state.list.query, state.calendar);
    case WorkDisplay::list: break;
    }
    return state.list.view.rows.size();
}

}  // namespace

bool is_for_list_alone(const ListCondition& condition) {
    return std::ranges::find(list_columns, condition.column) != list_columns.end();
}

ListQuery question_for_days(const ListQuery& query) {
    ListQuery asked;
    asked.search = query.search;
    std::ranges::copy_if(query.conditions, std::back_inserter(asked.conditions),
                         [](const ListCondition& condition) { return !is_for_list_alone(condition); });
    return asked;
}

// The sum stands in the title; who wants the single figures shows their column.
WorkState::WorkState() {
    show_usual_columns(list, work_looks());
    list.own_group = "when";
    list.query.group = list.own_group;
}

Json to_json(const WorkState& state) {
    ListQuery query = state.list.query;
    query.search.clear();
    query.sorts.clear();
    return {{"list", to_json(state.list)},
            {"query", to_json(query)},
            {"display", std::string(name_of(state.display))},
            {"books", state.books}};
}

void restore(WorkState& state, const Json& kept) {
    if (!kept.is_object()) return;
    const auto part = [&](const char* key) {
        const auto found = kept.find(key);
        return found != kept.end() ? *found : Json();
    };
    const Result<ListQuery> query = list_query_from_json(part("query"));
    if (query.ok()) {
        state.begun = true;
        state.list.query = *query;
    }
    restore(state.list, part("list"));
    state.books = part("books") == Json(true);
    const Json display = part("display");
    if (!display.is_string()) return;
    const auto found = std::ranges::find(work_display_names, display.get<std::string>());
    if (found != work_display_names.end()) {
        state.display = static_cast<WorkDisplay>(found - work_display_names.begin());
    }
}

void work_ui(const Desk& desk, WorkState& state, Intents& out) {
    follow_address(desk, state.list, [&](std::string_view query) {
        state.begun = true;
        for (std::size_t place = 0; place < work_display_names.size(); ++place) {
            if (query.ends_with(address_of_display(static_cast<WorkDisplay>(place)))) {
                state.display = static_cast<WorkDisplay>(place);
            }
        }
    });
    if (!state.begun) {
        state.begun = true;
        state.list.query.conditions = {{"assignee", ListTest::is, {std::string(list_me)}}};
    }
    open_first_view(desk, state.list, work_list_name);
    refresh_rows(desk, state);
    follow_panel(desk, state);
    title_ui(desk, state, refresh(desk, state), out);
    space(12);
    work_filters_ui(desk, state, out);
    space(12);
    refresh_rows(desk, state);  // What was chosen just now counts in this frame.
    const std::size_t count = refresh(desk, state);
    tell_address(desk, state.list, address_of_display(state.display), out);
    const bool narrow = frame().narrow;
    const float height = ImGui::GetContentRegionAvail().y - (narrow ? size::touch + 12 : 0);
    const std::size_t total = state.list.view.total;
    const bool books = state.display == WorkDisplay::cards && !state.cards.books.empty();
    if (!books && (total == 0 || (count == 0 && state.display != WorkDisplay::calendar))) {
        nothing_ui(desk, state, total, out);
    } else {
        switch (state.display) {
        case WorkDisplay::cards: work_cards_ui(desk, state.cards, out); break;
        case WorkDisplay::list: work_table_ui(desk, state, height, out); break;
        case WorkDisplay::calendar: work_calendar_ui(desk, state.calendar, height, out); break;
        }
    }
    if (!narrow || total == 0) return;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({at.x, ImGui::GetWindowPos().y + ImGui::GetWindowHeight() - size::touch - 8});
    ButtonOptions primary;
    primary.kind = ButtonKind::primary;
    primary.icon = Icon::plus;
    primary.width = -1;
    primary.enabled = desk.by.may(Right::edit);
    if (button("new", desk.texts.label("work_list.first_task"), primary)) {
        open_record(desk, Task::table, {}, asked_client(state.list.query), out);
    }
}

}  // namespace pupitre::ui
