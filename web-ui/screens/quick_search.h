// The search field of the top bar: clients, work and actions as one types, opened by Enter or a click. Ctrl+K brings the
// focus here and shows what can be done.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/query/list_index.h"
#include "web-ui/screens/screen.h"
#include "web-ui/theme/draw.h"
#include "web-ui/widgets/choice.h"

namespace pupitre::ui {

/// What was found: a few of each kind, and how many there are.
struct QuickResults {
    std::vector<Option> options;  // Key: "client:<id>", "task:<id>", "project:<id>".
    std::size_t clients = 0;
    std::size_t work = 0;
};

/// Built when first needed, then kept up to date by what changed.
class QuickSearch {
public:
    explicit QuickSearch(const Schema& schema);
    QuickResults find(const Database& db, std::string_view typed, const Texts& texts, Date today);

private:
    ListIndex clients_;
    ListIndex work_;
};

struct QuickSearchState {
    std::string typed;
    bool called = false;     // By Ctrl+K: the actions are shown before anything is typed.
    bool dismissed = false;  // The results were closed; the next letter brings them back.
    std::unique_ptr<QuickSearch> search;
    QuickResults found;
    std::string found_for;
    std::uint64_t found_at = 0;
};

void quick_search_ui(const Desk& desk, const Box& box, QuickSearchState& state, bool show_shortcut, Intents& out);

/// The place that a result leads to.
Route route_of_result(std::string_view key);

}  // namespace pupitre::ui
