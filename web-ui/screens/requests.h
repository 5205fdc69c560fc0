// Client requests and shared documents as both sides see them: rows of documents, the words under a request; and what the
// firm does with a request and with a person's access to the portal.
#pragma once

#include <string>
#include <vector>

#include "core/requests/shared_document.h"
#include "web-ui/screens/screen.h"
#include "web-ui/theme/tokens.h"

namespace pupitre::ui {

/// A link that was asked for in a person's panel.
struct InvitationLink {
    Id128 access;
    std::string link;
    std::string problem;  // Worded; empty: none.
    bool mailed = false;  // It goes to the person by mail; nobody here sees it.
};

/// "Répondue" and its colour; overdue has a word of its own.
[[nodiscard]] std::string request_state_words(const ClientRequest& request, const Texts& texts);
[[nodiscard]] Tone request_tone(RequestState state);
/// "Échéance le 24/11/2026", nothing without one.
[[nodiscard]] std::string request_due_words(const ClientRequest& request, const Texts& texts);

/// Documents with size, sender and moment; pressing opens or saves, the menu downloads. `with_request` names the request.
void shared_rows_ui(const Desk& desk, const std::vector<const SharedDocument*>& documents, bool with_request,
                    Intents& out);
/// The answers and what was sent back, oldest first.
void request_words_ui(const Desk& desk, const ClientRequest& request);

/// The tabs of the client's sheet.
void requests_tab_ui(const Desk& desk, const Client& client, Intents& out);
void shared_tab_ui(const Desk& desk, const Client& client, Intents& out);
/// In the panel of a request, below its form.
void request_part_ui(const Desk& desk, const ClientRequest& request, std::string& word, Intents& out);
/// In the panel of a person.
void portal_access_ui(const Desk& desk, const Person& person, const InvitationLink& invitation, Intents& out);

}  // namespace pupitre::ui
