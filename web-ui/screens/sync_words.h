// The state of the conversation with the host in words: one line for the top bar, a card for the navigation, strips for
// what must not be missed. Knows no session: the facts come in as plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/text/catalogue.h"
#include "web-ui/screens/intents.h"
#include "web-ui/theme/icons.h"
#include "web-ui/theme/tokens.h"

namespace pupitre::ui {

struct SyncFacts {
    bool online = false;
    bool sending = false;
    bool sign_in_needed = false;
    bool upgrade_needed = false;
    bool update_waiting = false;
    bool must_reload = false;
    bool repairing = false;
    bool slow_storage = false;
    std::size_t unsaved = 0;  // Not durable yet.
    std::size_t pending = 0;  // Durable, not decided by the host.
    std::size_t to_settle = 0;
    std::size_t broken = 0;  // Pending commands whose bytes are damaged.
    std::int64_t confirmed_ms = 0;
    /// Message key of what keeps the device from storing: "shell.storage.quota". Empty: it stores.
    std::string storage_problem;

    bool operator==(const SyncFacts&) const = default;
};

/// A point of a colour beside words.
struct StateWords {
    Tone tone = Tone::neutral;
    std::string words;
};
StateWords sync_line(const SyncFacts& facts, const Texts& texts, std::int32_t utc_offset_minutes);

/// The card at the foot of the navigation; nothing while the host answers.
struct OfflineCard {
    std::string title;
    std::string words;
};
std::optional<OfflineCard> offline_card(const SyncFacts& facts, const Texts& texts);

/// A line across the page above the content, with at most one action.
struct Strip {
    std::string id;
    Tone tone = Tone::warn;
    Icon icon = Icon::info;
    std::string words;
    std::string action;  // Empty: none.
    Intent intent;
};
std::vector<Strip> sync_strips(const SyncFacts& facts, const Texts& texts);

}  // namespace pupitre::ui
