// The host's answers: log-in, session, health, sync, live hints. Joins the firm's authority, on a thread of its own,
// with the HTTP side. Knows neither sockets nor which database there is.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/crm/portal.h"
#include "server-stub/auth/login_guard.h"
#include "server-stub/auth/sessions.h"
#include "server-stub/base/log.h"
#include "server-stub/base/worker.h"
#include "server-stub/firm/authority.h"
#include "server-stub/firm/live_hub.h"
#include "server-stub/firm/past_state.h"
#include "server-stub/firm/sync_host.h"
#include "server-stub/http/limits.h"
#include "server-stub/http/router.h"
#include "server-stub/mail/smtp.h"
#include "server-stub/service/file_desk.h"
#include "server-stub/service/mail_options.h"
#include "server-stub/static/asset_store.h"

namespace pupitre {
struct NamedContent;
}

namespace pupitre::host {

class Sight;
struct Letter;

/// Below this address, the chunks of contents: "/api/files/<document>/<number>".
constexpr std::string_view files_path = "/api/files/";

struct ServiceOptions {
    bool secure_cookies = false;  // Behind https.
    LoginLimits login;
    Limits limits;
    /// Who may try the example firm out, and the public password; nothing for a real firm. Shown on the log-in page.
    std::function<std::optional<std::string>(const Authority&)> demo_login;
    std::string demo_password;
};

class Service {
public:
    Service(std::unique_ptr<Authority> authority, AssetStore assets, ServiceOptions options, Log& log);
    ~Service();
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    /// From now on contents of documents are kept, in a storage of their own on the firm's database. Before router().
    void keep_files(std::unique_ptr<Storage> storage, const FileLimits& limits);
    /// From now on mail is sent, or not, as the options say; the firm's row says so to everybody. Before router().
    Stored<Done> keep_mail(const MailOptions& mail);
    /// The routes; the service must outlive them.
    Router router();
    /// Looks whether another program has written to the database and, if so, tells the devices. From any thread.
    void look_for_foreign_changes();
    /// On each new civil day: lets happen what follows the calendar, and tells the devices. Nothing on other calls.
    void keep_time();
    /// Lets held contents be examined and throws away what nobody needs, each when it is time. Often, from one thread.
    void tend_files();
    /// Sends the next mail that is due, and makes the digests when it is time. Often, from one thread.
    void tend_mail();
    /// Finishes what is queued. The server must have stopped before.
    void stop();

private:
    using WithSession = std::function<void(const SessionRecord&)>;
    using WithDocument = std::function<void(const NamedContent&, const Sight&, TeamMemberId)>;

    void log_in(const HttpRequest& request, const Responder& answer);
    void check_password(std::string account, std::string password, std::string address, const Responder& answer);
    void open_session(Id128 user, const std::string& account, const std::string& address, const Responder& answer);
    void log_out(const HttpRequest& request, const Responder& answer);
    void show_mail(const HttpRequest& request, const Responder& answer);
    void invite(const HttpRequest& request, const Responder& answer);
    HttpResponse invite_by_mail(PortalAccessId access);
    void show_invitation(const HttpRequest& request, const Responder& answer);
    void accept_invitation(const HttpRequest& request, const Responder& answer);
    void set_password(const std::string& token_hash, std::string hash, const Responder& answer);
    void show_session(const HttpRequest& request, const Responder& answer);
    void show_health(const Responder& answer);
    void sync(const HttpRequest& request, const Responder& answer);
    void offer_file(const HttpRequest& request, const Responder& answer);
    void take_chunk(const HttpRequest& request, const Responder& answer);
    void complete_file(const HttpRequest& request, const Responder& answer);
    void show_file_states(const HttpRequest& request, const Responder& answer);
    void give_chunk(const HttpRequest& request, const Responder& answer);
    void with_document(const HttpRequest& request, Id128 id, bool writing, const Responder& answer,
                       const WithDocument& then);
    void past(const HttpRequest& request, const Responder& answer);
    void listen(const HttpRequest& request, const std::function<void(LiveAccept)>& accept, const Responder& refuse);

    /// Does the work on the firm's thread, or answers that the host is busy.
    void on_firm(const Responder& answer, std::function<void()> work);
    /// On the firm's thread: the session of a token whose user is still in the firm.
    Stored<std::optional<SessionRecord>> signed_in(const std::string& token);
    /// As signed_in(), and somebody whose access was withdrawn: their device still asks, and is told that nothing is left.
    Stored<std::optional<SessionRecord>> signed_in_once(const std::string& token);
    /// On the firm's thread: the invitation of a link, if it holds.
    Stored<std::optional<InvitationRecord>> open_invitation(const std::string& token_hash);
    /// On the firm's thread: hands over the session of the request's cookie, or answers why there is none.
    void with_session(const std::string& token, const Responder& answer, const WithSession& then);
    HttpResponse fault_response(const StorageFault& fault);
    HttpResponse past_fault(const StorageFault& fault);
    /// On the firm's thread: a part of a past state, which is reckoned first unless it is kept.
    void show_state(const StateQuestion& question, TeamMemberId reader, const Responder& answer);
    void reckon(const std::shared_ptr<StateReckoning>& reckoning, std::int32_t part, const Responder& answer);
    static void answer_state(const ReckonedState& state, std::int32_t part, const Responder& answer);
    std::string session_json(const SessionRecord& session);
    HttpResponse session_response(const SessionRecord& session, std::string_view token);
    void tell_devices();
    Stored<Done> advance_to(Date today);
    Stored<Done> say_whether_mail_is_sent();
    Stored<Done> queue_digests(std::int64_t at_ms);
    Stored<Done> send_next(std::int64_t at_ms);
    Stored<std::string> invitation_link(const MailRecord& mail, std::int64_t at_ms);
    void hand_over(const MailRecord& mail, const Letter& letter, std::int64_t at_ms);
    void mail_ended(MailRecord mail, const Delivered& delivered);

    std::unique_ptr<Authority> authority_;
    SyncHost sync_;
    StatesKept states_;
    int reckonings_ = 0;  // Past states on their way; the firm's thread alone knows.
    Sessions sessions_;
    LiveHub live_;
    LoginGuard guard_;
    AssetStore assets_;
    ServiceOptions options_;
    Log& log_;
    std::int64_t started_ms_;
    std::int64_t foreign_version_ = -1;  // The database's count of other programs' writes at the last look.
    std::atomic<bool> look_posted_ = false;
    std::int64_t told_seq_;            // The state that devices were last told of.
    std::optional<Date> advanced_to_;  // The day up to which everything has happened; the firm's thread alone knows.
    std::unique_ptr<FileDesk> files_;
    std::int64_t examined_ms_ = 0;
    std::int64_t swept_ms_ = 0;
    MailOptions mail_;
    std::atomic<bool> mail_busy_ = false;  // One is on its way.
    std::optional<Date> digest_on_;        // The day whose digests are queued; the firm's thread alone knows.
    Worker firm_;
    Worker passwords_;
    Worker mails_;
};

}  // namespace pupitre::host
