// What the host needs from a database, whichever it is. Everything that is written belongs to a transaction: begin,
// write, commit; after a fault the transaction is rolled back and nothing of it remains. Used by one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/change_set.h"
#include "core/store/database.h"
#include "core/sync/ledger.h"
#include "server-stub/storage/fault.h"
#include "server-stub/storage/mail_record.h"

namespace pupitre::host {

/// The state of a firm's database as a whole.
struct FirmMeta {
    Id128 epoch;  // Changes when the database is created or restored: devices then start over.
    std::int64_t created_ms = 0;
    std::int64_t seq = 0;  // The last accepted command.
    Hash128 digest;        // Of all rows at that seq.
};

/// One incarnation of a device's store.
struct DeviceRecord {
    Id128 client;
    Id128 user;
    std::int64_t lmid = 0;  // The last command number that was answered.
    std::int64_t created_ms = 0;
    std::int64_t seen_ms = 0;
};

/// A command's name on the way from its device: the device and its number there.
struct CommandKey {
    Id128 client;
    std::int64_t mid = 0;
};

/// What was answered to one command; kept until the device says it has seen it.
struct ResultRecord {
    std::int64_t mid = 0;
    std::string outcome;
};

/// One accepted command with what it did.
struct LedgerEntry {
    EntryHead head;
    std::string command;
    std::string changes;
    EntrySalt salt{};
    Id128 batch;  // Of the command; written only, nil when read.
};

/// A part of the ledger to be read from its end: the whole, one person's commands, one batch, or what shows in one scope.
struct LedgerPart {
    enum class Kind : std::uint8_t { whole, member, batch, scope } kind = Kind::whole;
    Id128 id;
};

/// A link's place in the ledger.
struct LinkPlace {
    std::int64_t seq = 0;
    ScopeId scope;

    /// Behind all links of a command.
    static LinkPlace behind(std::int64_t seq) { return {seq, ScopeId{{~std::uint64_t{0}, ~std::uint64_t{0}}}}; }
    static LinkPlace of(const Link& link) { return {link.seq, link.scope}; }
};

/// What a team member signs in with. The e-mail address is the member's own field.
struct UserRecord {
    Id128 id;  // The team member's.
    std::string password_hash;
    std::int64_t created_ms = 0;
};

struct SessionRecord {
    std::string token_hash;
    Id128 user;
    std::int64_t created_ms = 0;
    std::int64_t seen_ms = 0;
    std::int64_t expires_ms = 0;
};

/// That somebody of a client may set a password, once, with the secret that belongs to the hash.
struct InvitationRecord {
    Id128 user;  // The portal access's.
    std::string token_hash;
    std::int64_t expires_ms = 0;
};

/// The version of everything that is stored, and the same in every kind of database. Data of a newer version are refused.
constexpr std::int64_t storage_format = 4;

class Storage {
public:
    virtual ~Storage() = default;

    /// To write, alone: the next writer waits until this transaction has ended, and then sees what it wrote.
    virtual Stored<Done> begin() = 0;
    /// To read one moment of the database, while others may write. Ends with roll_back.
    virtual Stored<Done> begin_reading() = 0;
    virtual Stored<Done> commit() = 0;
    virtual void roll_back() = 0;

    virtual Stored<FirmMeta> meta() = 0;
    /// From now on it is another database, for devices too.
    virtual Stored<Done> set_epoch(Id128 epoch) = 0;
    virtual Stored<Done> set_position(std::int64_t seq, const Hash128& digest) = 0;

    /// Reads every row into an empty database. Rows that do not fit are handed to `unreadable` and left out.
    virtual Stored<Done> load(Database& db,
                              const std::function<void(std::string_view table, Id128 row)>& unreadable) = 0;
    /// Writes the rows that the changes touched as they are in `db` now, and notes in which scopes they changed.
    virtual Stored<Done> write_changes(std::int64_t seq, const ChangeSet& changes, const Database& db) = 0;
    /// Rows that changed or were deleted; which of the two, the present state says. In table and id order, once for each
    /// scope in which the change shows. At most `count`.
    virtual Stored<std::vector<ChangedRow>> changed_after(std::int64_t seq, std::int64_t count) = 0;

