// One service: its form, saved field by field, and its items in their order.
#include <algorithm>

#include "core/catalogue/service_item.h"
#include "core/command/row_commands.h"
#include "web-ui/screens/client_tabs.h"
#include "web-ui/screens/list_row.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/screens/services/catalogue.h"
#include "web-ui/screens/services/service_words.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

void form_card_ui(const Desk& desk, const Service& service, bool may_edit, CatalogueState& state, Intents& out) {
    const EntityInfo& info = entity_info<Service>();
    const Card card("form", 16);
    Form form;
    form.info = &info;
    form.row = &service;
    form.may_edit = may_edit;
    take_refusal(form, state.form, desk);
    const auto edits = form_ui(form, form_layout(info, FormPurpose::edit), state.form, state.lookups, desk);
    if (!edits.empty()) out.push_back(change_record(desk, info, &service, edits));
}

void item_ui(const Desk& desk, const std::vector<const ServiceItem*>& items, std::size_t place, bool may_edit,
             Intents& out) {
    const EntityInfo& info = entity_info<ServiceItem>();
    const ServiceItem& item = *items[place];
    const IdScope scope(item.id);
    ListRow row;
    row.title = item.title;
    row.detail = item_words(desk, item);
    row.icon = item.kind == ServiceItemKind::task ? Icon::task : Icon::message;
    if (may_edit) {
        add_moves(place, items.size(), desk.texts, row.actions);
        row.actions.push_back({.key = "delete",
                               .label = std::string(desk.texts.label("list.delete")),
                               .icon = Icon::trash,
                               .danger = true,
                               .separated = true});
    }
    const ListRowResult result = list_row_ui(row, desk.texts.label("list.actions"), place + 1 == items.size());
    if (result.opened) open_record(desk, ServiceItem::table, item.id.value, {}, out);
    if (result.action == "delete") out.push_back(delete_record(desk, info, item.id.value));
    if (auto moved = move_record(desk, info, ids_of<ServiceItem>(items), place, result.action))
        out.push_back(*std::move(moved));
}

void items_ui(const Desk& desk, const Service& service, bool may_edit, Intents& out) {
    const Texts& texts = desk.texts;
    const std::vector<const ServiceItem*> items = items_of(desk.db, service.id);
    const Group group("items", mirror::Role::group, texts.label("services.items"));
    section(texts.label("services.items"), items.empty() ? std::string{} : std::to_string(items.size()));
    space(4);
    paragraph(texts.label("services.items_words"), {.style = TextStyle::small, .color = palette().soft});
    space(8);
    if (!items.empty()) {
        const Card card("rows", 0);
        for (std::size_t place = 0; place < items.size(); ++place) item_ui(desk, items, place, may_edit, out);
    }
    if (!may_edit) return;
    space(8);
    if (button("add_item", texts.label("services.add_item"), {.icon = Icon::plus}))
        open_record(desk, ServiceItem::table, {}, {}, out);
}

void delete_ui(const Desk& desk, const Service& service, Intents& out) {
    const EntityInfo& info = entity_info<Service>();
    const std::optional<std::string> reason = why_not_delete(desk, info, service.id.value);
    ButtonOptions look;
    look.icon = Icon::trash;
    look.enabled = !reason;
    if (reason) look.why_disabled = *reason;
    if (button("delete", desk.texts.label("services.delete"), look)) {
        out.push_back(delete_record(desk, info, service.id.value));
        out.push_back(Go{{.screen = Screen::settings, .record = {}, .tab = "services", .panel = {}}});
    }
    if (!reason || service.archived) return;
    space(4);
    paragraph(desk.texts.label("services.archive_instead"), {.style = TextStyle::small, .color = palette().soft});
}

}  // namespace

void service_editor_ui(const Desk& desk, CatalogueState& state, Intents& out) {
    const Service* service = desk.db.find(ServiceId{desk.route.record});
    if (state.service != desk.route.record) {
        state.service = desk.route.record;
        state.form.clear();
    }
    if (service == nullptr) {
        paragraph(desk.texts.label("refusal.row_not_found"), {.color = palette().soft});
        return;
    }
    const IdScope scope(service->id);
    const bool may_edit = desk.by.may(Right::manage_firm);
    form_card_ui(desk, *service, may_edit, state, out);
    space(20);
    items_ui(desk, *service, may_edit, out);
    space(24);
    if (may_edit) delete_ui(desk, *service, out);
}

}  // namespace pupitre::ui
