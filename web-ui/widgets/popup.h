// A box that floats beside the thing that opened it: lists, menus, calendars. Closes on Escape and on a click elsewhere,
// and gives the focus back.
#pragma once

#include <optional>
#include <string_view>

#include "web-ui/mirror/node.h"
#include "web-ui/theme/draw.h"
#include "web-ui/widgets/layout.h"

namespace pupitre::ui {

/// Opens the popup of this id in the current scope.
void open_popup(std::string_view id);
[[nodiscard]] bool popup_is_open(std::string_view id);
void close_popup();

struct PopupOptions {
    float width = 0;  // 0: as wide as its anchor.
    float height_max = 320;
    float padding = 4;
    bool align_right = false;  // Right edges line up, not left ones.
    mirror::NodeId focus_back = 0;
};
/// if (Popup popup("menu", box); popup.shown()) { … }
class Popup {
public:
    Popup(std::string_view id, const Box& anchor, const PopupOptions& options = {});
    ~Popup();
    Popup(const Popup&) = delete;
    Popup& operator=(const Popup&) = delete;
    [[nodiscard]] bool shown() const { return shown_; }
    /// True in the first frame it is shown: the moment to put the focus inside.
    [[nodiscard]] bool just_opened() const { return just_opened_; }

private:
    std::optional<OwnRoom> room_;
    bool shown_ = false;
    bool just_opened_ = false;
};

}  // namespace pupitre::ui
