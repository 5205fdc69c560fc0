// What happens to a task's documents when the task goes to another client's file.
#pragma once

#include "core/command/context.h"
#include "core/store/changes.h"

namespace pupitre {

struct Task;

/// Brings the task's documents to the task's client.
void move_documents(Changes& changes, const Task& task);

}  // namespace pupitre
