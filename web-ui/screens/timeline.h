// The history of a record, of a client's file, of the firm: who did what and when, day by day, in sentences; with the way
// to take each action back and to see everything as it was then.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/sync/past_messages.h"
#include "core/sync/replica.h"
#include "web-ui/screens/screen.h"

namespace pupitre::ui {

/// How much of a history is here.
enum class TimelineStage : std::uint8_t { loading, here, offline, refused };

/// The facts, as the device has them.
struct TimelineFacts {
    HistoryQuestion of;
    std::vector<HistoryStep> steps;              // As the host told them, the newest first.
    std::vector<const PendingCommand*> waiting;  // What the host has not decided yet, the oldest first.
    TimelineStage stage = TimelineStage::loading;
    std::string trouble;  // Message key of what keeps the rest away; empty if nothing.
    bool more = false;
    bool loading = false;  // A page is on its way.
    std::int64_t now_ms = 0;
};

/// The same in words.
struct TimelineView {
    struct Entry {
        std::int64_t seq = 0;  // In the firm's order; 0: the host does not have it yet.
        Id128 key;             // Of an entry without a number: the command.
        std::string who;
        std::string sentence;            // "Claire Martin a modifié le client « Durand »"
        std::vector<std::string> lines;  // "Téléphone : 04 77 … → 04 78 …"
        std::string note;                // "Fait hors ligne le 20/11 à 9:12"
        std::string time;
        bool waiting = false;
        bool may_undo = false;
        std::string why_not_undo;
        Route place;  // Where the record is.
        bool has_place = false;
    };
    struct Day {
        std::string title;
        std::vector<Entry> entries;
    };
    std::vector<Day> days;
    std::vector<std::pair<std::string, std::string>> members;  // To filter by: id as text and name.
    TimelineStage stage = TimelineStage::loading;
    std::string trouble;
    bool more = false;
    bool loading = false;  // A page is on its way.
    bool of_record = false;
};
TimelineView timeline_view(const Desk& desk, const TimelineFacts& facts);

/// What a change is called in one line each: "Tâche « Bilan » · Échéance : 20/11/2026 → 27/11/2026".
std::vector<std::string> change_lines(const Desk& desk, const ChangeSet& changes, std::size_t lines_max);

struct TimelineState {
    std::string member;  // Whose actions are shown; empty: everybody's.
};
/// What the application builds and the screen draws.
struct Timeline {
    TimelineView view;
    TimelineState state;
};
void timeline_ui(const Desk& desk, Timeline& timeline, Intents& out);

}  // namespace pupitre::ui
