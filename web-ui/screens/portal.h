// The desk of a client's people: what their firm asks of them, and the documents that both share. A shell of its own,
// which knows nothing of the firm's. And the page on which somebody who was invited chooses a password.
#pragma once

#include <string>

#include "web-ui/screens/pending.h"
#include "web-ui/screens/screen.h"
#include "web-ui/screens/shell.h"

namespace pupitre::ui {

struct PortalState {
    std::string tab;  // Empty: the requests.
    Id128 request;    // The one that is open; nil: the list.
    std::string answer;
    Id128 answer_of;  // The request that the answer was typed for.
    Id128 seen;       // The request that was said to be seen last: said once, also if that is refused.
};

void portal_ui(const Desk& desk, const ShellView& view, ThemeChoice theme, const PendingView& pending,
               PortalState& state, Intents& out);

/// Whom a link is for, as far as the host has said so.
struct InvitationView {
    std::string name;
    std::string email;
    std::string firm;
    std::string problem;  // Worded; empty: none.
    bool over = false;    // The link was used, is too old, or never was.
    bool busy = false;
    std::string password;
};
void invitation_ui(const Texts& texts, InvitationView& view, Intents& out);

}  // namespace pupitre::ui
