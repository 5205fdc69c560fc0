// Field tables and rules of portals and of access to them.
#include "core/crm/portal.h"

#include "core/command/row_rules.h"
#include "core/firm/firm.h"

namespace pupitre {

namespace {

void name_portal(const Database& db, Portal& portal) {
    const Client* client = db.find(portal.client);
    const auto* firm = db.find(the_firm);
    if (client != nullptr) portal.client_name = client->name;
    if (firm != nullptr) portal.firm_name = firm->name;
}

std::optional<Refusal> check_portal(const Database&, const Context&, const void* row) {
    const auto& portal = *static_cast<const Portal*>(row);
    if (portal.id == portal_id(portal.client)) return std::nullopt;
    const EntityInfo& info = entity_info<Portal>();
    return refuse_field(RefusalCode::invalid_value, info, row, info.fields[0]);
}

/// It goes with its client alone: rows that are shared would otherwise stand in a scope that nobody sees.
std::optional<Refusal> keep_portal(const Database& db, const Context&, const void* row) {
    const auto& portal = *static_cast<const Portal*>(row);
    bool used = false;
    for (const auto* info : {"client_request", "request_message", "shared_document", "portal_access"}) {
        const TableIndex table = db.schema().index_of(info);
        const FieldIndex scope = db.schema().entity(table).scope_field;
        used = used || !db.table(table).with(scope, Value{portal.id.value}).empty();
    }
    if (!used) return std::nullopt;
    return Refusal{RefusalCode::row_in_use, std::string(Portal::table), portal.id.value, {}, {}};
}

void complete_portal(const Database& db, const Context&, void* row) { name_portal(db, *static_cast<Portal*>(row)); }

std::optional<Refusal> check_access(const Database& db, const Context&, const void* row) {
    const auto& access = *static_cast<const PortalAccess*>(row);
    const EntityInfo& info = entity_info<PortalAccess>();
    if (access.id != portal_access_id(access.person)) {
        return refuse_field(RefusalCode::invalid_value, info, row, info.fields[0]);
    }
    const Person* person = db.find(access.person);
    if (person == nullptr) return std::nullopt;  // The reference's own check says that.
    if (access.portal != portal_id(person->client)) {
        return refuse_field(RefusalCode::invalid_value, info, row, *info.find_field("portal"));
    }
    const PortalAccess* before = db.find(access.id);
    const bool given = !access.inactive && (before == nullptr || before->inactive);
    if (given && person->email.empty()) {
        return Refusal{RefusalCode::field_required, std::string(Person::table), person->id.value, "email", {}};
    }
    return std::nullopt;
}

void complete_access(const Database& db, const Context&, void* row) {
    auto& access = *static_cast<PortalAccess*>(row);
    if (const Person* person = db.find(access.person)) access.name = person->full_name();
}

}  // namespace

std::span<const Field> Portal::fields() {
    static constexpr Field rows[] = {
        field<&Portal::id>("id"),
        field<&Portal::client>("client", Edit::hidden, Need::required).to(Client::table, OnDelete::cascade),
        field<&Portal::firm_name>("firm_name"),
        field<&Portal::client_name>("client_name"),
    };
    static_assert(std::size(rows) == member_count<Portal>(), "Every member needs a row.");
    return rows;
}

std::span<const Field> PortalAccess::fields() {
    static constexpr Field rows[] = {
        field<&PortalAccess::id>("id"),
        field<&PortalAccess::portal>("portal", Edit::hidden, Need::required).to(Portal::table, OnDelete::cascade),
        field<&PortalAccess::person>("person", Edit::hidden, Need::required).to(Person::table, OnDelete::cascade),
        field<&PortalAccess::name>("name"),
        field<&PortalAccess::inactive>("inactive", Edit::yes_no),
    };
    static_assert(std::size(rows) == member_count<PortalAccess>(), "Every member needs a row.");
    return rows;
}

PortalId portal_id(ClientId client) { return {derived_id(client.value, "portal")}; }

PortalAccessId portal_access_id(PersonId person) { return {derived_id(person.value, "portal")}; }

const PortalAccess* access_of(const Database& db, TeamMemberId actor) {
    return db.find(actor) == nullptr ? db.find(PortalAccessId{actor.value}) : nullptr;
}

PortalId ensure_portal(Changes& changes, ClientId client) {
    Portal portal;
    portal.id = portal_id(client);
    portal.client = client;
    if (changes.db().find(portal.id) != nullptr) return portal.id;
    name_portal(changes.db(), portal);
    changes.put(portal);
    return portal.id;
}

void follow_client_name(Changes& changes, const Context&, const void*, Id128 row) {
    const Portal* found = changes.db().find(portal_id(ClientId{row}));
    if (found == nullptr) return;
    Portal portal = *found;
    name_portal(changes.db(), portal);
    changes.put(portal);
}

void follow_firm_name(Changes& changes, const Context&, const void* before, Id128 row) {
    const Firm firm = changes.db().get(FirmId{row});
    if (static_cast<const Firm*>(before)->name == firm.name) return;
    std::vector<Portal> portals;
    changes.db().for_each<Portal>([&](const Portal& portal) { portals.push_back(portal); });
    for (Portal& portal : portals) {
        portal.firm_name = firm.name;
        changes.put(portal);
    }
}

EntityRules portal_rules() {
    EntityRules rules;
    rules.info = &entity_info<Portal>();
    rules.check = check_portal;
    rules.check_removal = keep_portal;
    rules.complete = complete_portal;
    return rules;
}

EntityRules portal_access_rules() {
    EntityRules rules;
    rules.info = &entity_info<PortalAccess>();
    rules.check = check_access;
    rules.complete = complete_access;
    return rules;
}

}  // namespace pupitre
