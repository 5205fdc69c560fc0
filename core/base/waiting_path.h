// Who waits for whom, as a graph: finds the way by which something would wait for itself. Knows only what it is told of
// the next steps.
#pragma once

#include <algorithm>
#include <vector>

#include "core/base/id.h"

namespace pupitre {

/// The way from one node to another along `next(node)`, both included; empty if there is none. A node is looked at once,
/// so that a circle that is there already ends, too.
template <class Next>
std::vector<Id128> waiting_path(Id128 from, Id128 to, Next next) {
    struct Step {
        Id128 node;
        std::size_t came_from = 0;
    };
    std::vector<Step> steps = {{from, 0}};
    for (std::size_t place = 0; place < steps.size(); ++place) {
        if (steps[place].node == to) {
            std::vector<Id128> path = {to};
            for (std::size_t at = place; at != 0; at = steps[at].came_from)
                path.push_back(steps[steps[at].came_from].node);
            std::reverse(path.begin(), path.end());
            return path;
        }
        const std::vector<Id128> following = next(steps[place].node);
        for (const Id128 node : following) {
            const bool known =
                std::any_of(steps.begin(), steps.end(), [&](const Step& step) { return step.node == node; });
            if (!known) steps.push_back({node, place});
        }
    }
    return {};
}

}  // namespace pupitre
