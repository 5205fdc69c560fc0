// The log-in: the first thing a person sees on a new device, or again when the host no longer accepts the old sign-in.
#pragma once

#include <cstdint>
#include <string>

#include "core/text/catalogue.h"
#include "web-ui/screens/intents.h"

namespace pupitre::ui {

/// What the log-in shows beside its fields.
struct SignInView {
    bool busy = false;       // The host is being asked.
    bool opening = false;    // Accepted; the firm's data is on its way.
    float share = -1;        // How much of it is here, 0 to 1; below 0 unknown.
    std::string problem;     // Already worded; empty: none.
    std::string blocked;     // While opening: why the data can't be taken, already worded; empty: nothing hinders.
    std::string demo_email;  // Of the demo firm, when the host says that it serves one.
    std::string demo_password;
    bool may_cancel = false;  // Signed in before: work can go on without.
};

struct SignInState {
    std::string email;
    std::string password;
    bool opened = false;  // The focus was put into the first field.
};

void sign_in_ui(const SignInView& view, const Texts& texts, SignInState& state, Intents& out);

}  // namespace pupitre::ui
