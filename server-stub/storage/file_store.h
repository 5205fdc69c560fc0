// The contents of documents in the database: rows of chunks, so that every kind of database, several hosts, backups and
// moves have them like everything else. A content is kept once; documents point at it. What may be asked by whom and what
// a content must be like is decided above.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/sha256.h"
#include "server-stub/storage/storage.h"

namespace pupitre::host {

class Connection;

/// Every chunk has this size but a content's last one. Written into the database's rows and devices' stores: for ever.
constexpr std::int64_t chunk_bytes = 1'048'576;
constexpr std::int64_t chunk_count(std::int64_t size) { return (size + chunk_bytes - 1) / chunk_bytes; }

/// Stored by number: append only.
enum class ContentState : std::uint8_t {
    receiving,  // Chunks are missing, or nobody has said yet that all are there.
    held,       // Whole; not examined yet.
    available,
    refused,  // Examined and thrown away; the reason stays.
};

struct ContentRecord {
    Id128 content;
    Hash256 hash;
    std::int64_t size = 0;
    ContentState state = ContentState::receiving;
    std::string reason;
    Id128 user;                    // Who sends it.
    std::int64_t seen_ms = 0;      // When it was last asked for while it was being sent.
    std::int64_t tried_ms = 0;     // When it was last examined.
    std::int64_t unneeded_ms = 0;  // Since when no document names it; 0: one does.
};

struct HolderRecord {
    Id128 document;
    Id128 content;
};

/// Sums over contents, for limits.
struct FileTotals {
    std::int64_t bytes = 0;
    std::int64_t receiving_of_user = 0;
};

/// Used by one thread at a time, like the storage that it works in and that must outlive it. Outside a transaction each
/// call is one of its own.
class FileStore {
public:
    explicit FileStore(Storage& storage);

    Stored<std::optional<ContentRecord>> content(Id128 content);
    /// The content that the document has or waits for.
    Stored<std::optional<ContentRecord>> content_of(Id128 document);
    Stored<std::vector<ContentRecord>> contents();
    Stored<std::vector<ContentRecord>> with_hash(const Hash256& hash);
    Stored<Done> put_content(const ContentRecord& content);
    /// With its chunks and holders.
    Stored<Done> erase_content(Id128 content);

    Stored<std::vector<HolderRecord>> holders();
    Stored<Done> put_holder(const HolderRecord& holder);

    /// The numbers that are there, in order.
    Stored<std::vector<std::int64_t>> chunk_numbers(Id128 content);
    Stored<std::optional<std::string>> chunk(Id128 content, std::int64_t number);
    /// A chunk that is there already stays.
    Stored<Done> add_chunk(Id128 content, std::int64_t number, const std::string& bytes);
    Stored<Done> erase_chunks(Id128 content);
    /// Of contents that are gone.
    Stored<Done> erase_lost_chunks();
    /// All chunks one after the other; nothing if one is missing.
    Stored<std::optional<std::string>> whole(const ContentRecord& content);

    Stored<FileTotals> totals(Id128 user);

private:
    Connection* connection_;
};

/// What is wrong with the contents that a database holds.
struct ContentFacts {
    std::int64_t whole = 0;      // Contents that are what they should be …
    std::int64_t bytes = 0;      // … and their size together.
    std::vector<Id128> damaged;  // Contents that are not.
};
/// Documents whose content has arrived, whatever came of it then.
Stored<std::set<Id128>> documents_here(Storage& storage);
/// Reads every content that is here and compares it with its hash.
Stored<ContentFacts> read_contents(Storage& storage);

}  // namespace pupitre::host
