// Field table and rules of documents.
#include "core/documents/document.h"

#include <algorithm>
#include <tuple>

#include "core/documents/file_kind.h"
#include "core/documents/move_documents.h"
#include "core/firm/firm.h"

namespace pupitre {

namespace {

Refusal invalid(const Document& document, std::string_view field, std::string detail = {}) {
    return {RefusalCode::invalid_value, std::string(Document::table), document.id.value, std::string(field),
            std::move(detail)};
}

/// A task's document belongs to the task's client; what the content is can't be changed; programs are refused.
std::optional<Refusal> check_document(const Database& db, const Context&, const void* row) {
    const auto& document = *static_cast<const Document*>(row);
    const Document* before = db.find(document.id);
    if (!is_file_name(document.name)) return invalid(document, "name");
    if (is_program_name(document.name)) return invalid(document, "name", "program");
    if (document.size_bytes < 0) return invalid(document, "size_bytes");
    if (before != nullptr && before->hash != document.hash) return invalid(document, "hash");
    if (before != nullptr && before->size_bytes != document.size_bytes) return invalid(document, "size_bytes");
    const Task* task = db.find(document.task);
    const bool moved = before == nullptr || before->task != document.task || before->client != document.client;
    if (task != nullptr && task->client != document.client && moved) return invalid(document, "task");
    return std::nullopt;
}

void complete_document(const Database& db, const Context& by, void* row) {
    auto& document = *static_cast<Document*>(row);
    const Task* task = document.task.is_nil() ? nullptr : db.find(document.task);
    if (task != nullptr) document.client = task->client;
    if (document.media_type.empty()) document.media_type = media_type_of(document.name);
    if (document.added_at == 0) document.added_at = by.now_ms;
}

}  // namespace

bool is_content_hash(std::string_view text) {
    const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return text.size() == 64 && std::ranges::all_of(text, is_digit);
}

std::span<const Field> Document::fields() {
    static constexpr Field rows[] = {
        field<&Document::id>("id"),
        field<&Document::client>("client").to(Client::table, OnDelete::cascade),
        field<&Document::task>("task").to(Task::table, OnDelete::cascade),
        field<&Document::name>("name", Edit::text, Need::required).with_search(),
        field<&Document::media_type>("media_type"),
        field<&Document::hash>("hash", Edit::hidden, Need::required).with_index().with_check(is_content_hash),
        field<&Document::size_bytes>("size_bytes"),
        field<&Document::author>("author").to(TeamMember::table),
        instant_field<&Document::added_at>("added_at"),
    };
    static_assert(std::size(rows) == member_count<Document>(), "Every member needs a row.");
    return rows;
}

std::vector<const Document*> documents_of(const Database& db, ClientId client) {
    std::vector<const Document*> documents;
    db.for_each_with<&Document::client>(client, [&](const Document& document) { documents.push_back(&document); });
    const auto rank = [](const Document& document) { return std::tuple{-document.added_at, document.id}; };
    std::ranges::stable_sort(documents, [&](const Document* a, const Document* b) { return rank(*a) < rank(*b); });
    return documents;
}

std::vector<const Document*> documents_of(const Database& db, TaskId task) {
    std::vector<const Document*> documents;
    db.for_each_with<&Document::task>(task, [&](const Document& document) { documents.push_back(&document); });
    std::ranges::stable_sort(documents, [](const Document* a, const Document* b) { return a->added_at < b->added_at; });
    return documents;
}

void move_documents(Changes& changes, const Task& task) {
    for (const Id128 id : changes.db().ids_with<&Document::task>(task.id)) {
        Document document = changes.db().get(DocumentId{id});
        document.client = task.client;
        changes.put(document);
    }
}

EntityRules document_rules() {
    EntityRules rules;
    rules.info = &entity_info<Document>();
    rules.check = check_document;
    rules.complete = complete_document;
    rules.creator_key = "author";
    return rules;
}

}  // namespace pupitre
