// The question before something is deleted that takes more along than is seen: a project with its tasks, a request that its
// client has, a date of a series.
#pragma once

#include "web-ui/screens/repeat.h"

namespace pupitre::ui {

struct DeletionState {
    Id128 asked;  // The row that is asked about; nil: none.
};

/// Deletes the row, or asks first. True if it is on its way.
bool begin_deletion(const Desk& desk, const EntityInfo& info, const void* row, DeletionState& state, Intents& out);
/// The question, while it stands. True if the row is on its way.
bool deletion_ui(const Desk& desk, const EntityInfo& info, const void* row, DeletionState& state, Intents& out);

}  // namespace pupitre::ui
