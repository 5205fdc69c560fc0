// Copies table by table, with the columns as sql_tables.cpp lists them, and reads the copy back.
#include "server-stub/storage/copy.h"

#include <algorithm>
#include <cassert>
#include <set>

#include "server-stub/storage/file_store.h"
#include "server-stub/storage/sql_entities.h"
#include "server-stub/storage/sql_storage.h"
#include "server-stub/storage/sql_tables.h"

namespace pupitre::host {
namespace {

/// Every storage of ours speaks SQL.
Connection& connection_of(Storage& storage) {
    auto* sql = dynamic_cast<SqlStorage*>(&storage);
    assert(sql != nullptr);
    return sql->connection();
}

void bind_column(Statement& to, const Statement& from, ColumnKind kind, int column) {
    if (from.is_null(column)) {
        to.bind_null();
        return;
    }
    switch (kind) {
    case ColumnKind::number: to.bind(from.number(column)); break;
    case ColumnKind::text: to.bind_text(from.text(column)); break;
    case ColumnKind::bytes: to.bind_blob(from.blob(column)); break;
    }
}

std::string sql_name(std::string_view name) { return '"' + std::string(name) + '"'; }

struct TableWords {
    std::string read;
    std::string write;
};
TableWords words_for(const SystemTable& table, const std::vector<SystemColumn>& columns) {
    std::string names;
    std::string places;
    for (const SystemColumn& column : columns) {
        const std::string_view separator = names.empty() ? "" : ", ";
        names += std::string(separator) + sql_name(column.name);
        places += std::string(separator) + '?';
    }
    const std::string name(table.name);
    return {"SELECT " + names + " FROM " + name, "INSERT INTO " + name + " (" + names + ") VALUES (" + places + ')'};
}

/// How many rows there were.
Stored<std::int64_t> copy_table(Connection& from, Connection& to, const SystemTable& table) {
    const std::string name(table.name);
    // An empty database has its own row of meta.
    const auto emptied = to.prepare("DELETE FROM " + name).run();
    if (!emptied) return emptied.error();
    const std::vector<SystemColumn> columns = columns_of(table);
    const TableWords words = words_for(table, columns);
    std::int64_t count = 0;
    Statement rows = from.prepare(words.read);
    rows.read_one_by_one();
    while (rows.step()) {
        Statement row = to.prepare(words.write);
        for (std::size_t place = 0; place < columns.size(); ++place) {
            bind_column(row, rows, columns[place].kind, static_cast<int>(place));
        }
        const auto written = row.run();
        if (!written) return written.error();
        ++count;
    }
    if (rows.failed()) return rows.fault();
    const auto stored = to.number("SELECT count(*) FROM " + name);
    if (!stored) return stored.error();
    if (*stored != count) return StorageFault{FaultKind::corrupt, "rows are missing in the copy of " + name};
    return count;
}

/// Reads all rows, and compares them with the digest they were stored with.
Stored<Done> load_whole(Storage& storage, const Hash128& digest, Database& db) {
    bool whole = true;
    const auto loaded = storage.load(db, [&](std::string_view, Id128) { whole = false; });
    if (!loaded) return loaded.error();
    if (!whole || db.digest() != digest) return StorageFault{FaultKind::corrupt, "the digest differs"};
    return Done{};
}

Stored<Done> write_rows(Connection& to, const Database& db) {
    for (TableIndex table = 0; table < db.schema().table_count(); ++table) {
        for (std::size_t place = 0; place < db.table(table).size(); ++place) {
            const auto written = write_entity(to, db, table, id_of(db.table(table).at(place)));
            if (!written) return written.error();
        }
    }
    return Done{};
}

/// Columns of the entities that only the source knows.
Stored<std::vector<std::string>> unknown_columns(Connection& from, Connection& to, const Schema& schema) {
    std::vector<std::string> unknown;
    for (TableIndex table = 0; table < schema.table_count(); ++table) {
        const std::string_view name = schema.entity(table).table;
        const auto there = from.columns(name);
        if (!there) return there.error();
        const auto here = to.columns(name);
        if (!here) return here.error();
        for (const std::string& column : *there) {
            if (!here->contains(column)) unknown.push_back(std::string(name) + '.' + column);
        }
    }
    return unknown;
}

}  // namespace

Stored<bool> is_vacant(Storage& storage) {
    const auto meta = storage.meta();
    if (!meta) return meta.error();
    const auto users = storage.users();
    if (!users) return users.error();
    return meta->seq == 0 && users->empty();
}

Stored<CopyFacts> copy_all(Storage& from, Storage& to, const Schema& schema) {
    const auto vacant = is_vacant(to);
    if (!vacant) return vacant.error();
    if (!*vacant) return StorageFault{FaultKind::denied, "not empty"};
    const auto meta = from.meta();
    if (!meta) return meta.error();
    Database db(schema);
    auto done = load_whole(from, meta->digest, db);
    if (done) done = write_rows(connection_of(to), db);
    if (!done) return done.error();
    CopyFacts facts;
    for (const SystemTable& table : system_tables()) {
        if (!table.moves) continue;
        const auto copied = copy_table(connection_of(from), connection_of(to), table);
        if (!copied) return copied.error();
        facts.records += *copied;
    }
    auto unknown = unknown_columns(connection_of(from), connection_of(to), schema);
    if (!unknown) return unknown.error();
    facts.left = std::move(*unknown);

    const auto copied = to.meta();
    if (!copied) return copied.error();
    Database read_back(schema);
    done = load_whole(to, meta->digest, read_back);
    if (!done) return done.error();
    if (copied->seq != meta->seq || copied->epoch != meta->epoch || read_back.row_count() != db.row_count()) {
        return StorageFault{FaultKind::corrupt, "the copy is not the original"};
    }
    const auto contents = read_contents(to);
    if (!contents) return contents.error();
    if (!contents->damaged.empty()) return StorageFault{FaultKind::corrupt, "a content is not what its hash says"};
    facts.seq = copied->seq;
    facts.digest = copied->digest;
    facts.rows = static_cast<std::int64_t>(read_back.row_count());
    return facts;
}

}  // namespace pupitre::host
