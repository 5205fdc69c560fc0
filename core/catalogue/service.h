// The services that a firm offers.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/catalogue/service_category.h"

namespace pupitre {

/// How often a service recurs. Stored.
enum class Periodicity : std::uint8_t { never, weekly, monthly, quarterly, half_yearly, yearly, custom };
template <>
inline constexpr std::string_view enum_names<Periodicity>[] = {"never",       "weekly", "monthly", "quarterly",
                                                               "half_yearly", "yearly", "custom"};

/// A catalogue entry: work that the firm does for clients.
struct Service {
    static constexpr std::string_view table = "service";
    static constexpr std::string_view scope_key = "";

    Id<Service> id;
    std::string name;
    std::string category_name;  // Retired: what older versions call the category. See adopt_category_names.
    std::string description;
    std::optional<Money> price;
    Periodicity periodicity = Periodicity::never;
    bool archived = false;
    bool demo = false;
    std::int64_t position = 0;
    ServiceCategoryId category;
    DeliverableTypeId deliverable;
    bool internal = false;  // Work of the firm's own that nobody is billed for.
    std::string rule;       // Of a custom periodicity: RFC 5545.

    static std::span<const Field> fields();
    bool operator==(const Service&) const = default;
};
using ServiceId = Id<Service>;

/// The rule by which a service comes again, RFC 5545; empty if it does not.
std::string recurrence_of(const Service& service);

EntityRules service_rules();

}  // namespace pupitre
