// Signed-in sessions.
#include "server-stub/auth/sessions.h"

#include <algorithm>

#include "server-stub/base/crypto.h"

namespace pupitre::host {

static constexpr std::size_t token_bytes = 32;

Stored<Done> Sessions::in_transaction(const std::function<Stored<Done>()>& write) {
    const auto begun = storage_.begin();
    if (!begun) return begun.error();
    auto done = write();
    if (done) done = storage_.commit();
    if (!done) storage_.roll_back();
    return done;
}

Stored<NewSession> Sessions::open(Id128 user, std::int64_t at_ms) {
    const NewSession opened{random_hex(token_bytes), at_ms + session_idle_ms};
    const SessionRecord record{token_hash(opened.token), user, at_ms, at_ms, opened.expires_ms};
    const auto stored = in_transaction([&]() -> Stored<Done> {
        const auto cleaned = storage_.erase_sessions_expired(at_ms);
        if (!cleaned) return cleaned.error();
        return storage_.put_session(record);
    });
    if (!stored) return stored.error();
    return opened;
}

Stored<std::optional<SessionRecord>> Sessions::find(std::string_view token, std::int64_t at_ms) {
    if (token.size() != token_bytes * 2) return std::optional<SessionRecord>{};
    auto found = storage_.session(token_hash(token));
    if (!found) return found.error();
    if (!*found || (*found)->expires_ms <= at_ms) return std::optional<SessionRecord>{};
    SessionRecord& session = **found;
    if (at_ms - session.seen_ms >= session_noted_every_ms) {
        session.seen_ms = at_ms;
        session.expires_ms = std::min(at_ms + session_idle_ms, session.created_ms + session_life_ms);
        // Only a note: if the disk is full the session still holds.
        static_cast<void>(in_transaction([&] { return storage_.put_session(session); }));
    }
    return found;
}

Stored<Done> Sessions::close(std::string_view token) {
    return in_transaction([&] { return storage_.erase_session(token_hash(token)); });
}

std::string cookie_header(std::string_view token, std::int64_t seconds, bool secure) {
    std::string header(session_cookie);
    header.append("=").append(token);
    header.append("; Path=/; HttpOnly; SameSite=Strict; Max-Age=").append(std::to_string(seconds));
    if (secure) header.append("; Secure");
    return header;
}

}  // namespace pupitre::host
