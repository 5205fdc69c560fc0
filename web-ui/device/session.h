// The working connection of one tab: who is signed in, the firm's data as this device sees it, commands made durable and
// sent, answers kept until they are read. The application owns one and draws from it.
//
//   user's action → submit → visible at once → durable ("enregistré") → sent → decided by the host
//
// In a tab that is not the writer, the same calls hand the commands to the writer's tab.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/documents/document.h"
#include "core/store/snapshot.h"
#include "web-ui/device/local_state.h"
#include "web-ui/device/surroundings.h"

namespace pupitre::ui {

/// Who is signed in, as the host says and the device remembers.
struct Account {
    TeamMemberId member;
    std::string name;
    std::string email;
    std::string firm;

    bool operator==(const Account&) const = default;
};

/// The one state that the top bar shows.
enum class SyncState : std::uint8_t {
    signed_out,       // Nobody: show the log-in.
    opening,          // The device's data is being read, or fetched for the first time.
    not_saved,        // Something the user did is not durable.
    needs_attention,  // Refused or contested changes, broken commands, a sign-in that has ended, a program too old.
    sending,          // The host is being asked, or commands are on their way to it.
    offline,          // The host does not answer; `pending` says what waits.
    confirmed,        // The host knows everything and we know what it knows.
};

struct Status {
    SyncState state = SyncState::signed_out;
    bool online = false;              // The host answered the last time.
    std::size_t unsaved = 0;          // Commands that are not durable yet.
    std::size_t pending = 0;          // Durable commands that the host has not decided.
    std::size_t to_settle = 0;        // Refusals and conflicts that the user has not dismissed.
    std::size_t broken = 0;           // Commands whose stored bytes are damaged.
    std::int64_t confirmed_ms = 0;    // When the host last answered; 0 never.
    Id128 device;                     // This store's identity; nil before it is open.
    std::int64_t seq = -1;            // The host's state number that this device has; -1 none.
    bool sign_in_needed = false;      // The host does not accept our sign-in any more; work goes on here.
    bool upgrade_needed = false;      // The host is newer than this program.
    bool update_waiting = false;      // A new build is on the device: reload when it suits.
    bool must_reload = false;         // Another tab runs a newer build, or the device was wiped.
    bool repairing = false;           // The base was damaged and is being fetched anew.
    bool slow_storage = false;        // The disk takes long; being tried again.
    std::int32_t parts_received = 0;  // Of a complete state on its way here.
    std::int32_t parts = 0;
    TabRole role = TabRole::none;
    std::optional<StoreFailure> storage;  // Why the device cannot keep anything.
};

/// Ends of a log-in. The wording is message key "sign_in.<name>".
enum class SignIn : std::uint8_t { done, wrong, locked, offline, failed };

/// The first command of a batch that was refused; nothing of the batch was kept.
struct BatchRefusal {
    std::size_t place = 0;
    Refusal refusal;
};

struct NamedCommand {
    std::string name;
    Json args;
};

class Session final : public StoreEvents, public SurroundingsEvents {
public:
    /// All must outlive the session. `log_bytes`: see log_bytes_least.
    Session(Store& store, Surroundings& world, const Schema& schema, const Registry& registry,
            std::size_t log_bytes = log_bytes_least);
    ~Session() override;

    /// Called after anything the screen may show has changed.
    std::function<void()> on_changed;
    /// Called when the page is hidden or about to be loaded again: keep half-typed texts with set_draft now.
    std::function<void()> on_hidden;

    /// Opens what the device remembers (text kept by Surroundings::remember; empty if nothing) and asks the host who we are.
    void start(const std::string& remembered);
    void sign_in(const std::string& email, const std::string& password,
                 std::function<void(SignIn, std::int64_t wait_s)> done);
    /// Chooses the password of somebody who was invited, which also signs them in.
    void accept_invitation(const std::string& token, const std::string& password,
                           std::function<void(SignIn, std::int64_t wait_s)> done);
    /// Leaves the account. With `wipe` the data leaves the device too, unsent commands included: say so before.
    void sign_out(bool wipe, std::function<void()> done);

    [[nodiscard]] const std::optional<Account>& account() const { return account_; }
    /// Whether there is a state to work on. Before, only the log-in and the status can be shown.
    [[nodiscard]] bool ready() const {
        return local_ != nullptr && opened_ && (local_->has_base() || local_->repairing());
    }
    /// The firm's data with this device's own changes. Keep no reference to it or its rows beyond a frame.
    [[nodiscard]] const Database& view() const { return local_->view(); }
    /// Differs whenever view() may differ.
    [[nodiscard]] std::uint64_t revision() const;
    [[nodiscard]] Status status() const;
    [[nodiscard]] std::int64_t now_ms() const { return world_->now_ms(); }
    /// The largest file that the host takes, as far as it has said so.
    [[nodiscard]] std::int64_t file_bytes_max() const { return host_file_bytes_max_; }
    [[nodiscard]] Date today() const { return world_->today(); }
    Id128 new_id();
    /// What a command given now would run with, to ask `refuse` before.
    [[nodiscard]] Context context() const;

    /// Carries out what the user did. Visible when this returns; made durable right after.
    Attempt submit(std::string name, Json args);
    /// Several commands as one action: all or none, and one write on the disk.
    std::optional<BatchRefusal> submit_all(std::vector<NamedCommand> commands);

