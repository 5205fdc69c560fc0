// Documents: files that belong to a client's file, some of them to a task there. A document names its content by hash; the
// content goes its own way between devices and host, and may arrive later than the document or be gone before it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/work/task.h"

namespace pupitre {

/// The largest file, unless the host says otherwise: 30 × 1,048,576 bytes; exactly that is accepted.
constexpr std::int64_t file_bytes_max = std::int64_t{30} * 1'048'576;

struct Document {
    static constexpr std::string_view table = "document";
    static constexpr std::string_view scope_key = "client";

    Id<Document> id;
    ClientId client;  // Nil: the firm's own.
    TaskId task;      // Nil: it belongs to the client as such.
    std::string name;
    std::string media_type;       // By the name's ending; for showing only.
    std::string hash;             // SHA-256 of the content, 64 lower-case hexadecimal digits. Never changes.
    std::int64_t size_bytes = 0;  // Of the content. Never changes.
    TeamMemberId author;
    std::int64_t added_at = 0;  // Milliseconds since 1970 UTC.

    static std::span<const Field> fields();
    bool operator==(const Document&) const = default;
};
using DocumentId = Id<Document>;

/// A SHA-256 as documents name it.
bool is_content_hash(std::string_view text);

/// All documents of a client's file, the newest first.
std::vector<const Document*> documents_of(const Database& db, ClientId client);
/// The documents of a task, in the order in which they were added.
std::vector<const Document*> documents_of(const Database& db, TaskId task);

EntityRules document_rules();

}  // namespace pupitre
