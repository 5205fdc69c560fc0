// POST /api/past: one question about the past, one answer, both CBOR. A past state is reckoned in slices between which the
// firm's thread does other work.
#include "core/sync/past_messages.h"
#include "server-stub/base/clock.h"
#include "server-stub/firm/past_steps.h"
#include "server-stub/service/service.h"

namespace pupitre::host {
namespace {

constexpr int reckonings_max = 2;  // Each holds a copy of the firm.

int status_of(const PastAnswer& answer) {
    if (!answer.refusal) return 200;
    switch (*answer.refusal) {
    case PastRefusal::auth: return 401;
    case PastRefusal::malformed: return 400;
    case PastRefusal::overloaded: return 503;
    case PastRefusal::not_permitted: return 403;
    case PastRefusal::not_found: return 404;
    case PastRefusal::too_far:
    case PastRefusal::too_large: return 409;
    }
    return 500;
}

HttpResponse past_response(const PastAnswer& answer) {
    HttpResponse http = text_response(status_of(answer), "application/cbor", encode(answer));
    http.headers.emplace_back("Cache-Control", "no-store");
    return http;
}

HttpResponse past_refusal(PastRefusal refusal) { return past_response(PastAnswer{refusal, {}, {}, {}}); }

}  // namespace

void Service::past(const HttpRequest& request, const Responder& answer) {
    auto decoded = decode_past_question(request.body);
    if (!decoded) return answer(past_refusal(PastRefusal::malformed));
    const bool posted =
        firm_.post([this, answer, question = *std::move(decoded), token = std::string(request.cookie(session_cookie))] {
            // What another host or program has accepted belongs to the past, too.
            const auto followed = authority_->catch_up();
            if (!followed) return answer(past_fault(followed.error()));
            const auto session = signed_in(token);
            if (!session) return answer(past_fault(session.error()));
            if (!*session) return answer(past_refusal(PastRefusal::auth));
            const TeamMemberId reader{(*session)->user};
            if (question.state) return show_state(*question.state, reader, answer);
            const auto told = question.undo ? undo_for(*authority_, *question.undo, reader)
                                            : history_for(*authority_, *question.history, reader);
            answer(told ? past_response(*told) : past_fault(told.error()));
        });
    if (!posted) answer(past_refusal(PastRefusal::overloaded));
}

HttpResponse Service::past_fault(const StorageFault& fault) {
    static_cast<void>(fault_response(fault));
    return past_refusal(PastRefusal::overloaded);
}

void Service::show_state(const StateQuestion& question, TeamMemberId reader, const Responder& answer) {
    const Sight sight(authority_->db(), reader);
    if (const auto kept = states_.find(authority_->epoch(), question.seq, sight, now_ms()); kept != nullptr)
        return answer_state(*kept, question.part, answer);
    if (reckonings_ >= reckonings_max) return answer(past_refusal(PastRefusal::overloaded));
    ++reckonings_;
    reckon(std::make_shared<StateReckoning>(*authority_, question, reader), question.part, answer);
}

void Service::reckon(const std::shared_ptr<StateReckoning>& reckoning, std::int32_t part, const Responder& answer) {
    const auto more = reckoning->step();
    if (more && *more) {
        if (firm_.post([this, reckoning, part, answer] { reckon(reckoning, part, answer); })) return;
        --reckonings_;
        return answer(past_refusal(PastRefusal::overloaded));
    }
    --reckonings_;
    if (!more) return answer(past_fault(more.error()));
    if (reckoning->refusal()) return answer(past_refusal(*reckoning->refusal()));
    states_.keep(reckoning->state(), now_ms());
    answer_state(*reckoning->state(), part, answer);
}

void Service::answer_state(const ReckonedState& state, std::int32_t part, const Responder& answer) {
    PastAnswer told;
    told.state = part_of(state, part);
    if (!told.state) told.refusal = PastRefusal::not_found;
    answer(past_response(told));
}

}  // namespace pupitre::host
