// Clients, their groups, and the tree that they form.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/command/registry.h"
#include "core/schema/entity.h"

namespace pupitre {

struct Person;
using PersonId = Id<Person>;

/// A list of clients that are treated alike; each client is in one.
struct ClientGroup {
    static constexpr std::string_view table = "client_group";
    static constexpr std::string_view scope_key = "";

    Id<ClientGroup> id;
    std::string name;
    std::int64_t position = 0;

    static std::span<const Field> fields();
    bool operator==(const ClientGroup&) const = default;
};
using ClientGroupId = Id<ClientGroup>;

/// Whom a suspension reaches beside the client itself. Stored.
enum class SuspensionScope : std::uint8_t { client_only, family, parents, children, grandchildren };
template <>
inline constexpr std::string_view enum_names<SuspensionScope>[] = {"client_only", "family", "parents", "children",
                                                                   "grandchildren"};

/// A company or site that we work for, or may work for one day; perhaps also a supplier.
struct Client {
    static constexpr std::string_view table = "client";
    static constexpr std::string_view scope_key = "id";

    Id<Client> id;
    std::string reference;  // The firm's own number for the client, unique.
    std::string name;
    ClientGroupId group;
    Id<Client> parent;  // Head office of a branch, landlord of a tenant …
    PersonId main_person;
    std::string email;
    std::string phone;  // E.164 where known: "+33477550228".
    std::string website;
    std::string siren;
    std::string siret;
    std::string vat_number;
    bool prospect = false;  // Not yet a client: quotes only.
    bool inactive = false;
    bool supplier = false;
    std::string flag_text;  // Draws attention to a problem; shown in the back office only.
    bool suspended = false;
    std::string suspension_reason;
    SuspensionScope suspension_scope = SuspensionScope::client_only;
    std::string access_hours;
    std::optional<Date> client_since;
    std::optional<Money> credit_limit;
    std::optional<Money> balance;
    std::string account_number;        // In the accounting system.
    std::int32_t year_end_month = 12;  // Month in which the fiscal year ends, 1 to 12.
    bool demo = false;
    TeamMemberId created_by;  // Given by the program; stays also when that member is gone.

    static std::span<const Field> fields();
    bool operator==(const Client&) const = default;
};
using ClientId = Id<Client>;

/// True if `ancestor` is above `client` in the tree.
bool is_descendant(const Database& db, ClientId client, ClientId ancestor);

EntityRules client_group_rules();
EntityRules client_rules();

}  // namespace pupitre
