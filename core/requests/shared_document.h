// Documents that a firm and a client share: what the firm attached to a request, and what the client's people sent.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/requests/client_request.h"

namespace pupitre {

struct SharedDocument {
    static constexpr std::string_view table = "shared_document";
    static constexpr std::string_view scope_key = "space";

    Id<SharedDocument> id;
    PortalId portal;  // Whose it is.
    PortalId space;   // The scope that it stands in: the portal, or the client's file as long as it is not shared.
    ClientRequestId request;  // Nil: it belongs to the client as such.
    std::string name;
    std::string media_type;       // By the name's ending; for showing only.
    std::string hash;             // SHA-256 of the content. Never changes.
    std::int64_t size_bytes = 0;  // Of the content. Never changes.
    TeamMemberId author;          // A member of the firm, or a person of the portal.
    std::int64_t added_at = 0;    // Milliseconds since 1970 UTC.

    static std::span<const Field> fields();
    bool operator==(const SharedDocument&) const = default;
};
using SharedDocumentId = Id<SharedDocument>;

/// All documents that are or will be shared with a client, the newest first.
std::vector<const SharedDocument*> documents_of(const Database& db, PortalId portal);
/// The documents of a request, in the order in which they were added.
std::vector<const SharedDocument*> documents_of(const Database& db, ClientRequestId request);

/// Brings a request's documents to where the request stands; what the client sent stays with the client.
void move_shared_documents(Changes& changes, const ClientRequest& request);

EntityRules shared_document_rules();
/// "shared_document.add" {fields}: what both sides add documents by. Makes the client's portal if it is not there.
CommandType add_shared_document_command(const Registry& registry);

}  // namespace pupitre
