// The host's answers: routes, health, live hints.
#include "server-stub/service/service.h"

#include <nlohmann/json.hpp>

#include "core/crm/portal.h"
#include "core/domain/advance.h"
#include "core/firm/firm.h"
#include "server-stub/auth/password.h"
#include "server-stub/base/clock.h"
#include "server-stub/base/version.h"
#include "server-stub/firm/civil_day.h"
#include "server-stub/firm/local_device.h"

namespace pupitre::host {

// What may wait for the firm's thread. A command takes well under a millisecond.
static constexpr std::size_t firm_queue_max = 1'000;
// A command makes up to two thousand tasks; more than these have waited for years.
static constexpr int advance_rounds_max = 50;
static constexpr std::size_t mail_queue_max = 4;  // One at a time.
static constexpr std::size_t login_body_bytes_max = 4 * 1024;
static constexpr std::size_t file_states_body_bytes_max = 32 * 1024;

Service::Service(std::unique_ptr<Authority> authority, AssetStore assets, ServiceOptions options, Log& log) :
    authority_(std::move(authority)),
    sync_(*authority_),
    sessions_(authority_->storage()),
    guard_(options.login),
    assets_(std::move(assets)),
    options_(std::move(options)),
    log_(log),
    started_ms_(steady_ms()),
    told_seq_(authority_->seq()),
    firm_(1, firm_queue_max),
    passwords_(password_threads, password_queue_max),
    mails_(1, mail_queue_max) {
    authority_->storage().on_foreign_commit([this] { look_for_foreign_changes(); });
}

Service::~Service() { stop(); }

void Service::stop() {
    authority_->storage().on_foreign_commit(nullptr);
    passwords_.stop();
    mails_.stop();
    firm_.stop();
    // What the firm's thread has handed on is still answered.
    if (files_ != nullptr) files_->stop();
}

Router Service::router() {
    Router router;
    const auto post = [&](std::string path, std::string_view type, std::size_t bytes_max, auto method) {
        router.posts.emplace(std::move(path),
                             Route{[this, method](const HttpRequest& request, const Responder& answer) {
                                       (this->*method)(request, answer);
                                   },
                                   type, bytes_max});
    };
    post("/api/login", "application/json", login_body_bytes_max, &Service::log_in);
    post("/api/logout", "", 0, &Service::log_out);
    post("/api/portal/invite", "application/json", login_body_bytes_max, &Service::invite);
    post("/api/portal/invitation", "application/json", login_body_bytes_max, &Service::show_invitation);
    post("/api/portal/accept", "application/json", login_body_bytes_max, &Service::accept_invitation);
    post("/api/sync", "application/cbor", options_.limits.sync_body_bytes_max, &Service::sync);
    post("/api/files/offer", "application/json", login_body_bytes_max, &Service::offer_file);
    post("/api/files/chunk", "application/octet-stream", static_cast<std::size_t>(chunk_bytes), &Service::take_chunk);
    post("/api/files/complete", "application/json", login_body_bytes_max, &Service::complete_file);
    post("/api/files/states", "application/json", file_states_body_bytes_max, &Service::show_file_states);
    router.trees.emplace(files_path,
                         [this](const HttpRequest& request, const Responder& answer) { give_chunk(request, answer); });
    post("/api/past", "application/cbor", past_question_bytes_max, &Service::past);
    router.gets.emplace("/api/session",
                        [this](const HttpRequest& request, const Responder& answer) { show_session(request, answer); });
    router.gets.emplace("/api/mail",
                        [this](const HttpRequest& request, const Responder& answer) { show_mail(request, answer); });
    router.gets.emplace("/health", [this](const HttpRequest&, const Responder& answer) { show_health(answer); });
    router.lives.emplace("/api/live", [this](const HttpRequest& request, const std::function<void(LiveAccept)>& accept,
                                             const Responder& refuse) { listen(request, accept, refuse); });
    router.files = [this](const HttpRequest& request, const Responder& answer) { answer(assets_.respond(request)); };
    return router;
}

void Service::on_firm(const Responder& answer, std::function<void()> work) {
    if (!firm_.post(std::move(work))) answer(error_response(503, "overloaded", 5));
}

HttpResponse Service::fault_response(const StorageFault& fault) {
    log_.error("storage.fault", {{"kind", fault_name(fault.kind)}, {"detail", std::string_view(fault.detail)}});
    return is_transient(fault.kind) ? error_response(503, "storage", 10) : error_response(500, "internal");
}

Stored<std::optional<SessionRecord>> Service::signed_in(const std::string& token) {
    auto session = sessions_.find(token, now_ms());
    if (!session || !*session) return session;
    const TeamMemberId user{(*session)->user};
    const TeamMember* member = authority_->db().find(user);
    const PortalAccess* access = access_of(authority_->db(), user);
    // Who has left the firm, or may not enter the portal any more, is signed out everywhere.
    const bool known = (member != nullptr && !member->inactive) || (access != nullptr && !access->inactive);
    if (!known) session->reset();
    return session;
}

Stored<std::optional<SessionRecord>> Service::signed_in_once(const std::string& token) {
    auto session = signed_in(token);
    if (!session || *session) return session;
    auto left = sessions_.find(token, now_ms());
    if (!left || !*left) return left;
    // Only who was never one of the firm's members: a member who has left signs in again or not at all.
    const TeamMemberId user{(*left)->user};
    if (authority_->db().find(user) != nullptr) left->reset();
    return left;
}

void Service::with_session(const std::string& token, const Responder& answer, const WithSession& then) {
    const auto session = signed_in(token);
    if (!session) return answer(fault_response(session.error()));
    if (!*session) return answer(error_response(401, "signed_out"));
    then(**session);
}

void Service::show_health(const Responder& answer) {
    on_firm(answer, [this, answer] {
        const auto meta = authority_->storage().meta();
        nlohmann::ordered_json json;
        json["ok"] = meta.ok();
        json["version"] = version;
        json["database"] = meta ? "ok" : fault_name(meta.error().kind);
        json["epoch"] = to_text(authority_->epoch());
        json["uptime_s"] = (steady_ms() - started_ms_) / 1000;
        const auto demo = options_.demo_login ? options_.demo_login(*authority_) : std::nullopt;
        if (demo) json["demo_login"] = {{"email", *demo}, {"password", options_.demo_password}};
        answer(json_response(meta ? 200 : 503, json.dump()));
    });
}

void Service::listen(const HttpRequest& request, const std::function<void(LiveAccept)>& accept,
                     const Responder& refuse) {
    on_firm(refuse, [this, accept, refuse, token = std::string(request.cookie(session_cookie))] {
        with_session(token, refuse, [&](const SessionRecord& session) {
            accept([this, hash = session.token_hash](const std::shared_ptr<LiveSocket>& socket) {
                live_.add(hash, socket);
            });
        });
    });
}

void Service::keep_time() {
    const bool posted = firm_.post([this] {
        const Date today = civil_today();
        if (advanced_to_ == today) return;
        const auto advanced = advance_to(today);
        // After a fault it is tried again with the next call.
        if (!advanced) return static_cast<void>(fault_response(advanced.error()));
        advanced_to_ = today;
        if (authority_->seq() != told_seq_) tell_devices();
    });
    if (!posted) log_.warning("firm.queue_full");
}

Stored<Done> Service::advance_to(Date today) {
    if (!wants_advance(authority_->db(), today)) return Done{};
    auto begun = Turn::begin(*authority_);
    if (!begun) return begun.error();
    LocalDevice clock(**begun);
    clock.set_up();
    // Each command makes a bounded number of rows.
    for (int round = 0; round < advance_rounds_max && wants_advance((*begun)->db(), today); ++round) {
        const auto advanced = clock.run(std::string(AdvanceTime::name), AdvanceTime{today}.to_json());
        if (!advanced) return advanced.error();
        if (!*advanced || (*advanced)->changes.empty()) break;
    }
    return (*begun)->commit();
}

void Service::look_for_foreign_changes() {
    // One look that has yet to begin sees all that was committed before.
    if (look_posted_.exchange(true)) return;
    const bool posted = firm_.post([this] {
        look_posted_ = false;
        const auto foreign = authority_->storage().foreign_version();
        if (!foreign || *foreign == foreign_version_) return;
        foreign_version_ = *foreign;
        const auto followed = authority_->catch_up();
        if (!followed) {
            static_cast<void>(fault_response(followed.error()));
            foreign_version_ = 0;  // Look again next time.
            return;
        }
        // A request may have read the change before this look did: what counts is what devices were told.
        if (authority_->seq() != told_seq_) tell_devices();
    });
    if (posted) return;
    look_posted_ = false;
    log_.warning("firm.queue_full");
}

}  // namespace pupitre::host
