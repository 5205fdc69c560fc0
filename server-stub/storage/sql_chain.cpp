// Links and heads of the ledger, and the chains of a ledger that was written before there were any.
#include "server-stub/storage/sql_chain.h"

#include "core/store/changes.h"
#include "server-stub/base/crypto.h"

namespace pupitre::host {

namespace {

Id128 id_of_digest(const Hash128& digest) { return {digest.high, digest.low}; }

StorageFault broken_link() { return {FaultKind::corrupt, "a link of the ledger cannot be read"}; }

Stored<Done> store_head(Connection& connection, ScopeId scope, const ChainHead& head) {
    return connection
        .prepare(
            "INSERT INTO host_head VALUES (?, ?, ?)"
            " ON CONFLICT (scope) DO UPDATE SET number = excluded.number, hash = excluded.hash")
        .bind(scope.value)
        .bind(head.number)
        .bind_blob(head.hash.view())
        .run();
}

Stored<Done> store_salt(Connection& connection, const AcceptedCommand& accepted) {
    return connection.prepare("UPDATE host_ledger SET salt = ? WHERE seq = ?")
        .bind_blob({reinterpret_cast<const char*>(accepted.salt.data()), accepted.salt.size()})
        .bind(accepted.head.seq)
        .run();
}

}  // namespace

Stored<Done> store_links(Connection& connection, const std::vector<Link>& links) {
    for (const Link& link : links) {
        auto stored =
            connection
                .prepare(
                    "INSERT INTO host_link (scope, number, seq, digest, content, before) VALUES (?, ?, ?, ?, ?, ?)")
                .bind(link.scope.value)
                .bind(link.number)
                .bind(link.seq)
                .bind(id_of_digest(link.digest))
                .bind_blob(link.content.view())
                .bind_blob(link.before.view())
                .run();
        if (stored) stored = store_head(connection, link.scope, {link.number, link_hash(link)});
        if (!stored) return stored.error();
    }
    return Done{};
}

Stored<std::vector<Link>> stored_links(Connection& connection, const LinkPlace& place, std::int64_t count) {
    std::vector<Link> links;
    Statement rows = connection.prepare(
        "SELECT scope, number, seq, digest, content, before FROM host_link WHERE (seq, scope) > (?, ?)"
        " ORDER BY seq, scope LIMIT ?");
    rows.bind(place.seq).bind(place.scope.value).bind(count);
    while (rows.step()) {
        const auto scope = rows.id(0);
        const auto digest = rows.id(3);
        const auto content = hash256_from_bytes(rows.blob(4));
        const auto before = hash256_from_bytes(rows.blob(5));
        if (!scope || !digest || !content || !before) return broken_link();
        links.push_back(
            {ScopeId{*scope}, rows.number(1), rows.number(2), {digest->high, digest->low}, *content, *before});
    }
    if (rows.failed()) return rows.fault();
    return links;
}

Stored<ChainHeads> stored_heads(Connection& connection) {
    ChainHeads heads;
    Statement rows = connection.prepare("SELECT scope, number, hash FROM host_head ORDER BY scope");
    while (rows.step()) {
        const auto scope = rows.id(0);
        const auto hash = hash256_from_bytes(rows.blob(2));
        if (!scope || !hash) return broken_link();
        heads.set(ScopeId{*scope}, {rows.number(1), *hash});
    }
    if (rows.failed()) return rows.fault();
    return heads;
}

Stored<Done> chain_ledger(Connection& connection, const Schema& schema) {
    Database db(schema);
    Changes changes(db);
    ChainHeads heads;
    Statement entries =
        connection.prepare("SELECT seq, client, mid, actor, at_ms, command, changes FROM host_ledger ORDER BY seq");
    while (entries.step()) {
        AcceptedCommand accepted;
        accepted.head = {entries.number(0), entries.id(1).value_or(Id128{}), entries.number(2),
                         entries.id(3).value_or(Id128{}), entries.number(4)};
        accepted.command = entries.blob(5);
        random_fill(accepted.salt);
        auto stored = store_salt(connection, accepted);
        if (!stored) return stored.error();
        auto decoded = decode_change_set(schema, entries.blob(6));
        if (!decoded || !changes.apply(*decoded)) break;
        static_cast<void>(changes.take());
        accepted.changes = *std::move(decoded);
        const std::vector<Link> links = links_of(heads, db, accepted);
        for (const Link& link : links) heads.set(link.scope, {link.number, link_hash(link)});
        stored = store_links(connection, links);
        if (!stored) return stored.error();
    }
    if (entries.failed()) return entries.fault();
    return Done{};
}

}  // namespace pupitre::host
