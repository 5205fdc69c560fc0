// What a device in memory keeps, and how a write changes it: the same for the session's tests and for the simulator.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "web-ui/device/store.h"

namespace pupitre::test {

/// What survives everything but a wipe.
struct Disk {
    std::map<std::int64_t, ui::OutboxRow> outbox;
    std::vector<ui::OutboxRow> quarantined;
    std::map<std::int64_t, ui::LogEntry> log;  // By number.
    std::int64_t log_through = 0;
    std::map<std::string, std::string> results;
    std::vector<std::string> settled;
    std::map<std::string, std::string> meta;
    std::map<std::string, std::string> drafts;
    std::vector<ui::Segment> segments;
    std::vector<ui::Damage> damage;

    [[nodiscard]] ui::Opened content(ui::TabRole role) const;
    /// Whether this command is durable here, or was and has been answered.
    [[nodiscard]] bool knows(const std::string& id) const;

    void apply(const ui::Append& change);
    /// The patches get the numbers from `first_n` on: a write that is tried again takes the same ones.
    void apply(const ui::Commit& change, std::int64_t first_n);
    void apply(const ui::Base& base, std::vector<ui::Segment> staged);
};

}  // namespace pupitre::test
