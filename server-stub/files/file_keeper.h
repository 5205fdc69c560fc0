// Takes the contents of documents in, piece by piece and as often as it must be, and gives them out. Whoever calls has
// looked whether the person may: this knows documents by their ids alone. Used by one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server-stub/base/clock.h"
#include "server-stub/files/scan.h"
#include "server-stub/storage/file_store.h"

namespace pupitre::host {

struct FileLimits {
    std::int64_t file_bytes_max = std::int64_t{30} * 1'048'576;
    std::int64_t total_bytes_max = std::int64_t{100} * 1'073'741'824;  // Of the firm, what is being sent included.
    std::int64_t receiving_max = 100;                                  // Of one person.
    std::int64_t receiving_ms = std::int64_t{24} * 3'600'000;          // After that, what was not finished goes.
    std::int64_t unneeded_ms = std::int64_t{90} * 24 * 3'600'000;  // How long removed documents can come back whole.
    std::string scan_command;                                      // Empty: contents are not examined.
    std::int64_t scan_ms = 120'000;
    std::int64_t scan_again_ms = 60'000;
};

/// Why a content is not taken.
enum class FileRefusal : std::uint8_t {
    none,
    too_large,
    firm_full,
    too_many,
    program,    // Its first bytes are a program's.
    unknown,    // No such upload: offer it (again).
    damaged,    // The chunk is not what its sender said.
    differs,    // All together is not what the document says; everything was thrown away.
    incomplete  // Chunks are missing.
};

/// A document whose content somebody has.
struct OfferedFile {
    Id128 document;
    Hash256 hash;
    std::int64_t size = 0;
    Id128 user;
    /// Other documents with this content that the person sees: they could have it from there.
    std::vector<Id128> same;
};

/// Where a document's content is.
struct FileState {
    ContentState state = ContentState::receiving;
    std::string reason;
    std::int64_t size = 0;
    std::vector<std::int64_t> chunks;  // While it is being received: the numbers that are here.
    FileRefusal refusal = FileRefusal::none;
};

struct SentChunk {
    Id128 document;
    std::int64_t number = 0;
    Hash256 hash;
    std::string bytes;
};

/// A content that is to be examined.
struct HeldContent {
    Id128 content;
    std::string bytes;
};

class FileKeeper {
public:
    FileKeeper(Storage& storage, FileLimits limits, Clock clock = now_ms);

    const FileLimits& limits() const { return limits_; }

    Stored<FileState> offer(const OfferedFile& file);
    Stored<FileState> take(const SentChunk& chunk);
    Stored<FileState> complete(Id128 document);
    /// Nothing for a document whose content nobody has begun to send.
    Stored<std::optional<FileState>> state(Id128 document);
    /// Nothing if it is not here.
    Stored<std::optional<std::string>> chunk(Id128 document, std::int64_t number);

    /// The next one whose turn it is to be examined, marked as being so.
    Stored<std::optional<HeldContent>> next_held();
    Stored<Done> settle(Id128 content, const ScanResult& result);

    /// Throws away what nobody needs: uploads that were not finished, contents that no document has named for long.
    Stored<Done> sweep(const std::set<Id128>& documents);

private:
    Stored<Done> in_transaction(const std::function<Stored<Done>()>& work);
    Stored<FileState> begin_receiving(const OfferedFile& file);
    Stored<bool> join(const OfferedFile& file);
    Stored<FileState> described(const ContentRecord& content);
    Stored<Done> settle_received(ContentRecord content, Id128 document);
    Stored<Done> discard(const ContentRecord& content, FileRefusal why, FileState& answer);

    Storage& storage_;
    FileStore files_;
    FileLimits limits_;
    Clock clock_;
};

}  // namespace pupitre::host
