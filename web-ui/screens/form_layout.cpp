// The arrangement, as one table per entity.
#include "web-ui/screens/form_layout.h"

#include <algorithm>
#include <array>
#include <span>

namespace pupitre::ui {

namespace {

struct Place {
    std::string_view table;
    std::string_view section;  // Message key; a new one starts a section.
    std::string_view left;
    std::string_view right = {};
    bool create = true;     // Also in a form for creating.
    float right_share = 1;  // See FormLine.
};

constexpr Place places[] = {
    {"client", "form.identity", "name"},
    {"client", "form.identity", "reference", "group"},
    {"client", "form.identity", "siren", "siret"},
    {"client", "form.identity", "vat_number", "parent", false},
    {"client", "form.contact", "email", "phone"},
    {"client", "form.contact", "website", "main_person", false},
    {"client", "form.contact", "access_hours", {}, false},
    {"client", "form.attention", "flag_text", {}, false},
    {"client", "form.attention", "suspended", {}, false},
    {"client", "form.attention", "suspension_reason", {}, false},
    {"client", "form.attention", "suspension_scope", {}, false},
    {"client", "form.accounting", "prospect"},
    {"client", "form.accounting", "supplier"},
    {"client", "form.accounting", "client_since", "year_end_month", false},
    {"client", "form.accounting", "account_number", "balance", false},
    {"client", "form.accounting", "credit_limit", {}, false},

    {"person", "", "civility"},
    {"person", "", "first_name", "last_name"},
    {"person", "", "job_title"},
    {"person", "", "email"},
    {"person", "", "phone", "mobile"},
    {"person", "", "inactive", {}, false},

    {"address", "", "kind"},
    {"address", "", "number", "street", true, 3},
    {"address", "", "complement"},
    {"address", "", "postcode", "city", true, 2},
    {"address", "", "subdivision", "country"},

    {"task", "", "title"},
    {"task", "", "due_on", "assignee"},
    {"task", "", "status", "estimate_minutes"},
    {"task", "", "client"},
    {"task", "", "project"},
    {"task", "", "description"},

    {"project", "", "title"},
    {"project", "", "client"},
    {"project", "", "starts_on", "due_on"},
    {"project", "", "responsible", "status"},
    {"project", "", "service"},
    {"project", "", "description"},

    {"service", "", "name"},
    {"service", "", "in_category", "deliverable"},
    {"service", "", "price", "periodicity"},
    {"service", "", "rule"},
    {"service", "", "internal"},
    {"service", "", "description"},
    {"service", "", "archived", {}, false},

    {"service_item", "", "kind"},
    {"service_item", "", "title"},
    {"service_item", "", "message"},
    {"service_item", "", "answer"},
    {"service_item", "", "delay"},
    {"service_item", "", "delay_days"},
    {"service_item", "", "role"},
    {"service_item", "", "person"},
    {"service_item", "", "estimate_minutes"},
    {"service_item", "", "checklist"},
    {"client_request", "", "title"},
    {"client_request", "", "client"},
    {"client_request", "", "kind", "due_on"},
    {"client_request", "", "message"},
    {"client_request", "", "silent"},

    {"bank_account", "", "name"},
    {"bank_account", "", "number"},
    {"bank_account", "", "currency", "opening_balance"},

    {"bank_transaction", "", "account"},
    {"bank_transaction", "", "booked_on", "value_on"},
    {"bank_transaction", "", "amount"},
    {"bank_transaction", "", "counterparty"},
    {"bank_transaction", "", "text"},
    {"bank_transaction", "", "reference"},

    {"firm", "form.identity", "name"},
    {"firm", "form.identity", "siren", "siret"},
    {"firm", "form.identity", "vat_number"},
    {"firm", "form.identity", "country", "currency"},
    {"firm", "form.calendar", "holidays"},
    {"firm", "form.calendar", "works_on_saturdays"},
    {"firm", "form.calendar", "closing_days"},
    {"firm", "form.calendar", "worked_days"},
    {"firm", "form.habits", "new_clients_are_prospects"},

    {"team_member", "", "first_name", "last_name"},
    {"team_member", "", "email"},
    {"team_member", "", "job_title"},
    {"team_member", "", "role"},
    {"team_member", "", "restricted"},
    {"team_member", "", "inactive", {}, false},
};

struct Dependence {
    std::string_view table;
    std::string_view field;
    std::string_view on;
};
constexpr Dependence dependences[] = {
    {"client", "suspension_reason", "suspended"},
    {"client", "suspension_scope", "suspended"},
};

struct ChoiceDependence {
    std::string_view table;
    std::string_view field;
    ShownFor on = {};
    std::string_view on_field;
};
constexpr ChoiceDependence choice_dependences[] = {
    {"service", "rule", {.choice = "custom", .required = true}, "periodicity"},
    {"service_item", "answer", {.choice = "client_request"}, "kind"},
    {"service_item", "role", {.choice = "task"}, "kind"},
    {"service_item", "person", {.choice = "person", .required = true}, "role"},
    {"service_item", "estimate_minutes", {.choice = "task"}, "kind"},
    {"service_item", "checklist", {.choice = "task"}, "kind"},
    {"service_item", "delay_days", {.choice = "none", .unless = true}, "delay"},
};

struct Aside {
    std::string_view table;
    std::string_view field;
};
/// Changed by an action of its own, not in a form.
constexpr Aside set_aside[] = {
    {"client", "inactive"}, {"task", "completed_on"},      {"project", "completed_on"},
    {"task", "delay"},      {"request_tracking", "delay"},
};

bool is_set_aside(const EntityInfo& info, const Field& field) {
    return std::any_of(std::begin(set_aside), std::end(set_aside),
                       [&](const Aside& aside) { return aside.table == info.table && aside.field == field.key; });
}

}  // namespace

std::vector<FormSection> form_layout(const EntityInfo& info, FormPurpose purpose) {
    std::vector<FormSection> sections;
    std::vector<const Field*> placed;
    for (const Place& place : places) {
        if (place.table != info.table) continue;
        const FormLine line = {info.find_field(place.left),
                               place.right.empty() ? nullptr : info.find_field(place.right), place.right_share};
        placed.push_back(line.left);
        if (line.right != nullptr) placed.push_back(line.right);
        if (purpose == FormPurpose::create && !place.create) continue;
        if (sections.empty() || sections.back().title_key != place.section) sections.push_back({place.section, {}});
        sections.back().lines.push_back(line);
    }
    for (const Field& field : info.fields) {
        if (field.edit == Edit::hidden || is_set_aside(info, field)) continue;
        if (std::find(placed.begin(), placed.end(), &field) != placed.end()) continue;
        if (sections.empty()) sections.push_back({});
        sections.back().lines.push_back({&field});
    }
    return sections;
}

std::optional<ShownFor> shown_for(const EntityInfo& info, const Field& field) {
    for (const ChoiceDependence& dependence : choice_dependences) {
        if (dependence.table != info.table || dependence.field != field.key) continue;
        ShownFor found = dependence.on;
        found.on = info.find_field(dependence.on_field);
        return found;
    }
    return std::nullopt;
}

const Field* shown_with(const EntityInfo& info, const Field& field) {
    for (const Dependence& dependence : dependences) {
        if (dependence.table == info.table && dependence.field == field.key) return info.find_field(dependence.on);
    }
    return nullptr;
}

}  // namespace pupitre::ui