    virtual Stored<Done> add_ledger(const LedgerEntry& entry) = 0;
    /// Entries with from < seq, in order, at most `count`.
    virtual Stored<std::vector<LedgerEntry>> ledger_after(std::int64_t from, std::int64_t count) = 0;
    /// Entries with seq < before that touched a row, the newest first, at most `count`.
    virtual Stored<std::vector<LedgerEntry>> ledger_of_row(std::string_view table, Id128 row, std::int64_t before,
                                                           std::int64_t count) = 0;
    /// Entries of a part with seq < before, the newest first, at most `count`.
    virtual Stored<std::vector<LedgerEntry>> ledger_before(const LedgerPart& part, std::int64_t before,
                                                           std::int64_t count) = 0;

    /// Adds links, which go on from the heads, and moves the heads.
    virtual Stored<Done> add_links(const std::vector<Link>& links) = 0;
    /// Links behind a place, in the order of seq and scope, at most `count`.
    virtual Stored<std::vector<Link>> links_after(const LinkPlace& place, std::int64_t count) = 0;
    virtual Stored<ChainHeads> heads() = 0;

    virtual Stored<std::optional<DeviceRecord>> device(Id128 client) = 0;
    virtual Stored<Done> put_device(const DeviceRecord& device) = 0;
    virtual Stored<Done> put_result(Id128 client, const ResultRecord& result) = 0;
    virtual Stored<std::vector<ResultRecord>> results(Id128 client) = 0;
    /// Nothing if there is none, or if the device has seen it.
    virtual Stored<std::optional<ResultRecord>> result(const CommandKey& command) = 0;
    virtual Stored<Done> forget_results(Id128 client, std::int64_t through_mid) = 0;
    /// Remembers under which name a command was decided that had another one before, and asks for that.
    virtual Stored<Done> put_origin(const CommandKey& origin, const CommandKey& decided) = 0;
    virtual Stored<std::optional<CommandKey>> decided_as(const CommandKey& origin) = 0;

    virtual Stored<std::optional<UserRecord>> user(Id128 id) = 0;
    virtual Stored<std::vector<UserRecord>> users() = 0;
    virtual Stored<Done> put_user(const UserRecord& user) = 0;

    virtual Stored<std::optional<SessionRecord>> session(std::string_view token_hash) = 0;
    virtual Stored<std::vector<SessionRecord>> sessions(Id128 user) = 0;
    virtual Stored<Done> put_session(const SessionRecord& session) = 0;
    virtual Stored<Done> erase_session(std::string_view token_hash) = 0;
    virtual Stored<Done> erase_sessions_of(Id128 user) = 0;
    virtual Stored<Done> erase_sessions_expired(std::int64_t at_ms) = 0;

    virtual Stored<std::optional<InvitationRecord>> invitation(std::string_view token_hash) = 0;
    virtual Stored<std::optional<InvitationRecord>> invitation_of(Id128 user) = 0;
    /// Instead of an earlier one for the same person.
    virtual Stored<Done> put_invitation(const InvitationRecord& invitation) = 0;
    virtual Stored<Done> erase_invitation(Id128 user) = 0;

    /// Unless it is there already.
    virtual Stored<Done> queue_mail(const MailRecord& mail) = 0;
    /// What becomes of a queued mail.
    virtual Stored<Done> put_mail(const MailRecord& mail) = 0;
    /// Those to be sent now, and those whose claim is over; the longest due first, at most `count`.
    virtual Stored<std::vector<MailRecord>> mails_due(std::int64_t at_ms, std::int64_t count) = 0;
    /// The newest first, at most `count`.
    virtual Stored<std::vector<MailRecord>> mails_given_up(std::int64_t count) = 0;
    virtual Stored<std::int64_t> count_mails(MailState state) = 0;
    /// When the last one of a kind was made for somebody; 0 if there is none.
    virtual Stored<std::int64_t> last_mail_ms(MailKind kind, Id128 recipient) = 0;
    /// Throws away those that were sent, or had nothing to tell.
    virtual Stored<Done> forget_mails(std::int64_t before_ms) = 0;

    /// From now on `notice` is called, on a thread of the storage's own, soon after another program has committed; nullptr
    /// ends that. May be called beside the storage's own thread. Storages that are not told of such things never call:
    /// foreign_version() tells in any case.
    virtual void on_foreign_commit(std::function<void()> notice) = 0;
    /// Changes whenever another program has committed to the same database.
    virtual Stored<std::int64_t> foreign_version() = 0;
    /// What the database itself finds wrong with its files; empty when all is well.
    virtual Stored<std::vector<std::string>> integrity_problems() = 0;

protected:
    Storage() = default;
    Storage(const Storage&) = default;
    Storage& operator=(const Storage&) = default;
};

}  // namespace pupitre::host
