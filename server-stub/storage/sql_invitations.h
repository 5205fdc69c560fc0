// The table of invitations to clients' portals. A database of before has none: it is made when it is opened. Internal to
// server-stub/storage.
#pragma once

#include <array>

#include "server-stub/storage/sql_tables.h"

namespace pupitre::host {

/// A link that was handed out and not used yet. Only the hash of its secret is here, and one for each person.
constexpr std::array invitation_tables = {
    SystemTable{"host_invitation",
                "\"user\" BLOB PRIMARY KEY NOT NULL, token_hash TEXT NOT NULL, expires_ms INTEGER NOT NULL",
                "STRICT, WITHOUT ROWID", false},
};

}  // namespace pupitre::host
