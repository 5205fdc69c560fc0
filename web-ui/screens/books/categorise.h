// Categorising by hand: one transaction, or all that are selected, with a field that understands codes and words and goes on to
// the next one by Enter.
#pragma once

#include <string>
#include <vector>

#include "core/books/category_memory.h"
#include "core/books/ledger_chart.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

struct CategoriseState {
    Id128 current;      // The transaction it is about.
    std::string typed;  // A code or words.
    bool take_focus = false;
    CategoryMemory memory;
    std::vector<ChartLine> chart;
    std::uint64_t chart_of_revision = 0;
};

/// What was decided: the transactions that are no longer where they were.
struct Decided {
    bool done = false;
};

/// The card. `rows`: what it is about, the current one alone or all selected ones.
Decided categorise_ui(const Desk& desk, const std::vector<Id128>& rows, CategoriseState& state, Intents& out);

}  // namespace pupitre::ui
