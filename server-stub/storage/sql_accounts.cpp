// The accounts' side of the storage: users' credentials and sessions.
#include "server-stub/storage/sql_storage.h"

namespace pupitre::host {
namespace {

constexpr std::string_view session_columns =
    "SELECT token_hash, \"user\", created_ms, seen_ms, expires_ms FROM host_session";

UserRecord user_record(const Statement& row) { return {row.id(0).value_or(Id128{}), row.text(1), row.number(2)}; }

SessionRecord session_record(const Statement& row) {
    return {row.text(0), row.id(1).value_or(Id128{}), row.number(2), row.number(3), row.number(4)};
}

Stored<std::optional<InvitationRecord>> invitation_in(Statement& row) {
    if (row.step()) return std::optional(InvitationRecord{row.id(0).value_or(Id128{}), row.text(1), row.number(2)});
    if (row.failed()) return row.fault();
    return std::optional<InvitationRecord>{};
}

}  // namespace

Stored<std::optional<UserRecord>> SqlStorage::user(Id128 id) {
    Statement row = connection_->prepare("SELECT id, password_hash, created_ms FROM host_user WHERE id = ?");
    row.bind(id);
    if (row.step()) return std::optional(user_record(row));
    if (row.failed()) return row.fault();
    return std::optional<UserRecord>{};
}

Stored<std::vector<UserRecord>> SqlStorage::users() {
    std::vector<UserRecord> users;
    Statement rows = connection_->prepare("SELECT id, password_hash, created_ms FROM host_user ORDER BY id");
    while (rows.step()) users.push_back(user_record(rows));
    if (rows.failed()) return rows.fault();
    return users;
}

Stored<Done> SqlStorage::put_user(const UserRecord& user) {
    return connection_
        ->prepare(
            "INSERT INTO host_user (id, password_hash, created_ms) VALUES (?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET password_hash = excluded.password_hash")
        .bind(user.id)
        .bind_text(user.password_hash)
        .bind(user.created_ms)
        .run();
}

Stored<std::optional<SessionRecord>> SqlStorage::session(std::string_view token_hash) {
    Statement row = connection_->prepare(std::string(session_columns) + " WHERE token_hash = ?");
    row.bind_text(token_hash);
    if (row.step()) return std::optional(session_record(row));
    if (row.failed()) return row.fault();
    return std::optional<SessionRecord>{};
}

Stored<std::vector<SessionRecord>> SqlStorage::sessions(Id128 user) {
    std::vector<SessionRecord> sessions;
    Statement rows = connection_->prepare(std::string(session_columns) + " WHERE \"user\" = ? ORDER BY created_ms");
    rows.bind(user);
    while (rows.step()) sessions.push_back(session_record(rows));
    if (rows.failed()) return rows.fault();
    return sessions;
}

Stored<Done> SqlStorage::put_session(const SessionRecord& session) {
    return connection_
        ->prepare(
            "INSERT INTO host_session (token_hash, \"user\", created_ms, seen_ms, expires_ms) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (token_hash) DO UPDATE SET seen_ms = excluded.seen_ms, expires_ms = excluded.expires_ms")
        .bind_text(session.token_hash)
        .bind(session.user)
        .bind(session.created_ms)
        .bind(session.seen_ms)
        .bind(session.expires_ms)
        .run();
}

Stored<Done> SqlStorage::erase_session(std::string_view token_hash) {
    return connection_->prepare("DELETE FROM host_session WHERE token_hash = ?").bind_text(token_hash).run();
}

Stored<Done> SqlStorage::erase_sessions_of(Id128 user) {
    return connection_->prepare("DELETE FROM host_session WHERE \"user\" = ?").bind(user).run();
}

Stored<Done> SqlStorage::erase_sessions_expired(std::int64_t at_ms) {
    return connection_->prepare("DELETE FROM host_session WHERE expires_ms <= ?").bind(at_ms).run();
}

Stored<std::optional<InvitationRecord>> SqlStorage::invitation(std::string_view token_hash) {
    Statement row =
        connection_->prepare("SELECT \"user\", token_hash, expires_ms FROM host_invitation WHERE token_hash = ?");
    row.bind_text(token_hash);
    return invitation_in(row);
}

Stored<std::optional<InvitationRecord>> SqlStorage::invitation_of(Id128 user) {
    Statement row =
        connection_->prepare("SELECT \"user\", token_hash, expires_ms FROM host_invitation WHERE \"user\" = ?");
    row.bind(user);
    return invitation_in(row);
}

Stored<Done> SqlStorage::put_invitation(const InvitationRecord& invitation) {
    return connection_
        ->prepare(
            "INSERT INTO host_invitation (\"user\", token_hash, expires_ms) VALUES (?, ?, ?)"
            " ON CONFLICT (\"user\") DO UPDATE SET token_hash = excluded.token_hash, expires_ms = excluded.expires_ms")
        .bind(invitation.user)
        .bind_text(invitation.token_hash)
        .bind(invitation.expires_ms)
        .run();
}

Stored<Done> SqlStorage::erase_invitation(Id128 user) {
    return connection_->prepare("DELETE FROM host_invitation WHERE \"user\" = ?").bind(user).run();
}

}  // namespace pupitre::host
