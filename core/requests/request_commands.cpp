// The commands of requests. Which rows somebody may reach at all is the guard's affair.
#include "core/requests/request_commands.h"

#include "core/base/text_fold.h"
#include "core/command/sight.h"
#include "core/work/work_dependency.h"

namespace pupitre {

namespace {

Result<Id128> id_in(const Json& args, const char* key) {
    const auto found = args.find(key);
    if (found == args.end() || !found->is_string()) return Error{ErrorCode::malformed, key};
    const Result<Id128> id = parse_id(*found->get_ptr<const std::string*>());
    if (!id || id->is_nil()) return Error{ErrorCode::malformed, key};
    return *id;
}

template <class Worded>
Result<Worded> worded_from(const Json& args) {
    const Result<Id128> request = id_in(args, "client_request");
    const Result<Id128> message = id_in(args, "message");
    if (!request) return request.error();
    if (!message) return message.error();
    const auto text = args.find("text");
    const bool has_text = text != args.end();
    if (has_text && !text->is_string()) return Error{ErrorCode::malformed, "text"};
    return Worded{{*request}, {*message}, has_text ? *text->template get_ptr<const std::string*>() : std::string{}};
}

template <class Worded>
Json worded_json(const Worded& command) {
    return Json{{"client_request", to_text(command.request.value)},
                {"message", to_text(command.message.value)},
                {"text", command.text}};
}

Refusal refuse_request(RefusalCode code, ClientRequestId request, std::string field = {}) {
    return {code, std::string(ClientRequest::table), request.value, std::move(field), {}};
}

const ClientRequest* find_seen_request(const Database& db, const Context& by, ClientRequestId request) {
    return static_cast<const ClientRequest*>(find_seen(db, by, db.schema().index_of<ClientRequest>(), request.value));
}

bool may_step(RequestStep step, RequestState from) {
    switch (step) {
    case RequestStep::share: return !is_on_portal(from);
    case RequestStep::withdraw: return is_on_portal(from) && from != RequestState::accepted;
    case RequestStep::cancel: return from != RequestState::accepted;
    case RequestStep::accept: return is_on_portal(from);
    case RequestStep::see: return is_on_portal(from);
    }
    return false;
}

RequestState behind(RequestStep step, RequestState from) {
    switch (step) {
    case RequestStep::share: return RequestState::shared;
    case RequestStep::withdraw: return RequestState::draft;
    case RequestStep::cancel: return RequestState::cancelled;
    case RequestStep::accept: return RequestState::accepted;
    case RequestStep::see: return from == RequestState::shared ? RequestState::seen : from;
    }
    return from;
}

std::optional<Refusal> refuse_words(const Database& db, ClientRequestId request, RequestMessageId message,
                                    const std::string& text, bool needed) {
    if (db.find(message) != nullptr) {
        return Refusal{RefusalCode::row_exists, std::string(RequestMessage::table), message.value, {}, {}};
    }
    if (needed && text.empty()) return refuse_request(RefusalCode::field_required, request, "message");
    if (code_points(text) > static_cast<std::size_t>(long_text_max)) {
        return refuse_request(RefusalCode::text_too_long, request, "message");
    }
    return std::nullopt;
}

void say(Changes& changes, const Context& by, const ClientRequest& request, RequestMessageId id,
         RequestMessageKind kind, const std::string& text) {
    changes.put(RequestMessage{id, request.id, request.space, kind, text, by.actor, by.now_ms});
}

}  // namespace

template <RequestStep Step>
Result<StepRequest<Step>> StepRequest<Step>::from_json(const Json& args) {
    const Result<Id128> request = id_in(args, "client_request");
    if (!request) return request.error();
    return StepRequest{{*request}};
}

template <RequestStep Step>
std::optional<Refusal> refuse(const Database& db, const Context& by, const StepRequest<Step>& command) {
    if (!by.may(Step == RequestStep::see ? Right::share : Right::edit)) {
        return refuse_request(RefusalCode::not_permitted, {});
    }
    const ClientRequest* request = find_seen_request(db, by, command.request);
    if (request == nullptr) return refuse_request(RefusalCode::row_not_found, command.request);
    // Twice the same is once the same.
    const bool there = behind(Step, request->state) == request->state;
    if (!there && !may_step(Step, request->state)) {
        return refuse_request(RefusalCode::request_moved_on, command.request, "state");
    }
    return std::nullopt;
}

template <RequestStep Step>
void apply(Changes& changes, const Context& by, const StepRequest<Step>& command) {
    ClientRequest request = changes.db().get(command.request);
    const RequestState state = behind(Step, request.state);
    if (state == request.state) return;
    request.state = state;
    if constexpr (Step == RequestStep::see) {
        changes.put(request);
        return;
    }
    if constexpr (Step == RequestStep::accept) {
        changes.put(request);
        settle_waiting(changes, by, request.id.value);
        return;
    }
    if constexpr (Step == RequestStep::share) {
        request.shared_at = by.now_ms;
        RequestTracking tracking;
        tracking.id = request_tracking_id(request.id);
        tracking.request = request.id;
        tracking.client = request.client;
        if (const RequestTracking* known = changes.db().find(tracking.id)) tracking = *known;
        tracking.shared_by = by.actor;
        changes.put(tracking);
    }
    place_request(changes, request);
    if constexpr (Step != RequestStep::share) settle_waiting(changes, by, request.id.value);
}

Result<AnswerRequest> AnswerRequest::from_json(const Json& args) { return worded_from<AnswerRequest>(args); }
Json AnswerRequest::to_json() const { return worded_json(*this); }

std::optional<Refusal> refuse(const Database& db, const Context& by, const AnswerRequest& command) {
    if (!by.may(Right::share)) return refuse_request(RefusalCode::not_permitted, {});
    const ClientRequest* request = find_seen_request(db, by, command.request);
    if (request == nullptr) return refuse_request(RefusalCode::row_not_found, command.request);
    if (!awaits_answer(request->state) && request->state != RequestState::answered) {
        return refuse_request(RefusalCode::request_moved_on, command.request, "state");
    }
    return refuse_words(db, command.request, command.message, command.text, request->kind == RequestKind::question);
}

void apply(Changes& changes, const Context& by, const AnswerRequest& command) {
    ClientRequest request = changes.db().get(command.request);
    request.state = RequestState::answered;
    request.answered_at = by.now_ms;
    changes.put(request);
    say(changes, by, request, command.message, RequestMessageKind::answer, command.text);
}

Result<SendBackRequest> SendBackRequest::from_json(const Json& args) { return worded_from<SendBackRequest>(args); }
Json SendBackRequest::to_json() const { return worded_json(*this); }

std::optional<Refusal> refuse(const Database& db, const Context& by, const SendBackRequest& command) {
    if (!by.may(Right::edit)) return refuse_request(RefusalCode::not_permitted, {});
    const ClientRequest* request = find_seen_request(db, by, command.request);
    if (request == nullptr) return refuse_request(RefusalCode::row_not_found, command.request);
    if (request->state != RequestState::answered && request->state != RequestState::accepted) {
        return refuse_request(RefusalCode::request_moved_on, command.request, "state");
    }
    return refuse_words(db, command.request, command.message, command.text, true);
}

void apply(Changes& changes, const Context& by, const SendBackRequest& command) {
    ClientRequest request = changes.db().get(command.request);
    request.state = RequestState::sent_back;
    changes.put(request);
    settle_waiting(changes, by, request.id.value);
    say(changes, by, request, command.message, RequestMessageKind::sent_back, command.text);
}

void share_request(Changes& changes, const Context& by, ClientRequestId request) {
    apply(changes, by, ShareRequest{request});
}

void add_request_commands(Registry& registry) {
    registry.add<ShareRequest>();
    registry.add<WithdrawRequest>();
    registry.add<CancelRequest>();
    registry.add<AcceptRequest>();
    registry.add<SeeRequest>();
    registry.add<AnswerRequest>();
    registry.add<SendBackRequest>();
}

}  // namespace pupitre
