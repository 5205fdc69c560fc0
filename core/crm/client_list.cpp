// Search text, orders, filters and cells of the client list.
#include "core/crm/client_list.h"

#include "core/base/text_fold.h"
#include "core/crm/address.h"
#include "core/crm/identifiers.h"
#include "core/crm/person.h"
#include "core/crm/phone.h"
#include "core/text/format.h"

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

std::string sort_key(const Database& db, const Client& client, ClientColumn column) {
    switch (column) {
    case ClientColumn::client_since: return value_key(client.client_since ? Value{*client.client_since} : Value{});
    case ClientColumn::balance: return value_key(client.balance ? Value{*client.balance} : Value{});
    case ClientColumn::open_tasks: return number_key(static_cast<std::int64_t>(open_tasks(db, client.id)));
    case ClientColumn::siren: return text_key(client.siren);
    case ClientColumn::phone: return text_key(contact_detail(db, client, &Client::phone, &Person::phone));
    case ClientColumn::reference:
    case ClientColumn::name:
    case ClientColumn::group:
    case ClientColumn::main_person:
    case ClientColumn::email:
    case ClientColumn::postcode:
    case ClientColumn::city: return text_key(client_cell(db, client, column, Texts(Language::french)));
    }
    assert(false);
    return {};
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

ListSource client_list_source(const Schema& schema) {
    return {schema.index_of<Client>(),
            search_text,
            {schema.index_of<Address>(), schema.index_of<Person>(), schema.index_of("task")}};
}

ListOrder client_order(ClientColumn column, bool descending) {
    return {std::string(client_column_key(column)),
            [column](const Database& db, const void* row) {
                return sort_key(db, *static_cast<const Client*>(row), column);
            },
            descending};
}

ListFilter client_filter(ClientStatusFilter status, ClientGroupId group) {
    std::string name = std::to_string(static_cast<int>(status)) + to_text(group.value);
    return {std::move(name), [status, group](const Database&, const void* row) {
                const auto& client = *static_cast<const Client*>(row);
                if (!group.is_nil() && client.group != group) return false;
                switch (status) {
                case ClientStatusFilter::active: return !client.inactive;
                case ClientStatusFilter::prospects: return client.prospect && !client.inactive;
                case ClientStatusFilter::inactive: return client.inactive;
                case ClientStatusFilter::all: return true;
                }
                assert(false);
                return true;
            }};
}

std::string client_cell(const Database& db, const Client& client, ClientColumn column, const Texts& texts) {
    switch (column) {
    case ClientColumn::reference: return client.reference;
    case ClientColumn::name: return client.name;
    case ClientColumn::group: {
        const ClientGroup* group = db.find(client.group);
        return group != nullptr ? group->name : std::string{};
    }
    case ClientColumn::main_person: {
        const Person* person = db.find(client.main_person);
        return person != nullptr ? person->full_name() : std::string{};
    }
    case ClientColumn::email: return contact_detail(db, client, &Client::email, &Person::email);
    case ClientColumn::phone: return format_phone(contact_detail(db, client, &Client::phone, &Person::phone));
    case ClientColumn::postcode: {
        const Address* address = main_address(db, client.id);
        return address != nullptr ? address->postcode : std::string{};
    }
    case ClientColumn::city: {
        const Address* address = main_address(db, client.id);
        return address != nullptr ? address->city : std::string{};
    }
    case ClientColumn::siren: return client.siren.empty() ? std::string{} : format_siren(client.siren);
    case ClientColumn::client_since:
        return client.client_since ? format_date(*client.client_since, texts.language()) : std::string{};
    case ClientColumn::balance: return client.balance ? format_money(*client.balance, texts.language()) : std::string{};
    case ClientColumn::open_tasks: {
        const std::size_t count = open_tasks(db, client.id);
        return count == 0 ? std::string{} : format_number(static_cast<std::int64_t>(count), texts.language());
    }
    }
    assert(false);
    return {};
}

std::string_view client_column_key(ClientColumn column) {
    switch (column) {
    case ClientColumn::reference: return "client.reference";
    case ClientColumn::name: return "client.name";
    case ClientColumn::group: return "client.group";
    case ClientColumn::main_person: return "client.main_person";
    case ClientColumn::email: return "client.email";
    case ClientColumn::phone: return "client.phone";
    case ClientColumn::postcode: return "address.postcode";
    case ClientColumn::city: return "address.city";
    case ClientColumn::siren: return "client.siren";
    case ClientColumn::client_since: return "client.client_since";
    case ClientColumn::balance: return "client.balance";
    case ClientColumn::open_tasks: return "client.open_tasks";
    }
    assert(false);
    return "";
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
