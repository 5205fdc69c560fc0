// What every widget may know of the frame being drawn, and how it asks for another one later. Frames are drawn only when
// something changed; a widget that waits for time to pass says so here.
#pragma once

#include <string>
#include <string_view>

#include "core/calendar/date.h"
#include "web-ui/theme/draw.h"

namespace pupitre::ui {

struct Frame {
    double now_ms = 0;            // Since an arbitrary start; for toasts and movements, never for business.
    float width = 0, height = 0;  // Of the page, CSS pixels.
    bool narrow = false;          // A phone, or a narrow window: bottom bar, two-line rows, full-page panels.
    bool touch = false;           // The last pointer was a finger: larger targets.
    bool reduced_motion = false;
    Date today;  // For calendars.
};

/// Words the widgets themselves need. Filled once per language from the catalogue (keys "widget.…").
struct WidgetWords {
    std::string close, clear, search, no_result, required, show_password, hide_password, open_calendar, previous_month,
        next_month, today, columns, selected_all, cancel, more, remove, sorted_up, sorted_down;
    std::string months[12];   // In full: "janvier".
    std::string weekdays[7];  // From Monday, two letters: "lu".
};

[[nodiscard]] const Frame& frame();
void set_frame(const Frame& next);
[[nodiscard]] const WidgetWords& words();
void set_words(WidgetWords translated);

/// The desk may sleep, but must draw again after this time.
void ask_for_frame_in(double milliseconds);
/// The shortest wait asked for since the last call; negative when nobody asked.
double take_asked_wait();

/// Starts a frame of the interface after ImGui::NewFrame(): scrolling that the pointer asked for, the mirror, the root window.
void begin_interface();
/// Ends it before ImGui::Render().
void end_interface();

/// Pixels the wheel or a finger moved; applied to what lies under the pointer at the next begin_interface().
void scroll_by(float dx, float dy);

/// Sets Dear ImGui's own colours and measures by the tokens. After set_theme().
void apply_style();

}  // namespace pupitre::ui
