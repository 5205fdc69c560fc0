// Both tables, one after the other.
#include "core/requests/content.h"

namespace pupitre {

std::optional<NamedContent> find_content(const Database& db, Id128 document) {
    if (const Document* own = db.find(DocumentId{document})) {
        return NamedContent{document, ScopeId{own->client.value}, own->name, own->hash, own->size_bytes, false};
    }
    const SharedDocument* shared = db.find(SharedDocumentId{document});
    if (shared == nullptr) return std::nullopt;
    return NamedContent{document, ScopeId{shared->space.value}, shared->name, shared->hash, shared->size_bytes, true};
}

void for_each_content(const Database& db, const std::function<void(Id128 document, const std::string& hash)>& visit) {
    db.for_each<Document>([&](const Document& document) { visit(document.id.value, document.hash); });
    db.for_each<SharedDocument>([&](const SharedDocument& document) { visit(document.id.value, document.hash); });
}

std::vector<Id128> documents_with(const Database& db, const std::string& hash) {
    std::vector<Id128> documents;
    for (const Id128 id : db.ids_with<&Document::hash>(hash)) documents.push_back(id);
    for (const Id128 id : db.ids_with<&SharedDocument::hash>(hash)) documents.push_back(id);
    return documents;
}

}  // namespace pupitre
