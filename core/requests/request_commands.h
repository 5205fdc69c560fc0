// How a request comes from one state to the next. Each command is one step; the firm takes most of them, the client's
// people answer and look.
#pragma once

#include <optional>
#include <string>

#include "core/requests/client_request.h"

namespace pupitre {

/// The steps that need nothing but the request.
enum class RequestStep : std::uint8_t { share, withdraw, cancel, accept, see };

template <RequestStep Step>
struct StepRequest {
    static constexpr std::string_view name = Step == RequestStep::share      ? "client_request.share"
                                             : Step == RequestStep::withdraw ? "client_request.withdraw"
                                             : Step == RequestStep::cancel   ? "client_request.cancel"
                                             : Step == RequestStep::accept   ? "client_request.accept"
                                                                             : "client_request.see";
    static constexpr std::int32_t version = 1;

    ClientRequestId request;

    static Result<StepRequest> from_json(const Json& args);
    [[nodiscard]] Json to_json() const { return Json{{"client_request", to_text(request.value)}}; }
};
/// Makes it visible to the client, from now on in the client's portal.
using ShareRequest = StepRequest<RequestStep::share>;
/// Takes it back to a draft; what the client sent stays.
using WithdrawRequest = StepRequest<RequestStep::withdraw>;
using CancelRequest = StepRequest<RequestStep::cancel>;
using AcceptRequest = StepRequest<RequestStep::accept>;
/// One of the client's people has it before them for the first time.
using SeeRequest = StepRequest<RequestStep::see>;

/// By the client's people, or by the firm on their behalf. A question needs words; files are added before.
struct AnswerRequest {
    static constexpr std::string_view name = "client_request.answer";
    static constexpr std::int32_t version = 1;

    ClientRequestId request;
    RequestMessageId message;  // New.
    std::string text;

    static Result<AnswerRequest> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};

/// The answer does not do; says why.
struct SendBackRequest {
    static constexpr std::string_view name = "client_request.send_back";
    static constexpr std::int32_t version = 1;

    ClientRequestId request;
    RequestMessageId message;  // New.
    std::string text;

    static Result<SendBackRequest> from_json(const Json& args);
    [[nodiscard]] Json to_json() const;
};

/// What sharing does, for requests that go out by themselves.
void share_request(Changes& changes, const Context& by, ClientRequestId request);

void add_request_commands(Registry& registry);

}  // namespace pupitre
