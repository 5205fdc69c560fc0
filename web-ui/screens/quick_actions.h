// What can be done from the search field by its name, beside what can be found there: making a record, going somewhere,
// turning the page dark. Knows no list and no record.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web-ui/screens/screen.h"
#include "web-ui/widgets/choice.h"

namespace pupitre::ui {

/// The actions this person may take whose name holds all words typed, all of them for none. Key: "action:<name>"; the detail
/// is the keyboard's way.
std::vector<Option> quick_actions(const Desk& desk, std::string_view typed);

bool is_quick_action(std::string_view key);
void take_quick_action(const Desk& desk, std::string_view key, Intents& out);

}  // namespace pupitre::ui
