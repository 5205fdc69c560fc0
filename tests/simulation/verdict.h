// What a run came to: nothing, or the first invariant that did not hold.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace pupitre::simulation {

struct Violation {
    int invariant = 0;  // Its number, see README.md.
    std::string what;
    std::int64_t at_ms = 0;  // Since the start.
};

class Verdict {
public:
    [[nodiscard]] bool fine() const { return !violation_; }
    [[nodiscard]] const std::optional<Violation>& violation() const { return violation_; }
    void at(std::int64_t ms) { at_ms_ = ms; }
    void require(bool holds, int invariant, const std::string& what) {
        ++checks_;
        if (!holds && !violation_) violation_ = Violation{invariant, what, at_ms_};
    }
    [[nodiscard]] std::uint64_t checks() const { return checks_; }

private:
    std::optional<Violation> violation_;
    std::int64_t at_ms_ = 0;
    std::uint64_t checks_ = 0;
};

}  // namespace pupitre::simulation
