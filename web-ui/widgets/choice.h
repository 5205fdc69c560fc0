// Choosing one of several: a list that opens, a searchable list (client, person, team member), buttons side by side, tabs,
// a menu of actions.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "web-ui/widgets/field.h"

namespace pupitre::ui {

struct Option {
    std::string key;  // Its identity: an enumerator's stored name, an entity's id as text.
    std::string label;
    std::string detail = {};  // Second line or right side, softer.
    Icon icon = Icon::none;
    bool person = false;  // Shown with initials.
    bool enabled = true;
    std::string why_disabled = {};
    bool danger = false;     // In a menu: takes something away.
    bool separated = false;  // In a menu: a hairline above.
};

/// A field that opens a short list. key may be empty (nothing chosen); returns true when it changed.
[[nodiscard]] bool choice(std::string_view id, std::string_view label, std::string& key,
                          std::span<const Option> options, const FieldOptions& field = {});

struct PickerOptions {
    FieldOptions field = {};
    std::string_view chosen = {};  // Words for the chosen key, as shown in the closed field.
    bool person = false;           // Shown with initials.
    bool may_clear = true;
    std::string_view create = {};  // "Créer « %s »" already worded without the %s part: offers to make what was typed.
};
struct Picked {
    bool changed = false;
    std::string create = {};  // The typed words the person wants a new entry for.
};
/// A field that opens a list with a search box. find gives the best matches for what was typed (all, when empty): at most
/// a few dozen. Called only while the list is open.
[[nodiscard]] Picked picker(std::string_view id, std::string_view label, std::string& key,
                            const std::function<std::vector<Option>(std::string_view)>& find,
                            const PickerOptions& options = {});

/// Buttons side by side, one of them in.
[[nodiscard]] bool segmented(std::string_view id, std::string_view label, std::string& key,
                             std::span<const Option> options);
/// How wide segmented() will be.
[[nodiscard]] float segmented_width(std::span<const Option> options);

/// A row of tabs, on a narrow page several; detail holds a count.
[[nodiscard]] bool tabs(std::string_view id, std::string_view label, std::string& key, std::span<const Option> options);

/// A button that opens a menu. Returns the key of the action taken, empty otherwise.
[[nodiscard]] std::string menu_button(std::string_view id, Icon icon, std::string_view label,
                                      std::span<const Option> actions, bool label_shown = false);

}  // namespace pupitre::ui
