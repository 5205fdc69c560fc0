// Title, filters and table of the client list; the list itself is made of its model.
#include "web-ui/screens/clients.h"

#include <algorithm>
#include <array>
#include <iterator>

#include <imgui.h>

#include "core/crm/client_export.h"
#include "core/crm/client_list.h"
#include "core/exchange/list_export.h"
#include "core/firm/firm.h"
#include "core/text/format.h"
#include "web-ui/screens/list/bulk_bar.h"
#include "web-ui/screens/list/list_bar.h"
#include "web-ui/screens/list/views_menu.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/field.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

constexpr std::string_view clients_list = "clients";
constexpr float search_width = 300;
constexpr float search_width_small = 200;
constexpr float roomy_from = 900;  // Width of the content; the side panel leaves less.
constexpr float name_width_min = 230;

constexpr std::array looks = {
    ColumnLook{"reference", 110, 0, Align::left, true},
    ColumnLook{"name", 0, 3, Align::left, true, NarrowPlace::first, false},
    ColumnLook{"group", 120, 0, Align::left, true},
    ColumnLook{"main_person", 0, 1.7F, Align::left, true, NarrowPlace::second},
    ColumnLook{"email", 0, 2},
    ColumnLook{"phone", 138, 0, Align::left, true, NarrowPlace::second_right},
    ColumnLook{"postcode", 96},
    ColumnLook{"city", 0, 1.4F, Align::left, true},
    ColumnLook{"siren", 116},
    ColumnLook{"siret", 150},
    ColumnLook{"vat_number", 140},
    ColumnLook{"website", 0, 1.6F},
    ColumnLook{"client_since", 112},
    ColumnLook{"balance", 124, 0, Align::right},
    ColumnLook{"credit_limit", 124, 0, Align::right},
    ColumnLook{"account_number", 130},
    ColumnLook{"parent", 0, 1.6F},
    ColumnLook{"prospect", 92},
    ColumnLook{"supplier", 104},
    ColumnLook{"suspended", 96},
    ColumnLook{"inactive", 88},
    ColumnLook{"open_tasks", 128, 0, Align::right, true},
};

/// The buttons over the list stand for conditions on these columns.
bool is_status(const ListCondition& condition) {
    return condition.column == "inactive" || condition.column == "prospect";
}

struct StatusPreset {
    std::string_view name;
    std::vector<ListCondition> conditions;
};
const std::vector<StatusPreset>& status_presets() {
    static const std::vector<StatusPreset> presets = {
        {"active", {{"inactive", ListTest::is, {"no"}}}},
        {"prospects", {{"prospect", ListTest::is, {"yes"}}, {"inactive", ListTest::is, {"no"}}}},
        {"inactive", {{"inactive", ListTest::is, {"yes"}}}},
        {"all", {}},
    };
    return presets;
}

/// The name of the button that is in; empty if somebody asked for something else.
std::string_view status_of(const ListQuery& query) {
    std::vector<ListCondition> asked;
    std::ranges::copy_if(query.conditions, std::back_inserter(asked), is_status);
    const auto found = std::ranges::find(status_presets(), asked, &StatusPreset::conditions);
    return found != status_presets().end() ? found->name : std::string_view{};
}

void set_status(ListQuery& query, std::string_view name) {
    const auto preset = std::ranges::find(status_presets(), name, &StatusPreset::name);
    std::erase_if(query.conditions, is_status);
    query.conditions.insert(query.conditions.begin(), preset->conditions.begin(), preset->conditions.end());
}

bool is_filtered(const ListQuery& query) { return !query.search.empty() || !query.conditions.empty(); }

std::string count_words(const Desk& desk, const ListView& view) {
    const auto shown = static_cast<std::int64_t>(view.rows.size());
    const std::string total = desk.texts.count("clients.count", static_cast<std::int64_t>(view.total));
    std::string words =
        view.rows.size() == view.total
            ? total
            : desk.texts.format("clients.count_of", {format_number(shown, desk.texts.language()), total});
    if (!view.sums.empty()) words += " · " + view.sums;
    return words;
}

void open_new(const Desk& desk, Intents& out) {
    Route route = desk.route;
    route.panel = {.table = std::string(Client::table), .record = {}, .client = {}};
    out.push_back(Go{route});
}

void open_import(Intents& out) {
    out.push_back(Go{{.screen = Screen::import_clients, .record = {}, .tab = {}, .panel = {}}});
}

