// Knows everything that anybody was promised, and finds the first promise that is not kept. It follows the host's ledger by
// carrying every accepted command out again on a database of its own.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/command/registry.h"
#include "core/store/database.h"
#include "core/sync/messages.h"
#include "server-stub/storage/storage.h"
#include "tests/simulation/verdict.h"

namespace pupitre::simulation {

/// What became of a command that somebody gave.
struct Given {
    int device = 0;
    std::string name;
    bool saved = false;    // Its user was told that it is on the device.
    bool excused = false;  // Its store was destroyed, or a restored backup does not know it any more.
    bool refused = false;  // The host said so, or that somebody was faster: to be shown.
    bool answered = false;
    bool dismissed = false;
    bool before_restore = false;  // It waited when the database became another one.
    bool may_repeat = false;      // Its device has lost its name, and with it the proof of what it had sent.
    std::weak_ptr<bool> sitting = {};
    std::int64_t seq = 0;  // Where it stands in the ledger; 0 if it does not.
};

class Oracle {
public:
    Oracle(const Registry& registry, Verdict& verdict);

    // What devices do.
    /// `sitting` ends when the tab is closed or its user leaves: until then nothing may get lost, saved or not.
    void given(Id128 command, int device, const std::string& name, std::weak_ptr<bool> sitting);
    void saved(const std::string& command);
    void dismissed(Id128 command);
    /// A store is gone, or is what it was earlier: what was only there need not come back.
    void excuse(const std::string& command);
    void excuse_device(int device);
    void excuse_refusals(int device);
    void allow_repetition(const std::string& command);

    // What the host does.
    /// Reads what is new in the ledger.
    void follow(host::Storage& storage);
    /// Another past: the ledger is read from its beginning. `waiting`: commands that still stand in some outbox.
    void start_over(host::Storage& storage, const std::set<std::string>& waiting);
    void answered(const SyncRequest& request, const SyncResponse& response);
    /// Rows, as they are sent or stored, that their reader may see by the state that the oracle has followed.
    void check_seen(TeamMemberId reader, std::string_view block, const std::string& where) const;
    void check_seen(TeamMemberId reader, const Patch& patch, const std::string& where) const;
    /// After a crash: nothing that was acknowledged may be missing.
    void reopened(host::Storage& storage);

    [[nodiscard]] const Database& state() const { return *shadow_; }
    [[nodiscard]] std::int64_t seq() const { return seq_; }
    /// Of the restored database; nil before there was one.
    [[nodiscard]] Id128 epoch() const { return epoch_; }
    /// Whether some host once had this state under this number, as far as the member sees it.
    [[nodiscard]] bool was_state(std::int64_t seq, TeamMemberId member, const Hash128& digest) const;
    [[nodiscard]] const std::map<Id128, Given>& commands() const { return given_; }
    [[nodiscard]] const Given* find(Id128 command) const;
    [[nodiscard]] std::uint64_t decided() const { return decided_; }
    /// Names of the commands that the host has accepted.
    [[nodiscard]] const std::map<std::string, std::uint64_t>& accepted() const { return accepted_; }

    /// When everything has come to rest.
    void check_end(const std::function<bool(int device, Id128 command)>& is_shown);

private:
    using Name = std::pair<Id128, std::int64_t>;

    void take(const host::LedgerEntry& entry);
    void take_result(Id128 client, const CommandResult& result);

    const Registry* registry_;
    Verdict* verdict_;
    std::unique_ptr<Database> shadow_;
    std::int64_t seq_ = 0;
    Id128 epoch_;
    /// Digests of a state, by who sees what of it. Who is not among them is a stranger, who sees nothing.
    struct State {
        std::map<TeamMemberId, Hash128> seen;
    };
    [[nodiscard]] State present() const;

    std::map<std::int64_t, std::vector<State>> states_;
    std::map<Id128, Given> given_;
    std::map<Name, Id128> sent_;                  // What was sent under which name.
    std::map<Name, std::int64_t> effects_;        // The ledger's names, with their seq.
    std::map<Id128, std::int64_t> last_effect_;   // By client.
    std::map<Id128, std::int64_t> acknowledged_;  // By client: the last command that an answer covered.
    std::map<Id128, std::int64_t> by_command_;    // The ledger's commands, with their seq.
    std::map<std::string, std::uint64_t> accepted_;
    std::uint64_t decided_ = 0;
};

}  // namespace pupitre::simulation
