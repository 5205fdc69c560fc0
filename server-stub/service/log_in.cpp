// Signing in and out. The password is checked on its own small pool, because a check takes time and memory on purpose.
#include <algorithm>
#include <optional>

#include <nlohmann/json.hpp>

#include "core/base/text_fold.h"
#include "core/crm/portal.h"
#include "core/firm/firm.h"
#include "server-stub/auth/password.h"
#include "server-stub/base/clock.h"
#include "server-stub/service/service.h"

namespace pupitre::host {
namespace {

constexpr std::int64_t ms_per_second = 1'000;

// Somebody may enter the portals of several clients under one address, each with a password of its own.
constexpr std::size_t accounts_max = 4;

/// Who signs in with this address, upper and lower case being the same: an active member, or people of portals.
std::vector<Id128> users_of(const Database& db, const std::string& account) {
    std::vector<Id128> users;
    db.for_each<TeamMember>([&](const TeamMember& member) {
        if (!member.inactive && fold(member.email) == account) users.push_back(member.id.value);
    });
    db.for_each<PortalAccess>([&](const PortalAccess& access) {
        if (access.inactive || users.size() >= accounts_max) return;
        const Person* person = db.find(access.person);
        if (person != nullptr && fold(person->email) == account) users.push_back(access.id.value);
    });
    return users;
}

/// Whose password it is. Nobody known: the check takes the same time, so that an answer does not tell who has an account.
std::optional<Id128> verified(const std::vector<UserRecord>& users, const std::string& password) {
    if (users.empty()) static_cast<void>(verify_password({}, password));
    for (const UserRecord& user : users) {
        if (verify_password(user.password_hash, password)) return user.id;
    }
    return std::nullopt;
}

std::optional<std::string> text_of(const nlohmann::json& json, const char* key) {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

}  // namespace

void Service::log_in(const HttpRequest& request, const Responder& answer) {
    const auto json = nlohmann::json::parse(request.body, nullptr, false);
    if (!json.is_object()) return answer(error_response(400, "bad_request"));
    const auto email = text_of(json, "email");
    auto password = text_of(json, "password");
    if (!email || !password || password->size() > password_length_max) {
        return answer(error_response(400, "bad_request"));
    }
    std::string account = fold(*email);
    const std::int64_t wait_ms = guard_.attempt(account, request.address, steady_ms());
    if (wait_ms > 0) {
        log_.warning("login.locked", {{"id", std::string_view(request.id)}});
        return answer(error_response(429, "login_locked", (wait_ms + ms_per_second - 1) / ms_per_second));
    }
    check_password(std::move(account), std::move(*password), request.address, answer);
}

void Service::check_password(std::string account, std::string password, std::string address, const Responder& answer) {
    on_firm(answer,
            [this, answer, account = std::move(account), password = std::move(password), address = std::move(address)] {
                // The member may have been added from the command line a moment ago.
                const auto followed = authority_->catch_up();
                if (!followed) return answer(fault_response(followed.error()));
                std::vector<UserRecord> users;
                for (const Id128 user : users_of(authority_->db(), account)) {
                    const auto stored = authority_->storage().user(user);
                    if (!stored) return answer(fault_response(stored.error()));
                    if (*stored) users.push_back(**stored);
                }
                const bool posted = passwords_.post([this, answer, account, password, address, users] {
                    const auto user = verified(users, password);
                    if (!user) {
                        log_.warning("login.wrong");
                        return answer(error_response(401, "wrong_login"));
                    }
                    open_session(*user, account, address, answer);
                });
                if (!posted) answer(error_response(503, "overloaded", 5));
            });
}

void Service::open_session(Id128 user, const std::string& account, const std::string& address,
                           const Responder& answer) {
    on_firm(answer, [this, user, account, address, answer] {
        const auto opened = sessions_.open(user, now_ms());
        if (!opened) return answer(fault_response(opened.error()));
        guard_.succeeded(account, address);
        log_.info("login.opened");
        SessionRecord session;
        session.user = user;
        session.expires_ms = opened->expires_ms;
        answer(session_response(session, opened->token));
    });
}

void Service::log_out(const HttpRequest& request, const Responder& answer) {
    on_firm(answer, [this, answer, token = std::string(request.cookie(session_cookie))] {
        with_session(token, answer, [&](const SessionRecord& session) {
            const auto closed = sessions_.close(token);
            if (!closed) return answer(fault_response(closed.error()));
            live_.close_session(session.token_hash);
            HttpResponse response = json_response(200, "{}");
            response.headers.emplace_back("Set-Cookie", cookie_header("", 0, options_.secure_cookies));
            answer(std::move(response));
        });
    });
}

void Service::show_session(const HttpRequest& request, const Responder& answer) {
    on_firm(answer, [this, answer, token = std::string(request.cookie(session_cookie))] {
        const auto followed = authority_->catch_up();
        if (!followed) return answer(fault_response(followed.error()));
        // Whose access was withdrawn must get as far as asking for data, to learn that nothing is left.
        const auto session = signed_in_once(token);
        if (!session) return answer(fault_response(session.error()));
        if (!*session) return answer(error_response(401, "signed_out"));
        answer(session_response(**session, token));
    });
}

/// Also prolongs the cookie, which ends with the session.
HttpResponse Service::session_response(const SessionRecord& session, std::string_view token) {
    HttpResponse response = json_response(200, session_json(session));
    const std::int64_t seconds = std::max<std::int64_t>(0, session.expires_ms - now_ms()) / ms_per_second;
    response.headers.emplace_back("Set-Cookie", cookie_header(token, seconds, options_.secure_cookies));
    return response;
}

std::string Service::session_json(const SessionRecord& session) {
    nlohmann::ordered_json json;
    json["user"]["id"] = to_text(session.user);
    if (const TeamMember* member = authority_->db().find(TeamMemberId{session.user})) {
        json["user"]["name"] = member->full_name();
        json["user"]["email"] = member->email;
    }
    if (const PortalAccess* access = access_of(authority_->db(), TeamMemberId{session.user})) {
        const Person* person = authority_->db().find(access->person);
        json["user"]["name"] = access->name;
        json["user"]["email"] = person != nullptr ? person->email : std::string{};
        json["portal"] = true;
    }
    if (const auto* firm = authority_->db().find(the_firm)) {
        json["firm"]["name"] = firm->name;
        json["demo"] = firm->demo;
    }
    if (files_ != nullptr) json["file_bytes_max"] = files_->limits().file_bytes_max;
    json["epoch"] = to_text(authority_->epoch());
    json["expires_ms"] = session.expires_ms;
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace pupitre::host
