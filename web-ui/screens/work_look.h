// How states and due dates of work look: the same in every list, sheet and panel.
#pragma once

#include <optional>
#include <string>

#include "core/text/catalogue.h"
#include "core/work/work_list.h"
#include "web-ui/theme/icons.h"
#include "web-ui/theme/tokens.h"

namespace pupitre::ui {

Tone tone_of(WorkStatus status);
Icon icon_of(WorkKind kind);

/// Where work stands, in the words of its kind.
struct StatusWords {
    std::string words;
    Tone tone = Tone::neutral;
};
StatusWords status_words(const WorkItem& item, const Texts& texts);

/// A due date in words, with how late it is: "ven. 13 nov.", "8 j de retard". Colour is never alone.
struct DueWords {
    std::string day;
    std::string late;  // Empty unless it is.
    Tone tone = Tone::neutral;
};
DueWords due_words(WorkStatus status, std::optional<Date> due_on, Date today, const Texts& texts);

}  // namespace pupitre::ui
