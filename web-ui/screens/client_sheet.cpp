// Head, warnings and tabs; what stands in the tabs is in client_tabs*.cpp.
#include "web-ui/screens/client_sheet.h"

#include <algorithm>

#include "core/crm/address.h"
#include "core/crm/client.h"
#include "core/firm/firm.h"
#include "core/text/format.h"
#include "web-ui/screens/client_tabs.h"
#include "web-ui/screens/client_warnings.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/screens/requests.h"
#include "web-ui/screens/team.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/marks.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

void labels_ui(const Client& client, const Texts& texts) {
    const auto add = [&](bool shown, std::string_view key, Tone tone) {
        if (!shown) return;
        badge(texts.label(key), tone);
        beside(6);
    };
    add(client.prospect, "client.prospect", Tone::violet);
    add(client.supplier, "client_sheet.supplier", Tone::neutral);
    add(client.inactive, "client.inactive", Tone::neutral);
    add(client.suspended, "client.suspended", Tone::bad);
}

std::string under_name(const Desk& desk, const Client& client) {
    std::string words;
    const auto add = [&](const std::string& part) {
        if (part.empty()) return;
        if (!words.empty()) words += " · ";
        words += part;
    };
    add(client.reference);
    const ClientGroup* group = desk.db.find(client.group);
    if (group != nullptr) add(group->name);
    const Address* address = main_address(desk.db, client.id);
    if (address != nullptr) add(address->city);
    if (client.client_since) {
        add(desk.texts.format("client_sheet.since", {format_date(*client.client_since, desk.texts.language())}));
    }
    return words;
}

void add_menu_ui(const Desk& desk, const Client& client, Intents& out) {
    const Texts& texts = desk.texts;
    const Option actions[] = {
        {.key = "task", .label = std::string(texts.label("client_sheet.add_task")), .icon = Icon::task},
        {.key = "project", .label = std::string(texts.label("client_sheet.add_project")), .icon = Icon::project},
        {.key = "note",
         .label = std::string(texts.label("client_sheet.add_note")),
         .icon = Icon::note,
         .separated = true},
        {.key = "person", .label = std::string(texts.label("client_sheet.add_person")), .icon = Icon::person},
        {.key = "address", .label = std::string(texts.label("client_sheet.add_address")), .icon = Icon::map_pin},
    };
    const std::string taken = menu_button("add", Icon::plus, texts.label("client_sheet.add"), actions, !frame().narrow);
    if (!taken.empty()) open_record(desk, taken, {}, client.id, out);
}

void more_menu_ui(const Desk& desk, const Client& client, Intents& out) {
    const Texts& texts = desk.texts;
    const std::optional<std::string> reason = why_not_delete(desk, entity_info<Client>(), client.id.value);
    std::vector<Option> actions;
    const bool may_edit = desk.by.may(Right::edit);
    actions.push_back(
        {.key = "active",
         .label = std::string(texts.label(client.inactive ? "client_sheet.make_active" : "client_sheet.make_inactive")),
         .icon = client.inactive ? Icon::undo : Icon::archive,
         .enabled = may_edit,
         .why_disabled = std::string(texts.label("refusal.not_permitted"))});
    actions.push_back({.key = "delete",
                       .label = std::string(texts.label("client_sheet.delete")),
                       .icon = Icon::trash,
                       .enabled = !reason,
                       .why_disabled = reason.value_or(""),
                       .danger = true,
                       .separated = true});
    const std::string taken = menu_button("more", Icon::more, texts.label("list.more_actions"), actions);
    if (taken == "active") out.push_back(set_inactive(desk, client, !client.inactive));
    if (taken == "delete") {
        out.push_back(delete_record(desk, entity_info<Client>(), client.id.value));
        out.push_back(Go{{.screen = Screen::clients, .record = {}, .tab = {}, .panel = {}}});
    }
}

void head_ui(const Desk& desk, const Client& client, Intents& out) {
    const Texts& texts = desk.texts;
    if (icon_button("back", Icon::arrow_left, texts.label("client_sheet.back"), {.kind = ButtonKind::quiet})) {
        out.push_back(Go{{.screen = Screen::clients, .record = {}, .tab = {}, .panel = {}}});
    }
    beside(8);
    const float add = frame().narrow ? size::touch : button_width(texts.label("client_sheet.add"), Icon::plus);
    const float more = frame().narrow ? size::touch : icon_button_width;
    const float back = (frame().narrow ? size::touch : icon_button_width) + 8;
    const float natural = text_width(TextStyle::page_title, client.name) + 2;
    heading(1, client.name, std::min(natural, available_width() - add - more - 24 - (frame().narrow ? 0 : back)));
    beside_right(add + more + 8);
    add_menu_ui(desk, client, out);
    beside(8);
    more_menu_ui(desk, client, out);
    space(6);
    labels_ui(client, texts);
    TextOptions look{.style = TextStyle::small, .color = palette().soft, .line = size::badge};
    look.width = available_width();
    text(under_name(desk, client), look);
}

