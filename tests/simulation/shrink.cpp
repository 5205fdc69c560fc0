// Zeller's ddmin, without its complements of single pieces: pieces of half the size each round.
#include "tests/simulation/shrink.h"

#include <algorithm>

namespace pupitre::simulation {

namespace {

Plan without(const Plan& plan, std::size_t from, std::size_t count) {
    Plan shorter = plan;
    const auto begin = shorter.steps.begin() + static_cast<std::ptrdiff_t>(from);
    shorter.steps.erase(begin, begin + static_cast<std::ptrdiff_t>(std::min(count, plan.steps.size() - from)));
    return shorter;
}

}  // namespace

Plan shrink(Plan plan, const Judge& judge, int runs_most) {
    const int wanted = judge(plan);
    if (wanted == 0) return plan;
    std::size_t piece = std::max<std::size_t>(1, plan.steps.size() / 2);
    for (int runs = 0; runs < runs_most;) {
        bool shorter_now = false;
        for (std::size_t from = 0; from < plan.steps.size() && runs < runs_most;) {
            Plan shorter = without(plan, from, piece);
            ++runs;
            if (judge(shorter) == wanted) {
                plan = std::move(shorter);
                shorter_now = true;
            } else {
                from += piece;
            }
        }
        if (piece == 1 && !shorter_now) break;
        if (!shorter_now || piece > plan.steps.size()) piece = std::max<std::size_t>(1, piece / 2);
    }
    return plan;
}

}  // namespace pupitre::simulation
