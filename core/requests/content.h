// Which rows name a content: documents of a client's file, and documents that are shared with a client. Whoever sends or
// fetches contents need not tell them apart.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/documents/document.h"
#include "core/requests/shared_document.h"

namespace pupitre {

struct NamedContent {
    Id128 document;
    ScopeId scope;  // Whoever sees it may read the content.
    std::string name;
    std::string hash;
    std::int64_t size_bytes = 0;
    bool shared = false;  // With a client, whose people may send contents.
};

std::optional<NamedContent> find_content(const Database& db, Id128 document);
void for_each_content(const Database& db, const std::function<void(Id128 document, const std::string& hash)>& visit);
/// The documents with the same content.
std::vector<Id128> documents_with(const Database& db, const std::string& hash);

}  // namespace pupitre
