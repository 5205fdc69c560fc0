// What the firm asks of a client: a question, a document, something to do. A draft stands in the client's file; once it is
// shared it stands in the client's portal, with the answers. What only the firm may know of it stays in the file.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/catalogue/service_item.h"
#include "core/crm/portal.h"
#include "core/work/project.h"

namespace pupitre {

/// What is asked for; decides the form of the answer. Stored.
enum class RequestKind : std::uint8_t { question, document, action };
template <>
inline constexpr std::string_view enum_names<RequestKind>[] = {"question", "document", "action"};

/// Where a request stands. Stored. A planned one waits for something else and is sent later by itself.
enum class RequestState : std::uint8_t { draft, planned, shared, seen, answered, accepted, sent_back, cancelled };
template <>
inline constexpr std::string_view enum_names<RequestState>[] = {"draft",    "planned",  "shared",    "seen",
                                                                "answered", "accepted", "sent_back", "cancelled"};

/// Whether the client's people see it.
constexpr bool is_on_portal(RequestState state) {
    return state != RequestState::draft && state != RequestState::planned && state != RequestState::cancelled;
}
/// Whether it is the client's turn.
constexpr bool awaits_answer(RequestState state) {
    return state == RequestState::shared || state == RequestState::seen || state == RequestState::sent_back;
}

struct ClientRequest {
    static constexpr std::string_view table = "client_request";
    static constexpr std::string_view scope_key = "space";

    Id<ClientRequest> id;
    ClientId client;
    PortalId space;  // The scope that it stands in: the client's file, or the client's portal.
    RequestKind kind = RequestKind::question;
    std::string title;
    std::string message;
    std::optional<Date> due_on;
    bool silent = false;  // The client is not told when it is shared.
    RequestState state = RequestState::draft;
    std::int64_t shared_at = 0;    // Milliseconds since 1970 UTC, as the others.
    std::int64_t changed_at = 0;   // What is asked was changed after it had been shared.
    std::int64_t answered_at = 0;  // The last answer.

    static std::span<const Field> fields();
    bool operator==(const ClientRequest&) const = default;
};
using ClientRequestId = Id<ClientRequest>;

/// What only the firm knows of a request. Its id follows from the request's; there may be none.
struct RequestTracking {
    static constexpr std::string_view table = "request_tracking";
    static constexpr std::string_view scope_key = "client";

    Id<RequestTracking> id;
    ClientId client;
    ClientRequestId request;
    TeamMemberId responsible;
    ProjectId project;
    ServiceId service;
    Id<struct RequestOrigin> origin;  // The assignment that it was made by; of no table here.
    TeamMemberId shared_by;
    ServiceItemId item;         // Of the service; may be gone by now.
    std::int32_t period = 0;    // Of the assignment, from 0.
    Delay delay = Delay::none;  // As its item's.
    std::int32_t delay_days = 0;

    static std::span<const Field> fields();
    bool operator==(const RequestTracking&) const = default;
};
using RequestTrackingId = Id<RequestTracking>;
RequestTrackingId request_tracking_id(ClientRequestId request);
/// What the firm keeps of a request to itself, before anything is known.
RequestTracking tracking_of(const ClientRequest& request);

/// What a word under a request is. Stored.
enum class RequestMessageKind : std::uint8_t { answer, sent_back };
template <>
inline constexpr std::string_view enum_names<RequestMessageKind>[] = {"answer", "sent_back"};

/// An answer, or the word with which it was sent back. They are added and never changed, so that two people who answer
/// at once both do.
struct RequestMessage {
    static constexpr std::string_view table = "request_message";
    static constexpr std::string_view scope_key = "space";

    Id<RequestMessage> id;
    ClientRequestId request;
    PortalId space;  // As its request's.
    RequestMessageKind kind = RequestMessageKind::answer;
    std::string text;
    TeamMemberId author;  // A member of the firm, or a person of the portal.
    std::int64_t at_ms = 0;

    static std::span<const Field> fields();
    bool operator==(const RequestMessage&) const = default;
};
using RequestMessageId = Id<RequestMessage>;

/// From the day after its due date on, as long as it is the client's turn.
bool is_overdue(const ClientRequest& request, Date today);
/// The scope of what is not shared, and of what is.
PortalId space_of(const ClientRequest& request);
/// The words under a request, in the order in which they were said.
std::vector<const RequestMessage*> messages_of(const Database& db, ClientRequestId request);
/// The requests of a client, those that await somebody first, then by due date.
std::vector<const ClientRequest*> requests_of(const Database& db, ClientId client);

/// Puts a request, which has come to another state or client, and what belongs to it, where they now stand.
void place_request(Changes& changes, ClientRequest request);

EntityRules client_request_rules();
EntityRules request_tracking_rules();
EntityRules request_message_rules();

}  // namespace pupitre