    /// What these commands would do, given now; nothing is kept of it.
    [[nodiscard]] TryOut try_out(const std::vector<NamedCommand>& commands);
    /// Takes commands back without a trace, while nothing of them is stored. False, and nothing happens, unless they are
    /// the newest ones.
    bool take_back(std::span<const Id128> commands);

    /// The commands on their way, oldest first, and how far each has come.
    [[nodiscard]] std::size_t pending_count() const { return local_ == nullptr ? 0 : local_->pending().size(); }
    [[nodiscard]] const PendingCommand& pending(std::size_t place) const { return local_->pending()[place]; }
    [[nodiscard]] Stage stage(std::size_t place) const { return local_->stage(place); }
    /// What the user should settle, oldest first; stays until dismissed.
    [[nodiscard]] const std::vector<Unsettled>& to_settle() const;
    void dismiss(Id128 command);
    /// Commands whose stored bytes are damaged, for an export of what can be read.
    [[nodiscard]] const std::vector<OutboxRow>& broken() const;

    /// Device settings (language, theme) and half-typed texts; both survive a reload.
    [[nodiscard]] std::string setting(const std::string& key) const;
    void set_setting(const std::string& key, const std::string& value);
    [[nodiscard]] std::string draft(const std::string& key) const;
    void set_draft(const std::string& key, const std::string& text);

    /// Asks the host now, for example on the user's click.
    void sync_now();
    /// While long work is carried out in slices, nothing is stored or sent: all of it becomes durable in one write when
    /// it is complete, so that a page that is closed in between keeps nothing of it.
    void hold(bool hold);
    void storage_room(bool request, std::function<void(StorageRoom)> done) {
        world_->storage_room(request, std::move(done));
    }
    /// Lets the waiting build take over. All tabs load again; nothing is lost.
    void activate_update();
    void reload_page() { world_->reload_page(); }

    // What the store and the browser tell.
    void opened(Opened content) override;
    void followed(Append change) override;
    void followed(Commit change) override;
    void submitted(const std::string& tab, const std::string& id, std::string bytes) override;
    void answered(const std::string& id, const std::string& text) override;
    void told(const std::string& text) override;
    void writer_changed() override;
    void trouble(StoreFailure failure, bool slow) override;
    void must_reload() override;
    void hint(const std::string& text) override;
    void live_changed(bool open) override;
    void online_changed(bool online) override;
    void visibility_changed(bool visible) override;
    void update_waiting() override;

private:
    void open_account(const Account& account);
    void ask_who();
    void enter(const std::string& path, const Json& what, std::function<void(SignIn, std::int64_t)> done);
    void leave();
    void take_session_answer(const HttpAnswer& answer);
    void remember() const;
    [[nodiscard]] Command command_now(NamedCommand named, Id128 batch);
    std::optional<BatchRefusal> run(std::vector<NamedCommand> commands);
    void hand_over();
    void save();
    void write_commit(Commit commit);
    void write_base(Base base);
    void stage_on(std::shared_ptr<const Base> base, std::size_t place);
    void base_written(const std::shared_ptr<const Base>& base, const std::optional<StoreFailure>& failure);
    void compact_later();
    void compact_slice();
    void stop_compacting();
    void after_write();
    void write_failed(const StoreFailure& failure, std::function<void()> again);
    void take_answer(const HttpAnswer& answer);
    void back_off(std::int64_t least_ms);
    void schedule(std::int64_t delay_ms);
    void changed();
    void tell_status();
    void put(Append change);
    [[nodiscard]] bool is_writer() const { return local_ != nullptr && opened_ && local_->role() == TabRole::writer; }

    Store* store_;
    Surroundings* world_;
    const Schema* schema_;
    const Registry* registry_;
    std::size_t log_bytes_;

    std::optional<Account> account_;
    std::unique_ptr<LocalState> local_;
    bool opened_ = false;
    std::uint64_t opened_count_ = 0;
    std::map<std::string, std::string> settings_;
    std::map<std::string, std::string> drafts_;
    Append waiting_;  // Settings, drafts and dismissals for the next write.

    bool saving_ = false;   // An append is under way.
    bool writing_ = false;  // What the host said is being written: no exchange until it is durable.
    bool base_writing_ = false;
    std::uint64_t base_write_ = 0;  // Which base; answers about an earlier one mean nothing.
    std::unique_ptr<SnapshotSlices> compacting_;
    const Database* compacting_on_ = nullptr;  // Whose blocks these are; another base is another database.
    bool compact_asked_ = false;
    std::int64_t compact_not_before_ms_ = 0;
    bool exchanging_ = false;
    bool held_ = false;
    bool again_ = false;     // Something came up during an exchange.
    bool answered_ = false;  // The host answered the last time.
    bool live_ = false;
    bool visible_ = true;
    bool sign_in_needed_ = false;
    std::uint64_t sign_ins_ = 0;  // Answers to what was asked under an earlier one say nothing about this one.
    bool upgrade_needed_ = false;
    bool update_waiting_ = false;
    bool must_reload_ = false;
    bool slow_storage_ = false;
    bool append_failed_ = false;
    std::optional<StoreFailure> storage_;
    std::int32_t failures_ = 0;
    std::int32_t idle_rounds_ = 0;  // Exchanges in a row that asked for another one and brought nothing.
    std::uint64_t timer_ = 0;       // The latest timer; older ones do nothing.
    std::int64_t contact_ms_ = 0;
    std::int64_t host_file_bytes_max_ = pupitre::file_bytes_max;
    std::string told_status_;
    std::shared_ptr<bool> alive_;  // Callbacks that come after the end find it false.
};

}  // namespace pupitre::ui
