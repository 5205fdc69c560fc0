// The client list: what is searched, how it is sorted and filtered, and what its columns show.
#pragma once

#include <string>
#include <vector>

#include "core/crm/client.h"
#include "core/query/list_index.h"
#include "core/text/catalogue.h"

namespace pupitre {

/// Which clients are listed. `active` is what a person finds when they open the module.
enum class ClientStatusFilter : std::uint8_t { active, prospects, inactive, all };

enum class ClientColumn : std::uint8_t {
    reference,
    name,
    group,
    main_person,
    email,
    phone,
    postcode,
    city,
    siren,
    client_since,
    balance,
    open_tasks
};
constexpr std::size_t client_column_count = 12;

/// Searched: name, reference, SIREN, e-mail, phone, addresses, people.
ListSource client_list_source(const Schema& schema);
ListOrder client_order(ClientColumn column, bool descending);
ListFilter client_filter(ClientStatusFilter status, ClientGroupId group);

/// The text of one cell.
std::string client_cell(const Database& db, const Client& client, ClientColumn column, const Texts& texts);
/// Message key of a column's title.
std::string_view client_column_key(ClientColumn column);

/// Red or amber strips above a client's sheet.
struct ClientWarning {
    enum class Kind : std::uint8_t { flag, suspension } kind = Kind::flag;
    std::string text;
    ClientId from;  // The client itself, or the relative from which it is inherited.
};
/// The client's own warnings first, then those that reach it from its relatives.
std::vector<ClientWarning> warnings_of(const Database& db, ClientId client);

}  // namespace pupitre
