// The line between each device and the hosts: late, lost, doubled, cut short, one-way. What happens to a message follows
// from the seed and its number alone, so that leaving one fault out leaves the others as they are.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <vector>

#include "tests/simulation/host_site.h"

namespace pupitre::simulation {

/// How a device's line is at the moment.
struct Line {
    std::int64_t offline_until_ms = 0;
    std::int64_t deaf_until_ms = 0;  // What is asked arrives, the answer does not.
    std::int64_t bad_until_ms = 0;   // One message in three is lost, late, doubled or cut short.
    int old_program = 0;             // Asks with a protocol of the past.
    int new_program = 0;             // Asks with a core of the future.
    bool was_offline = false;        // And was told so by the browser.
    TeamMemberId cookie;             // Who is signed in in this browser; nil if nobody.
};

class Network {
public:
    Network(Timeline& timeline, HostSite& hosts, std::size_t devices, std::uint64_t seed);

    Line& line(int device) { return lines_[static_cast<std::size_t>(device)]; }
    void ask(int device, const ui::HttpRequest& request, std::function<void(ui::HttpAnswer)> done);
    /// The next answer's host dies when it has decided.
    void kill_after_decision() { kill_next_ = true; }
    void heal();
    /// Called when something has changed at the hosts.
    std::function<void()> on_change;
    /// Looks at each question before it leaves.
    std::function<void(int device, const SyncRequest&)> on_question;
    std::function<TeamMemberId(const std::string& email)> member_of;

private:
    struct Fate {
        std::int64_t there_ms = 5;
        std::int64_t back_ms = 5;
        bool lost = false;
        bool answer_lost = false;
        bool cut = false;
        std::int64_t again_ms = 0;  // A copy arrives once more, so much later; 0 none.
    };
    Fate fate_of(int device);
    ui::HttpAnswer serve(int device, const ui::HttpRequest& request, std::uint64_t number);
    std::string as_sent(int device, const std::string& body);
    ui::HttpAnswer who(int device);

    Timeline* timeline_;
    HostSite* hosts_;
    std::vector<Line> lines_;
    Dice dice_;
    std::uint64_t messages_ = 0;
    bool kill_next_ = false;
    bool healed_ = false;
};

}  // namespace pupitre::simulation
