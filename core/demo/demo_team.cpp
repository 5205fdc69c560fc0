// The firm, its team of six, and the groups of its clients.
#include <array>

#include "core/crm/person.h"
#include "core/demo/demo_script.h"
#include "core/firm/demo_removal.h"
#include "core/firm/firm.h"

namespace pupitre {
namespace {

struct Colleague {
    std::string_view first_name;
    std::string_view last_name;
    std::string_view job_title;
    TeamRole role;
};

constexpr std::array<Colleague, demo_team_size> colleagues = {{
    {"Claire", "Delmas", "Expert-comptable associée", TeamRole::administrator},
    {"Karim", "Haddad", "Expert-comptable associé", TeamRole::administrator},
    {"Sophie", "Marchand", "Responsable social et paie", TeamRole::member},
    {"Lucas", "Perrin", "Collaborateur comptable", TeamRole::member},
    {"Inès", "Vasseur", "Collaboratrice comptable", TeamRole::member},
    {"Thomas", "Keller", "Stagiaire DCG", TeamRole::reader},
}};
constexpr std::array<std::string_view, demo_team_size> mail_names = {"claire.delmas", "karim.haddad", "sophie.marchand",
                                                                     "lucas.perrin",  "ines.vasseur", "thomas.keller"};

constexpr std::string_view group_names[] = {"BIC", "BNC", "BA", "SCI", "Association", "Particulier"};
constexpr std::string_view tag_names[] = {"PDG", "Finance", "RH", "Administrateur", "Newsletter"};

}  // namespace

TeamMemberId demo_member(DemoMember member) {
    return {demo_id("member:" + std::to_string(static_cast<std::int32_t>(member)))};
}

Id128 demo_service(std::string_view key) { return demo_id("service:" + std::string(key)); }

void tell_team(DemoScript& script) {
    Firm firm;
    firm.id = the_firm;
    firm.name = "Cabinet Delmas & Haddad (exemple)";
    firm.country = "FR";
    firm.demo = true;
    script.create(firm);
    for (std::int32_t place = 0; place < demo_team_size; ++place) {
        const Colleague& colleague = colleagues[static_cast<std::size_t>(place)];
        TeamMember member;
        member.id = demo_member(static_cast<DemoMember>(place));
        member.first_name = colleague.first_name;
        member.last_name = colleague.last_name;
        member.job_title = colleague.job_title;
        member.email = std::string(mail_names[static_cast<std::size_t>(place)]) + "@exemple.fr";
        member.role = colleague.role;
        member.demo = true;
        script.create(member);
    }
    script.act_as(demo_member(DemoMember::claire));
    tell_services(script);
    std::int32_t number = 0;
    for (const std::string_view name : group_names) {
        ClientGroup group;
        group.id = {demo_id("group:" + std::to_string(number++))};
        group.name = name;
        script.create(group);
    }
    number = 0;
    for (const std::string_view name : tag_names) {
        Tag tag;
        tag.id = {demo_id("tag:" + std::to_string(number))};
        tag.name = name;
        tag.colour = number++;
        script.create(tag);
    }
}

}  // namespace pupitre
