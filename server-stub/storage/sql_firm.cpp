// The firm's side of the storage: rows, ledger, change index, devices and their results.
#include <algorithm>
#include <set>
#include <utility>

#include "core/base/planted.h"
#include "core/store/change_scopes.h"
#include "server-stub/storage/sql_chain.h"
#include "server-stub/storage/sql_entities.h"
#include "server-stub/storage/sql_history.h"
#include "server-stub/storage/sql_storage.h"

namespace pupitre::host {
namespace {

Hash128 hash_from_text(std::string_view text) {
    const auto id = parse_id(text);
    return id ? Hash128{id->high, id->low} : Hash128{};
}

EntrySalt salt_from(std::string_view bytes) {
    EntrySalt salt{};
    if (bytes.size() == salt.size()) std::ranges::copy(bytes, salt.begin());
    return salt;
}

LedgerEntry ledger_entry(const Statement& row) {
    LedgerEntry entry;
    entry.head.seq = row.number(0);
    entry.head.client = row.id(1).value_or(Id128{});
    entry.head.mid = row.number(2);
    entry.head.actor = row.id(3).value_or(Id128{});
    entry.head.at_ms = row.number(4);
    entry.command = row.blob(5);
    entry.changes = row.blob(6);
    entry.salt = salt_from(row.blob(7));
    return entry;
}

/// Each part has an index that leads to it, so that a page costs the same in a ledger of any length.
std::string_view statement_for(LedgerPart::Kind kind) {
    switch (kind) {
    case LedgerPart::Kind::whole:
        return "SELECT seq, client, mid, actor, at_ms, command, changes, salt FROM host_ledger"
               " WHERE seq < ? ORDER BY seq DESC LIMIT ?";
    case LedgerPart::Kind::member:
        return "SELECT seq, client, mid, actor, at_ms, command, changes, salt FROM host_ledger"
               " WHERE actor = ? AND seq < ? ORDER BY seq DESC LIMIT ?";
    case LedgerPart::Kind::batch:
        return "SELECT l.seq, l.client, l.mid, l.actor, l.at_ms, l.command, l.changes, l.salt FROM host_batch AS b"
               " JOIN host_ledger AS l ON l.seq = b.seq WHERE b.batch = ? AND b.seq < ? ORDER BY b.seq DESC LIMIT ?";
    case LedgerPart::Kind::scope:
        return "SELECT l.seq, l.client, l.mid, l.actor, l.at_ms, l.command, l.changes, l.salt FROM host_link AS k"
               " JOIN host_ledger AS l ON l.seq = k.seq WHERE k.scope = ? AND k.seq < ? ORDER BY k.seq DESC LIMIT ?";
    }
    assert(false);
    return {};
}

}  // namespace

Stored<FirmMeta> SqlStorage::meta() {
    Statement row = connection_->prepare("SELECT epoch, created_ms, seq, digest FROM host_meta WHERE one = 1");
    if (!row.step()) return row.failed() ? row.fault() : StorageFault{FaultKind::corrupt, "host_meta is empty"};
    FirmMeta meta;
    meta.epoch = row.id(0).value_or(Id128{});
    meta.created_ms = row.number(1);
    meta.seq = row.number(2);
    meta.digest = hash_from_text(row.text(3));
    return meta;
}

Stored<Done> SqlStorage::set_epoch(Id128 epoch) {
    return connection_->prepare("UPDATE host_meta SET epoch = ?").bind(epoch).run();
}

Stored<Done> SqlStorage::set_position(std::int64_t seq, const Hash128& digest) {
    return connection_->prepare("UPDATE host_meta SET seq = ?, digest = ?").bind(seq).bind_text(to_text(digest)).run();
}

Stored<Done> SqlStorage::load(Database& db, const std::function<void(std::string_view, Id128)>& unreadable) {
    schema_ = &db.schema();
    return load_entities(*connection_, db, unreadable);
}

Stored<Done> SqlStorage::note_change(ScopeId scope, std::string_view table, Id128 row, std::int64_t seq) {
    return connection_
        ->prepare(
            "INSERT INTO host_change (scope, entity, row, seq) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (scope, entity, row) DO UPDATE SET seq = excluded.seq")
        .bind(scope.value)
        .bind_text(table)
        .bind(row)
        .bind(seq)
        .run();
}

Stored<Done> SqlStorage::write_changes(std::int64_t seq, const ChangeSet& changes, const Database& db) {
    std::set<std::pair<TableIndex, Id128>> written;
    std::set<std::pair<ScopeId, std::pair<TableIndex, Id128>>> noted;
    const std::vector<ChangeScopes> scopes = scopes_of(db, changes);
    for (std::size_t place = 0; place < scopes.size(); ++place) {
        const std::pair row{changes.rows[place].table, changes.rows[place].row};
        written.insert(row);
        if (changes.rows[place].kind == RowChangeKind::erase && planted(Planted::deletion_not_noted)) continue;
        noted.emplace(scopes[place].before, row);
        noted.emplace(scopes[place].after, row);
    }
    for (const auto& [table, row] : written) {
        const auto stored = write_entity(*connection_, db, table, row);
        if (!stored) return stored.error();
        const auto indexed = index_row(*connection_, db.schema().entity(table).table, row, seq);
        if (!indexed) return indexed.error();
    }
    for (const auto& [scope, place] : noted) {
        const auto stored = note_change(scope, db.schema().entity(place.first).table, place.second, seq);
        if (!stored) return stored.error();
    }
    return Done{};
}

Stored<std::vector<ChangedRow>> SqlStorage::changed_after(std::int64_t seq, std::int64_t count) {
    assert(schema_ != nullptr);
    std::vector<ChangedRow> changed;
    Statement rows = connection_->prepare(
        "SELECT entity, row, scope FROM host_change WHERE seq > ? ORDER BY entity, row, scope LIMIT ?");
    rows.bind(seq).bind(count);
    while (rows.step()) {
        const TableIndex table = schema_->index_of(rows.text(0));
        const auto row = rows.id(1);
        const auto scope = rows.id(2);
        if (table < schema_->table_count() && row && scope) changed.push_back({table, *row, ScopeId{*scope}});
    }
    if (rows.failed()) return rows.fault();
    return changed;
}

Stored<Done> SqlStorage::add_ledger(const LedgerEntry& entry) {
    if (!entry.batch.is_nil()) {
        const auto indexed = index_batch(*connection_, entry.batch, entry.head.seq);
        if (!indexed) return indexed.error();
    }
    return connection_->prepare("INSERT INTO host_ledger VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(entry.head.seq)
        .bind(entry.head.client)
        .bind(entry.head.mid)
        .bind(entry.head.actor)
        .bind(entry.head.at_ms)
        .bind_blob(entry.command)
        .bind_blob(entry.changes)
        .bind_blob({reinterpret_cast<const char*>(entry.salt.data()), entry.salt.size()})
        .run();
}

Stored<std::vector<LedgerEntry>> SqlStorage::ledger_after(std::int64_t from, std::int64_t count) {
    std::vector<LedgerEntry> entries;
    Statement rows = connection_->prepare(
        "SELECT seq, client, mid, actor, at_ms, command, changes, salt FROM host_ledger WHERE seq > ?"
        " ORDER BY seq LIMIT ?");
    rows.bind(from).bind(count);
    while (rows.step()) entries.push_back(ledger_entry(rows));
    if (rows.failed()) return rows.fault();
    return entries;
}

Stored<std::vector<LedgerEntry>> SqlStorage::ledger_of_row(std::string_view table, Id128 row, std::int64_t before,
                                                           std::int64_t count) {
    std::vector<LedgerEntry> entries;
    Statement rows = connection_->prepare(
        "SELECT l.seq, l.client, l.mid, l.actor, l.at_ms, l.command, l.changes, l.salt FROM host_history AS h"
        " JOIN host_ledger AS l ON l.seq = h.seq WHERE h.entity = ? AND h.row = ? AND h.seq < ?"
        " ORDER BY h.seq DESC LIMIT ?");
    rows.bind_text(table).bind(row).bind(before).bind(count);
    while (rows.step()) entries.push_back(ledger_entry(rows));
    if (rows.failed()) return rows.fault();
    return entries;
}

Stored<std::vector<LedgerEntry>> SqlStorage::ledger_before(const LedgerPart& part, std::int64_t before,
                                                           std::int64_t count) {
    Statement rows = connection_->prepare(statement_for(part.kind));
    if (part.kind != LedgerPart::Kind::whole) rows.bind(part.id);
    rows.bind(before).bind(count);
    std::vector<LedgerEntry> entries;
    while (rows.step()) entries.push_back(ledger_entry(rows));
    if (rows.failed()) return rows.fault();
    return entries;
}

Stored<Done> SqlStorage::add_links(const std::vector<Link>& links) { return store_links(*connection_, links); }

Stored<std::vector<Link>> SqlStorage::links_after(const LinkPlace& place, std::int64_t count) {
    return stored_links(*connection_, place, count);
}

Stored<ChainHeads> SqlStorage::heads() { return stored_heads(*connection_); }

Stored<std::optional<DeviceRecord>> SqlStorage::device(Id128 client) {
    Statement row =
        connection_->prepare("SELECT \"user\", lmid, created_ms, seen_ms FROM host_device WHERE client = ?");
    row.bind(client);
    if (!row.step()) {
        if (row.failed()) return row.fault();
        return std::optional<DeviceRecord>{};
    }
    return std::optional(
        DeviceRecord{client, row.id(0).value_or(Id128{}), row.number(1), row.number(2), row.number(3)});
}

Stored<Done> SqlStorage::put_device(const DeviceRecord& device) {
    return connection_
        ->prepare(
            "INSERT INTO host_device (client, \"user\", lmid, created_ms, seen_ms) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (client) DO UPDATE SET \"user\" = excluded.\"user\", lmid = excluded.lmid, seen_ms = "
            "excluded.seen_ms")
        .bind(device.client)
        .bind(device.user)
        .bind(device.lmid)
        .bind(device.created_ms)
        .bind(device.seen_ms)
        .run();
}

Stored<Done> SqlStorage::put_result(Id128 client, const ResultRecord& result) {
    return connection_->prepare("INSERT INTO host_result VALUES (?, ?, ?)")
        .bind(client)
        .bind(result.mid)
        .bind_blob(result.outcome)
        .run();
}

Stored<std::vector<ResultRecord>> SqlStorage::results(Id128 client) {
    std::vector<ResultRecord> results;
    Statement rows = connection_->prepare("SELECT mid, outcome FROM host_result WHERE client = ? ORDER BY mid");
    rows.bind(client);
    while (rows.step()) results.push_back({rows.number(0), rows.blob(1)});
    if (rows.failed()) return rows.fault();
    return results;
}

Stored<std::optional<ResultRecord>> SqlStorage::result(const CommandKey& command) {
    Statement row = connection_->prepare("SELECT outcome FROM host_result WHERE client = ? AND mid = ?");
    row.bind(command.client).bind(command.mid);
    std::optional<ResultRecord> found;
    if (row.step()) found = ResultRecord{command.mid, row.blob(0)};
    if (row.failed()) return row.fault();
    return found;
}

Stored<Done> SqlStorage::forget_results(Id128 client, std::int64_t through_mid) {
    return connection_->prepare("DELETE FROM host_result WHERE client = ? AND mid <= ?")
        .bind(client)
        .bind(through_mid)
        .run();
}

Stored<Done> SqlStorage::put_origin(const CommandKey& origin, const CommandKey& decided) {
    return connection_
        ->prepare("INSERT INTO host_origin (client, mid, as_client, as_mid) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
        .bind(origin.client)
        .bind(origin.mid)
        .bind(decided.client)
        .bind(decided.mid)
        .run();
}

Stored<std::optional<CommandKey>> SqlStorage::decided_as(const CommandKey& origin) {
    Statement row = connection_->prepare("SELECT as_client, as_mid FROM host_origin WHERE client = ? AND mid = ?");
    row.bind(origin.client).bind(origin.mid);
    std::optional<CommandKey> found;
    // What the first format noted has no second name: then only the fact is known.
    if (row.step()) found = CommandKey{row.id(0).value_or(Id128{}), row.number(1)};
    if (row.failed()) return row.fault();
    return found;
}

}  // namespace pupitre::host
