// Field tables and rules of what services are made of.
#include "core/catalogue/service_item.h"

#include <algorithm>

#include "core/base/waiting_path.h"
#include "core/command/row_rules.h"

namespace pupitre {

namespace {

Refusal refuse_item(RefusalCode code, const ServiceItem& item, std::string field) {
    return {code, std::string(ServiceItem::table), item.id.value, std::move(field), {}};
}

std::optional<Refusal> check_item(const Database& db, const Context&, const void* row) {
    const auto& item = *static_cast<const ServiceItem*>(row);
    if (item.delay_days < 0 || item.delay_days > delay_days_max)
        return refuse_item(RefusalCode::invalid_value, item, "delay_days");
    if (item.estimate_minutes < 0) return refuse_item(RefusalCode::invalid_value, item, "estimate_minutes");
    if (item.role == DefaultRole::person && item.person.is_nil())
        return refuse_item(RefusalCode::field_required, item, "person");
    const ServiceItem* before = db.find(item.id);
    // What waits for it, or what it waits for, is of its service.
    if (before != nullptr && before->service != item.service)
        return refuse_item(RefusalCode::invalid_value, item, "service");
    if (before == nullptr && db.ids_with<&ServiceItem::service>(item.service).size() >= service_items_max)
        return refuse_item(RefusalCode::too_many, item, "service");
    return std::nullopt;
}

std::optional<Refusal> check_dependency(const Database& db, const Context&, const void* row) {
    const auto& dependency = *static_cast<const ServiceItemDependency*>(row);
    const EntityInfo& info = entity_info<ServiceItemDependency>();
    if (dependency.id != service_item_dependency_id(dependency.item, dependency.waits_for))
        return refuse_field(RefusalCode::invalid_value, info, row, info.fields[0]);
    const Field& waits_for = *info.find_field("waits_for");
    const ServiceItem* item = db.find(dependency.item);
    const ServiceItem* other = db.find(dependency.waits_for);
    if (item != nullptr && other != nullptr && item->service != other->service)
        return refuse_field(RefusalCode::invalid_value, info, row, waits_for);
    const auto circle = circle_of(db, dependency.item, dependency.waits_for);
    if (circle.empty()) return std::nullopt;
    return refuse_field(RefusalCode::reference_cycle, info, row, waits_for, path_text(circle));
}

std::vector<Id128> waits_for_ids(const Database& db, ServiceItemId item) {
    std::vector<Id128> ids;
    db.for_each_with<&ServiceItemDependency::item>(
        item, [&](const ServiceItemDependency& dependency) { ids.push_back(dependency.waits_for.value); });
    return ids;
}

// Rows come in id order, so equal positions keep the same order everywhere.
void in_order(std::vector<const ServiceItem*>& items) {
    std::stable_sort(items.begin(), items.end(),
                     [](const ServiceItem* a, const ServiceItem* b) { return a->position < b->position; });
}

}  // namespace

std::span<const Field> ServiceItem::fields() {
    static constexpr Field rows[] = {
        field<&ServiceItem::id>("id"),
        field<&ServiceItem::service>("service", Edit::hidden, Need::required).to(Service::table, OnDelete::cascade),
        field<&ServiceItem::kind>("kind", Edit::choice),
        field<&ServiceItem::title>("title", Edit::text, Need::required).with_search(),
        field<&ServiceItem::message>("message", Edit::long_text),
        field<&ServiceItem::answer>("answer", Edit::choice),
        field<&ServiceItem::delay>("delay", Edit::choice),
        field<&ServiceItem::delay_days>("delay_days", Edit::number),
        field<&ServiceItem::role>("role", Edit::choice),
        field<&ServiceItem::person>("person", Edit::reference).to(TeamMember::table),
        field<&ServiceItem::estimate_minutes>("estimate_minutes", Edit::number),
        field<&ServiceItem::checklist>("checklist", Edit::long_text),
        field<&ServiceItem::position>("position"),
    };
    static_assert(std::size(rows) == member_count<ServiceItem>(), "Every member needs a row.");
    return rows;
}

std::span<const Field> ServiceItemDependency::fields() {
    static constexpr Field rows[] = {
        field<&ServiceItemDependency::id>("id"),
        field<&ServiceItemDependency::item>("item", Edit::hidden, Need::required)
            .to(ServiceItem::table, OnDelete::cascade),
        field<&ServiceItemDependency::waits_for>("waits_for", Edit::reference, Need::required)
            .to(ServiceItem::table, OnDelete::cascade),
    };
    static_assert(std::size(rows) == member_count<ServiceItemDependency>(), "Every member needs a row.");
    return rows;
}

ServiceItemDependencyId service_item_dependency_id(ServiceItemId item, ServiceItemId waits_for) {
    return {derived_id(item.value, "waits_for:" + to_text(waits_for.value))};
}

std::vector<const ServiceItem*> items_of(const Database& db, ServiceId service) {
    std::vector<const ServiceItem*> items;
    db.for_each_with<&ServiceItem::service>(service, [&](const ServiceItem& item) { items.push_back(&item); });
    in_order(items);
    return items;
}

std::vector<const ServiceItem*> waits_of(const Database& db, ServiceItemId item) {
    std::vector<const ServiceItem*> items;
    for (const Id128 id : waits_for_ids(db, item)) {
        if (const ServiceItem* other = db.find(ServiceItemId{id})) items.push_back(other);
    }
    in_order(items);
    return items;
}

std::vector<std::string> circle_of(const Database& db, ServiceItemId item, ServiceItemId waits_for) {
    const auto path =
        waiting_path(waits_for.value, item.value, [&](Id128 node) { return waits_for_ids(db, ServiceItemId{node}); });
    std::vector<std::string> titles;
    if (path.empty()) return titles;
    const auto add = [&](Id128 id) {
        const ServiceItem* one = db.find(ServiceItemId{id});
        titles.push_back(one != nullptr ? one->title : std::string{});
    };
    add(item.value);
    for (const Id128 id : path) add(id);
    if (path.size() == 1) titles.resize(2);
    return titles;
}

std::vector<std::string> checklist_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
        while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
        if (!line.empty()) lines.emplace_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string path_text(const std::vector<std::string>& titles) {
    std::string text;
    for (const std::string& title : titles) {
        if (!text.empty()) text += " → ";
        text += title;
    }
    return text;
}

EntityRules service_item_rules() {
    EntityRules rules;
    rules.info = &entity_info<ServiceItem>();
    rules.write = rules.remove = Right::manage_firm;
    rules.check = check_item;
    rules.position_key = "position";
    rules.position_group_key = "service";
    return rules;
}

EntityRules service_item_dependency_rules() {
    EntityRules rules;
    rules.info = &entity_info<ServiceItemDependency>();
    rules.write = rules.remove = Right::manage_firm;
    rules.check = check_dependency;
    return rules;
}

}  // namespace pupitre
