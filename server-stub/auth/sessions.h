// Signed-in sessions: a random token in a cookie, its hash in the database. Used on the firm's thread only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server-stub/storage/storage.h"

namespace pupitre::host {

constexpr std::int64_t day_ms = std::int64_t{24} * 3600 * 1000;
/// After this long without contact a session ends. People work for weeks without a network.
constexpr std::int64_t session_idle_ms = 60 * day_ms;
/// After this long it ends in any case.
constexpr std::int64_t session_life_ms = 180 * day_ms;
/// How often use is written down, so that reading does not cost a write each time.
constexpr std::int64_t session_noted_every_ms = day_ms;

constexpr std::string_view session_cookie = "pupitre_session";

struct NewSession {
    std::string token;  // Known to the browser alone; the database has its hash.
    std::int64_t expires_ms = 0;
};

class Sessions {
public:
    explicit Sessions(Storage& storage) : storage_(storage) {}

    Stored<NewSession> open(Id128 user, std::int64_t at_ms);
    /// The session of a token, its life prolonged; nothing when there is none or it has ended.
    Stored<std::optional<SessionRecord>> find(std::string_view token, std::int64_t at_ms);
    Stored<Done> close(std::string_view token);

private:
    Stored<Done> in_transaction(const std::function<Stored<Done>()>& write);

    Storage& storage_;
};

/// Set-Cookie for a session that lasts; with an empty token: for one that has ended.
std::string cookie_header(std::string_view token, std::int64_t seconds, bool secure);

}  // namespace pupitre::host
