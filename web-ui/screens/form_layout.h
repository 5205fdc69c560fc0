// Where the fields of an entity stand in a form: sections, and fields side by side. What a field is, its label and its
// rules come from the field table; a field that is not placed here stands at the end, so that none is forgotten.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/schema/entity.h"

namespace pupitre::ui {

struct FormLine {
    const Field* left = nullptr;
    const Field* right = nullptr;  // None: the left one has the whole line.
    float right_share = 1;         // Of the right one's width, the left one having 1.
};
struct FormSection {
    std::string_view title_key;  // Empty: no heading.
    std::vector<FormLine> lines;
};

enum class FormPurpose : std::uint8_t { create, edit };

/// Every field that a person may edit, once. A form for creating leaves out what nobody knows yet.
std::vector<FormSection> form_layout(const EntityInfo& info, FormPurpose purpose);

/// The choice that must have been made, or not, for a field to make sense.
struct ShownFor {
    const Field* on = nullptr;
    std::string_view choice;
    bool unless = false;    // Shown for every other choice.
    bool required = false;  // Then the field must be filled in.
};
/// Nothing if the field always makes sense.
std::optional<ShownFor> shown_for(const EntityInfo& info, const Field& field);

/// The yes/no field that must be ticked for this one to make sense; null if it always does.
const Field* shown_with(const EntityInfo& info, const Field& field);

}  // namespace pupitre::ui
