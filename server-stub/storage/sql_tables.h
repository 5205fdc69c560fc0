// The tables of our own beside those of the entities: the same in every database, listed once. Internal to
// server-stub/storage.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/schema/entity.h"
#include "server-stub/storage/sql.h"

namespace pupitre::host {

/// A table of our own. Its columns are written in SQLite's words.
struct SystemTable {
    std::string_view name;
    std::string_view columns;
    std::string_view ending;  // STRICT, and WITHOUT ROWID where rows are short.
    bool moves = true;        // Goes along when the database is copied into another kind.
};
std::span<const SystemTable> system_tables();

enum class ColumnKind : std::uint8_t { number, text, bytes };
struct SystemColumn {
    std::string name;
    ColumnKind kind = ColumnKind::number;
};
std::vector<SystemColumn> columns_of(const SystemTable& table);

/// Creates what is missing and brings an older format to this one, within a transaction of the caller's.
Stored<Done> prepare_tables(Connection& connection, const Schema& schema, std::int64_t format);

}  // namespace pupitre::host
