// What members of the firm say to each other under a task, a project or a request: read, say, mention, change one's own.
#pragma once

#include <string>

#include "core/comments/comment.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

struct CommentsState {
    std::string said;   // What is being written at the end.
    Id128 changed;      // The comment that is being changed; nil: none.
    std::string words;  // Its new words.
};

/// Under one record; `target` has its task, project or request set.
void comments_ui(const Desk& desk, const Comment& target, CommentsState& state, Intents& out);

}  // namespace pupitre::ui
