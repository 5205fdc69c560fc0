// Field tables and rules of requests, of what the firm knows of them, and of the words under them.
#include "core/requests/client_request.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "core/command/row_rules.h"
#include "core/comments/move_comments.h"
#include "core/firm/firm.h"
#include "core/requests/shared_document.h"
#include "core/work/work_dependency.h"

namespace pupitre {

namespace {

Refusal invalid(const ClientRequest& request, std::string_view field) {
    return {RefusalCode::invalid_value, std::string(ClientRequest::table), request.id.value, std::string(field), {}};
}

/// How a request comes from one state to another is the commands' affair; the client stays once it is shared.
std::optional<Refusal> check_request(const Database& db, const Context&, const void* row) {
    const auto& request = *static_cast<const ClientRequest*>(row);
    const ClientRequest* before = db.find(request.id);
    const bool plain = request.state == RequestState::draft || request.state == RequestState::planned;
    if (before == nullptr) return plain ? std::nullopt : std::optional{invalid(request, "state")};
    const bool was_plain = before->state == RequestState::draft || before->state == RequestState::planned;
    if (before->state != request.state && !(plain && was_plain)) return invalid(request, "state");
    if (before->client != request.client && !plain) return invalid(request, "client");
    if (before->client == request.client && request.space != space_of(request)) return invalid(request, "space");
    if (before->shared_at != request.shared_at) return invalid(request, "shared_at");
    if (before->changed_at != request.changed_at) return invalid(request, "changed_at");
    if (before->answered_at != request.answered_at) return invalid(request, "answered_at");
    return std::nullopt;
}

void complete_request(const Database&, const Context&, void* row) {
    auto& request = *static_cast<ClientRequest*>(row);
    if (request.state != RequestState::planned) request.state = RequestState::draft;
    request.shared_at = request.changed_at = request.answered_at = 0;
    request.space = space_of(request);
}

bool asks_otherwise(const ClientRequest& before, const ClientRequest& after) {
    return std::tie(before.kind, before.title, before.message, before.due_on) !=
           std::tie(after.kind, after.title, after.message, after.due_on);
}

/// What belongs to the request is where the request is.
void align_request(Changes& changes, const Context& by, const void* before, Id128 row) {
    const auto& old = *static_cast<const ClientRequest*>(before);
    const ClientRequest request = changes.db().get(ClientRequestId{row});
    if (old.client != request.client || old.space != request.space) place_request(changes, request);
    if (old.client != request.client) move_dependencies(changes, by, std::array{request.id.value});
}

void follow_request(Changes& changes, const Context& by, const void* before, Id128 row) {
    const auto& old = *static_cast<const ClientRequest*>(before);
    ClientRequest request = changes.db().get(ClientRequestId{row});
    if (is_on_portal(request.state) && asks_otherwise(old, request)) request.changed_at = by.now_ms;
    if (old.client == request.client) {
        changes.put(request);
        return;
    }
    place_request(changes, request);
    move_dependencies(changes, by, std::array{request.id.value});
}

std::optional<Refusal> check_tracking(const Database& db, const Context&, const void* row) {
    const auto& tracking = *static_cast<const RequestTracking*>(row);
    const EntityInfo& info = entity_info<RequestTracking>();
    if (tracking.id != request_tracking_id(tracking.request)) {
        return refuse_field(RefusalCode::invalid_value, info, row, info.fields[0]);
    }
    const ClientRequest* request = db.find(tracking.request);
    if (request != nullptr && request->client != tracking.client) {
        return refuse_field(RefusalCode::invalid_value, info, row, *info.find_field("client"));
    }
    return std::nullopt;
}

void complete_tracking(const Database& db, const Context&, void* row) {
    auto& tracking = *static_cast<RequestTracking*>(row);
    if (const ClientRequest* request = db.find(tracking.request)) tracking.client = request->client;
}

std::optional<Refusal> check_message(const Database& db, const Context&, const void* row) {
    const auto& message = *static_cast<const RequestMessage*>(row);
    const EntityInfo& info = entity_info<RequestMessage>();
    const RequestMessage* before = db.find(message.id);
    const ClientRequest* request = db.find(message.request);
    if (request != nullptr && request->space != message.space) {
        return refuse_field(RefusalCode::invalid_value, info, row, *info.find_field("space"));
    }
    // What was said stays said.
    if (before != nullptr && *before != message) {
        return refuse_field(RefusalCode::invalid_value, info, row, *info.find_field("text"));
    }
    return std::nullopt;
}

void complete_message(const Database& db, const Context& by, void* row) {
    auto& message = *static_cast<RequestMessage*>(row);
    if (const ClientRequest* request = db.find(message.request)) message.space = request->space;
    message.at_ms = by.now_ms;
}

}  // namespace

std::span<const Field> ClientRequest::fields() {
    static constexpr Field rows[] = {
        field<&ClientRequest::id>("id"),
        field<&ClientRequest::client>("client", Edit::reference, Need::required).to(Client::table, OnDelete::cascade),
        field<&ClientRequest::space>("space").with_index(),
        field<&ClientRequest::kind>("kind", Edit::choice),
        field<&ClientRequest::title>("title", Edit::text, Need::required).with_search(),
        field<&ClientRequest::message>("message", Edit::long_text),
        field<&ClientRequest::due_on>("due_on", Edit::date).with_index(),
        field<&ClientRequest::silent>("silent", Edit::yes_no),
        field<&ClientRequest::state>("state"),
        instant_field<&ClientRequest::shared_at>("shared_at"),
        instant_field<&ClientRequest::changed_at>("changed_at"),
        instant_field<&ClientRequest::answered_at>("answered_at"),
    };
    static_assert(std::size(rows) == member_count<ClientRequest>(), "Every member needs a row.");
    return rows;
}

std::span<const Field> RequestTracking::fields() {
    static constexpr Field rows[] = {
        field<&RequestTracking::id>("id"),
        field<&RequestTracking::client>("client").to(Client::table, OnDelete::cascade),
        field<&RequestTracking::request>("request", Edit::hidden, Need::required)
            .to(ClientRequest::table, OnDelete::cascade),
        field<&RequestTracking::responsible>("responsible", Edit::reference).to(TeamMember::table, OnDelete::clear),
        field<&RequestTracking::project>("project", Edit::reference).to(Project::table, OnDelete::clear),
        field<&RequestTracking::service>("service", Edit::reference).to(Service::table, OnDelete::clear),
        field<&RequestTracking::origin>("origin").with_index(),
        field<&RequestTracking::shared_by>("shared_by").to(TeamMember::table, OnDelete::clear),
        field<&RequestTracking::item>("item"),
        field<&RequestTracking::period>("period"),
        field<&RequestTracking::delay>("delay", Edit::choice),
        field<&RequestTracking::delay_days>("delay_days"),
    };
    static_assert(std::size(rows) == member_count<RequestTracking>(), "Every member needs a row.");
    return rows;
}

std::span<const Field> RequestMessage::fields() {
    static constexpr Field rows[] = {
        field<&RequestMessage::id>("id"),
        field<&RequestMessage::request>("request", Edit::hidden, Need::required)
            .to(ClientRequest::table, OnDelete::cascade),
        field<&RequestMessage::space>("space").with_index(),
        field<&RequestMessage::kind>("kind"),
        field<&RequestMessage::text>("text", Edit::long_text),
        field<&RequestMessage::author>("author"),
        instant_field<&RequestMessage::at_ms>("at_ms"),
    };
    static_assert(std::size(rows) == member_count<RequestMessage>(), "Every member needs a row.");
    return rows;
}

RequestTrackingId request_tracking_id(ClientRequestId request) { return {derived_id(request.value, "tracking")}; }

RequestTracking tracking_of(const ClientRequest& request) {
    RequestTracking tracking;
    tracking.id = request_tracking_id(request.id);
    tracking.client = request.client;
    tracking.request = request.id;
    return tracking;
}

bool is_overdue(const ClientRequest& request, Date today) {
    return request.due_on && *request.due_on < today && awaits_answer(request.state);
}

PortalId space_of(const ClientRequest& request) {
    return is_on_portal(request.state) ? portal_id(request.client) : PortalId{request.client.value};
}

std::vector<const RequestMessage*> messages_of(const Database& db, ClientRequestId request) {
    std::vector<const RequestMessage*> messages;
    db.for_each_with<&RequestMessage::request>(request,
                                               [&](const RequestMessage& message) { messages.push_back(&message); });
    std::ranges::stable_sort(messages, {}, &RequestMessage::at_ms);
    return messages;
}

std::vector<const ClientRequest*> requests_of(const Database& db, ClientId client) {
    std::vector<const ClientRequest*> requests;
    db.for_each_with<&ClientRequest::client>(client,
                                             [&](const ClientRequest& request) { requests.push_back(&request); });
    const auto is_closed = [](const ClientRequest& request) {
        return request.state == RequestState::accepted || request.state == RequestState::cancelled;
    };
    std::ranges::stable_sort(requests, [&](const ClientRequest* a, const ClientRequest* b) {
        return std::tuple{is_closed(*a), !a->due_on, a->due_on} < std::tuple{is_closed(*b), !b->due_on, b->due_on};
    });
    return requests;
}

void place_request(Changes& changes, ClientRequest request) {
    request.space = space_of(request);
    if (is_on_portal(request.state)) ensure_portal(changes, request.client);
    changes.put(request);
    if (const RequestTracking* found = changes.db().find(request_tracking_id(request.id))) {
        RequestTracking tracking = *found;
        tracking.client = request.client;
        changes.put(tracking);
    }
    for (const Id128 id : changes.db().ids_with<&RequestMessage::request>(request.id)) {
        RequestMessage message = changes.db().get(RequestMessageId{id});
        message.space = request.space;
        changes.put(message);
    }
    move_shared_documents(changes, request);
    move_comments(changes, request.id.value, request.client);
}

EntityRules client_request_rules() {
    EntityRules rules;
    rules.info = &entity_info<ClientRequest>();
    rules.check = check_request;
    rules.complete = complete_request;
    rules.follow = follow_request;
    rules.align = align_request;
    return rules;
}

EntityRules request_tracking_rules() {
    EntityRules rules;
    rules.info = &entity_info<RequestTracking>();
    rules.check = check_tracking;
    rules.complete = complete_tracking;
    return rules;
}

EntityRules request_message_rules() {
    EntityRules rules;
    rules.info = &entity_info<RequestMessage>();
    rules.check = check_message;
    rules.complete = complete_message;
    rules.creator_key = "author";
    return rules;
}

}  // namespace pupitre
