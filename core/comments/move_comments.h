// What happens to the comments under a record when the record goes to another client's file.
#pragma once

#include "core/command/context.h"
#include "core/crm/client.h"
#include "core/store/changes.h"

namespace pupitre {

/// Brings the comments under a task, project or request to the client.
void move_comments(Changes& changes, Id128 work, ClientId client);

}  // namespace pupitre
