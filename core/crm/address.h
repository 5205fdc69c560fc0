// Structured postal addresses of a client.
#pragma once

#include <span>
#include <string>

#include "core/crm/client.h"

namespace pupitre {

/// What an address is for. Stored.
enum class AddressKind : std::uint8_t { main, billing, shipping, site };
template <>
inline constexpr std::string_view enum_names<AddressKind>[] = {"main", "billing", "shipping", "site"};

/// A postal address of a client; any number per client.
struct Address {
    static constexpr std::string_view table = "address";
    static constexpr std::string_view scope_key = "client";

    Id<Address> id;
    ClientId client;
    AddressKind kind = AddressKind::main;
    std::string number;  // With bis, ter …: "176 bis"
    std::string street;
    std::string complement;  // Floor, building, P.O. box.
    std::string postcode;
    std::string city;
    std::string subdivision;  // Province, state, canton: "QC"
    std::string country;      // ISO 3166-1, two letters.
    std::int64_t position = 0;

    static std::span<const Field> fields();
    bool operator==(const Address&) const = default;
};
using AddressId = Id<Address>;

/// The first address of kind `main`, else the first of any kind; null if there is none.
const Address* main_address(const Database& db, ClientId client);

EntityRules address_rules();

}  // namespace pupitre
