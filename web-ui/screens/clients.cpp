// Builds the view when something changed, then draws: title, filters, table.
#include "web-ui/screens/clients.h"

#include <algorithm>
#include <array>

#include <imgui.h>

#include "core/crm/client_export.h"
#include "core/text/format.h"
#include "web-ui/screens/lookups.h"
#include "web-ui/screens/table_memory.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr float search_width = 300;
constexpr float search_width_small = 200;
constexpr float group_width = 180;
constexpr float group_width_small = 150;
constexpr float roomy_from = 900;  // Width of the content; the side panel leaves less.
constexpr float name_width_min = 230;
constexpr float column_width_min = 120;

/// A column of the list: its identity here, and how it stands in the table.
struct ColumnLook {
    ClientColumn column;
    std::string_view key;
    float width;
    float weight;
    Align align;
    bool shown;  // Until somebody chooses.
    NarrowPlace narrow;
};
constexpr std::array<ColumnLook, client_column_count> looks = {{
    {ClientColumn::reference, "reference", 110, 0, Align::left, true, NarrowPlace::hidden},
    {ClientColumn::name, "name", 0, 3, Align::left, true, NarrowPlace::first},
    {ClientColumn::group, "group", 120, 0, Align::left, true, NarrowPlace::hidden},
    {ClientColumn::main_person, "main_person", 0, 1.7F, Align::left, true, NarrowPlace::second},
    {ClientColumn::email, "email", 0, 2, Align::left, false, NarrowPlace::hidden},
    {ClientColumn::phone, "phone", 138, 0, Align::left, true, NarrowPlace::second_right},
    {ClientColumn::postcode, "postcode", 96, 0, Align::left, false, NarrowPlace::hidden},
    {ClientColumn::city, "city", 0, 1.4F, Align::left, true, NarrowPlace::hidden},
    {ClientColumn::siren, "siren", 116, 0, Align::left, false, NarrowPlace::hidden},
    {ClientColumn::client_since, "client_since", 112, 0, Align::left, false, NarrowPlace::hidden},
    {ClientColumn::balance, "balance", 124, 0, Align::right, false, NarrowPlace::hidden},
    {ClientColumn::open_tasks, "open_tasks", 128, 0, Align::right, true, NarrowPlace::hidden},
}};

constexpr std::array<std::string_view, 4> status_names = {"active", "prospects", "inactive", "all"};

const ColumnLook* look_of(std::string_view key) {
    for (const ColumnLook& look : looks) {
        if (look.key == key) return &look;
    }
    return nullptr;
}

bool is_filtered(const ClientsState& state) {
    return !state.search.empty() || state.status != ClientStatusFilter::all || !state.group.is_nil();
}

void build_words(ClientsView& view, const Desk& desk) {
    view.columns.clear();
    for (const ColumnLook& look : looks) {
        Column column;
        column.key = look.key;
        column.label = desk.texts.label(client_column_key(look.column));
        column.width = look.width;
        column.weight = look.weight;
        column.align = look.align;
        column.hideable = look.column != ClientColumn::name;
        column.narrow = look.narrow;
        view.columns.push_back(std::move(column));
    }
    view.statuses.clear();
    for (const std::string_view name : status_names) {
        view.statuses.push_back(
            {.key = std::string(name), .label = std::string(desk.texts.label("clients.status." + std::string(name)))});
    }
    view.groups.clear();
    view.groups.push_back({.key = {}, .label = std::string(desk.texts.label("clients.all_groups"))});
    desk.db.for_each<ClientGroup>([&](const ClientGroup& group) {
        view.groups.push_back({.key = to_text(group.id.value), .label = group.name});
    });
}

void refresh(const Desk& desk, ClientsState& state) {
    ClientsView& view = state.view;
    std::string wanted = state.search + '\n' + to_text(state.group.value) + state.table.sort;
    wanted += std::to_string(static_cast<int>(state.status)) + (state.table.descending ? 'd' : 'u');
    wanted += desk.texts.language() == Language::french ? 'f' : 'e';
    if (view.db == &desk.db && view.revision == desk.revision && view.built_for == wanted) return;
    if (view.db != &desk.db) view.index = std::make_unique<ListIndex>(client_list_source(desk.schema()));
    view.db = &desk.db;
    view.revision = desk.revision;
    view.built_for = std::move(wanted);
    build_words(view, desk);
    const ColumnLook* sorted = look_of(state.table.sort);
    view.index->set_order(
        client_order(sorted != nullptr ? sorted->column : ClientColumn::name, state.table.descending));
    view.index->set_filter(client_filter(state.status, state.group));
    view.index->set_search(state.search);
    view.rows = view.index->rows(desk.db);
    view.total = view.index->total();
    const auto shown = static_cast<std::int64_t>(view.rows.size());
    view.count = view.rows.size() == view.total
                     ? desk.texts.count("clients.count", shown)
                     : desk.texts.format("clients.count_of",
                                         {format_number(shown, desk.texts.language()),
                                          desk.texts.count("clients.count", static_cast<std::int64_t>(view.total))});
}

