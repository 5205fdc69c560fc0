// Statements over the tables of contents.
#include "server-stub/storage/file_store.h"

#include <cassert>

#include "server-stub/storage/sql_files.h"
#include "server-stub/storage/sql_storage.h"

namespace pupitre::host {
namespace {

constexpr std::string_view content_columns =
    "content, hash, size, state, reason, \"user\", seen_ms, tried_ms, unneeded_ms";

Stored<ContentRecord> content_in(const Statement& row) {
    const auto id = row.id(0);
    const auto hash = hash256_from_bytes(row.blob(1));
    const std::int64_t state = row.number(3);
    const bool known = state >= 0 && state <= static_cast<std::int64_t>(ContentState::refused);
    if (!id || !hash || !known) return StorageFault{FaultKind::corrupt, "a content's row cannot be read"};
    ContentRecord content;
    content.content = *id;
    content.hash = *hash;
    content.size = row.number(2);
    content.state = static_cast<ContentState>(state);
    content.reason = row.text(4);
    content.user = row.id(5).value_or(Id128{});
    content.seen_ms = row.number(6);
    content.tried_ms = row.number(7);
    content.unneeded_ms = row.number(8);
    return content;
}

Stored<std::vector<ContentRecord>> contents_in(Statement& rows) {
    std::vector<ContentRecord> contents;
    while (rows.step()) {
        auto content = content_in(rows);
        if (!content) return content.error();
        contents.push_back(*std::move(content));
    }
    if (rows.failed()) return rows.fault();
    return contents;
}

/// The first of them, if there is one.
Stored<std::optional<ContentRecord>> one_of(Stored<std::vector<ContentRecord>> contents) {
    if (!contents) return contents.error();
    if (contents->empty()) return std::optional<ContentRecord>{};
    return std::optional(std::move(contents->front()));
}

const std::string& select_content() {
    static const std::string words = "SELECT " + std::string(content_columns) + " FROM host_content";
    return words;
}

}  // namespace

FileStore::FileStore(Storage& storage) : connection_(nullptr) {
    // Every storage of ours speaks SQL.
    auto* sql = dynamic_cast<SqlStorage*>(&storage);
    assert(sql != nullptr);
    connection_ = &sql->connection();
}

Stored<std::optional<ContentRecord>> FileStore::content(Id128 content) {
    Statement rows = connection_->prepare(select_content() + " WHERE content = ?");
    rows.bind(content);
    return one_of(contents_in(rows));
}

Stored<std::optional<ContentRecord>> FileStore::content_of(Id128 document) {
    Statement rows = connection_->prepare(select_content() +
                                          " WHERE content = (SELECT content FROM host_holder WHERE document = ?)");
    rows.bind(document);
    return one_of(contents_in(rows));
}

Stored<std::vector<ContentRecord>> FileStore::contents() {
    Statement rows = connection_->prepare(select_content() + " ORDER BY content");
    return contents_in(rows);
}

Stored<std::vector<ContentRecord>> FileStore::with_hash(const Hash256& hash) {
    Statement rows = connection_->prepare(select_content() + " WHERE hash = ? ORDER BY content");
    rows.bind_blob(hash.view());
    return contents_in(rows);
}

Stored<Done> FileStore::put_content(const ContentRecord& content) {
    return connection_
        ->prepare("INSERT INTO host_content (" + std::string(content_columns) +
                  ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (content) DO UPDATE SET state = excluded.state,"
                  " reason = excluded.reason, \"user\" = excluded.\"user\", seen_ms = excluded.seen_ms,"
                  " tried_ms = excluded.tried_ms, unneeded_ms = excluded.unneeded_ms")
        .bind(content.content)
        .bind_blob(content.hash.view())
        .bind(content.size)
        .bind(static_cast<std::int64_t>(content.state))
        .bind_text(content.reason)
        .bind(content.user)
        .bind(content.seen_ms)
        .bind(content.tried_ms)
        .bind(content.unneeded_ms)
        .run();
}

Stored<Done> FileStore::erase_content(Id128 content) {
    auto done = connection_->prepare("DELETE FROM host_holder WHERE content = ?").bind(content).run();
    if (done) done = connection_->prepare("DELETE FROM host_content WHERE content = ?").bind(content).run();
    return done ? erase_chunks(content) : done;
}

Stored<std::vector<HolderRecord>> FileStore::holders() {
    std::vector<HolderRecord> holders;
    Statement rows = connection_->prepare("SELECT document, content FROM host_holder ORDER BY document");
    while (rows.step()) {
        const auto document = rows.id(0);
        const auto content = rows.id(1);
        if (document && content) holders.push_back({*document, *content});
    }
    if (rows.failed()) return rows.fault();
    return holders;
}

Stored<Done> FileStore::put_holder(const HolderRecord& holder) {
    return connection_
        ->prepare(
            "INSERT INTO host_holder (document, content) VALUES (?, ?)"
            " ON CONFLICT (document) DO UPDATE SET content = excluded.content")
        .bind(holder.document)
        .bind(holder.content)
        .run();
}

Stored<std::vector<std::int64_t>> FileStore::chunk_numbers(Id128 content) {
    std::vector<std::int64_t> numbers;
    Statement rows = connection_->prepare("SELECT number FROM host_chunk WHERE content = ? ORDER BY number");
    rows.bind(content);
    while (rows.step()) numbers.push_back(rows.number(0));
    if (rows.failed()) return rows.fault();
    return numbers;
}

Stored<std::optional<std::string>> FileStore::chunk(Id128 content, std::int64_t number) {
    Statement row = connection_->prepare("SELECT bytes FROM host_chunk WHERE content = ? AND number = ?");
    row.bind(content).bind(number);
    std::optional<std::string> bytes;
    if (row.step()) bytes = row.blob(0);
    if (row.failed()) return row.fault();
    return bytes;
}

Stored<Done> FileStore::add_chunk(Id128 content, std::int64_t number, const std::string& bytes) {
    return connection_
        ->prepare("INSERT INTO host_chunk (content, number, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
        .bind(content)
        .bind(number)
        .bind_blob(bytes)
        .run();
}

Stored<Done> FileStore::erase_chunks(Id128 content) {
    return connection_->prepare("DELETE FROM host_chunk WHERE content = ?").bind(content).run();
}

Stored<Done> FileStore::erase_lost_chunks() {
    return connection_->prepare("DELETE FROM host_chunk WHERE content NOT IN (SELECT content FROM host_content)").run();
}

Stored<std::optional<std::string>> FileStore::whole(const ContentRecord& content) {
    std::string whole;
    whole.reserve(static_cast<std::size_t>(content.size));
    for (std::int64_t number = 0; number < chunk_count(content.size); ++number) {
        const auto bytes = chunk(content.content, number);
        if (!bytes) return bytes.error();
        if (!*bytes) return std::optional<std::string>{};
        whole += **bytes;
    }
    return std::optional(std::move(whole));
}

Stored<FileTotals> FileStore::totals(Id128 user) {
    FileTotals totals;
    // What was refused keeps no bytes.
    auto bytes =
        connection_->number("SELECT CAST(coalesce(sum(size), 0) AS BIGINT) FROM host_content WHERE state <> 3");
    if (!bytes) return bytes.error();
    totals.bytes = *bytes;
    Statement row = connection_->prepare("SELECT count(*) FROM host_content WHERE state = 0 AND \"user\" = ?");
    row.bind(user);
    if (row.step()) totals.receiving_of_user = row.number(0);
    if (row.failed()) return row.fault();
    return totals;
}

Stored<std::set<Id128>> documents_here(Storage& storage) {
    FileStore files(storage);
    const auto contents = files.contents();
    if (!contents) return contents.error();
    std::set<Id128> arrived;
    for (const ContentRecord& content : *contents) {
        if (content.state != ContentState::receiving) arrived.insert(content.content);
    }
    const auto holders = files.holders();
    if (!holders) return holders.error();
    std::set<Id128> documents;
    for (const HolderRecord& holder : *holders) {
        if (arrived.contains(holder.content)) documents.insert(holder.document);
    }
    return documents;
}

Stored<ContentFacts> read_contents(Storage& storage) {
    FileStore files(storage);
    const auto contents = files.contents();
    if (!contents) return contents.error();
    ContentFacts facts;
    for (const ContentRecord& content : *contents) {
        if (content.state != ContentState::available && content.state != ContentState::held) continue;
        const auto whole = files.whole(content);
        if (!whole) return whole.error();
        if (!*whole || sha256(**whole) != content.hash) {
            facts.damaged.push_back(content.content);
            continue;
        }
        ++facts.whole;
        facts.bytes += content.size;
    }
    return facts;
}

}  // namespace pupitre::host
