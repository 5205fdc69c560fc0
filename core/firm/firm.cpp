// Field tables and rules of the firm and its team.
#include "core/firm/firm.h"

#include "core/command/row_rules.h"
#include "core/crm/client_access.h"
#include "core/crm/field_checks.h"
#include "core/crm/portal.h"
#include "core/exchange/closing_days.h"
#include "core/firm/firm_calendar.h"
#include "core/text/country_names.h"

namespace pupitre {

namespace {

bool manages_firm(const TeamMember& member) { return member.role == TeamRole::administrator && !member.inactive; }

/// Somebody must be able to manage the firm at all times: refuses to go on without this member if nobody else can.
std::optional<Refusal> keep_an_administrator(const Database& db, const Context&, const void* row) {
    const auto& member = *static_cast<const TeamMember*>(row);
    bool another = false;
    db.for_each<TeamMember>(
        [&](const TeamMember& other) { another = another || (manages_firm(other) && other.id != member.id); });
    if (another) return std::nullopt;
    return Refusal{RefusalCode::last_administrator, std::string(TeamMember::table), member.id.value, {}, {}};
}

/// A firm that never works could not move a due date anywhere.
std::optional<Refusal> check_firm(const Database&, const Context&, const void* row) {
    const auto& firm = *static_cast<const Firm*>(row);
    if (calendar_of(firm).ok()) return std::nullopt;
    return Refusal{RefusalCode::never_open, std::string(Firm::table), firm.id.value, "closing_days", {}};
}

std::optional<Refusal> check_member(const Database& db, const Context& by, const void* row) {
    const auto& member = *static_cast<const TeamMember*>(row);
    // A newcomer takes nobody's place.
    if (manages_firm(member) || db.find(member.id) == nullptr) return std::nullopt;
    return keep_an_administrator(db, by, row);
}

}  // namespace

std::span<const Field> Firm::fields() {
    static constexpr Field rows[] = {
        field<&Firm::id>("id"),
        field<&Firm::name>("name", Edit::text, Need::required),
        field<&Firm::siren>("siren", Edit::text).with_check(is_siren),
        field<&Firm::siret>("siret", Edit::text).with_check(is_siret),
        field<&Firm::vat_number>("vat_number", Edit::text).with_check(is_vat_number),
        field<&Firm::country>("country", Edit::country).with_check(is_country),
        field<&Firm::currency>("currency", Edit::choice),
        field<&Firm::demo>("demo"),
        field<&Firm::new_clients_are_prospects>("new_clients_are_prospects", Edit::yes_no),
        field<&Firm::holidays>("holidays", Edit::choice),
        field<&Firm::works_on_saturdays>("works_on_saturdays", Edit::yes_no),
        field<&Firm::closing_days>("closing_days", Edit::long_text).with_check(is_closing_days),
        field<&Firm::worked_days>("worked_days", Edit::long_text).with_check(is_days_once),
        field<&Firm::services_off>("services_off"),
        field<&Firm::sends_mail>("sends_mail"),
    };
    static_assert(std::size(rows) == member_count<Firm>(), "Every member needs a row.");
    return rows;
}

std::string TeamMember::full_name() const {
    if (first_name.empty()) return last_name;
    return last_name.empty() ? first_name : first_name + ' ' + last_name;
}

std::span<const Field> TeamMember::fields() {
    static constexpr Field rows[] = {
        field<&TeamMember::id>("id"),
        field<&TeamMember::first_name>("first_name", Edit::text),
        field<&TeamMember::last_name>("last_name", Edit::text, Need::required),
        field<&TeamMember::email>("email", Edit::email, Need::required).with_unique().with_check(is_email),
        field<&TeamMember::job_title>("job_title", Edit::text),
        field<&TeamMember::role>("role", Edit::choice),
        field<&TeamMember::inactive>("inactive", Edit::yes_no),
        field<&TeamMember::demo>("demo"),
        field<&TeamMember::restricted>("restricted", Edit::yes_no),
    };
    static_assert(std::size(rows) == member_count<TeamMember>(), "Every member needs a row.");
    return rows;
}

std::uint32_t rights_of(const Database& db, TeamMemberId member) {
    const auto share = static_cast<std::uint32_t>(Right::share);
    if (const PortalAccess* access = access_of(db, member)) return access->inactive ? 0 : share;
    const TeamMember* row = db.find(member);
    if (row == nullptr || row->inactive) return 0;
    const auto edit = static_cast<std::uint32_t>(Right::edit);
    const auto delete_clients = static_cast<std::uint32_t>(Right::delete_clients);
    const auto manage_firm = static_cast<std::uint32_t>(Right::manage_firm);
    switch (row->role) {
    case TeamRole::member: return edit | share;
    case TeamRole::administrator: return edit | share | delete_clients | manage_firm;
    case TeamRole::reader: return 0;
    }
    assert(false);
    return 0;
}

Context context_for(const Database& db, TeamMemberId member, const Command& command, Role role) {
    const TeamMember* row = db.find(member);
    // The program itself, which is nobody, sees everything; a stranger sees nothing.
    const bool restricted = row != nullptr ? !row->sees_every_file() : !member.is_nil();
    return {member, command.at_ms, command.today, role, rights_of(db, member), restricted ? sees_scope : nullptr};
}

EntityRules firm_rules() {
    EntityRules rules;
    rules.info = &entity_info<Firm>();
    rules.write = rules.remove = Right::manage_firm;
    rules.check = check_firm;
    rules.follow = follow_firm_name;
    return rules;
}

EntityRules team_member_rules() {
    EntityRules rules;
    rules.info = &entity_info<TeamMember>();
    rules.write = rules.remove = Right::manage_firm;
    rules.check = check_member;
    rules.check_removal = keep_an_administrator;
    return rules;
}

}  // namespace pupitre
