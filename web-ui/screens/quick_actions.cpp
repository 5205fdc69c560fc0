// One row per action: its name, its look, who may, and what it asks the application for.
#include "web-ui/screens/quick_actions.h"

#include <algorithm>

#include "core/base/text_fold.h"
#include "core/crm/client.h"
#include "core/firm/firm.h"
#include "core/work/project.h"
#include "core/work/task.h"

namespace pupitre::ui {

namespace {

constexpr std::string_view key_start = "action:";

Intent create(const Desk& desk, std::string_view table) {
    Route route = desk.route;
    route.panel = {.table = std::string(table), .record = {}, .client = {}};
    return Go{route};
}

Intent go(Screen screen) { return Go{{.screen = screen, .record = {}, .tab = {}, .panel = {}}}; }

Intent edit_firm(const Desk&) {
    Route route;
    route.screen = Screen::settings;
    route.panel = {.table = std::string(Firm::table), .record = the_firm.value, .client = {}};
    return Go{route};
}

Intent firm_history(const Desk&) {
    Route route;
    route.screen = Screen::settings;
    route.tab = "history";
    return Go{route};
}

struct QuickAction {
    std::string_view name;
    std::string_view label_key;
    Icon icon;
    std::string_view keys;
    std::uint32_t right;  // 0: everybody may.
    Intent (*intent)(const Desk& desk);
};

constexpr auto edit = static_cast<std::uint32_t>(Right::edit);
constexpr auto manage_firm = static_cast<std::uint32_t>(Right::manage_firm);

constexpr QuickAction actions[] = {
    {"new_task", "quick.new_task", Icon::plus, "", edit, [](const Desk& desk) { return create(desk, Task::table); }},
    {"new_project", "quick.new_project", Icon::plus, "", edit,
     [](const Desk& desk) { return create(desk, Project::table); }},
    {"new_client", "quick.new_client", Icon::plus, "", edit,
     [](const Desk& desk) { return create(desk, Client::table); }},
    {"work", "shell.keys.go_work", Icon::work, "G T", 0, [](const Desk&) { return go(Screen::work); }},
    {"clients", "shell.keys.go_clients", Icon::clients, "G C", 0, [](const Desk&) { return go(Screen::clients); }},
    {"import", "quick.import", Icon::upload, "G I", edit, [](const Desk&) { return go(Screen::import_clients); }},
    {"pending", "shell.keys.go_pending", Icon::send, "G A", 0, [](const Desk&) { return go(Screen::pending); }},
    {"inbox", "shell.keys.go_inbox", Icon::bell, "G N", 0, [](const Desk&) { return go(Screen::inbox); }},
    {"settings", "shell.keys.go_settings", Icon::settings, "G P", 0, [](const Desk&) { return go(Screen::settings); }},
    {"firm", "settings.firm_edit", Icon::pencil, "", manage_firm, edit_firm},
    {"firm_history", "past.firm_history", Icon::history, "", manage_firm, firm_history},
    {"undo", "quick.undo", Icon::undo, "Ctrl Z", edit, [](const Desk&) { return Intent{Undo{}}; }},
    {"redo", "quick.redo", Icon::redo, "Ctrl Y", edit, [](const Desk&) { return Intent{Redo{}}; }},
    {"sync", "quick.sync", Icon::refresh, "", 0, [](const Desk&) { return Intent{SyncNow{}}; }},
    {"dark", "quick.dark", Icon::moon, "", 0, [](const Desk&) { return Intent{SetTheme{ThemeChoice::dark}}; }},
    {"light", "quick.light", Icon::sun, "", 0, [](const Desk&) { return Intent{SetTheme{ThemeChoice::light}}; }},
    {"english", "quick.english", Icon::globe, "", 0,
     [](const Desk&) { return Intent{SetLanguage{Language::english}}; }},
    {"french", "quick.french", Icon::globe, "", 0, [](const Desk&) { return Intent{SetLanguage{Language::french}}; }},
    {"export_clients", "settings.export_clients", Icon::spreadsheet, "", 0,
     [](const Desk&) { return Intent{ExportData{ExportData::Form::clients_csv}}; }},
    {"export_all", "settings.export_all", Icon::download, "", 0,
     [](const Desk&) { return Intent{ExportData{ExportData::Form::everything_json}}; }},
};

bool is_offered(const Desk& desk, const QuickAction& action) {
    if (action.right != 0 && (desk.by.rights & action.right) == 0) return false;
    const bool french = desk.texts.language() == Language::french;
    return action.name != (french ? "french" : "english");
}

}  // namespace

std::vector<Option> quick_actions(const Desk& desk, std::string_view typed) {
    const std::string words = fold(typed);
    std::vector<Option> found;
    for (const QuickAction& action : actions) {
        const std::string_view label = desk.texts.label(action.label_key);
        if (!is_offered(desk, action) || !matches_folded(fold(label), words)) continue;
        found.push_back({.key = std::string(key_start) + std::string(action.name),
                         .label = std::string(label),
                         .detail = std::string(action.keys),
                         .icon = action.icon});
    }
    return found;
}

bool is_quick_action(std::string_view key) { return key.starts_with(key_start); }

void take_quick_action(const Desk& desk, std::string_view key, Intents& out) {
    for (const QuickAction& action : actions) {
        if (is_quick_action(key) && key.substr(key_start.size()) == action.name) out.push_back(action.intent(desk));
    }
}

}  // namespace pupitre::ui
