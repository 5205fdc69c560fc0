// The hosts of a firm over one database: production's authority, sync host and SQLite storage, on a disk that fails. What
// HTTP adds (who is signed in, status codes) is done here as server-stub/service does it.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "server-stub/firm/sync_host.h"
#include "tests/simulation/faulty_disk.h"
#include "tests/simulation/oracle.h"
#include "tests/simulation/timeline.h"
#include "web-ui/device/surroundings.h"

namespace pupitre::simulation {

/// A database as it is before anything happens, made once for all runs.
FaultyDisk::Image first_image(const std::vector<TeamMemberId>& team);

class HostSite {
public:
    struct Surroundings {
        const Timeline* timeline = nullptr;
        Oracle* oracle = nullptr;
        Verdict* verdict = nullptr;
    };

    HostSite(Surroundings around, const FaultyDisk::Image& image, int hosts, std::uint64_t seed);
    ~HostSite();

    /// The answer to POST /api/sync; `user` is who the browser's cookie stands for. With `kept` false the host dies after
    /// its decision, before it can say anything.
    ui::HttpAnswer sync(std::size_t host, const std::string& body, TeamMemberId user, bool kept);
    [[nodiscard]] bool is_member(TeamMemberId user);
    [[nodiscard]] std::size_t hosts() const { return hosts_.size(); }
    /// Somebody at the host's own machine gives a command (another program that writes to the same database).
    bool give(TeamMemberId actor, const std::string& name, const Json& args);

    void kill(std::size_t host);
    void cut_power();
    void fail_call(int calls, int code, bool power) { disk_.fail_call(calls, code, power); }
    void set_full(bool full) { disk_.set_full(full); }
    void back_up() { backup_ = quiet_image(); }
    /// False if there is no backup.
    bool restore(const std::set<std::string>& waiting);
    void heal();

    /// The present state, through whichever host; nothing if none can be opened.
    const Database* state();
    [[nodiscard]] std::int64_t seq();
    [[nodiscard]] bool changed() { return std::exchange(changed_, false); }
    /// The whole database against the ledger and against itself.
    void check_whole();

private:
    struct Host {
        std::unique_ptr<host::Authority> authority;
        std::unique_ptr<host::SyncHost> sync;
    };

    bool open(std::size_t host);
    void after_call();
    void all_gone();
    FaultyDisk::Image quiet_image();
    Host* any_host();

    Surroundings around_;
    FaultyDisk disk_;
    host::Log log_;
    std::vector<Host> hosts_;
    FaultyDisk::Image backup_;
    Dice dice_;
    bool changed_ = false;
    bool reopened_ = false;
};

}  // namespace pupitre::simulation
