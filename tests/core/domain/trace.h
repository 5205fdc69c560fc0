// A trace: commands made up from a seed alone, carried out one after the other, everything that came of them hashed.
// Two builds that print the same digest took the same decisions. Knows no entity: it reads the field tables, so a new
// field or table is part of the next trace.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/command/execute.h"
#include "core/firm/firm.h"

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

class Trace {
public:
    Trace(const Registry& registry, std::uint64_t seed);

    void run(int commands);

    [[nodiscard]] const Database& db() const { return db_; }
    /// Of all outcomes and refusals in their order, and of the rows that stand at the end.
    [[nodiscard]] Hash128 digest() const;
    /// How often each command was carried out, and how often each refusal was given.
    [[nodiscard]] const std::map<std::string, int>& accepted() const { return accepted_; }
    [[nodiscard]] const std::map<std::string, int>& refused() const { return refused_; }

private:
    void give(std::string name, Json args);
    void create(TableIndex table);
    void change(TableIndex table);
    void remove(TableIndex table);
    void move(TableIndex table);
    void take_back();

    Value value_for(const Field& field);
    std::string text_for(const Field& field);
    Id128 new_id() { return {dice_.roll(), dice_.roll()}; }
    /// Mostly a row that exists, sometimes none, now and then one that never was.
    Id128 some_row(TableIndex table);

    const Registry& registry_;
    Dice dice_;
    Database db_;
    TeamMemberId author_;
    std::int64_t now_ms_ = 1'795'000'000'000;
    Hasher outcomes_;
    Hash128 so_far_;
    std::vector<ChangeSet> done_;
    std::map<std::string, int> accepted_;
    std::map<std::string, int> refused_;
};

}  // namespace pupitre::tests
