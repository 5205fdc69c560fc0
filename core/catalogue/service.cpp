// Field table and rules of services.
#include "core/catalogue/service.h"

#include <cassert>

#include "core/calendar/recurrence/parse.h"

namespace pupitre {

namespace {

Refusal refuse_service(RefusalCode code, const Service& service, std::string field) {
    return {code, std::string(Service::table), service.id.value, std::move(field), {}};
}

std::optional<Refusal> check_service(const Database&, const Context&, const void* row) {
    const auto& service = *static_cast<const Service*>(row);
    if (service.price && service.price->minor < 0) return refuse_service(RefusalCode::invalid_value, service, "price");
    if (service.periodicity != Periodicity::custom) return std::nullopt;
    if (service.rule.empty()) return refuse_service(RefusalCode::field_required, service, "rule");
    const auto rule = parse_rule_leniently(service.rule);
    if (rule && rule->rule.frequency >= Frequency::daily) return std::nullopt;
    return refuse_service(RefusalCode::invalid_value, service, "rule");
}

}  // namespace

std::span<const Field> Service::fields() {
    static constexpr Field rows[] = {
        field<&Service::id>("id"),
        field<&Service::name>("name", Edit::text, Need::required).with_search(),
        field<&Service::category_name>("category"),
        field<&Service::description>("description", Edit::long_text),
        field<&Service::price>("price", Edit::amount),
        field<&Service::periodicity>("periodicity", Edit::choice),
        field<&Service::archived>("archived", Edit::yes_no),
        field<&Service::demo>("demo"),
        field<&Service::position>("position"),
        field<&Service::category>("in_category", Edit::reference).to(ServiceCategory::table),
        field<&Service::deliverable>("deliverable", Edit::reference).to(DeliverableType::table),
        field<&Service::internal>("internal", Edit::yes_no),
        field<&Service::rule>("rule", Edit::long_text),
    };
    static_assert(std::size(rows) == member_count<Service>(), "Every member needs a row.");
    return rows;
}

std::string recurrence_of(const Service& service) {
    // What begins on the 31st begins on the last day of shorter months.
    const auto by_months = [](std::string_view interval) {
        return "RSCALE=GREGORIAN;FREQ=MONTHLY;INTERVAL=" + std::string(interval) + ";SKIP=BACKWARD";
    };
    switch (service.periodicity) {
    case Periodicity::never: return {};
    case Periodicity::weekly: return "FREQ=WEEKLY";
    case Periodicity::monthly: return by_months("1");
    case Periodicity::quarterly: return by_months("3");
    case Periodicity::half_yearly: return by_months("6");
    case Periodicity::yearly: return by_months("12");
    case Periodicity::custom: return service.rule;
    }
    assert(false);
    return {};
}

EntityRules service_rules() {
    EntityRules rules;
    rules.info = &entity_info<Service>();
    rules.check = check_service;
    rules.write = rules.remove = Right::manage_firm;
    rules.position_key = "position";
    return rules;
}

}  // namespace pupitre
