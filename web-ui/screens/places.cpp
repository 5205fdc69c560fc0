// Remembers a few places, the latest last.
#include "web-ui/screens/places.h"

#include <algorithm>

namespace pupitre::ui {

bool Places::go(const Route& route, mirror::NodeId focus) {
    if (route == here_ || (is_same_place(route, here_) && route.query.empty())) return false;
    std::erase_if(left_, [this](const Left& left) { return is_same_place(left.route, here_); });
    left_.push_back({here_, focus});
    if (left_.size() > remembered_max) left_.erase(left_.begin());
    here_ = route;
    return true;
}

std::optional<Route> Places::up() const {
    Route route = here_;
    if (route.panel.is_open()) {
        route.panel = {};
        return route;
    }
    if (route.screen == Screen::client) {
        Route list;
        list.screen = Screen::clients;
        return list;
    }
    if (!route.tab.empty()) {
        route.tab.clear();
        return route;
    }
    return std::nullopt;
}

mirror::NodeId Places::take_focus(const Route& route) {
    const auto found =
        std::find_if(left_.rbegin(), left_.rend(), [&](const Left& left) { return is_same_place(left.route, route); });
    if (found == left_.rend()) return 0;
    const mirror::NodeId focus = found->focus;
    left_.erase(std::next(found).base());
    return focus;
}

}  // namespace pupitre::ui
