// Field tables and rules of clients and client groups.
#include "core/crm/client.h"

#include "core/command/row_rules.h"
#include "core/crm/field_checks.h"
#include "core/crm/person.h"
#include "core/crm/portal.h"
#include "core/firm/firm.h"

namespace pupitre {

namespace {

constexpr int ancestors_max = 100;  // A longer chain can only be a mistake; also bounds the walk.

Refusal refuse_client(RefusalCode code, const Client& client, std::string_view key) {
    return {code, std::string(Client::table), client.id.value, std::string(key), {}};
}

std::optional<Refusal> check_client(const Database& db, const Context&, const void* row) {
    const auto& client = *static_cast<const Client*>(row);
    if (!client.parent.is_nil() && (client.parent == client.id || is_descendant(db, client.parent, client.id))) {
        Refusal refusal = refuse_client(RefusalCode::reference_cycle, client, "parent");
        if (client.parent != client.id) {
            refusal.cause = {std::string(Client::table), client.parent.value, "parent", {}, {}, 0};
        }
        return refusal;
    }
    if (client.suspended && client.suspension_reason.empty()) {
        return refuse_client(RefusalCode::field_required, client, "suspension_reason");
    }
    if (client.year_end_month < 1 || client.year_end_month > 12) {
        return refuse_client(RefusalCode::invalid_value, client, "year_end_month");
    }
    const Person* main = client.main_person.is_nil() ? nullptr : db.find(client.main_person);
    if (main == nullptr) return std::nullopt;
    // Who is the main person may become inactive, but somebody inactive can't become it.
    const Client* before = db.find(client.id);
    const bool chosen_now = before == nullptr || before->main_person != client.main_person;
    if (main->client != client.id || (main->inactive && chosen_now)) {
        return refuse_client(RefusalCode::invalid_value, client, "main_person");
    }
    return std::nullopt;
}

void complete_client(const Database& db, const Context&, void* row) {
    auto& client = *static_cast<Client*>(row);
    if (client.group.is_nil()) {
        const Table& groups = db.table<ClientGroup>();
        if (groups.size() > 0) client.group = ClientGroupId{id_of(groups.at(0))};
    }
    const Firm* firm = db.find(the_firm);
    if (firm != nullptr && firm->new_clients_are_prospects) client.prospect = true;
}

}  // namespace

bool is_descendant(const Database& db, ClientId client, ClientId ancestor) {
    const Client* current = db.find(client);
    for (int steps = 0; current != nullptr && steps < ancestors_max; ++steps) {
        if (current->parent == ancestor) return true;
        current = db.find(current->parent);
    }
    return current != nullptr;  // Longer than any real tree: treat as a cycle.
}

std::span<const Field> ClientGroup::fields() {
    static constexpr Field rows[] = {
        field<&ClientGroup::id>("id"),
        field<&ClientGroup::name>("name", Edit::text, Need::required).with_unique(),
        field<&ClientGroup::position>("position"),
    };
    static_assert(std::size(rows) == member_count<ClientGroup>(), "Every member needs a row.");
    return rows;
}

std::span<const Field> Client::fields() {
    static constexpr Field rows[] = {
        field<&Client::id>("id"),
        field<&Client::reference>("reference", Edit::text).with_unique().with_search(),
        field<&Client::name>("name", Edit::text, Need::required).with_search(),
        field<&Client::group>("group", Edit::reference).to(ClientGroup::table),
        field<&Client::parent>("parent", Edit::reference).to(Client::table, OnDelete::clear),
        field<&Client::main_person>("main_person", Edit::reference).to("person", OnDelete::clear),
        field<&Client::email>("email", Edit::email).with_check(is_email).with_search(),
        field<&Client::phone>("phone", Edit::phone).with_search(),
        field<&Client::website>("website", Edit::text),
        field<&Client::siren>("siren", Edit::text).with_check(is_siren).with_index().with_search(),
        field<&Client::siret>("siret", Edit::text).with_check(is_siret),
        field<&Client::vat_number>("vat_number", Edit::text).with_check(is_vat_number),
        field<&Client::prospect>("prospect", Edit::yes_no),
        field<&Client::inactive>("inactive", Edit::yes_no),
        field<&Client::supplier>("supplier", Edit::yes_no),
        field<&Client::flag_text>("flag_text", Edit::text),
        field<&Client::suspended>("suspended", Edit::yes_no),
        field<&Client::suspension_reason>("suspension_reason", Edit::text),
        field<&Client::suspension_scope>("suspension_scope", Edit::choice),
        field<&Client::access_hours>("access_hours", Edit::text),
        field<&Client::client_since>("client_since", Edit::date),
        field<&Client::credit_limit>("credit_limit", Edit::amount),
        field<&Client::balance>("balance", Edit::amount),
        field<&Client::account_number>("account_number", Edit::text),
        field<&Client::year_end_month>("year_end_month", Edit::number),
        field<&Client::demo>("demo"),
        field<&Client::created_by>("created_by").with_index(),
    };
    static_assert(std::size(rows) == member_count<Client>(), "Every member needs a row.");
    return rows;
}

EntityRules client_group_rules() {
    EntityRules rules;
    rules.info = &entity_info<ClientGroup>();
    rules.write = rules.remove = Right::manage_firm;
    rules.position_key = "position";
    return rules;
}

EntityRules client_rules() {
    EntityRules rules;
    rules.info = &entity_info<Client>();
    rules.remove = Right::delete_clients;
    rules.creator_key = "created_by";
    rules.check = check_client;
    rules.complete = complete_client;
    rules.follow = follow_client_name;
    return rules;
}

}  // namespace pupitre
