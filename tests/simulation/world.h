// One run: hosts, devices, network and time by a plan, watched by the oracle. The same plan gives the same trace.
#pragma once

#include <memory>
#include <vector>

#include "tests/simulation/device.h"
#include "tests/simulation/plan.h"

namespace pupitre::simulation {

struct Ending {
    std::optional<Violation> violation;
    Hash128 trace;               // Of everything that mattered, in order.
    std::uint64_t commands = 0;  // That people gave.
    std::uint64_t decided = 0;   // By the hosts.
    std::uint64_t events = 0;
    std::uint64_t checks = 0;
    std::map<std::string, std::uint64_t> accepted;  // How often, by name.
};

/// Who works in the firm of every run.
std::vector<TeamMemberId> team();

class World {
public:
    World(const Plan& plan, const FaultyDisk::Image& image);
    ~World();

    Ending run();

private:
    void carry_out(const Step& step);
    void of_people(const Step& step, Device& device);
    void of_tabs(const Step& step, Device& device);
    void of_storage(const Step& step, Device& device);
    void of_lines(const Step& step, Device& device);
    void of_hosts(const Step& step);
    void of_members(const Step& step);

    void work(Device& device, Tab& tab, std::uint64_t count);
    bool submit_one(Device& device, Tab& tab);
    void submit_batch(Device& device, Tab& tab, std::uint64_t count);
    void act_and_undo(Device& device, Tab& tab);
    void settle(Device& device, ui::Session& session, std::uint64_t chance);
    void switch_user(Device& device, Tab& tab, std::uint64_t chance);
    [[nodiscard]] TeamMemberId administrator() const;
    void bring_back(TeamMemberId member);
    void change_member(TeamMemberId member, const std::string& field, const Value& value);

    void until(std::int64_t at_ms);
    void stop_faults();
    void let_everybody_in();
    bool open_waiting_store(Device& device);
    bool at_rest();
    void drain();
    void check_devices();
    void check_tab(const Device& device, Tab& tab);
    void check_reopening(const Device& device, Tab& tab);
    void check_end();
    std::string why_not_at_rest();
    void note(const Hash128& what);
    void look_at_question(int device, const SyncRequest& request);

    Plan plan_;
    Timeline timeline_;
    Verdict verdict_;
    Oracle oracle_;
    HostSite hosts_;
    Network network_;
    std::vector<std::unique_ptr<Device>> devices_;
    Dice dice_;
    Hash128 trace_;
    std::uint64_t commands_ = 0;
    std::int64_t begun_ms_ = 0;
};

}  // namespace pupitre::simulation
