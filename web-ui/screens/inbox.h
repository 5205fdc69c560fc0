// The inbox: what a member is told because it concerns them, the newest first; and how many of that is new.
#pragma once

#include <cstddef>
#include <string>

#include "core/notices/notice.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

struct InboxState {
    std::size_t shown = 50;  // At most so many rows.
};

/// How many notices the member has not read.
std::int64_t unread_notices(const Database& db, TeamMemberId member);
/// "Léa Moreau vous a confié « TVA de mars »".
std::string notice_words(const Database& db, const Texts& texts, const Notice& notice);
void inbox_ui(const Desk& desk, InboxState& state, Intents& out);

}  // namespace pupitre::ui
