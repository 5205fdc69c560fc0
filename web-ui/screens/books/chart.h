// The chart from which categories are chosen: what is offered, and how the firm adds, renames and leaves out accounts.
#pragma once

#include <string>

#include "core/books/ledger_chart.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

struct ChartState {
    std::string search;
    std::string code;  // Of the account being added or renamed.
    std::string label;
};

/// In place of the list; true when it is to be closed.
bool chart_ui(const Desk& desk, ChartState& state, Intents& out);

}  // namespace pupitre::ui
