// The tables of documents' contents, which stand beside the firm's in the same database. A database of before has none of
// them: they are made when it is opened. Internal to server-stub/storage.
#pragma once

#include <array>

#include "server-stub/storage/sql_tables.h"

namespace pupitre::host {

/// A content on its way in or here, its pieces, and which content each document has.
inline constexpr std::array file_tables = {
    SystemTable{"host_content",
                "content BLOB PRIMARY KEY NOT NULL, hash BLOB NOT NULL, size INTEGER NOT NULL, state INTEGER NOT NULL,"
                " reason TEXT NOT NULL, \"user\" BLOB NOT NULL, seen_ms INTEGER NOT NULL, tried_ms INTEGER NOT NULL,"
                " unneeded_ms INTEGER NOT NULL",
                "STRICT, WITHOUT ROWID"},
    SystemTable{"host_chunk",
                "content BLOB NOT NULL, number INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (content, number)",
                "STRICT"},
    SystemTable{"host_holder", "document BLOB PRIMARY KEY NOT NULL, content BLOB NOT NULL", "STRICT, WITHOUT ROWID"},
};

}  // namespace pupitre::host
