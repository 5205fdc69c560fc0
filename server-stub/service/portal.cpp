// How the people of a client come to their portal: a link that a member of the firm hands out, good for one password and
// for seven days. The database knows only the hash of its secret.
#include "core/crm/portal.h"

#include <nlohmann/json.hpp>

#include "core/firm/firm.h"
#include "server-stub/auth/password.h"
#include "server-stub/base/clock.h"
#include "server-stub/base/crypto.h"
#include "server-stub/firm/sight.h"
#include "server-stub/service/service.h"

namespace pupitre::host {
namespace {

constexpr std::int64_t invitation_life_ms = 7 * day_ms;
constexpr std::size_t token_bytes = 32;
constexpr std::int64_t ms_per_second = 1'000;
constexpr const char* invitation_account = "invitation";  // Guessing secrets is slowed down as guessing passwords is.

std::optional<std::string> text_of(const nlohmann::json& json, const char* key) {
    if (!json.is_object()) return std::nullopt;
    const auto found = json.find(key);
    if (found == json.end() || !found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

Stored<Done> in_transaction(Storage& storage, const std::function<Stored<Done>()>& write) {
    const auto begun = storage.begin();
    if (!begun) return begun.error();
    auto done = write();
    if (done) done = storage.commit();
    if (!done) storage.roll_back();
    return done;
}

std::string text_of(const nlohmann::ordered_json& json) {
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace

/// Somebody who may edit, for an access that they see.
void Service::invite(const HttpRequest& request, const Responder& answer) {
    const auto json = nlohmann::json::parse(request.body, nullptr, false);
    const auto id = parse_id(text_of(json, "access").value_or(""));
    if (!id) return answer(error_response(400, "bad_request"));
    const bool by_mail = json.is_object() && json.contains("mail") && json["mail"] == true;
    on_firm(answer, [this, answer, by_mail, access_id = PortalAccessId{*id},
                     token = std::string(request.cookie(session_cookie))] {
        const auto followed = authority_->catch_up();
        if (!followed) return answer(fault_response(followed.error()));
        with_session(token, answer, [&](const SessionRecord& session) {
            const Database& db = authority_->db();
            const TeamMemberId member{session.user};
            const PortalAccess* access = db.find(access_id);
            const bool seen = access != nullptr && Sight(db, member).sees(scope_of_portal(access->portal));
            if (!seen || access->inactive) return answer(error_response(404, "access_unknown"));
            if (!context_for(db, member, Command{}, Role::authority).may(Right::edit)) {
                return answer(error_response(403, "not_permitted"));
            }
            if (by_mail) return answer(invite_by_mail(access_id));
            const std::string secret = random_hex(token_bytes);
            const InvitationRecord invitation{access_id.value, token_hash(secret), now_ms() + invitation_life_ms};
            Storage& storage = authority_->storage();
            const auto stored = in_transaction(storage, [&] { return storage.put_invitation(invitation); });
            if (!stored) return answer(fault_response(stored.error()));
            log_.info("portal.invited");
            answer(json_response(
                200, text_of(nlohmann::ordered_json{{"token", secret}, {"expires_ms", invitation.expires_ms}})));
        });
    });
}

/// The link is made when the mail is sent; nobody here sees it.
HttpResponse Service::invite_by_mail(PortalAccessId access) {
    if (!mail_.set_up()) return error_response(409, "no_mail");
    MailRecord mail;
    mail.made_ms = mail.due_ms = now_ms();
    mail.id = derived_id(access.value, "invitation:" + std::to_string(mail.made_ms));
    mail.kind = MailKind::invitation;
    mail.recipient = mail.about = access.value;
    Storage& storage = authority_->storage();
    const auto stored = in_transaction(storage, [&] { return storage.queue_mail(mail); });
    if (!stored) return fault_response(stored.error());
    log_.info("portal.invited");
    return json_response(200, text_of(nlohmann::ordered_json{{"mailed", true}}));
}

Stored<std::optional<InvitationRecord>> Service::open_invitation(const std::string& token_hash) {
    const auto followed = authority_->catch_up();
    if (!followed) return followed.error();
    auto invitation = authority_->storage().invitation(token_hash);
    if (!invitation || !*invitation) return invitation;
    const PortalAccess* access = access_of(authority_->db(), TeamMemberId{(*invitation)->user});
    if ((*invitation)->expires_ms <= now_ms() || access == nullptr || access->inactive) invitation->reset();
    return invitation;
}

/// Whom a link is for, before a password is chosen.
void Service::show_invitation(const HttpRequest& request, const Responder& answer) {
    const auto token = text_of(nlohmann::json::parse(request.body, nullptr, false), "token");
    if (!token) return answer(error_response(400, "bad_request"));
    on_firm(answer, [this, answer, hash = token_hash(*token)] {
        const auto invitation = open_invitation(hash);
        if (!invitation) return answer(fault_response(invitation.error()));
        if (!*invitation) return answer(error_response(404, "invitation_over"));
        const Database& db = authority_->db();
        const PortalAccess access = db.get(PortalAccessId{(*invitation)->user});
        const Person* person = db.find(access.person);
        const auto* firm = db.find(the_firm);
        nlohmann::ordered_json json{{"name", access.name}};
        json["email"] = person != nullptr ? person->email : std::string{};
        json["firm"] = firm != nullptr ? firm->name : std::string{};
        answer(json_response(200, text_of(json)));
    });
}

void Service::accept_invitation(const HttpRequest& request, const Responder& answer) {
    const auto json = nlohmann::json::parse(request.body, nullptr, false);
    const auto token = text_of(json, "token");
    const auto password = text_of(json, "password");
    if (!token || !password || password->size() > password_length_max) {
        return answer(error_response(400, "bad_request"));
    }
    if (password->size() < password_length_min) return answer(error_response(422, "password_short"));
    const std::string account = invitation_account + *token;
    const std::int64_t wait_ms = guard_.attempt(account, request.address, steady_ms());
    if (wait_ms > 0) {
        return answer(error_response(429, "login_locked", (wait_ms + ms_per_second - 1) / ms_per_second));
    }
    const Responder told([this, answer, account, address = request.address](HttpResponse response) {
        if (response.status == 200) guard_.succeeded(account, address);
        answer(std::move(response));
    });
    on_firm(answer, [this, told, hash = token_hash(*token), password = *password] {
        const auto invitation = open_invitation(hash);
        if (!invitation) return told(fault_response(invitation.error()));
        if (!*invitation) return told(error_response(404, "invitation_over"));
        const bool posted = passwords_.post([this, told, hash, password] {
            std::string hashed = hash_password(password);
            if (hashed.empty()) return told(error_response(503, "overloaded", 5));
            on_firm(told, [this, told, hash, hashed] { set_password(hash, hashed, told); });
        });
        if (!posted) told(error_response(503, "overloaded", 5));
    });
}

/// The link is used up in the same transaction; whoever was signed in before is not any more.
void Service::set_password(const std::string& token_hash, std::string hash, const Responder& answer) {
    const auto invitation = open_invitation(token_hash);
    if (!invitation) return answer(fault_response(invitation.error()));
    if (!*invitation) return answer(error_response(404, "invitation_over"));
    const Id128 user = (*invitation)->user;
    Storage& storage = authority_->storage();
    const auto stored = in_transaction(storage, [&]() -> Stored<Done> {
        auto done = storage.put_user({user, std::move(hash), now_ms()});
        if (done) done = storage.erase_invitation(user);
        if (done) done = storage.erase_sessions_of(user);
        return done;
    });
    if (!stored) return answer(fault_response(stored.error()));
    const auto opened = sessions_.open(user, now_ms());
    if (!opened) return answer(fault_response(opened.error()));
    log_.info("portal.entered");
    SessionRecord session;
    session.user = user;
    session.expires_ms = opened->expires_ms;
    answer(session_response(session, opened->token));
}

}  // namespace pupitre::host
