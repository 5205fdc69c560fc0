// What a service is made of: tasks for the team and requests to the client, and which of them wait for which. Templates:
// an assignment makes copies, so changing these changes no work that has begun.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/catalogue/delay.h"
#include "core/catalogue/service.h"
#include "core/firm/firm.h"

namespace pupitre {

/// Stored.
enum class ServiceItemKind : std::uint8_t { task, client_request };
template <>
inline constexpr std::string_view enum_names<ServiceItemKind>[] = {"task", "client_request"};

/// What the client is expected to give. Stored.
enum class ExpectedAnswer : std::uint8_t { text, file, confirmation };
template <>
inline constexpr std::string_view enum_names<ExpectedAnswer>[] = {"text", "file", "confirmation"};

/// Who does it. Stored.
enum class DefaultRole : std::uint8_t { responsible, person, nobody };
template <>
inline constexpr std::string_view enum_names<DefaultRole>[] = {"responsible", "person", "nobody"};

struct ServiceItem {
    static constexpr std::string_view table = "service_item";
    static constexpr std::string_view scope_key = "";

    Id<ServiceItem> id;
    ServiceId service;
    ServiceItemKind kind = ServiceItemKind::task;
    std::string title;
    std::string message;                           // The task's description, or what the client reads.
    ExpectedAnswer answer = ExpectedAnswer::text;  // Of requests.
    Delay delay = Delay::none;
    std::int32_t delay_days = 0;
    DefaultRole role = DefaultRole::responsible;
    TeamMemberId person;  // With DefaultRole::person.
    std::int32_t estimate_minutes = 0;
    std::string checklist;  // One point a line; the task's points are rows of their own.
    std::int64_t position = 0;

    static std::span<const Field> fields();
    bool operator==(const ServiceItem&) const = default;
};
using ServiceItemId = Id<ServiceItem>;

/// That one item of a service waits for another one. Its id follows from both, so that it can't be said twice.
struct ServiceItemDependency {
    static constexpr std::string_view table = "service_item_dependency";
    static constexpr std::string_view scope_key = "";

    Id<ServiceItemDependency> id;
    ServiceItemId item;
    ServiceItemId waits_for;

    static std::span<const Field> fields();
    bool operator==(const ServiceItemDependency&) const = default;
};
using ServiceItemDependencyId = Id<ServiceItemDependency>;

ServiceItemDependencyId service_item_dependency_id(ServiceItemId item, ServiceItemId waits_for);

/// A service has at most so many items.
constexpr std::size_t service_items_max = 200;

/// In their order by hand.
std::vector<const ServiceItem*> items_of(const Database& db, ServiceId service);
/// What an item waits for, in the order of the service.
std::vector<const ServiceItem*> waits_of(const Database& db, ServiceItemId item);
/// The circle that would come about if the item waited for the other one: the titles, first and last the same; empty if
/// there is none.
std::vector<std::string> circle_of(const Database& db, ServiceItemId item, ServiceItemId waits_for);
/// The points of a checklist, without empty lines.
std::vector<std::string> checklist_lines(std::string_view text);

/// "A → B → A"
std::string path_text(const std::vector<std::string>& titles);

EntityRules service_item_rules();
EntityRules service_item_dependency_rules();

}  // namespace pupitre
