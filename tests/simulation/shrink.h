// Makes a failing history short: leaves out steps, more and more of them, as long as it fails in the same way.
#pragma once

#include <functional>

#include "tests/simulation/plan.h"

namespace pupitre::simulation {

/// How a plan ends: 0 well, otherwise the number of the violated invariant, or -1 by an assertion.
using Judge = std::function<int(const Plan&)>;

/// Delta debugging over the plan's steps. At most so many runs.
Plan shrink(Plan plan, const Judge& judge, int runs_most);

}  // namespace pupitre::simulation