void tabs_ui(const Desk& desk, const Client& client, Intents& out) {
    const Texts& texts = desk.texts;
    // A phone has no room for the counts.
    const auto counted = [](std::size_t count) {
        return count == 0 || frame().narrow ? std::string{} : std::to_string(count);
    };
    std::size_t open = 0;
    desk.db.for_each_with<&Task::client>(client.id, [&](const Task& task) { open += is_open(task.status) ? 1 : 0; });
    desk.db.for_each_with<&Project::client>(client.id,
                                            [&](const Project& project) { open += is_open(project.status) ? 1 : 0; });
    std::vector<Option> options = {
        {.key = "", .label = std::string(texts.label("client_sheet.tab.general"))},
        {.key = "people",
         .label = std::string(texts.label("client_sheet.tab.people")),
         .detail = counted(desk.db.ids_with<&Person::client>(client.id).size())},
        {.key = "addresses",
         .label = std::string(texts.label("client_sheet.tab.addresses")),
         .detail = counted(desk.db.ids_with<&Address::client>(client.id).size())},
        {.key = "notes",
         .label = std::string(texts.label("client_sheet.tab.notes")),
         .detail = counted(desk.db.ids_with<&Note::client>(client.id).size())},
        {.key = "documents",
         .label = std::string(texts.label("client_sheet.tab.documents")),
         .detail = counted(desk.db.ids_with<&Document::client>(client.id).size())},
        {.key = "requests",
         .label = std::string(texts.label("client_sheet.tab.requests")),
         .detail = counted(desk.db.ids_with<&ClientRequest::client>(client.id).size())},
        {.key = "shared",
         .label = std::string(texts.label("client_sheet.tab.shared")),
         .detail = counted(desk.db.ids_with<&SharedDocument::portal>(portal_id(client.id)).size())},
        {.key = "work", .label = std::string(texts.label("client_sheet.tab.work")), .detail = counted(open)},
        {.key = "services",
         .label = std::string(texts.label("client_sheet.tab.services")),
         .detail = counted(running_services(desk.db, client.id))},
        {.key = "bank", .label = std::string(texts.label("client_sheet.tab.bank"))},
        {.key = "team", .label = std::string(texts.label("client_sheet.tab.team"))},
        {.key = "history", .label = std::string(texts.label("client_sheet.tab.history"))},
    };
    const Firm* firm = desk.db.find(the_firm);
    if (firm != nullptr && firm->services_off) {
        std::erase_if(options, [](const Option& option) { return option.key == "services"; });
    }
    std::string tab = desk.route.tab;
    if (!tabs("tabs", texts.label("client_sheet.tabs"), tab, options)) return;
    Route route = desk.route;
    route.tab = tab;
    out.push_back(Go{route});
}

}  // namespace

void client_sheet_ui(const Desk& desk, ClientSheetState& state, Intents& out) {
    const ClientId id{desk.route.record};
    const Client* client = desk.db.find(id);
    if (state.client != id.value) {
        state.client = id.value;
        state.form.clear();
        state.note.clear();
        state.documents = {};
        state.services = {};
    }
    if (client == nullptr) {
        EmptyStateOptions look;
        look.icon = Icon::clients;
        look.action = desk.texts.label("client_sheet.back");
        look.action_icon = Icon::arrow_left;
        if (empty_state("gone", desk.texts.label("client_sheet.gone"), desk.texts.label("client_sheet.gone_why"), look)
                .acted) {
            out.push_back(Go{{.screen = Screen::clients, .record = {}, .tab = {}, .panel = {}}});
        }
        return;
    }
    const IdScope scope(id);
    client_warnings_ui(desk, id, out);
    head_ui(desk, *client, out);
    space(12);
    tabs_ui(desk, *client, out);
    space(16);
    const std::string& tab = desk.route.tab;
    if (tab == "people") {
        people_tab_ui(desk, *client, out);
    } else if (tab == "addresses") {
        addresses_tab_ui(desk, *client, out);
    } else if (tab == "notes") {
        notes_tab_ui(desk, *client, state, out);
    } else if (tab == "documents") {
        documents_tab_ui(desk, *client, state.documents, out);
    } else if (tab == "requests") {
        requests_tab_ui(desk, *client, out);
    } else if (tab == "shared") {
        shared_tab_ui(desk, *client, out);
    } else if (tab == "work") {
        work_tab_ui(desk, *client, out);
    } else if (tab == "services") {
        services_tab_ui(desk, *client, state.services, out);
    } else if (tab == "bank") {
        books_tab_ui(desk, *client, state.books, out);
    } else if (tab == "team") {
        team_tab_ui(desk, *client, out);
    } else if (tab == "history") {
        timeline_ui(desk, state.history, out);
    } else {
        general_tab_ui(desk, *client, state, out);
    }
    space(24);
}

}  // namespace pupitre::ui
