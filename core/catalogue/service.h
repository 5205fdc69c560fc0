// The services that a firm offers.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/command/registry.h"
#include "core/schema/entity.h"

namespace pupitre {

/// How often a service recurs. Stored.
enum class Periodicity : std::uint8_t { never, weekly, monthly, quarterly, half_yearly, yearly };
template <>
inline constexpr std::string_view enum_names<Periodicity>[] = {"never",     "weekly",      "monthly",
                                                               "quarterly", "half_yearly", "yearly"};

/// A catalogue entry: work that the firm does for clients.
struct Service {
    static constexpr std::string_view table = "service";
    static constexpr std::string_view scope_key = "";

    Id<Service> id;
    std::string name;
    std::string category;
    std::string description;
    std::optional<Money> price;
    Periodicity periodicity = Periodicity::never;
    bool archived = false;
    bool demo = false;
    std::int64_t position = 0;

    static std::span<const Field> fields();
    bool operator==(const Service&) const = default;
};
using ServiceId = Id<Service>;

EntityRules service_rules();

}  // namespace pupitre
