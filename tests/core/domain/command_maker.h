// Makes up commands from a seed alone: what a team might do with the rows it sees, mistakes and nonsense included.
// Knows no entity: it reads the field tables and the registry, so a new field, table or command takes part at once.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "core/command/registry.h"

namespace pupitre::tests {

/// SplitMix64: the same numbers on every machine, unlike the standard library's distributions.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t roll();
    /// 0 to sides - 1.
    std::uint64_t below(std::uint64_t sides) { return roll() % sides; }
    bool one_in(std::uint64_t times) { return below(times) == 0; }

private:
    std::uint64_t state_;
};

class CommandMaker {
public:
    CommandMaker(const Registry& registry, std::uint64_t seed);

    /// The next command of somebody who sees this state.
    Command next(const Database& seen);
    /// Something that an undo among the next commands may take back.
    void remember(const ChangeSet& changes);

private:
    Command finish(std::string name, Json args);
    Command create(const Database& seen, TableIndex table);
    void suit(const Database& seen, AnyRow& row, Id128& id);
    void suit_portal(const Database& seen, AnyRow& row, Id128& id);
    Command change(const Database& seen, TableIndex table);
    Command remove(const Database& seen, TableIndex table);
    Command move(const Database& seen, TableIndex table);
    Command take_back(const Database& seen, TableIndex table);
    Command any_other(const Database& seen);
    void spoil(Json& args);

    Value value_for(const Database& seen, const Field& field);
    std::string text_for(const Field& field);
    Json nonsense();
    Id128 new_id() {
        const std::uint64_t high = dice_.roll();
        return {high, dice_.roll()};
    }
    /// Mostly a row that exists, sometimes none, now and then one that never was.
    Id128 some_row(const Database& seen, TableIndex table);

    const Registry* registry_;
    Dice dice_;
    std::int64_t now_ms_ = 1'795'000'000'000;
    std::vector<std::string> other_commands_;  // Those that are neither row commands nor undo.
    std::vector<ChangeSet> done_;
    std::deque<Json> undo_parts_;  // Of one change-set, to be given one after the other.
};

}  // namespace pupitre::tests
