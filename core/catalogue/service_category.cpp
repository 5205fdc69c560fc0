// Field tables, rules and the removal of categories; how the words of older versions become rows.
#include "core/catalogue/service_category.h"

#include "core/base/text_fold.h"
#include "core/catalogue/service.h"
#include "core/command/arguments.h"
#include "core/command/ordering.h"

namespace pupitre {

namespace {

constexpr Id128 names_cause{0, 0x5E2C};

EntityRules rules_of(const EntityInfo& info) {
    EntityRules rules;
    rules.info = &info;
    rules.write = rules.remove = Right::manage_firm;
    rules.position_key = "position";
    return rules;
}

bool names_category(const Service& service) { return service.category.is_nil() && !service.category_name.empty(); }

}  // namespace

std::span<const Field> ServiceCategory::fields() {
    static constexpr Field rows[] = {
        field<&ServiceCategory::id>("id"),
        field<&ServiceCategory::name>("name", Edit::text, Need::required).with_search(),
        field<&ServiceCategory::demo>("demo"),
        field<&ServiceCategory::position>("position"),
    };
    static_assert(std::size(rows) == member_count<ServiceCategory>(), "Every member needs a row.");
    return rows;
}

std::span<const Field> DeliverableType::fields() {
    static constexpr Field rows[] = {
        field<&DeliverableType::id>("id"),
        field<&DeliverableType::name>("name", Edit::text, Need::required).with_search(),
        field<&DeliverableType::demo>("demo"),
        field<&DeliverableType::position>("position"),
    };
    static_assert(std::size(rows) == member_count<DeliverableType>(), "Every member needs a row.");
    return rows;
}

Result<RemoveServiceCategory> RemoveServiceCategory::from_json(const Json& args) {
    const auto category = id_argument(args, "category");
    if (!category) return category.error();
    const auto to = optional_id_argument(args, "to");
    if (!to) return to.error();
    return RemoveServiceCategory{{*category}, {*to}};
}

Json RemoveServiceCategory::to_json() const {
    Json args{{"category", to_text(category.value)}};
    if (!to.is_nil()) args["to"] = to_text(to.value);
    return args;
}

std::optional<Refusal> refuse(const Database& db, const Context& by, const RemoveServiceCategory& command) {
    const auto refusal = [&](RefusalCode code, std::string field) {
        return Refusal{code, std::string(ServiceCategory::table), command.category.value, std::move(field), {}};
    };
    if (!by.may(Right::manage_firm)) return refusal(RefusalCode::not_permitted, {});
    if (db.find(command.category) == nullptr) return refusal(RefusalCode::row_not_found, {});
    if (command.to == command.category) return refusal(RefusalCode::invalid_value, "to");
    if (!command.to.is_nil() && db.find(command.to) == nullptr) return refusal(RefusalCode::reference_missing, "to");
    return std::nullopt;
}

void apply(Changes& changes, const Context&, const RemoveServiceCategory& command) {
    std::vector<Service> services;
    changes.db().for_each_with<&Service::category>(command.category,
                                                   [&](const Service& service) { services.push_back(service); });
    for (Service& service : services) {
        service.category = command.to;
        changes.put(service);
    }
    changes.erase(command.category);
}

ServiceCategoryId category_of_name(std::string_view name) {
    return {derived_id(names_cause, "category " + fold(name))};
}

void adopt_category_names(Changes& changes) {
    std::vector<Service> services;
    changes.db().for_each<Service>([&](const Service& service) {
        if (names_category(service)) services.push_back(service);
    });
    const EntityRules rules = service_category_rules();
    const TableIndex table = changes.db().schema().index_of<ServiceCategory>();
    for (Service& service : services) {
        const ServiceCategoryId id = category_of_name(service.category_name);
        if (changes.db().find(id) == nullptr) {
            ServiceCategory category;
            category.id = id;
            category.name = service.category_name;
            category.demo = service.demo;
            AnyRow row(*rules.info, &category);
            place_last(changes.db(), rules, table, row);
            changes.put_row(table, row.data());
        }
        service.category = id;
        service.category_name.clear();
        changes.put(service);
    }
}

bool has_category_names(const Database& db) {
    bool found = false;
    db.for_each<Service>([&](const Service& service) { found = found || names_category(service); });
    return found;
}

EntityRules service_category_rules() { return rules_of(entity_info<ServiceCategory>()); }
EntityRules deliverable_type_rules() { return rules_of(entity_info<DeliverableType>()); }

}  // namespace pupitre
