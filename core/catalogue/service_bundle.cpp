// Field tables and rules of bundles.
#include "core/catalogue/service_bundle.h"

#include <algorithm>

#include "core/command/row_rules.h"

namespace pupitre {

namespace {

std::optional<Refusal> check_item(const Database&, const Context&, const void* row) {
    const auto& item = *static_cast<const ServiceBundleItem*>(row);
    if (item.id == service_bundle_item_id(item.bundle, item.service)) return std::nullopt;
    const EntityInfo& info = entity_info<ServiceBundleItem>();
    return refuse_field(RefusalCode::invalid_value, info, row, info.fields[0]);
}

}  // namespace

std::span<const Field> ServiceBundle::fields() {
    static constexpr Field rows[] = {
        field<&ServiceBundle::id>("id"),
        field<&ServiceBundle::name>("name", Edit::text, Need::required).with_search(),
        field<&ServiceBundle::demo>("demo"),
        field<&ServiceBundle::position>("position"),
    };
    static_assert(std::size(rows) == member_count<ServiceBundle>(), "Every member needs a row.");
    return rows;
}

std::span<const Field> ServiceBundleItem::fields() {
    static constexpr Field rows[] = {
        field<&ServiceBundleItem::id>("id"),
        field<&ServiceBundleItem::bundle>("bundle", Edit::hidden, Need::required)
            .to(ServiceBundle::table, OnDelete::cascade),
        field<&ServiceBundleItem::service>("service", Edit::reference, Need::required)
            .to(Service::table, OnDelete::cascade),
        field<&ServiceBundleItem::position>("position"),
    };
    static_assert(std::size(rows) == member_count<ServiceBundleItem>(), "Every member needs a row.");
    return rows;
}

ServiceBundleItemId service_bundle_item_id(ServiceBundleId bundle, ServiceId service) {
    return {derived_id(bundle.value, "service:" + to_text(service.value))};
}

std::vector<ServiceId> services_of(const Database& db, ServiceBundleId bundle) {
    std::vector<const ServiceBundleItem*> items;
    db.for_each_with<&ServiceBundleItem::bundle>(bundle, [&](const ServiceBundleItem& item) {
        const Service* service = db.find(item.service);
        if (service != nullptr && !service->archived) items.push_back(&item);
    });
    std::stable_sort(items.begin(), items.end(),
                     [](const ServiceBundleItem* a, const ServiceBundleItem* b) { return a->position < b->position; });
    std::vector<ServiceId> services;
    services.reserve(items.size());
    for (const ServiceBundleItem* item : items) services.push_back(item->service);
    return services;
}

EntityRules service_bundle_rules() {
    EntityRules rules;
    rules.info = &entity_info<ServiceBundle>();
    rules.write = rules.remove = Right::manage_firm;
    rules.position_key = "position";
    return rules;
}

EntityRules service_bundle_item_rules() {
    EntityRules rules;
    rules.info = &entity_info<ServiceBundleItem>();
    rules.write = rules.remove = Right::manage_firm;
    rules.check = check_item;
    rules.position_key = "position";
    rules.position_group_key = "bundle";
    return rules;
}

}  // namespace pupitre
