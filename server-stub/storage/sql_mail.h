// The table of mails. A database of before has none: it is made when it is opened. Internal to server-stub/storage.
#pragma once

#include <array>

#include "server-stub/storage/sql_tables.h"

namespace pupitre::host {

inline constexpr std::array mail_tables = {
    SystemTable{"host_mail",
                "id BLOB PRIMARY KEY NOT NULL, kind TEXT NOT NULL, recipient BLOB NOT NULL, about BLOB NOT NULL,"
                " since_ms INTEGER NOT NULL, made_ms INTEGER NOT NULL, due_ms INTEGER NOT NULL,"
                " attempts INTEGER NOT NULL, state INTEGER NOT NULL, address TEXT NOT NULL, problem TEXT NOT NULL",
                "STRICT, WITHOUT ROWID"},
};

}  // namespace pupitre::host
