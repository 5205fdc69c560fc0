// A card of the settings: the way to the firm's history, and to the firm as it was on a day.
#pragma once

#include <optional>
#include <string>

#include "web-ui/screens/screen.h"

namespace pupitre::ui {

struct PastCardState {
    std::optional<Date> day;
    std::string time;  // As it is typed: "14:00"; empty: the end of the day.
    std::string problem;
};
void past_card_ui(const Desk& desk, PastCardState& state, Intents& out);

/// Minutes since midnight of "14:05", "14h05", "9"; nothing if it is no time of day.
std::optional<std::int32_t> read_time(std::string_view typed);

}  // namespace pupitre::ui
