// The documents of a client's file and the attachments of a task: add, open, save, rename, remove, and how far each
// content is on its way.
#pragma once

#include <string>

#include "core/documents/document.h"
#include "web-ui/screens/list_row.h"
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

/// The same for documents that are shared with a client: how a file looks, how far it is, what was not taken.
[[nodiscard]] Icon file_icon(std::string_view name);
void add_file_state(const FileFact& fact, const Texts& texts, ListRow& row);
void file_problems_ui(const Desk& desk, Intents& out);

/// "2,4 Mo", a megabyte being 1,048,576 bytes; always rounded up, so that what is over a limit looks so.
std::string file_size_words(std::int64_t bytes, const Texts& texts);

}  // namespace pupitre::ui
