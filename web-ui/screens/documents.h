// The documents of a client's file and the attachments of a task: add, open, save, rename, remove, and how far each
// content is on its way.
#pragma once

#include <string>

#include "core/documents/document.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

struct DocumentsState {
    Id128 renamed;  // The document whose name is being edited; nil: none.
    std::string renaming;
};

/// The tab of the client's sheet.
void documents_tab_ui(const Desk& desk, const Client& client, DocumentsState& state, Intents& out);
/// In the panel of a task.
void attachments_ui(const Desk& desk, const Task& task, bool may_edit, DocumentsState& state, Intents& out);

/// "2,4 Mo", a megabyte being 1,048,576 bytes; always rounded up, so that what is over a limit looks so.
std::string file_size_words(std::int64_t bytes, const Texts& texts);

}  // namespace pupitre::ui