void export_again(const Desk& desk, const ListView& view, Intents& out) {
    constexpr std::size_t all_at_once = static_cast<std::size_t>(-1);
    std::vector<ClientId> clients;
    clients.reserve(view.rows.size());
    for (const Id128 id : view.rows) clients.push_back(ClientId{id});
    ClientExport writer(desk.db, std::move(clients), desk.texts.language());
    while (writer.step(all_at_once)) {}
    out.push_back(SaveFile{"clients-" + to_iso(desk.by.today) + ".csv", "text/csv;charset=utf-8", writer.take()});
}

void export_shown(const Desk& desk, const ListState& state, Intents& out) {
    const ListModel& model = state.view.list->model();
    out.push_back(SaveFile{std::string(desk.texts.label("clients.list_file")) + "-" + to_iso(desk.by.today) + ".csv",
                           "text/csv;charset=utf-8",
                           export_list(desk.db, model, state.view.rows, shown_columns(state), desk.texts.language())});
}

std::vector<Option> export_options(const Desk& desk, const ListView& view) {
    const bool any = !view.rows.empty();
    const auto shown = static_cast<std::int64_t>(view.rows.size());
    return {{.key = "export",
             .label = desk.texts.count("clients.export_count", shown),
             .icon = Icon::spreadsheet,
             .enabled = any},
            {.key = "export_again",
             .label = std::string(desk.texts.label("clients.export_again")),
             .icon = Icon::refresh,
             .enabled = any}};
}

void take_export(const Desk& desk, const ListState& state, const std::string& taken, Intents& out) {
    if (taken == "export") export_shown(desk, state, out);
    if (taken == "export_again") export_again(desk, state.view, out);
}

void menu_ui(const Desk& desk, const ListState& state, Intents& out) {
    std::vector<Option> actions = {
        {.key = "import", .label = std::string(desk.texts.label("clients.import")), .icon = Icon::upload}};
    for (Option& option : export_options(desk, state.view)) actions.push_back(std::move(option));
    const std::string taken = menu_button("more", Icon::more, desk.texts.label("list.more_actions"), actions);
    if (taken == "import") open_import(out);
    take_export(desk, state, taken, out);
}

void title_ui(const Desk& desk, ListState& state, Intents& out) {
    heading(1, desk.texts.label("clients.title"));
    const bool narrow = frame().narrow;
    if (!narrow) {
        beside(12);
        text(count_words(desk, state.view), {.color = palette().soft, .line = size::button + 2});
    }
    if (narrow) {
        beside_right(icon_button_width + 8 + size::touch);
        display_button(desk, state, looks);
        beside(8);
        menu_ui(desk, state, out);
        text(count_words(desk, state.view), {.style = TextStyle::small, .color = palette().soft});
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
    take_export(desk, state, menu_button("export", Icon::download, give, export_options(desk, state.view), true), out);
    beside(8);
    ButtonOptions primary;
    primary.kind = ButtonKind::primary;
    primary.icon = Icon::plus;
    primary.enabled = desk.by.may(Right::edit);
    primary.why_disabled = texts.label("refusal.not_permitted");
    if (button("new", create, primary)) open_new(desk, out);
}

void status_ui(const Desk& desk, ListState& state) {
    std::vector<Option> options;
    for (const StatusPreset& preset : status_presets()) {
        options.push_back({.key = std::string(preset.name),
                           .label = std::string(desk.texts.label("clients.status." + std::string(preset.name)))});
    }
    std::string status(status_of(state.query));
    if (segmented("status", desk.texts.label("clients.status"), status, options)) set_status(state.query, status);
}

void filters_ui(const Desk& desk, ListState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const bool narrow = frame().narrow;
    const Group group("filters", mirror::Role::toolbar, texts.label("list.filters"));
    TextFieldOptions search;
    search.kind = TextKind::search;
    search.field.label_hidden = true;
    search.field.placeholder = texts.label("clients.search_placeholder");
    search.field.width = narrow ? 0 : available_width() >= roomy_from ? search_width : search_width_small;
    search.field.take_focus = mirror::tree().take_shortcut("/");
    text_field("search", texts.label("clients.search"), state.query.search, search);
    if (narrow) {
        space(8);
    } else {
        beside(8);
        // The buttons are a little lower than the search field: in the middle of its line.
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() + (size::field - size::button) / 2);
    }
    status_ui(desk, state);
    ConditionsLook look;
    if (!status_of(state.query).empty()) look.stands_elsewhere = is_status;
    conditions_ui(desk, state, look);
    views_menu(desk, state, clients_list, out);
    if (narrow) return;
    beside_right(icon_button_width);
    display_button(desk, state, looks);
}

