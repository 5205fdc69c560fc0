// A card for each service, with what it makes listed below its fields.
#include "web-ui/screens/services/assign_form.h"

#include <algorithm>

#include "core/catalogue/service_bundle.h"
#include "core/command/row_commands.h"
#include "core/firm/firm.h"
#include "core/text/format.h"
#include "web-ui/screens/form.h"
#include "web-ui/screens/form_values.h"
#include "web-ui/screens/services/service_words.h"
#include "web-ui/widgets/button.h"
#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/item.h"
#include "web-ui/widgets/layout.h"
#include "web-ui/widgets/text.h"

namespace pupitre::ui {

namespace {

TeamMemberId member_of(const std::string& key) {
    const Result<Id128> id = parse_id(key);
    return {id ? *id : Id128{}};
}

bool is_chosen(const AssignFormState& state, ServiceId service) {
    return std::any_of(state.chosen.begin(), state.chosen.end(),
                       [&](const ChosenService& one) { return one.service == service; });
}

void add_service(const Desk& desk, const Project& project, ServiceId id, AssignFormState& state) {
    const Service* service = desk.db.find(id);
    if (service == nullptr || is_chosen(state, id)) return;
    ChosenService chosen;
    chosen.service = id;
    chosen.starts_on = project.starts_on;
    // It ends before the project does.
    if (project.due_on) chosen.ends_on = project.due_on->plus_days(-1);
    if (service->price) chosen.price = service->price->minor;
    state.chosen.push_back(chosen);
}

Assignment assignment_of(const Desk& desk, const ChosenService& chosen) {
    const Service* service = desk.db.find(chosen.service);
    Assignment assignment;
    assignment.service = chosen.service;
    assignment.starts_on = chosen.starts_on;
    assignment.ends_on = chosen.ends_on;
    assignment.internal = service != nullptr && service->internal;
    if (chosen.price) assignment.price = Money{*chosen.price, firm_currency(desk.db)};
    return assignment;
}

void chooser_ui(const Desk& desk, const Project& project, AssignFormState& state) {
    const Texts& texts = desk.texts;
    std::vector<Option> bundles;
    desk.db.for_each<ServiceBundle>([&](const ServiceBundle& bundle) {
        bundles.push_back({.key = to_text(bundle.id.value), .label = bundle.name});
    });
    const auto find = [&](std::string_view typed) {
        std::vector<Option> found = state.lookups.find(desk.db, Service::table, typed, {});
        std::erase_if(found, [&](const Option& option) {
            const Result<Id128> id = parse_id(option.key);
            return id && (is_chosen(state, ServiceId{*id}) ||
                          current_assignment(desk.db, project.id, ServiceId{*id}) != nullptr);
        });
        return found;
    };
    PickerOptions options;
    options.field.placeholder = texts.label("services.choose");
    const auto pick = [&] {
        const Picked picked = picker("service", texts.label("services.add_service"), state.picked, find, options);
        if (!picked.changed) return;
        if (const Result<Id128> id = parse_id(state.picked)) add_service(desk, project, ServiceId{*id}, state);
        state.picked.clear();
    };
    if (bundles.empty()) return pick();
    Columns halves({1, 1});
    pick();
    halves.next();
    FieldOptions look;
    look.placeholder = texts.label("services.choose");
    if (!choice("bundle", texts.label("services.add_bundle"), state.bundle, bundles, look)) return;
    if (const Result<Id128> id = parse_id(state.bundle)) {
        for (const ServiceId service : services_of(desk.db, ServiceBundleId{*id}))
            add_service(desk, project, service, state);
    }
    state.bundle.clear();
}

std::optional<Refusal> wrong_with(const Desk& desk, const Project& project, const ChosenService& chosen) {
    return check_assignment(project, assignment_of(desk, chosen));
}

/// The words beside a field, if it is this field that is wrong.
std::string error_at(const std::optional<Refusal>& refusal, std::string_view field, bool tried, const Texts& texts) {
    if (!refusal || refusal->field != field) return {};
    if (refusal->code == RefusalCode::field_required && !tried) return {};
    if (field == "price" && refusal->code == RefusalCode::field_required)
        return std::string(texts.label("services.price_missing"));
    return refusal_words(*refusal, texts);
}

void date_ui(const Desk& desk, std::string_view field, std::optional<Date>& date, const std::string& error) {
    DateOptions options;
    options.field.required = true;
    options.field.error = error;
    options.parse = [&desk](std::string_view typed) { return typed_date(desk, typed); };
    options.format = [language = desk.texts.language()](Date shown) { return format_date(shown, language); };
    options.unreadable = desk.texts.label("form.not_a_date");
    date_field(field, desk.texts.label("assignment." + std::string(field)), date, options);
}

void fields_ui(const Desk& desk, const Project& project, ChosenService& chosen, AssignFormState& state) {
    const Texts& texts = desk.texts;
    const auto refusal = wrong_with(desk, project, chosen);
    const auto error = [&](std::string_view field) { return error_at(refusal, field, state.tried, texts); };
    const Service& service = desk.db.get(chosen.service);
    {
        Columns dates({1, 1});
        date_ui(desk, "starts_on", chosen.starts_on, error("starts_on"));
        dates.next();
        date_ui(desk, "ends_on", chosen.ends_on, error("ends_on"));
    }
    space(12);
    Columns rest({1, 1});
    NumberOptions price;
    price.amount = true;
    price.language = texts.language();
    const std::string sign(currency_sign(firm_currency(desk.db)));
    const std::string price_error = error("price");
    price.suffix = sign;
    price.unreadable = texts.label("form.not_a_number");
    price.field.required = !service.internal;
    price.field.error = price_error;
    number_field("price", texts.label("assignment.price"), chosen.price, price);
    rest.next();
    PickerOptions options;
    options.person = true;
    const TeamMember* who = desk.db.find(member_of(chosen.responsible));
    const std::string name = who != nullptr ? who->full_name() : std::string{};
    options.chosen = name;
    const TeamMember* usual = desk.db.find(project.responsible);
    const std::string usual_name = usual != nullptr ? usual->full_name() : std::string{};
    options.field.placeholder = usual_name;
    static_cast<void>(picker(
        "responsible", texts.label("assignment.responsible"), chosen.responsible,
        [&](std::string_view typed) { return state.lookups.find(desk.db, TeamMember::table, typed, {}); }, options));
}

/// A way out where the service does not fit into its project.
void moving_ui(const Desk& desk, const Project& project, const ChosenService& chosen, Intents& out) {
    const auto refusal = wrong_with(desk, project, chosen);
    if (!refusal) return;
    const bool end = refusal->code == RefusalCode::after_project;
    if (!end && refusal->code != RefusalCode::before_project) return;
    Project after = project;
    if (end) after.due_on = chosen.ends_on->plus_days(1);
    if (!end) after.starts_on = chosen.starts_on;
    const std::string day = format_date(end ? *after.due_on : *after.starts_on, desk.texts.language());
    const std::string words =
        desk.texts.format(end ? "services.move_project_end" : "services.move_project_start", {day});
    space(6);
    if (!link("move_project", words)) return;
    const EntityInfo& info = entity_info<Project>();
    out.push_back(
        Do{{{"project.change", change_args(info, project.id.value, edits_between(info, &project, &after))}}, words});
}

std::string planned_words(const Desk& desk, const PlannedItem& planned) {
    const Texts& texts = desk.texts;
    std::string when = planned.due_on ? format_short_date(*planned.due_on, desk.by.today, texts.language())
                       : planned.waits
                           ? in_one_line({std::string(texts.label("services.when_released")),
                                          delay_words(planned.item->delay, planned.item->delay_days, texts)})
                           : std::string(texts.label("services.no_date"));
    const TeamMember* who = desk.db.find(planned.assignee);
    const bool task = planned.item->kind == ServiceItemKind::task;
    return in_one_line(
        {planned.item->title, std::move(when), task && who != nullptr ? who->full_name() : std::string{}});
}

void preview_ui(const Desk& desk, const Project& project, const ChosenService& chosen) {
    const Service& service = desk.db.get(chosen.service);
    if (!chosen.starts_on || !chosen.ends_on || *chosen.ends_on < *chosen.starts_on) return;
    TeamMemberId responsible = member_of(chosen.responsible);
    if (responsible.is_nil()) responsible = project.responsible;
    const auto items = planned_items(desk.db, service, *chosen.starts_on, *chosen.ends_on, responsible);
    const Group group("preview", mirror::Role::list, desk.texts.label("services.preview"));
    space(10);
    text(items.empty() ? desk.texts.label("services.no_items") : desk.texts.label("services.preview"),
         {.style = TextStyle::small_medium, .color = palette().soft});
    space(2);
    for (const PlannedItem& planned : items) {
        paragraph("• " + planned_words(desk, planned), {.style = TextStyle::small, .color = palette().soft});
        space(1);
    }
    if (recurrence_of(service).empty()) return;
    space(2);
    paragraph(desk.texts.format("services.comes_again", {rhythm_words(service, desk.texts)}),
              {.style = TextStyle::small, .color = palette().soft});
}

}  // namespace

Currency firm_currency(const Database& db) {
    const Firm* firm = db.find(the_firm);
    return firm != nullptr ? firm->currency : Currency::eur;
}

void assign_form_ui(const Desk& desk, const Project& project, bool moving, AssignFormState& state, Intents& out) {
    chooser_ui(desk, project, state);
    std::optional<std::size_t> removed;
    for (std::size_t place = 0; place < state.chosen.size(); ++place) {
        ChosenService& chosen = state.chosen[place];
        const Service* service = desk.db.find(chosen.service);
        if (service == nullptr) {
            removed = place;
            continue;
        }
        space(12);
        const IdScope scope(chosen.service);
        const Group group("service", mirror::Role::group, service->name);
        const Card card("card", 16);
        text(service->name, {.style = TextStyle::body_strong,
                             .width = available_width() - icon_button_width - 8,
                             .line = size::button,
                             .level = 3});
        beside_right(icon_button_width);
        if (icon_button("remove", Icon::close, desk.texts.format("services.take_out", {service->name}),
                        {.kind = ButtonKind::quiet}))
            removed = place;
        space(6);
        fields_ui(desk, project, chosen, state);
        if (moving) moving_ui(desk, project, chosen, out);
        preview_ui(desk, project, chosen);
    }
    if (removed) state.chosen.erase(state.chosen.begin() + static_cast<std::ptrdiff_t>(*removed));
}

std::optional<std::vector<AssignedService>> read_assign_form(const Desk& desk, const Project& project,
                                                             AssignFormState& state) {
    state.tried = true;
    std::vector<AssignedService> services;
    for (const ChosenService& chosen : state.chosen) {
        if (wrong_with(desk, project, chosen)) return std::nullopt;
        const Assignment assignment = assignment_of(desk, chosen);
        services.push_back(
            {chosen.service, *chosen.starts_on, *chosen.ends_on, member_of(chosen.responsible), assignment.price});
    }
    return services.empty() ? std::nullopt : std::optional{std::move(services)};
}

}  // namespace pupitre::ui
