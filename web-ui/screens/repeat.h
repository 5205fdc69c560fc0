// Whether a task or a project comes again: the sentence of its rule with the next dates under it, the form that makes or
// changes the rule, and for which of its dates a change in the panel holds. What the form cannot express is shown in words and
// kept as it is.
#pragma once

#include <optional>
#include <string>

#include "core/calendar/series/form.h"
#include "core/command/row_commands.h"
#include "core/work/series_commands.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

/// A task or a project, as far as its repetition goes.
struct RepeatedWork {
    const EntityInfo* info = nullptr;
    Id128 id;
    WorkSeriesId series;  // Nil: it does not repeat.
    std::string title;
    WorkStatus status = WorkStatus::to_do;
    std::optional<Date> due_on;
    std::optional<Date> occurrence_on;
};
/// Nothing for rows of other tables.
std::optional<RepeatedWork> repeated_work(const EntityInfo& info, const void* row);

struct RepeatState {
    bool following = false;     // Changes in the panel hold for the dates that follow, too.
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
    Id128 work;
    std::string sentence;
    std::string next_dates;
};

void repeat_ui(const Desk& desk, const RepeatedWork& work, bool may_edit, RepeatState& state, Intents& out);

/// The edits of a form, for this date alone or for those that follow, too: open work of later dates is changed as well, and
/// work that is not there yet comes accordingly.
Do change_repeated(const Desk& desk, const EntityInfo& info, const void* row, const std::vector<FieldEdit>& edits,
                   bool following);
/// Deletes this date's work. Without what follows, the date is skipped, so that the next one comes; with it, open work of later
/// dates goes as well and the series ends.
Do delete_repeated(const Desk& desk, const RepeatedWork& work, bool following);

/// The fields of the form; true if something was changed.
bool repeat_form_ui(const Desk& desk, RepeatState& state);

}  // namespace pupitre::ui