void row_ui(const Desk& desk, const ListView& view, std::size_t place, Cells& cells) {
    const Client* client = desk.db.find(ClientId{view.rows[place]});
    if (client == nullptr) return;
    for (const ListColumn& column : view.list->model().columns) {
        const bool name = column.key == "name";
        // A yes stands out, a no is not worth a word in each row.
        const Value value = column.value(desk.db, client);
        if (column.kind == ColumnKind::yes_no && value == Value{false}) continue;
        cells.text(column.key, words_of(column, desk.db, value, desk.texts),
                   {.strong = false, .soft = client->inactive || !name, .tone = Tone::neutral});
        if (!name) continue;
        if (client->prospect) cells.badge(column.key, desk.texts.label("client.prospect"), Tone::violet);
        if (client->inactive) cells.badge(column.key, desk.texts.label("client.inactive"));
        if (client->suspended) cells.badge(column.key, desk.texts.label("client.suspended"), Tone::bad);
    }
}

void table_ui(const Desk& desk, ListState& state, float height, Intents& out) {
    ListView& view = state.view;
    // Beside the panel, the last columns go before the name gets too narrow to read.
    const std::vector<Column> columns =
        desk.route.panel.is_open() && !frame().narrow ? columns_that_fit(state, "name", name_width_min) : view.columns;
    TableView rows;
    rows.rows = view.rows.size();
    rows.key = [&](std::size_t place) { return to_text(view.rows[place]); };
    rows.name = [&](std::size_t place) { return row_name(desk.db, Client::table, view.rows[place]); };
    rows.draw = [&](std::size_t place, Cells& cells) { row_ui(desk, view, place, cells); };
    rows.groups = view.groups;
    TableOptions options;
    options.height = height;
    options.selectable = true;
    const TableResult result = table("clients", desk.texts.label("clients.title"), columns, rows, state.table, options);
    if (result.sort_changed || result.columns_changed) state.keep = true;
    const Result<Id128> opened = parse_id(result.opened);
    if (opened.ok()) out.push_back(Go{{.screen = Screen::client, .record = *opened, .tab = {}, .panel = {}}});
}

void nothing_ui(const Desk& desk, ListState& state, Intents& out) {
    const Texts& texts = desk.texts;
    if (state.view.total > 0 && is_filtered(state.query)) {
        EmptyStateOptions look;
        look.icon = Icon::search;
        look.action = texts.label("list.remove_filters");
        look.action_icon = Icon::close;
        if (empty_state("filtered", texts.label("clients.none_found"), texts.label("clients.none_found_why"), look)
                .acted) {
            state.query.search.clear();
            state.query.conditions.clear();
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

void bulk_ui(const Desk& desk, ClientsState& state, Intents& out) {
    BulkOptions options{"clients.count", Right::delete_clients};
    const Option assign = {
        .key = "assign", .label = std::string(desk.texts.label("services.assign_bulk")), .icon = Icon::services};
    const Firm* firm = desk.db.find(the_firm);
    if (firm == nullptr || !firm->services_off) options.more = {&assign, 1};
    if (bulk_bar(desk, state, entity_info<Client>(), options, out) != assign.key) return;
    std::vector<ClientId> clients;
    for (const Id128 id : selected_rows(state)) clients.push_back({id});
    begin_assign_many(desk, std::move(clients), state.assigning);
}

}  // namespace

ClientsState::ClientsState() {
    table.sorts = {{"name", false}};
    show_usual_columns(*this, looks);
    set_status(query, "active");
}

void entered(ClientsState& state) {
    // A view that was taken says itself who is listed.
    if (state.view_taken.is_nil()) set_status(state.query, "active");
}

void clients_ui(const Desk& desk, ClientsState& state, Intents& out) {
    follow_address(desk, state);
    if (!state.assigning.clients.empty()) return assign_many_ui(desk, state.assigning, out);
    open_first_view(desk, state, clients_list);
    const auto model = [&] { return client_list_model(desk.schema()); };
    refresh_list(desk, state, model, looks);
    title_ui(desk, state, out);
    space(12);
    filters_ui(desk, state, out);
    space(12);
    refresh_list(desk, state, model, looks);  // What was typed just now counts in this frame.
    tell_address(desk, state, {}, out);
    const bool narrow = frame().narrow;
    const float foot = narrow ? size::touch + 12 : bulk_height(state);
    const float height = ImGui::GetContentRegionAvail().y - foot;
    if (state.view.rows.empty()) {
        nothing_ui(desk, state, out);
    } else {
        table_ui(desk, state, height, out);
    }
    if (!narrow) {
        bulk_ui(desk, state, out);
        return;
    }
    if (state.view.total == 0) return;
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
