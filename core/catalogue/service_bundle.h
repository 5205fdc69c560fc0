// Services that are usually assigned together, saved under a name.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/catalogue/service.h"

namespace pupitre {

struct ServiceBundle {
    static constexpr std::string_view table = "service_bundle";
    static constexpr std::string_view scope_key = "";

    Id<ServiceBundle> id;
    std::string name;
    bool demo = false;
    std::int64_t position = 0;

    static std::span<const Field> fields();
    bool operator==(const ServiceBundle&) const = default;
};
using ServiceBundleId = Id<ServiceBundle>;

/// That a service is in a bundle. Its id follows from both, so that it can't be said twice.
struct ServiceBundleItem {
    static constexpr std::string_view table = "service_bundle_item";
    static constexpr std::string_view scope_key = "";

    Id<ServiceBundleItem> id;
    ServiceBundleId bundle;
    ServiceId service;
    std::int64_t position = 0;

    static std::span<const Field> fields();
    bool operator==(const ServiceBundleItem&) const = default;
};
using ServiceBundleItemId = Id<ServiceBundleItem>;

ServiceBundleItemId service_bundle_item_id(ServiceBundleId bundle, ServiceId service);

/// The services of a bundle in its order, without archived ones.
std::vector<ServiceId> services_of(const Database& db, ServiceBundleId bundle);

EntityRules service_bundle_rules();
EntityRules service_bundle_item_rules();

}  // namespace pupitre
