// One connection to PostgreSQL.
#include "server-stub/storage/postgres_link.h"

#include <algorithm>
#include <array>
#include <utility>

#include <libpq-fe.h>
#include <poll.h>

#include "server-stub/base/clock.h"

namespace pupitre::host {
namespace {

constexpr std::int64_t connect_within_ms = 5'000;
constexpr std::string_view expected_encoding = "UTF8";
constexpr std::size_t state_length = 5;

// A writer that waits as long for the firm's lock as with SQLite; a host that has died must not hold it for ever. Who has
// switched off that commits reach the disk gets it switched on for this connection.
constexpr const char* setup =
    "SELECT current_setting('server_encoding'), set_config('lock_timeout', '10s', false),"
    " set_config('idle_in_transaction_session_timeout', '300s', false),"
    " CASE WHEN current_setting('synchronous_commit') = 'off' THEN set_config('synchronous_commit', 'on', false) END";

void ignore_notice(void* nothing, const PGresult* notice) {
    static_cast<void>(nothing);
    static_cast<void>(notice);
}

/// With the errors of an attempt reduced to their codes, the code stands behind "FATAL:".
std::string state_in(std::string_view message) {
    constexpr std::string_view mark = "FATAL:";
    const std::size_t at = message.rfind(mark);
    if (at == std::string_view::npos) return {};
    message.remove_prefix(at + mark.size());
    while (message.starts_with(' ')) message.remove_prefix(1);
    return std::string(message.substr(0, state_length));
}

StorageFault fault_of_attempt(const PGconn* link) {
    std::string message = PQerrorMessage(link);
    std::ranges::replace(message, '\n', ' ');
    const std::string state = state_in(message);
    const FaultKind kind = state.empty() ? FaultKind::unreachable : fault_kind_of_state(state);
    return {kind, std::move(message)};
}

/// Waits until the socket can be read or written. False when it takes too long.
bool wait_for(PGconn* link, PostgresPollingStatusType what, std::int64_t until_ms) {
    pollfd waiting{PQsocket(link), static_cast<short>(what == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
    const std::int64_t left_ms = std::max<std::int64_t>(0, until_ms - steady_ms());
    return poll(&waiting, 1, static_cast<int>(left_ms)) > 0;
}

Stored<Done> complete(PGconn* link) {
    const std::int64_t until_ms = steady_ms() + connect_within_ms;
    PostgresPollingStatusType status = PGRES_POLLING_WRITING;
    while (true) {
        if (!wait_for(link, status, until_ms)) return StorageFault{FaultKind::unreachable, "no answer in time"};
        status = PQconnectPoll(link);
        if (status == PGRES_POLLING_OK) return Done{};
        if (status == PGRES_POLLING_FAILED) return fault_of_attempt(link);
    }
}

Stored<Done> set_up(PGconn* link) {
    const PostgresResult result(PQexec(link, setup));
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) return fault_of(result.get());
    if (PQgetvalue(result.get(), 0, 0) != expected_encoding) {
        return StorageFault{FaultKind::denied, "the database's encoding is not UTF8"};
    }
    return Done{};
}

/// libpq's own words about an address that it does not understand may repeat the password.
bool is_understood(const std::string& where) {
    PQconninfoOption* options = PQconninfoParse(where.c_str(), nullptr);
    const bool understood = options != nullptr;
    PQconninfoFree(options);
    return understood;
}

}  // namespace

std::string shown_postgres(std::string_view place) {
    std::string text(place);
    const std::size_t scheme = text.find("://");
    if (scheme != std::string::npos) {
        // postgres://user:password@server/database?settings, of which a setting may be another password.
        const std::size_t start = scheme + 3;
        const std::size_t at = text.find('@', start);
        const std::size_t colon = text.find(':', start);
        if (at != std::string::npos && colon < at) text.erase(colon, at - colon);
        const std::size_t settings = text.find('?');
        return text.substr(0, settings);
    }
    // A list of settings: what follows a password may be a part of it.
    const std::size_t password = text.find("password");
    return text.substr(0, password);
}

void PostgresEnd::operator()(pg_conn* link) const { PQfinish(link); }

void PostgresEnd::operator()(pg_result* result) const { PQclear(result); }

FaultKind fault_kind_of_state(std::string_view state) {
    struct Meaning {
        std::string_view start;
        FaultKind kind;
    };
    // The first that fits. Codes: PostgreSQL, appendix A.
    static constexpr Meaning meanings[] = {
        {"08", FaultKind::unreachable},     // The connection.
        {"57P", FaultKind::unreachable},    // The server stops, starts, or ends the session.
        {"25P03", FaultKind::unreachable},  // Idle for too long within a transaction.
        {"25006", FaultKind::unreachable},  // A copy that may only be read: the server that may be written is elsewhere.
        {"40", FaultKind::busy},            // Deadlock, serialization.
        {"55P03", FaultKind::busy},         // The lock was not to be had in time.
        {"55006", FaultKind::busy},        {"57014", FaultKind::busy},  // Cancelled.
        {"53300", FaultKind::busy},                                     // Too many connections.
        {"53200", FaultKind::busy},                                     // No memory.
        {"53100", FaultKind::full},        {"58", FaultKind::io},         {"XX001", FaultKind::corrupt},
        {"XX002", FaultKind::corrupt},     {"28", FaultKind::denied},     {"42501", FaultKind::denied},
        {"3D000", FaultKind::missing},     {"3F000", FaultKind::missing},
    };
    for (const Meaning& meaning : meanings) {
        if (state.starts_with(meaning.start)) return meaning.kind;
    }
    return FaultKind::internal;
}

StorageFault fault_of(const pg_result* result) {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    if (state == nullptr) return {FaultKind::unreachable, "the connection was lost"};
    const char* table = PQresultErrorField(result, PG_DIAG_TABLE_NAME);
    return {fault_kind_of_state(state),
            "SQLSTATE " + std::string(state) + (table == nullptr ? "" : ' ' + std::string(table))};
}

Stored<PostgresLink> connect_postgres(const std::string& where) {
    if (!is_understood(where)) return StorageFault{FaultKind::unreachable, "the address is not understood"};
    // What the address says counts more than what stands before it.
    constexpr std::array names = {
        "fallback_application_name", "keepalives_idle", "keepalives_interval", "keepalives_count",
        "tcp_user_timeout",          "dbname",          "client_encoding",     static_cast<const char*>(nullptr)};
    const std::array values = {"pupitre", "15",          "5",    "3",
                               "30000",   where.c_str(), "UTF8", static_cast<const char*>(nullptr)};
    PostgresLink link(PQconnectStartParams(names.data(), values.data(), 1));
    if (link == nullptr) return StorageFault{FaultKind::busy, "no memory"};
    if (PQstatus(link.get()) == CONNECTION_BAD) return fault_of_attempt(link.get());
    PQsetNoticeReceiver(link.get(), ignore_notice, nullptr);
    PQsetErrorVerbosity(link.get(), PQERRORS_SQLSTATE);
    auto done = complete(link.get());
    if (done) done = set_up(link.get());
    if (!done) return done.error();
    return link;
}

}  // namespace pupitre::host
