// Days in weeks with what stands on them: a month, or a week. Bars lie over several days; what is due can be dragged to
// another day. The keyboard is on one day; Enter opens it. On a phone a day only says how much it holds.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/calendar/date.h"
#include "web-ui/theme/draw.h"

namespace pupitre::ui {

struct DayEntry {
    std::string key;  // Its identity on the day.
    std::string words;
    Icon icon = Icon::none;
    Tone tone = Tone::neutral;
    bool light = false;  // Not there yet.
    bool movable = false;
};

/// A bar within one week, in days from its Monday.
struct DayBar {
    std::string key;
    std::string words;
    Tone tone = Tone::accent;
    int week = 0;
    int from = 0, to = 0;
    std::size_t line = 0;
    bool begins = true, ends = true;  // Or it goes on in the week before or behind.
};

struct DayGridView {
    Date first;  // A Monday.
    int weeks = 6;
    std::optional<int> month = {};  // Days of other months are fainter.
    std::function<std::size_t(Date)> count;
    std::function<DayEntry(Date, std::size_t)> entry;
    std::span<const DayBar> bars = {};
    std::function<std::string(int)> weekday;       // Of a column, from Monday: "lundi".
    std::function<std::string(Date)> day_name;     // "lundi 23 novembre 2026 · 3 éléments"
    std::function<std::string(std::size_t)> more;  // "+ 3 autres"
    std::function<bool(Date)> is_closed;           // Nobody works.
    std::function<std::string(Date)> note;         // A holiday's name; mostly empty.
};

/// Losing it loses no work.
struct DayGridState {
    Date cursor;          // The day the keyboard is on.
    std::string dragged;  // Key of the entry under the finger.
    Date dragged_from;
};

struct DayGridResult {
    std::string opened;              // An entry or a bar.
    std::optional<Date> day_opened;  // A day, to see all it holds.
    Box day_box;
    std::string moved;  // An entry dropped on another day …
    Date moved_from;
    Date moved_to;             // … this one.
    bool cursor_left = false;  // The keyboard went to a day that is not shown, or to another month.
};

DayGridResult day_grid(std::string_view id, std::string_view label, const DayGridView& view, DayGridState& state,
                       float height);

}  // namespace pupitre::ui
