// What is on its way to the host, and what needs a decision: refused changes and fields on which somebody else was faster.
// Both lists are in words; nothing in them is lost until the person says so.
#pragma once

#include <string>
#include <vector>

#include "core/sync/messages.h"
#include "web-ui/screens/describe.h"
#include "web-ui/screens/screen.h"
#include "web-ui/theme/tokens.h"

namespace pupitre::ui {

/// How far a command has come.
enum class PendingStage : std::uint8_t { saving, on_device, sent };

/// The facts, as the device has them.
struct PendingFact {
    Command command;
    PendingStage stage = PendingStage::saving;
    std::optional<Refusal> refusal;  // It no longer works here; the host decides.
};
struct SettleFact {
    Command command;
    CommandResult result;
};
struct PendingFacts {
    std::vector<PendingFact> pending;  // Oldest first; at most some hundreds, `total` says how many there are.
    std::size_t total = 0;
    std::vector<SettleFact> settle;
    std::size_t broken = 0;
    bool online = false;
};

/// The same, already worded.
struct PendingView {
    struct Row {
        Id128 command;
        std::string title;
        std::string detail;  // "Téléphone : 04 77 … → 04 78 …"
        std::string when;
        std::string state;
        Tone tone = Tone::neutral;
    };
    struct Contest {
        std::size_t place = 0;  // In the command's conflicts.
        std::string label;
        std::string before;
        std::string mine;
        std::string theirs;
        std::string by;          // Who put their value there, and when: "Léa Moreau, 20/11 à 14:05".
        bool whole_row = false;  // About a row, not a field: nothing to choose.
    };
    struct Entry {
        Id128 command;
        std::string title;
        std::string when;
        std::string reason;  // Of a refusal.
        std::string cause;   // What stands against it, whose work that is, and when.
        std::vector<Contest> contests;
        std::string text;     // What was written, for copying.
        std::string present;  // What stands there now instead, in the same order.
        bool refused = false;
        Route place;  // Where the record is.
        bool has_place = false;
    };
    std::vector<Entry> entries;
    std::vector<Row> rows;
    std::size_t more = 0;  // Pending commands that are not listed.
    std::size_t broken = 0;
    bool online = false;
};
/// `settled` holds (command, place) of conflicts already decided whose entry is still there.
PendingView pending_view(const Desk& desk, const PendingFacts& facts, std::int64_t now_ms,
                         const std::vector<std::pair<Id128, std::size_t>>& settled);

/// The command that makes a person's own value stand, given what stands there now. Nothing if there is no such row.
std::optional<Act> act_to_keep_mine(const Database& db, const Conflict& conflict);

void pending_ui(const Desk& desk, const PendingView& view, Intents& out);

}  // namespace pupitre::ui
