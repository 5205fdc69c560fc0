// Whether a task comes again: the sentence of its rule with the next dates under it, and the form that makes or changes the
// rule. What the form cannot express is shown in words and kept as it is.
#pragma once

#include <optional>
#include <string>

#include "core/calendar/series/form.h"
#include "core/work/series_commands.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

struct RepeatState {
    bool open = false;          // The form is shown.
    bool all_dates = false;     // With it, all the dates of the preview.
    bool reveal = false;        // The form was opened just now, and may lie below what the panel shows …
    bool reveal_dates = false;  // … and so may its dates.
    RepeatForm form;            // As it is being changed.
    RepeatForm stored;          // As it was when the form was opened.
    std::string error;          // Worded.
    std::string error_at;       // The member of the form it is about.

    // What was worked out for the database as it stood.
    std::uint64_t revision = 0;
    TaskId task;
    std::string sentence;
    std::string next_dates;
};

void repeat_ui(const Desk& desk, const Task& task, bool may_edit, RepeatState& state, Intents& out);

/// The fields of the form; true if something was changed.
bool repeat_form_ui(const Desk& desk, RepeatState& state);

}  // namespace pupitre::ui
