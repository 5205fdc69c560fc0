// The storage interface over SQL: all that both databases do alike. How a transaction begins and ends and how the writes
// of others are noticed is left to each. Internal to server-stub/storage.
#pragma once

#include "server-stub/storage/sql.h"
#include "server-stub/storage/storage.h"

namespace pupitre::host {

class SqlStorage : public Storage {
public:
    /// For work on whole tables.
    Connection& connection() { return *connection_; }

    Stored<FirmMeta> meta() override;
    Stored<Done> set_epoch(Id128 epoch) override;
    Stored<Done> set_position(std::int64_t seq, const Hash128& digest) override;

    Stored<Done> load(Database& db, const std::function<void(std::string_view, Id128)>& unreadable) override;
    Stored<Done> write_changes(std::int64_t seq, const ChangeSet& changes, const Database& db) override;
    Stored<std::vector<ChangedRow>> changed_after(std::int64_t seq, std::int64_t count) override;

    Stored<Done> add_ledger(const LedgerEntry& entry) override;
    Stored<std::vector<LedgerEntry>> ledger_after(std::int64_t from, std::int64_t count) override;
    Stored<std::vector<LedgerEntry>> ledger_of_row(std::string_view table, Id128 row, std::int64_t before,
                                                   std::int64_t count) override;
    Stored<std::vector<LedgerEntry>> ledger_before(const LedgerPart& part, std::int64_t before,
                                                   std::int64_t count) override;
    Stored<Done> add_links(const std::vector<Link>& links) override;
    Stored<std::vector<Link>> links_after(const LinkPlace& place, std::int64_t count) override;
    Stored<ChainHeads> heads() override;

    Stored<std::optional<DeviceRecord>> device(Id128 client) override;
    Stored<Done> put_device(const DeviceRecord& device) override;
    Stored<Done> put_result(Id128 client, const ResultRecord& result) override;
    Stored<std::vector<ResultRecord>> results(Id128 client) override;
    Stored<std::optional<ResultRecord>> result(const CommandKey& command) override;
    Stored<Done> forget_results(Id128 client, std::int64_t through_mid) override;
    Stored<Done> put_origin(const CommandKey& origin, const CommandKey& decided) override;
    Stored<std::optional<CommandKey>> decided_as(const CommandKey& origin) override;

    Stored<std::optional<UserRecord>> user(Id128 id) override;
    Stored<std::vector<UserRecord>> users() override;
    Stored<Done> put_user(const UserRecord& user) override;

    Stored<std::optional<SessionRecord>> session(std::string_view token_hash) override;
    Stored<std::vector<SessionRecord>> sessions(Id128 user) override;
    Stored<Done> put_session(const SessionRecord& session) override;
    Stored<Done> erase_session(std::string_view token_hash) override;
    Stored<Done> erase_sessions_of(Id128 user) override;
    Stored<Done> erase_sessions_expired(std::int64_t at_ms) override;

    Stored<std::optional<InvitationRecord>> invitation(std::string_view token_hash) override;
    Stored<std::optional<InvitationRecord>> invitation_of(Id128 user) override;
    Stored<Done> put_invitation(const InvitationRecord& invitation) override;
    Stored<Done> erase_invitation(Id128 user) override;

    Stored<Done> queue_mail(const MailRecord& mail) override;
    Stored<Done> put_mail(const MailRecord& mail) override;
    Stored<std::vector<MailRecord>> mails_due(std::int64_t at_ms, std::int64_t count) override;
    Stored<std::vector<MailRecord>> mails_given_up(std::int64_t count) override;
    Stored<std::int64_t> count_mails(MailState state) override;
    Stored<std::int64_t> last_mail_ms(MailKind kind, Id128 recipient) override;
    Stored<Done> forget_mails(std::int64_t before_ms) override;

protected:
    /// The connection must outlive the storage.
    explicit SqlStorage(Connection& connection) : connection_(&connection) {}

private:
    Stored<Done> note_change(ScopeId scope, std::string_view table, Id128 row, std::int64_t seq);

    Connection* connection_;
    const Schema* schema_ = nullptr;  // Of the database that was loaded.
};

}  // namespace pupitre::host
