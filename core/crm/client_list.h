// The client list: what is searched and what its columns show; and the warnings above a client.
#pragma once

#include <string>
#include <vector>

#include "core/crm/client.h"
#include "core/query/record_list.h"

namespace pupitre {

/// Searched: name, reference, SIREN, e-mail, phone, addresses, people. The columns: those of the table, and what belongs
/// to a client beside it (main person, town, open tasks).
ListModel client_list_model(const Schema& schema);

/// Red or amber strips above a client's sheet.
struct ClientWarning {
    enum class Kind : std::uint8_t { flag, suspension } kind = Kind::flag;
    std::string text;
    ClientId from;  // The client itself, or the relative from which it is inherited.
};
/// The client's own warnings first, then those that reach it from its relatives.
std::vector<ClientWarning> warnings_of(const Database& db, ClientId client);

}  // namespace pupitre
