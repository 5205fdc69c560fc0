// One client's sheet: warnings, details, people, addresses, notes and work. Details are saved field by field; people,
// addresses and work open in the panel.
#pragma once

#include <string>

#include "web-ui/screens/books/books.h"
#include "web-ui/screens/documents.h"
#include "web-ui/screens/form.h"
#include "web-ui/screens/services/client_services.h"
#include "web-ui/screens/timeline.h"

namespace pupitre::ui {

/// What only this screen knows. Losing it loses no work.
struct ClientSheetState {
    Id128 client;  // What the rest belongs to.
    FormState form;
    std::string note;  // The note being typed.
    DocumentsState documents;
    Lookups lookups;
    ClientServicesState services;
    BooksState books;
    Timeline history;  // Of the file; its view is the application's.
};

/// Draws desk.route.record; desk.route.tab is "", "people", "addresses", "notes", "documents", "work", "services",
/// "bank", "team" or "history".
void client_sheet_ui(const Desk& desk, ClientSheetState& state, Intents& out);

}  // namespace pupitre::ui