void open_new(const Desk& desk, Intents& out) {
    Route route = desk.route;
    route.panel = {.table = std::string(Client::table), .record = {}, .client = {}};
    out.push_back(Go{route});
}

void open_import(Intents& out) {
    out.push_back(Go{{.screen = Screen::import_clients, .record = {}, .tab = {}, .panel = {}}});
}

void export_shown(const Desk& desk, const ClientsView& view, Intents& out) {
    constexpr std::size_t all_at_once = static_cast<std::size_t>(-1);
    std::vector<ClientId> clients;
    clients.reserve(view.rows.size());
    for (const Id128 id : view.rows) clients.push_back(ClientId{id});
    ClientExport writer(desk.db, std::move(clients), desk.texts.language());
    while (writer.step(all_at_once)) {}
    out.push_back(SaveFile{"clients-" + to_iso(desk.by.today) + ".csv", "text/csv;charset=utf-8", writer.take()});
}

void menu_ui(const Desk& desk, const ClientsView& view, Intents& out) {
    const Option actions[] = {
        {.key = "import", .label = std::string(desk.texts.label("clients.import")), .icon = Icon::upload},
        {.key = "export",
         .label = desk.texts.count("clients.export_count", static_cast<std::int64_t>(view.rows.size())),
         .icon = Icon::download,
         .enabled = !view.rows.empty()},
    };
    const std::string taken = menu_button("more", Icon::more, desk.texts.label("list.more_actions"), actions);
    if (taken == "import") open_import(out);
    if (taken == "export") export_shown(desk, view, out);
}

void title_ui(const Desk& desk, const ClientsView& view, Intents& out) {
    heading(1, desk.texts.label("clients.title"));
    beside(12);
    text(
        view.count,
        {.style = TextStyle::body, .color = palette().soft, .line = (frame().narrow ? size::touch : size::button) + 2});
    if (frame().narrow) {
        beside_right(size::touch);
        menu_ui(desk, view, out);
        return;
    }
    const Texts& texts = desk.texts;
    const std::string_view create = texts.label("clients.new");
    const std::string_view import = texts.label("clients.import");
    const std::string_view give = texts.label("clients.export");
    beside_right(button_width(create, Icon::plus) + button_width(import, Icon::upload) +
                 button_width(give, Icon::download) + 16);
    if (button("import", import, {.icon = Icon::upload})) open_import(out);
    beside(8);
    ButtonOptions look;
    look.icon = Icon::download;
    look.enabled = !view.rows.empty();
    const std::string what = texts.count("clients.export_count", static_cast<std::int64_t>(view.rows.size()));
    look.hint = what;
    if (button("export", give, look)) export_shown(desk, view, out);
    beside(8);
    ButtonOptions primary;
    primary.kind = ButtonKind::primary;
    primary.icon = Icon::plus;
    primary.enabled = desk.by.may(Right::edit);
    primary.why_disabled = texts.label("refusal.not_permitted");
    if (button("new", create, primary)) open_new(desk, out);
}

void filters_ui(const Desk& desk, ClientsState& state) {
    const Texts& texts = desk.texts;
    const bool narrow = frame().narrow;
    const Group group("filters", mirror::Role::toolbar, texts.label("list.filters"));
    TextFieldOptions search;
    search.kind = TextKind::search;
    search.field.label_hidden = true;
    search.field.placeholder = texts.label("clients.search_placeholder");
    const bool roomy = available_width() >= roomy_from;
    search.field.width = narrow ? 0 : roomy ? search_width : search_width_small;
    search.field.take_focus = mirror::tree().take_shortcut("/");
    text_field("search", texts.label("clients.search"), state.search, search);
    if (narrow) {
        space(8);
    } else {
        beside(8);
        // The buttons are a little lower than the search field: in the middle of its line.
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() + (size::field - size::button) / 2);
    }
    std::string status(status_names[static_cast<std::size_t>(state.status)]);
    if (segmented("status", texts.label("clients.status"), status, state.view.statuses)) {
        const auto place = std::find(status_names.begin(), status_names.end(), status) - status_names.begin();
        state.status = static_cast<ClientStatusFilter>(place);
    }
    if (narrow) return;
    beside(8);
    std::string chosen = state.group.is_nil() ? std::string{} : to_text(state.group.value);
    FieldOptions look;
    look.label_hidden = true;
    look.width = roomy ? group_width : group_width_small;
    if (choice("group", texts.label("client.group"), chosen, state.view.groups, look)) {
        const Result<Id128> id = parse_id(chosen);
        state.group.value = id.ok() ? *id : Id128{};
    }
    beside_right(icon_button_width);
    if (columns_button("columns", state.view.columns, state.table)) state.keep = true;
}

