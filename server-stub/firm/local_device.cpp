// A device for as long as one order of the command line runs.
#include "server-stub/firm/local_device.h"

#include <array>
#include <cstring>

#include "server-stub/base/clock.h"
#include "server-stub/base/crypto.h"
#include "server-stub/firm/civil_day.h"

namespace pupitre::host {

Id128 new_id() {
    std::array<std::uint8_t, 10> random{};
    random_fill(random);
    std::uint16_t high = 0;
    std::uint64_t low = 0;
    std::memcpy(&high, random.data(), sizeof high);
    std::memcpy(&low, random.data() + sizeof high, sizeof low);
    return time_ordered_id(now_ms(), high, low);
}

Stored<Attempt> LocalDevice::run(const Command& command) {
    return turn_.run({client_, ++mid_, actor_, setting_up_}, command);
}

Stored<Attempt> LocalDevice::run(std::string name, Json args) {
    Command command;
    command.id = new_id();
    command.name = std::move(name);
    command.args = std::move(args);
    command.at_ms = now_ms();
    command.today = civil_today();
    return run(command);
}

}  // namespace pupitre::host
