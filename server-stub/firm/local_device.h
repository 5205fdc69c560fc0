// A device for as long as one order of the command line runs: gives commands their ids and numbers.
#pragma once

#include <string>

#include "server-stub/firm/authority.h"

namespace pupitre::host {

/// A new identity, ordered by time.
Id128 new_id();

class LocalDevice {
public:
    explicit LocalDevice(Turn& turn) : turn_(turn), client_(new_id()) {}

    void act_as(TeamMemberId actor) {
        actor_ = actor;
        setting_up_ = false;
    }
    /// The program itself acts: for the first rows of an empty firm.
    void set_up() { setting_up_ = true; }

    Stored<Attempt> run(const Command& command);
    /// With a new id, now.
    Stored<Attempt> run(std::string name, Json args);

private:
    Turn& turn_;
    Id128 client_;
    std::int64_t mid_ = 0;
    TeamMemberId actor_;
    bool setting_up_ = false;
};

}  // namespace pupitre::host
