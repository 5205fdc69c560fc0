// A trace: made-up commands carried out one after the other, everything that came of them hashed. Two builds that print
// the same digests took the same decisions.
#pragma once

#include <map>
#include <string>

#include "core/command/execute.h"
#include "core/firm/firm.h"
#include "tests/core/domain/command_maker.h"

namespace pupitre::tests {

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
    void step();

    const Registry& registry_;
    CommandMaker maker_;
    Dice dice_;
    Database db_;
    TeamMemberId author_;
    Hasher outcomes_;
    Hash128 so_far_;
    std::map<std::string, int> accepted_;
    std::map<std::string, int> refused_;
};

}  // namespace pupitre::tests
