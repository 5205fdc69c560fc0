// What floats or stands beside the content: side panel, dialog, toasts; and what fills a page when there is nothing else:
// banner, empty state.
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "web-ui/theme/draw.h"
#include "web-ui/widgets/button.h"

namespace pupitre::ui {

/// The panel at the right for one record (a full page with a back arrow when narrow). Draw into it while it lives.
/// Everything after foot() stands at its lower edge and does not scroll.
class SidePanel {
public:
    /// box: where it stands; see side_panel_box().
    SidePanel(std::string_view id, std::string_view title, const Box& box);
    ~SidePanel();
    SidePanel(const SidePanel&) = delete;
    SidePanel& operator=(const SidePanel&) = delete;
    /// The cross, the back arrow or Escape.
    [[nodiscard]] bool closed() const { return closed_; }
    /// Ends the scrolling part and starts the foot, this high.
    void foot(float height = 66);

private:
    Box box_;
    bool closed_ = false;
    bool in_foot_ = false;
};
/// The panel's part of a content box: its right 372 px, or all of it on a narrow page.
[[nodiscard]] Box side_panel_box(const Box& content);

/// A question in front of everything. Open it every frame while it should stand:
///   if (Dialog dialog("delete", "Supprimer ?"); dialog.shown()) { …; dialog.actions(); button…; if (dialog.closed()) … }
class Dialog {
public:
    Dialog(std::string_view id, std::string_view title, float width = 460);
    ~Dialog();
    Dialog(const Dialog&) = delete;
    Dialog& operator=(const Dialog&) = delete;
    [[nodiscard]] bool shown() const { return shown_; }
    /// Escape or the cross.
    [[nodiscard]] bool closed() const { return closed_; }
    [[nodiscard]] bool just_opened() const { return just_opened_; }
    /// Starts the line of buttons; total_width is the sum of their widths and gaps, they stand at the right. Where the line
    /// is too short they stand under each other.
    void actions(float total_width);
    /// Between two buttons.
    void next_action() const;
    /// What a button is given as its width.
    [[nodiscard]] float action_width() const { return stacked_ ? -1 : 0; }

private:
    bool stacked_ = false;
    bool shown_ = false;
    bool closed_ = false;
    bool just_opened_ = false;
};

/// A message at the foot of the page that goes away by itself, with one action (mostly "Annuler").
struct Toast {
    std::string key;  // What the action refers to; comes back when it is pressed.
    std::string words;
    std::string action;       // Empty: no action.
    double shown_ms = 12000;  // At least ten seconds when there is an action.
    double until_ms = 0;      // Set when it is first drawn.
};
struct Toasts {
    std::deque<Toast> waiting;
};
void show_toast(Toasts& toasts, Toast toast);
/// Draws the newest. Returns the key of the toast whose action was pressed, empty otherwise.
[[nodiscard]] std::string toasts_ui(Toasts& toasts);

struct BannerOptions {
    Icon icon = Icon::info;
    std::string_view action = {};
    bool closable = false;
};
struct BannerResult {
    bool acted = false;
    bool closed = false;
};
/// A coloured strip over the content, with words and one action.
BannerResult banner(std::string_view id, Tone tone, std::string_view words, const BannerOptions& options = {});

struct EmptyStateOptions {
    Icon icon = Icon::inbox;
    std::string_view action = {};  // The primary button.
    Icon action_icon = Icon::plus;
    std::string_view second_action = {};
};
struct EmptyStateResult {
    bool acted = false;
    bool second = false;
};
/// What a page says when it has nothing to show.
EmptyStateResult empty_state(std::string_view id, std::string_view title, std::string_view words,
                             const EmptyStateOptions& options = {});

}  // namespace pupitre::ui
