// Search text and columns of the client list; what reaches a client from its relatives.
#include "core/crm/client_list.h"

#include "core/base/text_fold.h"
#include "core/crm/address.h"
#include "core/crm/identifiers.h"
#include "core/crm/person.h"
#include "core/crm/phone.h"

namespace pupitre {

namespace {

constexpr int warning_levels_max =
    3;  // Parent, grandparent, and one above: as deep as a suspension can be told to reach.

void add_word(std::string& text, const std::string& word) {
    if (word.empty()) return;
    text += ' ';
    text += word;
}

/// "+33477550228" is also found as "04 77 55 02 28" and "0477550228".
void add_phone(std::string& text, const std::string& phone) {
    if (phone.empty()) return;
    add_word(text, phone);
    const std::string shown = format_phone(phone);
    add_word(text, shown);
    std::string digits;
    for (const char c : shown) {
        if (c >= '0' && c <= '9') digits.push_back(c);
    }
    add_word(text, digits);
}

std::string search_text(const Database& db, const void* row) {
    const auto& client = *static_cast<const Client*>(row);
    std::string text = client.name;
    add_word(text, client.reference);
    add_word(text, client.siren);
    if (!client.siren.empty()) add_word(text, format_siren(client.siren));
    add_word(text, client.email);
    add_phone(text, client.phone);
    db.for_each_with<&Address::client>(client.id, [&](const Address& address) {
        add_word(text, address.number);
        add_word(text, address.street);
        add_word(text, address.postcode);
        add_word(text, address.city);
    });
    db.for_each_with<&Person::client>(client.id, [&](const Person& person) {
        add_word(text, person.full_name());
        add_word(text, person.email);
        add_phone(text, person.phone);
        add_phone(text, person.mobile);
    });
    return fold(text);
}

std::size_t open_tasks(const Database& db, ClientId client) {
    const TableIndex table = db.schema().index_of("task");
    const EntityInfo& info = db.schema().entity(table);
    const Field* owner = info.find_field("client");
    const Field* status = info.find_field("status");
    std::size_t count = 0;
    for (const Id128 id : db.table(table).with(info.index_of(*owner), Value{client.value})) {
        const Value value = status->get(db.table(table).find(id));
        const auto* place = std::get_if<std::int64_t>(&value);
        const std::string_view name = status->choices[place != nullptr ? static_cast<std::size_t>(*place) : 0];
        count += name != "done" && name != "cancelled" ? 1 : 0;
    }
    return count;
}

/// The client's own address or number, else its main person's.
std::string contact_detail(const Database& db, const Client& client, std::string Client::* own,
                           std::string Person::* of_person) {
    if (!(client.*own).empty()) return client.*own;
    const Person* person = db.find(client.main_person);
    return person != nullptr ? person->*of_person : std::string{};
}

std::string group_name(const Database& db, Id128 id) {
    const ClientGroup* group = db.find(ClientGroupId{id});
    return group != nullptr ? group->name : std::string{};
}

std::string person_name(const Database& db, Id128 id) {
    const Person* person = db.find(PersonId{id});
    return person != nullptr ? person->full_name() : std::string{};
}

std::string client_name(const Database& db, Id128 id) {
    const Client* client = db.find(ClientId{id});
    return client != nullptr ? client->name : std::string{};
}

Value text_value(std::string text) { return text.empty() ? Value{} : Value{std::move(text)}; }

/// A text of the client's that is computed.
template <class Compute>
ListColumn text_column(std::string_view key, std::string_view label, Compute compute) {
    ListColumn column{.key = key, .label = label};
    column.value = [compute](const Database& db, const void* row) {
        return text_value(compute(db, *static_cast<const Client*>(row)));
    };
    return column;
}

template <std::string Address::* Part>
std::string address_part(const Database& db, const Client& client) {
    const Address* address = main_address(db, client.id);
    return address != nullptr ? address->*Part : std::string{};
}

std::vector<ListColumn> client_columns() {
    const EntityInfo& info = entity_info<Client>();
    const auto of_field = [&](std::string_view field, std::string_view label, NameOfRow name = nullptr) {
        return field_column(info, field, label, name);
    };
    ListColumn phone = text_column("phone", "client.phone", [](const Database& db, const Client& client) {
        return contact_detail(db, client, &Client::phone, &Person::phone);
    });
    phone.shown = [](const std::string& text) { return format_phone(text); };
    ListColumn siren = of_field("siren", "client.siren");
    siren.shown = [](const std::string& text) { return format_siren(text); };
    ListColumn tasks{.key = "open_tasks", .label = "client.open_tasks", .kind = ColumnKind::number};
    tasks.value = [](const Database& db, const void* row) {
        return Value{static_cast<std::int64_t>(open_tasks(db, static_cast<const Client*>(row)->id))};
    };
    return {of_field("reference", "client.reference"),
            of_field("name", "client.name"),
            of_field("group", "client.group", group_name),
            of_field("main_person", "client.main_person", person_name),
            text_column("email", "client.email",
                        [](const Database& db, const Client& client) {
                            return contact_detail(db, client, &Client::email, &Person::email);
                        }),
            std::move(phone),
            text_column("postcode", "address.postcode", address_part<&Address::postcode>),
            text_column("city", "address.city", address_part<&Address::city>),
            std::move(siren),
            of_field("siret", "client.siret"),
            of_field("vat_number", "client.vat_number"),
            of_field("website", "client.website"),
            of_field("client_since", "client.client_since"),
            of_field("balance", "client.balance"),
            of_field("credit_limit", "client.credit_limit"),
            of_field("account_number", "client.account_number"),
            of_field("parent", "client.parent", client_name),
            of_field("prospect", "client.prospect"),
            of_field("supplier", "client.supplier"),
            of_field("suspended", "client.suspended"),
            of_field("inactive", "client.inactive"),
            std::move(tasks)};
}

/// A suspension of a relative so many levels above reaches its descendant if its scope says so.
bool reaches_down(SuspensionScope scope, int levels) {
    switch (scope) {
    case SuspensionScope::client_only:
    case SuspensionScope::parents: return false;
    case SuspensionScope::family: return true;
    case SuspensionScope::children: return levels == 1;
    case SuspensionScope::grandchildren: return levels == 2;
    }
    assert(false);
    return false;
}

bool reaches_up(SuspensionScope scope, int levels) {
    return scope == SuspensionScope::family || (scope == SuspensionScope::parents && levels == 1);
}

void add_suspensions_from_below(const Database& db, ClientId client, int levels, std::vector<ClientWarning>& out) {
    if (levels > 2) return;
    db.for_each_with<&Client::parent>(client, [&](const Client& child) {
        if (child.suspended && reaches_up(child.suspension_scope, levels)) {
            out.push_back({ClientWarning::Kind::suspension, child.suspension_reason, child.id});
        }
        add_suspensions_from_below(db, child.id, levels + 1, out);
    });
}

}  // namespace

ListModel client_list_model(const Schema& schema) {
    ListSource source{schema.index_of<Client>(),
                      search_text,
                      {schema.index_of<Address>(), schema.index_of<Person>(), schema.index_of("task")}};
    return {"clients", {std::move(source)}, client_columns(), {{"name", false}}};
}

std::vector<ClientWarning> warnings_of(const Database& db, ClientId client) {
    std::vector<ClientWarning> warnings;
    const Client* current = db.find(client);
    for (int level = 0; current != nullptr && level <= warning_levels_max; ++level) {
        if (current->suspended && (level == 0 || reaches_down(current->suspension_scope, level))) {
            warnings.push_back({ClientWarning::Kind::suspension, current->suspension_reason, current->id});
        }
        if (!current->flag_text.empty()) {
            warnings.push_back({ClientWarning::Kind::flag, current->flag_text, current->id});
        }
        current = current->parent.is_nil() ? nullptr : db.find(current->parent);
    }
    add_suspensions_from_below(db, client, 1, warnings);
    return warnings;
}

}  // namespace pupitre
