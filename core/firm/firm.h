// The organisation that uses the product, and its team.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

#include "core/calendar/holidays/region.h"
#include "core/command/registry.h"
#include "core/schema/entity.h"

namespace pupitre {

/// Whose public holidays a firm keeps: those of its country, or one more than a HolidayRegion.
enum class HolidayChoice : std::uint8_t { by_country };
template <>
inline constexpr std::array<std::string_view, holiday_region_names.size() + 1> enum_names<HolidayChoice> = [] {
    std::array<std::string_view, holiday_region_names.size() + 1> names = {"by_country"};
    std::ranges::copy(holiday_region_names, names.begin() + 1);
    return names;
}();
constexpr HolidayChoice holiday_choice(HolidayRegion region) {
    return static_cast<HolidayChoice>(static_cast<std::uint8_t>(region) + 1);
}
/// Nothing if it is the country that decides.
constexpr std::optional<HolidayRegion> region_chosen(HolidayChoice choice) {
    if (choice == HolidayChoice::by_country) return std::nullopt;
    return static_cast<HolidayRegion>(static_cast<std::uint8_t>(choice) - 1);
}

/// The organisation that uses the product. There is one row.
struct Firm {
    static constexpr std::string_view table = "firm";
    static constexpr std::string_view scope_key = "";

    Id<Firm> id;
    std::string name;
    std::string siren;
    std::string siret;
    std::string vat_number;
    std::string country;  // ISO 3166-1, two letters.
    Currency currency = Currency::eur;
    bool demo = false;  // Holds example data that can be removed in one action.
    bool new_clients_are_prospects = false;
    HolidayChoice holidays = HolidayChoice::by_country;
    bool works_on_saturdays = false;
    std::string closing_days;   // Closed beside that, and …
    std::string worked_days;    // … open all the same, as core/exchange/closing_days.h stores them.
    bool services_off = false;  // The firm works without a catalogue of services.
    bool sends_mail = false;    // The host says so: it knows a mail server.

    static std::span<const Field> fields();
    bool operator==(const Firm&) const = default;
};
using FirmId = Id<Firm>;

/// The identity of the one firm row: the same in each database, since a database holds one firm.
constexpr FirmId the_firm{{0, 1}};

/// What a team member may do. Stored.
enum class TeamRole : std::uint8_t { member, administrator, reader };
template <>
inline constexpr std::string_view enum_names<TeamRole>[] = {"member", "administrator", "reader"};

/// A person of the firm who signs in. The password is not here: the host alone has it.
struct TeamMember {
    static constexpr std::string_view table = "team_member";
    static constexpr std::string_view scope_key = "";

    TeamMemberId id;
    std::string first_name;
    std::string last_name;
    std::string email;  // The log-in name.
    std::string job_title;
    TeamRole role = TeamRole::member;
    bool inactive = false;
    bool demo = false;
    bool restricted = false;  // Sees only the clients' files that are entrusted to them; no matter for administrators.

    [[nodiscard]] bool sees_every_file() const { return role == TeamRole::administrator || !restricted; }
    [[nodiscard]] std::string full_name() const;
    static std::span<const Field> fields();
    bool operator==(const TeamMember&) const = default;
};

/// The rights that a member's role gives; none for somebody unknown or inactive.
std::uint32_t rights_of(const Database& db, TeamMemberId member);

/// What a command of this member runs with: its own moment and day, the member's rights as the state gives them.
Context context_for(const Database& db, TeamMemberId member, const Command& command, Role role);

EntityRules firm_rules();
EntityRules team_member_rules();

}  // namespace pupitre
