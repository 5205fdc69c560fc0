// A short list of other records that belong to one: what it waits for, what is in a bundle. Each can be taken out, and a
// search adds one more.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web-ui/screens/screen.h"
#include "web-ui/theme/tokens.h"
#include "web-ui/widgets/choice.h"

namespace pupitre::ui {

struct LinkedRow {
    Id128 id;
    std::string title;
    std::string detail;
    std::string label;  // A badge; empty: none.
    Tone tone = Tone::neutral;
};

struct LinkedRowsView {
    std::string_view title;
    std::string_view none;  // Said when there are none.
    std::string_view add;   // Of the search field.
    std::string_view remove;
    std::vector<LinkedRow> rows;
    bool may_edit = true;
    std::function<std::vector<Option>(std::string_view)> find = {};
    /// Why this one can't be added, worded; empty if it can.
    std::function<std::string(Id128)> why_not = {};
};

struct LinkedRowsState {
    std::string chosen;
    std::string error;
};

struct LinkedRowsResult {
    std::optional<Id128> added;
    std::optional<Id128> removed;
    std::optional<Id128> opened;
};
LinkedRowsResult linked_rows_ui(std::string_view id, const LinkedRowsView& view, LinkedRowsState& state);

}  // namespace pupitre::ui
