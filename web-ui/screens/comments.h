// What members of the firm say to each other under a task, a project or a request: read, say, mention, change one's own.
#pragma once

#include <map>
#include <string>

#include "core/comments/comment.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

struct CommentsState {
    std::map<Id128, std::string> said;  // What is being written under a record; stays while one looks elsewhere.
    Id128 changed;                      // The comment that is being changed; nil: none.
    std::string words;                  // Its new words.
};

/// Under one record; `target` has its task, project or request set.
void comments_ui(const Desk& desk, const Comment& target, CommentsState& state, Intents& out);

}  // namespace pupitre::ui
