// Cards: one for each category, then bundles and deliverables.
#include "web-ui/screens/services/catalogue.h"

#include <imgui.h>

#include "core/catalogue/service_bundle.h"
#include "core/command/row_commands.h"
#include "core/firm/firm.h"
#include "web-ui/screens/client_tabs.h"
#include "web-ui/screens/list_row.h"
#include "web-ui/screens/record_actions.h"
#include "web-ui/screens/services/service_words.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/surfaces.h"
#include "web-ui/widgets/text.h"
#include "web-ui/widgets/toggles.h"

namespace pupitre::ui {

namespace {

bool may_manage(const Desk& desk) { return desk.by.may(Right::manage_firm); }

void soft(std::string_view words) { paragraph(words, {.style = TextStyle::small, .color = palette().soft}); }

Do switch_module(const Desk& desk, const Firm& firm, bool on) {
    Firm after = firm;
    after.services_off = !on;
    const EntityInfo& info = entity_info<Firm>();
    return {{{"firm.change", change_args(info, firm.id.value, edits_between(info, &firm, &after))}},
            std::string(desk.texts.label(on ? "services.module_on" : "services.module_off"))};
}

Route service_route(ServiceId service) {
    return {.screen = Screen::settings, .record = service.value, .tab = "service", .panel = {}};
}

void service_row_ui(const Desk& desk, const std::vector<const Service*>& services, std::size_t place, Intents& out) {
    const Texts& texts = desk.texts;
    const Service& service = *services[place];
    const IdScope scope(service.id);
    ListRow row;
    row.title = service.name;
    row.detail = service_words(desk, service);
    row.faded = service.archived;
    row.icon = Icon::services;
    if (service.archived) row.labels.emplace_back(std::string(texts.label("service.archived")), Tone::neutral);
    if (may_manage(desk)) add_moves(place, services.size(), texts, row.actions);
    const ListRowResult result = list_row_ui(row, texts.label("list.actions"), place + 1 == services.size());
    if (result.opened) out.push_back(Go{service_route(service.id)});
    if (auto moved = move_record(desk, entity_info<Service>(), ids_of<Service>(services), place, result.action))
        out.push_back(*std::move(moved));
}

void category_menu_ui(const Desk& desk, const std::vector<const ServiceCategory*>& all, std::size_t place,
                      CatalogueState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const ServiceCategory& category = *all[place];
    std::vector<Option> actions;
    actions.push_back({.key = "edit", .label = std::string(texts.label("checklist.rename")), .icon = Icon::pencil});
    add_moves(place, all.size(), texts, actions);
    actions.push_back({.key = "delete",
                       .label = std::string(texts.label("list.delete")),
                       .icon = Icon::trash,
                       .danger = true,
                       .separated = true});
    const std::string taken = menu_button("menu", Icon::more, texts.label("list.actions"), actions);
    if (taken == "edit") open_record(desk, ServiceCategory::table, category.id.value, {}, out);
    if (auto moved = move_record(desk, entity_info<ServiceCategory>(), ids_of<ServiceCategory>(all), place, taken))
        out.push_back(*std::move(moved));
    if (taken != "delete") return;
    if (services_in(desk.db, category.id, true).empty()) {
        out.push_back(delete_record(desk, entity_info<ServiceCategory>(), category.id.value));
        return;
    }
    state.removing = category.id.value;
    state.target.clear();
}

void services_of_ui(const Desk& desk, ServiceCategoryId category, const CatalogueState& state, Intents& out) {
    const std::vector<const Service*> services = services_in(desk.db, category, state.with_archived);
    if (services.empty()) {
        soft(desk.texts.label("services.category_empty"));
        return;
    }
    const Card card("services", 0);
    for (std::size_t place = 0; place < services.size(); ++place) service_row_ui(desk, services, place, out);
}

void categories_ui(const Desk& desk, CatalogueState& state, Intents& out) {
    const std::vector<const ServiceCategory*> categories = categories_of(desk.db);
    for (std::size_t place = 0; place < categories.size(); ++place) {
        const ServiceCategory& category = *categories[place];
        const IdScope scope(category.id);
        const Group group("category", mirror::Role::group, category.name);
        ImGui::BeginGroup();
        text(category.name,
             {.style = TextStyle::body_strong, .line = frame().narrow ? size::touch : size::button, .level = 3});
        if (may_manage(desk)) {
            beside_right(icon_button_width);
            category_menu_ui(desk, categories, place, state, out);
        }
        ImGui::EndGroup();
        space(4);
        services_of_ui(desk, category.id, state, out);
        space(16);
    }
    if (services_in(desk.db, {}, state.with_archived).empty()) return;
    const IdScope scope("without");
    text(desk.texts.label("services.without_category"), {.style = TextStyle::body_strong, .level = 3});
    space(8);
    services_of_ui(desk, {}, state, out);
    space(16);
}

/// A card of rows that open in the panel, with a button for one more.
template <class Entity, class Detail>
void panel_list_ui(const Desk& desk, std::string_view title, std::string_view words, std::string_view add,
                   Detail detail, Intents& out) {
    const IdScope scope(Entity::table);
    const Group group("list", mirror::Role::group, title);
    section(title);
    space(4);
    soft(words);
    space(8);
    std::vector<const Entity*> rows;
    desk.db.for_each<Entity>([&](const Entity& row) { rows.push_back(&row); });
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Entity* a, const Entity* b) { return a->position < b->position; });
    if (!rows.empty()) {
        const Card card("rows", 0);
        for (std::size_t place = 0; place < rows.size(); ++place) {
            const IdScope one(rows[place]->id);
            ListRow row;
            row.title = rows[place]->name;
            row.detail = detail(*rows[place]);
            if (may_manage(desk)) add_moves(place, rows.size(), desk.texts, row.actions);
            const auto result = list_row_ui(row, desk.texts.label("list.actions"), place + 1 == rows.size());
            if (result.opened) open_record(desk, Entity::table, rows[place]->id.value, {}, out);
            if (auto moved = move_record(desk, entity_info<Entity>(), ids_of<Entity>(rows), place, result.action))
                out.push_back(*std::move(moved));
        }
    }
    if (!may_manage(desk)) return;
    space(8);
    if (button("add", add, {.icon = Icon::plus})) open_record(desk, Entity::table, {}, {}, out);
}

