// What this tab knows: the replica, which of its commands are durable and sent, and what waits for the user.
// It turns a store's content into a state, host answers into writes, and says what to store and to send next.
// Knows no time, no network and no storage; the session around it calls them.
#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "core/sync/replica.h"
#include "web-ui/device/store.h"

namespace pupitre::ui {

/// How far a command has come on its way from the user to the host.
enum class Stage : std::uint8_t {
    unsaved,    // Only in memory.
    saving,     // The store works on it.
    on_device,  // Durable here.
    sent,       // The host has been told at least once and has not answered.
};

/// An answer of the host that the user should see: a refusal, or a field on which somebody else was faster.
struct Unsettled {
    Command command;
    CommandResult result;
};

/// Of DeviceRecord::told_mid: whatever is stored may have been sent.
constexpr std::int64_t told_without_limit = std::numeric_limits<std::int64_t>::max();

/// What this store remembers of its own past. One life of a store is one client for the host.
struct DeviceRecord {
    Id128 client;
    std::int64_t last_mid = 0;                   // The last command that the host has decided.
    std::int64_t seen_result_mid = 0;            // Results up to here are stored.
    std::int64_t last_order = 0;                 // Of the outbox rows.
    std::int64_t contact_ms = 0;                 // When the host last answered.
    std::int64_t quarantined = 0;                // Broken commands that this identity does not stand for.
    std::int64_t told_mid = told_without_limit;  // Later commands were never sent, whatever number the host knows.

    bool operator==(const DeviceRecord&) const = default;
};

std::string encode(const DeviceRecord& record);
std::optional<DeviceRecord> decode_device_record(std::string_view text);
std::string encode(const Unsettled& unsettled);
std::optional<Unsettled> decode_unsettled(std::string_view bytes);

/// What an answer of the host leads to. At most one of commit and base is there.
struct Reaction {
    std::optional<Commit> commit;
    std::optional<Base> base;
    std::optional<Refuse> refuse;  // Why the host did not talk to us.
    bool again = false;            // There is more: ask at once.
};

/// How long the log may always become before the base is written anew.
constexpr std::size_t log_bytes_least = std::size_t{256} * 1024;

class LocalState {
public:
    /// Schema and registry must outlive the state.
    LocalState(const Schema& schema, const Registry& registry, TeamMemberId actor,
               std::size_t log_bytes = log_bytes_least);

    /// Takes over a store's content. Commands of this tab that are not durable yet stay in the queue unless the content
    /// knows them. A writer whose identity is lost or whose queue has a gap becomes the new client `fresh_client`.
    void open(Opened content, Id128 fresh_client);

    [[nodiscard]] const Database& view() const { return replica_->view(); }
    [[nodiscard]] const std::vector<PendingCommand>& pending() const { return replica_->pending(); }
    [[nodiscard]] Stage stage(std::size_t place) const { return entries_[place].stage; }
    [[nodiscard]] const std::vector<Unsettled>& unsettled() const { return unsettled_; }
    [[nodiscard]] const std::vector<OutboxRow>& quarantined() const { return quarantined_; }
    [[nodiscard]] const DeviceRecord& device() const { return device_; }
    [[nodiscard]] TabRole role() const { return role_; }
    [[nodiscard]] bool has_base() const { return replica_->seq() >= 0; }
    /// The host's state number that the base equals; -1 without a base.
    [[nodiscard]] std::int64_t seq() const { return replica_->seq(); }
    /// The base was found damaged and is being fetched anew.
    [[nodiscard]] bool repairing() const { return repair_; }
    /// Parts received of a complete state, and how many there are; 0 of 0 when none is under way.
    [[nodiscard]] std::pair<std::int32_t, std::int32_t> snapshot_progress() const;
    [[nodiscard]] std::size_t count(Stage stage) const;
    /// Differs whenever the view may differ.
    [[nodiscard]] std::uint64_t revision() const;

