// The way through the desk: where one is, what one level up is, and where the focus was when a place was left, so that
// coming back finds it again. Knows no browser.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "web-ui/mirror/node.h"
#include "web-ui/screens/route.h"

namespace pupitre::ui {

class Places {
public:
    [[nodiscard]] const Route& here() const { return here_; }
    /// Goes to a place. False: one is there already.
    bool go(const Route& route, mirror::NodeId focus);
    /// The same place, with another query: nothing was left.
    void show_query(std::string query) { here_.query = std::move(query); }
    /// One level up: the panel closes, a client leads back to the list, a page of the settings to the settings. Nothing
    /// when one is at the top.
    [[nodiscard]] std::optional<Route> up() const;
    /// Where the focus was when this place was left; 0 if that is not known. Asked once.
    mirror::NodeId take_focus(const Route& route);

private:
    struct Left {
        Route route;
        mirror::NodeId focus = 0;
    };
    static constexpr std::size_t remembered_max = 16;

    Route here_;
    std::vector<Left> left_;  // The latest last.
};

}  // namespace pupitre::ui
