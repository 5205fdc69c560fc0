// Field table, rules and the command of shared documents.
#include "core/requests/shared_document.h"

#include <algorithm>
#include <tuple>

#include "core/command/row_rules.h"
#include "core/command/sight.h"
#include "core/documents/document.h"
#include "core/documents/file_kind.h"
#include "core/firm/firm.h"

namespace pupitre {

namespace {

Refusal refuse_document(RefusalCode code, const SharedDocument& document, std::string_view field,
                        std::string detail = {}) {
    return {code, std::string(SharedDocument::table), document.id.value, std::string(field), std::move(detail)};
}
Refusal invalid(const SharedDocument& document, std::string_view field, std::string detail = {}) {
    return refuse_document(RefusalCode::invalid_value, document, field, std::move(detail));
}

/// What the content is, whose the document is and who added it never change.
std::optional<Refusal> check_same(const SharedDocument& before, const SharedDocument& after) {
    if (before.hash != after.hash) return invalid(after, "hash");
    if (before.size_bytes != after.size_bytes) return invalid(after, "size_bytes");
    if (before.portal != after.portal) return invalid(after, "portal");
    if (before.request != after.request && !after.request.is_nil()) return invalid(after, "request");
    return std::nullopt;
}

std::optional<Refusal> check_document(const Database& db, const Context&, const void* row) {
    const auto& document = *static_cast<const SharedDocument*>(row);
    if (!is_file_name(document.name)) return invalid(document, "name");
    if (is_program_name(document.name)) return invalid(document, "name", "program");
    if (document.size_bytes < 0) return invalid(document, "size_bytes");
    const Portal* portal = db.find(document.portal);
    const bool shared = document.space == document.portal;
    if (portal != nullptr && !shared && document.space.value != portal->client.value) return invalid(document, "space");
    const ClientRequest* request = document.request.is_nil() ? nullptr : db.find(document.request);
    if (request != nullptr && portal_id(request->client) != document.portal) return invalid(document, "request");
    if (const SharedDocument* before = db.find(document.id)) return check_same(*before, document);
    if (request != nullptr && request->state == RequestState::cancelled) return invalid(document, "request");
    return std::nullopt;
}

void complete_document(const Database& db, const Context& by, void* row) {
    auto& document = *static_cast<SharedDocument*>(row);
    const ClientRequest* request = document.request.is_nil() ? nullptr : db.find(document.request);
    if (request != nullptr) document.portal = portal_id(request->client);
    document.space = request != nullptr ? request->space : document.portal;
    if (document.media_type.empty()) document.media_type = media_type_of(document.name);
    document.added_at = by.now_ms;
}

Attempt run_add(const Registry& registry, Changes& changes, const Context& by, const Json& args) {
    const EntityInfo& info = entity_info<SharedDocument>();
    const TableIndex table = registry.schema().index_of<SharedDocument>();
    if (!by.may(Right::share)) return Refusal{RefusalCode::not_permitted, std::string(info.table), {}, {}, {}};
    const auto fields = args.find("fields");
    if (fields == args.end())
        return Refusal{RefusalCode::malformed_arguments, std::string(info.table), {}, "fields", {}};
    Result<AnyRow> row = row_from_json(info, *fields);
    if (!row || row->id().is_nil()) {
        return Refusal{RefusalCode::malformed_arguments, std::string(info.table), {}, "fields", {}};
    }
    if (changes.db().table(table).find(row->id()) != nullptr) {
        return Refusal{RefusalCode::row_exists, std::string(info.table), row->id(), {}, {}};
    }
    const TableIndex requests = registry.schema().index_of<ClientRequest>();
    const void* seen = find_seen(changes.db(), by, requests, row->as<SharedDocument>().request.value);
    // The firm may attach a document before anything is shared with the client.
    if (seen != nullptr && by.may(Right::edit)) ensure_portal(changes, static_cast<const ClientRequest*>(seen)->client);
    complete_row(changes.db(), registry.rules(table), by, *row);
    if (const auto refusal = check_row(changes.db(), registry.rules(table), by, row->data())) return *refusal;
    changes.put_row(table, row->data());
    return Outcome{};
}

}  // namespace

std::span<const Field> SharedDocument::fields() {
    static constexpr Field rows[] = {
        field<&SharedDocument::id>("id"),
        field<&SharedDocument::portal>("portal", Edit::hidden, Need::required).to(Portal::table, OnDelete::cascade),
        field<&SharedDocument::space>("space").with_index(),
        field<&SharedDocument::request>("request").to(ClientRequest::table, OnDelete::clear),
        field<&SharedDocument::name>("name", Edit::text, Need::required).with_search(),
        field<&SharedDocument::media_type>("media_type"),
        field<&SharedDocument::hash>("hash", Edit::hidden, Need::required).with_index().with_check(is_content_hash),
        field<&SharedDocument::size_bytes>("size_bytes"),
        field<&SharedDocument::author>("author"),
        instant_field<&SharedDocument::added_at>("added_at"),
    };
    static_assert(std::size(rows) == member_count<SharedDocument>(), "Every member needs a row.");
    return rows;
}

std::vector<const SharedDocument*> documents_of(const Database& db, PortalId portal) {
    std::vector<const SharedDocument*> documents;
    db.for_each_with<&SharedDocument::portal>(portal,
                                              [&](const SharedDocument& document) { documents.push_back(&document); });
    const auto rank = [](const SharedDocument& document) { return std::tuple{-document.added_at, document.id}; };
    std::ranges::sort(documents, [&](const SharedDocument* a, const SharedDocument* b) { return rank(*a) < rank(*b); });
    return documents;
}

std::vector<const SharedDocument*> documents_of(const Database& db, ClientRequestId request) {
    std::vector<const SharedDocument*> documents;
    db.for_each_with<&SharedDocument::request>(request,
                                               [&](const SharedDocument& document) { documents.push_back(&document); });
    std::ranges::stable_sort(documents, {}, &SharedDocument::added_at);
    return documents;
}

void move_shared_documents(Changes& changes, const ClientRequest& request) {
    const PortalId portal = portal_id(request.client);
    for (const Id128 id : changes.db().ids_with<&SharedDocument::request>(request.id)) {
        SharedDocument document = changes.db().get(SharedDocumentId{id});
        const bool from_client = changes.db().find(PortalAccessId{document.author.value}) != nullptr;
        if (document.portal != portal) ensure_portal(changes, request.client);
        document.portal = portal;
        document.space = from_client ? portal : request.space;
        changes.put(document);
    }
}

EntityRules shared_document_rules() {
    EntityRules rules;
    rules.info = &entity_info<SharedDocument>();
    rules.check = check_document;
    rules.complete = complete_document;
    rules.creator_key = "author";
    return rules;
}

CommandType add_shared_document_command(const Registry& registry) {
    const Registry* all = &registry;
    return {"shared_document.add", 1,
            [all](Changes& changes, const Context& by, const Json& args) { return run_add(*all, changes, by, args); }};
}

}  // namespace pupitre