void row_ui(const Desk& desk, const ClientsView& view, std::size_t place, Cells& cells) {
    const Client* client = desk.db.find(ClientId{view.rows[place]});
    if (client == nullptr) return;
    for (const ColumnLook& look : looks) {
        const bool name = look.column == ClientColumn::name;
        cells.text(look.key, client_cell(desk.db, *client, look.column, desk.texts),
                   {.strong = false, .soft = client->inactive || !name, .tone = Tone::neutral});
        if (!name) continue;
        if (client->prospect) cells.badge(look.key, desk.texts.label("client.prospect"), Tone::violet);
        if (client->inactive) cells.badge(look.key, desk.texts.label("client.inactive"));
        if (client->suspended) cells.badge(look.key, desk.texts.label("client.suspended"), Tone::bad);
    }
}

/// The columns there is room for: beside the panel the last ones go before the name gets too narrow to read.
std::vector<Column> columns_that_fit(const ClientsState& state) {
    std::vector<Column> columns = state.view.columns;
    if (frame().narrow) return columns;
    const auto is_hidden = [&](const Column& column) {
        return std::find(state.table.hidden.begin(), state.table.hidden.end(), column.key) != state.table.hidden.end();
    };
    const auto width_of = [&](const Column& column) {
        if (is_hidden(column)) return 0.0F;
        return column.width > 0 ? column.width : column.key == "name" ? name_width_min : column_width_min;
    };
    float needed = 0;
    for (const Column& column : columns) needed += width_of(column);
    while (needed > available_width() && columns.back().key != "name") {
        needed -= width_of(columns.back());
        columns.pop_back();
    }
    return columns;
}

void table_ui(const Desk& desk, ClientsState& state, float height, Intents& out) {
    ClientsView& view = state.view;
    const std::vector<Column> columns = columns_that_fit(state);
    TableView rows;
    rows.rows = view.rows.size();
    rows.key = [&](std::size_t place) { return to_text(view.rows[place]); };
    rows.name = [&](std::size_t place) { return row_name(desk.db, Client::table, view.rows[place]); };
    rows.draw = [&](std::size_t place, Cells& cells) { row_ui(desk, view, place, cells); };
    TableOptions options;
    options.height = height;
    const TableResult result = table("clients", desk.texts.label("clients.title"), columns, rows, state.table, options);
    if (result.sort_changed || result.columns_changed) state.keep = true;
    const Result<Id128> opened = parse_id(result.opened);
    if (opened.ok()) out.push_back(Go{{.screen = Screen::client, .record = *opened, .tab = {}, .panel = {}}});
}

void nothing_ui(const Desk& desk, ClientsState& state, Intents& out) {
    const Texts& texts = desk.texts;
    if (state.view.total > 0 && is_filtered(state)) {
        EmptyStateOptions look;
        look.icon = Icon::search;
        look.action = texts.label("list.remove_filters");
        look.action_icon = Icon::close;
        if (empty_state("filtered", texts.label("clients.none_found"), texts.label("clients.none_found_why"), look)
                .acted) {
            state.search.clear();
            state.status = ClientStatusFilter::all;
            state.group = {};
            ask_for_frame_in(0);
        }
        return;
    }
    EmptyStateOptions look;
    look.icon = Icon::clients;
    look.action = texts.label("clients.import_first");
    look.action_icon = Icon::upload;
    look.second_action = texts.label("clients.new");
    const auto pressed = empty_state("empty", texts.label("clients.empty"), texts.label("clients.empty_why"), look);
    if (pressed.acted) open_import(out);
    if (pressed.second) open_new(desk, out);
}

}  // namespace

ClientsState::ClientsState() {
    table.sort = "name";
    for (const ColumnLook& look : looks) {
        if (!look.shown) table.hidden.emplace_back(look.key);
    }
}

void entered(ClientsState& state) { state.status = ClientStatusFilter::active; }

Json to_json(const ClientsState& state) { return Json{{"table", to_json(state.table)}}; }

void restore(ClientsState& state, const Json& kept) {
    if (kept.is_object()) restore(state.table, kept.value("table", Json::object()));
}

void clients_ui(const Desk& desk, ClientsState& state, Intents& out) {
    refresh(desk, state);
    title_ui(desk, state.view, out);
    space(12);
    filters_ui(desk, state);
    space(12);
    refresh(desk, state);  // What was typed just now counts in this frame.
    const bool narrow = frame().narrow;
    const float foot = narrow ? size::touch + 12 : 0;
    const float height = ImGui::GetContentRegionAvail().y - foot;
    if (state.view.rows.empty()) {
        nothing_ui(desk, state, out);
    } else {
        table_ui(desk, state, height, out);
    }
    if (!narrow || state.view.total == 0) return;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({at.x, ImGui::GetWindowPos().y + ImGui::GetWindowHeight() - size::touch - 8});
    ButtonOptions primary;
    primary.kind = ButtonKind::primary;
    primary.icon = Icon::plus;
    primary.width = -1;
    primary.enabled = desk.by.may(Right::edit);
    if (button("new", desk.texts.label("clients.new"), primary)) open_new(desk, out);
}

}  // namespace pupitre::ui