    /// Carries out what the user did. A refused command leaves no trace.
    Attempt submit(Command command);
    [[nodiscard]] TryOut try_out(const std::vector<Command>& commands) { return replica_->try_out(commands); }
    /// Takes the last `count` commands back without a trace. False, and nothing happens, if one of them is stored or on its
    /// way there: then only an undo can take them back.
    bool take_back(std::size_t count);
    /// To the writer, from another tab: queued whatever becomes of it, since its user has seen it accepted.
    void take_submission(std::string_view bytes);
    /// To a follower: what the writer stored. False: it does not fit, open again.
    bool follow(const Append& change);
    bool follow(const Commit& change);
    /// Unsaved commands, as a follower hands them to the writer.
    [[nodiscard]] std::vector<OutboxRow> unsaved_rows() const;
    /// The writer knows this command already: nothing more to hand over.
    void forget_unsaved(std::string_view id);

    /// What is to be made durable next, if anything; then `appended` with the outcome.
    std::optional<Append> take_append();
    void appended(bool durable);

    /// Whether the host should be asked: something durable is not decided, or the base is missing.
    [[nodiscard]] bool has_news_for_host() const;
    /// What to ask the host, encoded. Commands are added until they are more than `push_bytes`; at least one.
    std::string request(std::size_t push_bytes);
    Reaction receive(const SyncResponse& response, std::int64_t now_ms, Id128 fresh_client);
    /// After a commit or base of a reaction is durable.
    void committed(const Commit& commit, const Written& written);
    void based(const Base& base);

    /// Whether the base should be written anew: the log has grown long enough, or its end is damaged.
    [[nodiscard]] bool compaction_due() const;
    /// A base of these row blocks, which hold the view as it is; nothing may be pending.
    Base base_of(std::vector<std::string> blocks);

    void dismiss(Id128 command);

private:
    struct Entry {
        std::int64_t order = 0;  // 0: not given yet.
        Id128 id;
        Stage stage = Stage::unsaved;
        bool told = false;  // The host may know it: it was in a request, or was stored before this life of the page.
        std::size_t bytes = 0;  // Of the encoded command, once it is known.
    };
    /// A complete state that arrives in parts.
    struct Arriving {
        Id128 epoch;
        std::int64_t seq = 0;
        std::int64_t last_mid = 0;
        std::int32_t parts = 0;
        std::vector<std::string> blocks;
        Hash128 digest;
    };

    void open_base(const Opened& content);
    void open_queue(const Opened& content, std::vector<QueuedCommand> unsaved);
    void renew_identity(Id128 client, bool keep_origins);
    [[nodiscard]] bool queue_is_broken() const;
    [[nodiscard]] std::int64_t told_mid() const;
    void set_queue(std::vector<std::pair<Entry, QueuedCommand>> queue);
    [[nodiscard]] std::vector<std::pair<Entry, QueuedCommand>> queue() const;
    void take_stored(const std::vector<OutboxRow>& rows);
    std::vector<OutboxRow> drop_decided(std::int64_t last_mid);
    void take_results(const SyncResponse& response, Commit& commit);
    void take_snapshot(const SnapshotPart& part, Reaction& reaction, Commit& commit);
    Settings device_meta() const;

    const Schema* schema_;
    const Registry* registry_;
    TeamMemberId actor_;
    std::size_t log_bytes_least_;
    std::unique_ptr<Replica> replica_;
    std::vector<Entry> entries_;  // Beside replica_->pending(), in the same order.
    DeviceRecord device_;
    bool identity_changed_ = false;  // Not durable yet: nothing may be sent.
    bool greeted_ = false;           // The host has answered since the store was opened.
    TabRole role_ = TabRole::none;
    std::vector<Unsettled> unsettled_;
    std::vector<OutboxRow> quarantined_;
    std::optional<Arriving> arriving_;
    bool repair_ = false;
    bool log_damaged_ = false;
    std::int64_t log_through_ = 0;
    std::size_t log_bytes_ = 0;
    std::size_t log_bytes_in_base_ = 0;  // Of these, what the base that is being written contains.
    std::size_t segment_bytes_ = 0;
    std::uint64_t replaced_ = 0;
};

}  // namespace pupitre::ui
