// POST /api/sync: one CBOR question, one CBOR answer.
#include <nlohmann/json.hpp>

#include "core/sync/messages.h"
#include "server-stub/base/clock.h"
#include "server-stub/service/service.h"

namespace pupitre::host {
namespace {

int status_of(const SyncResponse& response) {
    if (!response.refuse) return 200;
    switch (response.refuse->code) {
    case RefuseCode::auth: return 401;
    case RefuseCode::overloaded: return 503;
    case RefuseCode::malformed: return 400;
    case RefuseCode::upgrade:
    case RefuseCode::client_unknown:
    case RefuseCode::client_ahead: return 409;
    }
    return 500;
}

HttpResponse cbor_response(const SyncResponse& response) {
    HttpResponse http = text_response(status_of(response), "application/cbor", encode(response));
    http.headers.emplace_back("Cache-Control", "no-store");
    return http;
}

HttpResponse refusal(RefuseCode code, std::string detail, std::int64_t retry_ms) {
    SyncResponse response;
    response.refuse = Refuse{code, retry_ms, std::move(detail)};
    return cbor_response(response);
}

}  // namespace

void Service::sync(const HttpRequest& request, const Responder& answer) {
    auto decoded = decode_request(request.body);
    if (!decoded) return answer(refusal(RefuseCode::malformed, decoded.error().where, 0));
    const bool posted = firm_.post([this, answer, asked = std::make_shared<SyncRequest>(std::move(*decoded)),
                                    token = std::string(request.cookie(session_cookie)), id = request.id] {
        const auto session = signed_in_once(token);
        if (!session)
            return answer(refusal(RefuseCode::overloaded, std::string(fault_name(session.error().kind)), 5'000));
        if (!*session) return answer(refusal(RefuseCode::auth, "signed_out", 0));
        const SyncAnswer answered = sync_.answer(*asked, TeamMemberId{(*session)->user}, now_ms());
        if (answered.fault) {
            log_.error("storage.fault", {{"id", std::string_view(id)},
                                         {"kind", fault_name(answered.fault->kind)},
                                         {"detail", std::string_view(answered.fault->detail)}});
        }
        if (answered.changed) tell_devices();
        answer(cbor_response(answered.response));
    });
    if (!posted) answer(refusal(RefuseCode::overloaded, "busy", 5'000));
}

/// A hint: something is new up to this number. Devices then ask.
void Service::tell_devices() {
    nlohmann::ordered_json hint;
    hint["space"] = to_text(authority_->epoch());
    told_seq_ = authority_->seq();
    hint["seq"] = told_seq_;
    live_.hint(hint.dump());
}

}  // namespace pupitre::host