std::string bundle_words(const Desk& desk, const ServiceBundle& bundle) {
    std::string words;
    for (const ServiceId service : services_of(desk.db, bundle.id)) {
        if (!words.empty()) words += ", ";
        words += desk.db.get(service).name;
    }
    return words.empty() ? std::string(desk.texts.label("services.bundle_empty")) : words;
}

void removal_ui(const Desk& desk, CatalogueState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const ServiceCategoryId id{state.removing};
    const ServiceCategory* category = desk.db.find(id);
    if (category == nullptr) {
        state.removing = {};
        return;
    }
    Dialog question("remove_category", texts.format("services.remove_category", {category->name}));
    if (!question.shown()) return;
    const auto count = static_cast<std::int64_t>(services_in(desk.db, id, true).size());
    paragraph(texts.count("services.remove_category_words", count));
    space(12);
    std::vector<Option> options = {{.key = "none", .label = std::string(texts.label("services.without_category"))}};
    for (const ServiceCategory* other : categories_of(desk.db)) {
        if (other->id != id) options.push_back({.key = to_text(other->id.value), .label = other->name});
    }
    static_cast<void>(choice("target", texts.label("services.target"), state.target, options, {.required = true}));
    const std::string_view keep = texts.label("panel.cancel");
    const std::string_view remove = texts.label("services.move_and_delete");
    question.actions(button_width(keep) + 8 + button_width(remove, Icon::trash));
    const float wide = question.action_width();
    const bool kept = button("keep", keep, {.width = wide});
    question.next_action();
    ButtonOptions look;
    look.kind = ButtonKind::danger;
    look.icon = Icon::trash;
    look.width = wide;
    look.enabled = !state.target.empty();
    look.why_disabled = texts.label("services.target_missing");
    const bool removed = button("remove", remove, look);
    if (removed) {
        const Result<Id128> to = parse_id(state.target);
        const RemoveServiceCategory command{id, {to ? *to : Id128{}}};
        out.push_back(Do{{{std::string(RemoveServiceCategory::name), command.to_json()}},
                         texts.format("panel.deleted", {category->name})});
    }
    if (kept || removed || question.closed()) {
        state.removing = {};
        ImGui::CloseCurrentPopup();
    }
}

void toolbar_ui(const Desk& desk, Intents& out) {
    const Texts& texts = desk.texts;
    if (!may_manage(desk)) return;
    ButtonOptions primary;
    primary.kind = ButtonKind::primary;
    primary.icon = Icon::plus;
    if (button("new_service", texts.label("services.new"), primary)) open_record(desk, Service::table, {}, {}, out);
    if (frame().narrow)
        space(8);
    else
        beside(8);
    if (button("new_category", texts.label("services.new_category"), {.icon = Icon::plus}))
        open_record(desk, ServiceCategory::table, {}, {}, out);
    space(12);
}

}  // namespace

void services_card_ui(const Desk& desk, Intents& out) {
    const Firm* firm = desk.db.find(the_firm);
    if (firm == nullptr) return;
    const Texts& texts = desk.texts;
    const Card card("services_card", 16);
    section(texts.label("services.title"));
    space(4);
    if (!may_manage(desk)) {
        soft(texts.label(firm->services_off ? "services.off_words" : "services.card_words"));
    } else {
        bool on = !firm->services_off;
        space(6);
        if (toggle("module", texts.label("services.module"), on, {.detail = texts.label("services.module_words")}))
            out.push_back(switch_module(desk, *firm, on));
    }
    if (firm->services_off) return;
    space(12);
    if (button("open", texts.label("services.open"), {.icon = Icon::services}))
        out.push_back(Go{{.screen = Screen::settings, .record = {}, .tab = "services", .panel = {}}});
}

void catalogue_ui(const Desk& desk, CatalogueState& state, Intents& out) {
    const Texts& texts = desk.texts;
    const Firm* firm = desk.db.find(the_firm);
    if (firm != nullptr && firm->services_off) {
        services_card_ui(desk, out);
        return;
    }
    paragraph(texts.label("services.advice"), {.color = palette().soft});
    space(12);
    toolbar_ui(desk, out);
    static_cast<void>(checkbox("archived", texts.label("services.with_archived"), state.with_archived));
    space(16);
    categories_ui(desk, state, out);
    panel_list_ui<ServiceBundle>(
        desk, texts.label("services.bundles"), texts.label("services.bundles_words"),
        texts.label("services.new_bundle"), [&](const ServiceBundle& bundle) { return bundle_words(desk, bundle); },
        out);
    space(24);
    panel_list_ui<DeliverableType>(
        desk, texts.label("services.deliverables"), texts.label("services.deliverables_words"),
        texts.label("services.new_deliverable"), [](const DeliverableType&) { return std::string{}; }, out);
    if (!state.removing.is_nil()) removal_ui(desk, state, out);
}

}  // namespace pupitre::ui
