// Field table and rules of services.
#include "core/catalogue/service.h"

namespace pupitre {

std::span<const Field> Service::fields() {
    static constexpr Field rows[] = {
        field<&Service::id>("id"),
        field<&Service::name>("name", Edit::text, Need::required).with_search(),
        field<&Service::category>("category", Edit::text),
        field<&Service::description>("description", Edit::long_text),
        field<&Service::price>("price", Edit::amount),
        field<&Service::periodicity>("periodicity", Edit::choice),
        field<&Service::archived>("archived", Edit::yes_no),
        field<&Service::demo>("demo"),
        field<&Service::position>("position"),
    };
    static_assert(std::size(rows) == member_count<Service>(), "Every member needs a row.");
    return rows;
}

EntityRules service_rules() {
    EntityRules rules;
    rules.info = &entity_info<Service>();
    rules.write = rules.remove = Right::manage_firm;
    rules.position_key = "position";
    return rules;
}

}  // namespace pupitre
