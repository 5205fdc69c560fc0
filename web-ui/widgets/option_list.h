// The list inside an opened choice, picker or menu: options, the one under the keyboard, the one chosen.
// For those widgets only.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "web-ui/widgets/choice.h"
#include "web-ui/widgets/item.h"

namespace pupitre::ui::parts {

struct OptionListInput {
    std::span<const Option> options;
    std::string_view chosen = {};
    std::string_view label = {};
    mirror::NodeId keys_from = 0;  // Where the focus is while arrows move in the list; 0: the list itself.
    bool is_menu = false;
    bool take_focus = false;
};
/// Draws the list; gives the key of the option taken by mouse, Enter or a screen reader.
std::optional<std::string> option_list(std::string_view id, const OptionListInput& input);

}  // namespace pupitre::ui::parts
