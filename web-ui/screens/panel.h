// The panel at the right: one record to edit, saved field by field, or a new one to make. Its form comes from the field
// tables. What is half typed for a new record survives a reload; the application keeps it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "web-ui/screens/checklist.h"
#include "web-ui/screens/comments.h"
#include "web-ui/screens/deletion.h"
#include "web-ui/screens/documents.h"
#include "web-ui/screens/form.h"
#include "web-ui/screens/repeat.h"
#include "web-ui/screens/requests.h"
#include "web-ui/screens/services/linked_rows.h"
#include "web-ui/screens/team.h"
#include "web-ui/screens/timeline.h"
#include "web-ui/theme/draw.h"

namespace pupitre::ui {

struct PanelState {
    PanelPlace place;  // What the rest belongs to.
    FormState form;
    FormState address;  // Of a new client: its first address …
    FormState person;   // … and the first person.
    ChecklistState checklist;
    CommentsState comments;
    DocumentsState documents;
    std::string request_word;   // With which an answer goes back.
    InvitationLink invitation;  // To the portal.
    RepeatState repeat;
    DeletionState deletion;
    std::string added_task;  // Its title, for the project that is shown.
    EntrustedState entrusted;
    LinkedRowsState links;  // What a task waits for, the services of a bundle.
    bool history_shown = false;
    bool reveal_history = false;     // Bring it into view when it is here.
    Timeline history;                // Of the record; its view is the application's.
    std::vector<std::string> lines;  // The checklist of a new task.
    Id128 new_id;                    // Of the record being made.
    Id128 like;                      // The project whose tasks a new one takes over; nil: none.
    bool asked = false;              // To make it; it stands in the database in the next frame, or was refused.
    bool taken_up = false;           // The draft is one from before.
    bool dropping = false;           // Whether to throw it away is being asked.

    std::map<std::string, Json> drafts;  // New records that were begun, by table and client.
    bool drafts_changed = false;         // There is something new to keep; reset by the application.
    Lookups lookups;
};

/// Tables that the panel can show.
bool has_panel(std::string_view table);

Json drafts_to_json(const PanelState& state);
/// What can't be read is left out.
void restore_drafts(PanelState& state, const Json& kept);

/// To be called in each frame, also while no panel is open.
void panel_ui(const Desk& desk, const Box& box, PanelState& state, Intents& out);

}  // namespace pupitre::ui
