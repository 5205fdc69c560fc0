// A filter as a chip: "Équipe : Léa Moreau ×". Pressing it opens the list of what can be chosen.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web-ui/widgets/choice.h"

namespace pupitre::ui {

struct FilterChip {
    std::string_view id = {};
    std::string_view label = {};
    std::string_view value = {};   // What is chosen, in words.
    std::string_view chosen = {};  // Its key.
    bool active = false;           // Something is filtered: can be removed.
    bool searched = false;         // The list has a search box.
    std::function<std::vector<Option>(std::string_view typed)> find = {};
};

/// The key that was chosen in this frame; the empty key when the filter was removed.
std::optional<std::string> filter_chip(const FilterChip& chip);

/// The next thing of a row: beside the last one, or on a new line when there is no room left. True: beside.
bool flow(float width);
/// The same for a chip in a row that begins with a search field: in the middle of that field's line.
void flow_chip(float width);

}  // namespace pupitre::ui
