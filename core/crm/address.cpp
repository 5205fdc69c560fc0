// Field table and rules of addresses.
#include "core/crm/address.h"

#include <tuple>

#include "core/text/country_names.h"

namespace pupitre {

std::span<const Field> Address::fields() {
    static constexpr Field rows[] = {
        field<&Address::id>("id"),
        field<&Address::client>("client", Edit::hidden, Need::required).to(Client::table, OnDelete::cascade),
        field<&Address::kind>("kind", Edit::choice),
        field<&Address::number>("number", Edit::text),
        field<&Address::street>("street", Edit::text).with_search(),
        field<&Address::complement>("complement", Edit::text),
        field<&Address::postcode>("postcode", Edit::text).with_search(),
        field<&Address::city>("city", Edit::text).with_search(),
        field<&Address::subdivision>("subdivision", Edit::text),
        field<&Address::country>("country", Edit::country).with_check(is_country),
        field<&Address::position>("position"),
    };
    static_assert(std::size(rows) == member_count<Address>(), "Every member needs a row.");
    return rows;
}

const Address* main_address(const Database& db, ClientId client) {
    const Address* best = nullptr;
    const auto rank = [](const Address& address) { return std::tuple{address.kind, address.position, address.id}; };
    db.for_each_with<&Address::client>(client, [&](const Address& address) {
        if (best == nullptr || rank(address) < rank(*best)) best = &address;
    });
    return best;
}

EntityRules address_rules() {
    EntityRules rules;
    rules.info = &entity_info<Address>();
    rules.position_key = "position";
    rules.position_group_key = "client";
    return rules;
}

}  // namespace pupitre
