// A row for a person, an address, a task … in a sheet: words on two lines, labels, a menu of actions. Pressing the row
// opens it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "web-ui/theme/tokens.h"
#include "web-ui/widgets/choice.h"

namespace pupitre::ui {

struct ListRow {
    std::string title;
    std::string detail = {};
    std::string avatar = {};           // A name, shown as initials.
    Icon icon = Icon::none;            // Where there is no avatar.
    std::optional<bool> checked = {};  // A box to tick at the left.
    std::string check_name = {};
    Icon mark = Icon::none;  // Behind the title: a star.
    std::vector<std::pair<std::string, Tone>> labels = {};
    std::string right = {};  // At the right edge: a date.
    Tone right_tone = Tone::neutral;
    bool faded = false;  // Out of use.
    std::vector<Option> actions = {};
};
struct ListRowResult {
    bool opened = false;
    bool checked = false;
    std::string action = {};
};
/// In the scope of its record, inside a card without padding.
ListRowResult list_row_ui(const ListRow& row, std::string_view actions_name, bool last);

}  // namespace pupitre::ui
