// What people do: commands of the registry as tests/core/domain makes them up, with arguments of the right shape for those
// that are not derived from a field table.
#pragma once

#include <optional>
#include <string>

#include "core/work/assign_services.h"
#include "tests/core/domain/command_maker.h"

namespace pupitre::simulation {

using tests::Dice;

struct Deed {
    std::string name;
    Json args;
};

/// The registry of a newer program: one command more.
const Registry& registry_of_tomorrow();
constexpr std::string_view command_of_tomorrow = "client.imagine";

class Workload {
public:
    explicit Workload(std::uint64_t seed);

    /// The next thing somebody does who sees this state on this day.
    Deed next(const Database& seen, Date today);
    /// Something that only a newer program can do.
    Deed of_tomorrow();
    void remember(const ChangeSet& changes) { maker_.remember(changes); }

private:
    std::optional<Deed> shaped(const Database& seen, Date today);
    Deed import(const Database& seen);
    Deed around_services(const Database& seen, Date today);
    AssignedService some_service(const Database& seen, Date starts_on);
    std::string some_row(const Database& seen, const std::string& table);
    /// Of the few rows that everybody works on.
    Deed contended(const Database& seen, TableIndex table);
    Id128 new_id() {
        const std::uint64_t high = dice_.roll();
        return {high, dice_.roll()};
    }

    tests::CommandMaker maker_;
    Dice dice_;
};

}  // namespace pupitre::simulation
