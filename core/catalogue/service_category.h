// What services are sorted by: the firm's categories, and what a service yields. Both are lists that the firm keeps.
#pragma once

#include <span>
#include <string>

#include "core/command/registry.h"
#include "core/schema/entity.h"

namespace pupitre {

/// A drawer of the catalogue.
struct ServiceCategory {
    static constexpr std::string_view table = "service_category";
    static constexpr std::string_view scope_key = "";

    Id<ServiceCategory> id;
    std::string name;
    bool demo = false;
    std::int64_t position = 0;

    static std::span<const Field> fields();
    bool operator==(const ServiceCategory&) const = default;
};
using ServiceCategoryId = Id<ServiceCategory>;

/// What a service yields: accounts, a return, a payslip, a letter …
struct DeliverableType {
    static constexpr std::string_view table = "deliverable_type";
    static constexpr std::string_view scope_key = "";

    Id<DeliverableType> id;
    std::string name;
    bool demo = false;
    std::int64_t position = 0;

    static std::span<const Field> fields();
    bool operator==(const DeliverableType&) const = default;
};
using DeliverableTypeId = Id<DeliverableType>;

/// Takes a category away; its services go to another one, or to none if it is nil. (A plain deletion is refused while
/// the category has services.)
struct RemoveServiceCategory {
    static constexpr std::string_view name = "service_category.remove";
    static constexpr std::int32_t version = 1;

    ServiceCategoryId category;
    ServiceCategoryId to;

    static Result<RemoveServiceCategory> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};
std::optional<Refusal> refuse(const Database& db, const Context& by, const RemoveServiceCategory& command);
void apply(Changes& changes, const Context& by, const RemoveServiceCategory& command);

/// The category that a name of an older version's services becomes: the same on every device.
ServiceCategoryId category_of_name(std::string_view name);
/// Services of older versions name their category in words: gives them a row.
void adopt_category_names(Changes& changes);
/// True if that would change something.
bool has_category_names(const Database& db);

EntityRules service_category_rules();
EntityRules deliverable_type_rules();

}  // namespace pupitre
